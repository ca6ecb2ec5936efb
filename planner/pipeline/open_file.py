"""Opens files: from bytes to a project, of workbooks and of other planning programs."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.choice import Choice
from planner.errors import InputError, Issue
from planner.phrase import phrase
from planner.project import Project, Settings

if TYPE_CHECKING:
    from planner.interchange.formats import Format
    from planner.reading.cells import Book
    from planner.reading.look import Look


def read_project(
    data: bytes,
    name: str = "",
    columns: Mapping[str, str] | None = None,
    choice: Choice | None = None,
) -> Project:
    """The project in a workbook, or in the file of another planning program.

    Args:
        data: Content of the file, which decides what it is.
        name: Its name, for messages only.
        columns: Our name of a column → the header in the file it is to be read from, such as
            ``{"Predecessors": "Wait for"}``; ``Ignore`` leaves a column out.
        choice: What else the user says: sheet, header row, unit, start.

    Raises:
        InputError: with everything that is wrong in it.
    """
    choice = choice or Choice()
    if columns:
        choice = replace(choice, columns=choice.with_columns(choice.columns, columns.items()))
    found = look(data, name, choice)
    if found.project is None:
        raise InputError(found.issues, found.columns)
    return found.project


def look(data: bytes, name: str, choice: Choice) -> "Look":
    """Reads a file by what the user says about it; faults stand in the look.

    Args:
        data: Content of the file.
        name: Its name, for messages only.
        choice: What the user says: columns, sheet, header row, unit, start.

    Raises:
        InputError: if it cannot be opened at all.
    """
    from planner.interchange.import_project import format_of
    from planner.reading.read import look as read
    from planner.writing.keep import remembered

    kind = format_of(data)
    if kind is not None:
        return _imported(data, kind, choice)
    found = read(data, name, choice, remembered(data))
    if found.project is None:
        return found
    settings = _as_chosen(found.project.settings, choice)
    return replace(found, project=replace(found.project, settings=settings))


def said_in(data: bytes, name: str) -> Choice:
    """What a workbook says of how it is read, in its Settings or as a plan of ours.

    Raises:
        InputError: if it cannot be opened, or says nothing of that.
    """
    own = look(data, name, Choice()).own
    if not own.text:
        message = phrase("the workbook says nothing of how it is to be read")
        remedy = phrase("take a plan made with such options, or with Columns in its Settings")
        raise InputError([Issue(code="nothing-said", message=message, got=name, remedy=remedy)])
    return own


def _imported(data: bytes, kind: "Format", choice: Choice) -> "Look":
    """The project in the file of another planning program."""
    from planner.checks.recorded import settled
    from planner.interchange.import_project import import_project
    from planner.reading.kept import with_kept
    from planner.reading.look import Look

    project = with_kept(import_project(data, kind).project)
    project = replace(project, settings=_as_chosen(project.settings, choice))
    project, recorded = settled(project)
    project = replace(project, remarks=(*project.remarks, *recorded))
    return Look(project=project, issues=project.remarks, columns=project.columns)


def _as_chosen(settings: Settings, choice: Choice) -> Settings:
    """The settings with what the user says beside the file."""
    if choice.status_date is not None:
        settings = replace(settings, status_date=choice.status_date)
    if choice.forecast is not None:
        settings = replace(settings, forecast=choice.forecast)
    return settings


def is_foreign(data: bytes) -> bool:
    """Whether it is a file of another planning program."""
    from planner.interchange.import_project import format_of

    return format_of(data) is not None


def is_text(data: bytes) -> bool:
    """Whether it is a table of text, or an archive of several."""
    return _texts(data) is not None


def as_workbook(data: bytes) -> bytes:
    """A workbook as it is; for another program's file or tables of text, one that says the same.

    Raises:
        InputError: with everything that is wrong in that file.
    """
    from planner.interchange.import_project import format_of, import_project

    kind = format_of(data)
    if kind is None:
        return _of_texts(data) or data
    from planner.writing.inputs import write_inputs

    found = import_project(data, kind)
    return write_inputs(found.project, found.named, found.named_resources)


def _of_texts(data: bytes) -> bytes | None:
    """A workbook of tables of text; None of anything else, or where they do not fit into one."""
    from planner.writing.text_sheets import text_workbook

    found = _texts(data)
    return text_workbook(found.sheets) if found else None


def _texts(data: bytes) -> "Book | None":
    """The tables of text in a file; None in any other, such as an Office package."""
    if data.startswith(b"PK") and b"[Content_Types].xml" in data:
        return None
    from planner.reading.opening import text_tables

    with suppress(InputError):
        return text_tables(data)
    return None
