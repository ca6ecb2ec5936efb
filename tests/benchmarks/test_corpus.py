"""The corpus is what its truths say, and the bench judges as it promises."""

import ast
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.corpus import charts, dirt, exports, formulas, languages, make
from benchmarks.corpus.__main__ import main, try_all
from benchmarks.corpus.adapter import Answer, Remark
from benchmarks.corpus.compare import judge
from benchmarks.corpus.tables import Case
from benchmarks.corpus.truth import Link, TaskTruth, Truth, dump, keys, load, minutes, truth_file
from benchmarks.corpus.words import words

FOLDER = Path(make.__file__).parent


@cache
def corpus() -> tuple[Case, ...]:
    return tuple(make.cases())


def sheets(case: Case) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(BytesIO(case.data), data_only=True)
    return {sheet.title: sheet for sheet in book.worksheets}


def at(found: dict[str, Worksheet], place: str) -> object:
    sheet, _, cell = place.rpartition("!")
    return found[sheet][cell].value


def test_the_corpus_is_large_and_every_file_has_a_name_of_its_own() -> None:
    names = [case.name for case in corpus()]

    assert len(names) >= 150
    assert len({truth_file(Path(name)) for name in names}) == len(names)
    assert len({case.truth.language for case in corpus()}) >= 30


@pytest.mark.parametrize("part", [charts, dirt, exports, formulas], ids=lambda part: part.__name__)
def test_two_runs_make_equal_bytes(part: ModuleType) -> None:
    made = {case.name: case for case in corpus()}

    for case in part.cases():
        assert case.data == made[case.name].data, case.name
        assert dump(case.truth) == dump(made[case.name].truth), case.name


def test_nothing_but_the_adapter_imports_the_product() -> None:
    def imports(path: Path) -> set[str]:
        tree = ast.parse(path.read_text("utf-8"))
        whole = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
        parts = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        named = {alias.name for node in whole for alias in node.names}
        return {name.split(".")[0] for name in named | {node.module or "" for node in parts}}

    users = {path.name for path in FOLDER.glob("*.py") if imports(path) & {"planner", "models"}}

    assert users == {"adapter.py"}


def test_tasks_headers_and_dates_stand_where_the_truth_says() -> None:
    for case in [case for case in corpus() if case.name.endswith(".xlsx")][::5]:
        found = sheets(case)
        for places in case.truth.columns.values():
            assert all(place.rpartition("!")[0] in found for place in places), case.name
        for task in case.truth.tasks:
            if not task.summary:
                assert str(at(found, task.cell)).strip() == task.name, (case.name, task.cell)
                assert dates_differ(case.truth, task, found) == [], case.name


def dates_differ(truth: Truth, task: TaskTruth, found: dict[str, Worksheet]) -> list[str]:
    """Cells of a task that hold another date than the truth says."""
    sheet, _, name = task.cell.rpartition("!")
    row = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    wrong = []
    for field, day in (("start", task.start), ("finish", task.finish)):
        for header in truth.columns.get(field, ()):
            cell = f"{sheet}!{header.rpartition('!')[2].rstrip('0123456789')}{row}"
            value = at(found, cell)
            if isinstance(value, datetime) and cell not in truth.doubtful:
                wrong += [cell] if value.date().isoformat() != day else []
    return wrong


def test_what_a_truth_says_fits_together() -> None:
    for case in corpus():
        truth = case.truth
        called = set(keys(truth.tasks))
        assert truth.kind
        for task in truth.tasks:
            assert task.parent in {*called, "", None}, (case.name, task.name)
            assert {link.task for link in task.links or ()} <= called, (case.name, task.name)
            assert all(minutes(amount) >= 0 for amount in (task.duration, task.work) if amount)
            if task.start and task.finish:
                assert task.start <= task.finish, (case.name, task.name)
            if truth.people is not None and task.people is not None:
                assert set(task.people) <= set(truth.people), (case.name, task.name)


def test_no_link_goes_back_in_time() -> None:
    for case in corpus():
        starts = {task.name: task.start for task in case.truth.tasks}
        for task in case.truth.tasks:
            for link in task.links or ():
                before, start = starts[link.task], task.start
                assert not (before and start) or before <= start, (case.name, task.name)


def test_every_language_has_its_eleven_columns_named() -> None:
    plain = [case for case in corpus() if case.truth.kind == "eleven columns"]

    assert {case.truth.language for case in plain} == set(words())
    assert len(plain) >= 50
    for language in words().values():
        headers = [language[field] for field in languages.FIELDS]
        assert all(headers)
        assert len(set(headers)) == 11


