"""Small files of other programs, written by hand for tests."""

from textwrap import dedent

HOURS = """
<WorkingTimes>
 <WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>
 <WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime>
</WorkingTimes>"""


def weekdays(working: str = "23456") -> str:
    """The week of an MS Project calendar; 1 is Sunday."""
    days = "".join(
        f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(str(day) in working)}</DayWorking>"
        f"{HOURS if str(day) in working else ''}</WeekDay>"
        for day in range(1, 8)
    )
    return f"<WeekDays>{days}</WeekDays>"


CALENDAR = (
    "<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>"
    f"<BaseCalendarUID>-1</BaseCalendarUID>{weekdays()}{{exceptions}}</Calendar>"
)


def exception(first: str, last: str = "", *, more: str = "<Type>1</Type>", name: str = "") -> str:
    """Days off, or with hours in `more` days of other hours."""
    return (
        f"<Exception><TimePeriod><FromDate>{first}T00:00:00</FromDate>"
        f"<ToDate>{last or first}T23:59:00</ToDate></TimePeriod><Name>{name}</Name>{more}"
        "</Exception>"
    )


def task(
    uid: int, name: str = "", duration: str = "PT8H0M0S", *, level: int = 1, more: str = ""
) -> str:
    """A task of MS Project."""
    return (
        f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>{name or f'Task {uid}'}</Name>"
        f"<OutlineLevel>{level}</OutlineLevel><Duration>{duration}</Duration>"
        f"<DurationFormat>7</DurationFormat>{more}</Task>"
    )


def link(before: int, kind: int = 1, lag: int = 0, unit: int = 7, *, more: str = "") -> str:
    """A link of MS Project: 0 FF, 1 FS, 2 SF, 3 SS; the lag in tenths of a minute."""
    return (
        f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{unit}</LagFormat>{more}</PredecessorLink>"
    )


def resource(uid: int, name: str, *, more: str = "") -> str:
    """A resource of MS Project."""
    return f"<Resource><UID>{uid}</UID><ID>{uid}</ID><Name>{name}</Name>{more}</Resource>"


def assignment(task_uid: int, who: int, units: float = 1, work: str = "", *, more: str = "") -> str:
    """Who is on a task of MS Project."""
    effort = f"<Work>{work}</Work>" if work else ""
    return (
        f"<Assignment><UID>{task_uid}{who}</UID><TaskUID>{task_uid}</TaskUID>"
        f"<ResourceUID>{who}</ResourceUID><Units>{units}</Units>{effort}{more}</Assignment>"
    )


def mspdi(
    *tasks: str,
    resources: str = "",
    assignments: str = "",
    exceptions: str = "",
    calendars: str = "",
    head: str = "",
) -> bytes:
    """An MS Project XML file from Monday, 1 March 2027."""
    inside = f"<Exceptions>{exceptions}</Exceptions>" if exceptions else ""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">'
        f"<Title>House</Title><StartDate>2027-03-01T08:00:00</StartDate>{head}"
        "<CalendarUID>1</CalendarUID><MinutesPerDay>480</MinutesPerDay>"
        "<MinutesPerWeek>2400</MinutesPerWeek><DaysPerMonth>20</DaysPerMonth>"
        f"<Calendars>{CALENDAR.format(exceptions=inside)}{calendars}</Calendars>"
        f"<Tasks>{''.join(tasks)}</Tasks><Resources>{resources}</Resources>"
        f"<Assignments>{assignments}</Assignments></Project>"
    )
    return text.encode()


def table(name: str, fields: str, *rows: str) -> str:
    """A table of an XER file; fields and values are separated by blanks, ~ is a blank in one."""
    lines = [f"%T\t{name}", "%F\t" + "\t".join(fields.split())]
    for row in rows:
        values = (value.replace("~", " ").removeprefix("-") for value in row.split())
        lines.append("%R\t" + "\t".join(values))
    return "\n".join(lines) + "\n"


WEEK = (
    "(0||CalendarData()((0||DaysOfWeek()((0||1()())"
    + "".join(
        f"(0||{day}()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))" for day in range(2, 7)
    )
    + "(0||7()())))(0||Exceptions()((0||0(d|46449)())))))"
)
"""Weekdays of 8 h; off on 3 March 2027."""

_TASK = (
    "task_id proj_id wbs_id clndr_id task_code task_name task_type status_code target_drtn_hr_cnt "
    "remain_drtn_hr_cnt cstr_type cstr_date early_start_date early_end_date complete_pct_type"
)


