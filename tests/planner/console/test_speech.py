"""The command speaks the language of the workbook; before one is read that of the terminal."""

import ast
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from planner.cli import main
from planner.console.save import read_plan
from planner.language.words import LANGUAGES, language_named
from planner.phrase import as_data, joined, of_data, phrase
from planner.pipeline import read_project
from tests.planner.examples import ROOT

GERMAN = ("Nr.", "Vorgang", "Dauer", "Vorgänger", "Termin")
ENGLISH = ("ID", "Task", "Duration", "Predecessors", "Deadline")
START = date(2027, 3, 1)


def book(heads: tuple[str, ...], duration: object = 2, **settings: str) -> bytes:
    file, made = io.BytesIO(), openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (heads, (1, "Bauen", duration, "", None), (2, "Prüfen", 1, 1, date(2027, 3, 2))):
        sheet.append(list(row))
    told = made.create_sheet("Settings")
    for pair in (("Project start", START), *settings.items()):
        told.append(list(pair))
    made.save(file)
    return file.getvalue()


def run(folder: Path, data: bytes, *arguments: str) -> tuple[str, str, Path]:
    """What a command says on both streams about a workbook, and its result."""
    source = folder / "work.xlsx"
    source.write_bytes(data)
    command, *options = arguments
    found = CliRunner().invoke(main, [command, str(source), *options])
    return found.stdout, found.stderr, folder / "work.plan.xlsx"


def test_all_that_is_said_of_a_german_workbook_is_german(tmp_path: Path) -> None:
    limit = ("--deterministic-limit", "1", "--json", str(tmp_path / "plan.json"))
    told, phases, result = run(tmp_path, book(GERMAN), "solve", *limit)
    assert told.splitlines()[:7] == [
        "Das Projekt ist geplant: 2 Vorgänge",
        "  Status     optimal, bewiesen: kein Plan ist besser",
        "  Beginn     Mo 01.03.2027 08:00",
        "  Ende       Mi 03.03.2027 17:00",
        "  Kosten     0,00",
        "  Ziele      Verspätung 1 Tage, bewiesen optimal",
        "             Kosten 0, bewiesen optimal",
    ]
    assert "  Termine    1 Tag zu spät: Prüfen, gewünscht bis 02.03.2027" in told
    assert f"  öffnen     {result}" in told
    assert "Es wird geplant …\nEs wird geschrieben …" in phases
    sheets = openpyxl.load_workbook(result).sheetnames
    assert {"Plan", "Gantt", "Hinweise"} <= set(sheets)


def test_a_german_workbook_that_cannot_be_planned(tmp_path: Path) -> None:
    told, faults, _ = run(tmp_path, book(GERMAN, "lang"), "check")
    assert told == ""
    assert "gelesen als" in faults.splitlines()[0]
    assert "eine Zahl und eine Einheit schreiben" in " ".join(faults.split())
    assert "Das kann noch nicht geplant werden." in faults
    _, faults, _ = run(tmp_path, book(GERMAN, "lang"), "solve")
    assert "eine Zahl und eine Einheit schreiben" in faults
    assert "Wie die Blätter gelesen wurden: planner check" in faults


def test_the_setting_language_overrides_the_headers(tmp_path: Path) -> None:
    for heads, settings, code in (
        (ENGLISH, {"Language": "Deutsch"}, "de"),
        (ENGLISH, {"Sprache": "de-AT"}, "de"),
        (GERMAN, {"Language": "English"}, "en"),
        (GERMAN, {"Language": "englisch"}, "en"),
    ):
        assert read_project(book(heads, **settings)).language == code
    told, _, _ = run(tmp_path, book(ENGLISH, Language="Deutsch"), "check")
    assert "Das kann geplant werden." in told
    told, faults, _ = run(tmp_path, book(ENGLISH, Language="Klingon"), "check")
    assert "Settings!B2: is no language that results can be in" in faults
    assert "write one of them: English, Deutsch" in " ".join(faults.split())


@pytest.mark.parametrize(
    ("name", "code"),
    [("German", "de"), ("de_AT.UTF-8", "de"), ("C.UTF-8", ""), ("POSIX", ""), ("", "")],
)
def test_languages_have_many_names(name: str, code: str) -> None:
    assert language_named(name) == code


def test_the_terminal_tells_what_is_said_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_MESSAGES", "de_DE.UTF-8")
    target = ("-o", str(tmp_path / "none" / "out.xlsx"))
    told, faults, _ = run(tmp_path, book(ENGLISH), "solve", *target)
    assert "lässt sich nicht schreiben: es gibt keinen Ordner" in faults
    told, _, _ = run(tmp_path, book(ENGLISH), "check")
    assert "It can be planned." in told


def test_what_the_command_says_can_be_said_in_any_language() -> None:
    places = [*(ROOT / "planner" / "console").glob("*.py"), ROOT / "planner" / "cli.py"]
    bare = [
        f"{path.name}:{call.lineno}"
        for path in places
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "say"
        for text in call.args[:1]
        if isinstance(text, ast.JoinedStr)
        or (isinstance(text, ast.Constant) and not call.keywords and len(call.args) == 1
            and "speech import say" in path.read_text("utf-8"))
    ]  # fmt: skip
    assert bare == []


def test_a_kept_plan_can_say_its_remarks_in_another_language(tmp_path: Path) -> None:
    _, _, result = run(tmp_path, book(ENGLISH), "solve", "--deterministic-limit", "1")
    plan = read_plan(result.read_bytes())
    german = LANGUAGES["de"]
    untold = [issue.message for issue in plan.issues if german(issue.message) == issue.message]
    assert plan.issues
    assert untold == []


def test_phrases_go_through_json() -> None:
    whole = joined("; ", (phrase("{n:,.2f} of {day}", n=1.5, day=START), phrase("add it")))
    again = of_data(as_data(whole))
    assert again == whole
    assert LANGUAGES["de"](again) == "1,50 of 01.03.2027; es ergänzen"
    for hostile in ("{n.__class__}", "{n!r}", "{n:999999999}", "{m}", "{n:{n}}"):
        with pytest.raises((ValueError, KeyError)):
            of_data({"text": hostile, "values": {"n": 1}})
