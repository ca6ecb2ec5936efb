"""The words of the Settings sheet; part of the one table in `columns`."""

from planner.goals import DEFAULT, GOALS
from planner.language.words import LANGUAGES
from planner.schema.schema import Column

SETTINGS = (
    Column(
        field="name",
        caption="Project",
        meaning="The project's name.",
        aliases="Project name, Project title, Projekt, Title",
        example="New office",
    ),
    Column(
        field="start",
        caption="Project start",
        meaning="Nothing starts before.",
        aliases="Start, Start date, Project start date, Kick-off, Project kick-off, Start on site, "
        "Commencement date, Commencement, Start of works, Projektstart, Projektbeginn, Baubeginn",
        look="date",
        example="2026-03-02",
    ),
    Column(
        field="language",
        caption="Language",
        meaning="In which language the result and what is said of the workbook are, such as "
        "English, Deutsch or de; if blank, in that of its headers.",
        aliases="Language of the result, Locale",
        choices=tuple(words.name for words in LANGUAGES.values()),
    ),
    Column(
        field="status_date",
        caption="Status date",
        meaning="The day the figures of progress are from, to its end, or an instant. What is not "
        "done then is planned from there on; if blank and something is recorded, the end of the "
        "latest day with an actual date.",
        aliases="Data date, Report date, Today, As of, Progress date",
        look="date",
    ),
    Column(
        field="progress",
        caption="Progress",
        meaning="What holds where work began before what it waits for was finished. retained: the "
        "rest of it waits. override: it goes on. retained if blank.",
        aliases="Out of sequence, Out-of-sequence progress, Progress logic, Retained logic",
        choices=("retained", "override"),
        template=False,
    ),
    Column(
        field="handover_after",
        caption="Hand over after",
        meaning="Work under way goes on with the same people unless one of them is away for longer "
        "than this before it would be done; 1w if blank.",
        look="duration",
        aliases="Handover after, Take over after",
        template=False,
    ),
    Column(
        field="frozen_until",
        caption="Frozen until",
        meaning="What the published plan starts before this day keeps its start and its people; a "
        "date, or days after the status date such as 10d.",
        aliases="Freeze until, Frozen, Frozen window",
        template=False,
    ),
    Column(
        field="near_weeks",
        caption="Near weeks",
        meaning="How many weeks after the status date count as near, where people have made their "
        "arrangements; 2 if blank.",
        look="number",
        aliases="Near window",
        template=False,
    ),
    Column(
        field="person_change",
        caption="Change of person",
        meaning="What another person on a task counts, in days moved; 5 if blank.",
        look="number",
        template=False,
    ),
    Column(
        field="near_change",
        caption="Near change",
        meaning="What a day counts by which a task moves in the near weeks; 2 if blank.",
        look="number",
        template=False,
    ),
    Column(
        field="later_change",
        caption="Later change",
        meaning="What a day counts by which a task moves to later after the near weeks; 1 if "
        "blank.",
        look="number",
        template=False,
    ),
    Column(
        field="published",
        caption="Published",
        meaning="The day the plan was published: from then on a new plan stays near it.",
        aliases="Published on, Plan published",
        look="date",
        template=False,
    ),
    Column(
        field="baseline",
        caption="Baseline",
        meaning="The name of the baseline that plans are compared with; if blank, the one saved "
        "last.",
        aliases="Compare with, Current baseline",
        template=False,
    ),
    Column(
        field="forecast",
        caption="Forecast",
        meaning="Whether the finish is forecast from how the work went so far: yes or no, yes if "
        "blank.",
        aliases="Show forecast, Forecast of the finish",
        choices=("yes", "no"),
        template=False,
    ),
    Column(
        field="hours_per_day",
        caption="Hours per day",
        meaning="Working hours of a day: what 1d means; if blank, as in the project's calendar.",
        look="number",
        aliases="Hours/day",
        example="8",
    ),
    Column(
        field="days_per_week",
        caption="Days per week",
        meaning="Working days of a week from Monday: what 1w means; 5 if blank.",
        look="number",
        aliases="Days/week",
        example="5",
    ),
    Column(
        field="days_per_month",
        caption="Days per month",
        meaning="Working days of a month: what 1mo means; 20 if blank.",
        look="number",
        aliases="Days/month",
        example="20",
    ),
    Column(
        field="days_per_point",
        caption="Days per point",
        meaning="Working days of one story point, where tasks have nothing but points: 1 if blank.",
        look="number",
        aliases="Days per story point",
    ),
    Column(
        field="default_duration",
        caption="Default duration",
        meaning="What a task without any estimate takes: 1d if blank.",
        look="duration",
        aliases="Default estimate, Standard duration",
        template=False,
    ),
    Column(
        field="currency",
        caption="Currency",
        meaning="Shown beside money.",
        aliases="Currency symbol, Währung",
        example="€",
    ),
    Column(
        field="country",
        caption="Country",
        meaning="Public holidays of this country are days off, beside those of the Holidays sheet; "
        "a row there with Hours, such as 08:00-12:00, 13:00-17:00, takes one back.",
        example="DE",
    ),
    Column(
        field="region",
        caption="Region",
        meaning="The part of the country whose public holidays count as well.",
        example="BY",
        aliases="State, Province",
    ),
    Column(
        field="together",
        caption="Team works",
        meaning="each: who shares a task begins when they come to work, pauses only for their own "
        "calendar and is free when their own share is done. together: all are needed from start to "
        "end. each if blank; the column Together says otherwise for one task.",
        aliases="Teams work, Team work",
        choices=("each", "together"),
    ),
    Column(
        field="goals",
        caption="Goals",
        meaning=f"What matters, most important first; any of {', '.join(GOALS)}. "
        f"{', '.join(DEFAULT)} if blank.",
        aliases="Goal, Objectives",
        example="lateness, cost, finish",
    ),
    Column(
        field="finish_tolerance",
        caption="Finish tolerance",
        meaning="How much later than possible the work may be finished where that saves money: "
        "1d, 2% or both, the greater counts. 1d, 2% if blank and no Goals are asked for, else 0.",
        aliases="Tolerance of the finish, Tolerance",
        example="1d, 2%",
    ),
    Column(
        field="lag_calendar",
        caption="Lag calendar",
        meaning="In whose working time lags such as +2d and +50% count: the project's, the "
        "predecessor's or the successor's, or all 24 h; the project's if blank. +2ed always "
        "counts on the wall clock.",
        aliases="Calendar of lags, Lags count in",
        choices=("project", "predecessor", "successor", "24 h"),
        example="project",
    ),
    Column(
        field="overtime_per_day",
        caption="Overtime per day",
        meaning="How long somebody with an Overtime Rate and Overtime Hours may work after the "
        "last shift of a day: 2h if blank, none with 0. No overtime on days off.",
        aliases="Max overtime per day, Overtime hours per day, Daily overtime",
        example="2h",
    ),
    Column(
        field="cost_per_day",
        caption="Cost per day",
        meaning="What the whole project costs on each calendar day from the day of its first start "
        "to the day of its finish, both included: site, rent, management. Part of the cost, and of "
        "budgets of the whole project; of no phase. 1000 from Friday to Monday is 4000, not 2000.",
        aliases="Daily cost, Project cost per day, Overhead per day, Site cost per day, "
        "Fixed cost per day",
        look="money",
    ),
    Column(
        field="late_count",
        caption="Late Task Price",
        meaning="Where the goal is money: what each task that misses its deadline counts.",
        aliases="Price of a late task, Price per late task",
        look="money",
    ),
    Column(
        field="peaks",
        caption="Peak Price",
        meaning="Where the goal is money: what each person or machine more in use at once counts.",
        aliases="Price of a peak, Price per head",
        look="money",
    ),
    Column(
        field="handovers",
        caption="Hand-over Price",
        meaning="Where the goal is money: what passing work on to entirely other people counts.",
        aliases="Price of a hand-over, Price per handover",
        look="money",
    ),
    Column(
        field="moves",
        caption="Move Price",
        meaning="Where the goal is money: what each day counts by which a task starts earlier or "
        "later than its Start says.",
        aliases="Price of a moved day, Price per day moved",
        look="money",
    ),
    Column(
        field="wishes",
        caption="Wish Price",
        meaning="Where the goal is money: what each seat counts that nobody preferred takes.",
        aliases="Price of a wish, Price per wish",
        look="money",
    ),
    Column(
        field="date_order",
        caption="Date order",
        meaning="How dates typed as text such as 03/04/2026 are meant: day first or month first.",
        aliases="Date format",
        choices=("day first", "month first"),
    ),
    Column(
        field="columns",
        caption="Columns",
        meaning="How this file is to be read: parts such as Duration=Size; Ignore=Notes; sheet "
        "Work; header row 3; unit w. Or, where blank, our name of a column in each row below, "
        "and its header beside.",
        aliases="Column mapping, Spalten",
        template=False,
    ),
)

SETTINGS_NAMES = "Settings, Setting, Configuration, Config, Project info, Einstellungen"
