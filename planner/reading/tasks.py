"""Reads the rows of the sheet Tasks as tasks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal, cast

from planner.language.text import fold
from planner.phrase import phrase
from planner.project import Pin, Resource, Task
from planner.reading.calendar_periods import with_calendar_periods
from planner.reading.cells import Cell
from planner.reading.costs import with_costs
from planner.reading.days_of_weeks import with_days_of_weeks
from planner.reading.elapsed import elapsed_minutes, on_the_clock
from planner.reading.formula_links import with_formula_links
from planner.reading.inactive import inactive_keys
from planner.reading.jira import is_jira, say_export
from planner.reading.layout import task_rows
from planner.reading.lengths import (
    amounts,
    dated_milestone,
    longest_pause,
    piece_sizes,
    with_due_milestones,
)
from planner.reading.level_numbers import codes_of
from planner.reading.limits import constraint_of, dates_of, more_dates
from planner.reading.material_sheets import uses
from planner.reading.merged_cells import merged_faults
from planner.reading.money import money
from planner.reading.no_amounts import without_date_words, without_milestone_days, without_words
from planner.reading.notation import head_range, items
from planner.reading.periods import with_dates, without_no_dates
from planner.reading.phases import gathered, with_phases
from planner.reading.priority import scale
from planner.reading.progress import read_progress
from planner.reading.references import dependencies
from planner.reading.row_ids import other_codes, row_ids
from planner.reading.row_links import named_tasks, targets_of, with_successors
from planner.reading.seats_needed import SeatReader
from planner.reading.structure import places, without_captions
from planner.reading.tables import Row, Table
from planner.reading.task_index import Index, index
from planner.reading.task_remarks import say_no_durations, say_rows, say_shared, say_structure
from planner.reading.terms import Terms
from planner.reading.unit_notes import with_unit_noted
from planner.reading.units import (
    say_times_of_day,
    say_two_points,
    three_points,
    with_units,
    without_countdown,
    without_zeros,
)
from planner.reading.values import BadValueError, yes
from planner.reading.words_before_dates import without_words_before_dates
from planner.reading.yearless import with_short_years, with_years


def read_tasks(
    table: Table, terms: Terms, resources: Sequence[Resource], *, listed: bool = True
) -> tuple[tuple[Task, ...], tuple[str, ...]]:
    """The tasks, and the names in them that are not among the resources.

    `listed` says whether a sheet lists the resources, so that other names deserve a remark.
    """
    table, rows = _made_plain(table, task_rows(table), terms)
    ids, codes = row_ids(table, rows), codes_of(rows, "wbs")
    found, told_by = places(table, rows, ids)
    targets = index(rows, ids, codes, table.header, other_codes(table, rows))
    targets = replace(
        targets,
        partial=is_jira(table),
        elsewhere=terms.elsewhere,
        inactive=inactive_keys(table),
    )
    known = targets_of(table, rows, ids, targets, terms)
    staffing = SeatReader(resources, rows, listed=listed)
    context = _Context(
        table=table, terms=replace(terms, priority=scale(rows)), known=known, staffing=staffing
    )
    parents = {place.parent for place in found}
    tasks: list[Task] = []
    for position, (row, place) in enumerate(zip(rows, found, strict=True)):
        structure = {
            "id": ids[position],
            "unnumbered": "id" in table.fields and not row.text("id"),
            "wbs": codes[position],
            "level": place.level,
            "parent": ids[place.parent] if place.parent is not None else "",
            "summary": position in parents or bool(row.take("summary", yes)),
        }
        tasks.append(_task(row, structure, context))
    say_rows(table, rows)
    say_two_points(table)
    say_structure(table, told_by)
    say_export(table, rows, terms.days_per_point)
    say_no_durations(table, rows)
    say_shared(table, tasks, rows)
    linked = with_costs(with_successors(tasks, rows, known, terms), table, rows, terms.paid)
    linked = with_formula_links(linked, table, rows, terms.clock)
    return gathered(with_phases(linked, rows)), tuple(staffing.unknown)


def _made_plain(table: Table, rows: Sequence[Row], terms: Terms) -> tuple[Table, list[Row]]:
    """The table and its rows, with values that several columns share put into single cells."""
    merged_faults(table, {row.source.row: row for row in rows})
    table, rows = with_due_milestones(table, rows)
    rows = without_words_before_dates(without_captions(table, rows))
    rows = with_calendar_periods(with_short_years(table, rows))
    rows, period = with_dates(table, rows, terms.start, terms.unit, assumed=terms.start_assumed)
    rows = with_days_of_weeks(table, rows)
    rows = with_years(table, without_no_dates(table, rows), terms.start, terms.order)
    rows = without_milestone_days(without_date_words(rows))
    rows = without_words(without_countdown(table, without_zeros(rows)), table.language)
    say_times_of_day(table, rows)
    table = table if terms.unit or period else with_unit_noted(table, rows)
    return with_units(table, rows, terms.clock, terms.unit, period), rows


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What a row is read with: its table, the whole workbook, the other rows, the people."""

    table: Table
    terms: Terms
    known: Index
    staffing: SeatReader


