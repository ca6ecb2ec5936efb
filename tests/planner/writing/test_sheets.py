"""What stands on the result sheets."""

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from planner.control.phase_figures import phases
from planner.control.variance import baseline_finish, variances
from planner.fields import people
from planner.language.words import ENGLISH
from planner.plan import Booking, Plan, PlannedTask
from planner.project import Budget, DayOff, Settings, Task
from planner.tracking.records import Baseline, BaselineTask
from planner.writing.report import SHEETS, wanted
from planner.writing.report.money_by_period import (
    Spending,
    budget_lines,
    months,
    spendings,
    weeks,
)
from planner.writing.report.sheet_figures import open_level, shows_times, working_days
from planner.writing.report.timescale import Timescale
from planner.writing.report.verdict import budget_level, decisions, headline, lights, overall
from planner.writing.write import write_plan
from tests.planner.opened import sheet_of
from tests.planner.writing.fake import START, fake_plan
from tests.planner.writing.hosts import plain


@pytest.fixture(scope="module")
def plan() -> Plan:
    return fake_plan(30, people=5)


@pytest.fixture(scope="module")
def book(plan: Plan) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_plan(plain(), plan).data))


def values(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row]]


def test_all_sheets_are_there_in_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [*(kind.key for kind in SHEETS), "Tasks"]
    assert book.active is not None
    assert book.active.title == "Status"


def test_sheets_without_content_are_left_out(plan: Plan) -> None:
    bare = replace(
        plan, cost=Decimal(0), load={}, project=replace(
            plan.project, budgets=(), days_off=(), baselines=(), settings=Settings(),
            previous=None, tasks=(), deliveries=(), resources=(),
        ),
        rows=tuple(replace(row, bookings=(), causes=()) for row in plan.rows),
        chains=(),
        levers=(),
        answers=(),
    )  # fmt: skip
    keys = {kind.key for kind in wanted(bare)}
    assert keys == {"Status", "Plan", "Gantt", "Update", "Issues", "Plan history", "Run"}


def test_plan_is_a_table_with_a_row_for_each_task(book: openpyxl.Workbook, plan: Plan) -> None:
    sheet = book["Plan"]
    table = sheet.tables["tblPlan"]
    assert table.ref == f"A4:S{4 + len(plan.rows)}"
    row = plan.rows[2]
    found = values(sheet, 7)
    assert found[:3] == [row.task.id, row.task.name, row.bookings[0].resource]
    assert found[3:5] == [row.start, row.finish]
    assert found[8] == float(row.cost)
    assert found[-1] == row.reason


def test_dates_are_dates_with_a_format(book: openpyxl.Workbook) -> None:
    assert book["Plan"]["D5"].is_date
    assert book["Plan"]["D5"].number_format == "yyyy-mm-dd hh:mm"
    assert book["Gantt"]["D6"].number_format == "yyyy-mm-dd"


def test_times_are_not_shown_where_days_say_all(plan: Plan) -> None:
    whole = [row for row in plan.rows if row.finish and row.finish.hour == 17]
    days = replace(plan, rows=tuple(row for row in whole if row.start and row.start.hour == 8))
    assert shows_times(plan)
    assert not shows_times(days)
    book = openpyxl.load_workbook(io.BytesIO(write_plan(None, days).data))
    assert book["Plan"]["D5"].number_format == "yyyy-mm-dd"


def test_a_book_that_counts_from_1904_shows_the_same_days(plan: Plan) -> None:
    data = write_plan(plain(date_1904=True), plan).data
    assert sheet_of(data, "Plan")["D5"].value == plan.rows[0].start


def test_gantt_fills_the_days_between_start_and_finish(book: openpyxl.Workbook, plan: Plan) -> None:
    sheet = book["Gantt"]
    at = next(n for n, row in enumerate(plan.rows) if row.task.wbs == "1.1")
    row = plan.rows[at]
    assert row.start is not None
    assert row.finish is not None
    days = (row.finish.date() - row.start.date()).days + 1
    begins = min(one.start.date() for one in variances(plan).values())
    first = 10 + (row.start.date() - min(begins, plan.start.date())).days
    fills = [sheet.cell(6 + at, first + n).fill.fgColor.rgb for n in range(-1, days + 1)]
    bar, pause = fills[1], "FFD3E2F4"
    assert bar in ("FF7FA9DB", "FF2F5D8C")
    assert all(fill in (bar, pause) for fill in fills[1:-1])
    assert pause in fills
    assert fills[-1] not in (bar, pause)


