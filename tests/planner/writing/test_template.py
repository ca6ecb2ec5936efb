from io import BytesIO

import openpyxl
import pytest

from planner.errors import InputError
from planner.goals import GOALS
from planner.pipeline import read_project
from planner.schema.columns import KINDS
from planner.writing.template import make_template
from tests.planner.opened import sheet_of


def test_the_filled_template_reads_without_a_warning() -> None:
    project = read_project(make_template(example=True))
    assert len(project.tasks) == 20  # with a meeting whose time the plan chooses
    assert {issue.severity for issue in project.remarks} <= {"info"}
    assert len(project.meetings) == 6
    assert project.weeks[0].name == "Standard"


def test_the_empty_template_only_lacks_tasks() -> None:
    with pytest.raises(InputError) as caught:
        read_project(make_template())
    faults = [issue.code for issue in caught.value.issues if issue.severity != "info"]
    assert faults == ["no-tasks"]


def test_the_template_is_the_same_bytes_each_time() -> None:
    assert make_template(example=True) == make_template(example=True)


def test_the_read_me_explains_every_column_and_goal() -> None:
    book = openpyxl.load_workbook(BytesIO(make_template()), read_only=True)
    shown = {line[0] for line in book["ReadMe"].iter_rows(values_only=True)}
    columns = {column.caption for kind in KINDS for column in kind.columns}
    assert columns | set(GOALS) <= shown


def test_times_of_meetings_can_be_seen_and_typed() -> None:
    sheet = sheet_of(make_template(example=True), "Meetings")
    assert "hh:mm" in sheet["B2"].number_format
    assert "hh:mm" in sheet["C2"].number_format
    assert sheet.column_dimensions["B"].width > 16  # of B and C
