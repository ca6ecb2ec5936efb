"""A plan in the user's own columns: what is written, what is left, and that it reads the same."""

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

from planner import pipeline
from planner.cli import main
from planner.plan import Plan
from planner.reading.dates import Order
from planner.reading.rewriting import DateText, PeopleText
from tests.planner.opened import sheet_of

D = datetime
OPTIONS = pipeline.Options(deterministic_limit=1)
Rows = list[tuple[Any, ...]]
SETTINGS: Rows = [("Project start", D(2027, 1, 4))]
PEOPLE: Rows = [("Name", "Skills"), ("Ann", "Welding"), ("Bob", "Welding"), ("Cy", "Paint")]
HEAD = ("ID", "Task", "Duration", "Predecessors", "Assigned", "Start", "Finish", "% Complete")


def book(
    rows: Rows,
    change: Callable[[Any], None] = lambda _: None,
    form: str = "dd.mm.yyyy",
    people: Rows = PEOPLE,
) -> bytes:
    """A workbook with these tasks; `change` is given its sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Tasks"
    for row in rows:
        sheet.append(row)
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, datetime):
            cell.number_format = form
    change(sheet)
    for name, content in (("People", people), ("Settings", SETTINGS)):
        other = made.create_sheet(name)
        for row in content:
            other.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def written(data: bytes) -> tuple[Any, Any, Plan]:
    """The sheet Tasks of the written copy, what was written, and the plan.

    The copy, planned again, gives the same plan, and there is nothing to write then.
    """
    plan = pipeline.solve(pipeline.read_project(data), OPTIONS)
    copy = pipeline.write_plan(data, plan, write_back=True)
    again = pipeline.solve(pipeline.read_project(copy.data), OPTIONS)
    for old, new in zip(plan.rows, again.rows, strict=True):
        assert (old.start, old.finish, old.duration) == (new.start, new.finish, new.duration)
        assert [b.resource for b in old.bookings] == [b.resource for b in new.bookings]
    assert pipeline.write_plan(copy.data, again, write_back=True).filled == 0
    return sheet_of(copy.data, "Tasks"), copy, plan


def codes(copy: Any) -> set[tuple[str, str]]:
    return {(issue.code, issue.cell) for issue in copy.left}


def column(sheet: Any, letter: str) -> list[Any]:
    return [cell.value for cell in sheet[letter][1:]]


PLAIN: Rows = [
    HEAD,
    (1, "Dig", "3d", None, "Ann", D(2027, 2, 1), D(2027, 2, 3), None),
    (2, "Pour", "2d", "1", "Ann", D(2027, 2, 1), D(2027, 2, 3), None),
    (3, "Done", 0, "2", None, None, None, None),
]


def test_dates_go_into_cells_that_keep_their_style() -> None:
    """Also into blank ones, with the number format of the others."""

    def coloured(sheet: Any) -> None:
        sheet["F2"].fill = sheet["F4"].fill = PatternFill("solid", "FFFF00")

    sheet, copy, _ = written(book(PLAIN, coloured))
    assert column(sheet, "F") == [D(2027, 1, 4), D(2027, 1, 7), D(2027, 1, 8)]
    assert column(sheet, "G") == [D(2027, 1, 6), D(2027, 1, 8), D(2027, 1, 8)]
    assert {cell.number_format for cell in sheet["F"][1:]} == {"dd.mm.yyyy"}
    assert sheet["F2"].fill.fgColor.rgb == sheet["F4"].fill.fgColor.rgb == "00FFFF00"
    assert (copy.filled, copy.left) == (6, ())


def test_the_input_and_the_usual_copy_stay_as_they_are() -> None:
    data = book(PLAIN)
    plan = pipeline.solve(pipeline.read_project(data), OPTIONS)
    copy = sheet_of(pipeline.write_plan(data, plan).data, "Tasks")
    assert column(copy, "F") == [D(2027, 2, 1), D(2027, 2, 1), None]


def test_formulas_are_left_and_their_results_follow() -> None:
    """The stored result of what is understood is renewed; Excel is asked to calculate the rest."""
    rows = [
        HEAD,
        (1, "Dig", 3, None, "Ann", D(2027, 2, 1), "=WORKDAY(F2,C2-1)", None),
        (2, "Pour", 2, "1", "Ann", D(2027, 2, 8), "=WORKDAY(F3,C3-1)", None),
    ]
    data = stored(book(rows), {"G2": 46421, "G3": 46427})
    sheet, copy, _ = written(data)
    assert column(sheet, "F") == [D(2027, 1, 4), D(2027, 1, 7)]
    assert column(sheet, "G") == ["=WORKDAY(F2,C2-1)", "=WORKDAY(F3,C3-1)"]
    values = openpyxl.load_workbook(io.BytesIO(copy.data), data_only=True)
    assert copy.left == ()  # what the formulas give is what is planned
    assert column(values["Tasks"], "G") == [46393, 46395]  # 6 and 8 January 2027
    assert openpyxl.load_workbook(io.BytesIO(copy.data)).calculation.fullCalcOnLoad


def test_a_formula_that_says_otherwise_is_told_by_cell() -> None:
    rows = [HEAD, (1, "Dig", 3, None, "Ann", "=DATE(2027,2,1)", D(2027, 2, 3), None)]
    _, copy, _ = written(stored(book(rows), {"F2": 46419}))
    assert codes(copy) == {("formula-left", "F2")}


def stored(data: bytes, results: dict[str, float]) -> bytes:
    """The workbook with results stored for its formulas, as Excel does."""
    from planner.ooxml.fill import fill_cells
    from planner.ooxml.package import Package, parse, serialise

    package = Package.read(data)
    part = "xl/worksheets/sheet1.xml"
    package.parts[part] = package.parts[part].replace(b"<v></v>", b"<v>0</v>").replace(
        b"<v />", b"<v>0</v>"
    ).replace(b"<v/>", b"<v>0</v>")  # fmt: skip
    styles = parse(package.parts["xl/styles.xml"])
    fill_cells(package, part, styles, {}, results)
    package.parts["xl/styles.xml"] = serialise(styles)
    return package.data()


def test_a_duration_from_dates_that_are_a_formula_stays_what_it_is() -> None:
    rows = [
        ("Task", "Days", "Who", "Start", "End"),
        ("Dig", "=NETWORKDAYS(D2,E2)", "Ann", D(2027, 2, 1), D(2027, 2, 3)),
        ("Pour", "=NETWORKDAYS(D3,E3)", "Ann", D(2027, 2, 1), D(2027, 2, 2)),
    ]
    sheet, copy, plan = written(stored(book(rows), {"B2": 3, "B3": 2}))
    assert [row.duration for row in plan.rows] == [1440, 960]
    assert copy.filled
    assert column(sheet, "B") == ["=NETWORKDAYS(D2,E2)", "=NETWORKDAYS(D3,E3)"]


def test_dates_that_would_change_the_duration_are_left() -> None:
    """Ann is away on the second day, so that Friday to Tuesday is three days of the project."""

    def leave(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Leave")
        other.append(("Name", "From", "To"))
        other.append(("Ann", D(2027, 1, 5), D(2027, 1, 5)))

    rows = [
        ("ID", "Task", "Who", "Start", "Finish", "Predecessors"),
        (1, "Dig", "Ann", D(2027, 2, 1), D(2027, 2, 2), None),
        (2, "Pour", "Bob", D(2027, 2, 3), D(2027, 2, 3), 1),
    ]
    sheet, copy, _ = written(book(rows, leave))
    assert codes(copy) == {("dates-left", "D2"), ("dates-left", "E2")}
    assert column(sheet, "D") == [D(2027, 2, 1), D(2027, 1, 7)]


def simple_gantt(*days: str | int) -> bytes:
    """Like Microsoft's simple Gantt chart: DAYS counts all days from start to end."""
    starts = [(D(2027, 2, 4), D(2027, 2, 9)), (D(2027, 2, 11), D(2027, 2, 16))]
    starts.append((D(2027, 2, 18), D(2027, 2, 22)))
    rows: Rows = [("TASK", "ASSIGNED TO", "PROGRESS", "START", "END", "DAYS", "WAITS FOR")]
    for number, (first, last) in enumerate(starts):
        before = f"Task {number - 1}" if number else None
        rows.append((f"Task {number}", "Ann", None, first, last, days[number], before))
    return book(rows)


