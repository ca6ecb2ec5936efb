"""The project of the filled template: a small one in which every sheet has something to say."""

from datetime import date, datetime

TemplateValue = str | int | float | date
_WEEKDAY = "08:00-12:00, 13:00-17:00"

SETTINGS: dict[str, TemplateValue] = {
    "name": "Move to the new office",
    "start": date(2027, 3, 1),
    "hours_per_day": 8,
    "days_per_week": 5,
    "days_per_month": 20,
    "currency": "€",
    "goals": "lateness, cost, finish",
}

_TASK_FIELDS = "id wbs name duration work heads predecessors resources skills deadline fixed_cost"
_TASKS: tuple[tuple[TemplateValue, ...], ...] = (
    (1, "1", "Prepare", "", "", "", "", "", "", "", ""),
    (2, "1.1", "Count desks and chairs", "2d", "", "", "", "", "Office", "", ""),
    (3, "1.2", "Draw the floor plan", "3d", "", "", "2", "", "Design", "", ""),
    (4, "1.3", "Agree on the floor plan", "1d", "", "", "3", "Ann; Bob", "", "", ""),
    (5, "1.4", "Floor plan agreed", "0d", "", "", "4", "", "", date(2027, 3, 12), ""),
    (6, "2", "Build", "", "", "", "", "", "", "", ""),
    (7, "2.1", "Lay network cables", "", "80h", "1-2", "5", "", "IT", "", 2400),
    (8, "2.2", "Paint the walls", "4d", "", "", "5", "Painter[200%]", "", "", 1800),
    (9, "2.3", "Lay the carpet", "3d", "", "", "8; 7FS-1d", "Carpet layer", "", "", 5200),
    (10, "2.4", "Set up the server room", "3d", "", "", "7SS+2d", "", "IT:2", "", 3900),
    (11, "2.5", "Safety inspection", "4h", "", "", "9; 10", "Dan or Ann", "", "", 350),
    (12, "3", "Move", "", "", "", "", "", "", "", ""),
    (13, "3.1", "Order the van", "2h", "", "", "5", "", "Office", "", ""),
    (14, "3.2", "Pack the archive", "2d", "", "", "9FF+1d", "", "Office x2", "", ""),
    (15, "3.3", "Dismantle the furniture", "2d", "", "", "11", "Mover[200%]", "", "", ""),
    (16, "3.4", "Drive it over", "1d", "", "", "13FS+5ed; 15", "Van; Mover[200%]", "", "", 280),
    (17, "3.5", "Put the furniture up", "2d", "", "", "16", "Mover[300%]", "", "", ""),
    (18, "3.6", "Connect the computers", "2d", "", "", "10; 17SS+1d", "", "IT", "", ""),
    (
        19,
        "3.7",
        "First day in the new office",
        0,
        "",
        "",
        "14; 17; 18",
        "",
        "",
        date(2027, 4, 9),
        "",
    ),
)

ROWS: dict[str, list[dict[str, TemplateValue]]] = {
    "Tasks": [dict(zip(_TASK_FIELDS.split(), row, strict=True)) for row in _TASKS],
    "People": [
        {"name": "Ann", "kind": "Person", "skills": "Office; Design", "rate": "60/h"},
        {"name": "Bob", "kind": "Person", "skills": "IT:3", "rate": "480/d"},
        {"name": "Cem", "kind": "Person", "skills": "IT:1; Office", "rate": "45/h"},
        {
            "name": "Dan",
            "kind": "Person",
            "skills": "Office; Design",
            "rate": "40/h",
            "calendar": "Mornings",
        },
        {"name": "Painter", "kind": "Person", "max_units": 2, "rate": "38/h"},
        {"name": "Carpet layer", "kind": "Person", "rate": "42/h"},
        {"name": "Mover", "kind": "Person", "max_units": 3, "rate": "28/h"},
        {"name": "Van", "kind": "Equipment", "cost_per_use": 120},
    ],
    "Calendars": [
        {"calendar": "Standard", **dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), _WEEKDAY)},
        {
            "calendar": "Mornings",
            **dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "08:00-12:00"),
        },
    ],
    "Holidays": [
        {"date": date(2027, 3, 26), "name": "Good Friday"},
        {"date": date(2027, 3, 29), "name": "Easter Monday"},
    ],
    "Leave": [
        {"who": "Bob", "start": date(2027, 3, 15), "finish": date(2027, 3, 16), "name": "Course"},
        {"who": "Cem", "start": date(2027, 3, 22), "hours": "afternoon", "name": "Dentist"},
    ],
    "Meetings": [
        {
            "name": "Weekly review",
            "who": "Ann; Bob",
            "repeat": "Weekly",
            "start": datetime(2027, 3, 1, 9),
            "finish": datetime(2027, 3, 1, 10),
            "until": date(2027, 4, 9),
        },
        {
            "name": "Walk through the new office",
            "who": "Ann; Bob; Dan",
            "start": date(2027, 3, 8),
            "finish": date(2027, 3, 12),
            "duration": "1h",
        },
    ],
    "Budgets": [
        {"limit": 32000, "price": 1},
        {"scope": "2", "limit": 23000, "price": 1},
        {"period": "2027-03", "limit": 26000, "price": 1},
    ],
}
"""For each sheet its rows, as values by field."""
