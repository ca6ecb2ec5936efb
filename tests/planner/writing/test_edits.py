"""Changes to single cells of the user's, as somebody types them, and what they break."""

import io
from datetime import datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

from planner import pipeline
from planner.choice import Choice
from planner.errors import InputError
from planner.ooxml.fill import Entry
from planner.pipeline import Draft, Options
from planner.plan import Plan
from planner.project import Project
from planner.reading.look import Look
from planner.whatif.advise import base_of
from planner.whatif.broken import Break, breaks
from planner.writing.back.applied_edits import Edited, edited
from planner.writing.back.cell_edit import CellEdit
from planner.writing.write import write_cells
from tests.planner.opened import sheet_of
from tests.planner.writing.test_write_back import book

OPTIONS = Options(deterministic_limit=1)
HEAD = ("ID", "Task", "Duration", "Predecessors", "Assigned", "Deadline")
ROWS = [
    HEAD,
    (1, "Dig", "2d", None, "Ann", datetime(2027, 1, 8)),
    (2, "Build", "3d", "1", "Ann", None),
    (3, "Paint", "1d", None, "Cy", None),
]


def change(field: str, text: str, task: str = "2", data: bytes = b"") -> Edited:
    return made(data or book(ROWS), CellEdit(of=task, field=field, text=text))


def of_person(name: str, field: str, text: str, data: bytes) -> Edited:
    return made(data, CellEdit(subject="person", of=name, field=field, text=text))


def made(data: bytes, edit: CellEdit, choice: Choice | None = None) -> Edited:
    def read(data: bytes) -> Look:
        return pipeline.look(data, "", choice or Choice())

    return edited(data, read(data), edit, read)


def cells(found: Edited) -> Any:
    return sheet_of(found.data, "Tasks")


@pytest.mark.parametrize(
    ("field", "text", "cell", "said"),
    [
        ("duration", "5d", "Tasks!C3", "5d"),
        ("duration", "12h", "Tasks!C3", "1.5d"),
        ("deadline", "2027-01-15", "Tasks!F3", "2027-01-15"),
        ("deadline", "15.01.2027", "Tasks!F3", "2027-01-15"),
        ("resources", "Cy", "Tasks!E3", "Cy"),
        ("predecessors", "3", "Tasks!D3", "Dig FS; Paint FS"),
        ("priority", "900", "Tasks!G3", "900"),
        ("earliest_start", "2027-01-11", "Tasks!G3", "2027-01-11"),
        ("percent_complete", "50 %", "Tasks!G3", "50%"),
        ("pin", "both", "Tasks!G3", "both"),
        ("unlink", "1", "Tasks!D3", ""),
        ("actual_start", "2027-01-04", "Tasks!G3", "2027-01-04"),
    ],
)
def test_a_change_stands_in_its_cell_and_is_read_again(
    field: str, text: str, cell: str, said: str
) -> None:
    found = change(field, text)
    assert (found.cell, found.after) == (cell, said)
    assert pipeline.read_project(found.data).tasks == found.project.tasks


def test_a_link_by_id_is_one_by_name_where_tasks_are_named() -> None:
    rows = [
        ("Task", "Duration", "Depends on"),
        ("Dig", "2d", None),
        ("Build", "3d", "Dig"),
        ("Paint", "1d", "Build"),
    ]
    found = change("predecessors", "1", "3", book(rows))
    assert cells(found)["C4"].value == "Build, Dig"
    assert found.after == "Build FS; Dig FS"


def test_a_missing_column_is_appended_with_its_header_and_the_rest_stays() -> None:
    sheet = cells(change("priority", "900"))
    assert [cell.value for cell in sheet["G"]] == ["Priority", None, 900, None]
    assert [cell.value for cell in sheet[1]][:6] == list(HEAD)
    twice = change("pin", "start", "3", change("priority", "900").data)
    assert twice.cell == "Tasks!H4"
    assert next(t for t in twice.project.tasks if t.id == "2").priority == 900


def sheet_rows(found: Edited, name: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(found.data))
    return list(book[name].iter_rows(values_only=True))


