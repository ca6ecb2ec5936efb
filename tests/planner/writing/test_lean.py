"""A result workbook is read without the sheets that are not read again, and says the same."""

from io import BytesIO

import openpyxl

from planner import pipeline
from planner.ooxml.lean import lean
from planner.pipeline import Options
from planner.reading.cells import MEMORY
from tests.planner.examples import tiny_workbook


def test_what_is_not_read_again_is_emptied() -> None:
    source = tiny_workbook()
    assert lean(source, MEMORY) is source
    plan = pipeline.solve(pipeline.read_project(source), Options(deterministic_limit=1))
    result = pipeline.write_plan(source, plan).data
    before, after = (
        openpyxl.load_workbook(BytesIO(result)),
        openpyxl.load_workbook(BytesIO(lean(result, MEMORY))),
    )
    assert before.sheetnames == after.sheetnames
    for name in ("Tasks", "Plan", "Run"):
        assert list(after[name].values) == list(before[name].values)
    assert list(before["Gantt"].values)
    assert not list(after["Gantt"].values)
