"""The chart in pixels and on paper, and the tables that issue trackers import."""

import csv
import io
from dataclasses import replace

import pytest

from planner.errors import OutputError
from planner.export import raster
from planner.export.drawing import gantt
from planner.export.svg import pages
from planner.export.trackers import PROGRAMS, tracker_csv
from planner.plan import Plan
from planner.project import Dependency
from tests.planner.writing.fake import fake_plan

Image = pytest.importorskip("PIL.Image")
pytest.importorskip("resvg_py")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return fake_plan(90, people=5)


def drawable() -> bool:
    try:
        return bool(raster._font())
    except OutputError:
        return False


needs_font = pytest.mark.skipif(not drawable(), reason="no font is installed")


@needs_font
def test_the_picture_shows_names_and_bars(plan: Plan) -> None:
    image = Image.open(io.BytesIO(raster.gantt_png(plan))).convert("RGB")
    names = image.crop((0, 150, 500, 400))
    assert min(low for low, _ in names.getextrema()) < 100  # dark letters on white
    assert (0x7F, 0xA9, 0xDB) in {color for _, color in image.getcolors(1 << 24)}


@needs_font
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_pages_have_the_size_of_the_paper(plan: Plan, paper: raster.Paper) -> None:
    data = raster.gantt_pdf(plan, paper=paper)
    assert data.startswith(b"%PDF")
    width = {"A4": 297, "A3": 420}[paper] / 25.4 * 72
    boxes = [line for line in data.split(b"\n") if b"/MediaBox" in line]
    assert boxes
    found = float(boxes[0].split(b"[")[1].split(b"]")[0].split()[2])
    assert found == pytest.approx(width, abs=1)


def test_each_page_has_its_rows_once(plan: Plan) -> None:
    chart = gantt(plan)
    texts = "".join(pages(chart, "T", 0.3))
    for row in chart.rows[1::20]:
        assert texts.count(f">{row.name}<") == 1


def test_without_the_package_it_says_what_to_install(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    raster._font.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(OutputError, match="pictures"):
        raster.gantt_png(plan)


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_task_is_a_row(plan: Plan, program: str) -> None:
    text = tracker_csv(plan, program).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + len(plan.rows)
    assert {len(row) for row in rows} == {len(rows[0])}


def test_jira_takes_one_link_a_column(plan: Plan) -> None:
    ids = [row.task.id for row in plan.rows]
    last = plan.rows[-1]
    links = (Dependency(task=ids[1]), Dependency(task=ids[2]))
    tied = replace(last, task=replace(last.task, dependencies=links))
    text = tracker_csv(replace(plan, rows=(*plan.rows[:-1], tied)), "jira").decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    columns = [n for n, name in enumerate(head) if name.startswith("Inward issue link")]
    assert [rows[-1][n] for n in columns][:2] == ids[1:3]
