"""The small parts alone: words, options, names, limits, the course of a search."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from models.check.referee import RULES
from models.schedule import Assignment, Schedule, Task
from planner.goals import GOALS
from planner.language.catalogues import entries, key
from planner.phrase import Phrase
from planner.pipeline import Draft
from planner.web import checkpoint, forms
from planner.web.config import Config, is_loopback
from planner.web.curve import curve
from planner.web.guard import RateLimit, too_large
from planner.web.site import HERE, TITLES
from planner.web.store import Job, Store
from planner.web.words import LANGUAGES, words_for

ENGLISH = LANGUAGES["en"]
GERMAN = LANGUAGES["de"]
TEXTS = {key(entry) for entry in entries("de")}


def said() -> set[str]:
    """Every text the templates and pages say."""
    sources = [*HERE.glob("templates/*.html"), HERE / "pages.py", HERE / "planned.py"]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    quoted = re.findall(r"""(?:\bt|words|language\(request\))\(\s*(["'])(.+?)\1""", text)
    return {found for _, found in quoted if not found.endswith(" ")}


def test_every_text_has_a_german_one() -> None:
    assert len(said()) > 80
    assert sorted(said() - TEXTS) == []


def test_every_goal_has_a_name_and_a_unit_in_both_languages() -> None:
    for name, goal in GOALS.items():
        assert name in TEXTS
        assert "_" not in ENGLISH(name)
        assert not goal.noun or goal.noun in TEXTS


def test_every_refusal_can_be_said_in_any_language() -> None:
    """Those of our own errors are held by their type."""
    calls = (
        (path, call)
        for path in HERE.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) in ("HTTPException", "_answer")
    )
    bare = [
        f"{path.name}:{call.lineno}"
        for path, call in calls
        for one in call.args
        if isinstance(one, ast.JoinedStr)
        or (isinstance(one, ast.Constant) and isinstance(one.value, str))
    ]
    assert bare == []
    assert all(isinstance(title, Phrase) for title in TITLES.values())
    told = GERMAN(too_large(10 << 20).detail)
    assert told == "Die Datei ist zu groß, höchstens 10 MB werden angenommen."


def test_numbers_and_dates_follow_the_language() -> None:
    assert ENGLISH.number(1234.5) == "1,234.5"
    assert GERMAN.number(1234.5) == "1.234,5"
    assert ENGLISH.money(1234.5, "EUR") == "EUR 1,234.50"
    assert GERMAN.money(1000, "EUR") == "1.000 EUR"
    assert ENGLISH.moment("2027-03-01T00:00") == "Mon 1 Mar 2027"
    assert GERMAN.moment("2027-03-01T17:00") == "Mo 1. Mär 2027, 17:00"
    assert ENGLISH.moment(None) == "–"
    assert ENGLISH.order("cost,finish") == "cost, then early finish"
    assert (ENGLISH.day(date(2027, 2, 1)), GERMAN.day(date(2027, 2, 1))) == ("1 Feb", "1. Feb")


def test_the_page_says_one_second_and_what_buttons_do() -> None:
    german = words_for("de", "")
    assert [german.seconds(n) for n in (1, 3)] == ["1 Sekunde", "3 Sekunden"]
    said = [german(text) for text in ("Share", "Change", "After")]
    assert said == ["Weitergeben", "Ändern", "Nachher"]


def test_the_language_is_chosen_by_wish_then_by_browser() -> None:
    assert words_for("de", "en").code == "de"
    assert words_for("", "zu-ZA, de;q=0.9, en;q=0.8").code == "de"
    assert words_for("xx", "").code == "en"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data_dir=tmp_path)


def test_options_have_defaults_and_limits(config: Config) -> None:
    assert forms.options({}, config) == {"time_limit": 60.0, "goals": []}
    given = {"time_limit": "99999", "goals": "cost, finish", "seed": "7", "deterministic_limit": 3}
    assert forms.options(given, config) == {
        "time_limit": 600,
        "goals": ["cost", "finish"],
        "seed": 7,
        "deterministic_limit": 3.0,
    }


