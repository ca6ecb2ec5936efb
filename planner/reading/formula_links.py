"""Links that stand in formulas: a start computed from the finish of another row waits for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planner.phrase import phrase
from planner.project import Dependency, Lag, Task, Unit
from planner.reading.cells import letters
from planner.reading.durations import TimeUnits
from planner.reading.formulas import Place, Term, parsed, terms
from planner.reading.tables import Row, Table

_SHOWN = 8
_DATES = ("start", "finish")
_DAY = 1440


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """Where each task's start, finish and duration stand."""

    columns: Mapping[int, str]
    tasks: Mapping[int, int]
    found: Sequence[Task]
    clock: TimeUnits

    def meant(self, places: Sequence[Place]) -> tuple[int, frozenset[str]] | None:
        """The position of the one task whose cells these are, and which; None if it is not one."""
        rows = {row for row, _ in places}
        fields = frozenset(self.columns.get(column, "") for _, column in places)
        if len(rows) != 1 or "" in fields:
            return None
        position = self.tasks.get(rows.pop())
        return None if position is None else (position, fields)


def with_formula_links(
    tasks: Sequence[Task], table: Table, rows: Sequence[Row], clock: TimeUnits
) -> list[Task]:
    """The tasks with the links that their formulas make; those that name predecessors keep them."""
    formulas = table.sheet.formulas
    columns = {
        heading.column: field
        for field, heading in table.fields.items()
        if field in (*_DATES, "duration")
    }
    if not formulas or not columns:
        return list(tasks)
    sheet = _Sheet(
        columns=columns,
        tasks={row.source.row: n for n, row in enumerate(rows)},
        found=tasks,
        clock=clock,
    )
    parents = {task.id: task.parent for task in tasks}
    linked = list(tasks)
    places = []
    for position, (task, row) in enumerate(zip(tasks, rows, strict=True)):
        if task.summary or task.dependencies:
            continue
        links = _links(position, row, table, sheet, parents)
        if links:
            linked[position] = replace(task, dependencies=tuple(links))
            places.append(f"{letters(table.fields['start'].column)}{row.source.row}")
    if places:
        _say(rows, places)
    return linked


def _links(
    position: int, row: Row, table: Table, sheet: _Sheet, parents: Mapping[str, str]
) -> list[Dependency]:
    heading = table.fields.get("start")
    formula = table.sheet.formulas.get((row.source.row, heading.column)) if heading else None
    found: dict[str, Dependency] = {}
    told = terms(parsed(formula)) if formula else ()
    latest = _latest(told, sheet)
    for term in told:
        meant = sheet.meant(term.places)
        if meant is None or meant[0] == position:
            continue
        before, fields = sheet.found[meant[0]], meant[1]
        task = sheet.found[position]
        if not _related(before.id, task.id, parents):
            link = _link(before, task, fields, term, latest, sheet)
            found.setdefault(link.task, link)
    return list(found.values())


def _latest(told: Sequence[Term], sheet: _Sheet) -> Task | None:
    """The task whose date the formula takes, as the present plan says."""
    meant = [one for term in told if (one := sheet.meant(term.places)) is not None]
    tasks = [sheet.found[position] for position, _ in meant]
    dated = [task for task in tasks if task.current_finish is not None]
    return max(dated, key=lambda t: t.current_finish or datetime.min) if dated else None


def _related(one: str, two: str, parents: Mapping[str, str]) -> bool:
    """Whether one task stands under the other."""
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
    if "finish" not in fields:  # a start and its duration end the day before
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
    """Working days from the one day to the other, None if one is not known."""
    if first is None or last is None:
        return None
    days = range(first.toordinal() + 1, last.toordinal() + 1)
    return sum((day - 1) % 7 < 5 for day in days)


def _say(rows: Sequence[Row], places: Sequence[str]) -> None:
    shown = ", ".join(places[:_SHOWN]) + (", …" if len(places) > _SHOWN else "")
    message = phrase(
        "starts computed from other rows are links; read from the formulas in {shown}", shown=shown
    )
    by_place = {row.source.row: row for row in rows}
    first = by_place[int("".join(filter(str.isdigit, places[0])))]
    first.note("info", "links-from-formulas", message, "start")


def started_by_formula(table: Table, rows: Sequence[Row]) -> datetime | None:
    """The date above the table that starts are computed from: the project's start."""
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
