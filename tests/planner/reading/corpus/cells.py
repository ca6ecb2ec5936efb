"""What cells mean: durations, dates, predecessors, people, shares."""

from datetime import datetime, time, timedelta
from typing import Any

from tests.planner.reading.books import SETTINGS, Rows, tasks
from tests.planner.reading.corpus import Case, case, day, sheet

_DURATIONS: tuple[Any, ...] = (
    *("5d", "3 days", "4 hours", "1 dia", "1周", "41 дней", "618d 2h", "5 days?", "~3d", "1,5 d"),
    *("3 día(s)", "2人日", "8 AT", "1 semana", "2 wks", 3, 0.5, timedelta(hours=14), time(4)),
)
_DAYS = (5, 3, 0.5, 1, 5, 41, 618.25, 5, 3, 1.5, 3, 2, 8, 5, 10, 3, 0.5, 1.75, 0.5)


def _linked(text: Any, link: str, **more: Any) -> Case:
    rows = [1, "Dig", "2d", ""], [2, "Determine scope", "1d", ""], [3, "Dry", "1d", text]
    head = ["ID", "Task Name", "Duration", "Predecessors"]
    expected = "1 Dig 2", "2 Determine scope 1", f"3 Dry 1 after {link}"
    return case(sheet(head, *rows), *expected, **more)


def _staffed(text: str, people: str, *names: str, **more: Any) -> Case:
    sheets = tasks([1, "Dig", "2d", "", text])
    if names:
        sheets["People"] = [["Name"], *([name] for name in names)]
    return case(sheets, f"1 Dig 2 by {people}", **more)


def _due(
    *values: Any, due: str = "", issues: Any = (), settings: Rows = SETTINGS, **more: Any
) -> Case:
    """Tasks of these deadlines, all to be read as `due`; as nothing, where that is blank."""
    head = ["ID", "Task Name", "Duration", "Deadline"]
    rows = [[n, "Dig", "1d", value] for n, value in enumerate(values, 1)]
    expected = [f"{n} Dig 1 due {due}" for n in range(1, len(values) + 1) if due]
    return case({"Tasks": [head, *rows], "Settings": settings}, *expected, issues=issues, **more)


