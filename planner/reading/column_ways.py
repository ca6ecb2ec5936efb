"""What else the columns of a table may mean: each way is a choice, with words for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from planner.choice import IGNORE, Choice
from planner.language.text import fold
from planner.phrase import Phrase, phrase
from planner.reading.cells import letters
from planner.reading.colours_shown import colours_shown
from planner.reading.finding import Tables
from planner.reading.group_words import ACTUAL
from planner.reading.header_names import IN_PART, HeaderWishes
from planner.reading.heading import Heading
from planner.reading.look import Look
from planner.reading.names_of_people import is_bare_name, names_rows
from planner.reading.naming import names
from planner.reading.people_evidence import likeness
from planner.reading.profile import ColumnProfile, profiles
from planner.reading.row_content import ESTIMATES
from planner.reading.tables import Table
from planner.schema.columns import TASKS
from planner.schema.vocabulary import words_for

_CHOSEN = ("name", "start", "finish", "duration", "resources", "phase")
PEOPLE = TASKS.column("resources").caption
_LENGTH = TASKS.column("duration").caption
_DIFFERENT = 0.5
_FEWEST = 3
_WORD = 4
_NO_SUCH = frozenset(["bad-yes-no", "bad-pin"])
"""Faults of cells that are not what a column of few known words may hold."""
_DATED = 0.6
_SHORTER = 10
"""Names of people are hardly longer than those of tasks."""

OtherReading = tuple[Choice, Phrase]


def by_meanings(look: Look, table: Table, choice: Choice) -> Iterator[OtherReading]:
    """Columns that have no meaning, or another one than their names and cells may have."""
    yield from _by_dates_aside(table, choice)
    yield from _by_when(table, choice)
    yield from _by_names(table, choice)
    yield from _by_actual(look, table, choice)
    yield from _by_lengths(table, choice)
    yield from _by_colours(table, choice)


def _by_colours(table: Table, choice: Choice) -> Iterator[OtherReading]:
    """What a legend says of the colours of rows, as those who do the tasks, or as phases."""
    shown = colours_shown(table)
    if shown is None:
        return
    texts = [shown.texts[n] for n in sorted(shown.texts)]
    heading = Heading(column=shown.column, text="")
    named = any(h.person or h.field in ("resources", "skills") for h in table.headings)
    if not named and likeness(texts) >= 0:
        yield mapped(table, heading, "resources", choice)
    runs = [text for text, _ in groupby(texts)]
    if len(runs) == len(set(runs)) and table.fields.keys().isdisjoint(_GROUPING):
        yield mapped(table, heading, "phase", choice)


def _by_dates_aside(table: Table, choice: Choice) -> Iterator[OtherReading]:
    """Columns of dates that are left aside, as the finish or the start where nothing else is.

    Beside lengths alone they may be either.
    """
    wanted = [one for one in ("start", "finish") if one not in table.fields]
    if len(wanted) > 1 and table.fields.keys().isdisjoint(ESTIMATES):
        wanted = ["finish"]
    aside = [
        h
        for h in table.headings
        if not (h.field or h.chart or h.apart or h.hidden or h.repeats or h.ignored or h.person)
    ]
    every = profiles(table.sheet, table.header, [h.column for h in aside], "")
    dated = {one.column for one in every if one.kinds["date"] >= _DATED and one.count >= _FEWEST}
    for heading in aside:
        for field in wanted if heading.column in dated else ():
            yield mapped(table, heading, field, choice)


def _by_names(table: Table, choice: Choice) -> Iterator[OtherReading]:
    """A column called Task as the names, where those below a bare `Name` may be people."""
    name = table.fields.get("name")
    if name is None or "resources" in table.fields or not is_bare_name(name):
        return
    called = [
        h
        for h in table.headings
        if not h.field and h.names and h.names[0].field == "name" and _may_be_read(h)
    ]
    every = profiles(table.sheet, table.header, [name.column, *(h.column for h in called)], "")
    for heading, one in zip(called, every[1:], strict=True):
        if names_rows(one) and every[0].length < one.length + _SHORTER:
            pairs = [(TASKS.column("name").caption, heading.text), (PEOPLE, name.text)]
            said = replace(choice, columns=choice.with_columns(choice.columns, pairs))
            yield said, phrase("{header} as people", header=name.text)


def _by_when(table: Table, choice: Choice) -> Iterator[OtherReading]:
    """The day on which something is, where it was taken for the last one: `When`."""
    if table.fields.keys() & {"start", "finish"}:
        return
    for heading in table.headings:
        if heading.field == "deadline" and fold(heading.text) in words_for("when"):
            yield mapped(table, heading, "start", choice)


def _by_actual(look: Look, table: Table, choice: Choice) -> Iterator[OtherReading]:
    """Actual dates as those of the plan, where the planned ones are all the same."""
    tasks = [t for t in look.project.tasks if not t.summary] if look.project else []
    if len(tasks) < _FEWEST or len({task.current_start for task in tasks}) > 1:
        return
    pairs = []
    for heading in table.headings:
        words = heading.text.split()
        left = " ".join(word for word in words if fold(word) not in ACTUAL)
        meant = names(left, TASKS, HeaderWishes()) if left and left != heading.text else ()
        field = meant[0].field if meant else ""
        if field in ("start", "finish", "duration") and heading.filled:
            pairs.append((TASKS.column(field).caption, heading.text))
    if any(ours != _LENGTH for ours, _ in pairs):
        said = replace(choice, columns=choice.with_columns(choice.columns, pairs))
        yield said, phrase("the actual dates as those of the plan")


def _by_lengths(table: Table, choice: Choice) -> Iterator[OtherReading]:
    """Columns that are called as amounts of time or work are, beside the one that is read."""
    called = [
        h
        for h in table.headings
        if h.names and h.names[0].field in ESTIMATES and not h.field and _may_be_read(h)
        if ACTUAL.isdisjoint(map(fold, h.text.split()))
    ]
    every = profiles(table.sheet, table.header, [h.column for h in called], "")
    for heading, one in zip(called, every, strict=True):
        if one.count >= _FEWEST and one.kinds["number"] + one.kinds["amount"] >= _DIFFERENT:
            yield mapped(table, heading, heading.names[0].field, choice)


def _may_be_read(heading: Heading) -> bool:
    """Whether a column has cells that belong to the table, and nobody said to leave it out."""
    out = heading.chart or heading.apart or heading.hidden or heading.repeats or heading.ignored
    return heading.filled and not out


def by_columns(table: Table, choice: Choice) -> Iterator[OtherReading]:
    """Columns that nearly won, and texts beside that may be the names or the people."""
    for heading in table.headings:
        for name in heading.names[:2]:
            if name.field in _CHOSEN and name.field != heading.field:
                yield mapped(table, heading, name.field, choice)
    for heading, one in _texts_beside(table):
        field = "name" if one.distinct > _DIFFERENT and one.length > _SHORTEST else "resources"
        if field == "name" or (one.length <= _LONGEST and _may_be_people(heading, one)):
            yield mapped(table, heading, field, choice)


def by_columns_aside(table: Table, choice: Choice) -> Iterator[OtherReading]:
    """Where nothing else is doubted: who does the tasks, or which phase they belong to.

    Texts beside that come again may be either; so may a column that was taken for one of these by
    its cells, and people found so may be none.
    """
    fields = {heading.field: heading for heading in table.headings if heading.field}
    guessed = [h for h in table.headings if h.field in _GUESSED and h.by_content and not h.person]
    for heading in guessed:
        if heading.field == "resources":
            yield without(table, heading, choice)
    certain = {heading.field for heading in table.headings if heading not in guessed}
    grouped = "name" in fields and not certain & _GROUPING
    named = not certain.isdisjoint(("resources", "skills"))
    last = max((heading.column for heading in fields.values()), default=0)
    for heading, one in _texts_beside(table, guessed):
        beyond = not heading.text and heading.column > last + 1
        aside = beyond or heading.apart or not _may_be_read(heading)
        if aside or one.length > _LONGEST or not _come_again(one):
            continue
        if not named and heading.field != "resources" and _may_be_people(heading, one):
            yield mapped(table, heading, "resources", choice)
        if grouped and heading.field != "phase" and _in_runs(one):
            yield mapped(table, heading, "phase", choice)


_GUESSED = frozenset(["resources", "phase", "subname"])
_GROUPING = frozenset(["level", "wbs", "parent", "phase", "subname"])
_SHORTEST, _LONGEST = 3, 25
"""Mean lengths of texts: names of tasks are longer than the first, those of people no longer than
the second.
"""


def _texts_beside(
    table: Table, guessed: Sequence[Heading] = ()
) -> Iterator[tuple[Heading, ColumnProfile]]:
    """The columns of texts without a meaning, with or without a header; guessed ones too."""
    taken = {h.column for h in table.headings if h.field and h not in guessed}
    columns = {c for n, cells in table.sheet.rows.items() if n > table.header for c in cells}
    every = profiles(table.sheet, table.header, sorted(columns - taken), "")
    known = {heading.column: heading for heading in table.headings}
    for one in every:
        heading = known.get(one.column) or Heading(column=one.column, text="")
        if one.count >= _FEWEST and one.kinds["text"] >= _DIFFERENT and not heading.chart:
            yield heading, one


def _may_be_people(heading: Heading, one: ColumnProfile) -> bool:
    """Whether nothing speaks against texts being people."""
    return len({*one.texts}) > 1 and likeness(one.texts, heading.text) >= 0


def _come_again(one: ColumnProfile) -> bool:
    """Whether texts come again, and are no answers, units or numbers with something behind."""
    if not 1 < len({*one.texts}) < one.count:
        return False
    words = sum(sum(map(str.isalpha, text)) > 1 and text[0].isalpha() for text in one.texts)
    return 2 * words > one.count and one.answers <= _DIFFERENT


def _in_runs(one: ColumnProfile) -> bool:
    """Whether equal texts follow each other, and come again nowhere else."""
    runs = [text for text, _ in groupby(one.texts)]
    return 1 < len(runs) == len(set(runs))


def without(table: Table, heading: Heading, choice: Choice) -> OtherReading:
    """A column left out."""
    said, _ = mapped(table, heading, "notes", choice)
    columns = tuple((IGNORE, header) for _, header in said.columns[-1:])
    text = heading.text or f"{table.sheet.name}!{letters(heading.column)}"
    how = phrase("without the column {header}", header=text)
    return replace(choice, columns=choice.with_columns(choice.columns, columns)), how


def mapped(table: Table, heading: Heading, field: str, choice: Choice) -> OtherReading:
    """A column taken for a field, named by its header if no other has that, else by its place."""
    caption = TASKS.column(field).caption
    place = f"{table.sheet.name}!{letters(heading.column)}"
    own = [one.text for one in table.headings].count(heading.text) == 1 and heading.text
    pair = (caption, heading.text if own else place)
    said = replace(choice, columns=choice.with_columns(choice.columns, [pair]))
    if heading.text:
        return said, phrase(
            "{caption} from column {place}, {header}",
            caption=Phrase(caption),
            place=place,
            header=heading.text,
        )
    return said, phrase("{caption} from column {place}", caption=Phrase(caption), place=place)


def mostly_wrong(look: Look, tables: Tables) -> Iterator[tuple[Table, Heading]]:
    """The columns of tasks most of whose cells are no yes or no, or refer to what is no task."""
    numbers = {(i.sheet, i.cell) for i in look.issues if i.code == "unknown-predecessor"}
    wrong = {
        (issue.sheet, issue.cell)
        for issue in look.issues
        if (issue.code == "unknown-predecessor" and sum(map(str.isalpha, issue.got)) >= _WORD)
        or (issue.code in _NO_SUCH and issue.severity == "error")
    }
    for table in tables.by_kind[TASKS.name]:
        for heading in table.headings:
            cells = [
                cells[heading.column].ref
                for number, cells in table.sheet.rows.items()
                if heading.field and number > table.header and heading.column in cells
            ]
            known = wrong | numbers if heading.rank >= IN_PART else wrong
            faults = sum((table.sheet.name, cell) in known for cell in cells)
            most = 2 * faults > len(cells) if faults >= _FEWEST else faults == len(cells) > 0
            if most and heading.field != "name":
                yield table, heading
