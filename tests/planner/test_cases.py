"""Six real projects, planned as they are: verified, and no later than their human planners.

The workbooks are no part of the repository; without them these tests are skipped. What they
come to is printed by ``python -m benchmarks.cases FOLDER``.
"""

from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.cases import Comparison, baseline_finish, compare, overbooked
from models.check import violations
from models.solve import SolveOptions as Limits
from models.solve import solve
from planner import Options, read_project, write_plan
from planner.translate import to_problem
from tests.planner.examples import CASES

OPTIONS = Options(deterministic_limit=10)
BASELINES = {
    "c2011-01-nursing-home-noordhinder": datetime(2015, 2, 9, 17),
    "c2011-05-telecom-system-agnes": datetime(2011, 7, 15, 17),
    "c2011-07-patient-transport-system": datetime(2011, 6, 29, 17),
    "c2012-04-asti-cuneo-highway": datetime(2013, 4, 26, 17),
    "c2012-08-sea-electricity": datetime(2014, 5, 18, 7),
    "c2012-17-building-a-dream": datetime(2013, 9, 20, 15),
}
HIGHWAY = "c2012-04-asti-cuneo-highway"
"""Its human plan books six resources more than they are there, so a real plan ends later."""

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the real projects are not here")


@pytest.fixture(scope="module", params=BASELINES)
def case(request: pytest.FixtureRequest) -> Path:
    return CASES / f"{request.param}.xlsx"


@pytest.fixture(scope="module")
def comparison(case: Path) -> Comparison:
    return compare(case, OPTIONS)


def test_the_baseline_column_implies_the_known_finish(case: Path) -> None:
    assert baseline_finish(read_project(case.read_bytes())) == BASELINES[case.stem]


def test_only_the_human_plan_of_the_highway_takes_more_than_there_is(case: Path) -> None:
    taken = overbooked(read_project(case.read_bytes()))
    assert len(taken) == (6 if case.stem == HIGHWAY else 0)


def test_the_plan_is_proved_best_and_no_later_than_the_human_one(comparison: Comparison) -> None:
    assert comparison.plan.status == "optimal"
    if comparison.name == HIGHWAY:
        assert comparison.plan.finish == datetime(2013, 5, 14, 17)
    else:
        assert comparison.days_won >= 0


def test_the_referee_finds_nothing(case: Path) -> None:
    translation = to_problem(read_project(case.read_bytes()))
    limits = Limits(deterministic_limit=10)
    result = solve(translation.problem, translation.objective, limits)
    assert result.schedule is not None
    assert violations(translation.problem, result.schedule) == ()


def test_the_workbook_comes_back_with_every_task_planned(
    case: Path, comparison: Comparison
) -> None:
    written = write_plan(case.read_bytes(), comparison.plan)
    assert written.remark == ""
    again = read_project(written.data)
    assert [task.id for task in again.tasks] == [row.task.id for row in comparison.plan.rows]
    assert all(row.start and row.finish for row in comparison.plan.rows)
