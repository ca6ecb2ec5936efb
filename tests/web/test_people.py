"""The view by person: each task named, none hidden, in one order."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from planner.export.chart import DrawnBar, DrawnChart, Step
from planner.web import gantt, loads
from planner.web.lanes import in_lanes
from planner.web.selection import Selection
from planner.web.words import LANGUAGES, natural

ENGLISH = LANGUAGES["en"]

MONDAY = datetime(2027, 1, 11, 8)


def bar(day: float, days: float, name: str = "Task") -> DrawnBar:
    start = MONDAY + timedelta(days=day)
    return DrawnBar(start=start, finish=start + timedelta(days=days), label=name)


def overlaps(axis: DrawnChart, lane: tuple[DrawnBar, ...]) -> bool:
    ends = [axis.label_end(one) for one in lane]
    starts = [axis.x(one.start) for one in lane[1:]]
    return any(start < end for start, end in zip(starts, ends, strict=False))


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_no_bar_or_name_hides_another(step: Step) -> None:
    axis = DrawnChart(rows=(), step=step)
    bars = [bar(n * 3 % 40, 1 + n % 9, f"A task called {n}") for n in range(60)]
    lanes = in_lanes(bars, step)
    assert sorted(one.start for lane in lanes for one in lane) == sorted(b.start for b in bars)
    assert not any(overlaps(axis, lane) for lane in lanes)


def test_tasks_that_do_not_overlap_share_a_lane_with_names_in_their_bars() -> None:
    lanes = in_lanes([bar(7, 5, "Second"), bar(0, 5, "First")], "day")
    assert [[one.label for one in lane] for lane in lanes] == [["First", "Second"]]
    assert all(one.inside for one in lanes[0])


def test_tasks_at_the_same_time_have_lanes_of_their_own() -> None:
    lanes = in_lanes([bar(0, 5, "One"), bar(2, 5, "Two"), bar(7, 5, "Three")], "day")
    assert [[one.label for one in lane] for lane in lanes] == [["One", "Three"], ["Two"]]


def test_short_tasks_have_their_names_behind_them() -> None:
    (first,), (second,) = in_lanes([bar(0, 1, "Quite a name"), bar(1, 1, "Another")], "week")
    assert (first.inside, first.label, second.label) == (False, "Quite a name", "Another")


def test_very_many_short_tasks_keep_to_the_lanes_of_their_bars() -> None:
    lanes = in_lanes([bar(n, 1, "A name too long") for n in range(200)], "month")
    assert len(lanes) == 1
    assert not overlaps(DrawnChart(rows=(), step="month"), lanes[0])


def test_names_are_sorted_as_people_do() -> None:
    names = ["Crew 10", "crew 2", "Ärztin", "Crew 1", "2 cranes", "10 cranes", "Bob"]
    assert sorted(names, key=natural) == [
        *("2 cranes", "10 cranes", "Bob", "Crew 1", "crew 2", "Crew 10", "Ärztin"),
    ]


def plan() -> dict[str, Any]:
    rows = []
    for n in (10, 2, 1):
        start = MONDAY + timedelta(days=n)
        rows.append(
            {
                "id": str(n),
                "wbs": "",
                "name": f"Job {n}",
                "level": 1,
                "kind": "task",
                "start": start.isoformat(),
                "deadline": None,
                "days_late": None,
                "reason": "",
                "finish": (start + timedelta(days=4)).isoformat(),
                "critical": False,
                "done": 0,
                "people": [{"name": f"Crew {n}", "units": 1}, {"name": "Ann", "units": 0.5}],
            }
        )
    days = {MONDAY.date().isoformat(): [480, 480]}
    return {
        "rows": rows,
        "week": [0, 1, 2, 3, 4],
        "off": {},
        "status_date": None,
        "headline": {"start": "2027-01-11T08:00", "finish": "2027-01-25T08:00"},
        "load": {"Crew 10": days, "Crew 2": days, "Crew 1": days, "Ann": days},
    }


def test_chart_and_load_have_one_order_and_the_chart_has_names() -> None:
    found = gantt.drawing(plan(), Selection(by="person", scale="day"), ENGLISH, MONDAY)
    assert found is not None
    names = [row.name for rows, _ in found.blocks for row in rows]
    assert names == ["Ann", "", "Crew 1", "Crew 2", "Crew 10"]
    assert [name for name, _ in loads.table(plan(), Selection(scale="day"), ENGLISH).rows] == [
        *("Ann", "Crew 1", "Crew 2", "Crew 10"),
    ]
    chart = "".join(svg for _, svg in found.blocks)
    for n in (1, 2, 10):
        assert chart.count('class="label inside" ') == 6
        assert chart.count(f">Job {n}</text>") == 2
