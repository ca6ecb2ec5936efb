"""The chart of a plan: which rows, in which order, how wide, and the lines between them."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from benchmarks.web_page import made_up
from planner.export.chart import DrawnBar, DrawnChart, DrawnRow
from planner.export.linklines import DrawnLink
from planner.export.svg import BLOCK, ROW, blocks, header
from planner.project import LinkKind
from planner.web import gantt, loads, why
from planner.web.outline import chosen, outline
from planner.web.selection import Selection
from planner.web.words import LANGUAGES
from tests.planner.examples import tiny_workbook
from tests.web.helpers import EXAMPLE, ended, upload

ENGLISH = LANGUAGES["en"]

NOW = datetime(2027, 3, 1)


def plan() -> dict[str, Any]:
    """Three phases of ten tasks each, rows 1, 12 and 23 being the phases."""
    found = made_up(33)
    found["rows"][5].update(days_late=2.0)
    found["rows"][7].update(days_late=4.0, done=1)
    found["rows"][6].update(after=[[5, "FS"], [17, "SS"]])
    return found


def numbers(**choices: str) -> list[int]:
    data = plan()
    return [one.number for one in outline(data, Selection.of(choices, data))]


def test_phases_are_closed_by_level_and_one_by_one() -> None:
    assert len(numbers()) == 33
    assert numbers(level="1") == [1, 12, 23]
    assert numbers(level="1", flip="12") == [1, *range(12, 24)]
    assert numbers(flip="1.23") == [1, *range(12, 24)]


def test_tasks_are_found_by_what_they_are_whose_and_in_which_phase() -> None:
    assert numbers(only="late") == [6, 8]
    assert numbers(only="late", sort="-late") == [8, 6]
    assert numbers(phase="12") == list(range(12, 23))
    assert 8 not in numbers(only="open")
    assert numbers(who="Person 5") == [6]
    assert numbers(level="1", q="number 31") == [32]


@pytest.mark.parametrize(
    "query",
    [
        {"px": "nan"},
        {"px": "-1"},
        {"px": "1e999"},
        {"fit": "x"},
        {"phase": "99"},
        {"sort": "x"},
        {"flip": "a.b..c"},
        {"level": "²"},
        {"task": "99999"},
        {"only": "<b>"},
    ],
)
def test_what_makes_no_sense_is_as_if_it_were_not_there(query: Mapping[str, str]) -> None:
    data = plan()
    assert len(chosen(data, Selection.of(query, data))) == 33
    assert gantt.drawing(data, Selection.of(query, data), ENGLISH, NOW) is not None


def test_an_address_says_only_what_is_not_usual_and_leads_back() -> None:
    data = plan()
    one = Selection.of({"q": "a", "level": "1", "flip": "12", "links": "all"}, data)
    query = dict(part.split("=") for part in one.link().removeprefix("?").split("&"))
    assert Selection.of(query, data) == one
    assert "flip" not in one.link(level=2)
    assert one.flipped(12).count("flip") == 0
    assert "flip=12.23" in one.flipped(23)
    assert "sort=start" in one.sorted_by("start")


def test_zooming_widens_a_day_and_fitting_fills_a_width() -> None:
    data = plan()
    usual = gantt.drawing(data, Selection.of({}, data), ENGLISH, NOW)
    fitted = gantt.drawing(data, Selection.of({"fit": "1000"}, data), ENGLISH, NOW)
    assert usual is not None
    assert fitted is not None
    assert 900 < fitted.width < 1010
    closer = re.search("px=([0-9.]+)", Selection().zoomed(usual.pixels, closer=True))
    assert closer is not None
    assert float(closer[1]) == pytest.approx(1.5 * usual.pixels, abs=0.01)


@pytest.mark.parametrize(("pixels", "told"), [(22, ["11", "12", "13"]), (14, ["11", "18", "25"])])
def test_numbers_of_days_never_touch(pixels: float, told: list[str]) -> None:
    bar = DrawnBar(start=datetime(2027, 1, 11), finish=datetime(2027, 1, 28))
    chart = DrawnChart(rows=(DrawnRow(name="", bars=(bar,)),), step="day", day_width=pixels)
    assert re.findall(r'y="33">(\d+)<', header(chart))[:3] == told


def test_load_is_drawn_on_the_axis_of_the_chart() -> None:
    data = plan()
    found = gantt.drawing(data, Selection.of({}, data), ENGLISH, NOW)
    assert found is not None
    assert len(found.load) == 2  # forty people
    for _, text in (*found.blocks, *found.load):
        assert f'width="{found.width}"' in text


def drawn(kind: LinkKind, source: int, target: int, first: tuple[int, int]) -> str:
    """The line between two rows of many; `first` are the days of the first of them."""
    begin, end = (datetime(2027, 1, day) for day in first)
    other = DrawnBar(start=datetime(2027, 1, 18), finish=datetime(2027, 1, 22))
    bars = {source: DrawnBar(start=begin, finish=end), target: other}
    rows = tuple(DrawnRow(name="", bars=(bars[n],) if n in bars else ()) for n in range(3 * BLOCK))
    link = DrawnLink(source=source, target=target, kind=kind, ends=(1, 2))
    return "|".join(svg for _, svg in blocks(DrawnChart(rows=rows, step="day", links=(link,))))


def test_a_link_leads_from_the_right_end_to_the_right_end() -> None:
    def ends(kind: LinkKind) -> tuple[str, str]:
        (shape,) = re.findall('class="link"[^>]*d="([^"]+)"', drawn(kind, 0, 1, (11, 13)))
        return shape.split("H")[0], shape.split("H")[-1].split("m")[0]

    assert ends("FS") == ("M44 12", "154")
    assert ends("SS") == ("M0 12", "154")
    assert ends("FF") == ("M44 12", "242")
    assert ends("SF") == ("M0 12", "242")


@pytest.mark.parametrize("kind", ["FS", "SS", "FF", "SF"])
@pytest.mark.parametrize("rows", [(0, 1), (0, 4), (4, 0)])
def test_a_link_goes_along_between_rows_where_no_label_is(
    kind: LinkKind, rows: tuple[int, int]
) -> None:
    (shape,) = re.findall('class="link"[^>]*d="([^"]+)"', drawn(kind, *rows, (11, 13)))
    at, along = 0, list[tuple[float, int]]()
    x = float(shape[1:].split(" ")[0])
    for step, number in re.findall(r"([MHV])(?:[0-9.-]+ )?([0-9.-]+)", shape):
        if step == "H":
            along.append((abs(float(number) - x), at))
            x = float(number)
        else:
            at = int(number)
    beside = {row * ROW + ROW // 2 for row in rows}
    assert all(length <= 6 or y not in beside for length, y in along)


def test_a_link_passes_through_every_block_between() -> None:
    parts = drawn("FS", 3, 2 * BLOCK + 3, (11, 13)).split("|")
    assert ['class="link"' in part for part in parts] == [True, True, True]
    near = drawn("FS", 3, 4, (11, 13)).split("|")
    assert ['class="link"' in part for part in near] == [True, False, False]


def test_links_of_rows_that_are_not_shown_are_not_drawn() -> None:
    data = plan()
    for query, count in (({}, 2), ({"flip": "12"}, 1), ({"flip": "1"}, 0)):
        found = gantt.drawing(data, Selection.of(query, data), ENGLISH, NOW)
        assert found is not None
        assert sum(text.count('class="link') for _, text in found.blocks) == count


def test_a_circle_of_causes_ends(client: TestClient) -> None:
    data = plan()
    data["rows"][1]["causes"] = [{"text": "waits", "rows": [3], "place": ""}]
    data["rows"][2]["causes"] = [{"text": "waits too", "rows": [2], "place": "Tasks!C4"}]
    told = why.told(data, 2)
    assert told is not None
    assert [(step.of.number, step.text) for step in told.chain] == [(2, "waits"), (3, "waits too")]
    assert why.told(data, 34) is None


def test_of_several_causes_the_page_follows_the_one_that_the_sheet_follows() -> None:
    """Who could not be later; not who is away besides, nor what has begun."""
    data = plan()
    rows, plain = data["rows"], {"place": "", "away": False, "past": False}
    rows[1]["causes"] = [
        {**plain, "text": "under way", "rows": [], "past": True},
        {**plain, "text": "waits", "rows": [3]},
        {**plain, "text": "busy", "rows": [4]},
        {**plain, "text": "on leave", "rows": [], "away": True},
    ]
    rows[2]["slack"], rows[3]["slack"] = 2.0, 0.0
    told = why.told(data, 2)
    assert told is not None
    assert [(step.of.number, step.text) for step in told.chain][:1] == [(2, "busy")]
    assert told.chain[1].of.number == 4
    assert told.more == ("under way", "waits", "on leave")


def test_a_task_is_told_of_with_its_chain_and_can_be_asked(client: TestClient) -> None:
    address = upload(client, EXAMPLE)
    ended(client, address)
    part = client.get(f"{address}/task?task=8").text
    assert "waits for 7 Release for production" in part
    assert ">7 Release for production</a>" in part
    assert "blocked until 22 Mar 2027 (Slot at the test house)" in part
    assert 'value="who else for 8"' in part
    assert 'value="8 by 2027-04-14"' in part
    assert 'id="task"' in client.get(f"{address}?task=8").text
    assert client.get(f"{address}/task?task=999").text.strip() == ""
    view = client.get(f"{address}/view?only=critical").text
    assert "<html" not in view
    assert 0 < view.count('role="row" id') < 20


def test_a_plan_that_is_not_there_has_no_parts(client: TestClient) -> None:
    address = upload(client, tiny_workbook())
    ended(client, address)
    client.post(f"{address}/delete")
    for part in ("view", "task"):
        assert client.get(f"{address}/{part}").status_code == 404


def test_a_chart_too_wide_for_a_page_is_drawn_anew_for_paper() -> None:
    data = plan()
    for pixels, wide in (("1", False), ("30", True)):
        found = gantt.drawing(data, Selection.of({"px": pixels}, data), ENGLISH, NOW)
        assert found is not None
        assert (found.printed is not None) == wide
        if found.printed:
            assert found.paper < 75 <= found.printed.paper
            lines = [line.name for names, _ in found.printed.blocks for line in names]
            assert lines == [line.name for names, _ in found.blocks for line in names]


def test_a_load_table_too_wide_for_a_page_is_printed_by_longer_periods() -> None:
    data = plan()
    by_day = Selection.of({"scale": "day"}, data)
    wide = loads.table(data, by_day, ENGLISH)
    printed = loads.on_paper(data, by_day, ENGLISH, wide)
    assert (wide.step, wide.fits_paper, printed.fits_paper) == ("week", False, True)
    assert [name for name, _ in printed.rows] == [name for name, _ in wide.rows]
    assert loads.on_paper(data, by_day, ENGLISH, printed) is printed
