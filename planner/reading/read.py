"""From the bytes of a workbook to the project it describes: the only door for reading."""

from collections.abc import Mapping
from dataclasses import replace

from planner.choice import Choice
from planner.errors import InputError
from planner.project import Project, ReadColumn
from planner.reading.look import Look
from planner.reading.opening import open_book
from planner.reading.reader import Reader


def read_project(
    data: bytes,
    name: str = "",
    columns: Mapping[str, str] | None = None,
    choice: Choice | None = None,
) -> Project:
    """The project a workbook describes.

    Args:
        data: The file's content; it decides, not the name.
        name: The file's name, for messages only.
        columns: Our caption → the header in the file that it is read from, such as
            ``{"Predecessors": "Wait for"}``; ``Ignore`` leaves a column out.
        choice: What else the user says about the file.

    Raises:
        InputError: with every fault found, if there is any.
    """
    chosen = choice or Choice()
    if columns:
        chosen = replace(chosen, columns=chosen.with_columns(chosen.columns, columns.items()))
    found = look(data, name, chosen)
    if found.project is None:
        raise InputError(found.issues, found.columns)
    return found.project


def look(data: bytes, name: str, choice: Choice, before: Choice | None = None) -> Look:
    """How a workbook is read with a choice; where it has faults they stand in the look.

    What neither the choice nor its Settings say is as `before`, in the plan before.

    Raises:
        InputError: if it cannot be opened.
    """
    reader = Reader(open_book(data, name), choice, before or Choice())
    try:
        project = reader.project()
    except InputError as error:
        read = tuple(one for one in error.columns if isinstance(one, ReadColumn))
        found = Look(project=None, issues=error.issues, columns=read)
    else:
        found = Look(project=project, issues=project.remarks, columns=project.columns)
    return replace(found, book=reader.book, tables=reader.tables)