def with_sheet(name: str, rows: list[tuple[Any, ...]]) -> bytes:
    file = openpyxl.load_workbook(io.BytesIO(book(ROWS)))
    for row in rows:
        (file[name] if name in file.sheetnames else file.create_sheet(name)).append(row)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def test_leave_is_a_row_on_its_sheet_or_a_text_beside_the_name() -> None:
    span = "2027-01-11 to 2027-01-15"
    beside = of_person("Ann", "leave", span, book(ROWS))
    assert (beside.cell, beside.after) == ("People!C2", "2027-01-11 – 2027-01-15")
    assert sheet_rows(beside, "People")[:2] == [
        ("Name", "Skills", "Leave"),
        ("Ann", "Welding", span),
    ]
    twice = of_person("Ann", "leave", "2027-02-01", beside.data)
    assert twice.after == "2027-01-11 – 2027-01-15; 2027-02-01 – 2027-02-01"
    own = with_sheet("Leave", [("Who", "From", "To")])
    row = of_person("Bob", "leave", span, own)
    assert row.cell == "Leave!A2"
    assert sheet_rows(row, "Leave")[1] == ("Bob", datetime(2027, 1, 11), datetime(2027, 1, 15))
    assert of_person("Cy", "leave", "2027-01-11", row.data).cell == "Leave!A3"
    assert not any(one.source.row == 0 for one in row.project.resources)


def test_without_a_sheet_of_people_there_is_a_new_one_for_leave_and_newcomers() -> None:
    file = openpyxl.load_workbook(io.BytesIO(book(ROWS)))
    del file["People"]
    target = io.BytesIO()
    file.save(target)
    leave = of_person("Ann", "leave", "11.01.2027 - 15.01.2027", target.getvalue())
    assert (leave.cell, leave.sheet) == ("Leave!A2", "Leave")
    assert sheet_rows(leave, "Leave")[0] == ("Who", "From", "To")
    came = of_person("Eve", "newcomer", "", leave.data)
    assert (came.cell, came.after) == ("People!A2", "Eve")
    assert came.project.days_off[0].who == "Ann"
    assert openpyxl.load_workbook(io.BytesIO(came.data)).sheetnames[-2:] == ["Leave", "People"]


def test_somebody_new_has_a_row_of_their_own_and_says_what_they_can() -> None:
    came = of_person("Eve", "newcomer", "", book(ROWS))
    assert (came.cell, came.before, came.after) == ("People!A5", "", "Eve")
    able = of_person("Eve", "skills", "Welding:2; Crane", came.data)
    paid = of_person("Eve", "rate", "50/h", able.data)
    assert (able.cell, able.after) == ("People!B5", "Welding:2; Crane")
    assert (paid.cell, paid.after) == ("People!C5", "50/h")
    assert sheet_rows(paid, "People")[-1] == ("Eve", "Welding:2; Crane", "50/h")


def test_the_status_date_stands_in_the_settings_or_in_new_ones() -> None:
    def dated(data: bytes, day: str) -> Edited:
        edit = CellEdit(subject="project", of="", field="status_date", text=day)
        return made(data, edit)

    first = dated(change("percent_complete", "100%", "1").data, "2027-01-06")
    assert (first.cell, first.after) == ("Settings!B2", "2027-01-06")
    assert sheet_rows(first, "Settings")[1] == ("Status date", datetime(2027, 1, 6))
    again = dated(first.data, "2027-01-08")
    assert (again.cell, again.before) == ("Settings!B2", "2027-01-06")
    for day in ("soon", "2027-01-07"):
        with pytest.raises(InputError):
            dated(again.data, day)


@pytest.mark.parametrize(
    ("name", "field", "text"),
    [
        ("Ann", "newcomer", ""),
        (" ", "newcomer", ""),
        ("Zed", "leave", "2027-01-11"),
        ("Zed", "rate", "50/h"),
        ("Ann", "leave", "soon"),
        ("Ann", "leave", "2027-01-15 to 2027-01-11"),
        ("Ann", "duration", "3d"),
    ],
)
def test_odd_changes_to_people_are_refused(name: str, field: str, text: str) -> None:
    with pytest.raises(InputError):
        of_person(name, field, text, book(ROWS))