@pytest.mark.parametrize(
    "bad",
    [
        {"time_limit": 0},
        {"time_limit": "inf"},
        {"time_limit": True},
        {"time_limit": []},
        {"goals": ["cost", "cost"]},
        {"goals": {"cost": 1}},
        {"goals": ["beauty"]},
        {"seed": -1},
        {"seed": "x"},
        {"seed": 1e400},
        {"deterministic_limit": -2},
    ],
)
def test_options_that_make_no_sense_are_refused(config: Config, bad: dict[str, object]) -> None:
    with pytest.raises(forms.BadOptionError):
        forms.options(bad, config)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plan.xlsx", "plan.xlsx"),
        ("C:\\Users\\ann\\plan.xlsx", "plan.xlsx"),
        ("../../a/Größe 2.xlsx", "Größe 2.xlsx"),
        ("", "workbook.xlsx"),
        ("..", "workbook.xlsx"),
    ],
)
def test_names_are_made_harmless(given: str, shown: str) -> None:
    assert forms.display_name(given) == shown


def test_a_long_name_keeps_its_ending() -> None:
    name = forms.display_name("x" * 500 + ".xlsx")
    assert name.endswith("x.xlsx")
    assert len(name) <= 120


def test_own_addresses_are_known(tmp_path: Path) -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("192.168.1.5")
    assert not is_loopback("example.org")
    open_to_all = Config(data_dir=tmp_path, host="0.0.0.0", token="x")
    assert open_to_all.knows_host("192.168.1.5")
    assert not open_to_all.knows_host("evil.example")


def test_a_rate_is_counted_for_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("planner.web.guard.time.monotonic", lambda: now)
    rate = RateLimit(2)
    rate.count("a")
    rate.count("a")
    assert rate.full("a")
    assert not rate.full("b")
    now += 61
    assert not rate.full("a")


def test_a_course_is_drawn_for_the_goal_at_hand() -> None:
    news = [
        {"elapsed": 0.1, "goal": "lateness", "value": 5.0, "bound": 1.0},
        {"elapsed": 1.0, "goal": "cost", "value": None, "bound": 0.0},
        {"elapsed": 2.0, "goal": "cost", "value": 900.0, "bound": 100.0},
        {"elapsed": 3.0, "goal": "cost", "value": 800.0, "bound": 100.0},
    ]
    assert curve(news[:1]) == ""
    assert curve([]) == ""
    drawn = curve(news)
    assert drawn.count("<polyline") == 2
    assert "nan" not in drawn


def test_a_checkpoint_comes_back_as_it_was(tmp_path: Path) -> None:
    seated = (Assignment(seat=0, resource=4),)
    task = Task(start=3, end=9, mode=1, assignments=seated, breaks=((4, 5),))
    draft = Draft(stretch=4.0, schedule=Schedule(tasks=(task, None)))
    checkpoint.save(tmp_path, draft)
    assert checkpoint.load(tmp_path) == draft


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"stretch": 1, "tasks": [[1]]}'])
def test_a_damaged_checkpoint_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / checkpoint.NAME).write_bytes(content)
    assert checkpoint.load(tmp_path) is None


def test_a_job_is_claimed_once_and_in_turn(tmp_path: Path) -> None:
    one, two = Store(tmp_path / "list"), Store(tmp_path / "list")
    for n in range(20):
        one.add(Job(id=f"{n:02}", created=float(n)))
    claimed = [(one if n % 2 else two).claim(0) for n in range(22)]
    assert [job and job.id for job in claimed] == [*(f"{n:02}" for n in range(20)), None, None]
    one.close()
    two.close()


def test_an_end_is_noted_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "list")
    store.add(Job(id="a", created=1.0))
    assert store.finish("a", "done", 2.0, headline={"cost": 1})
    assert not store.finish("a", "failed", 3.0)
    job = store.get("a")
    assert job is not None
    assert (job.state, job.headline) == ("done", {"cost": 1})
    store.close()


@pytest.mark.parametrize(
    ("value", "found"), [("yes", True), (True, True), ("", None), (None, None)]
)
def test_planning_freely_is_an_option(value: object, found: bool | None, tmp_path: Path) -> None:
    config = Config(data_dir=tmp_path)
    assert forms.options({"from_scratch": value}, config).get("from_scratch") is found
    with pytest.raises(forms.BadOptionError):
        forms.options({"from_scratch": "perhaps"}, config)
    assert forms.options({"write_back": value}, config).get("write_back") is found


def test_every_broken_rule_has_words_in_every_language() -> None:
    rules = [*RULES, "shape", "deadline", "status", "new", "gone"]
    for language in LANGUAGES.values():
        assert [rule for rule in rules if language(f"broken {rule}").startswith("broken")] == []
