"""Reads people as columns: the header is a name, the cells say what that person does.

A mark, or an R of RACI, means that they take part; a number is the hours that they work.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.phrase import Phrase, phrase
from planner.reading.cells import Cell
from planner.reading.dates import month_number
from planner.reading.durations import UNITS, unit_of
from planner.reading.group_words import ACTUAL, PLANNED
from planner.reading.header_units import UNIT, header_unit
from planner.reading.heading import Heading
from planner.reading.profile import MARKS, ColumnProfile, as_number, grow
from planner.reading.weekday_columns import headed_by_weekdays
from planner.schema.vocabulary import meanings, words_for

_FEWEST = 2
_LONGEST = 30
_SIZED = frozenset(["duration", "work", "points"])
_ESTIMATED = _SIZED | {"likely"}


def with_people(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> list[Heading]:
    """Marks the headings of people; the first of them becomes the field of people.

    One such as `Developer` above hours is a column of that person, not of names.
    """
    headings = _without_names(headings, every)
    if any(heading.field == "resources" for heading in headings):
        return list(headings)
    named = next((h.column for h in headings if h.field == "name"), 0)
    total, parts = _added_up(headings, every, named)
    how, chosen = ("hours", parts) if total is not None else _likeliest(headings, every, named)
    headings = [replace(h, field="", names=()) if h is total else h for h in headings]
    if len(chosen) < _FEWEST or all(month_number(h.text) for h in chosen):
        return headings
    columns = {h.column for h in chosen}
    first = min(columns)
    return [
        replace(
            h,
            person=how,
            unit=header_unit(h.text) or header_unit(total.text if total else h.group),
            field="resources" if h.column == first else "",
            by_content=_why(how, chosen, total) if h.column == first else "",
        )
        if h.column in columns
        else h
        for h in headings
    ]


def _without_names(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[Heading]:
    """The headings without the field of people or skills where cells are hours or letters."""
    letters = {column for column, one in every.items() if one.count and _duties(one)}
    return [
        replace(h, field="", names=())
        if h.field in ("resources", "skills")
        and (one := every.get(h.column))
        and (_hours(one) or (h.column in letters and len(letters) > 1))
        else h
        for h in headings
    ]


def _likeliest(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile], named: int
) -> tuple[str, list[Heading]]:
    """What the cells below names of people hold, and these headings, right of those of tasks."""
    weekdays = headed_by_weekdays(headings)
    free = [h for h in headings if h.column > named and _free(h) and h not in weekdays]
    bounds = [h for h in free if fold(h.text) in _BOUNDS]
    free = [h for h in free if len(bounds) < len(_BOUNDS) or h not in bounds]
    filled = [h for h in free if (one := every.get(h.column)) and one.count]
    duties = [h for h in filled if _duties(every[h.column])]
    if len(duties) >= _FEWEST:
        return "duty", duties
    marked = [h for h in filled if every[h.column].marks > _MARKED]
    if len(marked) >= _FEWEST:
        return "mark", marked
    hours = _of_people([h for h in free if (one := every.get(h.column)) and _hours(one)], every)
    fields = {h.field for h in headings}
    if _SIZED & fields:
        hours = [h for h in hours if set(every[h.column].numbers) == {_WHOLE}]
    return "share" if _ESTIMATED & fields else "hours", hours


def _why(how: str, chosen: Sequence[Heading], total: Heading | None) -> Phrase:
    """What shows that columns are those of people."""
    if total is not None:
        return phrase("its cells and those beside add up to {total}", total=total.text)
    units = {unit for h in chosen for unit in (header_unit(h.text), header_unit(h.group))}
    if how in ("hours", "share") and "d" in units:
        return _IN_DAYS
    return _WHY.get(how, _WHY["hours"])


_MARKED = 0.9
_WHY = {
    "mark": phrase("its header and those beside are names, its cells are marks"),
    "duty": phrase("its header and those beside are names, its cells are R, A, C and I"),
    "hours": phrase("its header and those beside are names, its cells are hours"),
}
_IN_DAYS = phrase("its header and those beside are names, its cells are days of work")


def _added_up(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile], named: int
) -> tuple[Heading | None, list[Heading]]:
    """The column of work that adds up those left of it in every row, and these; None without one.

    They are what each role does: ``Developer (PT)``, ``Tester (PT)``, ``Sum (PT)``.
    """
    known = {h.column: h for h in headings}
    for total in (h for h in headings if h.field in _SIZED and h.column in every):
        parts: list[Heading] = []
        for column in range(total.column - 1, named, -1):
            part, one = known.get(column), every.get(column)
            if part is None or part.field or part.chart or not (one and one.count and _hours(one)):
                break
            parts.insert(0, part)
        cells = [dict(every[part.column].cells) for part in parts]
        if len(parts) >= _FEWEST and _adds_up(dict(every[total.column].cells), cells):
            return total, parts
    return None, []


def _who(text: str) -> str:
    """The name in the header of a column of people, without its unit: ``Ann (h)``, ``PM days``."""
    bare = UNIT.sub("", text).strip() if header_unit(text) else text
    words = bare.split()
    return " ".join(words[:-1]) if len(words) > 1 and unit_of(words[-1]) else bare


_COMPUTED = frozenset(
    [
        *("es", "ef", "ls", "lf", "tf", "ff", "est", "eft", "lst", "lft", "slack", "float"),
        *("totalfloat", "freefloat", "totalslack", "freeslack", "critical"),
    ]
)
"""Results of the critical path method, which are no names of people."""


_BOUNDS = frozenset(["min", "max"])
"""Where both are headers, they are no names."""


def _free(heading: Heading) -> bool:
    letters = any(map(str.isalpha, heading.text))
    short = len(heading.text) <= _LONGEST
    closed = heading.field or heading.names or heading.chart or heading.ignored
    folded = fold(heading.text)
    closed = (
        closed or folded in _COMPUTED or any(word.meaning in _COUNTED for word in meanings(folded))
    )
    words = {fold(word) for word in _WORDS.findall(heading.text)}
    closed = closed or bool(words & (PLANNED | ACTUAL))
    other = _of_work(heading.text) or _of_time(heading.text)
    return not closed and letters and short and not other


def _of_time(text: str) -> bool:
    """Whether a header names a week, a month or another period: Week 1-2, Week of the term.

    Dag, Dan and Dana are days too, but first of all people.
    """
    words = map(fold, re.split(r"[\W\d_]+", UNIT.sub("", text)))
    return any(len(word) >= _SHORTEST and UNITS.get(word) in _PERIODS for word in words)


_PERIODS, _SHORTEST = ("d", "w", "mo"), 4


def _of_work(text: str) -> bool:
    """Whether one of several words of a header means work, as in *Veel werk*."""
    words = text.split()
    told = (word.meaning for one in words for word in meanings(fold(one)))
    return len(words) > 1 and any(meaning in ("work", "duration") for meaning in told)


_WORDS = re.compile(r"[^\W\d_]+")
_COUNTED = frozenset(
    ["quantity", "price", "cost", "fixed cost", "total", "units", "budget", "rate"]
)
"""Headers of columns of quantities and money."""


def _hours(one: ColumnProfile) -> bool:
    plain = all(_PLAIN.fullmatch(text) for text in one.texts)  # not addresses such as 10.4.40.1
    return plain and any(v > 0 for v in one.numbers) and all(v >= 0 for v in one.numbers)


def _of_people(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> list[Heading]:
    """The columns of hours, except those that number the rows or add up the others."""
    found = [h for h in headings if not _numbers_rows(every[h.column]) and not _is_total(h)]
    cells = {h.column: dict(every[h.column].cells) for h in found}
    if len(found) == _POINTS and grow([every[h.column] for h in found]):
        return []  # three-point estimates: optimistic, likely, pessimistic
    return [
        h
        for h in found
        if not _adds_up(cells[h.column], [cells[o.column] for o in found if o is not h])
    ]


def _numbers_rows(one: ColumnProfile) -> bool:
    first = one.numbers[0] if one.numbers else 0.0
    return one.count > _FEWEST and one.numbers == [first + n for n in range(one.count)]


def _is_total(heading: Heading) -> bool:
    return fold(heading.text) in words_for("total")


def _adds_up(one: Mapping[int, Cell], others: Sequence[Mapping[int, Cell]]) -> bool:
    """Whether a column is the sum of others in every row, and of several of them in some."""
    several = False
    for row, cell in one.items():
        parts = [as_number(other[row]) or 0 for other in others if row in other]
        if abs((as_number(cell) or 0) - sum(parts)) > _EQUAL:
            return False
        several |= len(parts) > 1
    return several


_WHOLE = 100
"""Beside a duration this number below a name says that they take part with all their time."""
_POINTS = 3
_EQUAL = 1e-6
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?\s*%?")
_DUTY = re.compile(r"(?i)[raci](?:\s*[/,&+]?\s*[raci])*")


def _duties(one: ColumnProfile) -> bool:
    """Whether all cells are letters of RACI: responsible, accountable, consulted, informed."""
    return all(_DUTY.fullmatch(text) for text in one.texts)


def people_cells(
    cells: Mapping[int, Cell], headings: Sequence[Heading]
) -> tuple[Cell | None, Cell | None]:
    """The people in a row's columns of people, and the sum of their hours."""
    people = [h for h in headings if h.person and h.column in cells]
    taking = [h for h in people if _takes(cells[h.column], h.person)]
    taking = taking or [h for h in people if h.person == "duty" and "A" in cells[h.column].text]
    if not taking:
        return None, None
    first = cells[taking[0].column]
    who = (_who(h.text) for h in taking)
    names = first._replace(kind="text", value="; ".join(who))
    if taking[0].person != "hours":
        return names, None
    hours = sum(as_number(cells[h.column]) or 0 for h in taking)
    return names, first._replace(kind="text", value=f"{hours:g} {taking[0].unit or 'h'}")


def _takes(cell: Cell, how: str) -> bool:
    if how == "duty":
        return "R" in cell.text.upper()
    return cell.text in MARKS if how == "mark" else bool(as_number(cell))
