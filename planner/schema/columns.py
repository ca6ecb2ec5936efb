"""The one table of sheets, columns and settings: what they are called and what they mean.

The reader finds columns with it, the template is made from it, and so is ``docs/workbook.md``.
"""

from planner.schema.ask_sheet import ASK
from planner.schema.baseline_columns import BASELINE_COLUMNS
from planner.schema.day_sheets import CALENDARS, HOLIDAYS, LEAVE, MEETINGS
from planner.schema.estimate_columns import ESTIMATE_COLUMNS
from planner.schema.languages import SHEET_WORDS, TASK_WORDS
from planner.schema.link_sheets import ASSIGNMENTS, LINKS
from planner.schema.material_columns import DELIVERIES, MATERIAL_COLUMN, MATERIALS
from planner.schema.more_columns import MORE_TASK_COLUMNS
from planner.schema.people_sheets import BUDGETS, PEOPLE
from planner.schema.progress_columns import PROGRESS_COLUMNS, TIMESHEET
from planner.schema.schema import SheetKind
from planner.schema.task_columns import TASK_COLUMNS

TASKS = SheetKind(
    name="Tasks",
    words=TASK_WORDS,
    foreign=SHEET_WORDS["Tasks"],
    meaning="One row for each task, milestone or summary.",
    aliases="Task, Task_Table, Task_Table1, Activities, Schedule, Plan, Project Plan, Gantt, "
    "Gantt Chart, WBS, Project, Work, Backlog, Issues",
    needs=(
        ("name", "id"),
        (
            *("duration", "work", "points", "likely", "pessimistic", "start", "finish"),
            *("predecessors", "deadline", "baseline_start", "remaining_duration", "remaining_work"),
        ),
    ),
    columns=(
        *TASK_COLUMNS,
        *PROGRESS_COLUMNS,
        *BASELINE_COLUMNS,
        *MORE_TASK_COLUMNS,
        *ESTIMATE_COLUMNS,
        MATERIAL_COLUMN,
    ),
)

KINDS = (TASKS, PEOPLE, CALENDARS, HOLIDAYS, LEAVE, MEETINGS, BUDGETS, ASK)
"""What the template has."""

ALL_KINDS = (*KINDS, MATERIALS, DELIVERIES, ASSIGNMENTS, LINKS, TIMESHEET)
"""What the reader understands."""
