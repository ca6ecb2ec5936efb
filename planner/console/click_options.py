"""Groups of options that several commands share, each given to its command as one object."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from planner.choice import FORMS, ORDERS, UNITS, Choice
from planner.console import reading
from planner.console.destination import Where
from planner.goals import GOALS
from planner.pipeline import Options

FILE = click.Path(path_type=Path)
"""A path that need not be there."""

AMOUNT = click.FloatRange(min=0, min_open=True)
"""A positive number."""

DAY = click.DateTime(["%Y-%m-%d"])
"""A date."""

MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
"""A date, or a date and a time."""

_Decorator = Callable[[Any], Any]


def _goals(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """A comma-separated list of goals, the most important first."""
    names = tuple(name.strip().lower() for name in value.split(",") if name.strip())
    if unknown := set(names) - set(GOALS):
        raise click.BadParameter(f"no goal {min(unknown)!r}, there are: {', '.join(GOALS)}")
    if len(set(names)) < len(names):
        raise click.BadParameter("a goal may stand there once only")
    return names


def _columns(
    _context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Our name of a column and its header in the file."""
    pairs = [text.partition("=") for text in value]
    if wrong := next((text for text in pairs if not all(part.strip() for part in text)), None):
        raise click.BadParameter(f"write OURS=HEADER, not {''.join(wrong)!r}")
    return tuple((ours.strip(), header.strip()) for ours, _, header in pairs)


def _workers(_context: click.Context, _parameter: click.Parameter, value: str | None) -> object:
    """A number of searches, or the address of a cluster."""
    if value is None or "://" in value:
        return value
    if not value.isdecimal() or not 1 <= int(value) <= 256:
        raise click.BadParameter("give a number from 1 to 256, or an address like tls://host:8786")
    return int(value)


_WORKERS = (
    click.option(
        "--workers",
        callback=_workers,
        metavar="N|ADDRESS",
        help="Searches side by side, or a Dask cluster; default: one for each core.",
    ),
    click.option(
        "--insecure-workers",
        is_flag=True,
        help="Take a tcp:// cluster on another machine, where nobody else can reach it.",
    ),
)
"""Who searches."""

audience = click.option(
    "--audience",
    type=click.Choice(["all", "team"]),
    default="all",
    help="team: leave out all money and rates, and the sheets of the input; default: all.",
)
"""Who the result is for."""

_READING = (
    click.option(
        "--map",
        "columns",
        multiple=True,
        callback=_columns,
        metavar="OURS=HEADER",
        help='Read a column from another header, such as "Predecessors=Depends On"; '
        "Ignore=HEADER leaves one out; HEADER may be a place, Tasks!C. May be repeated.",
    ),
    click.option(
        "--like",
        type=FILE,
        metavar="EARLIER.xlsx",
        help="Read as was said for an earlier file: columns, sheet, header row and unit.",
    ),
    click.option("--sheet", default="", metavar="NAME", help="The sheet with the tasks."),
    click.option(
        "--header-row",
        type=click.IntRange(1, 1_048_576),
        default=None,
        metavar="N",
        help="The row of its headers.",
    ),
    click.option(
        "--unit",
        type=click.Choice(UNITS),
        help="What bare numbers of durations, and of starts in periods, count.",
    ),
    click.option(
        "--form",
        type=click.Choice(FORMS),
        help="Where dates stand: columns, bars, tasks across, a calendar, lists, a grid, a board.",
    ),
    click.option(
        "--dates",
        type=click.Choice(ORDERS),
        help="Day or month first, in dates that may be read both ways.",
    ),
    click.option(
        "--reading",
        "offer",
        type=click.IntRange(1, 3),
        default=None,
        metavar="N",
        help="One of the readings that check offers.",
    ),
    click.option(
        "--start",
        type=MOMENT,
        metavar="DATE",
        help="The project's start; else as the file says, or the next working day.",
    ),
    click.option(
        "--status-date",
        type=MOMENT,
        metavar="DATE",
        help="Up to when progress is recorded, to the end of the day; else as the file says.",
    ),
)
"""How a file is to be read."""

