"""The page that explains the workbook, made from the one table of sheets and columns."""

from collections.abc import Iterable, Iterator

from planner.goals import GOALS
from planner.schema.columns import ALL_KINDS
from planner.schema.lag_meanings import lag_meanings
from planner.schema.meanings import TIMES
from planner.schema.overtime_page import OVERTIME
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
Settings settles it: beside a cell `Columns` a text such as `Duration=Size; Ignore=Notes; unit w`,
with `sheet Work` and `header row 3` where these are not found; a part with `;` in it stands in
quotes. Or below that cell, our name of a column in each row and its header in the file beside,
`Ignore` for one to leave out. `--map`, `--sheet`, `--header-row` and `--unit` do so for one run;
the sheet Run of the plan has them as such a text, to be copied, and a plan made from it reads it.

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
        "`12`, `12FS+2d`, `7SS+50%`, `14FF-1d`, `3FS+5ed` (elapsed days), `5FS+50e%`, separated "
        "by `;` or `,`; FS, SS, FF, SF, or as Microsoft Project calls them in German (EA, AA, EE, "
        "AE), French and others; with a longest wait `12FS+1d max 3d`"
    ),
    "what predecessors refer to": (
        "whichever fits the whole column best: ID, then WBS, then task name, then position"
    ),
    "resources": (
        "`Ann; Bob[50%]` both, `Ann or Bob` one of them, `Electrician[300%]` three of a crew; "
        "a group's name stands for one of its members"
    ),
    "skills": (
        "`Welding:3 x2; Crane`: two people with Welding at level 3 or more, and one with Crane; "
        "`Welding or Crane`: one person with either; `Welding + Crane`: one with both"
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

_LINKED_PHASES = (
    (
        "`1SS` at Next",
        "Next may start on 3 March, with Survey",
        "on 10 March, when all of it has begun",
    ),
    (
        "`1` at Next",
        "Next may start on 11 March",
        "",
    ),
    (
        "`8FF` at Site",
        "Drill, the last to finish, waits for the finish of 8",
        "Survey waits too",
    ),
    (
        "`8` at Site",
        "nothing of it starts before 8 is finished",
        "",
    ),
    (
        "`1FS max 2d` at Next",
        "at most two days after Drill; Drill is done later if need be",
        "Survey is held back as well",
    ),
    (
        "`8FS max 1d` at Site",
        "Survey starts at most a day after the finish of 8",
        "Drill has to start so early too",
    ),
    (
        "`1FS+50%` at Next",
        "three days after the finish: from 3 to 10 March are six days",
        "half of Survey, or of the work",
    ),
    (
        "`1FS-50%` at Next",
        "once half of this time is over: the same as `1SS+50%`",
        "",
    ),
    (
        "`1FS+2ed` at Next",
        "48 hours from 10 March 17:00, when Drill ends",
        "from 08:00 of the next working day",
    ),
)
"""What a link of a phase means, and what it does not mean."""

_PHASES = """\
## Phases and hammocks

A phase (a summary) starts with its first task and finishes with its last, in every rule. With
phase 1, Site, of the tasks Survey, 3 and 4 March, and Drill, 10 March:
"""

_HAMMOCKS = """
Its hard dates are those of its first start and its last finish: with Must Start On 3 March at
Site some task starts on that day and none before; the others may start later. Earliest Start,
Start No Earlier Than and Finish No Later Than so hold for every task. A deadline is for the last
of them.

As Late As Possible uses free float only: Buy, two days before a phase that cannot start before 10
March, is done on 8 and 9 March. But where Pay follows Buy and is done as early as it can be, Buy
stays where it is, for it moves no successor. At a summary it holds for each of its tasks.

A task with Spans is a hammock, or level of effort. Project management with `2;5` starts with the
first of tasks 2 and 5 (or of the tasks of phases 2 and 5) to start and finishes with the last of
them to finish. It may span other hammocks, or the phase it stands in: that means the other tasks
of it. It has no duration of its own, is never critical and never makes the finish. Who is on it
is taken from its start to its finish by the share written, such as `Pat[20%]`, and paid for their
own working time in it: for 15 days of 8 h at 20 % and 80 an hour 1,920; for the days Pat is away
nothing. What is paid falls in the month in which it is worked; a fixed cost falls due at the
finish, or at the start where Accrual says so. Links and dates of a hammock hold as those of a
phase do: what it waits for is done before anything it spans starts.

A task is told in the report if it alone makes the finish, is tied to no other task or date, and
is done part time or takes twice as long as all else: it may be meant as a hammock. One that
others wait for is not.
"""

_MONEY = """\
## Money and months

Each cent falls into one month, the same for budgets and for the sheets: what is paid for work on
the days of that work, by its minutes; a fixed cost on the day of the start or the finish, or evenly
over the work, as Accrual says; a milestone's cost on the day it is shown; the cost per day on each
day. What ends at midnight on 31 March belongs to March.

A milestone that follows work stands at its end: after work to Wednesday, 31 March, 17:00, on 31
March, and its cost is in March. One that follows nothing stands where the next work begins. If
March has no money left, either may be on Thursday, 1 April, 08:00, and is paid then; it is not in
April just because the next day of work is. One that its own date holds is paid on that date.

Late penalties to be expected (Late Penalty times working days late) have a line of their own on
Status, Costs and Plan, in the summary and in the JSON. They are no part of the cost, of a budget or
of a month, whether the goals count them or not; only the goals `lateness` and `money` do.
"""

_PLAN = (
    "Plain Start and Finish columns are the present plan. A task in no link keeps its dates, see "
    "[tracking.md](tracking.md#planning-again); those of all others are compared with, no rule; "
    "a start that its links do not ask for is told.\n"
)


_STOCKS = """\
## What is used up

No task uses more of a material than there is by then: what is at hand when the project starts, and
what has come. What comes on a day can be used from the beginning of that day; a task that uses it
at its start can start then, one that uses it at its finish can finish after that. Evenly over the
work counts the hours of those who may do the task, and as fast as the fastest of them: what is used
is never counted later than it is. At the start is where nothing tells how long it takes: of
milestones, meetings, hammocks, and of work with overtime.

- Example: `Cement 20` on a task of 4 days, 10 t at hand and 40 t coming on Monday 8 March: it
  starts on Thursday, uses 10 t until Friday evening, and goes on with what comes.
- But: `Cement 20 at start` waits for Monday.

What finished tasks use, and tasks under way for the share that is done, is gone on the status date,
as it was planned. Stock is what was there when the project started, not what is left today.

Cement may also be named with the people, as Microsoft Project does: `Ann; Cement[20 t]`, with a row
of Type Material on People; it is used evenly over the work. The sheet Stock of the plan tells day
by day what is left, Why which tasks wait for what comes.
"""


def manual() -> str:
    """The page, as Markdown."""
    kinds = (line for kind in ALL_KINDS for line in _kind(kind))
    settings = [TEAMS, OVERTIME, *_settings(), *lag_meanings(), *_phases()]
    return "\n".join([_INTRO, *_writing(), *_meanings(), *kinds, *settings, _STOCKS, _MONEY])


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


def _phases() -> Iterator[str]:
    yield _PHASES
    yield "| written | meaning | not |\n|---|---|---|"
    yield from (f"| {' | '.join(row)} |" for row in _LINKED_PHASES)
    yield _HAMMOCKS


def _table(what: str, columns: Iterable[Column]) -> Iterator[str]:
    yield f"| {what} | meaning | other names |\n|---|---|---|"
    for column in (one for one in columns if one.manual):
        meaning = column.meaning + (f" Example: `{column.example}`." if column.example else "")
        yield f"| {column.caption} | {meaning} | {column.aliases} |"
    yield ""
