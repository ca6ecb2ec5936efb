"""The documentation keeps its word: every example in it runs."""

import json
import re
import runpy
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import models
import planner
from planner.cli import main
from planner.goals import GOALS
from tests.planner.examples import EXAMPLES, ROOT

DOCS = ROOT / "docs"
BRIEF = {
    "solve": ("--deterministic-limit", "0.01"),
    "ask": ("--deterministic-limit", "0.005"),
    "levers": ("--time-limit", "0.2", "--lever-time", "0.1"),
}
"""Each command has to run, not to find the best plan."""
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def boxes(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for example in EXAMPLES.glob("*.xlsx"):
        if not example.stem.endswith(".plan"):
            shutil.copy(example, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands(page: Path) -> list[str]:
    lines = "".join(boxes(page, "sh")).splitlines()
    return [line for line in lines if line.startswith("planner ")]


def test_every_page_stands_in_the_menu_of_the_site() -> None:
    menu = re.findall(r": (\S+\.(?:md|ipynb))$", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE)
    pages = [*DOCS.rglob("*.md"), *DOCS.rglob("*.ipynb")]
    assert {page.relative_to(DOCS).as_posix() for page in pages} <= {*menu}


def test_the_words_of_make_are_targets() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    places = [*PAGES, ROOT / ".github" / "workflows" / "ci.yml", ROOT / ".ci" / "run"]
    text = "\n".join(place.read_text(encoding="utf-8") for place in places)
    assert {*re.findall(r"(?:`|^|run: )make (\w+)", text, re.MULTILINE)} <= {*targets}


TUTORIALS = [*(DOCS / "tutorials").glob("*.md"), DOCS / "weekly.md"]


# The commands of tutorials are run in their order, in test_tutorials.py.
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page not in TUTORIALS and commands(page)],
    ids=lambda page: page.name,
)
def test_every_command_shown_runs(folder: Path, page: Path) -> None:
    for line in dict.fromkeys(commands(page)):
        words = shlex.split(line)[1:]
        brief = BRIEF.get(words[0], ())
        result = CliRunner().invoke(main, [*words, *brief])
        assert result.exit_code == 0, f"{line}\n{result.output}"


def test_every_command_and_option_is_described() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"## planner {name}" in text
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert all(f"`{word}" in text for word in parameter.opts), parameter.opts


def test_every_goal_is_described() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    assert set(GOALS) <= set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))


def test_every_python_example_runs(folder: Path) -> None:
    names: dict[str, object] = {}
    for box in boxes(DOCS / "api.md", "python"):
        exec(compile(box, "docs/api.md", "exec"), names)
    assert (folder / "launch.plan.xlsx").is_file()


def _printed(box: str, names: dict[str, object], capsys: pytest.CaptureFixture[str]) -> str:
    exec(compile(box, "docs/models.md", "exec"), names)
    return capsys.readouterr().out


def test_every_model_shown_prints_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    page = DOCS / "models.md"
    shown = list(zip(boxes(page, "python"), boxes(page, "text"), (12, 20), strict=True))
    for box, text, lines in shown:
        assert len([line for line in box.splitlines() if line]) <= lines
        assert _printed(box, {}, capsys) == text


def test_pyjobshop_ends_as_early(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyjobshop")
    page = DOCS / "models.md"
    shown = list(zip(boxes(page, "python"), boxes(page, "pyjobshop"), strict=True))
    for ours, theirs in shown:
        finish = re.search(r"finish (\d+)", _printed(ours, {}, capsys))
        assert finish is not None
        assert _printed(theirs, {}, capsys).startswith(finish[1])


def test_everything_public_of_models_is_described() -> None:
    text = "".join((DOCS / page).read_text(encoding="utf-8") for page in ("models.md", "api.md"))
    public = [name for name in vars(models.Model) if not name.startswith("_")]
    assert [name for name in public if name not in text] == []
    assert sorted(models.__all__) == sorted(set(models.__all__) & set(vars(models)))


def test_the_public_face_is_described() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    for name in ("plan_workbook", "read_project", "solve", "write_plan", "Options", "InputError"):
        assert name in planner.__all__
        assert name in text


def test_the_json_shown_is_the_json_written(folder: Path) -> None:
    (text,) = boxes(DOCS / "json.md", "json")
    shown = json.loads(text)
    arguments = ["solve", "product-launch.xlsx", "--json", "a.json", "--deterministic-limit", "5"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    written = json.loads(Path("a.json").read_text(encoding="utf-8"))
    shown_id = shown["tasks"][0]["id"]
    written["tasks"] = [task for task in written["tasks"] if task["id"] == shown_id]
    written["chains"] = [
        {**chain, "steps": chain["steps"][-1:]}
        for chain in written["chains"]
        if chain["of"] == shown_id
    ]
    assert written == shown


def test_every_field_of_the_json_is_described() -> None:
    text = (DOCS / "json.md").read_text(encoding="utf-8")
    shown = json.loads(boxes(DOCS / "json.md", "json")[0])
    task, chain = shown["tasks"][0], shown["chains"][0]
    parts = (shown, shown["goals"][0], task, task["assignments"][0], task["causes"][0], chain)
    for part in parts:
        for field in part:
            assert f"`{field}`" in text


@pytest.mark.parametrize("package", ["planner", "models"])
def test_the_drawing_of_the_rooms_is_the_code(package: str) -> None:
    draw = runpy.run_path(str(DOCS / "draw_rooms.py"))
    picture = (DOCS / f"rooms-{package}.svg").read_text(encoding="utf-8")
    assert draw["current"](package, picture), "run python docs/draw_rooms.py"
    without = re.sub("<title>.*?</title>", "", picture, count=1)
    assert not draw["current"](package, without)
    assert not draw["current"](package, re.sub("<text.*?</text>", "", picture, count=1))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith("https://"):
            assert (page.parent / target).exists(), target
