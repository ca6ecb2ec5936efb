"""Whatever the user wrote comes back as text, and never breaks the file."""

import io
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from planner.errors import Issue, OutputError
from planner.language.words import ENGLISH
from planner.phrase import verbatim
from planner.plan import Chain, ChainStep, Plan, PlannedTask, Reason
from planner.project import DayOff
from planner.writing.report.book import Frame, ReportBook, clean
from planner.writing.write import free_name, write_plan
from tests.planner.opened import sheet_of
from tests.planner.writing.checker import faults
from tests.planner.writing.fake import fake_plan
from tests.planner.writing.hosts import plain

HOSTILE = [
    "=1+2", "=HYPERLINK(\"http://x\")", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "{=1+2}",
    "http://example.org", "mailto:a@b.c", "internal:'Plan'!A1", "#N/A", "_x0041_", "&A&P",
    "<b>&amp;</b>", "a\x0bb\x00c", "half \ud800 a pair", "\ufffe", "long " * 9000, "😀" * 20_000,
    "]:*?/\\[", "'quoted'", "two\nlines\r\n", "\u202ertl", "%s %d {name} {0}",
]  # fmt: skip


def hostile(text: str) -> Plan:
    """A plan in which everything the user can name is called so."""
    plan = fake_plan(4, people=2)

    def renamed(row: PlannedTask) -> PlannedTask:
        task = replace(row.task, name=text, id=text + row.task.id, wbs=text, parent=text)
        bookings = tuple(replace(booking, resource=text) for booking in row.bookings)
        causes = tuple(map(told, row.causes))
        return replace(row, task=task, bookings=bookings, reason=text, causes=causes)

    def told(cause: Reason) -> Reason:
        tasks = tuple(text + task for task in cause.tasks)
        return replace(cause, text=text, tasks=tasks, person=text, sheet=text, cell=text)

    rows = tuple(map(renamed, plan.rows))
    project = replace(
        plan.project,
        tasks=tuple(row.task for row in rows),
        settings=replace(plan.project.settings, name=text, currency=text),
        resources=tuple(
            replace(r, name=f"{text}{n}") for n, r in enumerate(plan.project.resources)
        ),
        days_off=(DayOff(start=date(2026, 1, 6), finish=date(2026, 1, 7), who=text, name=text),),
        budgets=tuple(replace(budget, scope=text) for budget in plan.project.budgets),
        remarks=(
            Issue(
                code=text,
                message=verbatim(text),
                sheet=text,
                cell=text,
                got=text,
                remedy=verbatim(text),
            ),
            Issue(
                code="x",
                message=verbatim(text),
                sheet="Tasks",
                cell="B2",
                got=text,
                remedy=verbatim(text),
            ),
        ),
    )
    return replace(
        plan,
        project=project,
        rows=rows,
        levers=tuple(
            replace(one, text=text, sheet=text, cell=text, verdict=text, unit=text)
            for one in plan.levers
        ),
        answers=tuple(
            replace(one, question=text, text=text, lines=(text, text), sheet=text, cell=text)
            for one in plan.answers
        ),
        chains=tuple(
            Chain(
                of=chain.of and text + chain.of,
                steps=tuple(
                    ChainStep(task=text + s.task, reason=told(s.reason)) for s in chain.steps
                ),
            )
            for chain in plan.chains
        ),
        load={text: next(iter(plan.load.values()))},
    )


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_stays_text(text: str) -> None:
    data = write_plan(plain(), hostile(text)).data
    assert faults(data) == []
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for table in sheet.tables.values():
            heads = [cell.value for cell in sheet[table.ref][0]]
            assert heads == [column.name for column in table.tableColumns]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d", "inlineStr"}
    # XlsxWriter escapes what Excel would take for an escape; openpyxl reads it as it stands
    shown = clean(text).replace("_x0041_", "_x005F_x0041_")
    assert shown in {str(row[1].value) for row in book["Plan"].iter_rows()}


def test_text_is_cut_at_what_a_cell_holds() -> None:
    assert clean("x" * 32_000) == "x" * 32_000
    assert clean("x" * 32_001) == "x" * 32_000 + "…"
    assert clean("😀" * 16_001) == "😀" * 16_000 + "…"


def test_control_characters_and_halves_are_replaced() -> None:
    assert clean("a\x00b\x0b\ud800c\td\ne\r\nf") == "a�b��c\td\ne\nf"


@pytest.fixture
def book() -> ReportBook:
    return ReportBook(Frame(names={"Plan": "Plan"}, words=ENGLISH, made=datetime(2026, 1, 1)))


def test_dates_excel_cannot_count_are_written_as_text(book: ReportBook) -> None:
    sheet = book.sheet("Plan", tab="#000000")
    for row, day in enumerate([date(1900, 2, 28), date(1900, 3, 1), datetime(9999, 12, 31, 23)]):
        sheet.put(row, 0, day, book.format(num_format="yyyy-mm-dd"))
    column = sheet_of(book.package().data(), "Plan")["A"]
    assert [cell.value for cell in column] == [
        "1900-02-28", datetime(1900, 3, 1), datetime(9999, 12, 31, 23),
    ]  # fmt: skip


def test_numbers_that_are_none(book: ReportBook) -> None:
    sheet = book.sheet("Plan", tab="#000000")
    sheet.put(0, 0, float("nan"))
    sheet.put(1, 0, Decimal("1.10"))
    with pytest.raises(OutputError):
        sheet.put(2, 0, float("inf"))
    column = sheet_of(book.package().data(), "Plan")["A"]
    assert [cell.value for cell in column] == [None, 1.1]


@pytest.mark.parametrize("place", [(1_048_576, 0), (0, 16_384)])
def test_rows_and_columns_beyond_the_sheet_are_errors(
    book: ReportBook, place: tuple[int, int]
) -> None:
    with pytest.raises(OutputError):
        book.sheet("Plan", tab="#000000").put(*place, "x")


def test_sheet_names_are_free_short_and_not_reserved() -> None:
    assert free_name("Plan", {"plan"}) == "Plan (2)"
    assert free_name("Plan", {"plan", "plan (2)"}) == "Plan (3)"
    assert free_name("x" * 31, {"x" * 31}) == "x" * 27 + " (2)"
    assert free_name("History", set()) == "History (2)"


@pytest.mark.parametrize("name", ["It's ours", "A#B", "50%20 !", 'say "x"', "Ä & <b>", "(1)"])
def test_links_lead_into_sheets_with_odd_names(name: str) -> None:
    source = plain(sheets=(name, "Tasks"))
    plan = fake_plan(4, people=2, sheet=name)
    data = write_plan(source, plan).data
    assert faults(data) == []
    book = openpyxl.load_workbook(io.BytesIO(data))
    place = "'" + name.replace("'", "''") + "'!A2"
    assert book["Plan"]["A5"].hyperlink.location == place


def test_no_links_to_sheets_that_are_not_there() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_plan(None, fake_plan(12)).data))
    assert all(cell.hyperlink is None for row in book["Plan"].iter_rows() for cell in row)