def activity(
    uid: int,
    code: str,
    hours: int = 8,
    *,
    kind: str = "TT_Task",
    status: str = "TK_NotStart",
    constraint: str = "- -",
    wbs: int = 11,
) -> str:
    """A row of the table TASK."""
    return (
        f"{uid} 1 {wbs} 5 {code} Do~{code} {kind} {status} {hours} {hours} {constraint} "
        "2027-03-01~08:00 2027-03-01~17:00 CP_Drtn"
    )


def xer(
    *activities: str, links: tuple[str, ...] = (), more: str = "", option: str = "rcal_ProjDefault"
) -> bytes:
    """An XER file from Monday, 1 March 2027, with a structure of two levels."""
    parts = (
        "ERMHDR\t18.8\t2027-01-01\tProject\tx\tx\tx\tx\tEUR\n",
        table(
            "CURRTYPE",
            "curr_id decimal_digit_cnt curr_symbol decimal_symbol digit_group_symbol "
            "pos_curr_fmt_type neg_curr_fmt_type curr_type curr_short_name",
            "1 2 EUR . , #1.1 (#1.1) Base EUR",
        ),
        table(
            "PROJECT",
            "proj_id proj_short_name clndr_id plan_start_date export_flag",
            "1 HOUSE 5 2027-03-01~08:00 Y",
        ),
        (
            "%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tday_hr_cnt\tweek_hr_cnt\tclndr_data\n"
            f"%R\t5\tFive days\t8\t40\t{WEEK}\n"
        ),
        table(
            "SCHEDOPTIONS",
            "proj_id sched_calendar_on_relationship_lag sched_retained_logic",
            f"1 {option} Y",
        ),
        table(
            "PROJWBS",
            "wbs_id proj_id parent_wbs_id seq_num proj_node_flag wbs_short_name wbs_name",
            "10 1 - 1 Y HOUSE The~house",
            "11 1 10 2 N GRD Ground",
            "12 1 10 1 N ADM Office",
        ),
        table("TASK", _TASK, *activities),
        table("TASKPRED", "task_pred_id task_id pred_task_id pred_type lag_hr_cnt", *links),
        more,
        "%E\n",
    )
    return "".join(parts).encode("cp1252")


PMXML = (
    dedent(
        """\
    <?xml version="1.0" encoding="UTF-8"?>
    <APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects">
      <Calendar><ObjectId>5</ObjectId><Name>Five days</Name><HoursPerDay>8</HoursPerDay>
        <HoursPerWeek>40</HoursPerWeek><StandardWorkWeek>
        {days}</StandardWorkWeek>
        <HolidayOrExceptions><HolidayOrException><Date>2027-03-03T00:00:00</Date>
        </HolidayOrException></HolidayOrExceptions></Calendar>
      <Resource><ObjectId>7</ObjectId><Name>Ann</Name><ResourceType>Labor</ResourceType>
        <CalendarObjectId>5</CalendarObjectId></Resource>
      <ResourceRate><ResourceObjectId>7</ResourceObjectId><PricePerUnit>50</PricePerUnit>
        <MaxUnitsPerTime>1</MaxUnitsPerTime></ResourceRate>
      <Project><ObjectId>1</ObjectId><Id>HOUSE</Id><Name>The house</Name>
        <PlannedStartDate>2027-03-01T08:00:00</PlannedStartDate>
        <ActivityDefaultCalendarObjectId>5</ActivityDefaultCalendarObjectId>
        <WBS><ObjectId>11</ObjectId><Code>GRD</Code><Name>Ground</Name></WBS>
        <Activity><ObjectId>100</ObjectId><Id>A100</Id><Name>Dig</Name><Type>Task Dependent</Type>
          <Status>Not Started</Status><CalendarObjectId>5</CalendarObjectId>
          <WBSObjectId>11</WBSObjectId><PlannedDuration>16</PlannedDuration>
          <StartDate>2027-03-01T08:00:00</StartDate><FinishDate>2027-03-02T17:00:00</FinishDate>
          <PrimaryConstraintType>Start On or After</PrimaryConstraintType>
          <PrimaryConstraintDate>2027-03-01T08:00:00</PrimaryConstraintDate></Activity>
        <Activity><ObjectId>101</ObjectId><Id>A101</Id><Name>Done</Name>
          <Type>Finish Milestone</Type><Status>Not Started</Status>
          <CalendarObjectId>5</CalendarObjectId><WBSObjectId>11</WBSObjectId>
          <PlannedDuration>0</PlannedDuration></Activity>
        <Relationship><PredecessorActivityObjectId>100</PredecessorActivityObjectId>
          <SuccessorActivityObjectId>101</SuccessorActivityObjectId><Type>Finish to Start</Type>
          <Lag>4</Lag></Relationship>
        <ResourceAssignment><ActivityObjectId>100</ActivityObjectId>
          <ResourceObjectId>7</ResourceObjectId><PlannedUnits>8</PlannedUnits>
          <PlannedUnitsPerTime>0.5</PlannedUnitsPerTime></ResourceAssignment>
      </Project>
    </APIBusinessObjects>
    """
    )
    .format(
        days="".join(
            f"<StandardWorkHours><DayOfWeek>{day}</DayOfWeek>"
            "<WorkTime><Start>08:00:00</Start><Finish>11:59:00</Finish></WorkTime>"
            "<WorkTime><Start>13:00:00</Start><Finish>16:59:00</Finish></WorkTime></StandardWorkHours>"
            for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        )
    )
    .encode()
)

