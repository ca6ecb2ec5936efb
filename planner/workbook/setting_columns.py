"""The words of the Settings sheet; part of the one table in `columns`."""

from planner.workbook.schema import Column

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
        aliases="Start, Start date, Project start date, Projektstart, Projektbeginn",
        look="date",
        example="2026-03-02",
    ),
    Column(
        field="status_date",
        caption="Status date",
        meaning="The day the figures of progress are from.",
        aliases="Data date, Report date, Today",
        look="date",
    ),
    Column(
        field="hours_per_day",
        caption="Hours per day",
        meaning="Working hours of a day: what 1d means; 8 if blank.",
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
        meaning="Working days of one story point, where tasks have nothing but points.",
        look="number",
        aliases="Days per story point",
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
        meaning="Two letters, for public holidays where there is no Holidays sheet.",
    ),
    Column(
        field="region",
        caption="Region",
        meaning="Its part of the country, for public holidays.",
        aliases="State, Province",
    ),
    Column(
        field="goals",
        caption="Goals",
        meaning="What matters, most important first: lateness, cost, finish.",
        aliases="Goal, Objectives",
        example="lateness, cost, finish",
    ),
    Column(
        field="date_order",
        caption="Date order",
        meaning="How dates typed as text such as 03/04/2026 are meant: day first or month first.",
        aliases="Date format",
        choices=("day first", "month first"),
    ),
)

SETTINGS_NAMES = "Settings, Setting, Configuration, Config, Project info, Einstellungen"
