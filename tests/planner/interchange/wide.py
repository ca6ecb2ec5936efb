"""One file of each format with as much of it as fits, for comparison with another reader.

What that one, mpxj, makes of them is kept in ``answers/`` and made anew by
``python -m tests.planner.interchange.answers``.
"""

from tests.planner.interchange import samples
from tests.planner.interchange.samples import (
    HOURS,
    activity,
    assignment,
    exception,
    link,
    resource,
    table,
    task,
    weekdays,
)


def _days(uid: int, name: str, base: int, *, week: str = "", exceptions: str = "") -> str:
    """A calendar of MS Project."""
    inside = f"<Exceptions>{exceptions}</Exceptions>" if exceptions else ""
    return (
        f"<Calendar><UID>{uid}</UID><Name>{name}</Name><IsBaseCalendar>{int(base < 0)}"
        f"</IsBaseCalendar><BaseCalendarUID>{base}</BaseCalendarUID>{week}{inside}</Calendar>"
    )


def _piece(day: int, hours: int) -> str:
    """The remaining work of a day of March 2027."""
    return (
        f"<TimephasedData><Type>1</Type><UID>1</UID><Start>2027-03-{day:02}T08:00:00</Start>"
        f"<Finish>2027-03-{day + 1:02}T08:00:00</Finish><Unit>2</Unit>"
        f"<Value>PT{hours}H0M0S</Value></TimephasedData>"
    )


def _rate(table_: int, since: str, hourly: int, per_use: int = 0) -> str:
    return (
        f"<Rate><RatesFrom>{since}T00:00:00</RatesFrom><RatesTo>2049-12-31T23:59:00</RatesTo>"
        f"<RateTable>{table_}</RateTable><StandardRate>{hourly}</StandardRate>"
        "<StandardRateFormat>2</StandardRateFormat><OvertimeRate>0</OvertimeRate>"
        f"<OvertimeRateFormat>2</OvertimeRateFormat><CostPerUse>{per_use}</CostPerUse></Rate>"
    )


def _dates(start: int, finish: int) -> str:
    """Start and finish on days of March 2027."""
    return (
        f"<Start>2027-03-{start:02}T08:00:00</Start><Finish>2027-03-{finish:02}T17:00:00</Finish>"
    )


_BASELINE = (
    "<Baseline><Number>0</Number><Start>2027-03-01T08:00:00</Start>"
    "<Finish>2027-03-01T17:00:00</Finish><Duration>PT8H0M0S</Duration>"
    "<DurationFormat>7</DurationFormat><Work>PT8H0M0S</Work><Cost>40000</Cost></Baseline>"
)
_CONSTRAINTS = tuple(
    task(
        20 + kind,
        f"Constraint {kind}",
        level=2,
        more=_dates(8, 8)
        + f"<ConstraintType>{kind}</ConstraintType>"
        + (f"<ConstraintDate>2027-03-{kind + 8:02}T08:00:00</ConstraintDate>" if kind > 1 else ""),
    )
    for kind in range(8)
)
_LINKS = tuple(
    task(40 + number, f"Lag {number}", level=2, more=_dates(4, 4) + link(3, kind, lag, unit))
    for number, (kind, lag, unit) in enumerate(
        ((1, 4800, 7), (3, -2400, 5), (0, 14400, 8), (2, 600, 3), (1, 50, 19), (1, 0, 7))
    )
)
MSPDI = samples.mspdi(
    task(1, "Build", more="<Summary>1</Summary>" + _dates(1, 12)),
    task(2, "Dig", "PT16H0M0S", level=2, more=_dates(1, 4)),
    task(
        3,
        "Pour",
        level=2,
        more=_dates(4, 4)
        + "<Deadline>2027-03-05T17:00:00</Deadline><Priority>700</Priority><FixedCost>120000"
        "</FixedCost><FixedCostAccrual>2</FixedCostAccrual><PercentComplete>50</PercentComplete>"
        "<CalendarUID>2</CalendarUID>" + _BASELINE + link(2),
    ),
    *_CONSTRAINTS,
    *_LINKS,
    task(50, "Ready", "PT0H0M0S", more="<Milestone>1</Milestone>" + _dates(12, 12) + link(3)),
    resources=resource(
        1,
        "Ann",
        more="<Type>1</Type><MaxUnits>1</MaxUnits><CalendarUID>3</CalendarUID><Rates>"
        + _rate(0, "1984-01-01", 50, 1000) + _rate(0, "2027-03-08", 60) + _rate(1, "1984-01-01", 80)
        + "</Rates>",
    )
    + resource(2, "Crane", more="<Type>1</Type><MaxUnits>2</MaxUnits><CalendarUID>4</CalendarUID>")
    + resource(3, "Cement", more="<Type>0</Type><StandardRate>9</StandardRate>"),
    assignments=assignment(
        2, 1, 1, "PT16H0M0S", more=_piece(1, 8) + _piece(2, 0) + _piece(3, 0) + _piece(4, 8)
    )
    + assignment(3, 2, 0.5, "PT4H0M0S"),
    exceptions=exception("2027-03-03", name="Fair")
    + exception("2027-03-13", more=f"<Type>1</Type><DayWorking>1</DayWorking>{HOURS}"),
    calendars=_days(2, "Early week", -1, week=weekdays("234"))
    + _days(3, "Ann", 1, exceptions=exception("2027-03-22", "2027-03-26", name="Trip"))
    + _days(4, "Crane", 2, exceptions=exception("2027-03-30")),
)  # fmt: skip
POD = samples.pod(MSPDI).replace(b"@@@", bytes(2000) + b"@@@", 1)
"""mpxj does not look for XML among the first bytes."""

