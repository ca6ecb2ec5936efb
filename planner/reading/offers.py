"""Readings of a workbook that may be meant beside the best one: at most three in all are offered.

Where the best reading hangs together badly, or has faults, the others are read whole: other sheets,
bars instead of columns or the other way round, tasks side by side, calendars, lists of dates,
columns that nearly won, another unit or order of dates. Those that hang together best are offered,
each with the words that choose it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain, islice

from planner.choice import IGNORE, Choice
from planner.errors import Issue
from planner.language.text import first_few
from planner.phrase import Phrase, joined, phrase
from planner.project import Project
from planner.reading.bare_lists import is_bare_list
from planner.reading.cells import Book, Cell, Sheet
from planner.reading.column_ways import OtherReading, mostly_wrong
from planner.reading.consistency import consistency_of, facts_of, is_sure
from planner.reading.differences import adds, content, differs, explains_more, only_less
from planner.reading.finding import Tables
from planner.reading.look import Counts, Look, counted
from planner.reading.row_content import ESTIMATES
from planner.reading.ways import (
    by_colours,
    by_lists,
    by_steps,
    has_two_orders,
    possible_ways,
    ways,
)
from planner.schema.columns import TASKS

MOST = 3
"""So many readings are offered, the best one counted."""
DOUBTFUL = 0.72
"""Below this figure others are looked for; see `consistency`."""
_DOUBTFUL_STRUCTURE = 0.5
"""The same where headers say what the columns are."""
_WORTH, _WORTH_ANYTHING = 0.3, 0.1
"""The least figure of an offer; the second where the file cannot be planned as it is."""
_BARE, _NAMED = 0.2, 0.5
"""The figure of a list of tasks that says nothing of when they are, and how well it names them."""
_MOST_TRIED, _MOST_CELLS = 24, 30_000
"""So many readings are tried, and so many cells read again for them."""
_FEW_TRIED, _FEW_CELLS = 6, 8_000
"""The same where the present reading hangs together."""
_NEARLY = 0.8
"""Beside such a reading another one is worth an offer from this share of its figure on."""
_BY_FAR = 2
"""A reading that hardly hangs together gives way to another from so many times its weight on."""
_SHOWN, _WIDE = 3, 30
_FEWEST = 3
_WEEK = timedelta(days=7)
_SOME, _MANY, _NEARLY_ALL = 4, 8, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstTask:
    """A task of a reading, as it is shown.

    Args:
        name: Its name, behind that of its summary, if any.
        start, finish: Its dates.
        hours: Its length, shown where there are no dates; 0 for none.
        people: Who does it.
    """

    name: str
    start: datetime | None
    finish: datetime | None
    hours: float = 0.0
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A whole reading of a workbook.

    Args:
        choice: What is to be said to have it.
        how: Which table, and how it is read.
        counts: What it comes to.
        first: Its first tasks.
        points: How well it hangs together.
        facts: How much it says: names, dates, lengths, people, links.
        possible_only: Whether nothing in the present reading gives rise to it.
    """

    choice: Choice
    how: Phrase
    counts: Counts = field(default_factory=Counts)
    first: tuple[FirstTask, ...] = ()
    points: float = 0.0
    facts: int = 0
    possible_only: bool = False

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
    """The readings that are offered, the best one first if it can be planned; () without others.

    Args:
        look: The present reading.
        choice: What was said for it.
        read: Reads the workbook as another choice says.
    """
    book, tables = look.book, look.tables
    chosen = choice.sheet or choice.header_row or choice.form or choice.columns
    if book is None or tables is None or chosen:
        return ()
    if steps := [*by_steps(book, tables, choice), *by_colours(look, choice)]:
        return _compared(look, choice, read, steps)[::-1]
    doubted = _table_doubted(look, tables)
    likely = doubted or has_two_orders(look)
    if likely or _two_of_people(tables):
        most = min(_MOST_TRIED, _MOST_CELLS // _cells(book))
        likely_ways = ways(look, book, tables, choice, doubted=doubted)
        found = _compared(look, choice, read, islice(likely_ways, most))
        found = _best_first(found, sure=is_sure(tables)) if doubted else found
        return tuple(replace(one, possible_only=not likely) for one in found)
    if look.project is None:
        every = ways(look, book, tables, choice, doubted=True)
        written = (way for way in every if _nothing_read(look) and way[0].form in _WITH_DATES)
        lists = by_lists(look, book, choice)
        return _compared(look, choice, read, islice(chain(lists, written), _FEW_TRIED))
    most = min(_FEW_TRIED, _FEW_CELLS // _cells(book))
    every = possible_ways(look, book, tables, choice)
    return _compared(look, choice, read, islice(every, most), sure=True)


_WITH_DATES = ("calendar", "grid", "lists")
"""Forms that find what headers and columns do not: texts with dates beside or above them."""


def _nothing_read(look: Look) -> bool:
    """Whether a table was found that has no task at all."""
    return any(issue.code == "no-tasks" for issue in look.issues)


def _compared(
    look: Look, choice: Choice, read: Read, every: Iterable[OtherReading], *, sure: bool = False
) -> tuple[Offer, ...]:
    """The present reading, and those of the other ways that are worth an offer, the best first.

    Beside a reading that is `sure`, they have to hang together nearly as well, and to differ much.
    """
    found: list[Offer] = []
    seen = set()
    least = _WORTH_ANYTHING
    if look.project is not None and look.tables is not None:
        found.append(_offer(choice, _as_it_is(look.tables), look, look.project, look.tables))
        seen.add(content(look.project))
        least = _NEARLY * found[0].points if sure else min(_WORTH, found[0].points or _WORTH)
    others = []
    for tried, how in every:
        other = read(tried)
        if other.project is None or other.tables is None or not other.counts.tasks:
            continue
        if (said := content(other.project)) in seen or not _is_other(look, other, tried, sure):
            continue
        seen.add(said)
        others.append(
            replace(_offer(tried, how, other, other.project, other.tables), possible_only=sure)
        )
    most = max((one.facts for one in (*found, *others)), default=1)
    lists = any(issue.code == "further-list" for issue in look.issues)
    others.sort(
        key=lambda one: (
            not (lists and one.choice.form == "blocks"),
            -one.points * (one.facts / max(1, most)) ** 0.5,
        )
    )
    found += [one for one in others if one.points >= least]
    return tuple(found[:MOST]) if look.project is None or len(found) > 1 else ()


def _is_other(look: Look, other: Look, tried: Choice, sure: bool) -> bool:
    """Whether another reading is one, and not the present one with something left out.

    Beside a reading that is `sure` it has to differ much, or to say of most tasks who does them or
    where they belong.
    """
    if other.project is None or (tried.form and other.counts.tasks < _FEWEST):
        return False
    if sure and tried.form in _ELSEWHERE and not explains_more(other, look):
        return False
    if look.project is None:
        return not sure
    if sure and (_leaves_out(tried) or adds(look.project, other.project)):
        return True
    if only_less(look.project, other.project):
        return False
    return not sure or differs(look.project, other.project)


def _leaves_out(choice: Choice) -> bool:
    """Whether a choice leaves a column out."""
    return any(ours == IGNORE for ours, _ in choice.columns)


def _best_first(found: tuple[Offer, ...], *, sure: bool) -> tuple[Offer, ...]:
    """The offers with another reading before the present one, a guess that hardly holds together.

    The other one has to be better by far: how well it hangs together, and how much it says, count.
    Where headers make `sure` what the columns are, only which of them has the lengths is a guess.
    """
    most = max((one.facts for one in found), default=1)
    weights = [one.points * (one.facts / max(1, most)) ** 0.5 for one in found]
    best = max(range(len(found)), key=weights.__getitem__, default=0)
    if not best or found[0].points >= _WORTH or weights[best] < _BY_FAR * weights[0]:
        return found
    if found[best].points <= _BARE:  # it says no more of when the tasks are
        return found
    if 2 * found[best].counts.tasks < found[0].counts.tasks:
        return found
    if sure and not _has_other_lengths(found[best].choice, found[0].choice):
        return found
    return (found[best], *(one for one in found if one is not found[best]))


def _has_other_lengths(one: Choice, other: Choice) -> bool:
    """Whether two choices differ in the column of durations or work alone."""
    said = {ours for ours, _ in set(one.columns) ^ set(other.columns)}
    return replace(one, columns=()) == replace(other, columns=()) and said <= _SIZES


_SIZES = {TASKS.column(field).caption for field in ESTIMATES}


_ELSEWHERE = frozenset(["grid"])
"""Forms that have to explain rows to be offered beside a reading that hangs together."""


def _cells(book: Book) -> int:
    """How many cells a book has, at least 1; coloured ones count too."""
    return 1 + sum(len(sheet.fills) + sum(map(len, sheet.rows.values())) for sheet in book.sheets)


def _table_doubted(look: Look, tables: Tables) -> bool:
    """Whether the table may be another, or read otherwise.

    Where headers say what the columns are, what is wrong in cells is no doubt about the table.
    """
    sure = is_sure(tables)
    rows = sum(1 for table in tables.by_kind[TASKS.name] for _ in table.rows())
    if look.project is None or not look.counts.tasks:
        wrong = {issue.row for issue in look.issues if _is_fault(issue)}
        many = rows >= _MANY and len(wrong) >= _NEARLY_ALL * rows
        return not sure or many or any(True for _ in mostly_wrong(look, tables))
    hangs = consistency_of(look.project, tables)
    if sure:
        return rows >= _SOME and hangs.structure < _DOUBTFUL_STRUCTURE
    return hangs.points < DOUBTFUL


def is_nonsense(look: Look) -> bool:
    """Whether what was read, names by guessing, is no plan."""
    if look.project is None or look.tables is None or is_sure(look.tables):
        return False
    names = [table.fields.get("name") for table in look.tables.by_kind[TASKS.name]]
    if any(name is not None and not name.by_content for name in names):
        return False
    return consistency_of(look.project, look.tables).nonsense


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


def _offer(choice: Choice, how: Phrase, read: Look, project: Project, tables: Tables) -> Offer:
    hangs = consistency_of(project, tables)
    timeless = hangs.timed == 0 and hangs.named >= _NAMED
    bare = timeless or choice.form == "board" or is_bare_list(choice)
    points = hangs.points or (_BARE if bare else 0)
    return Offer(
        choice=choice,
        how=how,
        counts=counted(project),
        first=_first_tasks(project, sized=not bare),
        points=points * (_used_dates(project, read.book) if choice.form == "lists" else 1),
        facts=facts_of(project),
    )


def _first_tasks(project: Project, *, sized: bool) -> tuple[FirstTask, ...]:
    """The first tasks that say when they are or how long they take, if `sized`, else the first."""
    leaves = [task for task in project.tasks if not task.summary]
    summaries = {t.id: f"{t.name[:_WIDE]}: " for t in project.tasks if t.summary}
    found = [
        FirstTask(
            name=summaries.get(t.parent, "") + t.name[:_WIDE],
            start=t.current_start,
            finish=t.current_finish,
            hours=(t.duration or t.work or 0) / 60 if sized else 0,
            people=tuple(name for need in t.needs for name in need.names),
        )
        for t in leaves
    ]
    telling = [one for one in found if one.start or one.finish or one.hours]
    return tuple((telling if len(telling) >= _SHOWN else found)[:_SHOWN])


def _used_dates(project: Project, book: Book | None) -> float:
    """The share of the dates on the sheets of tasks that these use, at most 1."""
    days = [{task.current_start, task.current_finish} - {None} for task in project.tasks]
    used = {task.source.sheet for task in project.tasks}
    cells = [c for one in (book.sheets if book else ()) if one.name in used for c in _cells_of(one)]
    return min(1.0, sum(map(len, days)) / max(1, sum(cell.kind == "date" for cell in cells)))


def _cells_of(sheet: Sheet) -> Iterator[Cell]:
    return chain.from_iterable(cells.values() for cells in sheet.rows.values())


def _shown(task: FirstTask) -> str:
    days = [f"{day:%Y-%m-%d}" for day in (task.start, task.finish) if day is not None]
    size = [f"{task.hours:g} h"] if task.hours and not days else []
    people = [f"[{first_few(task.people, _SHOWN)}]"] if task.people else []
    return " ".join([task.name, "–".join(dict.fromkeys(days)), *size, *people]).strip()


def _as_it_is(tables: Tables) -> Phrase:
    found = tables.by_kind[TASKS.name]
    names = ", ".join(table.sheet.name for table in found)
    return phrase("{sheets}, headers in row {row}", sheets=names, row=found[0].header)


def remark(found: Sequence[Offer], look: Look) -> Issue:
    """What is said of the readings that are offered."""
    place, row = look.headers[0] if look.headers else ("", 0)
    first = 2 if look.project is not None else 1
    told = [
        phrase("{number}: {told}", number=number, told=one.told)
        for number, one in enumerate(found, 1)
        if number >= first
    ]
    possible = phrase("other readings are possible. {told}", told=joined(". ", told))
    doubtful = phrase("the file may be meant otherwise. {told}", told=joined(". ", told))
    only_possible = any(one.possible_only for one in found)
    return Issue(
        severity="info" if only_possible else "warning",
        code="other-readings",
        sheet=place,
        cell=f"A{row}" if row else "",
        message=possible if only_possible else doubtful,
        remedy=phrase("check the first tasks; choose a reading with --reading N, or on the page"),
    )
