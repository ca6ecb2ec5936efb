"""The rows of the Tasks sheet as tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, cast

from planner.errors import Issue, Severity
from planner.language.text import fold, key
from planner.phrase import phrase
from planner.project import Constraint, Dependency, Pin, Resource, Task
from planner.reading.calendar_periods import with_calendar_periods
from planner.reading.cells import Cell
from planner.reading.costs import with_costs
from planner.reading.dates import Order, when
from planner.reading.elapsed import elapsed_minutes, on_the_clock
from planner.reading.formula_links import with_formula_links
from planner.reading.jira import is_jira, say_export
from planner.reading.layout import merged_faults, task_rows
from planner.reading.lengths import length
from planner.reading.materials import uses
from planner.reading.notation import head_range, items
from planner.reading.periods import with_dates, without_no_dates
from planner.reading.phases import with_phases
from planner.reading.priority import Priority, priority, scale
from planner.reading.profile import is_date
from planner.reading.progress import read_progress
from planner.reading.references import Index, by_dates, choose, coverage, dependencies, index
from planner.reading.staffing import Staffing
from planner.reading.structure import codes_of, places
from planner.reading.tables import Row, Table
from planner.reading.units import (
    POINTS,
    mean,
    say_times_of_day,
    three_points,
    with_units,
    without_countdown,
    without_zeros,
)
from planner.reading.values import (
    BadValueError,
    Clock,
    count,
    duration,
    middle,
    money,
    spelled,
    yes,
)
from planner.schema.languages import CONSTRAINT_WORDS
from planner.schema.schema import listed

_CONSTRAINT = {
    fold(text): kind
    for kind in Constraint
    for text in (kind.value, kind.name, *listed(CONSTRAINT_WORDS[kind.name]))
}
_DATED = {
    "must_start": Constraint.MSO,
    "must_finish": Constraint.MFO,
    "finish_no_earlier": Constraint.FNET,
    "start_no_later": Constraint.SNLT,
    "finish_no_later": Constraint.FNLT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the whole workbook says and single cells need: units of time, order of dates, points.

    `start` is the project's, as far as it is told; `unit` that of durations, as the user says;
    `paid` says whether anybody has a rate; `weekly` is the minutes of the project's usual week.
    """

    clock: Clock
    order: Order = ""
    days_per_point: float | None = None
    priority: Priority = priority
    start: datetime | None = None
    unit: str = ""
    paid: bool = False
    weekly: int = 2400


def read_tasks(
    table: Table, terms: Terms, resources: Sequence[Resource], *, listed: bool = True
) -> tuple[tuple[Task, ...], tuple[str, ...]]:
    """The tasks, and the names they use that are not among the resources.

    `listed` says whether a sheet lists the resources, so that other names are remarkable.
    """
    rows = task_rows(table)
    merged_faults(table, {row.source.row: row for row in rows})
    rows = with_calendar_periods(rows)
    rows, period = with_dates(table, rows, terms.start, terms.unit)
    rows = without_no_dates(table, rows)
    rows = without_countdown(table, without_zeros(rows))
    say_times_of_day(table, rows)
    table = with_units(table, rows, terms.clock, terms.unit or period)
    ids = _ids(rows, "id" in table.fields)
    if _only_numbers(table, rows):
        ids = _apart(rows, ids)
    found, told_by = places(table, rows, ids)
    codes = codes_of(rows, "wbs")
    targets = replace(
        index(rows, ids, codes, table.header, other_codes(table, rows)), partial=is_jira(table)
    )
    terms = replace(terms, priority=scale(rows))
    known = _references(table, rows, ids, targets, terms)
    staffing = Staffing(resources, rows, listed=listed)
    parents = {place.parent for place in found}
    tasks: list[Task] = []
    for position, row in enumerate(rows):
        place = found[position]
        values = {
            "id": ids[position],
            "name": row.text("name") or f"Task {ids[position]}",
            "wbs": codes[position],
            "level": place.level,
            "parent": ids[place.parent] if place.parent is not None else "",
            "summary": position in parents or bool(row.take("summary", yes)),
            "dependencies": tuple(dependencies(row, "predecessors", known, terms.clock)),
        }
        tasks.append(_task(row, table, values, terms, staffing, known))
    _say_rows(table, rows)
    _say_structure(table, told_by)
    say_export(table, rows, terms.days_per_point)
    _say_no_durations(table, rows)
    _say_shared(table, tasks, rows)
    linked = with_costs(_with_successors(tasks, rows, known, terms), table, rows, terms.paid)
    linked = with_formula_links(linked, table, rows, terms.clock)
    return with_phases(linked, rows), tuple(staffing.unknown)


