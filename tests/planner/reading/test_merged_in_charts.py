"""Cells that are merged in charts: long bars, and what happens in a week beside all tasks."""

from datetime import datetime, timedelta
from typing import Any

from tests.planner.reading.strangers import BLUE, WEEKS, YELLOW, people, read, starts

TASKS = ["Study", "Plan", "Collect", "Write", "Check", "Print"]


def test_a_merged_bar_over_nearly_all_weeks_is_a_bar() -> None:
    rows: list[list[Any]] = [["Task", *WEEKS], *([name] for name in TASKS)]
    rows[4] += [None, "Write"]
    fills = {"B2:C2": BLUE, "D3:E3": BLUE, "F4:G4": BLUE, "C5:K5": YELLOW, "H6:I6": BLUE,
             "J7:K7": BLUE}  # fmt: skip
    found = read(rows, fills=fills, merged="C5:K5")
    assert starts(found)[3] == "2027-03-08"
    assert found.tasks[3].duration == 9 * 2400


def test_a_text_down_the_whole_chart_is_nobody() -> None:
    rows: list[list[Any]] = [["Task", *WEEKS], *([name] for name in TASKS)]
    rows[1] += [None, None, None, "Midterm exam", None, None, None, None, None, "Final demo"]
    fills = {f"{'BCDFGH'[n]}{n + 2}": BLUE for n in range(6)}
    found = read(rows, fills=fills, merged="E2:E7 K2:K7")
    assert (found.resources, people(found)) == ((), [[]] * 6)
    told = [(issue.cell, issue.got) for issue in found.remarks if issue.code == "period-text"]
    assert told == [("E2", "Midterm exam"), ("K2", "Final demo")]


def test_the_days_below_the_weeks_of_a_chart_are_no_task() -> None:
    days = [datetime(2024, 4, 29) + timedelta(days=n) for n in range(15)]
    weeks = ["Week1", *[None] * 6, "Week2", *[None] * 6, "Week3"]
    rows: list[list[Any]] = [["Phase", "Process", *weeks], [None, "Date", *days],
                             *(["Design", name] for name in TASKS)]  # fmt: skip
    fills = {f"{'CDEFGH'[n]}{n + 3}:{'EFGHIJ'[n]}{n + 3}": BLUE for n in range(6)}
    found = read(rows, fills=fills, merged="C1:I1 J1:P1 A3:A8", bold="A1 B1 B2")
    assert [task.name for task in found.tasks if not task.summary] == TASKS
    assert starts(found)[0] == "2024-04-29"
