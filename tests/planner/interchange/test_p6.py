"""Primavera's exchange files and XML: what they say, and what that means here."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from planner.errors import InputError
from planner.interchange.import_project import import_project
from planner.interchange.p6_calendars import calendar
from planner.interchange.place import Report
from planner.pipeline import Options, as_workbook, read_project, solve
from planner.project import Constraint, Dependency, Lag, Need, Project
from tests.planner.interchange.samples import PMXML, activity, table, xer

FIVE = datetime(2027, 3, 5, 17)


def told(project: Project, field: str) -> list[str]:
    """What became of a field, without what is kept by name."""
    found = (one for one in project.remarks if one.place.endswith(f"field {field}"))
    return [str(one) for one in found if one.code in ("import-changed", "import-lost")]


def test_the_structure_is_a_tree_in_its_own_order() -> None:
    data = xer(activity(100, "B1"), activity(101, "A9"), activity(102, "O1", wbs=12))
    rows = [(one.id, one.parent, one.level) for one in read_project(data).tasks]
    office = [("ADM", "", 1), ("O1", "ADM", 2)]
    ground = [("GRD", "", 1), ("A9", "GRD", 2), ("B1", "GRD", 2)]
    assert rows == [*office, *ground]


def test_project_calendar_and_units_are_read() -> None:
    project = read_project(xer(activity(100, "A1", 20)))
    assert (project.name, project.currency) == ("The house", "EUR")
    assert (project.start, project.tasks[-1].duration) == (datetime(2027, 3, 1, 8), 1200)
    (off,) = project.days_off
    assert (off.start, project.weeks[0].name) == (date(2027, 3, 3), "Five days")


@pytest.mark.parametrize(
    ("kind", "hours", "option", "expected"),
    [
        ("PR_FS", 8, "rcal_ProjDefault", Dependency(task="A1", lag=Lag(amount=480))),
        ("PR_SS", -4, "rcal_Successor", Dependency(task="A1", kind="SS", lag=Lag(amount=-240))),
        ("PR_FF", 0, "rcal_24Hour", Dependency(task="A1", kind="FF")),
        (
            "PR_SF", 24, "rcal_24Hour",
            Dependency(task="A1", kind="SF", lag=Lag(amount=1440)),
        ),
    ],
)  # fmt: skip
def test_links_have_lags_on_the_calendar_of_the_options(
    kind: str, hours: int, option: str, expected: Dependency
) -> None:
    # a blank column would be "-": the dash of a negative number is doubled for it
    lag = f"-{hours}" if hours < 0 else str(hours)
    links = (f"1 101 100 {kind} {lag}",)
    data = xer(activity(100, "A1"), activity(101, "A2"), links=links, option=option)
    assert read_project(data).tasks[-1].dependencies == (expected,)


@pytest.mark.parametrize(
    ("option", "chosen"),
    [
        ("rcal_Predecessor", "predecessor"),
        ("rcal_Successor", "successor"),
        ("rcal_ProjDefault", "project"),
        ("rcal_24Hour", "24 h"),
    ],
)
def test_the_lag_calendar_is_a_setting_and_survives_in_the_workbook(
    option: str, chosen: str
) -> None:
    data = xer(activity(100, "A1"), activity(101, "A2"), links=("1 101 100 PR_FS 8",),
               option=option)  # fmt: skip
    project = read_project(data)
    assert project.settings.lag_calendar == chosen
    assert read_project(as_workbook(data)).settings.lag_calendar == chosen
    assert not told(project, "TASKPRED")


SATURDAYS = (
    "%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tclndr_data\n%R\t6\tSaturdays\t"
    "(0||CalendarData()((0||DaysOfWeek()((0||7()((0||0(s|08:00|f|16:00)())))))))\n"
)


def on_saturdays(row: str) -> str:
    """The row of an activity by the calendar that works on Saturdays only."""
    words = row.split(" ")
    return " ".join([*words[:3], "6", *words[4:]])


def test_lags_that_no_setting_counts_as_there_are_told_by_link() -> None:
    """The calendar of a milestone counts there; here the project's, as it has no people."""
    mile = on_saturdays(activity(101, "M", 0, kind="TT_Mile"))
    links = ("1 102 101 PR_FS 8", "2 103 100 PR_FS 8")
    rows = activity(100, "A1"), mile, activity(102, "A2"), on_saturdays(activity(103, "A3"))
    project = read_project(xer(*rows, links=links, more=SATURDAYS, option="rcal_Predecessor"))
    assert project.settings.lag_calendar == "predecessor"
    (issue,) = told(project, "TASKPRED")
    assert issue.startswith("activity A2, field TASKPRED: the lag is counted in the predecessor's")
    assert "not on the calendar Saturdays" in issue