def _task(row: Row, structure: Mapping[str, Any], context: _Context) -> Task:
    """The task of a row; `structure` has the fields for its place among the others."""
    table, terms, known = context.table, context.terms, context.known
    constraint, constraint_date = constraint_of(row, terms)
    elapsed = elapsed_minutes(row, table)
    minutes, work = amounts(row, table, terms, elapsed)
    row = dated_milestone(row)
    heads = row.take("heads", lambda cell: head_range(cell.text)) or (1, 1)
    crew = heads[0] if minutes and not work and heads[0] == heads[1] else 1
    people = context.staffing.needs(row, crew)
    smallest, most = piece_sizes(row, table, terms)
    calendar, clock = row.text("calendar") if row.has("calendar") else "", terms.clock
    if minutes and elapsed and not structure["summary"]:
        weekly = terms.weekly if people else 0
        minutes, calendar = on_the_clock(row, minutes, calendar, weekly, terms.clock.day)
        clock = clock if weekly else clock.on_the_clock()
    return Task(
        **structure,
        **dates_of(row, table, terms),
        **_plain(row, terms),
        source=row.source,
        name=row.text("name") or f"Task {structure['id']}",
        duration=minutes,
        three_points=three_points(row, table, terms.clock),
        work=work if minutes is None or work else None,
        heads=heads,
        needs=(*people, *uses(row, context.staffing.resources)),
        dependencies=tuple(dependencies(row, "predecessors", known, terms.clock)),
        constraint=constraint,
        constraint_date=constraint_date,
        more_dates=more_dates(row, terms),
        calendar=calendar,
        same_as=named_tasks(row, "same_as", known),
        different_from=named_tasks(row, "different_from", known),
        drop_cost=_drop_cost(row),
        longest_pause=longest_pause(row, table, terms),
        smallest_piece=smallest,
        most_pieces=most,
        spans=named_tasks(row, "spans", known),
        progress=(recorded := read_progress(row, table, terms.order, clock)),
        typed=recorded,
    )


def _plain(row: Row, terms: Terms) -> dict[str, Any]:
    """The fields that single cells of the same name give."""
    read: dict[str, Callable[[Cell], Any]] = {
        "late_penalty": money,
        "early_bonus": money,
        "fixed_cost": money,
        "accrual": _accrual,
        "together": yes,
        "pin": _pin,
    }
    found = {field: row.take(field, read[field]) for field in read.keys() & row.cells.keys()}
    found |= {field: row.text(field) for field in ("blocked_by", "notes")}
    found["stakeholders"] = tuple(items(row.text("stakeholders"), lambda _: False))
    found["priority"] = row.take("priority", terms.priority, "warning")
    return {field: value for field, value in found.items() if value is not None}


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