def _say_rows(table: Table, rows: Sequence[Row]) -> None:
    """How many rows were understood, if not all, and which were left aside."""
    there = [row.source.row for row in table.rows()]
    used = {row.source.row for row in rows}
    left = [number for number in there if number not in used]
    if left:
        shown = ", ".join(map(str, left[:_SHOWN])) + (", …" if len(left) > _SHOWN else "")
        message = phrase(
            "{rows} of {there} rows are tasks or summaries; left aside: row {shown}",
            rows=len(rows),
            there=len(there),
            shown=shown,
        )
        sheet = table.sheet.name
        table.log.add(Issue(severity="info", code="rows-read", sheet=sheet, message=message))


def _say_structure(table: Table, told_by: str) -> None:
    if told_by:
        message = phrase("summaries and their tasks are told by {told_by}", told_by=told_by)
        sheet = table.sheet.name
        table.log.add(Issue(severity="info", code="structure", sheet=sheet, message=message))


_ESTIMATES = frozenset(["est", "estimate", "estimates", "estimation"])


def _say_shared(table: Table, tasks: Sequence[Task], rows: Sequence[Row]) -> None:
    """A warning where what is called an estimate is shared by several: it may be a duration."""
    heading = table.fields.get("work")
    if heading is None or fold(heading.text) not in _ESTIMATES:
        return
    shared = (row for task, row in zip(tasks, rows, strict=True) if len(task.needs) > 1)
    first = next((row for row in shared if row.has("work")), None)
    if first is not None:
        first.note(
            "warning",
            "shared-estimate",
            phrase("{text} is taken for work, which those who do a task share", text=heading.text),
            "work",
            phrase(
                "if it is how long each task takes: name it Duration, or map it: Duration={text}",
                text=heading.text,
            ),
        )


_SHOWN = 10
"""So many rows are named at most."""
_COVERED, _FEW_CELLS = 0.9, 5
_LENGTHS = (
    {"duration"},
    {"work"},
    {"points"},
    set(POINTS),
    {"start", "finish"},
    {"milestone"},
    {"remaining_duration"},
    {"remaining_work"},
)
_LENGTHS_BEFORE = {"baseline_start", "baseline_finish"}


def _say_no_durations(table: Table, rows: Sequence[Row]) -> None:
    """One fault for the sheet, where no column can tell how long anything takes."""
    told = set(table.fields)
    told |= {"work"} if any(h.person == "hours" for h in table.headings) else set()
    if rows and not any(fields <= told for fields in (*_LENGTHS, _LENGTHS_BEFORE)):
        rows[0].log.add(
            Issue(
                severity="warning",
                code="no-durations",
                sheet=table.sheet.name,
                cell=f"A{table.header}",
                message=phrase(
                    "no column tells how long the tasks take, so each is planned with the "
                    "default duration"
                ),
                remedy=phrase("add a column Duration, or Start and Finish"),
            )
        )


def _ids(rows: Sequence[Row], has_column: bool) -> list[str]:
    """The id of each row: as written, or its position."""
    ids: list[str] = []
    made: set[str] = set()
    for position, row in enumerate(rows, 1):
        text = row.text("id") if has_column else str(position)
        if not text:
            text = f"row {row.source.row}"
            while text in made:  # levels that stand in one row
                text += "'"
            made.add(text)
        ids.append(text)
    return ids


def _only_numbers(table: Table, rows: Sequence[Row]) -> bool:
    """Whether the IDs are numbers of a list, not called ID, and no cell refers to any."""
    referred = any(row.has(field) for row in rows for field in _REFERRING)
    return "id" in table.fields and table.fields["id"].rank > 0 and not referred


