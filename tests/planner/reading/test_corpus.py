"""Every workbook of the corpus gives exactly the project, or the faults, that it must give."""

import pytest

from planner.errors import InputError, Issue
from planner.pipeline import read_project
from tests.planner.reading.corpus import Case, cells, hazards, layouts, lines, own, traps

BOOKS = {
    f"{part.__name__.rpartition('.')[2]}: {name}": case
    for part in (layouts, cells, traps, hazards, own)
    for name, case in part.CASES.items()
}


def read(case: Case) -> tuple[list[str], tuple[Issue, ...]]:
    """The tasks, and all remarks."""
    try:
        project = read_project(case.make(), case.name, case.columns)
    except InputError as error:
        return [], error.issues
    return lines(project), project.remarks


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_is_read_as_it_must_be(name: str) -> None:
    case = BOOKS[name]
    found, issues = read(case)
    told = [(issue.code, issue.place) for issue in issues if issue.severity != "info"]
    assert (found, sorted(told)) == (list(case.lines), sorted(case.issues))
    assert set(case.notes) <= {issue.code for issue in issues}


def test_the_corpus_is_large_enough() -> None:
    assert len(BOOKS) >= 100
