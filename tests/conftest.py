"""What holds for every test: machine code of these sources, workbooks that are sound."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import models.search
from planner.ooxml.package import Package
from tests.planner.writing.checker import faults

_QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("explore", deadline=None, suppress_health_check=_QUIET)
settings.register_profile("same", settings.get_profile("explore"), derandomize=True)
settings.load_profile("same")
"""The same examples everywhere, and a busy machine is no fault of a test. To look for new ones:
``pytest --hypothesis-profile explore``."""


def pytest_configure() -> None:
    """Forget machine code that is older than some source: numba looks at a function's own file."""
    sources = Path(models.search.__file__).parent
    compiled = (one for one in sources.glob("*.py") if "machine code" in one.read_text().lower())
    newest = max(source.stat().st_mtime for source in compiled)
    for index in (sources / "__pycache__").glob("*.nbi"):
        if index.stat().st_mtime < newest:
            index.unlink(missing_ok=True)


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