_REFERRING = ("predecessors", "successors", "parent", "same_as", "different_from", "spans")
"""Fields whose cells name other rows by their IDs."""


def _apart(rows: Sequence[Row], ids: Sequence[str]) -> list[str]:
    """The IDs to which no cell refers, one that is there twice with the number of its row."""
    first: dict[str, Row] = {}
    found: list[str] = []
    for row, text in zip(rows, ids, strict=True):
        earlier = first.setdefault(key(text), row)
        if earlier is not row:
            message = phrase(
                "{cell} has the same ID; as no cell refers to it, this row goes by its number",
                cell=earlier.source.cell("id"),
            )
            row.note("warning", "repeated-id", message, "id", phrase("give each its own"))
        found.append(text if earlier is row else f"row {row.source.row}")
    return found


def other_codes(table: Table, rows: Sequence[Row]) -> list[str]:
    """The cells of the column of codes that is not read as ID, for others may refer to them."""
    spare = [
        h.column for h in table.headings if not h.field and any(n.field == "id" for n in h.names)
    ]
    for column in spare:
        cells = [table.sheet.rows[row.source.row].get(column) for row in rows]
        texts = [cell.text if cell else "" for cell in cells]
        if len(set(texts)) == len(texts):
            return texts
    return []


def _references(
    table: Table, rows: Sequence[Row], ids: Sequence[str], known: Index, terms: Terms
) -> Index:
    cells = [
        row.cells[field].text
        for row in rows
        for field in ("predecessors", "successors")
        if row.has(field)
    ]
    if not cells:
        return known
    chosen = choose(known, cells, terms.clock)
    if chosen.chosen == "position" or (chosen.chosen == "id" and "id" not in table.fields):
        chosen = by_dates(chosen, rows, ids, terms.clock)
    _say_coverage(table, coverage(chosen, cells, terms.clock), len(cells))
    if chosen.chosen != "id" and ("id" in table.fields or chosen.chosen == "row"):
        rows[0].log.add(
            rows[0].source.issue(
                "reference-target",
                phrase("predecessors are read as {chosen}, which fits best", chosen=chosen.chosen),
                "predecessors",
                severity="info",
            )
        )
    return chosen


def _say_coverage(table: Table, share: float, cells: int) -> None:
    """One warning where so many references lead out of the sheet that the others are doubtful."""
    heading = table.fields.get("predecessors")
    if heading is None or share >= _COVERED or cells < _FEW_CELLS:
        return
    table.note(
        "warning",
        "foreign-references",
        phrase(
            "only {share:.0%} of these cells refer to rows of this sheet; the "
            "numbers may be those of a longer list, and the others mean other tasks",
            share=share,
        ),
        heading,
        phrase("add the column with the IDs of that list, or the rows that were left out"),
    )


def _task(
    row: Row,
    table: Table,
    values: dict[str, Any],
    terms: Terms,
    staffing: Staffing,
    known: Index,
) -> Task:
    constraint, constraint_date = _constraint(row, terms)
    elapsed = elapsed_minutes(row, table)
    minutes, work = _amounts(row, table, terms, elapsed)
    row = _dated_milestone(row)
    dates: dict[str, Any] = {
        field: row.take(name, lambda cell: when(cell, terms.order), severity)
        for field, (name, severity) in _DATES.items()
        if name in table.fields
    }
    heads = row.take("heads", lambda cell: head_range(cell.text)) or (1, 1)
    crew = heads[0] if minutes and not work and heads[0] == heads[1] else 1
    people = staffing.needs(row, crew)
    calendar = row.text("calendar") if row.has("calendar") else ""
    if minutes and elapsed and not values["summary"]:
        weekly = terms.weekly if people else 0
        minutes, calendar = on_the_clock(row, minutes, calendar, weekly, terms.clock.day)
    return Task(
        **values,
        **dates,
        source=row.source,
        duration=minutes,
        three_points=three_points(row, table, terms.clock),
        work=work if minutes is None or work else None,
        heads=heads,
        needs=(*people, *uses(row, staffing.resources)),
        constraint=constraint,
        constraint_date=constraint_date,
        more_dates=_more_dates(row, terms),
        blocked_by=row.text("blocked_by"),
        priority=500
        if (priority := row.take("priority", terms.priority, "warning")) is None
        else priority,
        late_penalty=row.take("late_penalty", money),
        early_bonus=row.take("early_bonus", money),
        fixed_cost=row.take("fixed_cost", money) or Decimal(0),
        accrual=row.take("accrual", _accrual) or "prorated",
        calendar=calendar,
        same_as=_tasks(row, "same_as", known),
        different_from=_tasks(row, "different_from", known),
        drop_cost=_drop_cost(row),
        longest_pause=_longest_pause(row, table, terms),
        together=row.take("together", yes) if row.text("together") else None,
        spans=_tasks(row, "spans", known),
        progress=read_progress(row, table, terms.order, terms.clock),
        stakeholders=tuple(items(row.text("stakeholders"), lambda _: False)),
        pin=row.take("pin", _pin) or "",
        notes=row.text("notes"),
    )


