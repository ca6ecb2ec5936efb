"""The fields of a planned task: one table behind the sheet Plan, files, report and page.

Each output asks for the fields that are shown in it, in the order of the table, and says by their
kind how a value is written there. What is decided, not worked out, is an attribute of
`planner.plan.PlannedTask`; `planner.writing.keep` keeps all of those.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from planner.phrase import phrase
from planner.plan import Plan, PlannedTask
from planner.worktime.days import last_day

if TYPE_CHECKING:
    from planner.control.variance import Variance

FieldPlace = Literal["sheet", "json", "csv", "report", "page", "table"]
"""Where fields are shown: the sheet Plan, the files, the report in HTML, the data of the web page
and the columns of its table of tasks."""

FieldKind = Literal[
    "text", "name", "people", "reason", "overtime", "flag", "count", "moment", "deadline", "date",
    "days", "more days", "hours", "more hours", "money", "more money", "share",
    "bookings", "causes", "links", "span", "pieces",
]  # fmt: skip
"""What a field holds, which decides how it is written and aligned.

* ``text``; ``name``: indented by its level; ``people``: several names; ``reason``: a long text;
  ``overtime``: hours by day;
* ``flag``: yes or no; ``count``: a whole number; ``share``: 0–1;
* ``moment``, ``deadline``, ``date``: a date with its time, one with a time if there is one, a day;
* ``days``: working days, ``hours``, ``money``; with ``more`` a difference, which has a sign;
* ``bookings``, ``causes``, ``links``: lists; ``span``: two moments, or none; ``pieces``: any
  number of these.
"""


Writers = Mapping[str, Callable[[Any], object]]
"""By kind how a place writes values that it does not take as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFacts:
    """A row of a plan with what is known of it beside: its variance, if the baseline has it."""

    plan: Plan
    row: PlannedTask
    variance: "Variance | None" = None


@dataclass(frozen=True, slots=True)
class PlanField:
    """A field of a planned task.

    Args:
        name: In files and data.
        kind: What it holds.
        shown: The places, with its name there behind a colon where that is another.
        get: Its value for a row.
        caption: Its head where it is a column, in English.
        width: Bounds of the column in the sheet, in characters.
        bad: Whether it stands out for a row.
        wanted: Whether a row has something to show; a column that no row wants is left out. None
            is a column of every plan.
    """

    name: str
    kind: FieldKind
    shown: str
    get: Callable[[RowFacts], object]
    caption: str = ""
    width: tuple[float, float] = (9, 9)
    bad: Callable[[PlannedTask], bool] = lambda _: False
    wanted: Callable[[RowFacts], bool] | None = None

    def name_in(self, place: FieldPlace) -> str:
        """What it is called in a place; "" where it is not shown."""
        named = dict(one.partition(":")[::2] for one in self.shown.split())
        return "" if place not in named else named[place] or self.name

    def written(self, of: RowFacts, writers: Writers) -> Any:
        """Its value for a row, as the writer of its kind makes it; as it is where there is none."""
        value, writer = self.get(of), writers.get(self.kind)
        return value if writer is None else writer(value)


def fields_in(place: FieldPlace) -> dict[str, PlanField]:
    """The fields shown in a place, by their names there, in their order."""
    return {name: one for one in FIELDS if (name := one.name_in(place))}


def columns(place: FieldPlace, rows: Sequence[RowFacts]) -> tuple[PlanField, ...]:
    """The fields of a place that have something to show for these rows."""
    shown = fields_in(place).values()
    return tuple(one for one in shown if one.wanted is None or any(map(one.wanted, rows)))


def row_facts(plan: Plan) -> Iterator[RowFacts]:
    """All rows of a plan, with their variances."""
    from planner.control.variance import variances

    known = variances(plan)
    return (RowFacts(plan=plan, row=row, variance=known.get(row.task.id)) for row in plan.rows)


def is_late(row: PlannedTask) -> bool:
    """Whether the task ends after its deadline."""
    return row.days_late is not None and row.days_late > 0


def people(row: PlannedTask) -> str:
    """Who works on a task: ``Ann, Bob 50%, Painter ×3``."""
    return ", ".join(f"{name}{_units(units)}" for name, units in seated(row).items())


def seated(row: PlannedTask) -> dict[str, float]:
    """Who works on a task, each once, at the units of the seat that they take.

    What was recorded of a task under way may come to other units than it was to have.
    """
    found: dict[str, float] = {}
    for booking in row.bookings:
        seats = {need.units for need in row.task.needs if booking.resource in need.names}
        seats = seats or {need.units for need in row.task.needs if not need.names}
        known = row.task.progress.recorded and len(seats) == 1
        found[booking.resource] = min(seats) if known else booking.units
    return found


def _units(units: float) -> str:
    if units == 1:
        return ""
    return f" ×{units:g}" if units > 1 and units == round(units) else f" {units:.0%}"


def _sort(of: RowFacts) -> str:
    task = of.row.task
    return "summary" if task.summary else "milestone" if task.milestone else "task"


def _remaining_hours(of: RowFacts) -> float | None:
    minutes = of.row.duration if of.row.remaining is None else of.row.remaining
    return None if of.row.start is None else round(minutes / 60, 2)


def _overtime(of: RowFacts) -> dict[date, float]:
    """Hours of overtime by day of all who work on it."""
    found: dict[date, float] = {}
    for booking in of.row.bookings:
        for day, hours in booking.overtime_by_day.items():
            found[day] = found.get(day, 0) + hours
    return found


def _previous(of: RowFacts) -> tuple[datetime, datetime] | None:
    """Where it was in the plan before, if not where it is."""
    previous = of.plan.project.previous
    before = previous and previous.tasks.get(of.row.task.id)
    if not before or (before.start, before.finish) == (of.row.start, of.row.finish):
        return None
    return before.start, before.finish


