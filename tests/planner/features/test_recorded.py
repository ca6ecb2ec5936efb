"""What records tell beside dates and percentages: what is left, pauses, phases, and how long."""

from typing import Any

import pytest

from planner.audit import has_dates
from planner.pipeline import read_project
from planner.reading.progress import state_of
from tests.planner.features.support import OFFICE, PEOPLE, WEEKDAYS, march, planned, sheets
from tests.planner.projects import row
from tests.planner.reading.books import Rows, book

STATUS = [["Status date", march(2)]]


def test_what_is_left_alone_is_progress_everywhere() -> None:
    """One of four days is left: it began three days ago, as long as the project has gone on."""
    found = planned(
        sheets(
            [1, "Dig", "4d", "Ann", 1],
            [2, "Roof", "5d", "Bob", 5],
            [3, "Door", "2d", "Ann", 0],
            head="ID, Task Name, Duration, Resource Names, Days left",
            settings=[["Status date", march(3)]],
            People=PEOPLE,
        )
    )
    assert found.when(1) == (march(1, 8), march(4, 17))
    assert (row(found.plan, "1").percent, row(found.plan, "2").percent) == (0.75, None)
    assert row(found.plan, "3").task.progress.done
    assert found.when(2)[0] == march(4, 8)
    assert "begun-by-rest" in found.codes()
    assert "running" in found.texts("Update")
    assert "75%" in found.texts("Gantt")
    assert "45% done" in found.texts("Status")


LEFT_OVER = {
    "remaining_duration": "Days left, Remaining, Rem. Dur, Rem Dur, To Do Days, Days to go, "
    "Verbleibend, Resttage, Rest-Tage, Remaining (d), Time left, verbl. Dauer, Balance days",
    "remaining_work": "Hours remaining, Reststunden, Remaining Effort (h), Work remaining, "
    "Restaufwand, Remaining hrs",
    "nothing": "Remaining budget, To Do, Left, Balance",
}


@pytest.mark.parametrize("field", LEFT_OVER)
def test_what_is_left_has_many_names(field: str) -> None:
    for header in LEFT_OVER[field].split(", "):
        rows = [1, "Dig", "4d", "Ann", 1]
        head = f"ID, Task Name, Duration, Resource Names, {header}"
        told = read_project(book(sheets(rows, head=head, settings=STATUS))).tasks[0].progress
        left = {
            "remaining_duration": told.remaining_duration,
            "remaining_work": told.remaining_work,
        }
        want = {"remaining_duration": 480, "remaining_work": 60}
        assert {k: v for k, v in left.items() if v} == {k: v for k, v in want.items() if k == field}


def test_days_left_until_a_date_are_no_work_left() -> None:
    rows = ([1, "Dig", "4d", "Ann", 2], [2, "Build", "4d", "Ann", -3])
    head = "ID, Task Name, Duration, Resource Names, Days left"
    project = read_project(book(sheets(*rows, head=head, settings=STATUS)))
    assert [task.progress.remaining_duration for task in project.tasks] == [None, None]
    assert [one.cell for one in project.remarks if one.code == "countdown"] == ["E2"]


def _paused(*cells: Any, status: str = "") -> Any:
    return planned(
        sheets(
            [1, "Dig", "4d", "Ann", *cells, status],
            head="ID, Task Name, Duration, Resource Names, Actual Start, Actual Finish, "
            "Suspended, Resume, % Complete, Status",
            settings=[["Status date", march(12)]],
            People=PEOPLE,
        )
    )


def test_a_recorded_pause_is_not_paid() -> None:
    """From the 1st to the 12th, resting from the 3rd to the 11th: four days of ten."""
    found = _paused(march(1), march(12), march(3), march(11), "")
    assert found.cost(1) == 4 * 8 * 50
    assert row(found.plan, "1").duration == 4 * 480
    assert march(5).date() not in found.plan.load["Ann"] or not (
        found.plan.load["Ann"][march(5).date()].worked
    )


def test_what_is_on_hold_is_not_worked_on() -> None:
    found = _paused(march(1), "", march(3), march(22), 0.5, status="On hold")
    assert found.when(1) == (march(1, 8), march(23, 17))
    assert row(found.plan, "1").bookings[0].spans[-1][1] == march(2, 17)
    implied = _paused(march(1), "", march(3), "", 0.5)
    assert implied.when(1) == (march(1, 8), march(16, 17))
    assert row(implied.plan, "1").task.progress.state == "suspended"