_SEARCH = (
    click.option(
        "--time-limit",
        type=AMOUNT,
        default=60,
        metavar="SECONDS",
        help="When the search ends; default 60. Ignored with --deterministic-limit.",
    ),
    click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, help="Default: 0."),
    *_WORKERS,
    click.option(
        "--deterministic-limit",
        type=AMOUNT,
        metavar="N",
        help="Longest search in units of work: equal input then gives an equal plan, always.",
    ),
    click.option(
        "--goals",
        default="",
        callback=_goals,
        help="In strict order; default: as the workbook says, or lateness,open_finish,cost,finish.",
    ),
)
"""How to plan."""

_JSON = click.option("--json", "json", type=FILE, metavar="OUT.json", help="Also write JSON.")

_PLANNED = (
    click.option("-o", "--output", type=FILE, metavar="OUT.xlsx", help="Default: IN.plan.xlsx."),
    _JSON,
    click.option("--force", is_flag=True, help="Replace OUT.xlsx and OUT.json where they exist."),
    click.option(
        "--fresh", is_flag=True, help="Write the plan alone, without the sheets of IN.xlsx."
    ),
    click.option("--in-place", is_flag=True, help="Write IN.xlsx itself, with a backup beside it."),
)
"""Where a plan goes."""

_NOTED = (
    click.option("-o", "--output", type=FILE, metavar="OUT.xlsx", help="Default: IN.plan.xlsx."),
    click.option("--force", is_flag=True, help="Replace OUT.xlsx where it exists."),
    click.option(
        "--in-place", is_flag=True, help="Write PLAN.xlsx itself, with a backup beside it."
    ),
)
"""Where a planned workbook goes in which something is noted."""

_AUDITED = (
    click.option(
        "-o", "--output", type=FILE, metavar="OUT.xlsx", help="A copy with a sheet Audit."
    ),
    _JSON,
    click.option("--force", is_flag=True, help="Replace OUT.xlsx and OUT.json where they exist."),
)
"""Where an audit goes."""

_ANSWERED = (_JSON, click.option("--force", is_flag=True, help="Replace OUT.json where it exists."))
"""Where answers go."""


def _gathered(name: str, make: Callable[..., object], options: Sequence[_Decorator]) -> _Decorator:
    """Adds options to a command; what `make` makes of them is its argument `name`."""

    def decorate(command: Callable[..., None]) -> Any:
        @functools.wraps(command)
        def given(**values: Any) -> None:
            own = {key: values.pop(key) for key in names}
            command(**{name: make(**own)}, **values)

        names = [option(click.Command("")).params[-1].name for option in options]
        for option in reversed(options):
            given = option(given)
        return given

    return decorate


def _choice(like: Path | None, **said: Any) -> Choice:
    choice = Choice(**{key: value for key, value in said.items() if value is not None})
    return choice if like is None else choice.over(reading.said_in(like))


how_read = _gathered("choice", _choice, _READING)
"""Adds the options by which a file is read, as the argument `choice`."""

how_planned = _gathered("options", Options, _SEARCH)
"""Adds the options by which a project is planned, as the argument `options`."""

where_planned = _gathered("where", Where, _PLANNED)
"""Adds the options of where a plan goes, as the argument `where`."""

where_noted = _gathered("where", Where, _NOTED)
"""Adds the options of where a workbook with a note goes, as the argument `where`."""

where_audited = _gathered("where", Where, _AUDITED)
"""Adds the options of where an audit goes, as the argument `where`."""

where_answered = _gathered("where", Where, _ANSWERED)
"""Adds the options of where answers go, as the argument `where`."""


def with_workers(command: Any) -> Any:
    """Adds the options of who searches."""
    for option in reversed(_WORKERS):
        command = option(command)
    return command
