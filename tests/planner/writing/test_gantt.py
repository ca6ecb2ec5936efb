"""The Gantt chart: its axis, and what each row of it shows."""

import io
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

import openpyxl
import pytest

from planner import Options, read_project, solve
from planner.language.words import ENGLISH
from planner.ooxml.package import Package
from planner.plan import Plan, PlannedTask
from planner.project import Dependency, Lag, Task, Unit, WorkWeek
from planner.writing.report import style
from planner.writing.report.arrows import arrows
from planner.writing.report.bars import GanttGrid
from planner.writing.report.sheet_figures import tallies
from planner.writing.report.timescale import Timescale
from planner.writing.write import write_plan
from tests.planner.opened import sheet_of
from tests.planner.writing.fake import START, fake_plan
from tests.planner.writing.hosts import charts_images_tables

Kind = Literal["FS", "SS", "FF", "SF"]
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


def a_grid(plan: Plan, days: int) -> GanttGrid:
    scale = Timescale.covering(FIRST, FIRST + timedelta(days=days - 1))
    return GanttGrid(plan=plan, scale=scale, say=ENGLISH)


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
    for covering in (Timescale.covering, Timescale.finest):
        scale = covering(FIRST, FIRST + timedelta(days=days - 1))
        assert 600 <= scale.width * len(scale) <= 2200 or days <= 30


@pytest.mark.parametrize("days", [60, 300, 700, 1500])
def test_a_bar_ends_on_its_day_however_long_the_axis_is(plan: Plan, days: int) -> None:
    """Weeks and months are named above it; its columns are days."""
    scale = Timescale.finest(FIRST, FIRST + timedelta(days=days - 1))
    strip = GanttGrid(plan=plan, scale=scale, say=ENGLISH).strip(a_row(8, 3))
    filled = [at for at, look in strip.looks.items() if look.get("bg_color") == style.BAR]
    assert [scale.starts[at] for at in filled] == [FIRST + timedelta(days=n) for n in (8, 9, 10)]
    assert sum(last - first + 1 for first, last, _ in scale.ticks()) == len(scale)


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
    sheet = sheet_of(data, "Gantt")
    assert [sheet.cell(at, 7).value for at in (8, 9)] == ["T0101, T9 SS+2d", "T8 -1ed, T7 +50%"]


def linked(plan: Plan, *places: tuple[int, int], kind: Kind = "FS") -> Plan:
    """The plan with links between its rows, by their places, instead of its own."""
    rows = [replace(row, task=replace(row.task, dependencies=())) for row in plan.rows]
    for one, two in places:
        link = Dependency(task=rows[one].task.id, kind=kind)
        task = rows[two].task
        links = (*task.dependencies, link)
        rows[two] = replace(rows[two], task=replace(task, dependencies=links))
    return replace(plan, rows=tuple(rows))


@pytest.mark.parametrize(
    ("kind", "leaves", "arrives"),
    [("FS", "right", "left"), ("SS", "left", "left"), ("FF", "right", "right"),
     ("SF", "left", "right")],
)  # fmt: skip
def test_a_link_line_leads_from_end_to_end(
    plan: Plan, kind: Kind, leaves: str, arrives: str
) -> None:
    """From the end of a bar that the kind of link names to that of the other."""
    grid = a_grid(plan, 60)
    rows = (a_row(2, 3), replace(a_row(20, 4), task=Task(id="2", name="y")))
    (arrow,) = arrows(linked(replace(plan, rows=rows), (0, 1), kind=kind), grid)
    ends = {"left": (2, 20), "right": (5, 24)}
    width = grid.scale.width
    expected = [(ends[leaves][0] * width, 10), (ends[arrives][1] * width, 30)]
    assert [arrow.points[0], arrow.points[-1]] == expected
    pairs = pairwise(arrow.points)
    assert all(one[0] == two[0] or one[1] == two[1] for one, two in pairs)


def test_a_link_line_falls_onto_a_bar_that_follows_at_once(plan: Plan) -> None:
    rows = (a_row(2, 3), replace(a_row(5, 4), task=Task(id="2", name="y")))
    grid = a_grid(plan, 60)
    (arrow,) = arrows(linked(replace(plan, rows=rows), (0, 1)), grid)
    (x, y), width = arrow.points[-1], grid.scale.width
    assert 5 * width <= x <= 9 * width
    assert 20 < y < 30