def test_days_that_count_weekends_follow_the_dates_where_they_are_formulas() -> None:
    data = simple_gantt(*(f"=E{row}-D{row}+1" for row in (2, 3, 4)))
    data = stored(data, {"F2": 6, "F3": 6, "F4": 5})
    sheet, copy, plan = written(data)
    assert [row.duration for row in plan.rows] == [1920, 1920, 1440]
    assert copy.filled == 6
    values = sheet_of(copy.data, "Tasks", data_only=True)
    assert column(values, "F") == [4, 6, 5]
    assert column(sheet, "D") == [D(2027, 1, 4), D(2027, 1, 8), D(2027, 1, 14)]


def test_dates_beside_plain_days_that_count_weekends_are_left() -> None:
    _, copy, _ = written(simple_gantt(6, 6, 5))
    assert codes(copy) == {("dates-left", "D2"), ("dates-left", "E2")}


def test_merged_cells_and_rows_of_phases_are_left() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("F2:F3")

    rows = [HEAD, *PLAIN[1:]]
    rows[2] = (*rows[2][:5], None, *rows[2][6:])
    _, copy, _ = written(book(rows, merge))
    assert ("merged-left", "F3") in codes(copy)


def test_the_first_task_of_a_phase_that_stands_in_a_column_is_written_too() -> None:
    phases = ("Phase", "Ground", "Ground", "End")
    sheet, copy, _ = written(book([(p, *row) for p, row in zip(phases, PLAIN, strict=True)]))
    assert column(sheet, "G") == [D(2027, 1, 4), D(2027, 1, 7), D(2027, 1, 8)]
    assert (copy.filled, copy.left) == (6, ())


