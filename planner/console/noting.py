"""The commands that note something in a planned workbook: baseline, publish, progress."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner import pipeline
from planner.console import files, reading
from planner.console.destination import Where, check_readable, say_where, target_of
from planner.console.speech import say
from planner.errors import OutputError
from planner.phrase import Phrase, phrase
from planner.project import Project

if TYPE_CHECKING:
    from planner.writing.write import Written


def set_baseline(name: str, source: Path, saved: datetime | None, where: Where) -> None:
    """Keeps the plan in a workbook as a baseline.

    Raises:
        InputError: if there is no plan in it.
        OutputError: if it cannot be written where it is wanted, or the name is blank.
    """
    if not name.strip():
        raise OutputError(phrase("a baseline needs a name, such as Approved"))
    day = (saved or datetime.now()).date()

    def kept(data: bytes, project: Project) -> "Written":
        return pipeline.set_baseline(data, name.strip(), day, project)

    text = phrase("The plan is kept as baseline “{name}” of {day}.", name=name.strip(), day=day)
    _note(source, kept, text, where)


def publish(source: Path, day: datetime | None, where: Where) -> None:
    """Notes in a workbook that its plan is published.

    Raises:
        InputError: if there is no plan in it.
        OutputError: if it cannot be written where it is wanted.
    """
    told = (day or datetime.now()).date()

    def published(data: bytes, project: Project) -> "Written":
        return pipeline.publish(data, told, project)

    text = phrase("The plan is published as of {day}; later plans stay near it.", day=told)
    _note(source, published, text, where)


def record_as_planned(source: Path, status_date: datetime, where: Where) -> None:
    """Records in a workbook that its plan went as planned up to a date.

    Raises:
        InputError: if there is no plan in it.
        OutputError: if it cannot be written where it is wanted.
    """

    def recorded(data: bytes, project: Project) -> "Written":
        return pipeline.record_as_planned(data, status_date, project)

    text = phrase(
        "All went as planned up to {day}: correct what did not on the sheet Update, then run\n"
        "  planner solve …",
        day=status_date.date(),
    )
    _note(source, recorded, text, where)


def _note(
    source: Path,
    change: Callable[[bytes, Project], "Written"],
    text: Phrase,
    where: Where,
) -> None:
    """Writes a workbook with the change in it, and says the text."""
    data = files.read_bytes(source)
    book = target_of(source, where)
    written = change(data, reading.read(data, source.name))
    backup = files.back_up(source, data) if where.in_place else None
    book = files.write(files.suited(book, written.suffix), written.data, check_readable)
    say(text)
    say_where(open=book, backup=backup)