@pytest.mark.parametrize(
    ("cells", "code", "place"),
    [
        ([march(1), march(5), march(3), ""], "half-a-pause", "G2"),
        ([march(1), march(5), "", march(4)], "half-a-pause", "H2"),
        ([march(1), march(5), march(8), march(9)], "no-pause", "G2"),
        ([march(1), march(5), march(4), march(3)], "no-pause", "G2"),
    ],
)
def test_a_pause_that_cannot_be_is_told(cells: list[Any], code: str, place: str) -> None:
    found = _paused(*cells, "")
    assert [one.cell for one in found.plan.issues if one.code == code] == [place]
    assert found.cost(1) == 5 * 8 * 50


def test_what_is_recorded_of_a_phase_alone_is_told() -> None:
    """The phase is half done and its task says nothing; the other's task says that it began."""
    found = planned(
        sheets(
            [1, 1, "Site", "", "", 0.5],
            [2, 2, "Dig", "2d", "Ann", ""],
            [3, 1, "House", "", "", 0.3],
            [4, 2, "Walls", "2d", "Bob", 0.5],
            [5, 2, "Roof", "2d", "Bob", ""],
            head="ID, Level, Task Name, Duration, Resource Names, % Complete",
            settings=STATUS,
            People=PEOPLE,
        )
    )
    assert [i.cell for i in found.plan.issues if i.code == "phase-record"] == ["F2"]
    assert [row(found.plan, str(n)).percent for n in (1, 3)] == [None, 0.25]


CREW: Rows = [
    ["Name", "Rate", "Skills", "Max Units", "Calendar"],
    ["Ann", 50, "Lay", 1, ""],
    ["Gus", 40, "Dig", 0.6, ""],
    ["Kim", 40, "Paint", 0.5, ""],
]


def test_days_are_those_of_whoever_does_it() -> None:
    """A seat taken at 60 % takes longer, named people do not; what has begun counts as a whole."""
    found = planned(
        sheets(
            [1, "Dig", "3d", "", "Dig", "", "", ""],
            [2, "Lay", "3d", "Ann", "", "", "", ""],
            [3, "Look", "", "Kim", "", "16h", march(1), 0.5],
            head="ID, Task Name, Duration, Resource Names, Skills, Work, Actual Start, % Complete",
            settings=STATUS,
            People=CREW,
            Calendars=[["Calendar", *WEEKDAYS], ["Standard", *[OFFICE] * 5]],
        )
    )
    days = [row(found.plan, str(n)).duration / 480 for n in (1, 2, 3)]
    assert days == [5, 3, 4]
    assert row(found.plan, "3").remaining == 2 * 480


def test_records_are_no_dates_of_a_plan_to_be_audited() -> None:
    def project(head: str) -> Any:
        return read_project(book(sheets([1, "Dig", "4d", march(1)], head=head, settings=STATUS)))

    assert not has_dates(project("ID, Task Name, Duration, Actual Start"))
    assert has_dates(project("ID, Task Name, Duration, Start"))


STATES = {
    "done": "Fertig, Released, Beendet, 100 %",
    "under way": "WIP, In work, Begonnen, Läuft, In Umsetzung, in_progress",
    "not started": "Not yet started, Zu erledigen, Nicht gestartet",
    "suspended": "Halted, Wartet, Ruht, Zurückgestellt",
}


@pytest.mark.parametrize("state", STATES)
def test_states_have_many_names(state: str) -> None:
    assert {state_of(word) for word in STATES[state].split(", ")} == {state}


def test_what_is_called_off_is_planned_and_told() -> None:
    head = "ID, Task Name, Duration, Resource Names, Status"
    rows = [1, "Dig", "4d", "Ann", "Cancelled"]
    project = read_project(book(sheets(rows, head=head, settings=STATUS)))
    assert [i.cell for i in project.remarks if i.code == "called-off"] == ["E2"]


