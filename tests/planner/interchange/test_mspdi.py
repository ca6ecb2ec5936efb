"""MS Project XML: what it says, and what that means here."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from planner.errors import InputError
from planner.interchange.import_project import import_project
from planner.pipeline import Options, as_workbook, read_project, solve
from planner.project import Constraint, Dependency, Lag, Need, Project, Unit
from planner.writing.inputs import write_inputs
from tests.planner.interchange.samples import (
    HOURS,
    RICH,
    assignment,
    exception,
    link,
    mspdi,
    resource,
    task,
    weekdays,
)

NINE = datetime(2027, 3, 5, 9)


def told(project: Project, code: str) -> list[str]:
    return [str(issue) for issue in project.remarks if issue.code == code]


def only(more: str = "", **parts: str) -> Project:
    return read_project(mspdi(task(7, "Dig", more=more), **parts))


def test_tasks_links_people_and_money_are_read() -> None:
    project = read_project(RICH)
    build, dig, pour, cure, ready = project.tasks
    assert (project.name, project.start) == ("House", datetime(2027, 3, 1, 8))
    assert (build.summary, dig.parent, dig.level) == (True, "1", 2)
    assert (dig.duration, dig.deadline) == (960, datetime(2027, 3, 5, 17))
    assert dig.needs == (Need(names=("Ann",)), Need(names=("Crane",), units=0.5))
    assert (pour.fixed_cost, pour.accrual, pour.priority) == (Decimal(1200), "end", 700)
    assert pour.dependencies == (Dependency(task="2", lag=Lag(amount=480)),)
    assert cure.dependencies == (Dependency(task="3", lag=Lag(amount=2880, unit=Unit.ELAPSED)),)
    percent = Dependency(task="2", kind="SS", lag=Lag(amount=50, unit=Unit.PERCENT))
    assert (ready.milestone, ready.dependencies) == (True, (Dependency(task="4"), percent))
    ann, crane, cement = project.resources
    assert (ann.rate.amount, crane.max_units, crane.cost_per_use) == (Decimal(50), 2, Decimal(100))
    assert (cement.kind, pour.needs) == ("material", (Need(names=("Cement",), units=12),))


def test_a_resources_own_days_off_are_leave_and_the_calendars_are_holidays() -> None:
    fair, trip = read_project(RICH).days_off
    assert (fair.start, fair.who, fair.name) == (date(2027, 3, 3), "", "Fair")
    assert (trip.start, trip.finish, trip.who) == (date(2027, 3, 8), date(2027, 3, 9), "Ann")


def test_a_saturday_that_is_worked_is_a_day_of_other_hours() -> None:
    saturday = exception("2027-03-06", more=f"<Type>1</Type><DayWorking>1</DayWorking>{HOURS}")
    (week,) = only(exceptions=saturday).weeks
    worked = ((time(8), time(12)), (time(13), time(17)))
    assert week.exceptions == {date(2027, 3, 6): worked}


@pytest.mark.parametrize(
    ("series", "days"),
    [
        ("<Type>6</Type><Period>2</Period><DaysOfWeek>32</DaysOfWeek>", (5, 19)),  # Fridays
        ("<Type>4</Type><Period>1</Period><MonthDay>15</MonthDay>", (15,)),
        ("<Type>5</Type><MonthItem>4</MonthItem><MonthPosition>4</MonthPosition>", (29,)),
        ("<Type>2</Type><Month>2</Month><MonthDay>10</MonthDay>", (10,)),
        (
            "<Type>3</Type><Month>2</Month><MonthItem>6</MonthItem><MonthPosition>1</MonthPosition>",
            (10,),
        ),
        ("<Type>1</Type><Period>10</Period>", (1, 11, 21, 31)),
    ],
)
def test_exceptions_recur(series: str, days: tuple[int, ...]) -> None:
    project = only(exceptions=exception("2027-03-01", "2027-03-31", more=series))
    found = [day.start + (day.finish - day.start) * 0 for day in project.days_off]
    assert [day.day for day in found] == list(days)


def test_a_week_of_other_hours_is_written_down_day_by_day() -> None:
    calendar = (
        "<Calendar><UID>2</UID><Name>Summer</Name><BaseCalendarUID>-1</BaseCalendarUID>"
        f"{weekdays()}<WorkWeeks><WorkWeek><TimePeriod><FromDate>2027-03-08T00:00:00</FromDate>"
        f"<ToDate>2027-03-14T23:59:00</ToDate></TimePeriod>{weekdays('7')}</WorkWeek></WorkWeeks>"
        "</Calendar>"
    )
    project = only("<CalendarUID>2</CalendarUID>", calendars=calendar)
    summer = project.weeks[1]
    assert project.tasks[0].calendar == "Summer"
    assert [day.day for day, spans in summer.exceptions.items() if spans] == [13]
    assert len(summer.exceptions) == 7


def test_the_own_calendar_of_a_resource_inherits_what_it_does_not_say() -> None:
    own = (
        "<Calendar><UID>4</UID><Name>Night</Name><BaseCalendarUID>1</BaseCalendarUID><WeekDays>"
        "<WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></Calendar>"
    )
    people = resource(1, "Ann", more="<CalendarUID>4</CalendarUID>")
    project = only(resources=people, assignments=assignment(7, 1), calendars=own)
    assert project.resources[0].calendar == "Night"
    days = project.weeks[1].days
    assert (days[0], days[1]) == ((), ((time(8), time(12)), (time(13), time(17))))


def test_a_task_scheduled_by_hand_starts_no_earlier_and_says_so() -> None:
    project = only("<Manual>1</Manual><Start>2027-03-05T09:00:00</Start>")
    assert project.tasks[0].earliest_start == NINE
    (issue,) = told(project, "import-changed")
    assert issue.startswith("task 7, field Start: scheduled by hand")


def test_what_levelling_may_not_move_is_pinned() -> None:
    project = only("<Priority>1000</Priority><Start>2027-03-05T09:00:00</Start>")
    assert project.tasks[0].hard_dates == ((Constraint.MSO, NINE),)
    assert "pinned" in told(project, "import-changed")[0]


def test_an_inactive_task_is_left_out_with_its_links() -> None:
    data = mspdi(task(1, more="<Active>0</Active>"), task(2, more=link(1)))
    project = read_project(data)
    assert [(one.id, one.dependencies) for one in project.tasks] == [("2", ())]
    assert len(told(project, "import-lost")) == 2


def test_a_task_of_another_file_blocks_until_its_date() -> None:
    outside = "<ExternalTask>1</ExternalTask><Finish>2027-03-05T09:00:00</Finish>"
    project = read_project(mspdi(task(1, "Permit", more=outside), task(2, more=link(1))))
    assert (project.tasks[0].blocked_until, project.tasks[0].blocked_by) == (NINE, "Permit")


def test_elapsed_time_runs_day_and_night_without_people_and_in_hours_with_them() -> None:
    cure = task(1, "Cure", "PT48H0M0S").replace("<DurationFormat>7", "<DurationFormat>8")
    (alone,) = read_project(mspdi(cure)).tasks
    assert (alone.duration, alone.calendar) == (2880, "24 hours")
    watched = mspdi(cure, resources=resource(1, "Ann"), assignments=assignment(1, 1))
    (task_,) = read_project(watched).tasks
    assert (task_.duration, task_.calendar) == (round(2880 * 40 / 168), "")


def test_work_that_units_and_duration_do_not_explain_is_spread() -> None:
    project = only(resources=resource(1, "Ann"), assignments=assignment(7, 1, 1, "PT2H0M0S"))
    assert project.tasks[0].needs == (Need(names=("Ann",), units=0.25),)
    assert "spread evenly" in told(project, "import-changed")[0]


def test_more_of_somebody_than_there_is_raises_what_there_is() -> None:
    project = only(resources=resource(1, "Ann"), assignments=assignment(7, 1, 2))
    assert project.resources[0].max_units == 2
    assert "resource 1, field MaxUnits" in told(project, "import-changed")[0]


def test_custom_fields_are_kept_by_name_and_baselines_by_number() -> None:
    titles = (
        "<ExtendedAttributes><ExtendedAttribute><FieldID>77</FieldID><Alias>Colour</Alias>"
        "</ExtendedAttribute></ExtendedAttributes>"
    )
    more = (
        "<ExtendedAttribute><FieldID>77</FieldID><Value>red</Value></ExtendedAttribute>"
        "<Baseline><Number>0</Number><Start>2027-03-05T09:00:00</Start></Baseline>"
        "<Baseline><Number>3</Number><Start>2027-03-06T09:00:00</Start><Cost>12000</Cost></Baseline>"
    )
    found = import_project(mspdi(task(7, more=more), head=titles))
    assert found.project.tasks[0].baseline_start == NINE
    assert found.named["7"] == {"Colour": "red"}
    assert len(told(found.project, "import-by-name")) == 1
    first, third = found.project.baselines
    assert (first.name, first.tasks["7"].start) == ("Baseline", NINE)
    assert (third.name, third.tasks["7"].start) == ("Baseline 3", NINE + timedelta(days=1))
    again = read_project(write_inputs(found.project, {}, {}))
    assert again.baselines == found.project.baselines


def test_a_split_is_kept_as_a_pause_on_its_dates() -> None:
    def piece(first: int, hours: int) -> str:
        return (
            f"<TimephasedData><Type>1</Type><Start>2027-03-0{first}T08:00:00</Start>"
            f"<Finish>2027-03-0{first + 1}T08:00:00</Finish><Value>PT{hours}H0M0S</Value>"
            "</TimephasedData>"
        )

    work = piece(1, 8) + piece(2, 0) + piece(3, 8)
    project = read_project(
        mspdi(
            task(7, duration="PT16H0M0S"),
            resources=resource(1, "Ann"),
            assignments=assignment(7, 1, 1, "PT16H0M0S", more=work),
        )
    )
    (issue,) = told(project, "import-changed")
    assert "pauses on these dates" in issue
    assert "2027-03-02" in issue
    (row,) = solve(project, Options(deterministic_limit=1)).rows
    assert (row.start, row.finish) == (datetime(2027, 3, 1, 8), datetime(2027, 3, 3, 17))
    assert [a.day for a, _ in row.bookings[0].spans] == [1, 1, 3, 3]


@pytest.mark.parametrize(
    ("more", "place", "code"),
    [
        ("<Deadline>soon</Deadline>", "task 7, field Deadline", "bad-date"),
        ("<FixedCost>much</FixedCost>", "task 7, field FixedCost", "bad-money"),
        ("<ConstraintType>9</ConstraintType>", "task 7, field ConstraintType", "bad-constraint"),
        (link(8, 9), "task 7, field PredecessorLink", "bad-link"),
    ],
)
def test_a_fault_names_task_and_field(more: str, place: str, code: str) -> None:
    with pytest.raises(InputError) as refusal:
        only(more)
    faults = [issue for issue in refusal.value.issues if issue.severity == "error"]
    assert [(issue.place, issue.code) for issue in faults] == [(place, code)]


def test_faults_across_tasks_name_the_task() -> None:
    circle = mspdi(task(1, more=link(2)), task(2, more=link(1)))
    with pytest.raises(InputError, match=r"circle: .* \(task 1\)"):
        read_project(circle)


def test_units_and_rates_by_date_are_rows_of_their_own() -> None:
    """Half a person from Monday to Wednesday, a whole one after; dearer from Tuesday on."""
    more = (
        "<AvailabilityPeriods>"
        "<AvailabilityPeriod><AvailableFrom>1984-01-01T00:00:00</AvailableFrom>"
        "<AvailableTo>2027-03-03T23:59:00</AvailableTo><AvailableUnits>0.5</AvailableUnits>"
        "</AvailabilityPeriod>"
        "<AvailabilityPeriod><AvailableFrom>2027-03-04T00:00:00</AvailableFrom>"
        "<AvailableTo>2049-12-31T23:59:00</AvailableTo><AvailableUnits>1</AvailableUnits>"
        "</AvailabilityPeriod></AvailabilityPeriods>"
        "<Rates>"
        "<Rate><RatesFrom>1984-01-01T00:00:00</RatesFrom><RateTable>0</RateTable>"
        "<StandardRate>40</StandardRate></Rate>"
        "<Rate><RatesFrom>2027-03-02T00:00:00</RatesFrom><RateTable>0</RateTable>"
        "<StandardRate>50</StandardRate></Rate></Rates>"
    )
    data = mspdi(
        task(1), resources=resource(1, "Ann", more=more), assignments=assignment(1, 1, 0.5)
    )
    project = read_project(data)
    (ann,) = project.resources
    rows = [(t.available_from, t.max_units, int(t.rate.amount)) for t in ann.terms]
    assert rows == [
        (None, 0.5, 40), (date(2027, 3, 2), 0.5, 50), (date(2027, 3, 4), 1, 50),
    ]  # fmt: skip
    again = read_project(as_workbook(data))
    assert [replace(term, source=ann.source) for term in again.resources[0].terms] == [
        replace(term, source=ann.source) for term in ann.terms
    ]


def test_an_elapsed_share_of_the_predecessor_is_a_lag_of_that_kind() -> None:
    data = mspdi(task(1), task(2, more=link(1, 1, 50, 20)))
    (dependency,) = read_project(data).tasks[1].dependencies
    assert dependency.lag == Lag(amount=50, unit=Unit.ELAPSED_PERCENT)
    (again,) = read_project(as_workbook(data)).tasks[1].dependencies
    assert again.lag == dependency.lag


def test_what_would_change_with_more_people_is_told_once() -> None:
    people, who = resource(1, "Ann"), assignment(7, 1)
    project = only("<Type>2</Type>", resources=people, assignments=who)
    (issue,) = told(project, "import-lost")
    assert issue.startswith("1 task, field Type, EffortDriven: who is assigned")
    driven = only("<EffortDriven>1</EffortDriven>", resources=people, assignments=who)
    assert len(told(driven, "import-lost")) == 1
    assert not told(only("<Type>0</Type>", resources=people, assignments=who), "import-lost")


def test_midnight_ends_the_day_before_as_a_date_without_a_time_does() -> None:
    dates = (
        "<Start>2027-03-04T08:00:00</Start><Finish>2027-03-06T00:00:00</Finish>"
        "<ConstraintType>7</ConstraintType><ConstraintDate>2027-03-09T00:00:00</ConstraintDate>"
        "<Deadline>2027-03-11T00:00:00</Deadline>"
    )
    project = only(dates, head="<StatusDate>2027-03-02T00:00:00</StatusDate>")
    (row,) = project.tasks
    assert project.settings.status == datetime(2027, 3, 2)
    assert (row.current_finish, row.deadline) == (datetime(2027, 3, 5), datetime(2027, 3, 10))
    assert row.hard_dates == ((Constraint.FNLT, datetime(2027, 3, 8)),)


def team(
    duration: str, finish: int, first: str, second: str, *, more: str = "", priority: int = 500
) -> Project:
    """Ann by the project's calendar and Bob by calendar 4, on a task from Monday, 1 March 2027."""
    dates = f"<Start>2027-03-01T08:00:00</Start><Finish>2027-03-{finish:02}T17:00:00</Finish>"
    return read_project(
        mspdi(
            task(7, duration=duration, more=f"{dates}<Priority>{priority}</Priority>"),
            resources=resource(1, "Ann", more="<CalendarUID>1</CalendarUID>")
            + resource(2, "Bob", more="<CalendarUID>4</CalendarUID>"),
            assignments=assignment(7, 1, 1, first) + assignment(7, 2, 1, second),
            calendars="<Calendar><UID>4</UID><Name>Bob</Name>" + more + "</Calendar>",
        )
    )


