"""The Gantt chart: its axis, and what each row of it shows."""

import io
from dataclasses import replace
from datetime import date, datetime, timedelta

import openpyxl
import pytest

from planner.language.words import ENGLISH
from planner.plan import Plan, PlannedTask
from planner.project import Dependency, Lag, Task, Unit
from planner.writing.report.bars import Grid
from planner.writing.report.measures import tallies
from planner.writing.report.timescale import Timescale
from planner.writing.write import write_plan
from tests.planner.writing.fake import START, fake_plan

FIRST = date(2026, 1, 5)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return fake_plan(30, people=5)


def a_row(start: int, days: int, **task: object) -> PlannedTask:
    """A task of some days from a day of the plan on, with a long label."""
    begin = START + timedelta(days=start)
    named = Task(id="1", name="x", **task)  # type: ignore[arg-type] # any of its fields
    booking = fake_plan(30).rows[1].bookings[0]
    return PlannedTask(
        task=named, start=begin, finish=begin + timedelta(days=days - 1, hours=9),
        duration=480 * days, bookings=(replace(booking, resource="Anna Berg, who is long"),),
    )  # fmt: skip


def a_grid(plan: Plan, days: int) -> Grid:
    scale = Timescale.covering(FIRST, FIRST + timedelta(days=days - 1))
    return Grid(plan=plan, scale=scale, say=ENGLISH)


@pytest.mark.parametrize(
    ("days", "coarse", "bands", "ticks"),
    [(60, False, 3, 60), (180, True, 7, 26), (365, False, 13, 53), (1400, True, 4, 46)],
)
def test_narrow_columns_share_a_tick(days: int, coarse: bool, bands: int, ticks: int) -> None:
    scale = Timescale.covering(FIRST, FIRST + timedelta(days=days - 1))
    assert scale.coarse is coarse
    assert (len(scale.bands()), len(scale.ticks())) == (bands, ticks)
    assert sum(last - first + 1 for first, last, _ in scale.ticks()) == len(scale)


@pytest.mark.parametrize("days", [1, 30, 120, 240, 241, 900, 1470, 4000])
def test_the_chart_stays_narrow_enough_to_be_read(days: int) -> None:
    scale = Timescale.covering(FIRST, FIRST + timedelta(days=days - 1))
    assert scale.width * len(scale) <= 2200


def test_a_label_stands_before_its_bar_where_there_is_no_room_behind(plan: Plan) -> None:
    grid = a_grid(plan, 60)
    early, late = grid.strip(a_row(2, 3)), grid.strip(a_row(55, 3))
    assert list(early.texts) == [5]
    assert list(late.texts) == [54]
    assert late.texts[54][1]["align"] == "right"


def test_a_label_steps_aside_for_the_deadline(plan: Plan) -> None:
    row = a_row(2, 3, deadline=datetime(2026, 1, 12))
    strip = a_grid(plan, 60).strip(replace(row, days_late=0.0))
    assert list(strip.texts) == [8]
    assert strip.looks[7]["right_color"] == "#008F6B"


def test_a_late_task_says_so_beside_its_bar(plan: Plan) -> None:
    row = replace(a_row(2, 3, deadline=datetime(2026, 1, 6)), days_late=2.0)
    (text, look), *_ = a_grid(plan, 60).strip(row).texts.values()
    assert text.endswith("2 days late")
    assert look["bold"]


def test_summaries_say_how_many_tasks_they_hold_and_how_many_are_late(plan: Plan) -> None:
    inside = [row for row in plan.rows if row.task.parent == "P1"]
    late = sum((row.days_late or 0) > 0 for row in inside)
    assert tallies(plan)["P1"] == (len(inside), late)


def test_what_a_task_waits_for_stands_in_its_row(plan: Plan) -> None:
    links = (
        Dependency(task=plan.rows[1].task.id),
        Dependency(task="T9", kind="SS", lag=Lag(amount=2 * 480)),
        Dependency(task="T8", lag=Lag(amount=-1440, unit=Unit.ELAPSED)),
        Dependency(task="T7", lag=Lag(amount=50, unit=Unit.PERCENT)),
    )
    row = replace(plan.rows[2], task=replace(plan.rows[2].task, dependencies=links[:2]))
    other = replace(plan.rows[3], task=replace(plan.rows[3].task, dependencies=links[2:]))
    data = write_plan(None, replace(plan, rows=(*plan.rows[:2], row, other), chains=())).data
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Gantt"]
    assert [sheet.cell(at, 7).value for at in (8, 9)] == ["1.1, T9 SS+2d", "T8 -1ed, T7 +50%"]


def test_critical_tasks_have_a_sign_as_well_as_a_colour(plan: Plan) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_plan(None, plan).data))["Gantt"]
    signs = [sheet.cell(6 + at, 8).value == "●" for at in range(len(plan.rows))]
    assert signs == [row.critical and not row.task.summary for row in plan.rows]
