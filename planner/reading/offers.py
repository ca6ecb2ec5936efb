"""Readings of a workbook that may be meant beside the best one: at most three in all are offered.

Where the best reading hangs together badly, or has faults, the others are read whole: other sheets,
bars instead of columns or the other way round, tasks side by side, calendars, lists of dates,
columns that nearly won, another unit or order of dates. Those that hang together best are offered,
each with the words that choose it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from planner.choice import FORMS, IGNORE, Choice
from planner.errors import Issue
from planner.phrase import Phrase, joined, phrase
from planner.project import Project
from planner.reading.cells import Book, Sheet, letters
from planner.reading.consistency import consistency_of, is_sure
from planner.reading.finding import Tables
from planner.reading.headers import Heading
from planner.reading.look import Counts, Look, counted
from planner.reading.profile import profiles
from planner.reading.tables import Table
from planner.schema.columns import TASKS

MOST = 3
"""So many readings are offered, the best one counted."""
DOUBTFUL = 0.72
"""Below this figure others are looked for; see `consistency`."""
_DOUBTFUL_STRUCTURE = 0.5
"""The same where headers say what the columns are."""
_WORTH = 0.3
_MOST_TRIED, _MOST_CELLS = 24, 30_000
"""So many readings are tried, and so many cells read again for them."""
_SHOWN = 3
_CHOSEN = ("name", "start", "finish", "duration", "resources", "phase")
_PEOPLE = TASKS.column("resources").caption
_DIFFERENT = 0.5
_FEWEST = 3
_WORD = 4
_SOME, _MANY, _NEARLY_ALL = 4, 8, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTask:
    """A task of a reading, as it is shown: its name and dates."""

    name: str
    start: datetime | None
    finish: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A whole reading of a workbook.

    Args:
        choice: What is to be said to have it.
        how: Which table, and how it is read.
        counts: What it comes to.
        first: Its first tasks.
        points: How well it hangs together.
    """

    choice: Choice
    how: Phrase
    counts: Counts = field(default_factory=Counts)
    first: tuple[FirstTask, ...] = ()
    points: float = 0.0

    @property
    def told(self) -> Phrase:
        """The reading in a sentence."""
        counts = self.counts
        shown = "; ".join(map(_shown, self.first))
        return phrase(
            "{how}: {tasks} tasks, {links} links, {people} people ({shown})",
            how=self.how,
            tasks=counts.tasks,
            links=counts.links,
            people=counts.people,
            shown=shown,
        )


Read = Callable[[Choice], Look]


