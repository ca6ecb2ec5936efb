"""The only door for reading: from the bytes of a workbook to its project."""

from dataclasses import replace

from models.uncollected import uncollected
from planner.choice import Choice
from planner.errors import InputError
from planner.project import ReadColumn
from planner.reading.look import Look
from planner.reading.opening import open_book
from planner.reading.reader import Reader


def look(data: bytes, name: str, choice: Choice, before: Choice | None = None) -> Look:
    """Reads a workbook with a choice; the look has its faults, if any.

    Where neither the choice nor the Settings decide, `before` does: the previous plan.
    """
    with uncollected():
        return _look(data, name, choice, before or Choice())


def _look(data: bytes, name: str, choice: Choice, before: Choice) -> Look:
    reader = Reader(open_book(data, name), choice, before)
    try:
        project = reader.project()
    except InputError as error:
        read = tuple(one for one in error.columns if isinstance(one, ReadColumn))
        found = Look(project=None, issues=error.issues, columns=read)
    else:
        found = Look(project=project, issues=project.remarks, columns=project.columns)
    return replace(
        found,
        own=reader.own,
        book=reader.book,
        tables=reader.tables,
        language=reader.language,
    )
