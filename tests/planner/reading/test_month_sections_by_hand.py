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