def test_shares_and_crews_are_told_beside_the_name() -> None:
    units = {"Ann": 1, "Bob": 0.5, "Painter": 3, "Crane": 1.5}
    bookings = tuple(Booking(resource=name, units=part) for name, part in units.items())
    row = PlannedTask(task=Task(id="1", name="x"), start=None, finish=None, bookings=bookings)
    assert people(row) == "Ann, Bob 50%, Painter ×3, Crane 150%"


def test_milestones_are_diamonds(book: openpyxl.Workbook, plan: Plan) -> None:
    at = next(n for n, row in enumerate(plan.rows) if row.task.milestone)
    assert "◆" in values(book["Gantt"], 6 + at)


@pytest.mark.parametrize(
    ("days", "step"), [(1, "day"), (240, "day"), (241, "week"), (1470, "week"), (1471, "month")]
)
def test_scale_is_chosen_by_the_horizon(days: int, step: str) -> None:
    first = date(2026, 1, 7)
    scale = Timescale.covering(first, first + timedelta(days=days - 1))
    assert scale.step == step
    assert scale.column(first) == 0
    assert scale.column(first + timedelta(days=days - 1)) == len(scale) - 1
    assert sum(last - start + 1 for start, last, _ in scale.bands()) == len(scale)
    assert (
        sum(len(list(scale.days(c))) for c in range(len(scale)))
        == (scale.end - scale.starts[0]).days
    )


def test_load_is_work_over_time_available(book: openpyxl.Workbook, plan: Plan) -> None:
    sheet = book["Load"]
    name = next(iter(plan.load))
    load = plan.load[name].values()
    row = values(sheet, 6)
    assert row[0] == name
    assert row[1] == pytest.approx(sum(day.worked for day in load) / 60)
    assert row[4] == 100


def test_issues_come_worst_first_with_a_link(book: openpyxl.Workbook) -> None:
    sheet = book["Issues"]
    assert [sheet.cell(row, 1).value for row in (5, 6, 7)] == ["error", "warning", "info"]
    assert sheet["C5"].hyperlink.location == "'Tasks'!H12"


def test_every_day_carries_its_cost(plan: Plan) -> None:
    spent = list(spendings(plan))
    assert sum(spending.amount for spending in spent) == plan.cost
    assert sum(months(spent).values()) == plan.cost
    assert all(spending.amount == round(spending.amount, 2) for spending in spent)


def test_work_is_paid_on_the_day_it_is_done() -> None:
    eight = datetime(2026, 1, 30, 8)
    spans = ((eight, eight + timedelta(hours=8)), (eight + timedelta(3), eight + timedelta(3.125)))
    booking = Booking(resource="Ann", units=1, minutes=660, cost=Decimal(110), spans=spans)
    task = Task(id="1", name="x", fixed_cost=Decimal(7), accrual="end")
    row = PlannedTask(
        task=task, start=spans[0][0], finish=spans[1][1], cost=Decimal(117), bookings=(booking,)
    )
    spent = list(spendings(replace(fake_plan(3, people=1), rows=(row,))))
    assert spent == [
        Spending(day=date(2026, 1, 30), row=0, resource="Ann", amount=Decimal(80)),
        Spending(day=date(2026, 2, 2), row=0, resource="Ann", amount=Decimal(30)),
        Spending(day=date(2026, 2, 2), row=0, resource="", amount=Decimal(7)),
    ]


def test_budgets_count_their_phase_and_period(plan: Plan) -> None:
    summary = plan.rows[0]
    month = Budget(limit=Decimal(1), start=date(2026, 2, 1), finish=date(2026, 2, 28))
    budgets = (Budget(limit=Decimal(1)), Budget(limit=Decimal(1), scope="1"), month)
    lines = budget_lines(replace(plan, project=replace(plan.project, budgets=budgets)))
    february = months(spendings(plan))[date(2026, 2, 1)]
    assert [line.planned for line in lines] == [plan.cost, summary.cost, february]
    assert lines[1].scope == summary.task.name


def test_phases_are_the_topmost_summaries(plan: Plan) -> None:
    tops = phases(plan.rows)
    assert set(tops) == {n for n, row in enumerate(plan.rows) if row.task.summary}
    flat = replace(plan, rows=tuple(row for row in plan.rows if not row.task.summary))
    assert set(phases(flat.rows)) == {None}


