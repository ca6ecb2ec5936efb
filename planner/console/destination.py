"""Where the commands write, and what they say of it."""

import os
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner.console import files, summary
from planner.console.speech import say, spoken
from planner.errors import OutputError
from planner.phrase import phrase

if TYPE_CHECKING:
    from planner.writing.write import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Options for where and how a result is written.

    Args:
        output: The workbook to write; None is a name beside the source.
        json: Where to write JSON as well.
        force: Replace files that exist.
        fresh: Write the plan alone, not a copy of the source with it.
        in_place: Write the source itself, and a backup beside it.
        team: Leave out all money; the plan is then written alone, for the source holds rates.
        back: Put dates, people and shares done into the copy's own columns too.
    """

    output: Path | None = None
    json: Path | None = None
    force: bool = False
    fresh: bool = False
    in_place: bool = False
    team: bool = False
    back: bool = False


def say_where(**targets: files.Target | None) -> None:
    """Says where each result is: to be opened, as JSON, the backup."""
    words = spoken()
    for name, target in targets.items():
        if target:
            say(summary.line(words(_TARGETS[name]), place_of(target)))


_TARGETS = {"open": phrase("open"), "json": phrase("json"), "backup": phrase("backup")}


def place_of(target: files.Target) -> str:
    """The path of a file, and why it is not the wanted one."""
    return f"{target.path} ({spoken()(target.note)})" if target.note else str(target.path)


def say_written(written: "Written", where: Where) -> None:
    """Says what became of the user's own sheets."""
    if written.remark:
        say(written.remark, err=True)
    if where.back:
        words = spoken()
        told = summary.of_written(written.filled, len(written.left), words)
        say(summary.line(words("written"), told))


def creation_date() -> datetime | None:
    """The creation date that SOURCE_DATE_EPOCH asks for, for builds that can be repeated.

    Raises:
        OutputError: if it is none.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(text), UTC).replace(tzinfo=None) if text else None
    except (ValueError, OverflowError, OSError) as error:
        raise OutputError(
            phrase(
                'SOURCE_DATE_EPOCH must be a number of seconds, got "{text}"; correct or unset it',
                text=text,
            )
        ) from error


def target_of(source: Path, where: Where) -> files.Target:
    """The workbook to write, checked against the options that do not go together."""
    if where.back and (where.in_place or where.fresh or where.team):
        raise OutputError(
            phrase(
                "--write-back goes with neither --in-place, --fresh nor --audience team: it writes "
                "into a copy of the workbook"
            )
        )
    if not where.in_place:
        wanted = files.workbook(where.output) if where.output else files.beside(source)
        return files.settle(wanted, source=source, force=where.force)
    if where.output is not None or where.fresh or where.team:
        raise OutputError(phrase("--in-place goes with neither -o, --fresh nor --audience team"))
    if source.is_dir():
        raise OutputError(phrase("--in-place needs a workbook, not a folder"))
    return files.over(source)


def check_readable(path: Path) -> None:
    """Reads a written workbook back.

    Raises:
        ValueError: if it is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()
    if damaged:
        raise ValueError(phrase("what was written is damaged ({part})", part=damaged))