def offers(look: Look, choice: Choice, read: Read) -> tuple[Offer, ...]:
    """The readings that are offered, the present one first if it can be planned; () without doubt.

    Args:
        look: The present reading.
        choice: What was said for it.
        read: Reads the workbook as another choice says.
    """
    book, tables = look.book, look.tables
    chosen = choice.sheet or choice.header_row or choice.form or choice.columns
    if book is None or tables is None or chosen:
        return ()
    doubted = _table_doubted(look, tables)
    if not (doubted or _has_two_orders(look) or _two_of_people(tables)):
        return ()
    found: list[Offer] = []
    seen = set()
    if look.project is not None:
        found.append(_offer(choice, _as_it_is(tables), look.project, tables))
        seen.add(_content(look.project))
    others = []
    most = min(_MOST_TRIED, _MOST_CELLS // _cells(book))
    for tried, how in list(_ways(look, book, tables, choice, doubted=doubted))[:most]:
        other = read(tried)
        if other.project is None or other.tables is None or not other.counts.tasks:
            continue
        content = _content(other.project)
        if content not in seen:
            seen.add(content)
            others.append(_offer(tried, how, other.project, other.tables))
    others.sort(key=lambda one: -one.points)
    found += [one for one in others if one.points >= _WORTH]
    return tuple(found[:MOST]) if look.project is None or len(found) > 1 else ()


def _cells(book: Book) -> int:
    """How many cells a book has, at least 1; coloured ones count too."""
    return 1 + sum(len(sheet.fills) + sum(map(len, sheet.rows.values())) for sheet in book.sheets)


def _has_two_orders(look: Look) -> bool:
    """Whether dates may be read day first and month first."""
    return any(issue.code == "ambiguous-date" for issue in look.issues)


def _table_doubted(look: Look, tables: Tables) -> bool:
    """Whether the table may be another, or read otherwise.

    Where headers say what the columns are, what is wrong in cells is no doubt about the table.
    """
    sure = is_sure(tables)
    rows = sum(1 for table in tables.by_kind[TASKS.name] for _ in table.rows())
    if look.project is None or not look.counts.tasks:
        wrong = {issue.row for issue in look.issues if _is_fault(issue)}
        many = rows >= _MANY and len(wrong) >= _NEARLY_ALL * rows
        return not sure or many or any(True for _ in _mostly_wrong(look, tables))
    hangs = consistency_of(look.project, tables)
    if sure:
        return rows >= _SOME and hangs.structure < _DOUBTFUL_STRUCTURE
    return hangs.points < DOUBTFUL


def _mostly_wrong(look: Look, tables: Tables) -> Iterator[tuple[Table, Heading]]:
    """The columns of tasks most of whose cells refer in words to what is no task."""
    wrong = {
        (issue.sheet, issue.cell)
        for issue in look.issues
        if issue.code == "unknown-predecessor" and sum(map(str.isalpha, issue.got)) >= _WORD
    }
    for table in tables.by_kind[TASKS.name]:
        for heading in table.headings:
            cells = [
                cells[heading.column].ref
                for number, cells in table.sheet.rows.items()
                if heading.field and number > table.header and heading.column in cells
            ]
            faults = sum((table.sheet.name, cell) in wrong for cell in cells)
            if faults >= _FEWEST and 2 * faults > len(cells) and heading.field != "name":
                yield table, heading


def _is_fault(issue: Issue) -> bool:
    return issue.severity == "error" and bool(issue.cell)


def _two_of_people(tables: Tables) -> bool:
    """Whether two columns of different names may say who does a task: teams and owners."""
    return any(
        heading.names[:1]
        and heading.names[0].field == "resources"
        and heading.field != "resources"
        and heading.filled
        and not (heading.repeats or heading.apart or heading.hidden or heading.ignored)
        for table in tables.by_kind[TASKS.name]
        for heading in table.headings
    )


def _offer(choice: Choice, how: Phrase, project: Project, tables: Tables) -> Offer:
    tasks = [task for task in project.tasks if not task.summary][:_SHOWN]
    return Offer(
        choice=choice,
        how=how,
        counts=counted(project),
        first=tuple(
            FirstTask(name=t.name, start=t.current_start, finish=t.current_finish) for t in tasks
        ),
        points=consistency_of(project, tables).points,
    )


def _shown(task: FirstTask) -> str:
    days = [f"{day:%Y-%m-%d}" for day in (task.start, task.finish) if day is not None]
    return " ".join([task.name[:30], "–".join(dict.fromkeys(days))]).strip()


def _content(project: Project) -> tuple[object, ...]:
    """What tells two readings apart."""
    return tuple(
        (task.name, task.summary, task.current_start, task.current_finish, task.duration,
         task.work, tuple(need.names for need in task.needs), task.parent)
        for task in project.tasks
    )  # fmt: skip


def _as_it_is(tables: Tables) -> Phrase:
    found = tables.by_kind[TASKS.name]
    names = ", ".join(table.sheet.name for table in found)
    return phrase("{sheets}, headers in row {row}", sheets=names, row=found[0].header)


Way = tuple[Choice, Phrase]


def _ways(
    look: Look, book: Book, tables: Tables, choice: Choice, *, doubted: bool
) -> Iterator[Way]:
    """What else may be said of the workbook, the likeliest first.

    Of a table that is not doubted only who does the tasks may be another's.
    """
    found = tables.by_kind[TASKS.name]
    yield from _by_order(look, choice)
    if found and not doubted:
        for said, how in _by_columns(found[0], choice):
            if any(ours == _PEOPLE for ours, _ in said.columns):
                yield said, how
        return
    for table, heading in _mostly_wrong(look, tables):
        said, _ = _mapped(table, heading, "notes", choice)
        columns = tuple((IGNORE, header) for _, header in said.columns[-1:])
        how = phrase("without the column {header}", header=heading.text)
        yield replace(choice, columns=choice.with_columns(choice.columns, columns)), how
    for table in found[:1]:
        yield from _by_columns(table, choice)
    yield from _by_unit(look, choice)
    used = [table.sheet.name for table in found]
    for sheet in sorted(book.sheets, key=lambda sheet: (sheet.name not in used, sheet.hidden)):
        yield from _by_form(sheet, choice, read=sheet.name in used)


def _by_form(sheet: Sheet, choice: Choice, *, read: bool) -> Iterator[Way]:
    if not sheet.rows:
        return
    here = replace(choice, sheet=sheet.name)
    if not read:
        yield here, phrase("the sheet {sheet}", sheet=sheet.name)
    told = _forms(sheet.name)
    for form in FORMS:
        yield replace(here, form=form), told[form]


def _forms(sheet: str) -> Mapping[str, Phrase]:
    return {
        "columns": phrase("{sheet}, dates in its columns", sheet=sheet),
        "bars": phrase("{sheet}, dates by the bars of its chart", sheet=sheet),
        "across": phrase("{sheet}, its columns read as rows", sheet=sheet),
        "calendar": phrase("{sheet}, what stands on the days of its calendar", sheet=sheet),
        "lists": phrase("{sheet}, texts with the dates beside or below them", sheet=sheet),
    }


def _by_columns(table: Table, choice: Choice) -> Iterator[Way]:
    """Columns that nearly won, and texts beside that may be the names or the people."""
    for heading in table.headings:
        for name in heading.names[:2]:
            if name.field in _CHOSEN and name.field != heading.field:
                yield _mapped(table, heading, name.field, choice)
    taken = {heading.column for heading in table.headings if heading.field}
    columns = sorted(
        {c for n, cells in table.sheet.rows.items() if n > table.header for c in cells}
    )
    every = profiles(table.sheet, table.header, [c for c in columns if c not in taken], "")
    texts = {h.column: h for h in table.headings}
    for one in every:
        if one.count < _FEWEST or one.kinds["text"] < _DIFFERENT:
            continue
        heading = texts.get(one.column) or Heading(column=one.column, text="")
        field = "name" if one.distinct > _DIFFERENT and one.length > 3 else "resources"
        if heading.chart or (field == "resources" and one.length > 25):
            continue
        yield _mapped(table, heading, field, choice)


def _mapped(table: Table, heading: Heading, field: str, choice: Choice) -> Way:
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


def _by_unit(look: Look, choice: Choice) -> Iterator[Way]:
    codes = {issue.code for issue in look.issues if issue.severity == "warning"}
    if choice.unit or not codes & {"periods", "unit-assumed"}:
        return
    for unit, words in _UNITS.items():
        yield replace(choice, unit=unit), words


_UNITS = {
    "d": phrase("its numbers counting days"),
    "w": phrase("its numbers counting weeks"),
    "mo": phrase("its numbers counting months"),
}


def _by_order(look: Look, choice: Choice) -> Iterator[Way]:
    if choice.dates or not _has_two_orders(look):
        return
    yield replace(choice, dates="dmy"), phrase("its dates day first")
    yield replace(choice, dates="mdy"), phrase("its dates month first")


def remark(found: Sequence[Offer], look: Look) -> Issue:
    """What is said of the readings that are offered."""
    place, row = look.headers[0] if look.headers else ("", 0)
    first = 2 if look.project is not None else 1
    told = [
        phrase("{number}: {told}", number=number, told=one.told)
        for number, one in enumerate(found, 1)
        if number >= first
    ]
    return Issue(
        severity="warning",
        code="other-readings",
        sheet=place,
        cell=f"A{row}" if row else "",
        message=phrase("the file may be meant otherwise. {told}", told=joined(". ", told)),
        remedy=phrase("check the first tasks; choose a reading with --reading N, or on the page"),
    )
