"""Work that has begun: history, what goes on, what is not begun. From 1 March 2027, a Monday."""

from tests.planner.features.support import PEOPLE, march, planned, sheets

HEAD = (
    "ID, Task Name, Duration, Predecessors, Resource Names, Actual Start, Actual Finish, % Complete"
)


def test_history_stands_and_the_rest_goes_on_from_the_status_date() -> None:
    """Dig was late and done on a Saturday; Pour began before Dig was done; Wall has not begun."""
    plan = planned(
        sheets(
            [1, "Dig", "2d", "", "Ann", march(2, 8), march(6, 12), ""],
            [2, "Pour", "4d", "1", "Bob", march(4, 8), "", 0.5],
            [3, "Wall", "1d", "2", "Ann", "", "", ""],
            [4, "Roof", "1d", "", "Ann", "", "", ""],
            head=HEAD,
            settings=[["Status date", march(9)]],
            People=PEOPLE,
        )
    )
    assert plan.when(1) == (march(2, 8), march(6, 12))
    assert plan.when(2) == (march(4, 8), march(11, 17))
    assert plan.when(3) == (march(12, 8), march(12, 17))
    assert plan.when(4) == (march(10, 8), march(10, 17))
    assert plan.cost(1) == 4 * 8 * 50
    assert plan.cost(2) == 4 * 8 * 40
    assert plan.why(1) == "done"
    assert "status date" in plan.why(2)
    assert plan.goal("cost") == 4 * 8 * 50 + 4 * 8 * 40 + 2 * 8 * 50
