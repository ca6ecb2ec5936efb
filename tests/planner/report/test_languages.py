"""The result speaks the language of the input."""

import io
from dataclasses import dataclass, field, replace
from decimal import Decimal

import openpyxl

from planner.plan import Plan, PlannedTask
from planner.project import Budget
from planner.workbook.language import LANGUAGES
from planner.workbook.report.german import GERMAN
from planner.workbook.report.words import ENGLISH, Words
from planner.workbook.write import write_plan
from tests.planner.report.checker import faults
from tests.planner.report.fake import fake_plan
from tests.planner.report.hosts import plain
from tests.planner.report.test_write import swapped

STRINGS = "xl/sharedStrings.xml"


@dataclass(frozen=True, kw_only=True)
class Recording(Words):
    """German that remembers what it has no word for."""

    missing: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def __call__(self, text: str, **values: object) -> str:
        self.used.add(text)
        if text not in self.texts and text:
            self.missing.add(text)
        return super().__call__(text, **values)


def variants() -> list[Plan]:
    """Plans that between them show everything a sheet can say."""
    plan = fake_plan(30, people=5)
    rows = tuple(
        replace(row, days_late=0.0, task=replace(row.task, baseline_finish=None))
        for row in plan.rows
    )
    calm = replace(
        plan, rows=rows, status="optimal", cost=Decimal(0), issues=(),
        project=replace(plan.project, budgets=(), remarks=()),
    )  # fmt: skip
    left_out = replace(plan.rows[1], start=None, finish=None, bookings=())
    dropped = replace(plan, rows=(plan.rows[0], left_out, *plan.rows[2:]))
    bare = replace(calm, rows=tuple(map(_free, calm.rows)))
    again = replace(plan, run=replace(plan.run, deterministic_limit=2, goals=()))
    tight = replace(calm, rows=bare.rows, project=replace(calm.project, budgets=(
        Budget(limit=Decimal(1), price=Decimal(0)),)))  # fmt: skip
    return [
        plan, calm, dropped, bare, again, tight, fake_plan(401),
        replace(plan, project=calm.project),
    ]  # fmt: skip


def _free(row: PlannedTask) -> PlannedTask:
    free = replace(row.task, deadline=None, baseline_start=None, baseline_finish=None)
    return replace(row, days_late=None, task=free)


def test_every_text_has_its_german() -> None:
    words = Recording(texts=GERMAN.texts, months=GERMAN.months)
    for plan in variants():
        write_plan(plain(sheets=("Tasks", "Personen")), plan, words=words)
    assert words.missing == set()


def test_german_says_with_the_same_fields() -> None:
    from string import Formatter

    for english, german in GERMAN.texts.items():
        fields = [sorted(f for _, f, _, _ in Formatter().parse(t) if f) for t in (english, german)]
        assert fields[0] == fields[1], english


def test_a_german_workbook_gets_german_sheets() -> None:
    source = swapped(plain(), STRINGS, b"<t>Task</t>", b"<t>Vorgang</t>")
    source = swapped(source, STRINGS, b"<t>Duration</t>", b"<t>Dauer</t>")
    data = write_plan(source, fake_plan(30, people=5)).data
    assert faults(data) == []
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {"Plan", "Auslastung", "Kosten", "Hinweise"} <= set(book.sheetnames)
    assert book["Plan"]["B4"].value == "Vorgang"
    assert book["Plan"]["D5"].number_format == "dd.mm.yyyy hh:mm"
    assert write_plan(data, fake_plan(30, people=5)).data == data


def test_one_german_word_does_not_make_a_german_workbook() -> None:
    source = swapped(plain(), STRINGS, b"<t>Task 7</t>", b"<t>Dauer</t>")
    assert "Load" in openpyxl.load_workbook(
        io.BytesIO(write_plan(source, fake_plan(12)).data)
    ).sheetnames  # fmt: skip


def test_numbers_in_running_text() -> None:
    assert ENGLISH.number(Decimal("1234567.8")) == "1,234,568"
    assert GERMAN.number(Decimal("1234567.8")) == "1.234.568"
    assert GERMAN.count(2.5, "day") == "2,5 Tage"
    assert LANGUAGES["en"].count(1, "day") == "1 day"
