"""Reads links from formulas: a start that is computed from another row's finish waits for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planner.errors import Severity
from planner.language.text import first_few
from planner.phrase import NO_REMEDY, Phrase, phrase
from planner.project import Dependency, Lag, Task, Unit
from planner.reading.cells import letters
from planner.reading.dates import is_serial
from planner.reading.durations import TimeUnits
from planner.reading.formula_lookups import Lookups, calls, mentioned
from planner.reading.formula_terms import Term, terms
from planner.reading.formulas import Area, Cells, Node, Place, Sheetwise, Text, parsed
from planner.reading.tables import Row, Table

_SHOWN = 8
_DATES = ("start", "finish")
_DAY = 1440
_FRIDAY = 4


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """The places of each task's start, finish and duration."""

    columns: Mapping[int, str]
    tasks: Mapping[int, int]
    found: Sequence[Task]
    clock: TimeUnits
    parents: Mapping[str, str]
    lookups: Lookups

    def meant(self, places: Sequence[Place]) -> tuple[int, frozenset[str]] | None:
        """The position of the one task that these cells belong to, and which cells; else None."""
        rows = {row for row, _ in places}
        fields = frozenset(self.columns.get(column, "") for _, column in places)
        if len(rows) != 1 or "" in fields:
            return None
        position = self.tasks.get(rows.pop())
        return None if position is None else (position, fields)


def with_formula_links(
    tasks: Sequence[Task], table: Table, rows: Sequence[Row], clock: TimeUnits
) -> list[Task]:
    """Adds the links in formulas to the tasks; a task that names predecessors keeps those."""
    formulas = table.sheet.formulas
    columns = {
        heading.column: field
        for field, heading in table.fields.items()
        if field in (*_DATES, "duration")
    }
    if not formulas or not columns:
        return list(tasks)
    heading = table.fields.get("start")
    if heading is None:
        return list(tasks)
    sheet = _sheet(tasks, table, rows, columns, clock)
    linked = list(tasks)
    places: dict[str, list[Row]] = {"read": [], "partly": [], "not": []}
    for position, (task, row) in enumerate(zip(tasks, rows, strict=True)):
        place = row.source.row, heading.column
        if task.summary or task.dependencies or place not in formulas:
            continue
        links, how = _linked(position, parsed(formulas[place]), place, sheet)
        linked[position] = replace(task, dependencies=tuple(links)) if links else task
        if how:
            places[how].append(row)
    _say(places, heading.column)
    return linked


def _sheet(
    tasks: Sequence[Task],
    table: Table,
    rows: Sequence[Row],
    columns: Mapping[int, str],
    clock: TimeUnits,
) -> _Sheet:
    positions = {row.source.row: n for n, row in enumerate(rows)}
    cells, formulas = table.sheet.rows, table.sheet.formulas

    def constant(place: Place) -> bool:
        cell = cells.get(place[0], {}).get(place[1])
        told = place[0] in positions and place[1] in columns
        return cell is not None and cell.kind == "number" and not told and not is_serial(cell.value)

    return _Sheet(
        columns=columns,
        tasks=positions,
        found=tasks,
        clock=clock,
        parents={task.id: task.parent for task in tasks},
        lookups=Lookups(sheet=table.sheet, constant=constant, values=Sheetwise(cells, formulas)),
    )


def _linked(
    position: int, node: Node | None, place: Place, sheet: _Sheet
) -> tuple[list[Dependency], str]:
    """The links in the formula of a start, and how it was read: read, partly, not, or ""."""
    if node is None:
        return [], "not"
    plain = sheet.lookups.plain(node, place)
    links = _links(position, plain, sheet)
    if links:
        return links, "read"
    links = list(_by_references(position, plain, sheet))
    return links, "partly" if links else "not" if _elsewhere(plain, place, sheet) else ""


def _links(position: int, node: Node, sheet: _Sheet) -> list[Dependency]:
    """The links of a task whose start has this formula."""
    found: dict[str, Dependency] = {}
    told = terms(node)
    latest = _latest(told, sheet)
    for term in told:
        meant = sheet.meant(term.places)
        if meant is None or meant[0] == position:
            continue
        before, fields = sheet.found[meant[0]], meant[1]
        task = sheet.found[position]
        if not _related(before.id, task.id, sheet.parents):
            link = _link(before, task, fields, term, latest, sheet)
            found.setdefault(link.task, link)
    return list(found.values())


def _by_references(position: int, node: Node, sheet: _Sheet) -> Iterator[Dependency]:
    """Yields links to tasks whose finishes a formula mentions, in whatever computation.

    Only where the present dates confirm them: all these tasks end before the task starts. The
    latest one gets the present distance as its lag.
    """
    task = sheet.found[position]
    start = task.current_start
    cells = [one for part in mentioned(node) if isinstance(part, Cells) for one in part.places]
    before = {
        sheet.tasks[row]
        for row, column in cells
        if sheet.columns.get(column) == "finish" and sheet.tasks.get(row, position) != position
    }
    ends = {at: sheet.found[at].current_finish for at in sorted(before)}
    known = [end for end in ends.values() if end is not None and start is not None and end < start]
    if not ends or len(known) < len(ends):
        return
    for at, end in ends.items():
        other = sheet.found[at]
        gap = (_between(end, start) or 1) if end == max(known) else 1
        if not other.summary and not _related(other.id, task.id, sheet.parents):
            yield Dependency(task=other.id, lag=Lag(amount=max(0, gap - 1) * sheet.clock.day))


