"""A plan as MS Project XML: it says what was decided, and the dates stay."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from planner.export.mspdi_out import mspdi
from planner.pipeline import Options, read_project, solve
from planner.plan import Plan
from planner.project import Constraint, Lag, Unit
from tests.planner.examples import EXAMPLES
from tests.planner.features.support import OFFICE, march, sheets
from tests.planner.interchange.samples import RICH
from tests.planner.reading.books import Rows, book

LIMIT = Options(deterministic_limit=0.3)


def planned(data: bytes) -> Plan:
    return solve(read_project(data), LIMIT)


@pytest.fixture(scope="module")
def release() -> Plan:
    return planned((EXAMPLES / "software-release.xlsx").read_bytes())


def test_what_was_decided_comes_back(release: Plan) -> None:
    found = read_project(mspdi(release))
    for row, task in zip(release.rows, found.tasks, strict=True):
        assert (task.current_start, task.current_finish) == (row.start, row.finish)
        assert set(task.dependencies) == set(row.task.dependencies)
        assert (task.id, task.name, task.level) == (row.task.id, row.task.name, row.task.level)
        who = {(one.resource, one.units) for one in row.bookings}
        assert {(need.names[0], need.units) for need in task.needs} == who
    assert [(one.name, one.max_units) for one in found.resources] == [
        (one.name, one.max_units) for one in release.project.resources
    ]


def test_the_users_own_constraints_come_back(release: Plan) -> None:
    data = mspdi(release)
    assert b"<ConstraintType>4</ConstraintType>" in data  # somebody was busy elsewhere
    found = {task.id: task.hard_dates for task in read_project(data).tasks}
    own = {task.id: task.hard_dates for task in release.project.tasks if task.hard_dates}
    assert {name: dates for name, dates in found.items() if dates}.keys() >= own.keys()
    free = [task.id for task in release.project.tasks if not task.earliest_start]
    assert all(not found[name] for name in free if name not in own)


def test_planned_again_it_is_the_same_project(release: Plan) -> None:
    again = planned(mspdi(release))
    assert again.finish <= release.finish


def test_the_same_plan_gives_the_same_bytes(release: Plan) -> None:
    assert mspdi(release) == mspdi(release)


def test_leave_part_time_and_holidays_are_in_the_calendars() -> None:
    people = [["Name", "Calendar"], ["Ann", "Mornings"]]
    weeks = [
        ["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri"],
        ["Standard", *[OFFICE] * 5],
        ["Mornings", *["08:00-12:00"] * 5],
    ]
    plan = planned(
        book(
            sheets(
                [1, "Dig", "3d", "Ann"],
                head="ID, Task Name, Duration, Resource Names",
                People=people,
                Calendars=weeks,
                Leave=[["Who", "From", "Reason"], ["Ann", march(2), "Trip"]],
                Holidays=[["Date", "Name"], [march(3), "Fair"]],
            )
        )
    )
    found = read_project(mspdi(plan))
    assert {(day.start.day, day.who, day.name) for day in found.days_off} == {
        (2, "Ann", "Trip"),
        (3, "", "Fair"),
    }
    assert found.resources[0].calendar == "Mornings"
    assert solve(found, LIMIT).finish == plan.finish


def test_text_that_xml_cannot_hold_is_made_fit() -> None:
    plan = planned(RICH)
    rows = tuple(
        replace(row, task=replace(row.task, name="Dig \x00 <&> \ud800")) for row in plan.rows
    )
    found = read_project(mspdi(replace(plan, rows=rows)))
    assert found.tasks[0].name == "Dig \ufffd <&> \ufffd"


def test_lags_material_and_the_calendar_that_never_stops_come_back() -> None:
    plan = planned(RICH)
    found = read_project(mspdi(plan))
    assert [task.dependencies for task in found.tasks] == [
        task.dependencies for task in plan.project.tasks
    ]
    assert found.tasks[3].calendar == "24 hours"
    assert found.tasks[2].needs == plan.project.tasks[2].needs
    assert found.tasks[2].fixed_cost == plan.project.tasks[2].fixed_cost
    assert found.tasks[1].deadline == datetime(2027, 3, 5, 17)


def test_a_task_as_late_as_possible_is_held_and_comes_back_as_such() -> None:
    head = "ID, Task Name, Duration, Predecessors, Constraint Type"
    late = [2, "Late", "1d", "", "As Late As Possible"]
    plan = planned(book(sheets([1, "Long", "5d", ""], late, [3, "End", 0, "1;2"], head=head)))
    (found,) = [task for task in read_project(mspdi(plan)).tasks if task.id == "2"]
    assert (found.constraint, found.constraint_date) == (Constraint.ALAP, None)
    assert found.current_start == plan.rows[1].start


def test_lags_on_the_clock_stay_on_the_clock() -> None:
    """There is no setting for it there, so a lag of a lag calendar of 24 h is an elapsed one."""
    rows = [1, "Dig", "1d", ""], [2, "Pour", "1d", "1FS+4h"], [3, "Cure", "1d", "1FS+50e%"]
    settings = [("Lag calendar", "24 h")]
    head = "ID, Task Name, Duration, Predecessors"
    plan = planned(book(sheets(*rows, head=head, settings=settings)))
    found = read_project(mspdi(plan))
    assert [link.lag for task in found.tasks for link in task.dependencies] == [
        Lag(amount=240, unit=Unit.ELAPSED), Lag(amount=50, unit=Unit.ELAPSED_PERCENT),
    ]  # fmt: skip
    assert solve(found, LIMIT).finish == plan.finish


def test_units_and_rates_by_date_and_all_baselines_come_back() -> None:
    people: Rows = [
        ["Name", "Max Units", "Standard Rate", "Available From", "Available Until"],
        ["Ann", "50%", "40/h", "", march(3)],
        ["Ann", "100%", "50/h", march(4), ""],
    ]
    head = "ID, Task Name, Duration, Resource Names, Baseline Start, Baseline Finish, "
    head += "Baseline 2 Start, Baseline 2 Finish"
    dates = [march(1), march(2), march(8), march(9)]
    row = [1, "Dig", "5d", "Ann[50%]", *dates]
    plan = planned(book(sheets(row, head=head, People=people)))
    found = read_project(mspdi(plan))
    (ann,) = found.resources
    assert [(t.available_from, t.max_units, t.rate.amount) for t in ann.terms] == [
        (None, 0.5, Decimal(40)), (march(4).date(), 1, Decimal(50)),
    ]  # fmt: skip
    assert [one.name for one in found.baselines] == ["Baseline", "Baseline 2"]
    assert found.baselines[1].tasks["1"].start == march(8, 8)


def test_what_is_under_way_and_interrupted_comes_back_and_is_held() -> None:
    head = "ID, Task Name, Duration, Predecessors, Actual Start, Remaining Duration, Actual Cost"
    rows = [1, "Dig", "5d", "", march(1), "2d", 700], [2, "Pour", "2d", "1", march(1), "1d", ""]
    settings = [("Status date", march(3, 17))]
    plan = planned(book(sheets(*rows, head=head, settings=settings)))
    data = mspdi(plan)
    assert b"<Resume>2027-03-08T08:00:00</Resume>" in data  # the rest of Pour waits for Dig
    assert data.count(b"<ConstraintType>6</ConstraintType>") == 1
    dig, pour = (task.progress for task in read_project(data).tasks)
    assert (dig.actual_start, dig.remaining_duration) == (march(1, 8), 960)
    assert (pour.actual_start, pour.remaining_duration) == (march(1, 8), 480)
    assert (dig.actual_cost, pour.actual_cost) == (Decimal(700), None)
    assert not any(task.hard_dates for task in read_project(data).tasks)
    assert solve(read_project(data), LIMIT).finish == plan.finish
