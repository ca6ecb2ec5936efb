"""Finds the meaning of columns of tasks from their cells, where the header does not give it.

It looks for pairs of dates, amounts of time, codes that refer to other rows, and names. Every
guess is noted.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.reading.cells import Sheet
from planner.reading.code_guesses import (
    with_further_links,
    with_links_in_words,
    with_links_to_codes,
    with_referred_codes,
)
from planner.reading.durations import unit_of
from planner.reading.further_people import (
    share_names,
    with_further_people,
    with_people_below_no_header,
)
from planner.reading.guesses import guesses
from planner.reading.header_names import HeaderWishes, Name
from planner.reading.headers import named_otherwise
from planner.reading.heading import Header, Heading
from planner.reading.known_fields import CODE, KnownFields
from planner.reading.level_columns import (
    with_deeper_names,
    with_names_between,
    with_names_of_parts,
)
from planner.reading.material_money import with_material_money
from planner.reading.names_of_people import named_by_tasks, with_second_names
from planner.reading.outline_styles import depths_by_style
from planner.reading.people_columns import with_people
from planner.reading.phase_columns import with_phases_beside
from planner.reading.placeholder_names import described
from planner.reading.planned_dates import as_planned
from planner.reading.profile import ColumnProfile, is_weekday, pieces, profiles, share_of
from planner.reading.progress import state_of
from planner.reading.rest_of_what import without_other_rest
from planner.reading.span_columns import merged_down, with_spans
from planner.reading.span_texts import span_parts
from planner.reading.spanned_days import with_spanned_days
from planner.reading.staggered import with_levels
from planner.reading.values import OPEN_BOXES, TICKED_BOXES
from planner.reading.weighing import weigh
from planner.schema.schema import SheetKind
from planner.schema.vocabulary import VALUES, fields, meanings

_FEWEST = 2
_DIFFERENT = 0.9
_TEXTS, _AGAIN, _SHORT = 0.8, 0.6, 25
_OUTLINE = re.compile(r"[A-Za-z]{0,3}\d{1,3}(?:\.\d{1,3})*\.?")
_SHORT_CODE = re.compile(r"[^\W\d_]{1,4}[ .-]?\d{1,3}(?:\.\d{1,3})*")


def understood(
    sheet: Sheet, header: Header, kind: SheetKind, reading: HeaderWishes, *, bare: bool = False
) -> Header:
    """The header with the fields that names and cells tell, where the cells leave little doubt."""
    known = {h.column for h in header.headings}
    unnamed = _unnamed(sheet, header, known)
    columns = [*sorted(known - sheet.hidden_columns), *(c for c in unnamed if c not in known)]
    every = profiles(sheet, header.row, columns, reading.language)
    by_column = dict(sorted((one.column, one) for one in every))
    moved = _second_column(header.headings, by_column)
    header = weigh(sheet, replace(header, headings=moved), kind, reading.language)
    deeper = with_deeper_names(sheet, header.row, header.headings)
    told = with_second_names(named_by_tasks(deeper, by_column), by_column)
    named = named_otherwise(told, _texts(every))
    named = tuple(with_people(described(named, by_column), by_column))
    named = with_material_money(named, by_column)
    found = described(_with_guesses(named, by_column, unnamed, bare=bare), by_column)
    found = without_other_rest(found, by_column)
    found = with_referred_codes(outlined(found, by_column), by_column)
    found = with_links_to_codes(with_links_in_words(found, by_column), by_column)
    found = with_further_links(found, by_column, unnamed)
    found = with_people_below_no_header(found, by_column, unnamed)
    found = with_further_people(found, by_column, unnamed)
    found = with_spans(found, by_column, merged_down(sheet, header.row))
    noted = named_otherwise(found, _texts(every), ("notes",))
    found = as_planned(upper_first(_ticked(noted, by_column)), by_column)
    found = with_spanned_days(found, by_column)
    found = _numbers_as_ids(_by_states(found, by_column), by_column)
    found = list(with_names_of_parts(sheet, header.row, found, by_column))
    levels = with_levels(sheet, header.row, with_names_between(sheet, header.row, found))
    grouped = with_phases_beside(sheet, header.row, levels)
    return replace(header, headings=tuple(sorted(grouped, key=lambda h: h.column)))


def _by_states(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> list[Heading]:
    """Makes a column of progress, or of lists of cards, whose cells are states the status."""
    if any(heading.field == "status" for heading in headings):
        return list(headings)
    return [
        replace(h, field="status", by_content=phrase("its cells are words for states"))
        if h.field in ("percent_complete", "phase")
        and (one := every.get(h.column))
        and one.count
        and sum(bool(state_of(text)) for text in one.texts) >= _TEXTS * one.count
        else h
        for h in headings
    ]


def _ticked(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> list[Heading]:
    """Makes a column of boxes, some of them ticked, the progress, where nothing else tells it."""
    known = {h.column: h for h in headings}
    told = {"percent_complete", "status", "actual_finish"} & {h.field for h in headings}
    for column, one in every.items() if not told else ():
        heading = known.get(column) or Heading(column=column, text="")
        free = not (heading.field or heading.chart or heading.person or heading.ignored)
        texts = {text.strip() for text in one.texts}
        boxes = one.count >= _FEWEST and texts <= OPEN_BOXES | TICKED_BOXES
        if free and boxes and texts & OPEN_BOXES and texts & TICKED_BOXES:
            why = phrase("its cells are boxes, ticked or not")
            made = replace(heading, field="percent_complete", by_content=why)
            return [*(h for h in headings if h.column != column), made]
    return list(headings)


def _numbers_as_ids(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[Heading]:
    """Makes a column of phases that numbers the rows their IDs, where no other column has these.

    So do codes such as WP1, as a phase each would say nothing.
    """
    if any(heading.field in ("id", "wbs") for heading in headings):
        return list(headings)
    numbers = phrase("its cells are numbers, all different")
    codes = phrase("its cells are codes, all different")
    return [
        replace(h, field="id", by_content=numbers if one.kinds["number"] else codes)
        if h.field == "phase" and (one := every.get(h.column)) and _tells_rows_apart(one)
        else h
        for h in headings
    ]


def _tells_rows_apart(one: ColumnProfile) -> bool:
    """Whether each row has a number of its own, or a short code such as WP1."""
    numbers = one.kinds["number"] == 1 and one.filled > _AGAIN
    coded = one.filled > _DIFFERENT and all(map(_SHORT_CODE.fullmatch, one.texts))
    return one.count >= _FEWEST and one.distinct == 1 and (numbers or coded)


def _with_guesses(
    named: Sequence[Heading],
    every: Mapping[int, ColumnProfile],
    unnamed: Sequence[int],
    *,
    bare: bool,
) -> list[Heading]:
    """Adds what cells say of the other columns; unnamed columns count if none has the names."""
    closed = {
        h.column
        for h in named
        if (h.names and not _second_of_codes(h, every) and not _names_others(h, named, every))
        or h.repeats
        or (h.apart and not _joins(h, named, every))
        or h.chart
        or h.person
        or h.ignored
        or _means_other(h.text)
        or _holds_spans(every.get(h.column))
    }
    has_name = any(h.field == "name" for h in named)
    if has_name and not bare:
        closed |= {h.column for h in named if not h.text} | set(unnamed)
    taken = {h.field: h.column for h in named if h.field}
    headers = {h.column: h.text for h in named}
    known = KnownFields(
        every=every, taken=taken, closed=frozenset(closed), bare=bare, headers=headers
    )
    guessed = guesses(known)
    found = [
        replace(h, field=guessed[h.column][0], by_content=guessed[h.column][1])
        if h.column in guessed
        else h
        for h in named
    ]
    there = {h.column for h in named}
    return found + [
        Heading(column=column, text="", field=field, by_content=why)
        for column, (field, why) in guessed.items()
        if column not in there
    ]


def _joins(
    heading: Heading, headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> bool:
    """Whether a column beyond a blank one has dates in nearly all rows, and no list is there.

    Long names that run over the blank column are all that keeps it from the others.
    """
    one = every.get(heading.column)
    beyond = [every[h.column] for h in headings if h.apart and h.column in every]
    dated = all(other.kinds["date"] > _TEXTS for other in beyond if other.count)
    return one is not None and one.filled >= _DIFFERENT and dated


def _names_others(
    heading: Heading, headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> bool:
    """Whether all cells below a header without a field are names of rows: *Prior task*."""
    one = every.get(heading.column)
    names = next((every.get(h.column) for h in headings if h.field == "name"), None)
    if heading.field or one is None or names is None or one.count < _FEWEST:
        return False
    known = {key(text) for text in names.texts}
    return all(key(piece) in known for text in one.texts for piece in pieces(text))


def _second_of_codes(heading: Heading, every: Mapping[int, ColumnProfile]) -> bool:
    """Whether a second header of names, as *Job* beside *Description*, stands above codes."""
    one = every.get(heading.column)
    named = not heading.field and heading.names[0].field == "name"
    if one is None or not named or one.count < _FEWEST:
        return False
    parts = [piece for text in one.texts for piece in pieces(text)]
    return all(CODE.fullmatch(part) and any(map(str.isdigit, part)) for part in parts)


def _holds_spans(one: ColumnProfile | None) -> bool:
    """Whether the cells of a column are spans of dates, which name nothing."""
    if one is None or one.count < _FEWEST:
        return False
    parts = [span_parts(text) for text in one.texts]
    return all(parts) and any(len(both) == 2 for both in parts)


def outlined(headings: Sequence[Heading], every: Mapping[int, ColumnProfile]) -> Sequence[Heading]:
    """Makes a column of 1, 1.1, 2 left of the names the WBS, where its header is unknown."""
    name = next((h.column for h in headings if h.field == "name"), 0)
    if not name or any(h.field in ("wbs", "level", "parent") for h in headings):
        return headings
    for column, one in every.items():
        heading = next((h for h in headings if h.column == column), Heading(column=column, text=""))
        dotted = sum("." in text.rstrip(".") for text in one.texts)
        coded = sum(bool(_OUTLINE.fullmatch(text)) for text in one.texts)
        unnamed = column < name and not (heading.names or heading.field or unit_of(heading.text))
        if unnamed and one.filled >= _TEXTS and depths_by_style(one.texts):
            why = phrase("its cells are numbers of levels such as II and a")
            styled = replace(heading, field="wbs", by_content=why, rank=90)
            return (styled, *(h for h in headings if h.column != column))
        unnamed = unnamed and one.distinct > _DIFFERENT
        if unnamed and dotted >= _FEWEST and coded >= _TEXTS * one.count:
            why = phrase("its cells are numbers of levels such as 1.2")
            wbs = replace(heading, field="wbs", by_content=why, rank=90)
            return (wbs, *(h for h in headings if h.column != column))
    return headings


_BESIDE = frozenset(["trade", "price", "aim", "day of month", "first day", "last day"])
"""What headers mean that other columns beside them decide."""


def _means_other(text: str) -> bool:
    """Whether a header is known, but belongs to a column that planning does not use.

    A trade or an aim may still be a name, and a price may be the cost of a task.
    """
    known = {word.meaning for word in meanings(fold(text))} - VALUES - _BESIDE
    return bool(known) and not fields("Tasks", fold(text))


def _second_column(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> tuple[Heading, ...]:
    """Splits a header that covers two columns: number and name, department and person.

    Of a weekday and a date the date counts.
    """
    found = _phases_beside_numbers(headings, every)
    headings = tuple(found)
    named = {h.column for h in headings if h.text}
    for at, heading in enumerate(headings):
        first, second = every.get(heading.column), every.get(heading.column + 1)
        unnamed = heading.column + 1 not in named
        if first is None or second is None or not unnamed or not first.count or not second.count:
            continue
        if second.kinds["date"] > _TEXTS and share_of(first, is_weekday) > _TEXTS:
            found[at] = replace(heading, field="", names=(), text="")
            found.append(replace(heading, column=heading.column + 1))
            continue
        if heading.field not in ("name", "resources") or second.kinds["text"] < 0.6:
            continue
        moved = replace(heading, column=heading.column + 1)
        people = 2 * second.count > first.count and second.distinct >= first.distinct
        people = people and not share_names(first, second)
        numbers = first.kinds["text"] < 0.5
        if heading.field == "resources" and people:
            found[at] = replace(heading, field="", names=())
            found.append(moved)
        elif heading.field == "name" and numbers and not any(h.field == "id" for h in headings):
            found[at] = replace(heading, field="id", names=(Name("id", 1, weight=1),))
            found.append(moved)
    moved_to = {h.column for h in found[len(headings) :]}
    kept = [h for n, h in enumerate(found) if n >= len(headings) or h.column not in moved_to]
    return tuple(sorted(kept, key=lambda h: h.column))


def _phases_beside_numbers(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> list[Heading]:
    """The headings; phases that are only numbers give way to texts without a header beside them."""
    found = list(headings)
    for at, heading in enumerate(headings):
        one, end = (
            every.get(heading.column),
            min((h.column for h in headings if h.column > heading.column), default=0),
        )
        if heading.field != "phase" or one is None or one.kinds["number"] < _TEXTS:
            continue
        texts = [
            every[column].column
            for column in range(heading.column + 1, end)
            if column in every and every[column].count and every[column].kinds["text"] >= _TEXTS
        ]
        if texts:
            found[at] = replace(heading, field="", names=())
            found.append(replace(heading, column=texts[0]))
    return sorted(found, key=lambda h: h.column)


def upper_first(headings: Sequence[Heading]) -> list[Heading]:
    """Gives the upper level to the leftmost column of names, whichever is called so."""
    found = list(headings)
    name = next((at for at, h in enumerate(found) if h.field == "name"), None)
    for at, heading in enumerate(found):
        if name is not None and heading.field == "subname" and heading.column < found[name].column:
            found[at] = replace(heading, field="name")
            found[name] = replace(found[name], field="subname")
            return found
    return found


def _texts(every: Sequence[ColumnProfile]) -> frozenset[int]:
    """The columns that may name the tasks."""
    return frozenset(
        one.column for one in every if one.count and one.kinds["text"] > 0.6 and one.distinct > 0.7
    )


def _unnamed(sheet: Sheet, header: Header, known: set[int]) -> list[int]:
    below = {c for n, cells in sheet.rows.items() if n > header.row for c in cells}
    return sorted(below - known - sheet.hidden_columns)[:30]
