"""The sheet Calendar: who is away when."""

from datetime import datetime

from planner.pipeline import Options, read_project, solve, write_plan
from tests.planner.opened import sheet_of
from tests.planner.reading.books import Rows, book, tasks


def test_the_calendar_shows_who_has_left_and_whose_week_is_short() -> None:
    people: Rows = [
        ["Name", "Working Time", "Until"],
        ["Ann", None, datetime(2027, 3, 3)],
        ["Bob", "Mon-Wed", None],
    ]
    rows = tasks([1, "Dig", "2d", "", "Ann"], [2, "Fill", "5d", "1", "Bob"], People=people)
    plan = solve(read_project(book(rows)), Options(deterministic_limit=0.5))
    sheet = sheet_of(write_plan(None, plan).data, "Calendar")
    ann, bob = sheet[6], sheet[7]
    assert (ann[0].value, ann[1].value, bob[0].value, bob[1].value) == ("Ann", 8, "Bob", 0)
    colours = [cell.fill.fgColor.rgb[2:] for cell in ann[2:9]]
    assert len(set(colours[:3])) == 1  # from Monday to Wednesday
    assert colours[3] == colours[4] != colours[0]
    week = [cell.fill.fgColor.rgb[2:] for cell in bob[2:9]]
    assert week[3] == week[4] == week[5] != week[0]
