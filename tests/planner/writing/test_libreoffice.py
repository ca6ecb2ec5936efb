"""LibreOffice opens what we write, and shows the user's own pages as before."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from planner import pipeline
from planner.control.plannings import history
from planner.errors import InputError
from planner.plan import Plan, PlannedTask
from planner.writing.keep import kept_plan
from planner.writing.write import write_plan
from tests.planner.features.support import march
from tests.planner.reading.books import Rows, book
from tests.planner.writing.fake import fake_plan
from tests.planner.writing.hosts import (
    Host,
    all_that_excel_knows,
    charts_images_tables,
    parts,
    saved_by_openpyxl,
)
from tests.planner.writing.test_backlink import numbered
from tests.planner.writing.test_write import REWRITTEN

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
    pytest.mark.slow,
]


_PROFILE: list[Path] = []
"""The settings of LibreOffice, which it makes when it first starts: the same for all tests."""


@pytest.fixture(scope="module", autouse=True)
def _profile(tmp_path_factory: pytest.TempPathFactory) -> None:
    _PROFILE[:] = [tmp_path_factory.mktemp("profile")]


def converted(folder: Path, target: str, *books: Host) -> list[Path]:
    """The books in another format, by one start of LibreOffice."""
    sources = [folder / f"book{n}{suffix}" for n, (_, suffix) in enumerate(books)]
    for source, (data, _) in zip(sources, books, strict=True):
        source.write_bytes(data)
    command = [
        str(OFFICE), f"-env:UserInstallation=file://{_PROFILE[0]}", "--headless",
        "--convert-to", target, "--outdir", str(folder / "out"), *map(str, sources),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [folder / "out" / f"{source.stem}.{target}" for source in sources]


def numbered_tasks() -> Host:
    """With ids from which links lead into the plan."""
    return numbered(), ".xlsx"


LOOKED_AT = [charts_images_tables, all_that_excel_knows, saved_by_openpyxl, numbered_tasks]


READ = LOOKED_AT[:2]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Our results as LibreOffice reads them, by the host they were written to."""
    plan = fake_plan(6, people=3)
    books = [(write_plan(data, plan).data, suffix) for data, suffix in (make() for make in READ)]
    made = converted(tmp_path_factory.mktemp("read"), "ods", *books)
    return {make.__name__: path for make, path in zip(READ, made, strict=True)}


@pytest.mark.parametrize("name", [make.__name__ for make in READ])
def test_libreoffice_reads_all_sheets(read: dict[str, Path], name: str) -> None:
    plan = fake_plan(6, people=3)
    with zipfile.ZipFile(read[name]) as archive:
        content = archive.read("content.xml").decode()
    for sheet in ("Tasks", "Own data", "Status", "Plan", "Gantt", "Load", "Costs", "Issues"):
        assert f'table:name="{sheet}"' in content
    assert plan.rows[1].task.name in content


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed")
@pytest.mark.parametrize("name", [make.__name__ for make in LOOKED_AT])
def test_the_pages_of_the_user_look_as_before(
    pages: dict[str, tuple[Path, Path]], name: str
) -> None:
    assert_same_pages(*pages[name])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """The pages of each host, and of our result in it."""
    made = printed(tmp_path_factory.mktemp("pages"), *(make() for make in LOOKED_AT))
    return {make.__name__: pair for make, pair in zip(LOOKED_AT, made, strict=True)}


def test_a_workbook_that_libreoffice_saved_takes_the_sheets(tmp_path: Path) -> None:
    made, suffix = charts_images_tables()
    source = converted(tmp_path, "xlsx", (made, suffix))[0].read_bytes()
    before = parts(source)
    after = parts(write_plan(source, calm_plan()).data)
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == REWRITTEN | {"xl/worksheets/sheet1.xml"}  # no longer the selected one
    if shutil.which("pdftoppm"):
        (tmp_path / "pages").mkdir()
        assert_same_pages(*printed(tmp_path / "pages", (source, suffix))[0])


def calm_plan() -> Plan:
    """A plan without anything to mark in the input."""
    plan = fake_plan(6, people=3)
    return replace(plan, issues=(), project=replace(plan.project, remarks=()))


def printed(folder: Path, *hosts: Host) -> list[tuple[Path, Path]]:
    """The pages of each workbook, and of a plan written into it."""
    books = [
        one
        for data, suffix in hosts
        for one in ((data, suffix), (write_plan(data, calm_plan()).data, suffix))
    ]
    made = converted(folder, "pdf", *books)
    return [*zip(made[::2], made[1::2], strict=True)]


def assert_same_pages(*before_and_after: Path) -> None:
    """The pages of a workbook are the last pages of the result, dot for dot."""
    shown = []
    for pdf in before_and_after:
        folder = pdf.parent
        command = ["pdftoppm", "-r", "50", "-png", str(pdf), str(folder / pdf.stem)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        found = sorted(
            folder.glob(f"{pdf.stem}-*.png"), key=lambda path: int(path.stem.split("-")[1])
        )
        shown.append([path.read_bytes() for path in found])
    before, after = shown
    assert before
    assert before == after[-len(before) :]


WORK: Rows = [
    ["ID", "Task Name", "Duration", "Predecessors", "Resource Names", "Actual Start"],
    [1, "Dig", "5d", None, "Ann or Bob", march(1)],
    [2, "Pour", "3d", 1, "Ann or Bob", None],
    [3, "Clean", "4d", None, "Ann", None],
    [4, "Paint", "2d", "2; 3", "Bob", None],
]
OPTIONS = pipeline.Options(deterministic_limit=1)


def test_a_published_plan_lives_through_a_save_by_libreoffice(tmp_path: Path) -> None:
    """The kept plan is lost then; the sheets Plan, Baselines and Plan history tell it all."""
    people: Rows = [["Name", "Rate"], ["Ann", 50], ["Bob", 40]]
    settings: Rows = [["Project start", march(1)], ["Status date", march(2)]]
    data = book({"Tasks": WORK, "People": people, "Settings": settings})
    plan = pipeline.solve(pipeline.read_project(data), OPTIONS)
    data = pipeline.write_plan(data, plan).data
    data = pipeline.set_baseline(data, "Approved", date(2027, 3, 2)).data
    data = pipeline.publish(data, date(2027, 3, 3)).data
    saved = converted(tmp_path, "xlsx", (data, ".xlsx"))[0].read_bytes()
    with pytest.raises(InputError, match="no-plan"):
        kept_plan(saved, pipeline.read_project(saved))
    for source in (data, saved):
        project = pipeline.read_project(source)
        again = pipeline.solve(project, pipeline.Options(deterministic_limit=1, seed=7))
        assert [(row.start, row.finish) for row in again.rows] == [
            (row.start, row.finish) for row in plan.rows
        ]
        assert [people_of(row) for row in again.rows] == [people_of(row) for row in plan.rows]
        assert project.settings.published == date(2027, 3, 3)
        assert project.previous is not None
        assert project.previous.published
        assert [one.finish for one in history(again)] == [plan.finish]
        (approved,) = project.baselines
        assert (approved.name, approved.saved) == ("Approved", date(2027, 3, 2))
        assert approved.tasks["2"].finish == plan.rows[1].finish
        sheets = openpyxl.load_workbook(BytesIO(pipeline.write_plan(source, again).data)).sheetnames
        assert len({name.partition(" (")[0] for name in sheets}) == len(sheets)


def people_of(row: PlannedTask) -> list[str]:
    return [booking.resource for booking in row.bookings]
