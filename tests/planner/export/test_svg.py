"""The chart is well-formed whatever the names, drawn in blocks, and to scale."""

from collections import Counter
from datetime import date, datetime, timedelta

from defusedxml.ElementTree import fromstring

from planner.export.chart import DrawnBar, DrawnChart, DrawnRow, step_for
from planner.export.svg import BLOCK, blocks, header, picture

MONDAY = datetime(2027, 1, 4, 8)
NASTY = '<img src=x onerror="alert(1)"> & \x00 \ud800 ]]>'


def row(name: str = "Task", **bar: object) -> DrawnRow:
    values = {"start": MONDAY, "finish": MONDAY + timedelta(days=2), **bar}
    return DrawnRow(name=name, bars=(DrawnBar(**values),))  # type: ignore[arg-type]


def test_a_picture_is_well_formed_whatever_the_names() -> None:
    chart = DrawnChart(rows=(row(NASTY, title=NASTY, label=NASTY),), step="day")
    root = fromstring(picture(chart, NASTY))
    texts = [element.text or "" for element in root.iter()]
    assert sum("<img src=x" in text for text in texts) == 4


def test_rows_come_in_blocks_that_hold_all_of_them() -> None:
    chart = DrawnChart(rows=tuple(row(str(n)) for n in range(2 * BLOCK + 1)), step="week")
    sizes = [len(rows) for rows, _ in blocks(chart)]
    assert sizes == [BLOCK, BLOCK, 1]
    assert all(fromstring(svg).get("width") == str(chart.width) for _, svg in blocks(chart))


def test_a_bar_is_as_long_as_its_task() -> None:
    chart = DrawnChart(rows=(row(),), step="day")
    day = chart.x(MONDAY + timedelta(days=1)) - chart.x(MONDAY)
    ((_, svg),) = blocks(chart)
    bars = [e for e in fromstring(svg).iter() if e.get("class") == "bar"]
    assert [float(bar.get("width") or 0) for bar in bars] == [2 * day]


def test_late_and_critical_differ_by_more_than_colour() -> None:
    late = row(critical=True, deadline=MONDAY + timedelta(days=1), late=True)
    ((_, svg),) = blocks(DrawnChart(rows=(late,), step="day"))
    assert "bar critical" in svg
    assert "due missed" in svg
    assert "stroke-dasharray" in picture(DrawnChart(rows=(late,), step="day"))


def test_the_axis_names_months_and_years() -> None:
    long = row(finish=MONDAY + timedelta(days=800))
    assert "2028" in header(DrawnChart(rows=(long,), step="month"))
    assert "Mär 2027" in header(
        DrawnChart(rows=(long,), step="week", months=("Jan", "Feb", "Mär", *"ABCDEFGHI"))
    )


def test_holidays_and_weekends_lie_behind_the_days() -> None:
    holiday = frozenset({date(2027, 1, 5)})
    ((_, svg),) = blocks(
        DrawnChart(rows=(row(finish=datetime(2027, 1, 11)),), step="day", off=holiday)
    )
    shapes = {e.get("class"): e.get("d") or "" for e in fromstring(svg).iter()}
    assert shapes["holiday"].count("M") == 1
    assert shapes["off"].count("M") == 2


def test_a_row_takes_few_shapes_and_its_background_none() -> None:
    """Large charts open as fast as they have few elements."""
    rows = tuple(row(label="Ann", finish=MONDAY + timedelta(days=200)) for _ in range(BLOCK))
    ((_, svg),) = blocks(DrawnChart(rows=rows, step="week"))
    found = Counter(e.tag.rpartition("}")[2] for e in fromstring(svg).iter())
    assert found == {"svg": 1, "path": 2, "rect": BLOCK, "title": BLOCK, "text": BLOCK}


def test_a_chart_without_bars_is_empty_but_whole() -> None:
    fromstring(picture(DrawnChart(rows=(DrawnRow(name="Nothing"),), step="day")))


def test_the_step_follows_the_length() -> None:
    first = date(2027, 1, 1)
    steps = [step_for(first, first + timedelta(days=days)) for days in (10, 300, 3000)]
    assert steps == ["day", "week", "month"]
