"""The one table of sheets, columns and settings: what they are called and what they mean.

The reader finds columns with it, the template is made from it, and so is ``docs/workbook.md``.
"""

from planner.schema.ask_sheet import ASK
from planner.schema.baseline_columns import BASELINE_COLUMNS
from planner.schema.estimate_columns import ESTIMATE_COLUMNS
from planner.schema.languages import (
    BUDGET_WORDS,
    DAY_WORDS,
    OFF_WORDS,
    PEOPLE_WORDS,
    SHEET_WORDS,
    TASK_WORDS,
)
from planner.schema.material_columns import DELIVERIES, MATERIAL_COLUMN, MATERIALS
from planner.schema.more_columns import ASSIGNMENTS, LINKS, MORE_TASK_COLUMNS
from planner.schema.progress_columns import PROGRESS_COLUMNS, TIMESHEET
from planner.schema.schema import Column, SheetKind
from planner.schema.task_columns import TASK_COLUMNS

TASKS = SheetKind(
    name="Tasks",
    words=TASK_WORDS,
    foreign=SHEET_WORDS["Tasks"],
    meaning="One row for each task, milestone or summary.",
    aliases="Task, Task_Table, Task_Table1, Activities, Schedule, Plan, Project Plan, Gantt, "
    "Gantt Chart, WBS, Project, Work, Backlog, Issues",
    needs=(
        ("name", "id"),
        (
            *("duration", "work", "points", "likely", "start", "finish", "predecessors"),
            *("deadline", "baseline_start", "remaining_duration", "remaining_work"),
        ),
    ),
    columns=(
        *TASK_COLUMNS,
        *PROGRESS_COLUMNS,
        *BASELINE_COLUMNS,
        *MORE_TASK_COLUMNS,
        *ESTIMATE_COLUMNS,
        MATERIAL_COLUMN,
    ),
)

_WEEKDAYS = (
    ("mon", "Mon", "Monday"),
    ("tue", "Tue", "Tuesday, Tu"),
    ("wed", "Wed", "Wednesday, We"),
    ("thu", "Thu", "Thursday, Th"),
    ("fri", "Fri", "Friday"),
    ("sat", "Sat", "Saturday"),
    ("sun", "Sun", "Sunday, Su"),
)
DAYS = tuple(field for field, _, _ in _WEEKDAYS)