def test_an_excel_table_takes_them_too() -> None:
    def table(sheet: Any) -> None:
        sheet.add_table(Table(displayName="tblTasks", ref="A1:H4"))

    sheet, copy, _ = written(book(PLAIN, table))
    assert copy.filled == 6
    assert "tblTasks" in sheet.tables


GERMAN: Rows = [
    ("Nr", "Vorgang", "Dauer (Tage)", "Vorgänger", "Zuständig", "Beginn", "Ende", "Fortschritt"),
    (1, "Graben", 3, None, "Ann oder Bob", "Mo 01.02.2027", "Mi 03.02.2027", None),
    (2, "Gießen", 2, 1, "Ann", "Mo 01.02.2027", "Di 02.02.2027", None),
]


def test_german_headers_and_dates_typed_as_text() -> None:
    sheet, copy, plan = written(book(GERMAN))
    assert column(sheet, "F")[1] == "Do 07.01.2027"
    assert column(sheet, "G")[1] == "Fr 08.01.2027"
    assert sheet["E2"].value == plan.rows[0].bookings[0].resource
    assert ("choice-decided", "E2") in codes(copy)


def test_who_was_chosen_and_takes_longer_is_left_a_choice() -> None:
    """Ann, by half, needs six days; `Ann[50%]` in the cell would be three, and half the work."""
    part: Rows = [("Name", "Max Units"), ("Ann", 0.5), ("Bob", 0.4)]
    rows = [HEAD, (1, "Dig", "3d", None, "Ann or Bob", D(2027, 2, 1), D(2027, 2, 3), None)]
    sheet, copy, plan = written(book(rows, people=part))
    assert plan.rows[0].finish == D(2027, 2, 8, 17)
    assert sheet["E2"].value == "Ann or Bob"
    assert ("people-left", "E2") in codes(copy)


def test_weeks_stay_weeks() -> None:
    rows = [
        ("Task", "Duration", "Predecessors", "Who", "Start (week)", "End (week)"),
        ("Dig", "5d", None, "Ann", 3, 3),
        ("Pour", "5d", "Dig", "Ann", 5, 6),
        ("Clean", "5d", "Pour", "Ann", 8, 8),
    ]
    sheet, _, _ = written(book(rows))
    assert column(sheet, "E") == [1, 2, 3]
    assert column(sheet, "F") == [1, 2, 3]


def test_times_are_written_where_the_column_has_them() -> None:
    rows = [
        HEAD,
        (1, "Dig", "4h", None, "Ann", D(2027, 2, 1, 8), D(2027, 2, 1, 12), None),
        (2, "Pour", "4h", "1", "Ann", D(2027, 2, 1, 13), D(2027, 2, 1, 17), None),
    ]
    sheet, _, _ = written(book(rows, form="yyyy-mm-dd hh:mm"))
    assert column(sheet, "F") == [D(2027, 1, 4, 8), D(2027, 1, 4, 13)]
    assert column(sheet, "G") == [D(2027, 1, 4, 12), D(2027, 1, 4, 17)]


