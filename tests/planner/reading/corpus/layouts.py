"""Where tables stand on real sheets, and how their rows hang together."""

from datetime import datetime

from tests.planner.reading.books import SETTINGS, Rows
from tests.planner.reading.corpus import HEAD, ONE, PLAIN, TWO, Case, case, day, sheet

_SHEETS: dict[str, tuple[dict[str, Rows], list[str]]] = {
    "header in the first row": (sheet(HEAD, ONE, TWO), PLAIN),
    "header below a title": (
        sheet(["Project plan"], [], ["made by", "Ann"], [], HEAD, ONE, TWO),
        PLAIN,
    ),
    "header in row 51": (sheet(*[["About this plan"]] * 50, HEAD, ONE, TWO), PLAIN),
    "table from column D": (sheet(*(["", "", "", *row] for row in (HEAD, ONE, TWO))), PLAIN),
    "blank rows between tasks": (sheet(HEAD, ONE, [], [], TWO), PLAIN),
    "header repeated": (sheet(HEAD, ONE, HEAD, TWO), PLAIN),
    "several tables stacked": (
        sheet(HEAD, ONE, [], ["", "Second part"], HEAD, TWO),
        ["1 Dig 2", "row 4 Second part sums up", "2 Pour 1 in row 4 after 1"],
    ),
    "legend below": (
        sheet(HEAD, ONE, TWO, [], ["", "Legend"], ["", "Red is late"]),
        PLAIN,
    ),
    "total row": (sheet(HEAD, ONE, TWO, ["", "Total", "3d"]), PLAIN),
    "placeholder rows": (
        sheet(HEAD, ONE, TWO, ["", "<Task Name>"], ["", "Insert new rows ABOVE this one"]),
        PLAIN,
    ),
    "Gantt chart beside": (
        sheet([*HEAD, *[datetime(2027, 3, d) for d in range(1, 20)]], [*ONE, "X", "X"], TWO),
        PLAIN,
    ),
    "sheet of any name": (sheet(HEAD, ONE, TWO, name="Blatt 7"), PLAIN),
    "not the first sheet": ({"Cover": [["Plan"]], **sheet(HEAD, ONE, TWO)}, PLAIN),
    "sheet name with blanks and capitals": (sheet(HEAD, ONE, TWO, name=" TASKS "), PLAIN),
    "headers with case, blanks, marks": (
        sheet(["  id ", "TASK_NAME", "Duration:", "Predecessor(s)"], ONE, TWO),
        PLAIN,
    ),
    "headers with invisible characters": (
        sheet(["\ufeffID", "Task\u00a0Name", "Dura\u200btion", "Predecessors"], ONE, TWO),
        PLAIN,
    ),
    "no id column": (
        sheet(["Task", "Days", "Predecessors"], ["Dig", 2, ""], ["Pour", 1, "1"]),
        PLAIN,
    ),
    "two-row header": (
        sheet(
            ["ID", "Task Name", "Planned", "", "Actual", ""],
            ["", "", "Start", "Finish", "Start", "Finish"],
            [1, "Dig", datetime(2027, 3, 1), datetime(2027, 3, 2), datetime(2027, 3, 3), ""],
            [2, "Pour", datetime(2027, 3, 3), datetime(2027, 3, 3), "", ""],
        ),
        ["1 Dig 2", "2 Pour 1"],
    ),
    "outline level column": (
        sheet(
            ["ID", "Name", "Outline_Level", "Duration"],
            [1, "Build", 1, "3d"],
            [2, "Dig", 2, "2d"],
            [3, "Pour", 2, "1d"],
        ),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"],
    ),
    "WBS with dots": (
        sheet(
            ["WBS", "Task", "Duration", "Predecessors"],
            ["1", "Build", "", ""],
            ["1.1", "Dig", "2d", ""],
            ["1.10", "Pour", "1d", "1.1"],
        ),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1 after 2"],
    ),
    "WBS as numbers": (
        sheet(
            ["WBS", "Task", "Duration"],
            [1, "Build", ""],
            [1.1, "Dig", "2d"],
            [(1.10, "0.00"), "Pour", "1d"],
        ),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"],
    ),
    "parent column": (
        sheet(
            ["ID", "Task", "Parent", "Duration"],
            ["B", "Build", "", ""],
            ["D", "Dig", "B", "2d"],
            ["P", "Pour", "B", "1d"],
        ),
        ["B Build sums up", "D Dig 2 in B", "P Pour 1 in B"],
    ),
    "leading spaces": (
        sheet(["Task", "Days"], ["Build", ""], ["  Dig", 2], ["  Pour", 1]),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"],
    ),
    "ids with dots": (
        sheet(["ID", "Task", "Days"], ["1", "Build", ""], ["1.1", "Dig", 2]),
        ["1 Build sums up", "1.1 Dig 2 in 1"],
    ),
    "section rows": (
        sheet(["Task", "Days"], ["Build", ""], ["Dig", 2], ["Move", ""], ["Drive", 1]),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Move sums up", "4 Drive 1 in 3"],
    ),
    "section rows without id": (
        sheet(["ID", "Task", "Days"], ["", "Build", ""], [1, "Dig", 2], [2, "Pour", 1]),
        ["row 2 Build sums up", "1 Dig 2 in row 2", "2 Pour 1 in row 2"],
    ),
    "phase column": (
        sheet(
            ["Phase", "Task", "Days"],
            ["Build", "Dig", 2],
            ["", "Pour", 1],
            ["Move", "Drive", 1],
        ),
        [
            *("Build Build sums up", "1 Dig 2 in Build", "2 Pour 1 in Build"),
            *("Move Move sums up", "3 Drive 1 in Move"),
        ],
    ),
    "a column of names for each level": (
        sheet(["Task", "", "", "Days"], ["Build"], ["", "Dig", "", 2], ["", "Pour", "", 1]),
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1"],
    ),
    "predecessors by WBS": (
        sheet(["ID", "WBS", *HEAD[1:]], [7, "1", "Dig", "2d", ""], [8, "2", "Pour", "1d", "1"]),
        ["7 Dig 2", "8 Pour 1 after 7"],
    ),
    "predecessors by name": (
        sheet(HEAD, ["A", "Dig", "2d", ""], ["B", "Pour", "1d", "Dig"]),
        ["A Dig 2", "B Pour 1 after A"],
    ),
    "predecessors by position": (
        sheet(HEAD, ["A7", "Dig", "2d", ""], ["B9", "Pour", "1d", "1"]),
        ["A7 Dig 2", "B9 Pour 1 after A7"],
    ),
    "ids with leading zeros": (
        sheet(HEAD, ["007", "Dig", "2d", ""], ["008", "Pour", "1d", "007"]),
        ["007 Dig 2", "008 Pour 1 after 007"],
    ),
    "ids as decimals": (sheet(HEAD, [1.0, "Dig", "2d", ""], [2.0, "Pour", "1d", 1.0]), PLAIN),
    "successors": (
        sheet(["ID", "Task", "Days", "Successors"], [1, "Dig", 2, "2"], [2, "Pour", 1, ""]),
        PLAIN,
    ),
    "words for nothing": (
        sheet(HEAD, [1, "Dig", "2d", "-"], [2, "Pour", "1d", "1"], [3, "Dry", "1d", "n/a"]),
        [*PLAIN, "3 Dry 1"],
    ),
    "the better of two columns": (
        sheet([*HEAD, "Days"], [*ONE, 9], [*TWO, 9]),
        PLAIN,
    ),
    "the filled one of two columns": (
        sheet(["ID", "Task Name", "Duration", "Days", "Predecessors"], [1, "Dig", "", 2, ""]),
        ["1 Dig 2"],
    ),
    "hours by the header": (
        sheet(["Task", "Duration (hours)"], ["Dig", 16], ["Pour", 8]),
        ["1 Dig 2", "2 Pour 1"],
    ),
    "weeks by the header": (sheet(["Task", "Weeks"], ["Dig", 2]), ["1 Dig 10"]),
    "Microsoft Project export": (
        {
            "Task_Table1": [
                ["ID", "Unique_ID", "Name", "Duration", "Predecessors", "Outline_Level"],
                [1, 11, "Build", "3 days", "", 1],
                [2, 12, "Dig", "2 days?", "", 2],
                [3, 13, "Pour", "1 day", "2FS+1 day", 2],
            ],
            "Resource_Table1": [["Unique_ID", "Name", "Standard_Rate"], [1, "Ann", "$50.00/hr"]],
            "Settings": SETTINGS,
        },
        ["1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1 after 2FS+1d"],
    ),
    "Vertex42 template": (
        sheet(
            ["WBS", "TASK", "LEAD", "PREDECESSOR", "START", "END", "DAYS", "% DONE", "WORK DAYS"],
            ["1", "Build", "", "", datetime(2027, 3, 1), datetime(2027, 3, 3), 3, 0.5, 3],
            ["1.1", "Dig", "Ann", "", datetime(2027, 3, 1), datetime(2027, 3, 2), 2, 1, 2],
            ["1.2", "Pour", "Bob", "1.1", datetime(2027, 3, 3), datetime(2027, 3, 3), 1, 0, 1],
        ),
        ["1 Build sums up", "2 Dig 2 in 1 by Ann", "3 Pour 1 in 1 after 2 by Bob"],
    ),
    "Smartsheet export": (
        sheet(
            ["Task Name", "Duration", "Start Date", "End Date", "Predecessors", "Assigned To"],
            ["Dig", "2d", datetime(2027, 3, 1), datetime(2027, 3, 2), "", "ann@example.org"],
            ["Pour", "1d", datetime(2027, 3, 3), datetime(2027, 3, 3), "1FS", "bob@example.org"],
        ),
        ["1 Dig 2 by ann@example.org", "2 Pour 1 after 1 by bob@example.org"],
    ),
}

