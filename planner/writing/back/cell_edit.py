"""A change to a cell of the user's tables, as it is asked for, and why it cannot be made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.errors import InputError, Issue
from planner.phrase import NO_REMEDY, Phrase

OF_TASKS: Mapping[str, str] = {
    "duration": "duration",
    "deadline": "deadline",
    "earliest_start": "dates",
    "resources": "people",
    "predecessors": "predecessors",
    "unlink": "predecessors",
    "priority": "priority",
    "percent_complete": "",
    "actual_start": "",
    "actual_finish": "",
    "pin": "",
    "skills": "people",
    "must_start": "",
    "must_finish": "",
    "together": "",
    "fixed_cost": "",
    "phase": "",
    "added": "",
    "removed": "",
}
"""What can be changed of a task, and under which name `stated` tells it, if it does.

``predecessors`` is one more link, ``unlink`` one less: that to the task with this id. ``phase`` is
the phase it stands in, by its id or name. ``added`` is that there is a task of this name, whose
duration, or work, is the text; ``removed``, that it is not there any more.
"""

OF_PEOPLE = (
    "leave",
    "skills",
    "rate",
    "max_units",
    "available_from",
    "available_until",
    "newcomer",
)
"""What can be changed of somebody. ``leave`` is one more, ``newcomer`` is that they are there."""

OF_PROJECT = ("status_date",)
"""What can be changed of the whole project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEdit:
    """A field of a task, of a person (by name) or of the project, and its new value.

    A task is given by its ID, or by its name if that is unique. A formula in the cell is kept, and
    the change refused, unless it is to be replaced.
    """

    subject: Literal["task", "person", "project"] = "task"
    of: str
    field: str
    text: str
    formula: Literal["keep", "replace"] = "keep"


NOT_CHANGED, FORMULA_KEPT = "not-changed", "formula-kept"


def fault(
    text: Phrase,
    edit: CellEdit,
    place: str = "",
    remedy: Phrase = NO_REMEDY,
    *,
    code: str = NOT_CHANGED,
) -> InputError:
    """Why a change is not made; `place` is its cell, like ``Tasks!E14``."""
    sheet, _, cell = place.rpartition("!")
    issue = Issue(code=code, message=text, sheet=sheet, cell=cell, got=edit.text, remedy=remedy)
    return InputError([issue])
