"""Real projects at a status date, as their planners recorded them; skipped where they are not."""

from pathlib import Path

import pytest

from models.check import violations
from planner.pipeline import Draft, Options, read_project, solve
from planner.translate import to_problem

TRACKED = Path(__file__).parents[2].parent / "shared" / "cases" / "tracked"
BOOKS = sorted(TRACKED.glob("*.xlsx"))


@pytest.mark.skipif(not BOOKS, reason="the tracked projects are not here")
@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_a_tracked_project_is_planned_on_from_its_status_date(book: Path) -> None:
    project = read_project(book.read_bytes(), book.name)
    drafts: list[Draft] = []
    plan = solve(project, Options(deterministic_limit=1), keep=drafts.append)
    translation = to_problem(project, stretch=drafts[-1].stretch)
    assert violations(translation.problem, drafts[-1].schedule) == ()
    status = project.settings.status
    assert status is not None
    finishes = {row.task.id: row.finish for row in plan.rows}
    for row in plan.rows:
        told = row.task.progress
        assert row.start is not None
        if told.done:
            assert (row.start, row.finish) == (told.actual_start, told.actual_finish)
        elif told.begun:
            assert row.start == told.actual_start
        else:
            assert row.start >= status
            plain = (link for link in row.task.dependencies if link.kind == "FS")
            for link in (link for link in plain if link.lag.amount >= 0):
                before = finishes[link.task]
                assert before is not None
                assert row.start >= before
    spent = sum(record.cost for record in translation.history.records.values())
    assert spent == sum(task.progress.actual_cost or 0 for task in project.tasks)
