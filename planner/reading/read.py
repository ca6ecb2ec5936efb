"""From the bytes of a workbook to the project it describes: the only door for reading."""

from dataclasses import replace

from models.uncollected import uncollected
from planner.choice import Choice
from planner.errors import InputError
from planner.project import ReadColumn
from planner.reading.look import Look
from planner.reading.opening import open_book
from planner.reading.reader import Reader


def look(data: bytes, name: str, choice: Choice, before: Choice | None = None) -> Look:
    """How a workbook is read with a choice; where it has faults they stand in the look.

    What neither the choice nor its Settings say is as `before`, in the plan before.

    Raises:
        InputError: if it cannot be opened.
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