CASES: dict[str, Case] = {
    "durations in all forms": case(
        sheet(["Task", "Duration"], *(["Dig", value] for value in _DURATIONS)),
        *(f"{n} Dig {days:g}" for n, days in enumerate(_DAYS, 1)),
        issues=[("no-dependencies", "Tasks")],
    ),
    "units in the header": case(
        sheet(["Task", "Dauer [h]"], ["Dig", 16], ["Pour", "8"], ["Dry", "3d"]),
        *("1 Dig 2", "2 Pour 1", "3 Dry 3"),
    ),
    "dates in all forms": _due(
        *(day(4, 1), "2027-04-01", "1.4.27", "Do 01.04.27", "April 1, 2027 8:00 AM", "1 avr. 2027"),
        *("01-Apr-27", "01/Apr/27 12:00 AM", "1/abr/27", "2027年4月1日", "2027/4/1", "01/04/2027"),
        settings=[*SETTINGS, ["Date order", "day first"]],
        due="2027-04-01",
        issues=[("no-dependencies", "Tasks")],
    ),
    "dates of the other epoch": _due(day(4, 1), options={"date_1904": True}, due="2027-04-01"),
    "days and months told apart by the column": case(
        sheet(["Task", "Days", "Deadline"], ["Dig", 1, "03/04/2027"], ["Go", 1, "13/04/2027"]),
        *("1 Dig 1 due 2027-04-03", "2 Go 1 due 2027-04-13"),
    ),
    "days and months that cannot be told apart": _due(
        *("03/04/2027", "05/06/2027"),
        issues=[
            *[("ambiguous-date", f"Tasks!D{row}") for row in (2, 3)],
            ("other-readings", "Tasks!A1"),
        ],
    ),
    "days and months told apart by the settings": _due(
        "03/04/2027",
        settings=[*SETTINGS, ["Date order", "month first"]],
        due="2027-03-04",
    ),
    "a number in a column of dates": _due(
        46500, due="2027-04-23", issues=[("number-as-date", "Tasks!D2")]
    ),
    "a lag": _linked("1FS+2d", "1FS+2d"),
    "a lag in per cent": _linked("1SS+50%", "1SS+50%"),
    "a lag without kind": _linked("1-1", "1FS-1d"),
    "a kind in small letters": _linked("2fs", "2"),
    "an elapsed lag": _linked("1FF+2ed", "1FF+2ed"),
    "number and name": _linked("2 - Determine scope", "2"),
    "semicolons": _linked("1FS;2FS", "1,2"),
    "commas": _linked("1, 2", "1,2"),
    "ampersands": _linked("1 & 2", "1,2"),
    "line breaks": _linked("1\n2", "1,2"),
    "a name": _linked("determine  scope", "2"),
    "a kind in German": _linked("1EA+3 Tage; 2AA", "1FS+3d,2SS"),
    "a kind in French": _linked("1FD+2 jours", "1FS+2d"),
    "a kind in Portuguese": _linked("1TI; 2II", "1,2SS"),
    "GanttProject": _linked("1-FS=P1D;2-FF=P-2D", "1FS+1d,2FF-2d"),
    "one number": _linked(2, "2"),
    "WBS codes": case(
        sheet(
            ["ID", "WBS", "Task Name", "Duration", "Predecessors"],
            *([10, "1.1", "Dig", 2, ""], [20, "1.2", "Pour", 1, "1.1FS+1d"]),
        ),
        *("10 Dig 2", "20 Pour 1 after 10FS+1d"),
        notes=["reference-target"],
    ),
    "two people": _staffed("Ann; Bob[50%]", "Ann, Bobx0.5"),
    "a crew": _staffed("Electrician[300%]", "Electricianx3"),
    "last and first names": _staffed(
        "Smith, John, Doe, Ann", "Smith, John, Doe, Ann", "Smith, John", "Doe, Ann"
    ),
    "one of two": _staffed("Ann or Bob", "Ann|Bob", "Ann", "Bob"),
    "everybody": _staffed("All", "Ann, Bob", "Ann", "Bob", notes=["everybody"]),
    "everybody where nobody is listed": case(
        tasks([1, "Dig", "2d", "", "Ann, Bob"], [2, "Celebrate", "1d", "1", "TODOS"]),
        *("1 Dig 2 by Ann, Bob", "2 Celebrate 1 after 1 by Ann, Bob"),
        notes=["everybody", "people-from-tasks"],
    ),
    "Japanese commas": _staffed("山田、佐藤", "山田, 佐藤"),
    "a misspelt name": _staffed(
        *("Ana Smith", "Ana Smith", "Anna Smith"), issues=[("unknown-resource", "Tasks!E2")]
    ),
    "shares done as fractions and per cent": case(
        sheet(["Task", "Days", "% Complete"], ["Dig", 2, 0.5], ["Pour", 1, (0.25, "0%")]),
        *("1 Dig 2", "2 Pour 1"),
    ),
    "shares done in two ways": case(
        sheet(["Task", "Days", "% Complete"], ["Dig", 2, 0.5], ["Pour", 1, 50]),
        *("1 Dig 2", "2 Pour 1"),
        issues=[("mixed-percent", "Tasks!C3")],
    ),
    "all days counted": case(
        sheet(
            ["Task", "Start", "End", "Days"],
            ["Dig", day(3, 1), day(3, 4), 4],
            ["Pour", day(3, 5), day(3, 8), 4],
            ["Dry", day(3, 11), day(3, 17), 7],
        ),
        *("1 Dig 4", "2 Pour 2", "3 Dry 5"),
        issues=[("calendar-days", "Tasks!D3")],
    ),
    "only start and finish": case(
        sheet(
            ["Task", "Start", "End"], ["Dig", day(3, 1), day(3, 2)], ["Go", day(3, 5), day(3, 8)]
        ),
        *("1 Dig 2", "2 Go 2"),
        notes=["duration-from-dates"],
    ),
    "a constraint in German and of Primavera": case(
        sheet(
            ["Vorgang", "Dauer", "Einschränkungsart", "Einschränkungstermin"],
            ["Dig", 2, "Anfang nicht früher als", day(3, 8)],
            ["Pour", 1, "Finish On or Before", day(4, 8)],
        ),
        *("1 Dig 2", "2 Pour 1"),
    ),
    "a column mapped": case(
        sheet(["ID", "Task Name", "Duration", "Needs"], [1, "Dig", 2, ""], [2, "Pour", 1, 1]),
        *("1 Dig 2", "2 Pour 1 after 1"),
        columns={"Predecessors": "Needs"},
    ),
    "a column mapped in the settings": case(
        {
            "Tasks": [["ID", "Task Name", "Duration", "Needs"], [1, "Dig", 2], [2, "Go", 1, 1]],
            "Settings": [*SETTINGS, ["Columns"], ["Predecessors", "Needs"], ["Ignore", "ID"]],
        },
        *("1 Dig 2", "2 Go 1 after 1"),
    ),
    "a column mapped from nothing": case(
        sheet(["ID", "Task Name", "Duration"], [1, "Dig", 2]),
        issues=[("unknown-header", ""), ("unknown-column", "")],
        columns={"Predecessors": "Need", "Forerunners": "ID"},
    ),
    "text that looks like a formula": case(tasks([1, "=1+1", "2d"]), "1 =1+1 2"),
    "a date with a time of the other half of the day": case(
        sheet(["Task", "Duration", "Start"], ["Dig", 1, "3/15/2027 2:30 PM"]),
        "1 Dig 1",
    ),
    "a date and its time rounded": case(
        sheet(["Task", "Duration", "Start"], ["Dig", 1, datetime(2027, 3, 1, 7, 59, 59, 999000)]),
        "1 Dig 1",
    ),
}
