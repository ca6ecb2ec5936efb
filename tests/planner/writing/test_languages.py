"""The result speaks the language of the input."""

import ast
import io
import pickle
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter

import openpyxl
import pytest

from planner.errors import Issue
from planner.export.ics import ics_files
from planner.export.page import html_page
from planner.language import catalogues
from planner.language import words as words_
from planner.language.catalogues import spoken
from planner.language.words import ENGLISH, LANGUAGES, Words, language_named
from planner.phrase import Phrase, joined, phrase
from planner.pipeline import Options, read_project, solve
from planner.plan import Plan, PlannedTask
from planner.project import Budget
from planner.reading.language import language_of
from planner.reading.opening import open_book
from planner.writing.write import write_issues, write_plan
from tests.planner.examples import ROOT
from tests.planner.opened import sheet_of
from tests.planner.writing.fake import fake_plan
from tests.planner.writing.hosts import plain


@cache
def german() -> frozenset[str]:
    """Every text of which there is a German one."""
    return frozenset(catalogues.key(entry) for entry in catalogues.entries("de"))


@dataclass(frozen=True, kw_only=True)
class Recording(Words):
    """German that remembers what it has no word for."""

    missing: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)

    def __call__(self, text: str, **values: object) -> str:
        template = text.template if isinstance(text, Phrase) else text
        self.used.add(template)
        if template not in german() and template:
            self.missing.add(template)
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
        project=replace(plan.project, budgets=(), remarks=(), baselines=()),
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
    words = Recording(code="de")
    for plan in variants():
        write_plan(plain(sheets=("Tasks", "Personen")), plan, words=words)
    assert words.missing == set()


@pytest.mark.parametrize("code", sorted(LANGUAGES.keys() - {"en"}))
def test_catalogues_fit_the_code(code: str) -> None:
    assert catalogues.missing(code) == set()
    assert catalogues.obsolete(code) == set()
    assert catalogues.unlike(code) == set()


