"""The commands as people call them: what they print, what they write, how they end."""

import ast
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from tests.planner.examples import EXAMPLES, tiny_workbook
from tests.planner.reading.books import Rows, book

LIMIT = ("--workers", "1", "--deterministic-limit", "0.02")
HEAVY = ("ortools", "openpyxl", "pandas", "numpy", "xlsxwriter", "lxml", "numba", "rich")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    source = tmp_path / "tiny.xlsx"
    source.write_bytes(tiny_workbook())
    return source


def heavy_after(*words: str) -> tuple[str, list[str]]:
    """What a command says in a process of its own, and what of the heavy modules it imports."""
    code = (
        "import sys\n"
        "from planner.cli import main\n"
        "try:\n"
        f"    main({words!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    said, _, heavy = done.stdout.rstrip("\n").rpartition("\n")
    return said + done.stderr, ast.literal_eval(heavy)


def test_help_needs_nothing_heavy() -> None:
    said, heavy = heavy_after("--help")
    assert "solve" in said
    assert heavy == []


def helped(command: click.Command, *path: str) -> Iterator[str]:
    """The help of a command and of those below it."""
    yield run(*path, "--help").output
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from helped(below, *path, name)


def test_help_is_in_the_language_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """English is said by nothing but names, in all commands."""
    monkeypatch.setenv("LC_MESSAGES", "de_AT.UTF-8")
    said = " ".join(" ".join(helped(main)).split())
    for text in ("Aufruf:", "Befehle:", "Optionen:", "Vorgabe:", "Arbeitsmappe", "[nötig]"):
        assert text in said
    assert not {"the", "Usage:", "Default:", "exit.", "SECONDS"} & {*said.split()}


def test_faults_are_told_without_the_solver(tmp_path: Path) -> None:
    source = tmp_path / "faulty.xlsx"
    source.write_bytes(book({"Tasks": [("ID", "Duration", "Predecessors"), (1, "2d", "7")]}))
    said, heavy = heavy_after("check", str(source))
    assert "[unknown-predecessor]" in said
    assert not {"ortools", "pandas", "numba"} & {*heavy}


def test_solve_writes_the_plan_beside_the_input_and_sums_it_up(tiny: Path) -> None:
    result = run("solve", tiny, *LIMIT)
    assert result.exit_code == 0, result.output
    assert (tiny.parent / "tiny.plan.xlsx").is_file()
    for word in ("optimal", "finish", "cost", "deadline", "tiny.plan.xlsx"):
        assert word in result.stdout
    assert "Reading" in result.stderr


def test_solve_says_how_late_each_deadline_is(tiny: Path) -> None:
    result = run("solve", tiny, *LIMIT)
    assert "1 day late: Second, wanted by 2027-01-12" in result.stdout
    assert "on time: Third" in result.stdout


def test_the_same_options_give_the_same_files(tiny: Path) -> None:
    made = []
    for name in ("one", "two"):
        book, text = tiny.with_name(f"{name}.xlsx"), tiny.with_name(f"{name}.json")
        assert run("solve", tiny, "-o", book, "--json", text, *LIMIT).exit_code == 0
        made.append((book.read_bytes(), text.read_bytes()))
    assert made[0] == made[1]


def test_the_result_can_be_planned_again(tiny: Path) -> None:
    run("solve", tiny, *LIMIT)
    again = run("solve", tiny.with_name("tiny.plan.xlsx"), *LIMIT)
    assert again.exit_code == 0, again.output
    assert "never written over" in again.stdout
    assert tiny.with_name("tiny.plan (2).xlsx").is_file()


def test_an_earlier_result_is_replaced_and_another_file_only_with_force(tiny: Path) -> None:
    assert run("solve", tiny, *LIMIT).exit_code == 0
    assert run("solve", tiny, *LIMIT).exit_code == 0
    other = tiny.with_name("other.xlsx")
    other.write_bytes(b"mine")
    refused = run("solve", tiny, "-o", other, *LIMIT)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert other.read_bytes() == b"mine"
    assert run("solve", tiny, "-o", other, "--force", *LIMIT).exit_code == 0
    assert other.read_bytes() != b"mine"


def test_the_input_is_never_written_over(tiny: Path) -> None:
    before = tiny.read_bytes()
    result = run("solve", tiny, "-o", tiny, "--force", *LIMIT)
    assert result.exit_code == 2
    assert tiny.read_bytes() == before


def test_workbook_and_json_need_two_files(tiny: Path) -> None:
    both = tiny.with_name("both.xlsx")
    result = run("solve", tiny, "-o", both, "--json", both, *LIMIT)
    assert result.exit_code == 2
    assert not both.exists()


def test_an_input_with_faults_ends_with_1_and_lists_them_all(tmp_path: Path) -> None:
    source = tmp_path / "broken.xlsx"
    source.write_bytes(tiny_workbook(durations=("soon", "later", "1d")))
    for command in (("check", "--all"), ("solve",)):
        result = run(*command, source)
        assert result.exit_code == 1
        assert "Tasks!C2" in result.stderr
        assert "Tasks!C3" in result.stderr
        assert "[bad-duration]" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["broken.xlsx"]


def test_a_plan_that_cannot_be_ends_with_1_and_says_so_in_json(tmp_path: Path) -> None:
    source, text = tmp_path / "never.xlsx", tmp_path / "never.json"
    source.write_bytes(tiny_workbook(finish_no_later="2027-01-11"))
    result = run("solve", source, "--json", text, *LIMIT)
    assert result.exit_code == 1, result.output
    assert json.loads(text.read_text(encoding="utf-8"))["status"] == "infeasible"
    old = tmp_path / "never.plan.xlsx"
    assert not old.exists()
    assert "the plan from before" not in result.output
    old.write_bytes(tiny_workbook())
    assert f"{old} is still the plan from before" in run("solve", source, "--force", *LIMIT).stderr


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 torn"])
def test_what_is_no_workbook_ends_with_1(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "text.xlsx"
    source.write_bytes(content)
    result = run("check", source)
    assert result.exit_code == 1
    assert result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("solve",),
        ("plan", "a.xlsx"),
        ("solve", "missing.xlsx"),
        ("check", "missing.xlsx"),
        ("check", "."),
        ("template", "nowhere/a.xlsx"),
        ("template", "a.ods"),
        ("solve", "there.xlsx", "-o", "plan.txt"),
        ("check", "there.xlsx", "--mark", "marked"),
        ("solve", "a.xlsx", "--time-limit", "0"),
        ("solve", "a.xlsx", "--workers", "0"),
        ("solve", "a.xlsx", "--seed", "-1"),
        ("solve", "a.xlsx", "--goals", "beauty"),
        ("solve", "a.xlsx", "--goals", "cost,cost"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.xlsx").write_bytes(tiny_workbook())
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["there.xlsx"]
    assert "Traceback" not in result.output


def test_check_tells_what_was_read(tiny: Path) -> None:
    result = run("check", tiny)
    assert result.exit_code == 0, result.output
    assert "3 tasks" in result.stdout
    assert "It can be planned." in result.stdout


def test_check_says_what_the_goals_will_leave_out_of_account(tmp_path: Path) -> None:
    """One deadline has a penalty, the other none: priorities count, and the 10,000 do not."""
    head = ["ID", "Task Name", "Duration", "Deadline", "Late Penalty"]
    due = "2026-03-04"
    tasks: Rows = [head, [1, "Dig", "6d", due, 10_000], [2, "Pour", "5d", due, None]]
    settings: Rows = [["Project start", "2026-03-02"]]
    source = tmp_path / "plan.xlsx"
    source.write_bytes(book({"Tasks": tasks, "Settings": settings}))
    result = run("check", source)
    assert result.exit_code == 0
    assert "penalty-ignored" in run("check", source, "--all").stdout
    assert "decide what may be late, as 1 of 2 deadlines has none" in " ".join(
        result.stdout.split()
    )


def test_check_says_on_one_screen_what_is_to_be_fixed(tmp_path: Path) -> None:
    source = tmp_path / "many.csv"
    rows = "".join(f"{n},Task {n},soon,red\n" for n in range(1, 500))
    source.write_text(f"ID,Task,Duration,Colour\n{rows}", encoding="utf-8")
    result = run("check", source)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) < 25
    for part in ("B Task = Task Name", "D Colour", "Tasks!C2", "and 490 more", "Project start"):
        assert part in _flat(result.stderr)
    assert len(run("check", source, "--all").stderr.splitlines()) > 499


def test_a_column_is_mapped(tmp_path: Path) -> None:
    source = tmp_path / "plan.csv"
    source.write_text("Project start,2027-03-01\nID,Task,Days,Needs\n1,Dig,2,\n2,Pour,1,1\n")
    assert "D Needs = Predecessors (as you say)" in _flat(
        told := run("check", source, "--map", "Predecessors=Needs").stdout
    )
    assert '--map "Predecessors=Needs"' in _flat(told)
    assert "beside Columns: Predecessors=Needs" in _flat(told)
    result = run("check", source, "--map", "Predecessors=Need")
    assert (result.exit_code, 'did you mean "Needs"?' in _flat(result.stderr)) == (1, True)
    assert run("check", source, "--map", "Predecessors").exit_code == 2
    result = run("solve", source, "--map", "Predecessors=Needs", *LIMIT)
    assert "finish     Wed 2027-03-03" in result.stdout
    then = tmp_path / "next.csv"
    then.write_text("Project start,2027-03-01\nID,Task,Days,Needs\n1,Dig,2,\n2,Pour,2,1\n")
    like = tmp_path / "plan.plan.xlsx"
    told = run("check", then, "--like", like).stdout
    assert "D Needs = Predecessors (as you say)" in _flat(told)
    told = run("check", then, "--like", like, "--map", "Ignore=Needs").stdout
    assert "Needs = Predecessors" not in _flat(told)
    result = run("check", then, "--like", then)
    assert (result.exit_code, "says nothing of how it is to be read" in result.stderr) == (1, True)


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_folder_of_tables_is_planned_like_a_workbook(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "tasks.csv").write_text("ID;Task;Days;Who\n1;Dig;2;Ann\n", encoding="utf-8")
    (folder / "people.csv").write_text("Name,Rate\nAnn,50/h\n", encoding="utf-8")
    (folder / "settings.csv").write_text("Project start,2027-03-01\n", encoding="utf-8")
    result = run("solve", folder, *LIMIT)
    assert "cost       800.00" in result.stdout
    assert (tmp_path / "plan.plan.xlsx").exists()
    assert run("solve", folder, "--in-place", *LIMIT).exit_code == 2
    for option in ("--in-place", "--write-back"):
        refused = run("solve", folder / "tasks.csv", option, *LIMIT)
        assert (refused.exit_code, "needs a workbook" in refused.output) == (2, True)


@pytest.mark.parametrize("example", [True, False])
def test_the_template_is_written_once_and_the_example_can_be_planned(
    tmp_path: Path, example: bool
) -> None:
    target = tmp_path / "new.xlsx"
    arguments = ["template", str(target), *(["--example"] if example else [])]
    assert run(*arguments).exit_code == 0
    assert run(*arguments).exit_code == 2
    if example:
        result = run("solve", target, *LIMIT)
        assert result.exit_code == 0, result.output


def test_control_characters_of_a_workbook_do_not_reach_the_terminal(tmp_path: Path) -> None:
    source = tmp_path / "loud.xlsx"
    source.write_bytes(tiny_workbook(name="Bell \u009b31m and \u202e gnirts"))
    result = run("solve", source, *LIMIT)
    assert result.exit_code == 0, result.output
    assert "\u009b" not in result.output
    assert "\u202e" not in result.output


def test_every_goal_of_the_command_is_planned_for_read_and_explained() -> None:
    from planner.goals import DEFAULT, GOALS
    from planner.project import Project, Settings
    from planner.translate.aims import aims

    assert set(DEFAULT) <= set(GOALS)
    assert all(goal.meaning and goal.caption for goal in GOALS.values())
    for goal in GOALS:
        project = Project(start=datetime(2027, 3, 1), settings=Settings(), tasks=())
        assert [scale.name for scale in aims(project, [goal], 60, 1000).scales]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")
@pytest.mark.parametrize("phase", ["Planning", "Writing"])
def test_ctrl_c_keeps_the_best_plan(phase: str, tmp_path: Path) -> None:
    target = tmp_path / "kept.xlsx"
    command = [sys.executable, "-c", "from planner.cli import main; main()", "solve"]
    brief = ["--deterministic-limit", "0.1"] if phase == "Writing" else []
    process = subprocess.Popen(
        [*command, str(EXAMPLES / "software-release.xlsx"), "-o", str(target), *brief],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    while phase not in (line := process.stderr.readline()):
        assert line, f"ended before {phase}"
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "finish" in output
    assert target.is_file()


def test_dates_without_links_are_kept_unless_all_is_to_be_planned_freely(tmp_path: Path) -> None:
    rows: Rows = [("Task", "Duration", "Who", "Start", "Finish"),
            ("Paint", "2d", "Ann", date(2027, 1, 20), date(2027, 1, 21))]  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    source, starts = tmp_path / "a.xlsx", []
    book.save(source)
    for more in ([], ["--from-scratch"]):
        out = tmp_path / f"{len(more)}.json"
        arguments = ["solve", str(source), "-o", str(tmp_path / "b.xlsx"), "--json", str(out)]
        arguments += ["--start", "2027-01-11", "--deterministic-limit", "1", "--force", *more]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
        starts.append(json.loads(out.read_text(encoding="utf-8"))["tasks"][0]["start"][:10])
    assert starts == ["2027-01-20", "2027-01-11"]