def test_a_table_of_excel_takes_in_new_rows_and_columns() -> None:
    file = openpyxl.load_workbook(io.BytesIO(book(ROWS)))
    people = file["People"]
    people["A4"].font = openpyxl.styles.Font(bold=True)
    people.add_table(Table(displayName="Crew", ref="A1:B4"))
    target = io.BytesIO()
    file.save(target)
    came = of_person("Eve", "newcomer", "", target.getvalue())
    paid = of_person("Eve", "rate", "50/h", came.data)
    sheet = sheet_of(paid.data, "People")
    table = sheet.tables["Crew"]
    assert table.ref == "A1:C5"
    assert [one.name for one in table.tableColumns] == ["Name", "Skills", "Rate"]
    assert sheet["A5"].font.bold


def test_of_several_links_one_is_taken_away() -> None:
    linked = change("predecessors", "3").data
    found = change("unlink", "1", data=linked)
    assert (found.before, found.after) == ("Dig FS; Paint FS", "Paint FS")
    assert cells(found)["D3"].value == "3"
    with pytest.raises(InputError, match="link"):
        change("unlink", "9", data=linked)


def test_a_blank_text_takes_a_date_away() -> None:
    found = change("deadline", "", "1")
    assert (found.before, found.after) == ("2027-01-08", "")


def test_a_formula_is_left_as_it_is() -> None:
    def formula(sheet: Any) -> None:
        sheet["C3"] = '=4&"d"'

    with pytest.raises(InputError, match="formula"):
        change("duration", "5d", data=book(ROWS, formula))