def test_a_link_line_does_not_cross_a_label_before_its_bar(plan: Plan) -> None:
    """It runs between the rows and falls onto the bar."""
    rows = (a_row(2, 3), a_row(20, 3), replace(a_row(55, 3), task=Task(id="2", name="y")))
    grid = a_grid(plan, 60)
    assert grid.named_before(rows[2])
    (arrow,) = arrows(linked(replace(plan, rows=rows[::2]), (0, 1)), grid)
    assert all(y <= 24 for _, y in arrow.points)


def test_every_link_is_a_shape_in_the_file(plan: Plan) -> None:
    """Anchored in the rows of both tasks, also where the sheets go into a workbook with charts."""
    some = linked(plan, (1, 2), (2, 5))
    places = {row.task.id: 5 + at for at, row in enumerate(plan.rows)}
    for source in (None, charts_images_tables()[0]):
        package = Package.read(write_plan(source, some).data)
        drawing = next(p for n, p in package.parts.items() if b"custGeom" in p and "drawing" in n)
        found = [int(row) for row in re.findall(rb"<xdr:row>(\d+)</xdr:row>", drawing)]
        assert len(found) == 4
        assert found[0] == places[plan.rows[1].task.id]
        assert b"planner-shapes" not in drawing


def test_too_many_links_are_not_drawn(plan: Plan) -> None:
    many = linked(plan, *((1, 2) for _ in range(601)))
    assert arrows(many, a_grid(plan, 60)) == ()


def test_critical_tasks_have_a_sign_as_well_as_a_colour(plan: Plan) -> None:
    sheet = sheet_of(write_plan(None, plan).data, "Gantt")
    signs = [sheet.cell(6 + at, 8).value == "●" for at in range(len(plan.rows))]
    assert signs == [row.critical and not row.task.summary for row in plan.rows]


@pytest.mark.parametrize(
    ("days", "when", "edge"),
    [
        (20, datetime(2027, 3, 6), 5),
        (20, datetime(2027, 3, 6, 9), 5),
        (20, datetime(2027, 3, 6, 15), 6),
        (400, datetime(2027, 3, 6), 1),
        (400, datetime(2027, 3, 10), 1),
    ],
)
def test_the_status_line_stands_where_the_status_date_ends(
    days: int, when: datetime, edge: int
) -> None:
    """From Monday, 1 March 2027; 6 March at midnight is the end of the fifth day."""
    first = date(2027, 3, 1)
    scale = Timescale.covering(first, first + timedelta(days=days))
    assert scale.edge(when) == edge


@pytest.mark.parametrize(("calendar", "over_the_weekend"), [("24 hours", 2), ("", 0)])
def test_what_nobody_does_goes_on_by_its_own_calendar(
    plan: Plan, calendar: str, over_the_weekend: int
) -> None:
    all_day = ((time(), time()),)
    always = WorkWeek(name="24 hours", days=(all_day,) * 7)
    weeks = (*plan.project.weeks, always)
    there = replace(plan, project=replace(plan.project, weeks=weeks))
    row = replace(a_row(0, 8, calendar=calendar), bookings=())
    strip = a_grid(there, 30).strip(row)
    weekend = [strip.looks[at] for at in (5, 6)]
    assert sum(look["bg_color"] == style.BAR for look in weekend) == over_the_weekend


def test_a_row_without_an_id_among_others_that_have_one_is_shown_by_its_name() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("No", "Task", "Duration", "After"),
        (None, "Design", None, None),
        (1, "Draw", "2d", None),
        (None, "Build", None, None),
        (2, "Cut", "2d", "Design"),
    ):
        sheet.append(row)
    book.create_sheet("Settings").append(("Project start", "2027-01-04"))
    stream = io.BytesIO()
    book.save(stream)
    project = read_project(stream.getvalue())
    assert [task.title for task in project.tasks] == ["Design", "1 Draw", "Build", "2 Cut"]
    plan = write_plan(stream.getvalue(), solve(project, Options(deterministic_limit=1)))
    gantt = sheet_of(plan.data, "Gantt")
    rows = {row[1]: (row[0], row[6]) for row in gantt.iter_rows(max_col=7, values_only=True)}
    assert rows["Design"] == (None, None)
    assert rows["Cut"] == ("2", "Design")
