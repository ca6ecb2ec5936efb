"""Rows of tasks that come or go, in the user's own table, and the phase that a task is put into."""

import re
from collections.abc import Collection, Mapping, Sequence

from planner.language.text import key
from planner.project import Project, Task
from planner.writing.back.places import NewCells, UserTable

_NUMBERED = re.compile(r"(.*?)([0-9]+)")


def task_called(project: Project, called: str) -> Task | None:
    """The task with an ID, or else the only one of a name; None if there is none."""
    known = next((one for one in project.tasks if one.id == called), None)
    if known is not None:
        return known
    named = [one for one in project.tasks if key(one.name) == key(called) and not one.summary]
    return named[0] if len(named) == 1 else None


def new_row(
    table: UserTable, project: Project, name: str, size: str, taken: Collection[str]
) -> NewCells:
    """A row for a new task below the others, with an ID that goes on from theirs.

    Its structure is the plainest: no phase where columns name those, else that of the row above.
    It gets none of the IDs in `taken`.
    """
    mine = [one.source.row for one in project.tasks if one.source.sheet == table.sheet]
    values = {"name": name}
    if table.has("id"):
        values["id"] = next_code(table.texts("id"), taken)
    if table.has("wbs"):
        tops = [text.partition(".")[0] for text in table.texts("wbs")]
        values["wbs"] = next_code(tops)
    if levels := [text for text in table.texts("level") if text.isdecimal()]:
        values["level"] = min(levels, key=int)
    values["work" if table.has("work") and not table.has("duration") else "duration"] = size
    filled = {field: text for field, text in values.items() if text}
    return table.written(table.row_below(max(mine, default=0)), filled)


def next_code(codes: Sequence[str], taken: Collection[str] = ()) -> str:
    """The code after the last: with its beginning, and a number more than any such has.

    Those taken count too. "" where the last has no number at its end.
    """
    last = _NUMBERED.fullmatch(codes[-1]) if codes else None
    if last is None:
        return ""
    found = (_NUMBERED.fullmatch(code) for code in (*codes, *taken))
    numbers = [int(one[2]) for one in found if one is not None and one[1] == last[1]]
    return f"{last[1]}{max(numbers) + 1:0{len(last[2])}d}"


def phase_values(table: UserTable, project: Project, phase: Task) -> Mapping[str, str]:
    """What the columns of a table that tell the phase of a task say of one in a phase.

    They are those that decide it when the table is read; nothing where none does.
    """
    row = phase.source.row
    if table.text(row, "level").isdecimal():
        return {"level": str(int(table.text(row, "level")) + 1)}
    if any(table.texts("parent")):
        return {"parent": phase.id}
    if phase.wbs:
        inside = [one.wbs for one in project.tasks if one.parent == phase.id and one.wbs]
        return {"wbs": next_code(inside) or f"{phase.wbs}.1"}
    return {"phase": phase.name} if table.has("phase") else {}
