"""The door of the room: from the bytes of another program's file to a project."""

from planner.errors import InputError, Issue, refusal
from planner.interchange.build import Imported, build
from planner.interchange.formats import Format, format_of, read_draft
from planner.interchange.place import Report
from planner.phrase import phrase

__all__ = ["Format", "Imported", "format_of", "import_project"]


def import_project(data: bytes, kind: Format | None = None) -> Imported:
    """The project in a file of another program.

    Args:
        data: Its content, which decides.
        kind: As `format_of` found, where that is known.

    Raises:
        InputError: with every fault found, if there is any.
    """
    kind = kind or format_of(data)
    if kind is None:
        raise refusal("not-a-project-file", phrase("this is no project file that is known here"))
    report = Report()
    try:
        return build(read_draft(data, kind, report), report)
    except (OverflowError, RecursionError, MemoryError) as error:
        raise InputError([*report.issues, *_damaged(error)]) from None


def _damaged(error: Exception) -> tuple[Issue, ...]:
    return refusal("damaged-file", phrase("the file is damaged ({error})", error=error)).issues