LEAVE = (
    "<BaseCalendarUID>1</BaseCalendarUID><Exceptions>"
    + exception("2027-03-02", "2027-03-03")
    + "</Exceptions>"
)


def test_leave_of_one_of_a_team_makes_its_task_no_longer_than_it_is_there() -> None:
    """Five days there, in which Bob is away for two and Ann has three days of work as well."""
    project = team("PT40H0M0S", 5, "PT24H0M0S", "PT24H0M0S", more=LEAVE)
    assert project.tasks[0].duration == 3 * 480
    assert {need.units for need in project.tasks[0].needs} == {1}
    assert "each of its people works 24 h" in told(project, "import-changed")[0]
    (row,) = solve(project, Options(deterministic_limit=1)).rows
    assert (row.start, row.finish) == (datetime(2027, 3, 1, 8), datetime(2027, 3, 5, 17))


def test_people_of_day_and_night_on_one_task_are_told_to_take_longer() -> None:
    night = weekdays().replace("08:00", "20:00").replace("12:00", "23:00")
    more = f"<BaseCalendarUID>-1</BaseCalendarUID>{night}"
    project = team("PT22H0M0S", 2, "PT16H0M0S", "PT16H0M0S", more=more)
    assert any("work at different times" in issue for issue in told(project, "import-changed"))


