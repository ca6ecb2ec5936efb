"""What holds for every test: the same examples, workbooks that are sound."""

import gc
import os
import sys
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from models.search import warm
from planner.ooxml.package import Package
from planner.reading import cells
from tests.planner.writing.checker import faults
from tests.sample import be_thorough

_QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("explore", deadline=None, suppress_health_check=_QUIET)
settings.register_profile("same", settings.get_profile("explore"), derandomize=True)
settings.load_profile("same")
"""The same examples everywhere, and a busy machine is no fault of a test. To look for new ones:
``pytest --hypothesis-profile explore``."""

# Or each of the hundreds of processes that tests start would compile the program again.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# openpyxl gathers the borders of merged cells, draws them again and reads charts, in most of the
# time that it takes to open one of our results; nothing here is about that.
cells._may_leave_looks()
cells._LOOKS_LEFT.set(True)


_MACHINE_CODE = warm.every()
"""`make setup` has begun it; here it is waited for, or made where it is not."""


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "try all seeds, not a sixteenth of them"
    parser.addoption("--thorough", action="store_true", help=told)


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--thorough"):
        be_thorough()
    if _hands_out(config):
        for code in _MACHINE_CODE:
            code.begin()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests stay: to look for garbage among them would take a third of the time.

    What the tests make is mostly freed without looking, so that is done seldom afterwards.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(_SELDOM, 10, 10)
        gc.enable()


_SELDOM = 400_000
"""New objects after which the young ones are looked through."""


_WAITING = ("test_browser", "test_recovery", "test_workers", "test_libreoffice", "tests/web/")
"""Where tests wait for servers, browsers and other processes, the longest first."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits is begun first, so that the rest is done beside it and nothing long comes last."""

    def place(item: pytest.Item) -> int:
        found = (k for k, part in enumerate(_WAITING) if part in item.nodeid)
        return next(found, len(_WAITING))

    items.sort(key=place)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Make machine code once while the processes collect, or each of them makes it for itself."""
    if _hands_out(session.config):
        for code in _MACHINE_CODE:
            code.wait()


def _hands_out(config: pytest.Config) -> bool:
    """Whether this process hands out tests to others (pytest-xdist)."""
    return bool(config.getoption("numprocesses", None)) and not hasattr(config, "workerinput")


@pytest.fixture(autouse=True)
def _english_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the language of the terminal in which the tests are run."""
    monkeypatch.setenv("LC_MESSAGES", "C")


@pytest.fixture(autouse=True)
def _results_are_sound(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check each result part by part, but where a test grafts into damaged files."""
    write = Package.data

    def checked(package: Package) -> bytes:
        data = write(package)
        assert faults(data) == []
        return data

    if request.node.get_closest_marker("damaged") is None:
        monkeypatch.setattr(Package, "data", checked)
