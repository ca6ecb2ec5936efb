"""Days of months below the names of their months, one block a month."""

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON


def project(rows: Rows) -> Project:
    return read_project(book({"Sheet1": rows}), choice=Choice(otherwise=MON))


def starts(found: Project) -> list[str]:
    return [f"{t.current_start:%Y-%m-%d}" for t in found.tasks if t.current_start and not t.summary]


NOV: Rows = [[3, "Draft", "Ann"], [12, "Print", "Bob"]]
DEC: Rows = [[1, "Send", "Ann"], [15, "Cards", "Bob"]]
JAN: Rows = [[11, "Review", "Ann"]]


@pytest.mark.parametrize("head", [["Day", "Task", "Who"], ["Tag", "Aufgabe", "Wer"]])
@pytest.mark.parametrize("again", [True, False])
def test_numbers_of_days_below_months_are_dates(head: list[str], again: bool) -> None:
    heads: Rows = [head] if again else []
    first: Rows = [["Calendar 2027"], [], *([] if again else [head])]
    found = project([*first, ["November"], *heads, *NOV, ["December"], *heads, *DEC,
                     ["January"], *heads, *JAN])  # fmt: skip
    assert starts(found) == ["2027-11-03", "2027-11-12", "2027-12-01", "2027-12-15", "2028-01-11"]


def test_months_in_another_order_stay_in_the_year_of_the_title() -> None:
    head = ["Day", "Task", "Who"]
    found = project([["Calendar 2027"], ["March"], head, *NOV, ["February"], head, *DEC,
                     ["May 2028"], head, *JAN])  # fmt: skip
    assert starts(found) == ["2027-03-03", "2027-03-12", "2027-02-01", "2027-02-15", "2028-05-11"]


def test_a_year_that_nothing_names_is_said() -> None:
    head = ["Day", "Task", "Who"]
    found = project([["Calendar"], ["June"], head, *NOV, ["July"], head, *DEC])
    assert starts(found)[0] == "2027-06-03"
    assert "year-assumed" in {issue.code for issue in found.remarks}


def test_other_numbers_below_months_are_no_days() -> None:
    head = ["Hours", "Task", "Who"]
    found = project([["Plan 2027"], ["November"], head, *NOV, ["December"], head, *DEC])
    assert starts(found) == []


def spans(found: Project) -> list[str]:
    return [
        f"{t.current_start:%Y-%m-%d}..{t.current_finish:%m-%d}"
        for t in found.tasks
        if t.current_start and t.current_finish and not t.summary
    ]


GARDEN: Rows = [["March 2027"], ["Order seeds", "Ann"], ["Dig beds", "Bob"],
                ["January 2027"], ["Plan", "Ann"], ["February 2027"], ["Prune", "Bob"]]  # fmt: skip


def test_tasks_below_months_lie_in_these() -> None:
    found = project([["Task", "Owner"], *GARDEN])
    assert spans(found) == [
        "2027-03-01..03-31", "2027-03-01..03-31", "2027-01-01..01-31", "2027-02-01..02-28",
    ]  # fmt: skip
    names = {task.id: task.name for task in found.tasks}
    assert [names.get(task.parent) for task in found.tasks if not task.summary][2] == "January 2027"


@pytest.mark.parametrize("more", [["Due", MON], ["Days", 3]])
def test_tasks_below_months_with_dates_or_lengths_keep_these(more: list[object]) -> None:
    rows = [[*row, more[1]] if len(row) > 1 else row for row in GARDEN]
    found = project([["Task", "Owner", more[0]], *rows])
    assert all(task.current_start is None for task in found.tasks if not task.summary)


def test_months_without_any_year_are_only_headings() -> None:
    rows = [[row[0].split()[0], *row[1:]] if row[0].endswith("2027") else row for row in GARDEN]
    found = project([["Task", "Owner"], *rows])
    assert spans(found) == []


def test_lengths_below_months_are_no_days_of_these() -> None:
    found = project(
        [["Plan 2027"], ["Days", "Task", "Who"], ["November"], *NOV, ["December"], *DEC]
    )
    assert [task.duration for task in found.tasks if not task.summary] == [1440, 5760, 480, 7200]