def test_templates_of_phrases_stand_in_the_code_and_get_their_values() -> None:
    wrong = [
        f"{path.name}:{call.lineno}"
        for path in sorted((ROOT / "planner").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "phrase"
        if not all(_fits(text, call.keywords) for text in _choices(call.args[0]))
    ]
    assert wrong == []


def _choices(text: ast.expr) -> list[ast.expr]:
    return [text.body, text.orelse] if isinstance(text, ast.IfExp) else [text]


def _fits(text: ast.expr, values: list[ast.keyword]) -> bool:
    """Whether it is a text in the code, no f-string or name, with a field for each value."""
    if not isinstance(text, ast.Constant) or not isinstance(text.value, str):
        return False
    fields = {name for _, name, _, _ in Formatter().parse(text.value) if name} if values else set()
    return fields == {value.arg for value in values}


def test_a_message_is_said_in_the_language_of_the_sheet() -> None:
    whole = phrase("{cells}: {why}", cells="A1", why=phrase("must be a date"))
    assert (str(whole), LANGUAGES["de"](whole)) == (
        "A1: must be a date", "A1: muss ein Datum sein",
    )  # fmt: skip
    pair = joined(" – ", (phrase("add it"), phrase("remove it")))
    assert LANGUAGES["de"](pickle.loads(pickle.dumps(pair))) == "es ergänzen – es entfernen"
    when = phrase("starts on {first:%Y-%m-%d %H:%M}", first=datetime(2027, 3, 1, 8))
    assert LANGUAGES["de"](when) == "starts on 01.03.2027 08:00"
    share = phrase("only {share:.1%} of {n:,}", share=0.125, n=1234)
    assert (share, LANGUAGES["de"](share)) == (
        "only 12.5% of 1,234",
        "only 12,5 % of 1.234",
    )


def test_issues_on_the_sheet_are_german() -> None:
    issue = Issue(
        code="x", message=phrase("must be a date"), sheet="Tabelle", cell="A1",
        remedy=phrase("correct it"),
    )  # fmt: skip
    noted = replace(issue, severity="info")
    two = write_issues(german_book(), [issue, noted, replace(noted, cell="A2")]).data
    subtitle = sheet_of(two, "Hinweise")["A2"].value
    assert subtitle.startswith("1 Fehler, 0 Warnungen, 2 Hinweise · ")
    book = openpyxl.load_workbook(io.BytesIO(write_issues(german_book(), [issue]).data))
    texts = {cell.value for row in book["Hinweise"] for cell in row}
    assert {"muss ein Datum sein", "es berichtigen"} <= texts


def test_texts_in_names_and_tables_are_seen() -> None:
    code = """
TABLE: dict[str, str] = {"key": "in a table"}
def told(say, late):
    text = "late" if late else "in time"
    return say(text) + say(TABLE[late]) + say(TABLE.get(late, "else")) + say("plain", n=f"not {1}")
"""
    assert spoken(code).keys() == {"late", "in time", "in a table", "else", "plain"}


def test_help_of_commands_is_seen_each_paragraph_in_one_line() -> None:
    code = """
@main.command()
@click.option("--day", metavar="DAY", default="now", help="When, " "in short.")
def told(day):
    '''Say it
    at once.

    Then go.
    '''
"""
    assert spoken(code).keys() == {"DAY", "When, in short.", "Say it at once.", "Then go."}


def test_reasons_of_a_german_workbook_are_german() -> None:
    rows = "Nr.;Vorgang;Dauer;Vorgänger\n1;Bauen;2d;\n2;Prüfen;1d;1\n"
    file = io.BytesIO()
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows.splitlines():
        book.active.append(row.split(";"))
    settings = book.create_sheet("Settings")
    settings.append(["Setting", "Value"])
    settings.append(["Project start", date(2027, 3, 1)])
    book.save(file)
    project = read_project(file.getvalue())
    plan = solve(project, Options(deterministic_limit=1))
    assert [row.reason for row in plan.rows] == [
        "Projektbeginn", "wartet auf 1 Bauen (bis 2. Mär 2027 17:00)",
    ]  # fmt: skip


GERMAN_ROWS: list[tuple[str | int, ...]] = [
    ("Nr.", "Vorgang", "Dauer", "Termin", "Nach"), (1, "Bauen", 2, "2026-01-06", ""),
    (2, "Prüfen", 1, "2026-03-05", 1), ("3", "Fertig", 0, "", 2),
]  # fmt: skip


def german_table() -> bytes:
    return "\n".join(";".join(map(str, row)) for row in GERMAN_ROWS).encode()


def german_book() -> bytes:
    file = io.BytesIO()
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in GERMAN_ROWS:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("source", [german_book(), german_table()], ids=["xlsx", "csv"])
def test_a_german_workbook_gets_german_sheets(source: bytes) -> None:
    assert language_of(open_book(source)) == "de"
    plan = fake_plan(30, people=5)
    plan = replace(plan, project=replace(plan.project, language="de"))
    data = write_plan(source, plan).data
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {"Plan", "Auslastung", "Kosten", "Hinweise"} <= set(book.sheetnames)
    assert book["Plan"]["B4"].value == "Vorgang"
    assert book["Plan"]["D5"].number_format == "dd.mm.yyyy hh:mm"


def test_what_cannot_be_read_is_told_in_its_language() -> None:
    issue = Issue(code="x", message=phrase("x"), sheet="Sheet", cell="A1")
    book = openpyxl.load_workbook(io.BytesIO(write_issues(german_book(), [issue]).data))
    assert "Hinweise" in book.sheetnames


def test_other_forms_of_a_german_plan_are_german() -> None:
    plan = fake_plan(12, people=2)
    assert '<html lang="de">' in html_page(plan, LANGUAGES["de"])
    assert "Wo es steht" in html_page(plan, LANGUAGES["de"])
    assert b"DESCRIPTION:T0101: " in b"".join(ics_files(plan, LANGUAGES["de"]).values())
    assert b"Termin: " in b"".join(ics_files(plan, LANGUAGES["de"]).values())


def test_one_german_word_does_not_make_a_german_workbook() -> None:
    rows = (("ID", "Task", "Dauer"), (1, "Dig", 2))
    table = "\n".join(";".join(map(str, row)) for row in rows).encode()
    assert language_of(open_book(table)) == "en"


def test_words_of_german_tables_make_a_german_workbook() -> None:
    rows = ("Pos.;Leistung;Gewerk;Dauer (AT);Nachfolger", "1;Abbruch;Maurer;4;2", "2;Putz;Maler;3;")
    assert language_of(open_book("\n".join(rows).encode())) == "de"


def test_numbers_in_running_text() -> None:
    assert ENGLISH.number(Decimal("1234567.8")) == "1,234,568"
    assert LANGUAGES["de"].number(Decimal("1234567.8")) == "1.234.568"
    assert LANGUAGES["de"].count(2.5, "day") == "2,5 Tage"
    assert LANGUAGES["en"].count(1, "day") == "1 day"


FRENCH = {
    "It can be planned.": "Cela peut être planifié.",
    "must be a date": "doit être une date",
}


def test_a_new_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by the command, filled in in part: headers and the setting tell it, the rest follows."""
    (tmp_path / "de.po").write_bytes(words_.catalogue("de").read_bytes())
    monkeypatch.setattr(words_, "HERE", tmp_path)
    for code in LANGUAGES.keys() - {"en", "de"}:
        monkeypatch.delitem(LANGUAGES, code)
    catalogues.update("fr")
    path = tmp_path / "fr.po"
    text = path.read_text("utf-8")
    for english, said in FRENCH.items():
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{said}"')
    head = f'msgctxt "{words_.HEADERS}"\nmsgid "{words_.SOME_HEADERS}"\nmsgstr ""'
    assert head in text
    path.write_text(text.replace(head, head[:-1] + 'Tâche, Durée"'), "utf-8")

    french = Words(code="fr")
    monkeypatch.setitem(LANGUAGES, "fr", french)
    assert [french(english) for english in FRENCH] == list(FRENCH.values())
    assert french("add it") == "add it"
    assert (french.name, french.day(date(2027, 3, 1))) == ("Français", "01/03/2027")
    assert {language_named(name) for name in ("fr-CH", "french", "Französisch")} == {"fr"}
    table = "ID;Tâche;Durée\n1;Bâtir;2d\n".encode()
    assert language_of(open_book(table)) == "fr"