_NIGHT = (
    "(0||CalendarData()((0||DaysOfWeek()("
    + "".join(f"(0||{day}()((0||0(s|20:00|f|23:00)())))" for day in range(2, 6))
    + "(0||1()())(0||6()())(0||7()())))(0||Exceptions()((0||0(d|46456)((0||0(s|08:00|f|12:00)())))"
    "))))"
)
_MORE = f"%R\t6\tNights\t3\t12\t{_NIGHT}\n%T\tSCHEDOPTIONS"
"""One more row of the calendars: mpxj takes the last of two tables of one name."""
XER = samples.xer(
    activity(100, "A100", 16),
    activity(101, "A101", kind="TT_Rsrc", constraint="CS_MSOA 2027-03-04~08:00"),
    activity(102, "A102", kind="TT_LOE"),
    activity(103, "A103", 0, kind="TT_FinMile"),
    activity(104, "A104", 0, kind="TT_Mile", constraint="CS_MANDSTART 2027-03-08~08:00"),
    activity(105, "A105", kind="TT_WBS", wbs=12),
    activity(106, "A106", constraint="CS_MEOB 2027-03-12~17:00", wbs=12),
    activity(107, "A107", constraint="CS_ALAP -", wbs=12),
    more=table("TASKPRED",
            "task_pred_id proj_id pred_proj_id task_id pred_task_id pred_type lag_hr_cnt",
            "1 1 1 101 100 PR_FS 8", "2 1 1 102 100 PR_SS 0", "3 1 1 103 101 PR_FF 4",
            "4 1 1 106 104 PR_SF 16", "5 1 1 107 106 PR_FS --8")
    + table("RSRC", "rsrc_id rsrc_name rsrc_type clndr_id", "7 Ann RT_Labor 6", "8 Sand RT_Mat 5",
            "9 Crane RT_Equip 5")
    + table("RSRCRATE", "rsrc_rate_id rsrc_id cost_per_qty max_qty_per_hr start_date",
            "1 7 40 1 2026-01-01~00:00", "2 7 50 2 2027-03-08~00:00", "3 9 90 1 2026-01-01~00:00")
    + table("ROLES", "role_id role_name", "3 Welder")
    + table("RSRCROLE", "rsrc_id role_id skill_level", "7 3 2")
    + table("TASKRSRC",
            "taskrsrc_id task_id proj_id rsrc_id role_id target_qty target_qty_per_hr rsrc_type",
            "1 100 1 7 - 8 0.5 RT_Labor", "2 100 1 8 - 30 1 RT_Mat", "3 101 1 9 - 8 1 RT_Equip")
    + table("PROJCOST", "cost_item_id proj_id task_id target_cost cost_load_type cost_name",
            "1 1 100 500 CL_Start Permit"),
).replace(b"%T\tSCHEDOPTIONS", _MORE.encode())  # fmt: skip
_WEEK = "".join(
    f"<StandardWorkHours><DayOfWeek>{day}</DayOfWeek>{hours}</StandardWorkHours>"
    for day, hours in {
        "Monday": "<WorkTime><Start>20:00:00</Start><Finish>22:59:00</Finish></WorkTime>",
        **dict.fromkeys(("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), ""),
    }.items()
).encode()
PMXML = samples.PMXML.replace(
    b"</APIBusinessObjects>",
    b"<Calendar><ObjectId>6</ObjectId><Name>Nights</Name><BaseCalendarObjectId>5"
    b"</BaseCalendarObjectId><StandardWorkWeek>"
    + _WEEK
    + b"</StandardWorkWeek><HolidayOrExceptions><HolidayOrException>"
    b"<Date>2027-03-05T00:00:00</Date><WorkTime><Start>20:00:00</Start><Finish>22:59:00</Finish>"
    b"</WorkTime></HolidayOrException></HolidayOrExceptions></Calendar></APIBusinessObjects>",
)
GAN = samples.GAN.replace(
    b'<task id="4" name="Leave"',
    b'<task id="5" name="Drive" start="2027-03-09" duration="2" complete="0">'
    b'<depend id="4" type="1" difference="-1" hardness="Rubber"/></task>'
    b'<task id="4" name="Leave"',
)
FILES = {"mspdi": MSPDI, "pod": POD, "xer": XER, "pmxml": PMXML, "gan": GAN}
"""By the kind of file; their suffix tells mpxj nothing, their content does."""