def test_status_tells_what_is_late_and_what_to_decide(plan: Plan) -> None:
    by_name = {light.name: light for light in lights(plan, ENGLISH)}
    assert by_name["Deadlines"].level == "bad"
    assert by_name["Cost"].level == "bad"
    assert "deadlines missed" in headline(plan, ENGLISH)
    assert any("Whole project" in text for text in decisions(plan, ENGLISH))


def test_nothing_to_decide_where_all_is_kept(plan: Plan) -> None:
    rows = tuple(
        replace(row, days_late=None if row.days_late is None else 0.0) for row in plan.rows
    )
    calm = replace(plan, rows=rows, project=replace(plan.project, budgets=()))
    assert decisions(calm, ENGLISH) == []
    assert "all" in headline(calm, ENGLISH)


def verdict(plan: Plan) -> str:
    return overall(plan, lights(plan, ENGLISH), decisions(plan, ENGLISH), ENGLISH).level


def test_one_light_stands_for_the_whole(plan: Plan) -> None:
    rows = tuple(
        replace(row, days_late=None, task=replace(row.task, deadline=None, baseline_finish=None))
        for row in plan.rows
    )
    rows = tuple(replace(row, task=replace(row.task, baseline_start=None)) for row in rows)
    bare = replace(plan, rows=rows, project=replace(plan.project, budgets=(), baselines=()))
    ends = next(n for n, row in enumerate(rows) if row.finish == plan.finish)
    day = timedelta(days=1)

    def level(moved: timedelta) -> str:
        row = replace(rows[ends], task=replace(rows[ends].task, deadline=plan.finish + moved))
        return verdict(replace(bare, rows=(*rows[:ends], row, *rows[ends + 1 :])))

    assert verdict(plan) == "bad"
    assert verdict(bare) == "none"
    assert level(7 * day) == "good"
    assert level(-7 * day) == "bad"


def test_a_budget_almost_used_up_is_to_be_watched(plan: Plan) -> None:
    tight = Budget(limit=plan.cost + 1)
    lines = budget_lines(replace(plan, project=replace(plan.project, budgets=(tight,))))
    assert [budget_level(line) for line in lines] == ["watch"]


def test_weeks_and_months_hold_the_same_money(plan: Plan) -> None:
    spent = list(spendings(plan))
    assert sum(weeks(spent).values()) == sum(months(spent).values())
    assert all(day.weekday() == 0 for day in weeks(spent))


def test_the_run_names_the_command_that_makes_the_plan_again(plan: Plan) -> None:
    run = replace(plan.run, deterministic_limit=2.5, time_limit=None)
    for made, words in ((plan.run, "--workers 2 --time-limit 60"), (run, "--deterministic-limit")):
        data = write_plan(None, replace(plan, run=made)).data
        sheet = sheet_of(data, "Run")
        texts = [str(cell.value) for cell in sheet["B"]]
        command = next(text for text in texts if text.startswith("planner solve"))
        assert "--goals lateness,cost --seed 1" in command
        assert words in command


def test_one_deadline_is_spoken_of_as_one(plan: Plan) -> None:
    first = next(row for row in plan.rows if not row.task.summary)
    task = replace(first.task, deadline=START)
    late = replace(plan, rows=(replace(first, task=task, days_late=2.0),))
    assert "; the deadline is missed by 2 days" in headline(late, ENGLISH)
    met = replace(plan, rows=(replace(first, task=task, days_late=0.0),))
    assert "; the deadline is met" in headline(met, ENGLISH)


def test_leave_over_a_weekend_counts_the_days_that_are_worked(plan: Plan) -> None:
    friday = START.date() + timedelta(days=(4 - START.weekday()) % 7)
    off = (
        DayOff(start=friday, finish=friday + timedelta(days=4), who="Ann"),
        DayOff(start=friday + timedelta(days=3), finish=friday + timedelta(days=3), name="Feast"),
    )
    away = replace(plan, project=replace(plan.project, days_off=off))
    sheet = sheet_of(write_plan(None, away).data, "Calendar")
    listed = {row[0].value: row[1].value for row in sheet.iter_rows() if row[2].value}
    assert (listed["Ann"], listed["everybody"]) == (2, 1)