@pytest.mark.parametrize(
    ("first", "second", "holds"), [("PT24H0M0S", "PT24H0M0S", True), ("PT40H0M0S", "", False)]
)
def test_a_pin_holds_where_the_plan_in_the_file_can_be_done_here(
    first: str, second: str, holds: bool
) -> None:
    """Ann's 40 h at five days take longer here than Bob, who is away, has time."""
    project = team("PT40H0M0S", 5, first, second, more=LEAVE, priority=1000)
    (row,) = project.tasks
    assert bool(row.hard_dates) is holds
    assert (row.earliest_start is None) is holds
    assert any("levelling may not move" in issue for issue in told(project, "import-changed"))


def test_a_pin_does_not_hold_for_people_with_two_tasks_at_once() -> None:
    dates = "<Start>2027-03-01T08:00:00</Start><Finish>2027-03-01T17:00:00</Finish>"
    pinned = dates + "<Priority>1000</Priority>"
    data = mspdi(
        task(1, more=pinned),
        task(2, more=pinned),
        resources=resource(1, "Ann"),
        assignments=assignment(1, 1) + assignment(2, 1),
    )
    project = read_project(data)
    assert not any(row.hard_dates for row in project.tasks)
    solve(project, Options(deterministic_limit=1))


def test_what_was_spent_is_read() -> None:
    spent = (
        "<PercentComplete>50</PercentComplete><ActualStart>2027-03-01T08:00:00</ActualStart>"
        "<ActualWork>PT4H0M0S</ActualWork><ActualCost>12345</ActualCost>"
    )
    found = only(spent).tasks[0].progress
    assert (found.actual_work, found.actual_cost) == (240, Decimal("123.45"))


def test_a_lag_counts_in_the_successors_task_calendar_where_it_has_one() -> None:
    own = (
        "<Calendar><UID>4</UID><Name>Mondays</Name><BaseCalendarUID>-1</BaseCalendarUID>"
        f"{weekdays('2')}</Calendar>"
    )
    slow = task(2, more=link(1, 1, 4800) + "<CalendarUID>4</CalendarUID>")
    project = read_project(mspdi(task(1), slow, calendars=own))
    assert project.settings.lag_calendar == "successor"
    plain = task(3, more=link(1, 1, 4800)) + task(4, more=link(1, 1, 4800))
    bob = resource(1, "Bob", more="<CalendarUID>4</CalendarUID>")
    who = assignment(3, 1) + assignment(4, 1)
    project = read_project(
        mspdi(task(1), slow, plain, calendars=own, resources=bob, assignments=who)
    )
    assert project.settings.lag_calendar == "project"
    (issue,) = (issue for issue in told(project, "import-changed") if "Predecessor" in issue)
    assert "task 2" in issue
    assert "not on the calendar Mondays" in issue
