"""Questions typed into the workbook are answered in the result, and stay where they are."""

from pathlib import Path
from typing import Any

from click.testing import CliRunner

from planner.cli import main
from planner.pipeline import Options, read_project, write_plan
from planner.plan import Plan
from planner.whatif.advise import with_answers
from tests.planner.opened import sheet_of
from tests.planner.reading.books import Rows, book
from tests.planner.whatif.support import planned

TASKS: Rows = [
    ["ID", "Task Name", "Duration", "Predecessors", "Resources", "Deadline"],
    [1, "Dig", "2d", None, "Ann", None],
    [2, "Pour", "3d", "1", "Ann or Bob", None],
]
SETTINGS: Rows = [["Project start", "2027-03-01"]]
ASK: Rows = [["Question"], ["2 by 2027-03-02"], ["Bob on 2"], [None], ["who else for 9"]]


def workbook(**more: Rows) -> bytes:
    return book({"Tasks": TASKS, "Settings": SETTINGS, **more})


def answered(data: bytes) -> Plan:
    options = Options(deterministic_limit=0.3)
    plan, draft = planned(read_project(data), options)
    return with_answers(plan, draft, options)


def sheet(data: bytes, name: str) -> list[list[Any]]:
    return [list(row) for row in sheet_of(data, name).iter_rows(values_only=True)]


def test_the_sheet_is_answered_and_kept() -> None:
    plan = answered(workbook(Ask=ASK))
    assert [one.possible for one in plan.answers] == [False, True, None]
    (fault,) = [issue for issue in plan.issues if issue.code == "question"]
    assert (fault.place, fault.severity) == ("Ask!A5", "warning")
    result = write_plan(workbook(Ask=ASK), plan).data
    rows = sheet(result, "Answers")[4:]
    assert [row[:3] for row in rows] == [
        ["2 by 2027-03-02", "Ask!A2", "no"],
        ["Bob on 2", "Ask!A3", "yes"],
        ["who else for 9", "Ask!A5", "not known"],
    ]
    assert "there is no task 9" in rows[2][3]
    assert [row[0] for row in sheet(result, "Ask")] == [row[0] for row in ASK]
    assert len(read_project(result).asked) == 3


def test_the_sheet_in_german() -> None:
    tasks = [
        ["Nr.", "Vorgang", "Dauer", "Vorgänger", "Ressourcen"],
        *(row[:5] for row in TASKS[1:]),
    ]
    settings: Rows = [["Projektstart", "2027-03-01"]]
    rows: Rows = [["Frage"], ["2 bis 2.3.2027"], ["wer sonst für 1"]]
    data = book({"Vorgänge": tasks, "Einstellungen": settings, "Fragen an den Plan": rows})
    result = write_plan(data, answered(data)).data
    told = sheet(result, "Antworten")
    assert told[3] == ["Frage", "Zelle", "Möglich", "Antwort", "Was damit einhergeht"]
    assert [row[2:4] for row in told[4:]] == [
        ["nein", "nein, unmöglich"],
        ["ja", "andere, die es können: 1 von 1"],
    ]


def test_a_sheet_of_questions_to_people_is_none() -> None:
    rows: Rows = [["Question", "Asked by"], ["Which colour?", "Ann"]]
    assert read_project(workbook(Questions=rows)).asked == ()


def test_the_commands_answer_it(tmp_path: Path) -> None:
    source = tmp_path / "in.xlsx"
    source.write_bytes(workbook(Ask=ASK))
    for command in ("solve", "ask"):
        arguments = [command, str(source), "--deterministic-limit", "0.3"]
        told = CliRunner().invoke(main, arguments).stdout
        assert "2 by 2027-03-02: no, impossible" in told
        assert "Bob on 2: yes, the plan has it so already" in told


def test_a_question_that_is_none_keeps_no_other_from_its_answer(tmp_path: Path) -> None:
    source = tmp_path / "in.xlsx"
    source.write_bytes(workbook())
    texts = ["Bob on leave 2027-03-15", "Bob on 2", "who else for 9"]
    limit = ["--deterministic-limit", "0.3"]
    result = CliRunner().invoke(main, ["ask", str(source), *texts, *limit])
    assert result.exit_code == 0
    assert "Bob on 2: yes, the plan has it so already" in result.stdout
    assert "Bob on leave 2027-03-15: days off cannot be asked about; write them" in result.stdout
    assert "who else for 9: there is no task 9; " in result.stdout
    alone = CliRunner().invoke(main, ["ask", str(source), texts[0], texts[2], *limit])
    assert (alone.exit_code, alone.stdout) == (1, "")
    assert "there is no task 9" in alone.stderr


def test_without_a_question_that_is_said(tmp_path: Path) -> None:
    source = tmp_path / "in.xlsx"
    source.write_bytes(workbook())
    result = CliRunner().invoke(main, ["ask", str(source)])
    assert result.exit_code == 1
    assert "nothing is asked" in result.stderr
