"""Tasks that span others: their length follows, they never make the finish, people are paid."""

from datetime import date
from decimal import Decimal
from typing import Any

from planner.writing.report.money_by_period import budget_lines, months, spendings
from tests.planner.features.support import Planned, march, planned, refused, sheets
from tests.planner.reading.books import Rows

HEAD = "ID, WBS, Task Name, Duration, Predecessors, Resource Names, Spans"
PEOPLE: Rows = [["Name", "Rate"], ["Pat", 80], ["Ann", 50], ["Cy", 33.33]]
Row = list[Any]


def plan(*rows: Row, head: str = HEAD, people: Any = PEOPLE, **more: Any) -> Planned:
    return planned(sheets(*rows, head=head, People=people, **more))


def lead(who: str, spans: str, *, size: str = "", after: str = "") -> Row:
    return [1, "1", "Lead", size, after, who, spans]


DESIGN: Row = [2, "2", "Design", "5d", "", "Ann", ""]
BUILD: Row = [3, "3", "Build", "10d", "2", "Ann", ""]


def test_its_length_and_cost_follow_from_what_it_spans() -> None:
    found = plan(lead("Pat[20%]", "2;3"), DESIGN, BUILD)
    assert found.when(1) == (march(1, 8), march(19, 17))
    assert found.goal("finish") == 15
    assert found.cost(1) == 15 * 8 * 0.2 * 80
    assert found.why(1) == "runs from 2 Design to 3 Build"
    row = found.plan.rows[0]
    assert (row.duration, row.critical, row.slack) == (15 * 480, False, None)


def test_a_duration_beside_it_is_not_used_and_that_is_told() -> None:
    found = plan(lead("Pat[20%]", "2;3", size="3mo"), DESIGN, BUILD)
    assert found.when(1) == (march(1, 8), march(19, 17))
    assert "spans-with-size" in found.codes()


def test_its_cost_is_exact_to_the_cent() -> None:
    found = plan(lead("Cy[20%]", "2"), [2, "2", "Dig", "3d", "", "Ann", ""])
    assert found.cost(1) == 159.98  # 4.8 h at 33.33 are 159.984
    found = plan(lead("Cy[50%]", "2"), [2, "2", "Dig", "3h", "", "Ann", ""])
    assert found.cost(1) == 50.0  # 1.5 h at 33.33 are 49.995, halves up


def test_nobody_is_paid_while_away() -> None:
    leave = [["Who", "From", "To"], ["Pat", march(3), march(4)]]
    found = plan(lead("Pat[50%]", "2"), DESIGN, Leave=leave)
    assert found.when(1) == (march(1, 8), march(5, 17))
    assert found.cost(1) == 3 * 4 * 80
    assert [booking.minutes for booking in found.plan.rows[0].bookings] == [3 * 480]


def test_each_month_has_its_share() -> None:
    settings = [["Project start", march(29)]]
    found = plan(lead("Cy[50%]", "2"), [2, "2", "Dig", "5d", "", "", ""], settings=settings)
    # 8 h × 16.665 is 133.32 a day; three days in March, two in April
    assert months(spendings(found.plan)) == {
        date(2027, 3, 1): Decimal("399.96"),
        date(2027, 4, 1): Decimal("266.64"),
    }


def test_a_budget_of_a_month_counts_it() -> None:
    settings = [["Project start", march(29)]]
    head = f"{HEAD}, Finish No Later Than"
    rows = ([*lead("Pat", "2"), None], [2, "2", "Dig", "5d", "", "", "", march(31)])
    rows[1][3] = "3d"
    enough: Rows = [["Month", "Limit"], ["2027-03", 3 * 8 * 80]]
    assert plan(*rows, head=head, settings=settings, Budgets=enough).cost(1) == 1920
    short: Rows = [["Month", "Limit"], ["2027-03", 1919]]
    error = refused(sheets(*rows, head=head, settings=settings, Budgets=short, People=PEOPLE))
    assert {issue.code for issue in error.issues} == {"conflict"}


def test_its_months_on_the_sheet_are_those_the_solver_counts_to_the_cent() -> None:
    settings = [["Project start", march(29)]]
    rows = (lead("Cy[31%]", "2"), [2, "2", "Dig", "5d", "", "", "", ""])
    limit: Rows = [["Month", "Limit"], ["2027-03", 247.98]]  # 24 h × 10.3323 are 247.9752
    found = plan(*rows, settings=settings, Budgets=limit)
    assert found.when(1)[0] == march(29, 8)
    assert budget_lines(found.plan)[0].left == 0
    limit = [["Month", "Limit"], ["2027-03", 247.97]]
    assert plan(*rows, settings=settings, Budgets=limit).when(1)[0] != march(29, 8)


def test_it_may_span_the_phase_it_stands_in() -> None:
    rows: list[Row] = [
        [1, "1", "Phase", "", "", "", ""],
        [2, "1.1", "Lead", "", "", "Pat[20%]", "1"],
        [3, "1.2", "Dig", "2d", "", "Ann", ""],
        [4, "1.3", "Lay", "2d", "3", "Ann", ""],
    ]
    assert plan(*rows).when(2) == (march(1, 8), march(4, 17))


