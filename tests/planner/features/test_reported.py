"""What the result sheets and calendars say, beside the plan itself."""

from typing import Any

from planner.export.ics import ics_files
from tests.planner.features.support import Planned, march, planned, sheets
from tests.planner.reading.books import Rows

HEAD = "ID, Task Name, Duration, Resource Names"


def line(found: Planned, sheet: str, text: str) -> list[Any]:
    """The filled cells of the first row with a text."""
    rows = (row for row in found.result[sheet] if text in row)
    return [cell for cell in next(rows) if cell is not None]


def test_meetings_stand_in_everybodys_list_and_calendar() -> None:
    meetings: Rows = [
        ["Meeting", "Start", "Finish", "Who"],
        ["Kick-off", march(2, 9), march(2, 11), "Ann; Bob"],
        ["Fair", march(29, 9), march(29, 11), "Ann"],
    ]
    found = planned(
        sheets(
            [1, "Dig", "3d", "Ann"],
            head=HEAD,
            People=[["Name"], ["Ann"], ["Bob"]],
            Meetings=meetings,
        )
    )
    texts = found.texts("Work by person")
    assert texts.count("Meeting: Kick-off") == 2  # Ann's and Bob's
    assert "Fair" not in texts  # after the plan's end
    assert line(found, "Work by person", "1 task · 1 meeting") == ["Ann", "1 task · 1 meeting", 26]
    files = {name: data.decode() for name, data in ics_files(found.plan).items()}
    assert set(files) == {"Ann.ics", "Bob.ics"}
    assert "DTSTART:20270302T090000" in files["Bob.ics"]
    assert files["Bob.ics"].count("BEGIN:VEVENT") == 1
    assert files["Ann.ics"].count("BEGIN:VEVENT") == 2


def test_shares_on_costs_are_shares_of_all() -> None:
    found = planned(
        sheets(
            [1, "Dig", "20d", "Ann"],
            [2, "Pour", "20d", "Bob"],
            head=HEAD,
            People=[["Name", "Rate"], ["Ann", 50], ["Bob", 50]],
        )
    )
    rows = found.result["Costs"]
    heads = [at for at, row in enumerate(rows) if "Share" in row]
    tables = [rows[at + 1 : (*heads, len(rows))[place + 1]] for place, at in enumerate(heads)]
    for table in tables:
        shares = [row[3] for row in table if isinstance(row[3], int | float) and row[0] != "Total"]
        assert abs(sum(shares) - 1) < 1e-6


def test_expected_penalties_stand_on_costs_by_deadline() -> None:
    found = planned(
        sheets(
            [1, "Dig", "5d", "Ann", march(3), 100],
            [2, "Pour", "5d", "Bob", march(4), 10],
            head=f"{HEAD}, Deadline, Late Penalty",
        )
    )
    assert line(found, "Costs", "1 Dig")[:3] == ["1 Dig", 2, 200]
    assert line(found, "Costs", "2 Pour")[:3] == ["2 Pour", 1, 10]


def test_hard_dates_count_among_the_deadlines() -> None:
    found = planned(
        sheets(
            [1, "Dig", "2d", "Ann", None, "Finish No Later Than", march(5)],
            [2, "Pour", "2d", "Bob", march(5), None, None],
            head=f"{HEAD}, Deadline, Constraint Type, Constraint Date",
        )
    )
    texts = found.texts("Status")
    assert "all deadlines met" in texts
    assert "2 / 2" in texts
    assert "1 of them hard dates" in texts


def test_the_workload_is_that_of_the_days_to_come_by_person() -> None:
    """Ann worked more than she had time for, before the status date."""
    found = planned(
        sheets(
            [1, "Dig", "4d", "Ann", march(1), march(2)],
            [2, "Pour", "3d", "Bob", None, None],
            [3, "Clean", "4h", "Ann", None, None],
            head=f"{HEAD}, Actual Start, Actual Finish",
            settings=[["Status date", march(2)]],
        )
    )
    (load,) = (row for row in found.result["Status"] if "Workload" in row)
    assert load[-1] is None or "over capacity" not in str(load)
    assert any("Bob 100%" in str(cell) for cell in load)
