"""The sheets of people and budgets."""

from planner.schema.languages import SHEET_WORDS
from planner.schema.schema import Column, SheetKind
from planner.schema.sheet_languages import BUDGET_WORDS, PEOPLE_WORDS

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
                "Cost per hour, Salary, Daily rate, Day rate, Cost per day, Cost/day, "
                "Rate per day, Rate/day, Cost/hour, "
                "Rate per hour, Rate/hour, Cost, Price"
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
            "Available days, Workload, Allocation, Employment, Contract hours, Works, Works on, "
            "Working on, Days worked, Weekdays, Workdays, Work pattern",
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
            aliases="From, Contract start, Start, Start date, Joins, Available since, First day, "
            "First working day, First day of work, Joining date, Starts, Starts on",
            look="date",
        ),
        Column(
            field="available_until",
            caption="Available Until",
            meaning="Last day of work, or of what the row says.",
            aliases="Until, To, Contract end, Finish, End, End date, Leaves, Available to, "
            "Last day, Last working day, Last day of work, Leaving date, Leaves on, Leaving, "
            "Ends, Ends on",
            look="date",
        ),
        Column(
            field="leave",
            caption="Leave",
            meaning="Days off, as on the Leave sheet: 2026-07-06 to 2026-07-17; 2026-08-03.",
            aliases="Vacation, Vacations, Absences, Absence, Time off, Days off, Holidays, "
            "Holiday, PTO, Out of office, OOO, Annual leave, Leave dates, Vacation dates, Away, "
            "Unavailable, Not available, On holiday, On leave, On vacation",
            template=False,
        ),
        Column(
            field="leave_from",
            caption="Leave From",
            meaning="First day off, where Leave Until beside it is the last.",
            aliases="Leave start, Vacation from, Vacation start, Holiday from, Away from, "
            "Off from, First day off, First day of leave, First day of vacation, "
            "First day of holiday",
            look="date",
            template=False,
        ),
        Column(
            field="leave_until",
            caption="Leave Until",
            meaning="Last day off; blank is the same day.",
            aliases="Leave to, Leave end, Vacation to, Vacation until, Holiday to, Away until, "
            "Last day off, Last day of leave, Last day of vacation, Last day of holiday",
            look="date",
            template=False,
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