_DATES: dict[str, tuple[str, Severity]] = {
    "earliest_start": ("earliest_start", "error"),
    "blocked_until": ("blocked_until", "error"),
    "deadline": ("deadline", "error"),
    "baseline_start": ("baseline_start", "warning"),
    "baseline_finish": ("baseline_finish", "warning"),
    "current_start": ("start", "warning"),
    "current_finish": ("finish", "warning"),
}
"""Field of a task → its column, and how grave a fault there is: some are only compared with."""


def _amounts(
    row: Row, table: Table, terms: Terms, elapsed: int | None
) -> tuple[int | None, int | None]:
    """Duration, if it is not `elapsed` time, and work in minutes, as far as they are told."""
    jira = is_jira(table)
    unit = table.unit("duration", "d")
    minutes = length(row, "duration", terms.clock, unit) if elapsed is None else elapsed
    _say_range(row)
    work_unit = table.unit("work", "s" if jira else "h")
    work = length(row, "work", terms.clock, work_unit)
    estimate = three_points(row, table, terms.clock)
    if estimate is not None and minutes is None and work is None:
        return mean(estimate), None
    if minutes is None and work is None and terms.days_per_point:
        points = row.take("points", count)
        factor = terms.days_per_point * terms.clock.day
        work = None if points is None else round(points * factor)
    nothing = work == 0 and minutes is None and "duration" not in table.fields
    if nothing or _milestone(row, minutes, work):
        return 0, None
    if minutes is None and work is None:
        return _remaining(row, table, terms)
    return minutes, work


def _remaining(row: Row, table: Table, terms: Terms) -> tuple[int | None, int | None]:
    """What remains, and what was worked, where nothing tells the whole."""
    told = read_progress(row, table, terms.order, terms.clock)
    work = None
    if told.remaining_work is not None or told.actual_work:
        work = (told.remaining_work or 0) + (told.actual_work or 0)
    elif is_jira(table) and told.done:
        return 0, None
    return told.remaining_duration, work


def _longest_pause(row: Row, table: Table, terms: Terms) -> int | None:
    """Minutes; none where it is to be unbroken."""
    if row.take("no_pause", yes):
        return 0
    unit = table.unit("longest_pause", "d")
    return row.take("longest_pause", lambda cell: duration(cell, terms.clock, unit))


def _dated_milestone(row: Row) -> Row:
    """The row with the date of its milestone as start and finish, if it has no other."""
    cell = row.cells.get("milestone")
    if cell is None or not is_date(cell) or row.has("start") or row.has("finish"):
        return row
    return replace(row, cells={**row.cells, "start": cell, "finish": cell})


def _milestone(row: Row, minutes: int | None, work: int | None) -> bool:
    """Whether a row is a milestone; a date in that column makes one of a row without a length."""
    if not row.has("milestone"):
        return False
    if not is_date(row.cells["milestone"]):
        return bool(row.take("milestone", yes))
    return minutes is None and work is None and not row.has("finish")


