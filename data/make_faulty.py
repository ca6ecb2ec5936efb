"""Makes data/faulty/*.xlsx and expected.json: python data/make_faulty.py [FOLDER].

Each case is a small project with one kind of fault. `expected.json` holds, by file, the exact
codes and places of the errors and warnings it must give: kept by hand here, not taken from the
reader.
"""

import json
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

HERE = Path(__file__).parent
Rows = list[list[Any]]
Sheets = dict[str, Rows]
HEADER = ["ID", "Task Name", "Duration", "Predecessors", "Resource Names"]
PEOPLE: Rows = [["Name", "Skills", "Max Units", "Rate"], ["Ann", "Welding:3", "100%", "50/h"]]
SETTINGS: Rows = [["Project start", datetime(2027, 3, 1)]]


class Formula(str):
    """A formula without a stored result."""

    __slots__ = ()


class Error(str):
    """A formula whose stored result is an error."""

    __slots__ = ()


def tasks(*rows: list[Any], header: list[str] = HEADER, **sheets: Rows) -> Sheets:
    """A workbook with these tasks, a project start, and further sheets."""
    return {"Tasks": [header, *rows], **sheets, "Settings": sheets.get("Settings", SETTINGS)}


def workbook(sheets: Sheets) -> bytes:
    """The sheets as a workbook."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    put(sheet, r, c, value, day)
    return buffer.getvalue()


def put(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    """One cell."""
    if isinstance(value, Error):
        sheet.write_formula(row, column, "=1/0", None, str(value))
    elif isinstance(value, Formula):
        sheet.write_formula(row, column, str(value), None, "")
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)


def uncached(data: bytes) -> bytes:
    """The workbook without the stored results of formulas."""
    return edited(
        data, lambda part: part.replace(b"<v></v>", b"").replace(b"<v>0</v></c>", b"</c>")
    )


def edited(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with its first sheet changed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                part = change(part)
            new.writestr(zipfile.ZipInfo(entry.filename), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def entity(part: bytes) -> bytes:
    """A sheet that declares an entity."""
    head, _, rest = part.partition(b"?>")
    return head + b'?><!DOCTYPE x [<!ENTITY e "e">]>' + rest


def far_merge(part: bytes) -> bytes:
    """A sheet with one merged range over everything."""
    merge = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return part.replace(b"</sheetData>", b"</sheetData>" + merge)


GOOD = workbook(tasks([1, "Dig", "2d", "", "Ann"], People=PEOPLE))
BAD_DATE = [["Name"], ["Ann"]]

CASES: dict[str, tuple[Sheets, list[tuple[str, str]]]] = {
    "bad-duration": (
        tasks(
            [1, "Dig", "soon", "", ""], [2, "Pour", "-3d", "1", ""], [3, "Dry", "4 moons", "", ""]
        ),
        [("bad-duration", "Tasks!C2"), ("bad-duration", "Tasks!C3"), ("bad-duration", "Tasks!C4")],
    ),
    "elapsed-duration": (
        tasks([1, "Paint", "7ed", "", "Ann"]),
        [("elapsed-duration", "Tasks!C2")],
    ),
    "missing-duration": (
        tasks([1, "Dig", "2d", "", ""], [2, "Pour", "", "1", ""]),
        [("missing-duration", "Tasks!C3")],
    ),
    "unknown-predecessor": (
        tasks(
            [1, "Dig", "2d", "", ""], [2, "Pour", "1d", "1; 7FS+2d", ""], [3, "Dry", "1d", "2", ""]
        ),
        [("unknown-predecessor", "Tasks!D3")],
    ),
    "bad-lag": (
        tasks([1, "Dig", "2d", "", ""], [2, "Pour", "1d", "1FS+2 moons", ""]),
        [("bad-lag", "Tasks!D3")],
    ),
    "cycle": (
        tasks([1, "Dig", "2d", "3", ""], [2, "Pour", "1d", "1", ""], [3, "Dry", "1d", "2SS", ""]),
        [("cycle", "Tasks!D2")],
    ),
    "self-dependency": (
        tasks([1, "Dig", "2d", "1", ""]),
        [("self-dependency", "Tasks!D2")],
    ),
    "own-summary": (
        tasks(
            ["1", "Build", "", "1.2", ""],
            ["1.1", "Dig", "2d", "", ""],
            ["1.2", "Pour", "1d", "1.1", ""],
            header=["WBS", *HEADER[1:]],
        ),
        [("own-summary", "Tasks!D2")],
    ),
    "duplicate-id": (
        tasks([1, "Dig", "2d", "", ""], [2, "Pour", "1d", "", ""], [2, "Dry", "1d", "", ""]),
        [("duplicate-id", "Tasks!A4")],
    ),
    "duplicate-name": (
        tasks([1, "Dig", "2d", "", "Ann"], People=[*PEOPLE, ["ann ", "", "", ""]]),
        [("duplicate-name", "People!A3")],
    ),
    "rows-overlap": (
        tasks(
            [1, "Dig", "2d", "", "Ann"],
            People=[
                ["Name", "Max Units", "Available From", "Available Until"],
                ["Ann", "100%", "", datetime(2027, 3, 8)],
                ["Ann", "50%", datetime(2027, 3, 8), ""],
            ],
        ),
        [("rows-overlap", "People!C3")],
    ),
    "rows-without-dates": (
        tasks(
            [1, "Dig", "2d", "", "Ann"],
            People=[
                ["Name", "Max Units", "Available From", "Available Until"],
                ["Ann", "100%", "", datetime(2027, 3, 5)],
                ["Ann", "50%", "", ""],
            ],
        ),
        [("duplicate-name", "People!A3")],
    ),
    "rows-efficiency": (
        tasks(
            [1, "Dig", "2d", "", "Ann"],
            People=[
                ["Name", "Efficiency", "Available From", "Available Until"],
                ["Ann", "100%", "", datetime(2027, 3, 5)],
                ["Ann", "80%", datetime(2027, 3, 8), ""],
            ],
        ),
        [("changing-efficiency", "People!B3")],
    ),
    "duplicate-column": (
        tasks([1, "Dig", "2d", "3d"], header=["ID", "Task Name", "Duration", "Duration"]),
        [("duplicate-column", "Tasks!D1")],
    ),
    "unknown-resource": (
        tasks([1, "Dig", "2d", "", "Anne"], People=PEOPLE),
        [("unknown-resource", "Tasks!E2")],
    ),
    "unknown-skill": (
        tasks(
            [1, "Weld", "2d", "Weldign"],
            header=["ID", "Task Name", "Duration", "Skills"],
            People=PEOPLE,
        ),
        [("unknown-skill", "Tasks!D2")],
    ),
    "too-few-people": (
        tasks(
            [1, "Weld", "2d", "Welding:3 x2"],
            [2, "Weld finely", "2d", "Welding:5"],
            header=["ID", "Task Name", "Duration", "Skills"],
            People=PEOPLE,
        ),
        [("too-few-people", "Tasks!D2"), ("too-few-people", "Tasks!D3")],
    ),
    "too-few-for-all-seats": (
        tasks(
            [1, "Weld", "2d", "Welding; Crane"],
            header=["ID", "Task Name", "Duration", "Skills"],
            People=[PEOPLE[0], ["Ann", "Welding:3; Crane", "100%", "50/h"]],
        ),
        [("too-few-people", "Tasks!D2")],
    ),
    "too-many-units": (
        tasks([1, "Dig", "2d", "", "Ann[300%]"], People=PEOPLE),
        [("too-many-units", "Tasks!E2")],
    ),
    "bad-rate": (
        tasks(
            [1, "Dig", "2d", "", "Ann"],
            People=[PEOPLE[0], ["Ann", "", "100%", "a lot"], ["Bob", "", "many", "30/lightyear"]],
        ),
        [("bad-rate", "People!D2"), ("bad-units", "People!C3"), ("bad-rate", "People!D3")],
    ),
    "bad-hours": (
        tasks(
            [1, "Dig", "2d", "", ""],
            Calendars=[
                ["Calendar", "Mon", "Tue"],
                ["Standard", "08:00-25:00", "17:00-12:00, 13:00-14:00"],
            ],
        ),
        [("bad-hours", "Calendars!B2"), ("bad-hours", "Calendars!C2")],
    ),
    "empty-calendar": (
        tasks(
            [1, "Dig", "2d", "", ""], Calendars=[["Calendar", "Mon", "Tue"], ["Standard", "", ""]]
        ),
        [("empty-calendar", "Calendars!A2")],
    ),
    "unknown-calendar": (
        tasks(
            [1, "Dig", "2d", "", "Ann"],
            People=[["Name", "Calendar"], ["Ann", "Nights"]],
        ),
        [("unknown-calendar", "People!B2")],
    ),
    "bad-date": (
        tasks(
            [1, "Dig", "2d", "2027-02-30"],
            [2, "Pour", "1d", "end of May"],
            [3, "Dry", "1d", "03/04/2027"],
            [4, "Paint", "1d", 12],
            header=["ID", "Task Name", "Duration", "Deadline"],
        ),
        [
            ("bad-date", "Tasks!D2"),
            ("bad-date", "Tasks!D3"),
            ("ambiguous-date", "Tasks!D4"),
            ("bad-date", "Tasks!D5"),
        ],
    ),
    "deadline-before-start": (
        tasks(
            [1, "Dig", "2d", datetime(2017, 3, 5)],
            header=["ID", "Task Name", "Duration", "Deadline"],
        ),
        [("deadline-before-start", "Tasks!D2")],
    ),
    "constraint": (
        tasks(
            [1, "Dig", "2d", "Must Start On", ""],
            [2, "Pour", "1d", "Whenever", datetime(2027, 3, 9)],
            [3, "Dry", "1d", "MFO", datetime(2026, 3, 9)],
            header=["ID", "Task Name", "Duration", "Constraint Type", "Constraint Date"],
        ),
        [
            ("missing-constraint-date", "Tasks!D2"),
            ("bad-constraint", "Tasks!D3"),
            ("constraint-before-start", "Tasks!E4"),
        ],
    ),
    "missing-project-start": (
        {"Tasks": [HEADER, [1, "Dig", "2d", "", ""]]},
        [("missing-project-start", "")],
    ),
    "materials": (
        tasks(
            [1, "Pour", "2d", "", "Ann", "Concrete 6 t; Sand"],
            [2, "Wall", "3d", "1", "Ann", "Bricks 400; Sand -2"],
            [3, "Screed", "1d", "2", "Ann", "Sand 3 at start"],
            header=[*HEADER, "Materials"],
            Materials=[
                ["Material", "Unit", "Stock", "Price"],
                ["Concrete", "m³", 4, 140],
                ["Sand", "t", "plenty", 32],
            ],
            Deliveries=[
                ["Material", "Date", "Quantity"],
                ["Concrete", datetime(2027, 3, 3), 6],
                ["Gravel", datetime(2027, 3, 4), 10],
                ["Sand", "", 5],
            ],
            People=PEOPLE,
        ),
        [
            ("bad-quantity", "Materials!C3"),
            ("missing-value", "Deliveries!B4"),
            ("unknown-material", "Deliveries!A3"),
            ("bad-unit", "Tasks!F2"),
            ("unknown-material", "Tasks!F3"),
            ("bad-quantity", "Tasks!F3"),
        ],
    ),
    "material-short": (
        tasks(
            [1, "Pour", "2d", "", "Ann", "Concrete 12"],
            header=[*HEADER, "Materials"],
            Materials=[["Material", "Unit", "Stock"], ["Concrete", "m³", 4]],
            Deliveries=[["Material", "Date", "Quantity"], ["Concrete", datetime(2027, 3, 3), 6]],
            People=PEOPLE,
        ),
        [("material-short", "Materials!C2")],
    ),
    "bad-settings": (
        tasks(
            [1, "Dig", "2d", "", ""],
            Settings=[
                ["Project start", "some day"],
                ["Hours per day", 30],
                ["Language", "Klingon"],
                ["Goals", "lateness, beauty"],
            ],
        ),
        [
            ("bad-date", "Settings!B1"),
            ("bad-setting", "Settings!B2"),
            ("bad-setting", "Settings!B3"),
            ("bad-goal", "Settings!B4"),
        ],
    ),
    "no-tasks-sheet": (
        {"Notes": [["Shopping"], ["Milk"], ["Bread"]]},
        [("no-tasks-sheet", "")],
    ),
    "no-tasks": (
        tasks(),
        [("no-tasks", "Tasks")],
    ),
    "error-cell": (
        tasks([1, "Dig", Error("#DIV/0!"), "", ""]),
        [("error-cell", "Tasks!C2")],
    ),
    "meetings": (
        tasks(
            [1, "Dig", "2d", "", "Ann"],
            People=PEOPLE,
            Meetings=[
                ["Meeting", "Start", "Finish", "Duration", "Who", "Repeat"],
                ["Talk", datetime(2027, 3, 1, 9), datetime(2027, 3, 1, 10), "2h", "Ann", ""],
                ["Sync", datetime(2027, 3, 1), datetime(2027, 3, 2), "1h", "Ann", "Weekly"],
                ["Jury", datetime(2027, 3, 1), datetime(2027, 3, 2), "1h", "Ann; Bobby", ""],
            ],
        ),
        [
            ("window-too-short", "Meetings!D2"),
            ("missing-value", "Meetings!F3"),
            ("unknown-person", "Meetings!E4"),
        ],
    ),
    "no-public-holidays": (
        {
            **tasks([1, "Dig", "2d", "", "Ann"], People=PEOPLE),
            "Settings": [*SETTINGS, ["Country", "Atlantis"]],
        },
        [("unknown-country", "Settings!B2")],
    ),
    "summary": (
        tasks(
            ["1", "Phase", "", "yes", "", datetime(2027, 3, 9)],
            ["1.1", "Dig", "2d", "", "Ann", ""],
            header=["WBS", "Task Name", "Duration", "Optional", "Resource Names", "Must Start On"],
            People=PEOPLE,
        ),
        [("summary-optional", "Tasks!D2")],
    ),
    "spans": (
        tasks(
            ["1", "Phase", "", "", "", "2", ""],
            ["1.1", "Dig", "2d", "", "", "", ""],
            ["2", "Boss", "", "", "", "1; 9", ""],
            ["3", "Desk", "9d", "", "1.1", "1", "yes"],
            ["4", "One", "", "8h", "", "5", ""],
            ["5", "Two", "", "", "", "4", ""],
            ["6", "Half", "1d", "", "1SS-20%", "", ""],
            ["7", "Most", "1d", "", "1FS max 50%", "", ""],
            header=["WBS", "Task Name", "Duration", "Work", "Predecessors", "Spans", "Optional"],
        ),
        [
            ("summary-spans", "Tasks!F2"),
            ("unknown-task", "Tasks!F4"),
            ("own-span", "Tasks!E5"),
            ("spans-with-size", "Tasks!C5"),
            ("spans-optional", "Tasks!G5"),
            ("spans-nothing", "Tasks!F6"),
            ("spans-with-size", "Tasks!D6"),
            ("spans-nothing", "Tasks!F7"),
            ("percent-of-phase", "Tasks!E8"),
            ("percent-of-phase", "Tasks!E9"),
        ],
    ),
    "leave": (
        tasks(
            [1, "Dig", "2d", "", "Ann"],
            People=PEOPLE,
            Leave=[
                ["Who", "From", "To"],
                ["Ann", datetime(2027, 3, 9), datetime(2027, 3, 5)],
                ["Bobby", datetime(2027, 3, 9), ""],
                ["Ann", "", datetime(2027, 3, 9)],
            ],
        ),
        [
            ("finish-before-start", "Leave!C2"),
            ("unknown-person", "Leave!A3"),
            ("missing-value", "Leave!B4"),
        ],
    ),
    "budget": (
        tasks(
            [1, "Dig", "2d", "", "Ann"],
            People=PEOPLE,
            Budgets=[
                ["Scope", "Month", "Limit"],
                ["Roof", "", 900],
                ["", "soon", 900],
                ["", "", ""],
            ],
        ),
        [("unknown-scope", "Budgets!A2"), ("bad-date", "Budgets!B3")],
    ),
    "money": (
        tasks(
            [1, "Dig", "2d", -5, 3000],
            [2, "Pour", "1d", "much", "high"],
            header=["ID", "Task Name", "Duration", "Fixed Cost", "Priority"],
        ),
        [
            ("bad-money", "Tasks!D2"),
            ("bad-number", "Tasks!E2"),
            ("bad-money", "Tasks!D3"),
        ],
    ),
    "several": (
        tasks(
            [1, "Dig", "soon", "9", "Ann[many]"],
            [1, "Pour", "1d", "", "Ann"],
            People=[PEOPLE[0], ["Ann", "", "100%", "x"]],
        ),
        [
            ("bad-duration", "Tasks!C2"),
            ("unknown-predecessor", "Tasks!D2"),
            ("unknown-resource", "Tasks!E2"),
            ("duplicate-id", "Tasks!A3"),
            ("bad-rate", "People!D2"),
        ],
    ),
}

FILES: dict[str, tuple[bytes, list[tuple[str, str]]]] = {
    "formula-without-value": (
        uncached(workbook(tasks([1, "Dig", Formula("=1+1"), "", ""]))),
        [("formula-without-value", "Tasks!C2")],
    ),
    "entity": (edited(GOOD, entity), [("entity-declaration", "")]),
    "far-merge": (edited(GOOD, far_merge), [("too-big", "")]),
    "truncated": (GOOD[: len(GOOD) // 2], [("damaged-file", "")]),
    "empty": (b"", [("empty-file", "")]),
    "really-csv": (b"ID;Task Name;Duration\n1;Dig;2d\n", [("missing-project-start", "")]),
    "really-pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", [("not-a-workbook", "")]),
    "password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        [("encrypted-file", "")],
    ),
}


def main(folder: Path) -> None:
    """Write all files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {name: (workbook(sheets), issues) for name, (sheets, issues) in CASES.items()} | FILES
    for name, (data, _) in made.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    expected = {f"{name}.xlsx": issues for name, (_, issues) in sorted(made.items())}
    text = json.dumps(expected, indent=1)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "faulty")
