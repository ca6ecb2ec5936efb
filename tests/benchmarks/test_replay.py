"""The replay of tracked projects, on one of three tasks whose figures can be worked out by hand."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from benchmarks import replan, replay
from planner import Options

ROWS: list[tuple[object, ...]] = [
    (
        "ID",
        "Task Name",
        "Duration",
        "Predecessors",
        "Resource Names",
        "Fixed Cost",
        "Baseline Start",
    ),
    (1, "Dig", "40h", "", "Ann", 100, datetime(2026, 6, 1, 8)),
    (2, "Build", "40h", "1", "", 1000, datetime(2026, 6, 8, 8)),
    (3, "Paint", "40h", "2", "", 1000, datetime(2026, 6, 15, 8)),
]
TRACKING = """period,status_date,id,actual_start,actual_finish,percent_complete,remaining_hours,\
actual_cost
1,2026-06-01 12:00:00,1,2026-06-01 08:00:00,,0.1,36,100
2,2026-06-12 17:00:00,1,2026-06-01 08:00:00,2026-06-12 17:00:00,1.0,,2000
3,2026-06-26 17:00:00,1,2026-06-01 08:00:00,2026-06-12 17:00:00,1.0,,2000
3,2026-06-26 17:00:00,2,2026-06-15 08:00:00,2026-06-26 17:00:00,1.0,,1000
4,2026-07-10 17:00:00,1,2026-06-01 08:00:00,2026-06-12 17:00:00,1.0,,2000
4,2026-07-10 17:00:00,2,2026-06-15 08:00:00,2026-06-26 17:00:00,1.0,,1000
4,2026-07-10 17:00:00,3,2026-06-29 08:00:00,2026-07-10 17:00:00,1.0,,1000
"""
SHARED = Path(__file__).parents[3] / "shared/cases/tracked/replay"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheets: dict[str, list[tuple[object, ...]]] = {
        "Tasks": ROWS,
        "Resources": [("Resource Name", "Std. Rate"), ("Ann", "25/h")],
        "Settings": [("Project start", "2026-06-01"), ("Hours per day", 8)],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    data = BytesIO()
    book.save(data)
    (tmp_path / "house.xlsx").write_bytes(data.getvalue())
    (tmp_path / "house.tracking.csv").write_text(TRACKING)
    return tmp_path


def house(folder: Path) -> replay.Tracked:
    (case,) = replay.tracked(folder)
    return case


def test_only_periods_between_a_tenth_and_nine_tenths_count(folder: Path) -> None:
    days = [period.status.day for period in house(folder).judged()]
    assert days == [12, 26]  # 1 June is 2 % of the six weeks, 10 July all of them


@pytest.mark.parametrize(
    ("name", "weeks"),
    [
        ("baseline", (3, 3)),
        ("spi_t", (6, 6)),  # a third is earned after two weeks, two thirds after four
        ("es", (4, 5)),
    ],
)
def test_the_usual_forecasts(folder: Path, name: str, weeks: tuple[float, float]) -> None:
    expected = [100 * (week - 6) / 6 for week in weeks]
    assert replay.errors(house(folder), replay.FORECASTERS[name]) == pytest.approx(expected)


def test_the_plan_learns_that_work_takes_twice_as_long(folder: Path) -> None:
    first, second = replay.errors(house(folder), replay.FORECASTERS["plan"])
    assert first == pytest.approx(100 * (2 + 2 * 1.5174 - 6) / 6, abs=0.1)  # 1.05 and 2, as 3 : 4
    assert second == pytest.approx(100 * (4 + 1.6777 - 6) / 6, abs=0.1)  # as 3 : 8


def test_what_comes_later_is_not_known(folder: Path) -> None:
    case = house(folder)
    period = next(case.judged())
    told = {task.id for task in case.at(period).tasks if task.progress.begun}
    assert told == {"1"}


def test_the_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replay.main([str(folder), "--periods"])
    out = capsys.readouterr().out
    assert "nearer than AT + PD - ES in 1 of 1" in out
    assert "2026-06-12     -21       0     -14" in out


def test_planned_period_by_period_nothing_moves_but_what_the_actuals_push(folder: Path) -> None:
    steps = list(replan.replan(house(folder), Options(deterministic_limit=5)))
    assert [step.open for step in steps] == [2, 2, 1]
    changes = [(step.later, step.earlier, step.restaffed) for step in steps]
    assert changes == [(0, 0, 0)] * 3
    assert [step.plan.finish.day for step in steps[1:]] == [26, 3]  # a week for each task left


def test_a_folder_without_tracked_projects_is_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no"):
        replay.main([str(tmp_path)])


@pytest.mark.skipif(not SHARED.exists(), reason="the tracked projects are not here")
def test_tracked_projects_are_forecast_as_well_as_promised() -> None:
    cases = list(replay.tracked(SHARED))
    means = {
        name: sum(replay.mean_error(case, one) for case in cases) / len(cases)
        for name, one in replay.FORECASTERS.items()
    }
    assert means["baseline"] == pytest.approx(16.4, abs=0.05)
    assert means["spi_t"] == pytest.approx(14.0, abs=0.05)
    assert means["es"] == pytest.approx(8.0, abs=0.05)
    assert means["plan"] < 6
