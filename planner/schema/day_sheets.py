"""The sheets of days: calendars, holidays, leave and meetings."""

from planner.schema.languages import SHEET_WORDS
from planner.schema.schema import Column, SheetKind
from planner.schema.sheet_languages import DAY_WORDS, OFF_WORDS, PEOPLE_WORDS

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
    words=OFF_WORDS | {"start": f"{OFF_WORDS['start']}, {OFF_WORDS['date']}"},
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
