"""Earned value through the front door: real tracked projects, and small ones by hand."""

import csv
import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.control.earned import earned
from planner.control.variance import variances
from planner.export.jsonplan import to_json
from planner.pipeline import Options, read_project, set_baseline, solve, write_plan
from planner.plan import Plan, PlannedTask
from planner.project import Project
from tests.planner.features.support import OFFICE, PEOPLE, march, sheets
from tests.planner.opened import sheet_of
from tests.planner.projects import D
from tests.planner.reading.books import book

TRACKED = Path(__file__).parents[4] / "shared" / "cases" / "tracked"
TRUTH: list[dict[str, str]] = []
if TRACKED.exists():
    TRUTH += csv.DictReader((TRACKED / "truth.csv").read_text("utf-8").splitlines())
STATUS = march(5, 17)
HEAD = "ID, Task Name, Duration, Predecessors, Resource Names, Fixed Cost, Baseline Start, "
HEAD += "Actual Start, Actual Finish, % Complete, Actual Cost"
CALENDARS = [["Calendar", "Mon", "Tue", "Wed", "Thu", "Fri"], ["Standard", *([OFFICE] * 5)]]


def as_recorded(project: Project) -> Plan:
    """A plan that only repeats what the file says; earned value asks no more of it."""
    rows = tuple(
        PlannedTask(
            task=task,
            start=task.baseline_start,
            finish=task.baseline_start,
            duration=task.duration or 0,
        )
        for task in project.tasks
    )
    start = project.start
    return Plan(
        project=project, status="feasible", goals=(), start=start, finish=start,
        cost=Decimal(0), rows=rows,
    )  # fmt: skip


@pytest.mark.parametrize("line", TRUTH, ids=lambda line: line["file"].removesuffix(".xlsx"))
def test_tracked_projects_have_the_value_their_planners_recorded(line: dict[str, str]) -> None:
    found = earned(as_recorded(read_project((TRACKED / line["file"]).read_bytes())))
    assert found is not None
    it = found.whole
    told = [float(line[name]) for name in ("BAC", "PV", "EV", "AC")]
    assert [it.bac, it.pv, it.ev, it.ac] == pytest.approx(told, rel=0.0001)
    finish = datetime.fromisoformat(line["baseline_finish"])
    assert found.clock.when(found.planned.finish) == finish


def small(*rows: list[Any], status: datetime | None = STATUS, **more: Any) -> bytes:
    told = [["Status date", status]] if status else []
    return book(sheets(*rows, head=HEAD, settings=told, People=PEOPLE, Calendars=CALENDARS, **more))


@cache
def two(status: datetime = STATUS) -> bytes:
    """Four days of Ann at 50 an hour, half done at the end of them; then two of Bob."""
    return small(
        [1, "Dig", "4d", "", "Ann", "", march(1), march(1, 8), "", 0.5, 1200],
        [2, "Build", "2d", 1, "Bob", 100, march(5), "", "", "", ""],
        status=status,
    )


@cache
def planned(data: bytes) -> Plan:
    return solve(read_project(data), Options(deterministic_limit=0.1))


def test_the_measures_of_a_small_project() -> None:
    found = earned(planned(two()))
    assert found is not None
    it = found.whole
    assert it.bac == 4 * 400 + 2 * 320 + 100
    assert it.pv == pytest.approx(1600 + 740 / 2)
    assert it.ev == pytest.approx(800)
    assert it.ac == pytest.approx(1200)
    assert it.es == pytest.approx(2 * D)
    assert it.at == pytest.approx(5 * D)
    assert it.pd == pytest.approx(6 * D)
    assert found.lines[0].estimated


def test_a_status_date_without_a_time_is_the_end_of_that_day() -> None:
    day, evening = earned(planned(two(march(5)))), earned(planned(two()))
    assert day is not None
    assert evening is not None
    assert day.whole == evening.whole


def test_json_carries_the_measures() -> None:
    told = json.loads(to_json(planned(two())))["earned_value"]
    assert told["baseline"] == "Baseline"
    wanted = {"bac": 2340, "pv": 1970, "ev": 800, "ac": 1200, "sv": -1170, "cv": -400}
    assert {name: told[name] for name in wanted} == wanted
    assert (told["spi"], told["cpi"], told["spi_t"]) == (0.4061, 0.6667, 0.4)
    assert (told["eac"], told["etc"], told["vac"]) == (3510, 2310, -1170)
    assert told["tcpi"] == 1.3509
    assert (told["es"], told["at"], told["pd"]) == (2, 5, 6)