def _say_range(row: Row) -> None:
    """That the middle of a range is planned."""
    cell = row.cells.get("duration")
    if (
        cell is not None
        and cell.kind == "text"
        and middle(spelled(cell.text)) != spelled(cell.text)
    ):
        row.note(
            "info", "range-of-durations", phrase("the middle of this range is planned"), "duration"
        )


def _constraint(row: Row, terms: Terms) -> tuple[Constraint, datetime | None]:
    kind = row.take("constraint", _constraint_kind) or Constraint.ASAP
    moment = row.take("constraint_date", lambda cell: when(cell, terms.order))
    if kind in (Constraint.ASAP, Constraint.ALAP):
        return kind, None
    if moment is None and not row.has("constraint_date"):
        row.note(
            "error",
            "missing-constraint-date",
            phrase("this constraint type needs a date"),
            "constraint",
            phrase("add it in the Constraint Date column"),
        )
    return (kind, moment) if moment else (Constraint.ASAP, None)


def _more_dates(row: Row, terms: Terms) -> tuple[tuple[Constraint, datetime], ...]:
    found = (
        (kind, row.take(field, lambda cell: when(cell, terms.order)))
        for field, kind in _DATED.items()
    )
    return tuple((kind, moment) for kind, moment in found if moment is not None)


def _constraint_kind(cell: Cell) -> Constraint:
    kind = _CONSTRAINT.get(fold(cell.text))
    if kind is None:
        raise BadValueError(
            "bad-constraint",
            phrase("is no constraint type"),
            phrase("choose one such as Start No Earlier Than, or leave it blank"),
        )
    return kind


def _accrual(cell: Cell) -> Literal["start", "end", "prorated"]:
    word = fold(cell.text)
    if word not in ("start", "end", "prorated"):
        raise BadValueError(
            "bad-accrual", phrase("must be Start, End or Prorated"), phrase("choose one of them")
        )
    return cast("Literal['start', 'end', 'prorated']", word)


def _drop_cost(row: Row) -> Decimal | None:
    cost = row.take("drop_cost", money)
    if cost is not None:
        return cost
    return Decimal(0) if row.take("optional", yes) else None


def _pin(cell: Cell) -> Pin:
    word = fold(cell.text)
    for pin, words in _PINS.items():
        if word in words:
            return pin
    raise BadValueError(
        "bad-pin", phrase("must be start, people or both"), phrase("write one of them")
    )


_PINS: dict[Pin, tuple[str, ...]] = {
    "start": ("start", "date", "dates", "anfang", "termin"),
    "people": ("people", "person", "who", "personen", "leute"),
    "both": ("both", "all", "yes", "x", "beides", "ja"),
    "": ("no", "none", "nein"),
}


def _tasks(row: Row, field: str, known: Index) -> tuple[str, ...]:
    """The ids of tasks a cell lists."""
    if not row.has(field):
        return ()
    found = []
    for text in items(row.text(field), lambda piece: known.resolve(piece) is not None):
        task = known.resolve(text)
        if task is None:
            near = known.near(text)
            row.note(
                "error",
                "unknown-task",
                phrase("there is no task {text}", text=text),
                field,
                (phrase('did you mean "{near}"?', near=near) if near else phrase("correct it")),
            )
        else:
            found.append(task)
    return tuple(found)


def _with_successors(
    tasks: list[Task], rows: Sequence[Row], known: Index, terms: Terms
) -> list[Task]:
    """Links told at their first task are moved to their second."""
    extra: dict[str, list[Dependency]] = {}
    for task, row in zip(tasks, rows, strict=True):
        for link in dependencies(row, "successors", known, terms.clock):
            extra.setdefault(link.task, []).append(replace(link, task=task.id))
    return [_linked(task, extra) for task in tasks]


def _linked(task: Task, extra: Mapping[str, list[Dependency]]) -> Task:
    told = {(link.task, link.kind) for link in task.dependencies}
    new = [link for link in extra.get(task.id, ()) if (link.task, link.kind) not in told]
    return replace(task, dependencies=(*task.dependencies, *new)) if new else task