PEOPLE = SheetKind(
    name="People",
    words=PEOPLE_WORDS,
    foreign=SHEET_WORDS["People"],
    meaning="Who works: people, crews, machines, rooms. Anybody named in Tasks but not here works "
    "the project's calendar for nothing.",
    aliases="Resources, Resource, Team, Resource_Table, Resource_Table1, Staff, Crew, "
    "Resource Sheet, Equipment, Machines, Rooms, Personen, Ressourcen, Mitarbeiter",
    needs=(("name",),),
    telling=(("max_units", "skills"), ("rate", "cost_per_use", "calendar", "leave")),
    columns=(
        Column(
            field="name",
            caption="Name",
            meaning="As written in Tasks.",
            aliases="Resource Name, Resource, Person, Who, Equipment, Member, Machine, Company, "
            "Firm, Contractor, Subcontractor, Team member, Employee, Full name, Room",
            example="Ann",
        ),
        Column(
            field="uid",
            caption="Unique ID",
            meaning="A number by which an Assignments sheet may refer to it.",
            aliases="Unique_ID, UID, ID",
            template=False,
        ),
        Column(
            field="kind",
            caption="Type",
            meaning="Person, Equipment or Material (paid for by the unit; the sheet Materials may "
            "say how much there is). Work means person.",
            aliases="Kind, Resource Type",
            choices=("Person", "Equipment", "Material"),
        ),
        Column(
            field="skills",
            caption="Skills",
            meaning="What they can do, with a level if it matters: Welding:3; Crane.",
            aliases="Skill, Competences, Roles, Role, Default role, Trade, Trades",
            example="Welding:3; Crane",
        ),
        Column(
            field="max_units",
            caption="Max Units",
            meaning="How many there are: 100% or 1 is one full-time person, 50% half of one, "
            "300% or 3 a crew of three.",
            aliases="Max. Units, Max., Units, Capacity, Quantity, Number, FTE, Availability",
            look="percent",
            example="100%",
        ),
        Column(
            field="rate",
            caption="Rate",
            meaning="Pay for normal hours: 50/h, 400/d, 2000/w; a bare number is per hour.",
            aliases=(
                "Std. Rate, Standard Rate, Std Rate, UnitCost, Hourly rate, Cost/h, "
                "Cost per hour, Salary, Daily rate, Day rate, Cost, Price"
            ),
            look="money",
            example="50/h",
        ),
        Column(
            field="overtime_rate",
            caption="Overtime Rate",
            meaning="Pay for hours of overtime, after the last shift of a day.",
            aliases="Ovt. Rate, Ovt Rate",
            look="money",
            template=False,
        ),
        Column(
            field="overtime_hours",
            caption="Overtime Hours",
            meaning="Most hours of overtime from Monday to Sunday, on all tasks together.",
            aliases="Max overtime, Overtime hours per week, Overtime",
            look="number",
            template=False,
        ),
        Column(
            field="cost_per_use",
            caption="Cost Per Use",
            meaning="Money for each task it is used on.",
            aliases="Cost/Use",
            look="money",
        ),
        Column(
            field="calendar",
            caption="Calendar",
            meaning="A calendar of the Calendars sheet, if not the project's.",
            aliases="Base Calendar, Work calendar",
        ),
        Column(
            field="working_time",
            caption="Working Time",
            meaning="When or how much they work, if not all of the project's week: 50%, 20h/week, "
            "4h/day, 3 days/week, Mon-Wed, Mon-Fri 08:00-12:00.",
            aliases="Working hours, Work hours, Available hours, Hours per week, Hours per day, "
            "Days per week, Weekly hours, Daily hours, Working days, Work days, Working pattern, "
            "Hours, Days, Shift, % available, Percent available, Part time, Part-time, Available, "
            "Available days, Workload, Allocation, Employment, Contract hours",
            template=False,
        ),
        Column(
            field="groups",
            caption="Group",
            meaning="Teams they belong to; a team can be named in Tasks.",
            aliases="Groups, Group_Name, Teams, Department, Team",
            template=False,
        ),
        Column(
            field="efficiency",
            caption="Efficiency",
            meaning="Work done in an hour; 100 % is normal.",
            aliases="Productivity, Speed",
            look="percent",
            template=False,
        ),
        Column(
            field="available_from",
            caption="Available From",
            meaning="First day of work. A person whose share, rate or calendar changes has a row "
            "for each stretch of days.",
            aliases="From, Contract start, Start, Start date, Joins",
            look="date",
        ),
        Column(
            field="available_until",
            caption="Available Until",
            meaning="Last day of work, or of what the row says.",
            aliases="Until, To, Contract end, Finish, End, End date, Leaves",
            look="date",
        ),
        Column(
            field="leave",
            caption="Leave",
            meaning="Days off, as on the Leave sheet: 2026-07-06 to 2026-07-17; 2026-08-03.",
            aliases="Vacation, Vacations, Absences, Absence, Time off, Days off, Holidays, "
            "Holiday, PTO, Out of office, OOO, Annual leave, Leave dates, Vacation dates, Away, "
            "Unavailable, Not available",
            template=False,
        ),
        Column(
            field="leave_from",
            caption="Leave From",
            meaning="First day off, where Leave Until beside it is the last.",
            aliases="Leave start, Vacation from, Vacation start, Holiday from, Away from, Off from",
            look="date",
            template=False,
        ),
        Column(
            field="leave_until",
            caption="Leave Until",
            meaning="Last day off; blank is the same day.",
            aliases="Leave to, Leave end, Vacation to, Vacation until, Holiday to, Away until",
            look="date",
            template=False,
        ),
    ),
)

CALENDARS = SheetKind(
    name="Calendars",
    words=DAY_WORDS | {"calendar": PEOPLE_WORDS["calendar"]},
    foreign=SHEET_WORDS["Calendars"],
    meaning="Working hours by weekday, such as 08:00-12:00, 13:00-17:00; blank is a day off. The "
    "first row, or the one called Standard, is the project's.",
    aliases="Calendar, Working hours, Working time, Kalender, Arbeitszeiten",
    needs=(("calendar",), DAYS),
    telling=tuple((day,) for day in DAYS[:5]),
    columns=(
        Column(
            field="calendar",
            caption="Calendar",
            meaning="Its name, for People and Tasks to refer to.",
            aliases="Name, Calendar Name, Kalender",
            example="Standard",
        ),
        *(
            Column(
                field=field,
                caption=caption,
                aliases=aliases,
                meaning=f"Working hours on {aliases.partition(',')[0]}.",
                example="08:00-12:00, 13:00-17:00",
            )
            for field, caption, aliases in _WEEKDAYS
        ),
    ),
)

HOLIDAYS = SheetKind(
    name="Holidays",
    words=OFF_WORDS,
    foreign=SHEET_WORDS["Holidays"],
    meaning="Days on which nobody works, or other hours are worked.",
    aliases="Holiday, Public holidays, Bank holidays, Feiertage, Feriados",
    needs=(("date",),),
    columns=(
        Column(
            field="date",
            caption="Date",
            meaning="The day, or the first of several.",
            aliases="Day, From, Start, Start date, Holiday date, Datum",
            look="date",
            example="2026-12-25",
        ),
        Column(
            field="until",
            caption="Until",
            meaning="The last day, if several.",
            aliases="To, End, Finish, End date",
            look="date",
        ),
        Column(
            field="name",
            caption="Name",
            meaning="For people.",
            aliases="Holiday, Description, Occasion, Reason",
            example="Christmas",
        ),
        Column(
            field="calendar",
            caption="Calendar",
            meaning="The only calendar it holds for; blank is for all.",
            aliases="Only for, Calendar Name",
            template=False,
        ),
        Column(
            field="hours",
            caption="Hours",
            meaning="Hours worked on these days instead, also on a weekend; blank is a day off.",
            aliases="Working hours, Working time, Worked hours",
            example="08:00-12:00",
            template=False,
        ),
    ),
)