def test_hours_are_written_by_the_clock_too() -> None:
    sheet: Rows = [["Task", "Who", "Day", "Hours"], [1, "Ann", march(1), "7:30"]]
    rows = [1, "Dig", "4d", "Ann"]
    head = "ID, Task Name, Duration, Resource Names"
    project = read_project(book(sheets(rows, head=head, settings=STATUS, Timesheet=sheet)))
    assert [one.minutes for one in project.timesheet] == [450]


def test_settings_of_tracking_have_german_names_and_others_are_told() -> None:
    settings: Rows = [
        ["Statusdatum", march(3)],
        ["Fortschritt", "override"],
        ["Eingefroren bis", march(5)],
        ["Prognose", "nein"],
        ["Lieblingsfarbe", "blau"],
    ]
    head = "ID, Task Name, Duration"
    project = read_project(book(sheets([1, "Dig", "4d"], head=head, settings=settings)))
    told = project.settings
    assert (told.progress, told.frozen_until, told.forecast) == ("override", march(5), False)
    unknown = [one for one in project.remarks if one.code == "unknown-setting"]
    assert [(one.cell, one.got, one.severity) for one in unknown] == [
        ("A6", "Lieblingsfarbe", "info")
    ]


ACTUALS = {
    "actual_start": "Start (actual), Act. Start, Actual begin, Beginn Ist, Tatsächlicher Start, "
    "Began on",
    "actual_finish": "Finish (actual), Act. Finish, Ende Ist, Real end, Date completed, "
    "Abgeschlossen am",
}


@pytest.mark.parametrize("field", ACTUALS)
def test_what_was_has_many_names(field: str) -> None:
    for header in ACTUALS[field].split(", "):
        head = f"ID, Task Name, Duration, Resource Names, {header}"
        rows = [1, "Dig", "4d", "Ann", march(1)]
        (found,) = read_project(book(sheets(rows, head=head, settings=STATUS))).tasks
        assert getattr(found.progress, field) is not None, header
        assert found.current_start is None


def _undone(*tasks: list[Any]) -> list[str]:
    """The cells of tasks that are told to be planned after what waits for them, and for whom."""
    found = planned(
        sheets(
            *tasks,
            head="ID, Task Name, Duration, Predecessors, % Complete",
            settings=[["Status date", march(8)]],
        )
    )
    told = [issue for issue in found.plan.issues if issue.code == "undone-before-done"]
    assert all(issue.severity == "warning" and issue.remedy for issue in told)
    return [f"{issue.cell}: {str(issue.message).split(': ')[1].split(';')[0]}" for issue in told]


def test_what_is_not_done_before_what_is_done_is_told() -> None:
    """The permit was there, as what waited for it is done: nobody recorded it."""
    assert _undone(
        [1, "Permit", 0, "", None],
        [2, "Dig", "2d", 1, 1],
        [3, "Pour", "2d", "1, 2", 0.5],
        [4, "Roof", "2d", 3, None],
    ) == ["E2: 1 (2, 3)"]
    assert _undone(
        [1, "Permit", 0, "", None], [2, "Dig", "2d", 1, None], [3, "Pour", "2d", "1, 2", 1]
    ) == ["E2: 1 (3), 2 (3)"]
    assert _undone([1, "Dig", "2d", "", 0.5], [2, "Pour", "2d", "1SS", 0.5]) == []
    assert _undone([1, "Dig", "2d", "", None], [2, "Pour", "2d", "1SS", 0.5]) == ["E2: 1 (2)"]
    assert _undone([1, "Dig", "3d", "", 0.5], [2, "Pour", "2d", "1FS-1d", 1]) == []
    assert _undone([1, "Dig", "3d", "", 0.5], [2, "Pour", "2d", "1FF", 0.5]) == []


def test_phases_are_not_done_while_a_part_is_not() -> None:
    found = planned(
        sheets(
            ["1", "Ground", None, "", None],
            ["1.1", "Dig", "2d", "", 1],
            ["1.2", "Drain", "2d", "", None],
            ["2", "Walls", "2d", "1", 1],
            head="WBS, Task Name, Duration, Predecessors, % Complete",
            settings=[["Status date", march(8)]],
        )
    )
    told = [issue for issue in found.plan.issues if issue.code == "undone-before-done"]
    assert [(issue.cell, issue.got) for issue in told] == [("E2", "Ground")]
