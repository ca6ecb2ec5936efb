"""The commands that make other files: template, convert, export."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from planner import pipeline
from planner.console import files, reading, screen, summary
from planner.console.destination import check_readable, place_of
from planner.console.speech import say, spoken
from planner.errors import OutputError
from planner.phrase import phrase


def template(output: Path, *, example: bool, force: bool) -> None:
    """Writes a workbook to fill in.

    Raises:
        OutputError: if it cannot be written there.
    """
    target = files.settle(files.workbook(output), force=force)
    data = pipeline.make_template(example=example)
    target = files.write(files.suited(target, ".xlsx"), data, check_readable)
    place = place_of(target)
    if example:
        say(phrase("{path} is a filled example", path=place))
    else:
        say(phrase("{path} is ready to be filled in", path=place))
    _say_next(target.path)


def _say_next(path: Path) -> None:
    """The command to go on with."""
    name = f'"{path}"' if " " in str(path) else path
    say(summary.line(spoken()("next"), f"planner solve {name}"))


def convert(source: Path, output: Path, *, force: bool) -> None:
    """Writes what another program's file holds as a workbook, and says what became of it.

    Raises:
        InputError: if it cannot be read.
        OutputError: if it is a workbook already, or the new one cannot be written there.
    """
    data = files.read_bytes(source)
    target = files.settle(files.workbook(output), source=source, force=force)
    workbook = pipeline.as_workbook(data)
    if workbook is data:
        raise OutputError(
            phrase("{path} is no file of another planning program, plan it as it is", path=source)
        )
    project = reading.read(data, source.name)
    target = files.write(files.suited(target, ".xlsx"), workbook, check_readable)
    say(screen.screen(project.remarks, spoken()))
    say(summary.of_project(project))
    say(phrase("{path} holds it", path=place_of(target)))
    _say_next(target.path)


def export(
    source: Path,
    wanted: Mapping[str, Path | None],
    *,
    force: bool,
    paper: Literal["A4", "A3"],
    team: bool = False,
) -> None:
    """Writes other forms of the plan in a workbook.

    Raises:
        InputError: if there is no plan in it.
        OutputError: if something cannot be written.
    """
    from planner.console.save import save

    for path in save(source, wanted, force=force, paper=paper, team=team):
        say(phrase("{path} is written", path=path))