def test_without_a_baseline_or_a_status_date_there_is_no_figure() -> None:
    rows = [1, "Dig", "4d", "", "Ann", "", "", march(1, 8), "", 0.5, 1200]
    plan = planned(small(rows))
    assert earned(plan) is None
    assert json.loads(to_json(plan))["earned_value"] is None
    text = sheet_of(write_plan(None, plan).data, "Earned value")["A2"].value
    assert str(text).startswith("There is no baseline")
    undated = planned(small([1, "Dig", "4d", "", "Ann", "", march(1), "", "", "", ""], status=None))
    assert earned(undated) is None
    sheet = sheet_of(write_plan(None, undated).data, "Earned value")
    assert str(sheet["A2"].value).startswith("There is no status date")


def test_the_sheet_has_live_formulas_with_their_values() -> None:
    data = write_plan(two(), planned(two())).data
    live = sheet_of(data, "Earned value")
    shown = sheet_of(data, "Earned value", data_only=True)
    heads = {live.cell(4, column).value: column for column in range(2, 18)}
    for name in ("BAC", "PV", "EV", "AC", "SV", "CV", "SPI", "CPI", "EAC", "ETC", "ES", "SPI(t)"):
        assert str(live.cell(5, heads[name]).value).startswith("="), name
    values = [
        shown.cell(5, heads[name]).value for name in ("BAC", "PV", "EV", "AC", "ES", "SPI(t)")
    ]
    assert values == pytest.approx([2340, 1970, 800, 1200, 2, 0.4])


def test_a_phase_has_measures_of_its_own() -> None:
    data = small(
        [1, "Ground", "", "", "", "", "", "", "", "", ""],
        ["1.1", "Dig", "4d", "", "Ann", "", march(1), march(1, 8), march(4, 17), 1, 1600],
        [2, "House", "", "", "", "", "", "", "", "", ""],
        ["2.1", "Build", "2d", "1.1", "Bob", "", march(5), "", "", "", ""],
    )
    text = openpyxl.load_workbook(BytesIO(data))
    text["Tasks"]["A1"].value = "WBS"
    file = BytesIO()
    text.save(file)
    found = earned(planned(file.getvalue()))
    assert found is not None
    ground, house = found.phases
    assert (ground.name, ground.spi, ground.spi_t) == ("1 Ground", 1, 1)
    assert (house.name, house.ev, house.pv) == ("2 House", 0, 320)


def test_a_plan_is_kept_as_a_baseline_and_compared_with() -> None:
    first = write_plan(two(), planned(two())).data
    kept = set_baseline(first, "Approved", march(1).date()).data
    project = read_project(kept)
    assert [one.name for one in project.baselines] == ["Baseline", "Approved"]
    approved = project.baselines[1]
    assert approved.saved == march(1).date()
    assert approved.tasks["1"].cost == planned(two()).rows[0].cost
    again = set_baseline(kept, "approved", march(2).date()).data
    assert [one.name for one in read_project(again).baselines] == ["Baseline", "approved"]
    plan = planned(kept)
    assert {v.finish_days for v in variances(plan).values()} == {0}
    named = replace(project, settings=replace(project.settings, baseline="Baseline"))
    compared = variances(replace(plan, project=named))
    assert compared["1"].start == march(1)


def test_variances_stand_in_the_plan() -> None:
    sheet = sheet_of(write_plan(None, planned(two())).data, "Plan")
    heads = [cell.value for cell in sheet[4]]
    at = heads.index("Finish variance (days)")
    assert heads[at - 3 : at + 1] == [
        "Baseline start", "Baseline finish", "Start variance (days)", "Finish variance (days)",
    ]  # fmt: skip
    assert sheet.cell(5, at - 2).value == march(1)


def test_baselines_are_read_from_the_columns_of_ms_project() -> None:
    head = "ID, Task Name, Duration, Baseline Start, Baseline Finish, Baseline Work, "
    head += "Baseline Cost, Baseline2 Start, Baseline2 Finish, Baseline2 Cost"
    row = [1, "Dig", "2d", march(1), march(2), "16h", 800, march(3), march(4), 900]
    first, second = read_project(book(sheets(row, head=head))).baselines
    assert (first.name, second.name) == ("Baseline", "Baseline 2")
    assert first.tasks["1"].work == 960
    assert first.tasks["1"].finish == march(3), "the end of the second"
    assert second.tasks["1"].cost == 900
