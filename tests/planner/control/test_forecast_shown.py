"""The forecast in Status, in Earned value, in JSON and in the summary."""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from planner import Options, plan_workbook, read_project, solve
from planner.cli import main
from planner.console import summary
from planner.export.jsonplan import to_json
from tests.planner.reading.books import book

HEADS = ("ID", "Task Name", "Duration", "Predecessors", "Fixed Cost", "Baseline Start",
         "Actual Start", "Actual Finish")  # fmt: skip
OPTIONS = Options(deterministic_limit=5)


def june(day: int, hour: int = 8) -> datetime:
    """A day of June 2026, which begins on a Monday."""
    return datetime(2026, 6, day, hour)


def workbook(*, status: bool = True, over: bool = False) -> bytes:
    """Two tasks of a week; the first took two days more, the second may be over as well."""
    last = (june(10), june(16, 17)) if over else (None, None)
    rows: list[tuple[object, ...]] = [
        HEADS,
        ("1", "Dig", "5d", "", 100, june(1), june(1), june(9, 17)),
        ("2", "Build", "5d", "1", 100, june(8), *last),
    ]
    settings: list[tuple[object, ...]] = [("Setting", "Value"), ("Project start", june(1))]
    if status:
        settings.append(("Status date", june(16, 17) if over else june(9, 17)))
    return book({"Tasks": rows, "Settings": settings})


def texts(data: bytes, sheet: str) -> list[str]:
    opened = openpyxl.load_workbook(BytesIO(data))
    return [str(cell.value) for row in opened[sheet].iter_rows() for cell in row if cell.value]


def test_status_and_earned_value_show_it() -> None:
    data = plan_workbook(workbook(), OPTIONS)
    status = texts(data, "Status")
    assert status[status.index("Forecast finish") + 1] == "18 Jun 2026"
    value = texts(data, "Earned value")
    assert "Forecast: as the work went so far" in value
    assert any("took 1.40 times its planned time" in text for text in value)


def test_programs_get_it() -> None:
    found = json.loads(to_json(solve(read_project(workbook()), OPTIONS)))["forecast"]
    assert found["finish"].startswith("2026-06-18T")
    assert (found["observed_factor"], found["factor"]) == (1.4, pytest.approx(1.272, abs=1e-3))
    assert found["why"].endswith("midway.")


def test_the_summary_tells_it_with_the_reason() -> None:
    text = summary.of_plan(solve(read_project(workbook()), OPTIONS))
    assert "forecast   Thu 2026-06-18" in text
    assert "took 1.40 times its planned time" in text


def test_where_all_is_over_there_is_none() -> None:
    plan = solve(read_project(workbook(over=True)), OPTIONS)
    assert json.loads(to_json(plan))["forecast"] is None
    assert "forecast" not in summary.of_plan(plan)


def test_it_can_be_left_out(tmp_path: Path) -> None:
    """By an option, which the workbook that is written remembers, or by the settings."""
    source, target, page = (tmp_path / name for name in ("in.xlsx", "out.xlsx", "page.html"))
    source.write_bytes(workbook())
    words = ("solve", str(source), "-o", str(target), "--no-forecast", "--deterministic-limit", "1")
    said = CliRunner().invoke(main, words)
    assert said.exit_code == 0, said.output
    assert "forecast" not in said.output
    assert "Forecast finish" not in texts(target.read_bytes(), "Status")
    exported = CliRunner().invoke(main, ("export", str(target), "--html", str(page)))
    assert exported.exit_code == 0, exported.output
    assert "Forecast finish" not in page.read_text("utf-8")
    file = openpyxl.load_workbook(source)
    file["Settings"].append(("Forecast", "no"))
    file.save(source)
    assert "Forecast finish" not in texts(plan_workbook(source.read_bytes(), OPTIONS), "Status")


def changed(plan: bytes, **cells: dict[str, Any]) -> bytes:
    """A workbook with other values in cells, by sheet."""
    file = openpyxl.load_workbook(BytesIO(plan))
    for sheet, values in cells.items():
        for cell, value in values.items():
            file[sheet][cell] = value
    data = BytesIO()
    file.save(data)
    return data.getvalue()


def two_tasks_of_ann(*, baseline: bool) -> bytes:
    """Two tasks of a week, one after the other, both of Ann."""
    dates = (june(1), june(8)) if baseline else ("", "")
    return book(
        {
            "Tasks": [
                ("ID", "Task Name", "Duration", "Predecessors", "Resources", "% Complete",
                 "Baseline Start"),
                ("1", "Dig", "5d", "", "Ann", None, dates[0]),
                ("2", "Build", "5d", "1", "Ann", None, dates[1]),
            ],
            "People": [("Name", "Leave"), ("Ann", None)],
            "Settings": [("Setting", "Value"), ("Project start", june(1))],
        }
    )  # fmt: skip


@pytest.mark.parametrize("baseline", [False, True])
def test_what_changed_since_the_plan_before_moves_it(*, baseline: bool) -> None:
    """Ann's leave of two weeks was not known then: nothing can be finished before it is over."""
    first = plan_workbook(two_tasks_of_ann(baseline=baseline), OPTIONS)
    again = changed(
        first,
        Tasks={"F2": 1},
        People={"B2": "2026-06-08 to 2026-06-19"},
        Settings={"A3": "Status date", "B3": june(5, 17)},
    )
    plan = solve(read_project(again), OPTIONS)
    assert plan.finish == june(26, 17)
    found = json.loads(to_json(plan))["forecast"]
    assert found["finish"] >= "2026-06-26T17"
    assert found["finish"] < "2026-06-30"
    assert ("The plan made now is carried on" in found["why"]) == baseline


def test_the_pace_is_told_by_the_plan_before() -> None:
    """The first week's task took seven days, so the second is expected to take longer too."""
    first = plan_workbook(two_tasks_of_ann(baseline=False), OPTIONS)
    again = changed(
        first,
        Tasks={"F1": "Actual Finish", "F2": june(9, 17)},
        Settings={"A3": "Status date", "B3": june(9, 17)},
    )
    plan = solve(read_project(again), OPTIONS)
    found = json.loads(to_json(plan))["forecast"]
    assert (plan.finish, found["observed_factor"]) == (june(16, 17), 1.4)
    assert found["finish"].startswith("2026-06-18T")