def test_it_may_span_another() -> None:
    rows = [lead("Pat[20%]", "2"), [2, "2", "Site office", "", "", "Cy[10%]", "3"], [*BUILD]]
    rows[2][4] = ""
    found = plan(*rows)
    assert found.when(1) == found.when(2) == (march(1, 8), march(12, 17))


def test_who_is_on_it_full_time_does_nothing_else_meanwhile() -> None:
    found = plan(
        lead("Pat", "2"),
        [2, "2", "Dig", "2d", "", "Ann", ""],
        [3, "3", "Audit", "1d", "", "Pat", ""],
    )
    (start, finish), (begin, end) = found.when(1), found.when(3)
    assert None not in (start, finish, begin, end)
    assert finish <= begin or end <= start  # type: ignore[operator]
    assert found.goal("finish") == 3


def test_who_is_on_it_in_part_does_other_work_beside() -> None:
    found = plan(
        lead("Pat[20%]", "2"),
        [2, "2", "Dig", "2d", "", "Ann", ""],
        [3, "3", "Audit", "1d", "", "Pat[80%]", ""],
    )
    assert found.goal("finish") == 2


def test_what_waits_for_it_waits_for_the_last_of_what_it_spans() -> None:
    close: Row = [4, "4", "Close", "1d", "1", "", ""]
    found = plan(lead("Pat[20%]", "2;3"), DESIGN, BUILD, close)
    assert found.when(4)[0] == march(22, 8)
    close[4] = "1SS+2d"
    assert plan(lead("Pat[20%]", "2;3"), DESIGN, BUILD, close).when(4)[0] == march(3, 8)


def test_its_predecessors_hold_for_what_it_spans() -> None:
    found = plan(
        lead("Pat[20%]", "2;3", after="4"), DESIGN, BUILD, [4, "4", "Sign", "2d", "", "Cy", ""]
    )
    assert found.when(2)[0] == found.when(1)[0] == march(3, 8)


def test_whoever_is_cheapest_is_taken() -> None:
    found = plan(lead("Pat or Cy", "2"), [2, "2", "Dig", "2d", "", "Ann", ""])
    assert found.who(1) == ["Cy"]


def test_its_deadline_is_missed_with_what_it_spans() -> None:
    head = f"{HEAD}, Deadline"
    rows = ([*lead("Pat[20%]", "2;3"), march(18)], [*DESIGN, None], [*BUILD, None])
    found = plan(*rows, head=head)
    assert found.goal("lateness") == 1
    assert found.plan.rows[0].days_late == 1


LONG: Row = [1, "1", "Project management", "3mo", "", "Pat[20%]", ""]


def test_a_level_of_effort_that_makes_the_finish_is_told() -> None:
    found = plan(LONG, DESIGN, BUILD)
    (issue,) = [one for one in found.plan.issues if one.code == "level-of-effort"]
    assert (issue.severity, issue.cell) == ("warning", "D2")
    assert issue.message == "makes the finish alone: all else is done by 2027-03-19"
    assert "write 2; 3 in a column Spans" in issue.remedy
    full = [*LONG[:5], "Pat", ""]
    assert "level-of-effort" in plan(full, DESIGN, BUILD).codes()


def test_what_is_no_level_of_effort_is_not_told() -> None:
    def codes(*rows: Row, head: str = HEAD) -> set[str]:
        return plan(*rows, head=head).codes()

    assert "level-of-effort" not in codes([*LONG[:3], "15d", *LONG[4:]], DESIGN, BUILD)
    assert "level-of-effort" not in codes([*LONG[:3], "20d", "", "Pat", ""], DESIGN, BUILD)
    assert "level-of-effort" not in codes([*LONG[:4], "3", *LONG[5:]], DESIGN, BUILD)
    waited: Row = [4, "4", "Close", 0, "1", "", ""]
    assert "level-of-effort" not in codes(LONG, DESIGN, BUILD, waited)
    due = ([*LONG, march(31)], [*DESIGN, None], [*BUILD, None])
    assert "level-of-effort" not in codes(*due, head=f"{HEAD}, Deadline")
    assert "level-of-effort" not in codes(LONG)


def test_records_of_itself_are_told_at_their_cell() -> None:
    """It is as far as what it spans: design is done, so it began; its own cost counts nowhere."""
    head = f"{HEAD}, Actual Finish, Actual Cost"
    found = plan(
        [*lead("Pat[20%]", "2;3"), "", 5000],
        [*DESIGN, march(5), ""],
        [*BUILD, "", ""],
        head=head,
    )
    (issue,) = [one for one in found.plan.issues if one.code == "hammock-record"]
    assert (issue.severity, issue.cell) == ("warning", "I2")
    assert found.cost(1) == 15 * 8 * 0.2 * 80
