"""Days counted from an event: T-30, two weeks before, the day after."""

from datetime import datetime

import pytest

from planner.project import Project
from tests.planner.reading.strangers import codes, read, tree


def due(project: Project) -> list[str]:
    return [f"{task.deadline:%Y-%m-%d}" for task in project.tasks if task.deadline]


@pytest.mark.parametrize("title", ["Launch on 1 September 2027", "Go live: 2027-09-01"])
@pytest.mark.parametrize("head", ["T-minus", "When"])
@pytest.mark.parametrize("letter", ["T", "D", "J"])
def test_days_before_the_day_of_the_title(title: str, head: str, letter: str) -> None:
    rows = [[f"{letter}-30", "Freeze", "Ann"], [f"{letter}-20", "Test", "Bob"],
            [f"{letter}-0", "Launch", "Ann"], [f"{letter}+5", "Review", "Bob"]]  # fmt: skip
    found = read([[title], [head, "Activity", "Owner"], *rows])
    assert due(found) == ["2027-08-02", "2027-08-12", "2027-09-01", "2027-09-06"]


@pytest.mark.parametrize(
    "when",
    [("12 months before", "2 weeks before", "The day before", "Day of"),
     ("12 Monate vorher", "2 Wochen vorher", "1 Tag vorher", "1 Tag danach"),
     ("12 mois avant", "2 semaines avant", "1 jour avant", "1 jour après"),
     ("12 meses antes", "2 semanas antes", "un día antes", "1 día después")],
)  # fmt: skip
def test_words_for_before_and_after(when: tuple[str, ...]) -> None:
    names = ["Book venue", "Count heads", "Rehearse", "Party"]
    rows = [[one, name] for one, name in zip(when, names, strict=True)]
    found = read([["Wedding, 12 June 2028"], ["When", "What"], *rows])
    assert tree(found) == names
    assert due(found)[:3] == ["2027-06-12", "2028-05-29", "2028-06-11"]
    assert due(found)[3] in ("2028-06-12", "2028-06-13")


def test_an_event_that_nothing_dates_is_told() -> None:
    rows = [["3 weeks before", "Invite"], ["2 weeks before", "Shop"], ["1 day before", "Cook"]]
    found = read([["When", "What"], *rows])
    told = [(issue.severity, issue.cell) for issue in found.remarks
            if issue.code == "relative-days"]  # fmt: skip
    assert (tree(found), due(found), told) == (["Invite", "Shop", "Cook"], [], [("warning", "A1")])


def test_codes_of_tasks_are_no_days() -> None:
    found = read(
        [["Plan of 2027-03-01"], ["ID", "Task", "Days", "Predecessors"], ["T-1", "Dig", 3, ""],
         ["T-2", "Pour", 2, "T-1"], ["T-3", "Roof", 4, "T-2"], ["T-4", "Paint", 1, "T-3"]]
    )  # fmt: skip
    assert [task.id for task in found.tasks] == ["T-1", "T-2", "T-3", "T-4"]
    assert "relative-days" not in codes(found)


def test_letters_of_duties_are_no_people_where_headers_name_roles() -> None:
    d = datetime
    found = read(
        [["Task", "Start", "End", "PM", "Dev", "QA"],
         ["Plan", d(2027, 3, 1), d(2027, 3, 3), "A", "C", "I"],
         ["Build", d(2027, 3, 4), d(2027, 3, 12), "A", "R", "C"],
         ["Test", d(2027, 3, 15), d(2027, 3, 19), "I", "C", "R"]]
    )  # fmt: skip
    assert [[n for need in t.needs for n in need.names] for t in found.tasks] == [
        ["PM"], ["Dev"], ["QA"]]  # fmt: skip


def test_days_on_rows_of_their_own_count_for_the_rows_below() -> None:
    rows = [["Event date", datetime(2027, 9, 18)], [], ["When", "What needs doing", "Who"]]
    rows += [["6 months before"], [None, "Book venue", "Sam"], [None, "Set budget", "Kim"]]
    rows += [["1 week before"], [None, "Print badges", "Lou"]]
    rows += [["On the day"], [None, "Welcome desk", "Lou"]]
    found = read(rows)
    assert tree(found) == ["Book venue", "Set budget", "Print badges", "Welcome desk"]
    assert due(found) == ["2027-03-18", "2027-03-18", "2027-09-11", "2027-09-18"]
    assert "row-without-name" not in codes(found)