def _elsewhere(node: Node, place: Place, sheet: _Sheet) -> bool:
    """Whether a formula uses, or may use, other rows of the table."""
    if calls(node, "INDIRECT"):
        return True
    for part in mentioned(node):
        if isinstance(part, Area) or (isinstance(part, Text) and _MOVING.search(part.value)):
            return True
        places = part.places if isinstance(part, Cells) else ()
        if any(row in sheet.tasks and row != place[0] for row, _ in places):
            return True
    return False


_MOVING = re.compile(r"![A-Z]{1,3}\d+$|\[(?!@|\[?#This Row)")
"""A cell of another sheet that moves with the row, or a column of a table."""


def _latest(told: Sequence[Term], sheet: _Sheet) -> Task | None:
    """The task whose date the formula takes according to the present plan."""
    meant = [one for term in told if (one := sheet.meant(term.places)) is not None]
    tasks = [sheet.found[position] for position, _ in meant]
    dated = [task for task in tasks if task.current_finish is not None]
    return max(dated, key=lambda t: t.current_finish or datetime.min) if dated else None


def _related(one: str, two: str, parents: Mapping[str, str]) -> bool:
    """Whether one task is a part of the other."""
    for lower, upper in ((one, two), (two, one)):
        at, steps = lower, 0
        while at and steps < len(parents):
            if at == upper:
                return True
            at, steps = parents.get(at, ""), steps + 1
    return False


def _link(
    before: Task,
    task: Task,
    fields: frozenset[str],
    term: Term,
    latest: Task | None,
    sheet: _Sheet,
) -> Dependency:
    day = sheet.clock.day
    if fields == {"start"}:
        gap = _between(before.current_start, task.current_start)
        days = term.workdays if term.workdays is not None else gap if term.days else 0
        return Dependency(task=before.id, kind="SS", lag=Lag(amount=(days or 0) * day))
    if "finish" not in fields:  # a start plus a duration is one day after the end
        return Dependency(task=before.id)
    if term.workdays is not None:
        return Dependency(task=before.id, lag=Lag(amount=max(0, term.workdays - 1) * day))
    if term.days <= 1:
        return Dependency(task=before.id)
    gap = _between((latest or before).current_finish, task.current_start)
    if gap is None:
        return Dependency(task=before.id, lag=Lag(amount=(term.days - 1) * _DAY, unit=Unit.ELAPSED))
    return Dependency(task=before.id, lag=Lag(amount=max(0, gap - 1) * day))


def _between(first: datetime | None, last: datetime | None) -> int | None:
    """Working days from one day to the other, or the Monday after; None if one is unknown."""
    if first is None or last is None:
        return None
    until = last.toordinal() + max(0, 7 - last.weekday()) * (last.weekday() > _FRIDAY)
    days = range(first.toordinal() + 1, until + 1)
    return sum((day - 1) % 7 < 5 for day in days)


def _say(found: Mapping[str, Sequence[Row]], column: int) -> None:
    """Notes which starts are read as links, for sure or from what they mention, and which not."""
    for how, rows in found.items():
        if rows:
            places = [f"{letters(column)}{row.source.row}" for row in rows]
            shown = first_few(places, _SHOWN)
            severity, code, message, remedy = _said(how, shown)
            rows[0].note(severity, code, message, "start", remedy)


def _said(how: str, shown: str) -> tuple[Severity, str, Phrase, Phrase]:
    remedy = phrase("write what each task waits for in a column Predecessors")
    if how == "read":
        message = phrase(
            "starts computed from other rows are links; read from the formulas in {shown}",
            shown=shown,
        )
        return "info", "links-from-formulas", message, NO_REMEDY
    if how == "partly":
        message = phrase(
            "the formulas in {shown} are not understood; as the dates show, these tasks start "
            "after the finishes that stand in them, which are taken for links",
            shown=shown,
        )
        return "warning", "links-from-references", message, remedy
    message = phrase(
        "the formulas in {shown} compute starts from other rows in a way that is not understood, "
        "so they are no links",
        shown=shown,
    )
    return "warning", "formula-not-read", message, remedy


def started_by_formula(table: Table, rows: Sequence[Row]) -> datetime | None:
    """The project's start: the date above the table from which formulas compute starts."""
    heading = table.fields.get("start")
    if heading is None:
        return None
    for row in rows:
        formula = table.sheet.formulas.get((row.source.row, heading.column))
        for term in terms(parsed(formula)) if formula else ():
            above = [(r, c) for r, c in term.places if r < table.header]
            cell = table.sheet.rows.get(above[0][0], {}).get(above[0][1]) if above else None
            if cell is not None and isinstance(cell.value, datetime):
                return cell.value
    return None