def test_baseline_with_starts_only_is_worked_out(plan: Plan) -> None:
    task = Task(id="1", name="x", baseline_start=datetime(2026, 1, 2, 13))
    row = PlannedTask(task=task, start=START, finish=START, duration=480)
    alone = replace(plan, rows=(row,), project=replace(plan.project, baselines=()))
    # Friday afternoon, then Monday morning
    assert baseline_finish(alone) == datetime(2026, 1, 5, 12)


def test_working_days_leave_out_weekends_and_holidays(plan: Plan) -> None:
    assert working_days(plan, date(2026, 1, 5), date(2026, 1, 12)) == 4
    assert working_days(plan, date(2026, 1, 12), date(2026, 1, 5)) == -4


def test_long_plans_open_at_their_phases() -> None:
    assert open_level(fake_plan(30)) == 2
    long = fake_plan(401)
    assert open_level(long) == 1
    book = openpyxl.load_workbook(io.BytesIO(write_plan(None, long).data))
    assert not book["Plan"].row_dimensions[5].hidden
    assert book["Plan"].row_dimensions[6].hidden
    assert book["Plan"].row_dimensions[6].outlineLevel == 1


def test_one_summary_above_all_does_not_hide_all() -> None:
    long = fake_plan(401)
    deeper = tuple(replace(r, task=replace(r.task, level=r.task.level + 1)) for r in long.rows)
    root = PlannedTask(
        task=Task(id="0", name="All", summary=True), start=long.start, finish=long.finish
    )
    assert open_level(replace(long, rows=(root, *deeper))) == 2


def test_a_task_left_out_stands_in_the_plan_without_dates(plan: Plan) -> None:
    first, second, *rest = plan.rows
    gone = replace(second, start=None, finish=None, bookings=(), cost=Decimal(0))
    book = openpyxl.load_workbook(
        io.BytesIO(write_plan(None, replace(plan, rows=(first, gone, *rest))).data)
    )
    assert values(book["Plan"], 6)[3:5] == [None, None]
    assert values(book["Plan"], 6)[-1] == "left out of the plan"
    assert any("Left out" in str(cell.value) for row in book["Status"] for cell in row)


def test_an_empty_plan_can_be_written(plan: Plan) -> None:
    empty = replace(plan, rows=(), load={}, cost=Decimal(0), goals=())
    book = openpyxl.load_workbook(io.BytesIO(write_plan(plain(), empty).data))
    assert "Plan" in book.sheetnames


def test_off_track_says_what_against(plan: Plan) -> None:
    """Nothing is late and no budget exceeded, but the work is a month behind the baseline."""
    rows = tuple(
        replace(row, days_late=None, task=replace(row.task, deadline=None)) for row in plan.rows
    )
    start = plan.start - timedelta(days=60)
    tasks = {
        row.task.id: BaselineTask(start=start, finish=plan.finish - timedelta(days=30))
        for row in rows
        if not row.task.summary
    }
    project = replace(plan.project, budgets=(), baselines=(Baseline(tasks=tasks),))
    late = replace(plan, rows=rows, project=project)
    found = overall(late, lights(late, ENGLISH), decisions(late, ENGLISH), ENGLISH)
    assert found.name == "Off track"
    assert "Finish: " in found.planned
    assert "(baseline " in found.planned
    assert "later" in found.planned


def test_on_paper_lists_share_pages_and_none_is_torn_that_fits_onto_one(
    book: openpyxl.Workbook,
) -> None:
    sheet = next(one for one in book.worksheets if one["A1"].value == "People")
    heads = [row for row in range(5, sheet.max_row + 1) if "task" in str(sheet.cell(row, 4).value)]
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert len(breaks) < len(heads) - 1
    assert {row + 1 for row in breaks} <= {*heads}
    pages = zip([1, *breaks], [*breaks, sheet.max_row], strict=True)
    assert all(last - first <= 31 for first, last in pages)


def test_what_stands_on_the_status_sheet_is_wrapped_not_cut(plan: Plan) -> None:
    name = "A very long name of somebody, as it is given in some companies, with their trade"
    load = {f"{name} {n}": days for n, days in enumerate(plan.load.values())}
    sheet = openpyxl.load_workbook(io.BytesIO(write_plan(None, replace(plan, load=load)).data))[
        "Status"
    ]
    row = next(cell.row for cell in sheet["C"] if cell.value == "Workload")
    assert name in str(sheet.cell(row, 31).value)
    assert sheet.cell(row, 31).alignment.wrap_text
    assert sheet.row_dimensions[row].height >= 14 * len(str(sheet.cell(row, 31).value)) / 50