_TWO_UNDER_ONE = ("1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1")
_THREE = (["Task", "Days"], ["Build", ""], ["Dig", 2], ["Pour", 1])

CASES: dict[str, Case] = {
    **{name: case(sheets, *lines) for name, (sheets, lines) in _SHEETS.items()},
    "rows grouped in Excel": case(sheet(*_THREE), *_TWO_UNDER_ONE, levels={2: 1, 3: 1}),
    "indented cells": case(sheet(*_THREE), *_TWO_UNDER_ONE, indents={2: 1, 3: 1}),
    "ideographic spaces": case(
        sheet(["作業名", "日数"], ["Build", ""], ["\u3000Dig", 2], ["\u3000Pour", 1]),
        *_TWO_UNDER_ONE,
    ),
    "columns called Level 1 and so on": case(
        sheet(
            ["Level 1", "Level 2", "Level 3", "Duration"],
            *(["Build"], ["", "Cellar"], ["", "", "Dig", 2], ["", "Roof", "", 3]),
        ),
        *("1 Build sums up", "2 Cellar sums up in 1", "3 Dig 2 in 2", "4 Roof 3 in 1"),
    ),
    "tasks and subtasks in one row": case(
        sheet(
            ["Task", "Subtask", "Days"], ["Build", "Dig", 2], ["", "Pour", 1], ["Go", "Drive", 1]
        ),
        *("Build Build sums up", "1 Dig 2 in Build", "2 Pour 1 in Build"),
        *("Go Go sums up", "3 Drive 1 in Go"),
    ),
    "a remark beside a name": case(
        sheet(["Task", "", "Days"], ["Dig", "", 2], ["Pour", "(urgent)", 1], ["Dry", "", 1]),
        *("1 Dig 2", "2 Pour 1", "3 Dry 1"),
    ),
    "a merged owner counts for all its rows": case(
        sheet(["Task", "Days", "Owner"], ["Dig", 2, "Ann"], ["Pour", 1, ""]),
        *("1 Dig 2 by Ann", "2 Pour 1 by Ann"),
        merged=("C2:C3",),
    ),
    "a merged phase counts for all its rows": case(
        sheet(["Phase", "Task", "Days"], ["Build", "Dig", 2], ["", "Pour", 1]),
        *("Build Build sums up", "1 Dig 2 in Build", "2 Pour 1 in Build"),
        merged=("A2:A3",),
    ),
    "hidden rows, as by a filter": case(
        sheet(HEAD, ONE, TWO), *PLAIN, hidden_rows=(2,), notes=["hidden-rows"]
    ),
    "a headline over merged cells": case(
        sheet(["Plan of the year", "", "", ""], HEAD, ONE, TWO), *PLAIN, merged=("A1:D1",)
    ),
    "names of columns in two languages": case(
        sheet(
            ["No. / 番号", "Task Name\nタスク名", "Duration (days) / 工期", "Predecessors | 先行"],
            *(ONE, TWO),
        ),
        *PLAIN,
    ),
    "the group of a two-row header merged": case(
        sheet(
            ["ID", "Task", "Plan", "", "Ist", ""],
            ["", "", "Anfang", "Ende", "Anfang", "Ende"],
            [1, "Dig", day(3, 1), day(3, 2), day(3, 4), ""],
        ),
        "1 Dig 2",
        merged=("C1:D1", "E1:F1"),
        notes=["duration-from-dates"],
    ),
    "the project's start above the table": case(
        {"Tasks": [["Plan"], ["Project start:", day(3, 8)], [], HEAD, ONE, TWO]}, *PLAIN
    ),
    "no people, no calendars, no settings": case(
        {"Plan": [["Task", "Days", "Start"], ["Dig", 2, day(3, 1)], ["Pour", 1, ""]]},
        *("1 Dig 2", "2 Pour 1"),
        issues=[("assumed-project-start", "")],
    ),
    "links on a sheet of their own": case(
        sheet(["ID", "Task", "Days"], ["A", "Dig", 2], ["B", "Pour", 1], ["C", "Dry", 1])
        | {
            "Dependencies": [["From", "To", "Type", "Lag"], ["A", "B", "", ""], ["B", "C", "SS", 2]]
        },
        *("A Dig 2", "B Pour 1 after A", "C Dry 1 after BSS+2d"),
    ),
    "blank rows that have a number, as in Microsoft Project": case(
        sheet(
            ["Task Name", "Duration", "Start", "Finish", "Predecessors"],
            ["Dig", "2d", day(3, 1), day(3, 2), ""],
            [],
            ["Pour", "1d", day(3, 3), day(3, 3), "1"],
            ["Paint", "1d", day(3, 8), day(3, 8), ""],
            ["Dry", "1d", day(3, 4), day(3, 4), "3"],
        ),
        *("1 Dig 2", "2 Pour 1 after 1", "3 Paint 1", "4 Dry 1 after 2"),
        notes=["reference-target"],
    ),
    "columns known by their cells": case(
        {
            "Blatt1": [
                ["Kood", "Mis", "Kui kaua", "Enne"],
                ["A", "Dig the foundations", 2, ""],
                ["B", "Pour the concrete", 1, "A"],
                ["C", "Wait for it to dry", 5, "A, B"],
                ["D", "Take the boards off", 5, "C FS+1d"],
            ],
            "Settings": SETTINGS,
        },
        *("A Dig the foundations 2", "B Pour the concrete 1 after A"),
        *("C Wait for it to dry 5 after A,B", "D Take the boards off 5 after CFS+1d"),
        issues=[("column-by-content", f"Blatt1!{column}1") for column in "ABCD"],
    ),
}
