"""The six real projects, where they are at hand."""

from pathlib import Path

import pytest

from planner.pipeline import read_project
from planner.project import Unit

CASES = Path(__file__).parents[3].parent / "shared" / "cases"
EXPECTED = {
    "c2011-01-nursing-home-noordhinder": (153, 12),
    "c2011-05-telecom-system-agnes": (21, 6),
    "c2011-07-patient-transport-system": (49, 5),
    "c2012-04-asti-cuneo-highway": (67, 16),
    "c2012-08-sea-electricity": (437, 27),
    "c2012-17-building-a-dream": (33, 10),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_project_is_read_without_any_remark(name: str) -> None:
    path = CASES / f"{name}.xlsx"
    if not path.exists():
        pytest.skip("the real projects are not at hand")
    project = read_project(path.read_bytes(), path.name)
    assert (len(project.tasks), len(project.resources)) == EXPECTED[name]
    assert {issue.code for issue in project.remarks} == {"sheet-read"}
    assert all(task.baseline_start and task.duration for task in project.tasks)
    lags = [link.lag for task in project.tasks for link in task.dependencies]
    assert all(lag.unit is Unit.WORK for lag in lags)