def test_where_another_setting_counts_all_lags_as_there_it_is_taken() -> None:
    """The successor's calendar would count its people's hours; the activity's is the project's."""
    who = table("RSRC", "rsrc_id rsrc_name rsrc_type clndr_id", "7 Ann RT_Labor 6") + table(
        "TASKRSRC", "task_id rsrc_id target_qty target_qty_per_hr", "101 7 8 1"
    )
    data = xer(
        activity(100, "A1"),
        activity(101, "A2", kind="TT_Rsrc"),
        links=("1 101 100 PR_FS 8",),
        more=SATURDAYS + who,
        option="rcal_Successor",
    )
    project = read_project(data)
    assert project.settings.lag_calendar == "project"
    assert not told(project, "TASKPRED")


def test_options_of_scheduling_that_are_none_here_are_told() -> None:
    more = table("SCHEDOPTIONS", "proj_id sched_retained_logic sched_progress_override", "1 N N")
    (issue,) = told(read_project(xer(activity(100, "A1"), more=more)), "sched_retained_logic")
    assert "retained logic" in issue
    override = more.replace("N\tN", "N\tY")
    assert read_project(xer(activity(100, "A1"), more=override)).settings.progress == "override"


def with_fields(row: str, fields: str, values: str) -> bytes:
    """A file of one activity with more fields."""
    data = xer(row).decode("cp1252")
    head = "complete_pct_type\n%R\t100"
    line = next(one for one in data.splitlines() if one.startswith("%R\t100"))
    more = "\t".join(value.replace("~", " ") for value in values.split())
    changed = data.replace(line, f"{line}\t{more}").replace(
        head, "complete_pct_type\t" + "\t".join(fields.split()) + "\n%R\t100"
    )
    return changed.encode("cp1252")


def test_an_activity_with_an_expected_finish_takes_until_then() -> None:
    data = with_fields(
        activity(100, "A1", 8), "expect_end_date restart_date", "2027-03-05~17:00 2027-03-01~08:00"
    )
    project = read_project(data)
    assert project.tasks[-1].duration == 4 * 480  # the 3rd is a day off
    (issue,) = told(project, "expect_end_date")
    assert "what is left takes 32 h" in issue
    early = data.replace(b"2027-03-05 17:00\t2027-03-01", b"2027-02-01 17:00\t2027-03-01")
    project = read_project(early)
    assert project.tasks[-1].duration == 480
    assert "does not count" in told(project, "expect_end_date")[0]


def test_what_has_begun_is_left_until_its_expected_finish_or_put_off() -> None:
    fields = "act_start_date restart_date expect_end_date suspend_date resume_date"
    begun = activity(100, "A1", 40, status="TK_Active")
    dates = "2027-03-01~08:00 2027-03-04~08:00 2027-03-05~17:00"
    task = read_project(with_fields(begun, fields, dates)).tasks[-1]
    assert (task.duration, task.progress.remaining_duration) == (2400, 960)
    dates = "2027-03-01~08:00 2027-03-04~08:00 2027-03-05~17:00 2027-03-02~08:00 2027-03-08~08:00"
    task = read_project(with_fields(begun, fields, dates)).tasks[-1]
    assert (task.progress.state, task.progress.resume) == ("suspended", datetime(2027, 3, 8, 8))


def test_what_was_spent_and_what_the_share_is_of_are_read() -> None:
    begun = activity(100, "A1", 40, status="TK_Active").replace("CP_Drtn", "CP_Phys")
    fields = "act_start_date phys_complete_pct act_work_qty act_equip_qty"
    more = table("PROJCOST", "task_id target_cost act_cost", "100 500 120")
    data = with_fields(begun, fields, "2027-03-01~08:00 30 10 2").replace(
        b"%E", more.encode() + b"%E"
    )
    told_ = read_project(data).tasks[-1].progress
    assert (told_.percent, told_.percent_of) == (0.3, "physical")
    assert (told_.actual_work, told_.actual_cost) == (720, Decimal(120))


