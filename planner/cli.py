"""The command line: options in, one call, a line or two out.

Exit codes: 0 a plan was written (or the input is in order), 1 the input cannot be planned, 2 the
command is wrong or its files cannot be read or written, 130 stopped with Ctrl-C before any plan.
Nothing heavy is imported here, so that ``--help`` answers at once.
"""

import functools
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import click

from planner import web
from planner.choice import UNITS, Choice
from planner.console import terminal
from planner.console.progress import STOPPED
from planner.console.speech import say
from planner.errors import InputError, PlannerError
from planner.goals import GOALS
from planner.phrase import phrase
from planner.pipeline import Options

_FILE = click.Path(path_type=Path)
_AMOUNT = click.FloatRange(min=0, min_open=True)
_WORKERS = "Searches side by side, or a Dask cluster; default: one for each core."
_PROXY = "A proxy that is believed whom it asks for."
_FROM_SCRATCH = "Plan freely: neither near the published plan nor by the file's own dates."
_WRITE_BACK = "In the copy, also put dates, people and % into the columns of the sheets of IN.xlsx."
_FORECAST = "Whether to forecast the finish from how the work went; else as the workbook says."
_INSECURE = "Take a tcp:// cluster on another machine, where nobody else can reach it."


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


_MAP = click.option(
    "--map",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="OURS=HEADER",
    help='Read a column from another header, such as "Predecessors=Depends On"; '
    "Ignore=HEADER leaves one out; HEADER may be a place, Tasks!C. May be repeated.",
)


_AUDIENCE = click.option(
    "--audience",
    type=click.Choice(["all", "team"]),
    default="all",
    help="team: leave out all money and rates, and the sheets of the input; default: all.",
)

_READING = (
    _MAP,
    click.option(
        "--like",
        type=_FILE,
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
        "--start",
        type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
        metavar="DATE",
        help="The project's start; else as the file says, or the next working day.",
    ),
    click.option(
        "--status-date",
        type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
        metavar="DATE",
        help="Up to when progress is recorded, to the end of the day; else as the file says.",
    ),
)