@pytest.mark.parametrize("place", [0, -1])
def test_a_truth_is_the_same_after_it_was_written_and_read(place: int) -> None:
    case = corpus()[place]
    assert load(dump(case.truth)) == case.truth


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("5d", 2400), ("1w 2d", 3360), ("90m", 90), ("1.5d", 720), ("1mo", 9600)],
)
def test_amounts(amount: str, expected: int) -> None:
    assert minutes(amount) == expected


def test_what_is_no_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="no amount"):
        minutes("soon")


TRUTH = Truth(
    kind="small",
    tasks=(
        TaskTruth(name="Dig", cell="Plan!A2", duration="2d", people=("Ann",), links=()),
        TaskTruth(name="Pour", cell="Plan!A3", duration="1d", links=(Link(task="Dig"),)),
    ),
    columns={"name": ("Plan!A1",), "duration": ("Plan!B1",), "links": ("Plan!C1",)},
)


def answer(*remarks: Remark, **change: object) -> Answer:
    """The right reading, with a change of its second task."""
    second = replace(TRUTH.tasks[1], **change)  # type: ignore[arg-type]
    return Answer(reading=replace(TRUTH, tasks=(TRUTH.tasks[0], second)), remarks=remarks)


def remark(cell: str, topic: str = "") -> Remark:
    return Remark(sheet="Plan", cell=cell, text="look", topic=topic)


def test_what_is_equal_is_understood() -> None:
    outcome = judge(TRUTH, answer(duration="480m"))

    assert outcome.verdict == "understood"
    assert not outcome.needless


@pytest.mark.parametrize("cell", ["B3", "B1"], ids=["its cell", "its header"])
def test_a_difference_whose_cell_is_named_is_doubt(cell: str) -> None:
    assert judge(TRUTH, answer(remark(cell), duration="5d")).verdict == "doubt"


@pytest.mark.parametrize("cell", ["B2", "C3", ""], ids=["other row", "other column", "none"])
def test_a_difference_is_wrong_if_another_cell_is_named(cell: str) -> None:
    assert judge(TRUTH, answer(remark(cell), duration="5d")).verdict == "wrong"


def test_a_missing_link_is_wrong_and_a_lag_may_be_told_in_two_ways() -> None:
    free = replace(TRUTH.tasks[1], links=(Link(task="Dig", lag="2d|4ed"),))
    truth = replace(TRUTH, tasks=(TRUTH.tasks[0], free))

    assert judge(TRUTH, answer(links=())).verdict == "wrong"
    assert judge(truth, answer(links=(Link(task="Dig", lag="5760em"),))).verdict == "understood"
    assert judge(truth, answer(links=(Link(task="Dig", lag="480m"),))).verdict == "wrong"


def test_a_refusal_is_doubt_if_it_names_a_cell_of_the_table() -> None:
    assert judge(TRUTH, Answer(reading=None, remarks=(remark("A3"),))).verdict == "doubt"
    assert judge(TRUTH, Answer(reading=None, remarks=(remark(""),))).verdict == "wrong"


def test_refusing_what_holds_no_plan_is_right() -> None:
    assert judge(Truth(kind="none"), Answer(reading=None, remarks=())).verdict == "understood"
    assert judge(Truth(kind="none"), answer()).verdict == "wrong"


def test_a_remark_is_needless_unless_the_file_calls_for_it() -> None:
    doubtful = replace(TRUTH, doubtful=("Plan!B3",))
    remarks = (remark("B3"), remark("", "start"), remark("", "links"), remark("C2"))

    assert judge(doubtful, answer(*remarks)).needless == remarks[2:]


def test_where_headers_do_not_say_everything_a_remark_at_a_header_is_right() -> None:
    guessed = replace(TRUTH, guessed=True)

    assert judge(TRUTH, answer(remark("B1"))).needless == (remark("B1"),)
    assert judge(guessed, answer(remark("B1"), remark("B2"))).needless == (remark("B2"),)


def test_a_fragile_file_may_lose_some_columns() -> None:
    fragile = replace(TRUTH, fragile=2)

    assert judge(fragile, answer(links=())).verdict == "understood"
    assert judge(fragile, answer(links=(), duration="9d")).verdict == "wrong"


def test_the_bench_reads_a_folder_and_prints_its_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = [case for case in corpus() if case.truth.kind in ("no plan", "export of MS Project")]
    for case in chosen:
        (tmp_path / case.name).write_bytes(case.data)
        truth_file(tmp_path / case.name).write_text(dump(case.truth), "utf-8")

    verdicts = Counter(one.outcome.verdict for one in try_all(tmp_path))
    main([str(tmp_path), "--kind", "no plan", "--details"])

    assert sum(verdicts.values()) == len(chosen)
    assert capsys.readouterr().out.splitlines()[-3].startswith("all          5           5")
