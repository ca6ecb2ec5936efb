"""From a small workbook to its plan, with everything on the way looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from models.check import violations
from models.measures.goals import value
from planner.pipeline import Draft, NoPlanError, Options, read_project, solve, write_plan
from planner.plan import Plan
from planner.translate import to_problem
from tests.planner.projects import row
from tests.planner.reading.books import Rows, book

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
OFFICE = "08:00-12:00, 13:00-17:00"
PEOPLE: Rows = [["Name", "Rate"], ["Ann", 50], ["Bob", 40]]


def march(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in March 2027, whose first is a Monday."""
    return datetime(2027, 3, day, hour, minute)


def sheets(
    *tasks: Sequence[Any], head: str, settings: Sequence[Sequence[Any]] = (), **more: Rows
) -> dict[str, Rows]:
    """A workbook from Monday, 1 March 2027; `head` names the columns, with commas."""
    header = [name.strip() for name in head.split(",")]
    start: Rows = [["Project start", march(1)], *settings]
    return {"Tasks": [header, *tasks], "Settings": start, **more}


class Sheets(Mapping[str, list[tuple[Any, ...]]]):
    """The rows of a workbook by sheet, each read when it is asked for; empty cells are None."""

    def __init__(self, data: bytes) -> None:
        self._book = CalamineWorkbook.from_filelike(BytesIO(data))

    def __getitem__(self, sheet: str) -> list[tuple[Any, ...]]:
        rows = self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return [tuple(map(_as_typed, row)) for row in rows]

    def __iter__(self) -> Iterator[str]:
        return iter(self._book.sheet_names)

    def __len__(self) -> int:
        return len(self._book.sheet_names)


def _as_typed(cell: Any) -> Any:
    """The value of a cell as somebody would type it: 3 is no 3.0, and a day begins at midnight."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime(cell.year, cell.month, cell.day)
    return None if cell == "" else cell


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A plan, in words for tests."""

    plan: Plan
    result: Sheets

    def when(self, task: object) -> tuple[datetime | None, datetime | None]:
        """Start and finish of a task."""
        found = row(self.plan, str(task))
        return found.start, found.finish

    def who(self, task: object) -> list[str]:
        """Who does a task, by name."""
        return sorted(booking.resource for booking in row(self.plan, str(task)).bookings)

    def cost(self, task: object) -> float:
        """What a task costs."""
        return float(row(self.plan, str(task)).cost)

    def why(self, task: object) -> str:
        """Why a task starts when it does."""
        return row(self.plan, str(task)).reason

    def goal(self, name: str) -> float:
        """The value of a goal."""
        return next(goal.value for goal in self.plan.goals if goal.name == name)

    def codes(self) -> set[str]:
        """Codes of all that is not just a note on how sheets were read."""
        quiet = {"sheet-read", "people-from-tasks", "structure", "reference-target"}
        return {issue.code for issue in self.plan.issues} - quiet

    def texts(self, sheet: str) -> str:
        """All text on a sheet of the result."""
        return "\n".join(str(cell) for line in self.result[sheet] for cell in line if cell)


def planned(workbook: Mapping[str, Rows], *goals: str) -> Planned:
    """Reads, plans, judges, measures and writes; everything must agree.

    The plan is proved best, the referee finds nothing, what the goals count without the solver is
    what it says, and the sheet Plan of the result has the same dates.
    """
    data = book(workbook)
    project = read_project(data)
    drafts: list[Draft] = []
    plan = solve(project, Options(deterministic_limit=8, goals=goals), keep=drafts.append)
    translation = to_problem(project, goals=goals, stretch=drafts[-1].stretch)
    schedule = drafts[-1].schedule
    assert violations(translation.problem, schedule) == ()
    scales = {
        goal.name: (goal, scale)
        for goal, scale in zip(translation.objective.goals, translation.scales, strict=True)
    }
    assert [told.name for told in plan.goals] == list(scales)
    for told in plan.goals:
        goal, scale = scales[told.name]
        counted = translation.number(scale, value(translation.problem, schedule, goal))
        found = counted if told.best is None else told.best
        assert (told.value, told.bound) == (counted, found)
    assert plan.status == "optimal"
    return Planned(plan=plan, result=_written(data, plan))


def _written(data: bytes, plan: Plan) -> Sheets:
    """The result by sheet; its dates are those of the plan."""
    found = Sheets(write_plan(data, plan).data)
    lines = found["Plan"]
    head = next(k for k, line in enumerate(lines) if "Why it starts then" in line)
    start, finish = lines[head].index("Start"), lines[head].index("Finish")
    shown = [(line[start], line[finish]) for line in lines[head + 1 :][: len(plan.rows)]]
    assert shown == [(one.start, one.finish) for one in plan.rows]
    return found


def refused(workbook: Mapping[str, Rows]) -> NoPlanError:
    """The error of a workbook that cannot be planned."""
    try:
        plan = solve(read_project(book(workbook)), Options(deterministic_limit=8))
    except NoPlanError as error:
        return error
    raise AssertionError(f"there is a plan: {plan.goals}")