def _how_read(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options that say how a file is to be read, as the argument `choice`."""

    @functools.wraps(command)
    def chosen(
        columns: tuple[tuple[str, str], ...],
        like: Path | None,
        sheet: str,
        header_row: int | None,
        unit: str | None,
        start: datetime | None,
        status_date: datetime | None,
        **options: Any,
    ) -> None:
        choice = Choice(
            columns=columns,
            sheet=sheet,
            header_row=header_row or 0,
            unit=unit or "",
            start=start,
            status_date=status_date,
        )
        if like is not None:
            choice = choice.over(terminal.said_in(like))
        command(choice=choice, **options)

    for option in reversed(_READING):
        chosen = option(chosen)
    return chosen


def _workers(_context: click.Context, _parameter: click.Parameter, value: str | None) -> object:
    """A number of searches, or the address of a cluster."""
    if value is None or "://" in value:
        return value
    if not value.isdecimal() or not 1 <= int(value) <= 256:
        raise click.BadParameter("give a number from 1 to 256, or an address like tls://host:8786")
    return int(value)


_SEARCH = (
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        default=60,
        metavar="SECONDS",
        help="When the search ends; default 60. Ignored with --deterministic-limit.",
    ),
    click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, help="Default: 0."),
    click.option("--workers", callback=_workers, metavar="N|ADDRESS", help=_WORKERS),
    click.option("--insecure-workers", is_flag=True, help=_INSECURE),
    click.option(
        "--deterministic-limit",
        type=click.FloatRange(min=0, min_open=True),
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
"""How a search goes on, and what it is for."""
_WRITTEN = (
    click.option("-o", "--output", type=_FILE, metavar="OUT.xlsx", help="Default: IN.plan.xlsx."),
    click.option("--json", "json_output", type=_FILE, metavar="OUT.json", help="Also write JSON."),
    click.option("--force", is_flag=True, help="Replace OUT.xlsx and OUT.json where they exist."),
    click.option(
        "--fresh", is_flag=True, help="Write the plan alone, without the sheets of IN.xlsx."
    ),
    click.option("--in-place", is_flag=True, help="Write IN.xlsx itself, with a backup beside it."),
)
"""Where a plan goes."""


def _with(*groups: Sequence[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Adds groups of options to a command."""

    def added(command: Any) -> Any:
        for option in (option for group in reversed(groups) for option in reversed(group)):
            command = option(command)
        return command

    return added


class _Commands(click.Group):
    """Turns what the user can do something about into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except InputError as error:
            terminal.complain(error)
            ctx.exit(1)
        except (PlannerError, OSError) as error:
            terminal.complain(error)
            ctx.exit(2)
        except KeyboardInterrupt:
            say(phrase("Stopped."), err=True)
            ctx.exit(STOPPED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="crewplan", prog_name="planner")
def main() -> None:
    """Plan the tasks of a workbook: who does what and when.

    The workbook needs a sheet of tasks; people, calendars, leave, budgets and settings are read
    where they are there. "planner template FILE" makes one to start from.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@main.command()
@click.argument("source", metavar="IN.xlsx", type=_FILE)
@_with(_WRITTEN, _SEARCH)
@click.option("--write-back", is_flag=True, help=_WRITE_BACK)
@click.option("--from-scratch", is_flag=True, help=_FROM_SCRATCH)
@click.option("--forecast/--no-forecast", default=None, help=_FORECAST)
@_how_read
@_AUDIENCE
def solve(
    source: Path,
    output: Path | None,
    json_output: Path | None,
    choice: Choice,
    force: bool,
    fresh: bool,
    in_place: bool,
    audience: str,
    **options: Any,
) -> None:
    """Plan IN.xlsx and write the same workbook with the plan in it."""
    team, back = audience == "team", options.pop("write_back")
    where = terminal.Where(force=force, fresh=fresh, in_place=in_place, team=team, back=back)
    choice = replace(choice, forecast=options.pop("forecast"))
    terminal.solve(source, output, json_output, Options(**options), choice=choice, where=where)


@main.command()
@click.argument("source", metavar="IN.xlsx", type=_FILE)
@_with(_WRITTEN, _SEARCH)
@_how_read
@click.option(
    "--lever-time",
    type=_AMOUNT,
    default=120,
    metavar="SECONDS",
    help="For all changes together; default 120.",
)
def levers(
    source: Path,
    output: Path | None,
    json_output: Path | None,
    choice: Choice,
    force: bool,
    fresh: bool,
    in_place: bool,
    lever_time: float,
    **options: Any,
) -> None:
    """Plan IN.xlsx, then try what would help: people, hours, leave, links, dates, budgets."""
    where = terminal.Where(force=force, fresh=fresh, in_place=in_place)
    search = Options(**options)
    terminal.solve(
        source, output, json_output, search, choice=choice, where=where, lever_time=lever_time
    )


@main.command()
@click.argument("source", metavar="IN.xlsx", type=_FILE)
@click.argument("questions", metavar="[QUESTION]...", nargs=-1)
@click.option("--json", "json_output", type=_FILE, metavar="OUT.json", help="Also write JSON.")
@click.option("--force", is_flag=True, help="Replace OUT.json where it exists.")
@_with(_SEARCH)
@_how_read
def ask(
    source: Path,
    questions: tuple[str, ...],
    json_output: Path | None,
    force: bool,
    choice: Choice,
    **options: Any,
) -> None:
    """Say what something would cost in the plan of IN.xlsx, or which facts exclude it.

    Ask like "T12 by 2027-05-03", "Ann on T7", "T9 before T4", "who else for T7" or
    "what helps T7"; without a
    question those on the sheet Ask are answered.
    """
    from planner.console import asking

    search = Options(**options)
    asking.ask(source, questions, search, choice=choice, json_output=json_output, force=force)


@main.command()
@click.argument("source", metavar="IN.xlsx", type=_FILE)
@_how_read
@click.option("--ask", "asking", is_flag=True, help="Ask about each doubtful column.")
@click.option("--mark", type=_FILE, metavar="OUT.xlsx", help="A copy with the cells marked.")
@click.option("--all", "everything", is_flag=True, help="Every remark in a line of its own.")
@click.option("--force", is_flag=True, help="Replace OUT.xlsx where it exists.")
def check(
    source: Path,
    choice: Choice,
    asking: bool,
    mark: Path | None,
    everything: bool,
    force: bool,
) -> None:
    """Read IN.xlsx and say what was taken for what and what to fix first; plan nothing."""
    terminal.check(
        source, choice=choice, asking=asking, mark=mark, everything=everything, force=force
    )


@main.command()
@click.argument("source", metavar="IN.xlsx", type=_FILE)
@click.option("-o", "--output", type=_FILE, metavar="OUT.xlsx", help="A copy with a sheet Audit.")
@click.option("--json", "json_output", type=_FILE, metavar="OUT.json", help="Also write JSON.")
@_how_read
@click.option("--force", is_flag=True, help="Replace OUT.xlsx and OUT.json where they exist.")
def audit(
    source: Path,
    output: Path | None,
    json_output: Path | None,
    choice: Choice,
    force: bool,
) -> None:
    """Judge the dates that IN.xlsx has: what they break, and how sound the schedule is."""
    terminal.audit(source, output, json_output, choice=choice, force=force)


@main.command()
@click.argument("output", metavar="OUT.xlsx", type=_FILE)
@click.option("--example", is_flag=True, help="Fill it with a small example.")
@click.option("--force", is_flag=True, help="Replace OUT.xlsx where it exists.")
def template(output: Path, example: bool, force: bool) -> None:
    """Write an empty workbook to fill in, with drop-downs and explanations."""
    terminal.template(output, example=example, force=force)


@main.command()
@click.argument("source", metavar="PLAN.xlsx", type=_FILE)
@click.option("--ics", type=_FILE, metavar="DIR", help="A calendar file for each person.")
@click.option(
    "--notices",
    type=_FILE,
    metavar="DIR",
    help="What changed, for each whom it concerns: a message, and an update of their calendar.",
)
@click.option(
    "--csv",
    type=_FILE,
    metavar="DIR|PROGRAM",
    help="Tasks, assignments, load and costs; or a file that jira, github or asana imports.",
)
@click.option("--svg", type=_FILE, metavar="FILE", help="The Gantt chart as a picture.")
@click.option("--png", type=_FILE, metavar="FILE", help="The same in pixels.")
@click.option("--pdf", type=_FILE, metavar="FILE", help="The same on pages to print.")
@click.option("--paper", type=click.Choice(["A4", "A3"]), default="A4", help="Of the PDF.")
@click.option("--html", type=_FILE, metavar="FILE", help="One page with everything on it.")
@click.option("--mspdi", type=_FILE, metavar="FILE", help="MS Project XML, with the same dates.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@_AUDIENCE
def export(
    source: Path, paper: Literal["A4", "A3"], force: bool, audience: str, **wanted: Path | None
) -> None:
    """Write the plan in PLAN.xlsx, which planner has planned, in other forms."""
    terminal.export(source, wanted, force=force, paper=paper, team=audience == "team")


@main.command()
@click.argument("source", metavar="PLAN.xlsx", type=_FILE)
@click.option("-o", "--output", type=_FILE, metavar="OUT.xlsx", help="Default: IN.plan.xlsx.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Default: today."
)
@click.option("--force", is_flag=True, help="Replace OUT.xlsx where it exists.")
@click.option("--in-place", is_flag=True, help="Write PLAN.xlsx itself, with a backup beside it.")
def publish(
    source: Path, output: Path | None, day: datetime | None, force: bool, in_place: bool
) -> None:
    """Note that people were told the plan in PLAN.xlsx: later plans stay near it."""
    terminal.publish(source, output, day, force=force, in_place=in_place)


@main.command()
@click.argument("source", metavar="PLAN.xlsx", type=_FILE)
@click.option(
    "--as-planned", is_flag=True, required=True, help="Record that all went as planned so far."
)
@click.option(
    "--status-date",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
    metavar="DATE",
    help="Up to when, to the end of the day; default: today.",
)
@click.option("-o", "--output", type=_FILE, metavar="OUT.xlsx", help="Default: IN.plan.xlsx.")
@click.option("--force", is_flag=True, help="Replace OUT.xlsx where it exists.")
@click.option("--in-place", is_flag=True, help="Write PLAN.xlsx itself, with a backup beside it.")
def progress(
    source: Path,
    as_planned: bool,  # noqa: ARG001 - there is no other way yet
    status_date: datetime | None,
    output: Path | None,
    force: bool,
    in_place: bool,
) -> None:
    """Record progress in PLAN.xlsx, on its sheet Update, to be corrected there and planned on."""
    day = status_date or datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
    terminal.record_as_planned(source, output, day, force=force, in_place=in_place)


@main.group()
def baseline() -> None:
    """Keep plans that were approved, to compare later ones with."""


@baseline.command("set")
@click.argument("name", metavar="NAME")
@click.argument("source", metavar="PLAN.xlsx", type=_FILE)
@click.option("-o", "--output", type=_FILE, metavar="OUT.xlsx", help="Default: IN.plan.xlsx.")
@click.option(
    "--date", "saved", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Default: today."
)
@click.option("--force", is_flag=True, help="Replace OUT.xlsx where it exists.")
@click.option("--in-place", is_flag=True, help="Write PLAN.xlsx itself, with a backup beside it.")
def baseline_set(
    name: str,
    source: Path,
    output: Path | None,
    saved: datetime | None,
    force: bool,
    in_place: bool,
) -> None:
    """Keep the plan in PLAN.xlsx as the baseline NAME.

    The copy that is written has it on the sheet Baselines; one of the same name is replaced.
    """
    terminal.set_baseline(name, source, output, saved, force=force, in_place=in_place)


@main.command()
@click.argument("source", metavar="IN", type=_FILE)
@click.argument("output", metavar="OUT.xlsx", type=_FILE)
@click.option("--force", is_flag=True, help="Replace OUT.xlsx where it exists.")
def convert(source: Path, output: Path, force: bool) -> None:
    """Write the project in IN, a file of another program, as a workbook to go on with."""
    terminal.convert(source, output, force=force)


_DATA_DIR = click.option(
    "--data-dir", type=_FILE, metavar="DIR", help="Default: a folder of yours."
)


@main.command()
@click.argument("output", metavar="OUT.tar.gz", type=click.Path(path_type=Path, allow_dash=True))
@_DATA_DIR
@click.option("--force", is_flag=True, help="Replace OUT.tar.gz where it exists.")
def backup(output: Path, data_dir: Path | None, force: bool) -> None:
    """Copy all plans of a server, which may be at work, to OUT.tar.gz; - is the standard output."""
    found = web.back_up(data_dir, output, force=force)
    say(phrase("{n} plans are in {path}", n=found, path=output), err=True)


@main.command()
@click.argument("source", metavar="IN.tar.gz", type=click.Path(path_type=Path, allow_dash=True))
@_DATA_DIR
def restore(source: Path, data_dir: Path | None) -> None:
    """Make an empty DIR the data folder that was copied to IN.tar.gz."""
    found = web.restore(source, data_dir)
    say(phrase("{n} files are restored", n=found))


@main.command()
@click.option("--host", default="127.0.0.1", help="Default: 127.0.0.1; others need the token.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Default: 8000.")
@_DATA_DIR
@click.option("--max-upload", type=_AMOUNT, default=10, metavar="MB", help="Default: 10.")
@click.option("--quota", type=_AMOUNT, default=2048, metavar="MB", help="Disk space; default 2048.")
@click.option("--slots", type=click.IntRange(1, 64), default=1, help="Plans at a time; default 1.")
@click.option("--workers", callback=_workers, metavar="N|ADDRESS", help=_WORKERS)
@click.option("--insecure-workers", is_flag=True, help=_INSECURE)
@click.option(
    "--job-time-limit", type=_AMOUNT, default=600, metavar="SECONDS", help="Default: 600."
)
@click.option("--keep", "keep_days", type=_AMOUNT, default=30, metavar="DAYS", help="Default: 30.")
@click.option("--rate", type=click.IntRange(1), default=120, help="Uploads a minute; default 120.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="Behind a proxy.")
@click.option("--proxy", "proxies", multiple=True, metavar="ADDRESS", help=_PROXY)
@click.option("--token", default="", envvar="PLANNER_TOKEN", help="Default: a new one if needed.")
@click.option("--log", type=_FILE, metavar="FILE", help="Default: the standard error output.")
@click.option("--metrics", is_flag=True, help="Answer /metrics for Prometheus.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
def serve(**options: Any) -> None:
    """Open a page on which workbooks are dropped and planned."""
    web.run(say=say, **options)
