"""The command line: options in, one call, a line or two out.

Exit codes: 0 a plan was written (or the input is in order), 1 the input cannot be planned, 2 the
command is wrong or its files cannot be read or written, 130 stopped with Ctrl-C before any plan.
Nothing heavy is imported here, so that ``--help`` answers at once.
"""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import click

from planner import web
from planner.choice import Choice
from planner.console import making, noting, reviewing, solving
from planner.console.click_options import (
    AMOUNT,
    DAY,
    FILE,
    MOMENT,
    audience,
    how_planned,
    how_read,
    where_answered,
    where_audited,
    where_noted,
    where_planned,
    with_workers,
)
from planner.console.complaints import complain
from planner.console.destination import Where
from planner.console.help_texts import SpokenGroup
from planner.console.progress_line import STOPPED
from planner.console.speech import say
from planner.errors import InputError, PlannerError
from planner.phrase import phrase
from planner.pipeline import Options


class _Commands(SpokenGroup):
    """Turns what the user can do something about into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except InputError as error:
            complain(error)
            ctx.exit(1)
        except (PlannerError, OSError) as error:
            complain(error)
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
@click.argument("source", metavar="IN.xlsx", type=FILE)
@where_planned
@how_planned
@click.option(
    "--write-back",
    is_flag=True,
    help="In the copy, also put dates, people and % into the columns of the sheets of IN.xlsx.",
)
@click.option(
    "--from-scratch",
    is_flag=True,
    help="Plan freely: neither near the published plan nor by the file's own dates.",
)
@click.option(
    "--forecast/--no-forecast",
    default=None,
    help="Whether to forecast the finish from how the work went; else as the workbook says.",
)
@how_read
@audience
def solve(
    source: Path,
    choice: Choice,
    options: Options,
    where: Where,
    audience: str,
    **how: bool,
) -> None:
    """Plan IN.xlsx and write the same workbook with the plan in it."""
    where = replace(where, team=audience == "team", back=how["write_back"])
    choice = replace(choice, forecast=how["forecast"])
    options = replace(options, from_scratch=how["from_scratch"])
    solving.solve(source, options, choice=choice, where=where)


@main.command()
@click.argument("source", metavar="IN.xlsx", type=FILE)
@where_planned
@how_planned
@how_read
@click.option(
    "--lever-time",
    type=AMOUNT,
    default=120,
    metavar="SECONDS",
    help="For all changes together; default 120.",
)
def levers(source: Path, choice: Choice, options: Options, where: Where, lever_time: float) -> None:
    """Plan IN.xlsx, then try what would help: people, hours, leave, links, dates, budgets."""
    solving.solve(source, options, choice=choice, where=where, lever_time=lever_time)


@main.command()
@click.argument("source", metavar="IN.xlsx", type=FILE)
@click.argument("questions", metavar="[QUESTION]...", nargs=-1)
@where_answered
@how_planned
@how_read
def ask(
    source: Path, questions: tuple[str, ...], choice: Choice, options: Options, where: Where
) -> None:
    """Say what something would cost in the plan of IN.xlsx, or which facts exclude it.

    Ask like "T12 by 2027-05-03", "Ann on T7", "T9 before T4", "who else for T7" or
    "what helps T7"; without a
    question those on the sheet Ask are answered.
    """
    from planner.console import ask_command

    ask_command.ask(source, questions, options, choice=choice, where=where)


@main.command()
@click.argument("source", metavar="IN.xlsx", type=FILE)
@how_read
@click.option("--ask", "asking", is_flag=True, help="Ask about each doubtful column.")
@click.option("--mark", type=FILE, metavar="OUT.xlsx", help="A copy with the cells marked.")
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
    reviewing.check(
        source, choice=choice, asking=asking, mark=mark, everything=everything, force=force
    )


@main.command()
@click.argument("source", metavar="IN.xlsx", type=FILE)
@where_audited
@how_read
def audit(source: Path, choice: Choice, where: Where) -> None:
    """Judge the dates that IN.xlsx has: what they break, and how sound the schedule is."""
    reviewing.audit(source, choice=choice, where=where)


@main.command()
@click.argument("output", metavar="OUT.xlsx", type=FILE)
@click.option("--example", is_flag=True, help="Fill it with a small example.")
@click.option("--force", is_flag=True, help="Replace OUT.xlsx where it exists.")
def template(output: Path, example: bool, force: bool) -> None:
    """Write an empty workbook to fill in, with drop-downs and explanations."""
    making.template(output, example=example, force=force)


@main.command()
@click.argument("source", metavar="PLAN.xlsx", type=FILE)
@click.option("--ics", type=FILE, metavar="DIR", help="A calendar file for each person.")
@click.option(
    "--notices",
    type=FILE,
    metavar="DIR",
    help="What changed, for each whom it concerns: a message, and an update of their calendar.",
)
@click.option(
    "--csv",
    type=FILE,
    metavar="DIR|PROGRAM",
    help="Tasks, assignments, load and costs; or a file that jira, github or asana imports.",
)
@click.option("--svg", type=FILE, metavar="FILE", help="The Gantt chart as a picture.")
@click.option("--png", type=FILE, metavar="FILE", help="The same in pixels.")
@click.option("--pdf", type=FILE, metavar="FILE", help="The same on pages to print.")
@click.option("--paper", type=click.Choice(["A4", "A3"]), default="A4", help="Of the PDF.")
@click.option("--html", type=FILE, metavar="FILE", help="One page with everything on it.")
@click.option("--mspdi", type=FILE, metavar="FILE", help="MS Project XML, with the same dates.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@audience
def export(
    source: Path, paper: Literal["A4", "A3"], force: bool, audience: str, **wanted: Path | None
) -> None:
    """Write the plan in PLAN.xlsx, which planner has planned, in other forms."""
    making.export(source, wanted, force=force, paper=paper, team=audience == "team")


@main.command()
@click.argument("source", metavar="PLAN.xlsx", type=FILE)
@where_noted
@click.option("--date", "day", type=DAY, metavar="DATE", help="Default: today.")
def publish(source: Path, where: Where, day: datetime | None) -> None:
    """Note that people were told the plan in PLAN.xlsx: later plans stay near it."""
    noting.publish(source, day, where)


@main.command()
@click.argument("source", metavar="PLAN.xlsx", type=FILE)
@click.option(
    "--as-planned", is_flag=True, required=True, help="Record that all went as planned so far."
)
@click.option(
    "--status-date",
    type=MOMENT,
    metavar="DATE",
    help="Up to when, to the end of the day; default: today.",
)
@where_noted
def progress(
    source: Path,
    as_planned: bool,  # noqa: ARG001 - there is no other way yet
    status_date: datetime | None,
    where: Where,
) -> None:
    """Record progress in PLAN.xlsx, on its sheet Update, to be corrected there and planned on."""
    day = status_date or datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
    noting.record_as_planned(source, day, where)


@main.group()
def baseline() -> None:
    """Keep plans that were approved, to compare later ones with."""


@baseline.command("set")
@click.argument("name", metavar="NAME")
@click.argument("source", metavar="PLAN.xlsx", type=FILE)
@click.option("--date", "saved", type=DAY, metavar="DATE", help="Default: today.")
@where_noted
def baseline_set(name: str, source: Path, where: Where, saved: datetime | None) -> None:
    """Keep the plan in PLAN.xlsx as the baseline NAME.

    The copy that is written has it on the sheet Baselines; one of the same name is replaced.
    """
    noting.set_baseline(name, source, saved, where)


@main.command()
@click.argument("source", metavar="IN", type=FILE)
@click.argument("output", metavar="OUT.xlsx", type=FILE)
@click.option("--force", is_flag=True, help="Replace OUT.xlsx where it exists.")
def convert(source: Path, output: Path, force: bool) -> None:
    """Write the project in IN, a file of another program, as a workbook to go on with."""
    making.convert(source, output, force=force)


_DATA_DIR = click.option("--data-dir", type=FILE, metavar="DIR", help="Default: a folder of yours.")


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
@click.option("--max-upload", type=AMOUNT, default=10, metavar="MB", help="Default: 10.")
@click.option("--quota", type=AMOUNT, default=2048, metavar="MB", help="Disk space; default 2048.")
@click.option("--slots", type=click.IntRange(1, 64), default=1, help="Plans at a time; default 1.")
@with_workers
@click.option("--job-time-limit", type=AMOUNT, default=600, metavar="SECONDS", help="Default: 600.")
@click.option("--keep", "keep_days", type=AMOUNT, default=30, metavar="DAYS", help="Default: 30.")
@click.option("--rate", type=click.IntRange(1), default=120, help="Uploads a minute; default 120.")
@click.option("--allow-host", "names", multiple=True, metavar="NAME", help="Behind a proxy.")
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy that is believed whom it asks for.",
)
@click.option("--token", default="", envvar="PLANNER_TOKEN", help="Default: a new one if needed.")
@click.option("--log", type=FILE, metavar="FILE", help="Default: the standard error output.")
@click.option("--metrics", is_flag=True, help="Answer /metrics for Prometheus.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
def serve(**options: Any) -> None:
    """Open a page on which workbooks are dropped and planned."""
    web.run(say=say, **options)
