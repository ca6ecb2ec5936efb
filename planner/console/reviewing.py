"""The commands that look at a workbook without planning it: check and audit."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from planner import pipeline
from planner.choice import Choice
from planner.console import files, reading, screen, summary
from planner.console.destination import Where, check_readable, place_of, say_where
from planner.console.speech import say, spoken
from planner.errors import InputError, Issue
from planner.export import jsonplan
from planner.phrase import phrase


def check(
    source: Path,
    *,
    choice: Choice,
    asking: bool = False,
    mark: Path | None = None,
    everything: bool = False,
    force: bool = False,
) -> None:
    """Reads a workbook and says what it found, also in a marked copy if that is wanted.

    Where something is wrong that goes to stderr, and the exit code is 1.

    Raises:
        OutputError: if the copy cannot be written.
    """
    show = summary.of_issues if everything else screen.screen
    data = files.read_bytes(source)
    target = files.settle(files.workbook(mark), source=source, force=force) if mark else None
    choice = reading.with_today(choice)
    if asking:
        choice = _asked(data, source.name, choice)
    try:
        project = reading.read(data, source.name, choice)
        choice = project.choice if choice.offer else choice
        _say_reading(project.columns)
        if project.remarks:
            say(show(project.remarks, spoken()))
        say(summary.of_project(project))
        remarks = pipeline.check(project)
    except InputError as error:
        if target:
            _write_marked(target, data, error.issues)
        _say_reading(error.columns, err=True)
        say(show(error.issues, spoken()), err=True)
        say(phrase("It cannot be planned yet."), err=True)
        _say_options(choice)
        raise click.exceptions.Exit(1) from None
    shown = tuple(one for one in remarks if one.code != pipeline.NOT_SHOWN)
    if shown:
        say(show(shown, spoken()))
    _say_verdict(remarks)
    if advice := reading.changes_most(project.remarks):
        say(advice)
    _say_options(choice)
    if target:
        _write_marked(target, data, (*project.remarks, *shown))


def _say_verdict(remarks: Iterable[Issue]) -> None:
    """Says whether the project can be planned, as far as that is known."""
    doubt = spoken()(next((one.message for one in remarks if one.code == pipeline.NOT_SHOWN), ""))
    say(f"{doubt[:1].upper()}{doubt[1:]}." if doubt else phrase("It can be planned."))


def audit(source: Path, *, choice: Choice, where: Where) -> None:
    """Judges the dates of a workbook, if wanted also in a copy with the sheet Audit and as JSON.

    Raises:
        InputError: if it cannot be read, or has no dates.
        OutputError: if a file cannot be written.
    """
    from planner.console.auditing import of_audit

    data = files.read_bytes(source)
    wanted = files.workbook(where.output) if where.output else None
    book = files.settle(wanted, source=source, force=where.force) if wanted else None
    json = files.settle(where.json, source=source, force=where.force) if where.json else None
    project = reading.read(data, source.name, reading.with_today(choice))
    found = pipeline.audit(pipeline.with_dates(data, project))
    if not found.tasks:
        message = phrase("no task has a start or a finish, so there is no plan to judge")
        remedy = phrase("fill in the columns Start and Finish, or make a plan: planner solve")
        raise InputError([Issue(code="no-dates", message=message, remedy=remedy)])
    if found.issues:
        say(summary.of_issues(found.issues, spoken()))
    say(of_audit(found, spoken()))
    if book:
        written = pipeline.write_audit(data, found)
        book = files.write(files.suited(book, written.suffix), written.data, check_readable)
        if written.remark:
            say(written.remark, err=True)
        say_where(open=book)
    if json:
        json = files.write(json, jsonplan.of_audit(found).encode())
        say_where(json=json)


def _say_reading(columns: Iterable[object], *, err: bool = False) -> None:
    if shown := reading.table(columns, spoken()):
        say(shown, err=err)


def _say_options(choice: Choice) -> None:
    """Says the options by which the next file with the same headers is read like this one."""
    if choice.text:
        say(phrase("To read a file with these headers so again: {options}", options=choice.options))
        say(phrase("or, in its Settings, beside Columns: {text}", text=choice.text))


def _asked(data: bytes, name: str, choice: Choice) -> Choice:
    """The choice with what the user says to each doubtful column."""
    try:
        columns: Iterable[object] = reading.read(data, name, choice).columns
    except InputError as error:
        columns = error.columns
    said = reading.ask(columns, lambda text, default: click.prompt(spoken()(text), default=default))
    return replace(choice, columns=choice.with_columns(choice.columns, said))


def _write_marked(target: files.Target, data: bytes, issues: tuple[Issue, ...]) -> None:
    from planner.writing.write import write_issues

    written = write_issues(data, issues, words=spoken())
    target = files.write(files.suited(target, written.suffix), written.data, check_readable)
    say(phrase("{path} shows where", path=place_of(target)))
    if written.remark:
        say(written.remark, err=True)