def _of(get: "Callable[[Variance], object]") -> Callable[[RowFacts], object]:
    """A value of the variance; None where the baseline does not have the row."""
    return lambda of: None if of.variance is None else get(of.variance)


def _has_variance(of: RowFacts) -> bool:
    return of.variance is not None


def _has_work(of: RowFacts) -> bool:
    return of.variance is not None and of.variance.work is not None


def _has_budget(of: RowFacts) -> bool:
    return of.variance is not None and bool(of.variance.budget)


FIELDS = (
    PlanField("id", "text", "json csv page", lambda of: of.row.task.id),
    PlanField("wbs", "text", "csv page", lambda of: of.row.task.wbs),
    PlanField("label", "text", "sheet report page table", lambda of: of.row.task.label,
              phrase("ID"), (6, 12)),
    PlanField("name", "name", "sheet json csv report page table", lambda of: of.row.task.name,
              phrase("Task"), (24, 48)),
    PlanField("level", "count", "csv page", lambda of: of.row.task.level),
    PlanField("summary", "flag", "json csv", lambda of: of.row.task.summary),
    PlanField("kind", "text", "page", _sort),
    PlanField("people", "people", "sheet csv report table", lambda of: people(of.row),
              phrase("People"), (12, 30)),
    PlanField("start", "moment", "sheet json csv report page table", lambda of: of.row.start,
              phrase("Start"), (11, 16)),
    PlanField("finish", "moment", "sheet json csv report page table", lambda of: of.row.finish,
              phrase("Finish"), (11, 16), bad=is_late),
    PlanField("pieces", "pieces", "sheet json csv report page", lambda of: of.row.pieces,
              phrase("Pieces"), (12, 44), wanted=lambda of: bool(of.row.pieces)),
    PlanField("baseline_start", "moment", "json", _of(lambda one: one.start)),
    PlanField("baseline_finish", "moment", "json", _of(lambda one: one.finish)),
    PlanField("days", "days", "sheet csv report page table",
              lambda of: round(of.row.duration / of.plan.project.day_of(of.row.task), 4),
              phrase("Days"), (7, 7)),
    PlanField("deadline", "deadline", "sheet csv report page", lambda of: of.row.task.deadline,
              phrase("Deadline"), (11, 16)),
    PlanField("must_finish", "deadline", "sheet csv report page",
              lambda of: of.row.task.must_finish, phrase("Must finish by"), (11, 16),
              wanted=lambda of: of.row.task.must_finish is not None),
    PlanField("days_late", "days", "sheet json csv report page table",
              lambda of: of.row.days_late, phrase("Days late"), (7, 7), bad=is_late),
    PlanField("cost", "money", "sheet json csv report page table", lambda of: of.row.cost,
              phrase("Cost"), (9, 14)),
    PlanField("actual_start", "moment", "json", lambda of: of.row.task.progress.actual_start),
    PlanField("actual_finish", "moment", "json", lambda of: of.row.task.progress.actual_finish),
    PlanField("percent_complete", "share", "json page:done", lambda of: of.row.percent),
    PlanField("remaining_hours", "hours", "json", _remaining_hours),
    PlanField("assignments", "bookings", "json page:people", lambda of: of.row.bookings),
    PlanField("critical", "flag", "sheet json csv report page table",
              lambda of: of.row.critical, phrase("Critical"), (8, 8), bad=lambda row: row.critical),
    PlanField("slack", "days", "sheet json csv:slack_days page", lambda of: of.row.slack,
              phrase("Slack (days)"), (8, 8)),
    PlanField("free_slack", "days", "sheet json csv:free_slack_days page",
              lambda of: of.row.free_slack, phrase("Free slack (days)"), (8, 8)),
    PlanField("true_slack", "days", "json page", lambda of: of.row.true_slack),
    PlanField("true_slack_proved", "flag", "json page", lambda of: of.row.true_slack_proved),
    PlanField("baseline_first_day", "date", "sheet", _of(lambda one: one.start.date()),
              phrase("Baseline start"), (11, 11), wanted=_has_variance),
    PlanField("baseline_last_day", "date", "sheet", _of(lambda one: last_day(one.finish)),
              phrase("Baseline finish"), (11, 11), wanted=_has_variance),
    PlanField("start_variance", "more days", "sheet", _of(lambda one: one.start_days),
              phrase("Start variance (days)"), (9, 9), wanted=_has_variance),
    PlanField("finish_variance", "more days", "sheet", _of(lambda one: one.finish_days),
              phrase("Finish variance (days)"), (9, 9), wanted=_has_variance),
    PlanField("work_variance", "more hours", "sheet",
              _of(lambda one: None if one.work is None else one.work / 60),
              phrase("Work variance (h)"), (9, 9), wanted=_has_work),
    PlanField("cost_variance", "more money", "sheet", _of(lambda one: one.cost),
              phrase("Cost variance"), (9, 12), wanted=_has_budget),
    PlanField("overtime", "overtime", "sheet", _overtime, phrase("Overtime"), (12, 40),
              wanted=lambda of: bool(_overtime(of))),
    PlanField("reason", "reason", "sheet csv report page table", lambda of: of.row.reason,
              phrase("Why it starts then"), (30, 66)),
    PlanField("causes", "causes", "json page", lambda of: of.row.causes),
    PlanField("after", "links", "page", lambda of: of.row.task.dependencies),
    PlanField("pin", "text", "page", lambda of: of.row.task.pin),
    PlanField("baseline", "span", "page", _of(lambda one: (one.start, one.finish))),
    PlanField("previous", "span", "page", _previous),
)  # fmt: skip
"""All fields, in the order in which they are shown everywhere."""