GAN = dedent(
    """\
    <?xml version="1.0" encoding="UTF-8"?><project name="Trip" webLink="" version="3.3"
      view-date="2027-03-01">
      <calendars><day-types><day-type id="0"/><day-type id="1"/>
        <default-week sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/></day-types>
        <date year="2027" month="3" date="3" type="HOLIDAY"><![CDATA[Fair]]></date>
        <date year="2027" month="3" date="6" type="WORKING_DAY"/></calendars>
      <tasks><taskproperties><taskproperty id="tpc0" name="Colour" type="custom"/></taskproperties>
        <task id="1" name="Prepare" start="2027-03-01" duration="3" complete="50">
          <task id="2" name="Book" start="2027-03-01" duration="1" complete="100" priority="2">
            <depend id="3" type="2" difference="1" hardness="Strong"/>
            <customproperty taskproperty-id="tpc0" value="red"/></task>
          <task id="3" name="Pack" start="2027-03-04" duration="2" complete="0"/></task>
        <task id="4" name="Leave" meeting="true" start="2027-03-08" duration="0"
          thirdDate="2027-03-08" thirdDate-constraint="1"/></tasks>
      <resources><resource id="0" name="Ann"><rate name="standard" value="400"/></resource>
        <resource id="1" name="Bob"/></resources>
      <allocations><allocation task-id="2" resource-id="0" load="50.0"/>
        <allocation task-id="3" resource-id="1" load="100.0"/></allocations>
      <vacations><vacation start="2027-03-04" end="2027-03-06" resourceid="1"/></vacations>
      <previous><previous-tasks name="first"><previous-task id="3" start="2027-03-02" duration="1"/>
      </previous-tasks></previous>
    </project>
    """
).encode()


def pod(xml: bytes) -> bytes:
    """A file of ProjectLibre: its own objects, and behind them MS Project XML."""
    return (
        b"\xac\xed\x00\x05t\x00\x051.0.0sr\x00\x23com.projity.server.data.ProjectData"
        b"@@@@@@@@@@ProjectLibreSeparator_MSXML@@@@@@@@@@" + xml
    )


RICH = mspdi(
    task(1, "Build", level=1, more="<Summary>1</Summary>"),
    task(2, "Dig", "PT16H0M0S", level=2, more="<Deadline>2027-03-05T17:00:00</Deadline>"),
    task(
        3,
        "Pour",
        "PT8H0M0S",
        level=2,
        more="<Notes>wait</Notes><Priority>700</Priority><FixedCost>120000</FixedCost>"
        "<FixedCostAccrual>2</FixedCostAccrual>" + link(2, 1, 4800),
    ),
    task(4, "Cure", "PT72H0M0S", level=2, more=link(3, 1, 28800, 8)).replace(
        "<DurationFormat>7", "<DurationFormat>8"
    ),
    task(5, "Ready", "PT0H0M0S", more="<Milestone>1</Milestone>" + link(4) + link(2, 3, 50, 19)),
    resources=resource(1, "Ann", more="<CalendarUID>3</CalendarUID><StandardRate>50</StandardRate>")
    + resource(2, "Crane", more="<MaxUnits>2</MaxUnits><CostPerUse>10000</CostPerUse>")
    + resource(3, "Cement", more="<Type>0</Type><StandardRate>9</StandardRate>"),
    assignments=assignment(2, 1) + assignment(2, 2, 0.5) + assignment(3, 3, 12),
    exceptions=exception("2027-03-03", name="Fair"),
    calendars="<Calendar><UID>3</UID><Name>Ann</Name><BaseCalendarUID>1</BaseCalendarUID>"
    f"<Exceptions>{exception('2027-03-08', '2027-03-09', name='Trip')}</Exceptions></Calendar>",
)
"""A file with something of everything."""