@pytest.mark.parametrize(
    ("field", "text", "task"),
    [
        ("duration", "soon", "2"),
        ("duration", "3d", "2"),
        ("predecessors", "2", "1"),
        ("priority", "x", "2"),
        ("duration", "1d", "9"),
        ("name", "Hole", "2"),
    ],
)
def test_what_would_not_mean_that_is_refused(field: str, text: str, task: str) -> None:
    with pytest.raises(InputError):
        change(field, text, task)


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    cell = cells(change("resources", "=1+1"))["E3"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_cells_that_are_empty_are_filled_where_others_follow_them() -> None:
    """An empty element has no end of its own in the file: what follows was swallowed."""

    def looks(sheet: Any) -> None:
        for place in ("F3", "G3", "F4"):
            sheet[place].font = openpyxl.styles.Font(bold=True)
        sheet["H3"] = "kept"

    data = write_cells(
        book(ROWS, looks), {"Tasks": {"F3": Entry(value=1.0), "F4": Entry(value=2.0)}}
    ).data
    sheet = sheet_of(data, "Tasks")
    assert [sheet[place].value for place in ("F3", "H3", "F4")] == [1, "kept", 2]


def planned() -> tuple[Project, Plan, Draft]:
    project, drafts = pipeline.read_project(book(ROWS)), list[Draft]()
    plan = pipeline.solve(project, OPTIONS, keep=drafts.append)
    return project, plan, drafts[-1]


def test_the_referee_says_what_a_change_breaks_as_the_plan_stands() -> None:
    before, plan, draft = planned()
    base = base_of(plan, draft, OPTIONS)
    finishes = {row.task.id: row.finish for row in plan.rows if row.finish and not row.days_late}

    def broken(field: str, text: str, task: str = "2") -> list[Break]:
        project = change(field, text, task).project
        return list(breaks(before, project, base.stands, finishes, stretch=base.stretch))

    assert broken("priority", "900") == []
    assert broken("duration", "4d") == [Break(rule="duration", tasks=("2",))]
    assert broken("earliest_start", "2027-02-01") == [Break(rule="window", tasks=("2",))]
    assert broken("resources", "Cy") == [Break(rule="shape", tasks=("2",))]
    both = change("duration", "4d", "1", change("resources", "Cy").data).project
    found = list(breaks(before, both, base.stands, finishes, stretch=base.stretch))
    assert found[:2] == [Break(rule="shape", tasks=("2",)), Break(rule="duration", tasks=("1",))]
    assert broken("predecessors", "2", "3") == [Break(rule="precedence", tasks=("2", "3"))]
    assert broken("deadline", "2027-01-05") == [Break(rule="deadline", tasks=("2",))]
    assert broken("percent_complete", "50%", "1") == []
    assert broken("percent_complete", "100%", "1") == []
    noted = change("duration", "4d", "2", change("percent_complete", "50%", "1").data).project
    found = list(breaks(before, noted, base.stands, finishes, stretch=base.stretch))
    assert found == [Break(rule="duration", tasks=("2",))]


def test_planning_near_keeps_what_it_can_of_a_plan_nobody_was_told_of() -> None:
    project, plan, _ = planned()
    result = pipeline.write_plan(book(ROWS), plan).data
    found = change("duration", "4d", "1", result)
    again = pipeline.solve(found.project, Options(deterministic_limit=1, near=True))
    assert [goal.name for goal in again.goals].count("changes") == 1
    free = pipeline.solve(found.project, OPTIONS)
    assert "changes" not in [goal.name for goal in free.goals]
    assert again.rows[2].start == plan.rows[2].start
    assert project.previous is None


def test_a_date_is_one_where_libreoffice_gave_each_cell_a_format() -> None:
    """It writes a format of its own, called General, into every cell that has none."""
    file = openpyxl.load_workbook(io.BytesIO(book(ROWS)))
    target, source = io.BytesIO(), io.BytesIO()
    file.save(source)
    with ZipFile(source) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/styles.xml":
                data = data.replace(b'<numFmts count="2">', b'<numFmts count="3">' + _GENERAL)
                data = data.replace(b'numFmtId="0"', b'numFmtId="999"')
            new.writestr(name, data)
    found = change("deadline", "2027-01-15", data=target.getvalue())
    assert cells(found)["F3"].value == datetime(2027, 1, 15)
    assert not found.remarks


_GENERAL = b'<numFmt numFmtId="999" formatCode="General"/>'


@pytest.mark.parametrize(
    ("header", "sizes", "text", "value"),
    [
        ("Days", (2, 3, 1), "4d", 4),
        ("Days", (2, 3, 1), "12h", 1.5),
        ("Days", (2, 3, 1), "2 weeks", 10),
        ("Hours", (16, 24, 8), "4d", 32),
        ("Weeks", (1, 2, 1), "5d", 1),
        ("Tage", (2, 3, 1), "4 Tage", 4),
        ("Days", (2, 3, 1), "10m", "10m"),
        ("Days", ("2d", "3d", "1d"), "4d", "4d"),
    ],
)
def test_a_duration_is_a_number_where_the_others_are(
    header: str, sizes: tuple[Any, ...], text: str, value: Any
) -> None:
    rows: list[tuple[Any, ...]] = [("ID", "Task", header, "Assigned")]
    rows += [(n, f"Task {n}", size, "Ann") for n, size in enumerate(sizes, 1)]
    assert cells(change("duration", text, data=book(rows)))["C3"].value == value
    new = made(book(rows), CellEdit(of="Clean", field="added", text=text))
    assert cells(new)["C5"].value == value


def test_somebody_new_joins_the_tasks_for_everybody() -> None:
    rows = [*ROWS, (4, "Party", "1d", "2", "all", None), (5, "Toast", "1d", "4", "Everybody", None)]
    came = of_person("Eve", "newcomer", "", book(rows))
    party = came.project.tasks[3]
    assert "Eve" in {name for need in party.needs for name in need.names}
    (told,) = came.remarks
    assert str(told).startswith(
        "People!A5: tasks for everybody, now for Eve too: 2, 4 Party, 5 Toa"
    )


def test_the_task_that_would_be_read_otherwise_is_named() -> None:
    rows = [*ROWS, (4, "Party", "1d", "2", "Welding", None)]
    with pytest.raises(InputError) as caught:
        of_person("Welding", "newcomer", "", book(rows))
    (issue,) = caught.value.issues
    assert (issue.place, str(issue.message)) == ("Tasks!E5", "4 Party would then be read otherwise")
