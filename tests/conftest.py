"""What holds for every test: a workbook that planner writes is a sound one."""

import pytest

from planner.ooxml.package import Package
from tests.planner.writing.checker import faults


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