def test_a_link_from_another_project_is_told_and_dated_where_that_is_known() -> None:
    links = table("TASKPRED", "task_id pred_task_id pred_proj_id pred_type lag_hr_cnt",
                  "100 900 2 PR_FS 0")  # fmt: skip
    project = read_project(xer(activity(100, "A1"), more=links))
    (issue,) = told(project, "TASKPRED")
    assert "waits for another file; no date is known" in issue
    assert project.tasks[-1].blocked_by == "another project"


@pytest.mark.parametrize(("kind", "counts"), [("DT_FixedDUR2", True), ("DT_FixedRate", False)])
def test_what_would_change_with_more_people_is_told(kind: str, counts: bool) -> None:
    data = with_fields(activity(100, "A1"), "duration_type", kind)
    assert bool(told(read_project(data), "duration_type")) is counts


@pytest.mark.parametrize(
    ("kind", "hard", "deadline"),
    [
        ("CS_MSOA", (Constraint.SNET,), None),
        ("CS_MANDFIN", (Constraint.MFO,), None),
        ("CS_MEOB", (), FIVE),
        ("CS_MEO", (Constraint.FNET,), FIVE),
        ("CS_MSOB", (), None),
    ],
)
def test_latest_dates_that_only_give_negative_float_are_deadlines(
    kind: str, hard: tuple[Constraint, ...], deadline: datetime | None
) -> None:
    project = read_project(xer(activity(100, "A1", constraint=f"{kind} 2027-03-05~17:00")))
    task = project.tasks[-1]
    assert tuple(one for one, _ in task.hard_dates) == hard
    assert task.deadline == deadline


def test_a_level_of_effort_runs_along_with_what_it_is_linked_to() -> None:
    """By its starts and finishes; what else it waits for would hold these up, and is dropped."""
    data = xer(
        activity(100, "A1", 16),
        activity(101, "A2", 8),
        activity(102, "L", kind="TT_LOE"),
        links=("1 101 100 PR_FS 0", "2 102 100 PR_SS 0", "3 102 101 PR_FF 0"),
    )
    project = read_project(data)
    effort = next(task for task in project.tasks if task.id == "L")
    assert (effort.spans, effort.duration, effort.dependencies) == (("A1", "A2"), None, ())
    plan = solve(project, Options(deterministic_limit=1))
    rows = {row.task.id: row for row in plan.rows}
    assert rows["L"].start == rows["A1"].start
    assert rows["L"].finish == rows["A2"].finish


def test_a_wbs_summary_runs_along_with_its_phase() -> None:
    data = xer(activity(100, "A1", 16), activity(101, "S", kind="TT_WBS"))
    effort = next(task for task in read_project(data).tasks if task.id == "S")
    assert effort.spans == (effort.parent,)


def test_a_level_of_effort_linked_to_nothing_is_left_out_and_told() -> None:
    data = xer(activity(100, "A1"), activity(101, "A2", kind="TT_LOE"))
    project = read_project(data)
    assert [task.id for task in project.tasks] == ["ADM", "GRD", "A1"]
    (issue,) = (i for i in project.remarks if i.code == "import-lost")
    assert (issue.place, "level of effort" in issue.message) == ("activity A2", True)


def test_milestones_take_no_time_whatever_the_row_says() -> None:
    project = read_project(xer(activity(100, "M1", 8, kind="TT_FinMile")))
    assert project.tasks[-1].milestone


RESOURCES = (
    table(
        "RSRC",
        "rsrc_id rsrc_name rsrc_type clndr_id",
        "7 Ann RT_Labor 5",
        "8 Sand RT_Mat 5",
        "9 Bea RT_Labor 5",
    )
    + table(
        "RSRCRATE",
        "rsrc_id cost_per_qty max_qty_per_hr start_date",
        "7 40 1 2026-01-01~00:00",
        "7 50 1 2027-01-01~00:00",
    )
    + table("ROLES", "role_id role_name", "3 Welder", "4 Rigger")
    + table("RSRCROLE", "rsrc_id role_id skill_level", "7 3 2", "9 3 1")
    + table(
        "TASKRSRC",
        "task_id rsrc_id role_id target_qty target_qty_per_hr rsrc_type",
        "100 7 - 4 0.5 RT_Labor",
        "100 8 - 30 1 RT_Mat",
        "100 - 3 8 1 RT_Labor",
        "100 - 4 8 1 RT_Labor",
    )
)