LEAVE = SheetKind(
    name="Leave",
    words=OFF_WORDS,
    foreign=SHEET_WORDS["Leave"],
    meaning="Who is away when, first and last day included.",
    aliases="Absences, Absence, Vacation, Vacations, Time off, PTO, Urlaub",
    needs=(("who",), ("start",)),
    columns=(
        Column(
            field="who",
            caption="Who",
            meaning="A name of the People sheet.",
            aliases="Name, Person, Resource, Resource Name, Employee",
            example="Ann",
        ),
        Column(
            field="start",
            caption="From",
            meaning="First day away.",
            aliases="Start, Start date, Date, Day, First day",
            look="date",
            example="2026-07-06",
        ),
        Column(
            field="finish",
            caption="To",
            meaning="Last day away; blank is the same day.",
            aliases="Until, End, Finish, End date, Last day",
            look="date",
            example="2026-07-17",
        ),
        Column(
            field="hours",
            caption="Hours",
            meaning="Part of the day, if not all of it: 13:00-17:00, morning or afternoon.",
            aliases="Part of day, Half day, Time",
        ),
        Column(
            field="name",
            caption="Reason",
            meaning="For people.",
            aliases="Note, Notes, Type, Description",
        ),
    ),
)

MEETINGS = SheetKind(
    name="Meetings",
    foreign=SHEET_WORDS["Meetings"],
    meaning="Appointments; those named are not free for tasks then. With a duration the plan "
    "chooses the time, between tasks and not in the middle of one.",
    aliases="Meeting, Appointments, Events, Besprechungen, Termine",
    needs=(("name",), ("start",)),
    columns=(
        Column(
            field="name",
            caption="Meeting",
            meaning="What it is.",
            aliases="Name, Title, Subject, Appointment, Event",
            example="Weekly review",
        ),
        Column(
            field="start",
            caption="Start",
            meaning="Date and time; with a duration the earliest.",
            aliases="Start time, From, Begin, Date, Start date",
            look="date",
            example="2026-03-02 09:00",
        ),
        Column(
            field="finish",
            caption="Finish",
            meaning="Date and time, or a time of the same day; with a duration the latest, hard.",
            aliases="End, End time, To, Until, End date",
            look="date",
            example="2026-03-02 10:00",
        ),
        Column(
            field="duration",
            caption="Duration",
            meaning="How long it takes, where the plan is to choose the time between Start and "
            "Finish: in one go, when all are there; in each repetition anew.",
            aliases="Length, Takes",
            look="duration",
            example="2h",
        ),
        Column(
            field="who",
            caption="Who",
            meaning="Names of the People sheet, or all.",
            aliases="Attendees, People, Participants, Resource Names",
            example="Ann; Bob",
        ),
        Column(
            field="repeat",
            caption="Repeat",
            meaning="Daily, weekly, every 2 weeks or monthly; blank is once.",
            aliases="Recurrence, Repeats, Every",
            choices=("Daily", "Weekly", "Every 2 weeks", "Monthly"),
        ),
        Column(
            field="until",
            caption="Repeat Until",
            meaning="Last day on which it may take place.",
            aliases="Recurrence end, Weekly until, Last date",
            look="date",
        ),
    ),
)

BUDGETS = SheetKind(
    name="Budgets",
    foreign=SHEET_WORDS["Budgets"],
    meaning="How much money there is: in all, for a phase, for a month.",
    aliases="Budget, Cost limits",
    needs=(("limit",),),
    columns=(
        Column(
            field="scope",
            caption="Scope",
            meaning="A summary task by WBS, ID or name; blank is the whole project.",
            aliases="Phase, Task, WBS, For",
        ),
        Column(
            field="period",
            caption="Month",
            meaning="A month such as 2026-03, or blank for all the time.",
            aliases="Period, When",
            example="2026-03",
        ),
        Column(
            field="limit",
            caption="Limit",
            meaning="The most that may be spent.",
            aliases="Budget, Amount, Money, Maximum",
            look="money",
            example="50000",
        ),
        Column(
            field="price",
            caption="Price",
            meaning="What each unit of money above the limit counts, in whole numbers; blank "
            "forbids going above, 0 only shows it.",
            aliases="Penalty, Price above, Overrun price",
            look="number",
        ),
    ),
    words=BUDGET_WORDS,
)

KINDS = (TASKS, PEOPLE, CALENDARS, HOLIDAYS, LEAVE, MEETINGS, BUDGETS, ASK)
"""What the template has."""

ALL_KINDS = (*KINDS, MATERIALS, DELIVERIES, ASSIGNMENTS, LINKS, TIMESHEET)
"""What the reader understands."""
