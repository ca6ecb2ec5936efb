"""Machine code that another process makes and keeps."""

import logging
import re
import runpy
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from numba.core import config

from models.search import compiled
from models.search import warm as warm_module
from models.search.warm import SHARES, Warm
from tests.models.support import being_made

HERE = "from pathlib import Path\nhere = Path(__file__).parent\n"


def making(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> Warm:
    """What a module with this `make` makes: a file `made`."""
    (folder / "module_that_makes.py").write_text(f"{HERE}\ndef make():\n    {body}\n")
    monkeypatch.syspath_prepend(str(folder))
    return Warm("module_that_makes", (folder / "made").exists)


def test_another_process_makes_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warm = making(tmp_path, monkeypatch, 'open(here / "made", "a").write("x")')
    assert not warm.ready()
    assert warm.wait()
    assert warm.ready()
    warm.begin()
    assert warm.wait()
    assert Warm("module_that_makes", (tmp_path / "made").exists).wait(), "later ones find it"
    assert (tmp_path / "made").read_text() == "x"


def test_it_is_made_by_the_module_run_as_a_program_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run as a program it has another name, under which no process finds it."""
    making(tmp_path, monkeypatch, 'open(here / "made", "a").write("x")')
    program = runpy.run_path(str(warm_module.__file__), run_name="a program")["Warm"]
    assert program("module_that_makes", (tmp_path / "made").exists).wait()


@pytest.mark.skipif(sys.platform == "win32", reason="waits as on POSIX")
def test_processes_that_want_the_same_make_it_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = 'log = open(here / "log", "ab", 0); log.write(b"("); time.sleep(0.3); log.write(b")")'
    first = making(tmp_path, monkeypatch, f"import time; {body}")
    second = Warm("module_that_makes", (tmp_path / "made").exists)
    first.begin()
    assert second.wait()
    assert first.wait()
    assert (tmp_path / "log").read_text() == "()()"


def test_planning_goes_on_without_what_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        warm = making(tmp_path, monkeypatch, 'raise OSError("no compiler")')
        assert not warm.wait()
    assert not warm.ready()
    assert "planning goes on without it" in caplog.text


def test_nobody_waits_longer_than_asked_to() -> None:
    warm = being_made()
    assert not warm.wait(lambda: True, poll=0.001)
    assert not warm.failed


def test_each_state_of_the_sources_has_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numba looks at the file of the function that is called only: one inside may have changed."""
    source = tmp_path / "sources" / "one.py"
    source.parent.mkdir()
    source.write_text("1")
    monkeypatch.setattr(compiled, "__file__", str(source))
    first = compiled.folder.__wrapped__()
    assert first == compiled.folder.__wrapped__()
    assert first.parent == source.parent / "__pycache__"
    source.write_text("2")
    assert compiled.folder.__wrapped__() != first


def test_machine_code_is_kept_among_the_users_caches_where_the_sources_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "__pycache__").write_text("in the way")
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "one.py"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert compiled.folder.__wrapped__().parent == tmp_path / "caches"
    (tmp_path / "caches").rename(tmp_path / "gone")
    (tmp_path / "caches").write_text("in the way too")
    short = compiled.folder.__wrapped__()
    assert short.is_dir()
    assert tmp_path not in short.parents


def test_code_of_two_threads_is_kept_in_the_same_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numba takes the folder from a setting of all threads: one that was done took it away."""
    entered, beside, left, seen = Event(), Event(), Event(), []

    def slowly(function: Callable[..., object], **_: bool) -> Callable[..., object]:
        if function is first:
            entered.set()
            beside.wait(0.3)
        else:
            beside.set()
            left.wait(1)
        seen.append(vars(config)["CACHE_DIR"])
        return function

    def first() -> None:
        """The function of the first thread."""

    monkeypatch.setattr(compiled, "_compiled", slowly)
    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(compiled.compiled, first)
        one.add_done_callback(lambda _: left.set())
        entered.wait(5)
        threads.submit(compiled.compiled, print)
    assert seen == [str(compiled.folder())] * 2


def test_kept_code_is_seen() -> None:
    from models.search import annealing, chain

    annealing.make()
    assert compiled.kept(chain.walk)


def test_whoever_sets_up_makes_all_the_machine_code_there_is() -> None:
    root = Path(compiled.__file__).parents[2]
    for place in ("Containerfile", "Makefile"):
        assert re.search(r"python -m models\.search\.warm(?! models)", (root / place).read_text())
    made = {module for share in SHARES for module in share}
    sources = (p for p in (root / "models").rglob("*.py") if "\nWARM = " in p.read_text())
    wanted = {".".join(p.relative_to(root).with_suffix("").parts) for p in sources}
    assert made == wanted


def test_all_is_made_share_by_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    making(tmp_path, monkeypatch, 'open(here / "made", "a").write("x")')
    with (tmp_path / "module_that_makes.py").open("a") as source:
        source.write(
            "from models.search.warm import Warm\nWARM = Warm(__name__, (here / 'made').exists)\n"
        )
    monkeypatch.setattr(warm_module, "SHARES", (("module_that_makes",),))
    monkeypatch.setattr(sys, "argv", ["warm"])
    warm_module.main()
    assert (tmp_path / "made").read_text() == "x"
    assert all(code.ready() for code in warm_module.every())