def test_people_roles_materials_and_rates_by_date() -> None:
    project = read_project(xer(activity(100, "A1"), more=RESOURCES))
    ann, sand, bea, rigger = project.resources
    assert (ann.rate.amount, dict(ann.skills)) == (Decimal(50), {"Welder": 4})
    rates = [(term.available_from, int(term.rate.amount)) for term in ann.terms]
    assert rates == [(None, 40), (date(2027, 1, 1), 50)]
    assert sand.kind == "material"
    assert (dict(bea.skills), rigger.name) == ({"Welder": 5}, "Rigger")
    assert project.tasks[-1].needs == (
        Need(names=("Ann",), units=0.5),
        Need(names=("Sand",), units=30),
        Need(skill="Welder"),
        Need(names=("Rigger",)),
    )
    codes = [issue.code for issue in project.remarks]
    assert codes.count("import-changed") == 1  # the role nobody has


def test_a_resources_calendar_counts_only_for_what_depends_on_it() -> None:
    night = (
        "%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tclndr_data\n%R\t6\tNights\t"
        "(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|22:00|f|23:00)())))))))\n"
    )
    who = table("RSRC", "rsrc_id rsrc_name rsrc_type clndr_id", "7 Ann RT_Labor 6") + table(
        "TASKRSRC", "task_id rsrc_id target_qty target_qty_per_hr", "100 7 8 1"
    )
    dependent = read_project(xer(activity(100, "A1", kind="TT_Rsrc"), more=night + who))
    assert dependent.resources[0].calendar == "Nights"
    project = read_project(xer(activity(100, "A1"), more=night + who))
    assert project.resources[0].calendar == ""


def test_custom_fields_and_codes_are_kept_by_name() -> None:
    more = (
        table("UDFTYPE", "udf_type_id table_name udf_type_label", "1 TASK Colour")
        + table("UDFVALUE", "udf_type_id fk_id udf_text", "1 100 red")
        + table("ACTVTYPE", "actv_code_type_id actv_code_type", "2 Area")
        + table("ACTVCODE", "actv_code_id actv_code_type_id short_name", "5 2 North")
        + table("TASKACTV", "task_id actv_code_id", "100 5")
    )
    found = import_project(xer(activity(100, "A1"), more=more))
    assert found.named["A1"] == {"Colour": "red", "Area": "North"}


def test_hours_that_cannot_be_read_are_told() -> None:
    report = Report()
    found = calendar({"clndr_id": "1", "clndr_name": "Odd", "clndr_data": "((((0||"}, report)
    assert found.days[0] == ((time(8), time(16)),)
    assert report.issues[0].place == "calendar Odd, field clndr_data"


def test_afternoon_hours_may_be_written_with_pm() -> None:
    text = "(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|8:00 AM|f|4:30 PM)())))))))"
    found = calendar({"clndr_data": text}, Report())
    assert found.days[0] == ((time(8), time(16, 30)),)


def test_a_file_without_a_project_is_refused() -> None:
    with pytest.raises(InputError, match="holds no project"):
        read_project(b"ERMHDR\t18.8\n%T\tCURRTYPE\n%F\tcurr_id\n%R\t1\n%E\n")


def test_primavera_xml_says_the_same() -> None:
    project = read_project(PMXML)
    dig, done = project.tasks
    assert (dig.name, dig.duration) == ("Dig", 960)
    assert dig.hard_dates == ((Constraint.SNET, datetime(2027, 3, 1, 8)),)
    assert dig.needs == (Need(names=("Ann",), units=0.5),)
    assert done.dependencies == (Dependency(task="A100", lag=Lag(amount=240)),)
    assert project.weeks[0].days[0] == ((time(8), time(12)), (time(13), time(17)))
    assert project.resources[0].rate.amount == 50
    assert [day.start for day in project.days_off] == [date(2027, 3, 3)]
