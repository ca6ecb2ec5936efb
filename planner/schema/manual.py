"""The page that explains the workbook, made from the one table of sheets and columns."""

from collections.abc import Iterable, Iterator

from planner.goals import GOALS
from planner.schema.columns import KINDS
from planner.schema.meanings import TIMES
from planner.schema.more_columns import ASSIGNMENTS, LINKS
from planner.schema.schema import Column, SheetKind
from planner.schema.setting_columns import SETTINGS, SETTINGS_NAMES
from planner.schema.teams import TEAMS

_INTRO = """\
# The workbook

This page is made from the table the reader itself works with (`planner/schema/columns.py`).

A workbook needs one sheet with tasks; everything else is optional. Sheets and columns are found by
name: capitals, spaces, accents and punctuation do not count, and the names in the last column of
the tables below do as well. The header row may be any of the first 60 rows, columns may come in any
order, and columns that are not known are kept and left alone. `planner check` tells what was taken
for what. `planner template FILE` writes an empty workbook to start from, with `--example` a filled
one.

Files may be .xlsx or .xlsm; .csv (any usual delimiter and encoding), such as an export from Jira;
a folder or zip archive of .csv files, each a sheet of its name; and, with the extra `formats`
installed, .xls, .xlsb, .ods and Strict Open XML. Headers are also understood in German, French,
Spanish, Portuguese, Italian, Dutch, Polish, Russian, Chinese and Japanese, and a header may say the
same twice: `Task / Vorgang`. Columns with other names are taken for what their cells say (dates,
amounts of time, small numbers, codes to which other cells refer), with a warning; a block in
Settings settles it: below a cell `Columns`, our name of a column in each row and its header in the
file beside, `Ignore` for one to leave out. `--map` does so for one run.

Every fault is reported as `Sheet!Cell: what is wrong, got "…", what to do [code]`, all at once.

## How cells are written
"""

_WRITING = {
    "duration, work": (
        "`5d`, `4h`, `30m`, `2w`, `1mo`, `3 days`, `2d 4h`; a bare number is days for a "
        "duration, hours for work, unless the header names a unit: `Duration (h)`, `Hours`"
    ),
    "date": (
        "a real Excel date, or text such as `2026-03-02`, `2 Mar 2026`, `02.03.2026`; "
        "`03/04/2026` only where the column or `Date order` in Settings says which is the day"
    ),
    "date without a time": (
        "the start of that day's work for a start, the end of it for a finish or a deadline, see "
        "below"
    ),
    "predecessors": (
        "`12`, `12FS+2d`, `7SS+50%`, `14FF-1d`, `3FS+5ed` (elapsed days), separated by `;` or "
        "`,`; FS, SS, FF, SF, or as Microsoft Project calls them in German (EA, AA, EE, AE), "
        "French and others; with a longest wait `12FS+1d max 3d`"
    ),
    "what predecessors refer to": (
        "whichever fits the whole column best: ID, then WBS, then task name, then position"
    ),
    "resources": (
        "`Ann; Bob[50%]` both, `Ann or Bob` one of them, `Electrician[300%]` three of a crew; "
        "a group's name stands for one of its members"
    ),
    "skills": (
        "`Welding:3 x2; Crane`: two people with Welding at level 3 or more, and one with Crane"
    ),
    "rate": (
        "`50/h`, `400/d`, `2000/w`, `€ 80 per hour`; a bare number is per hour unless the "
        "header says otherwise"
    ),
    "share": "`50%`, `0.5`; `300%` or `3` is three",
    "working hours": (
        "`08:00-12:00, 13:00-17:00`; `22:00-06:00` goes on into the next day; blank or `off` "
        "is a day off"
    ),
    "nothing": "blank, `-`, `n/a`, `none`, `tba`, `?`",
}

_PLAN = "Plain Start and Finish columns are the present plan: compared with, never a rule.\n"


def manual() -> str:
    """The page, as Markdown."""
    kinds = (line for kind in (*KINDS, ASSIGNMENTS, LINKS) for line in _kind(kind))
    return "\n".join([_INTRO, *_writing(), *_meanings(), *kinds, TEAMS, *_settings()])


def _writing() -> Iterator[str]:
    yield "| what | how |\n|---|---|"
    yield from (f"| {what} | {how} |" for what, how in _WRITING.items())
    yield f"\n{_PLAN}"


def _meanings() -> Iterator[str]:
    yield "## What times and dates mean\n"
    for one in TIMES:
        yield f"**{one.title}.** {one.rule}"
        yield f"- Example: {one.example}"
        yield f"- But: {one.counter}\n"


def _kind(kind: SheetKind) -> Iterator[str]:
    yield f"## {kind.name}\n\n{kind.meaning}\n"
    yield f"Also called: {kind.aliases}.\n"
    yield from _table("column", kind.columns)


def _settings() -> Iterator[str]:
    yield "## Settings\n\nOne setting a row: its name, and the value in the cell to the right.\n"
    yield f"Also called: {SETTINGS_NAMES}.\n"
    yield from _table("setting", SETTINGS)
    yield "### Goals\n\nAn earlier goal is never given up for a later one.\n"
    yield "| goal | what it counts; less is better |\n|---|---|"
    yield from (f"| `{name}` | {goal.meaning} |" for name, goal in GOALS.items())
    yield ""


def _table(what: str, columns: Iterable[Column]) -> Iterator[str]:
    yield f"| {what} | meaning | other names |\n|---|---|---|"
    for column in columns:
        meaning = column.meaning + (f" Example: `{column.example}`." if column.example else "")
        yield f"| {column.caption} | {meaning} | {column.aliases} |"
    yield ""