def test_people_fill_the_seats_of_skills() -> None:
    rows = [
        ("ID", "Task", "Duration", "Skills", "Resource Names"),
        (1, "Weld", "2d", "Welding x2", None),
        (2, "Paint", "2d", "Paint", None),
        (3, "Look", "2d", None, "Ann, Cy"),
    ]
    sheet, copy, _ = written(book(rows))
    assert sheet["E3"].value == "Cy"
    assert sorted(str(sheet["E2"].value).split(", ")) == ["Ann", "Bob"]
    assert sheet["E4"].value == "Ann, Cy"
    assert copy.filled == 2


def test_shares_done_are_written_in_the_way_of_the_column() -> None:
    """What remains tells the share where the column says nothing yet."""
    head = (*HEAD, "Remaining Duration", "Actual Start")
    rows = [
        head,
        (1, "Dig", "4d", None, "Ann", D(2027, 1, 4), D(2027, 1, 7), 0, "1d", D(2027, 1, 4)),
        (2, "Pour", "4d", None, "Bob", D(2027, 1, 4), D(2027, 1, 7), 50, None, D(2027, 1, 4)),
    ]

    def status(sheet: Any) -> None:
        sheet.parent.create_sheet("Timesheet")  # blank, is passed over

    data = book(rows, status)
    from planner.choice import Choice

    choice = Choice(status_date=D(2027, 1, 6))
    plan = pipeline.solve(pipeline.read_project(data, choice=choice), OPTIONS)
    copy = pipeline.write_plan(data, plan, write_back=True)
    sheet = sheet_of(copy.data, "Tasks")
    assert column(sheet, "H") == [round(100 * (plan.rows[0].percent or 0), 4), 50]


def test_a_protected_sheet_is_left_and_told() -> None:
    def protect(sheet: Any) -> None:
        sheet.protection.sheet = True

    data = book(PLAIN, protect)
    plan = pipeline.solve(pipeline.read_project(data), OPTIONS)
    copy = pipeline.write_plan(data, plan, write_back=True)
    assert (copy.filled, codes(copy)) == (0, {("sheet-left", "")})


def test_the_command_writes_the_copy_only(tmp_path: Path) -> None:
    source = tmp_path / "x.xlsx"
    source.write_bytes(data := book(PLAIN))
    options = ["--deterministic-limit", "1", "--write-back"]
    result = CliRunner().invoke(main, ["solve", str(source), *options])
    assert result.exit_code == 0, result.output
    assert "6 cells of the workbook's own columns" in result.output
    assert source.read_bytes() == data
    sheet = openpyxl.load_workbook(tmp_path / "x.plan.xlsx")["Tasks"]
    assert sheet["F2"].value == D(2027, 1, 4)
    refused = CliRunner().invoke(main, ["solve", str(source), "--in-place", *options])
    assert refused.exit_code == 2
    assert "--write-back goes with neither" in refused.output


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2026-03-02", "", "2026-11-23"),
        ("2026/3/2", "", "2026/11/23"),
        ("02.03.2026", "", "23.11.2026"),
        ("2.3.26", "", "23.11.26"),
        ("2/3/2026", "dmy", "23/11/2026"),
        ("3/2/2026", "mdy", "11/23/2026"),
        ("Mon 3/2/26", "mdy", "Mon 11/23/26"),
        ("Mar 2, 2026", "", "Nov 23, 2026"),
        ("2. März 2026", "", "23. November 2026"),
        ("2nd March 2026", "", "23rd November 2026"),
        ("Mo 02.03.2026", "", "Mo 23.11.2026"),
        ("20260302", "", "20261123"),
        ("2026-03-02 08:00", "", "2026-11-23 14:05"),
        ("3/2/2026 8:00 AM", "mdy", "11/23/2026 2:05 PM"),
        ("someday 2", "", None),
    ],
)
def test_dates_are_written_as_others_are(text: str, order: Order, expected: str | None) -> None:
    assert DateText(order=order).write(D(2026, 11, 23, 14, 5), text) == expected


def test_how_people_are_written() -> None:
    style = PeopleText.of(["Ann, Bob (50%)", "Cy"])
    assert style.write([("Ann", 1), ("Cy", 0.25)]) == "Ann, Cy (25%)"
    assert PeopleText.of([]).write([("Ann", 0.5), ("Bob", 2)]) == "Ann[50%]; Bob[200%]"
