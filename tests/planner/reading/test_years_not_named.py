"""Days, weeks and months of the calendar where nothing names their year: one is taken, and told."""

from datetime import datetime

import pytest

from tests.planner.reading.strangers import codes, read, starts

TASKS = ["Dig", "Pour", "Roof"]


@pytest.mark.parametrize(
    "days",
    [("March 15", "22 March", "April 5"),
     ("Week of March 15", "Week of March 22", "Week of April 5"),
     ("w/c 15 March", "w/c 22 March", "w/c 5 April"), ("15 de marzo", "22 marzo", "5 abril"),
     ("15 марта", "22 марта", "5 апреля"), ("15. März", "22. März", "5. April")],
)  # fmt: skip
def test_days_with_months_in_words_are_no_numbers_of_periods(days: tuple[str, ...]) -> None:
    rows = [[name, day, "5d"] for name, day in zip(TASKS, days, strict=True)]
    found = read([["Task", "Start", "Duration"], *rows])
    assert starts(found) == ["2027-03-15", "2027-03-22", "2027-04-05"]
    assert "year-assumed" in codes(found)


def test_days_without_their_month_are_told_one_by_one() -> None:
    days = ("Week of 14th", "Week of 21st", "Week of 28th")
    rows = [[name, day, "5d"] for name, day in zip(TASKS, days, strict=True)]
    found = read([["Task", "Start", "Duration"], *rows])
    told = [issue.cell for issue in found.remarks if issue.code == "bad-date"]
    assert (starts(found), told) == ([], ["B2", "B3", "B4"])


def test_weeks_of_the_calendar_tell_the_year_that_is_taken() -> None:
    rows = [["Dig", "KW 48", "KW 49"], ["Pour", "KW 49", "KW 50"], ["Roof", "KW 50", "KW 51"]]
    assert "year-assumed" in codes(read([["Aufgabe", "Start", "Ende"], *rows]))
    named = read([["Plan 2027"], [], ["Aufgabe", "Start", "Ende"], *rows])
    assert (starts(named)[0], "year-assumed" in codes(named)) == ("2027-11-29", False)


def test_a_chart_of_weeks_of_the_calendar_tells_the_year_that_is_taken() -> None:
    chart = [["Aufgabe", "KW 48", "KW 49", "KW 50"], ["Dig", "x"], ["Pour", None, "x"],
             ["Roof", None, "x", "x"]]  # fmt: skip
    told = [str(i.message) for i in read(chart).remarks if i.code == "column-by-content"]
    assert any("no year is named, so 2027 is taken" in one for one in told)
    named = read([["Plan 2027"], [], *chart])
    assert not any("no year is named" in str(issue.message) for issue in named.remarks)


@pytest.mark.parametrize(
    "head",
    [("Task", "Duration (month)", "Timeframe"), ("Task", "Duration (month)", "When"),
     ("Aufgabe", "Dauer (Monate)", "Wann"), ("Tâche", "Durée (mois)", "Quand")],
)  # fmt: skip
def test_months_beside_lengths_are_starts(head: tuple[str, str, str]) -> None:
    rows = [["Review", 1, "Aug. 2027"], ["Data", 2, "Sep. - Oct. 2027"], ["Write", 1, "Nov. 2027"]]
    found = read([head, *rows])
    assert starts(found) == ["2027-08-01", "2027-09-01", "2027-11-01"]
    assert [task.duration for task in found.tasks] == [9600, 19200, 9600]


def test_afternoons_are_no_predecessors() -> None:
    found = read([["Tâche", "Jours", "Après-midi"], ["Sol", 3, "oui"], ["Mur", 2, "non"]])
    assert [task.dependencies for task in found.tasks] == [(), ()]


def test_of_a_span_among_deadlines_the_last_day_counts() -> None:
    rows = [["Draft", "20.05.2027"], ["Meet", "24.05 - 28.05"], ["Review", "bis 17.06.2027"],
            ["Show", "10 Uhr"], ["Close", "18.07.2027"]]  # fmt: skip
    found = read([["Aufgabe", "Termin"], *rows])
    due = [f"{task.deadline:%Y-%m-%d}" if task.deadline else "" for task in found.tasks]
    assert due == ["2027-05-20", "2027-05-28", "2027-06-17", "", "2027-07-18"]
    assert [issue.cell for issue in found.remarks if issue.code == "bad-date"] == ["B5"]


@pytest.mark.parametrize(
    ("cells", "last"),
    [(("Q1 2027", "Q2 2027", "Q4 2027"), "2027-12-31"),
     (("Aug. 2027", "Sep. 2027", "Nov. 2027"), "2027-11-30")],
)  # fmt: skip
def test_quarters_and_months_in_which_tasks_lie_have_a_first_and_a_last_day(
    cells: tuple[str, ...], last: str
) -> None:
    rows = [[name, cell, "Ann"] for name, cell in zip(TASKS, cells, strict=True)]
    found = read([["Task", "Timeframe", "Owner"], *rows])
    finish = found.tasks[-1].current_finish
    assert finish is not None
    assert (len(starts(found)), f"{finish:%Y-%m-%d}") == (3, last)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("16/12", "29/12", "3/1", datetime(2027, 1, 7)), "2026-12-16 2026-12-29 2027-01-03"),
        (("16/11", "29/11", "3/1", datetime(2028, 1, 7)), "2027-11-16 2027-11-29 2028-01-03"),
        (("16/2", "1/3", datetime(2027, 1, 7), "3/4"), "2027-02-16 2027-03-01 2027-01-07"),
    ],
)
def test_days_before_the_new_year_are_of_the_year_before_that_of_the_days_after_it(
    days: tuple[object, ...], told: str
) -> None:
    rows = [[f"Task {n}", day, "2d"] for n, day in enumerate(days)]
    assert starts(read([["Task", "Start", "Duration"], *rows]))[:3] == told.split()
