"""What the commands do: files in, one call, files and text out."""

import os
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from planner import pipeline
from planner.choice import Choice, next_working_day
from planner.console import files, reading, screen, summary
from planner.console.progress import ProgressLine, stoppable
from planner.console.speech import say, spoken
from planner.errors import InputError, Issue, OutputError, PlannerError
from planner.export import jsonplan
from planner.interchange.place import CHANGED, LOST
from planner.phrase import Phrase, phrase, verbatim
from planner.plan import Plan
from planner.project import Project

if TYPE_CHECKING:
    from planner.writing.write import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """How a result goes where it goes.

    Args:
        force: Replace files that exist.
        fresh: Write the plan alone, not a copy of the source with it.
        in_place: Write the source itself, and a backup beside it.
        team: Leave out all money; the plan is then written alone, for the source holds rates.
        back: Put dates, people and shares done into the copy's own columns too.
    """

    force: bool = False
    fresh: bool = False
    in_place: bool = False
    team: bool = False
    back: bool = False


def solve(
    source: Path,
    output: Path | None,
    json_output: Path | None,
    options: pipeline.Options,
    *,
    choice: Choice,
    where: Where,
    lever_time: float = 0.0,
) -> None:
    """Plans a workbook and writes the result; what it came to goes to stdout.

    Args:
        source: The workbook.
        output: What to write; None is a name beside the source.
        json_output: Where to write JSON as well.
        options: How to plan.
        choice: What the user says about how the source is to be read.
        where: How the result goes there.
        lever_time: Seconds to look for what would help; 0 is not at all.

    Raises:
        InputError: if it cannot be planned.
        OutputError: if the result cannot be written where it is wanted.
    """
    data = files.read_bytes(source)
    asked = "--in-place" if where.in_place else "--write-back" if where.back else ""
    if asked and pipeline.is_foreign(data):
        raise OutputError(
            phrase(
                "{option} needs a workbook, {path} is a file of another program",
                option=asked,
                path=source,
            )
        )
    book = _target(source, output, where)
    json = files.settle(json_output, source=source, force=where.force) if json_output else None
    made = _made()
    if json and json.path.resolve() == book.path.resolve():
        raise OutputError(phrase("{path} cannot be both the workbook and the JSON", path=json.path))
    with ProgressLine() as progress:
        progress.phase(phrase("Reading"))
        project = reading.read(data, source.name, with_today(choice))
        with stoppable(progress.close) as stop:
            progress.phase(phrase("Planning"))
            drafts: list[pipeline.Draft] = []
            plan = _plan(project, options, progress, stop, json, drafts)
            if drafts:
                plan = _advised(plan, drafts[-1], options, lever_time, progress, stop)
            progress.phase(phrase("Writing"))
            shown = pipeline.for_team(plan) if where.team else plan
            alone = where.fresh or where.team
            written = pipeline.write_plan(
                None if alone else data, shown, made=made, write_back=where.back
            )
            in_place = where.in_place
            if in_place and written.remark:  # a new workbook would wipe out what the source holds
                book = files.settle(files.beside(source), source=source, force=where.force)
                in_place = False
            book = files.suited(book, written.suffix)
            backup = files.back_up(source, data) if in_place else None
            book = files.write(book, written.data, _readable)
            json = json and files.write(json, jsonplan.to_json(shown).encode())
    say(summary.of_plan(plan))
    if lever_time:
        say(summary.of_levers(plan))
    if plan.answers:
        say(summary.of_answers(plan.answers))
    _mention((*plan.issues, *written.left))
    _say_written(written, where)
    _say_where(open=book, json=json, backup=backup)


def _say_where(**targets: files.Target | None) -> None:
    """Where a result is: to be opened, as JSON, what was there before."""
    words = spoken()
    for name, target in targets.items():
        if target:
            say(summary.line(words(_TARGETS[name]), _place(target)))


_TARGETS = {"open": phrase("open"), "json": phrase("json"), "backup": phrase("backup")}


def _place(target: files.Target) -> str:
    """The path of a file, and why it is not another."""
    return f"{target.path} ({spoken()(target.note)})" if target.note else str(target.path)


def _say_written(written: "Written", where: Where) -> None:
    """What became of the user's own sheets."""
    if written.remark:
        say(written.remark, err=True)
    if where.back:
        words = spoken()
        told = summary.of_written(written.filled, len(written.left), words)
        say(summary.line(words("written"), told))


def _advised(
    plan: Plan,
    draft: pipeline.Draft,
    options: pipeline.Options,
    lever_time: float,
    progress: ProgressLine,
    stop: Callable[[], bool],
) -> Plan:
    """The plan with what would help, if that is wanted, and the answers its workbook asks for."""
    if not lever_time and not plan.project.asked:
        return plan
    from planner.whatif.advise import with_answers, with_levers

    if lever_time:
        progress.phase(phrase("Trying what would help"))
        plan, draft = with_levers(plan, draft, options, seconds=lever_time, stop=stop)
    if plan.project.asked:
        progress.phase(phrase("Answering"))
        plan = with_answers(plan, draft, options, stop=stop)
    return plan


def _made() -> datetime | None:
    """The date that builds which can be repeated ask for.

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


def _plan(
    project: Project,
    options: pipeline.Options,
    progress: ProgressLine,
    stop: Callable[[], bool],
    json: files.Target | None,
    drafts: list[pipeline.Draft],
) -> Plan:
    """The plan, its last draft in the end in `drafts`; where there is none the JSON says so."""
    try:
        return pipeline.solve(
            project,
            options,
            observer=progress.search,
            stop=stop,
            keep=lambda draft: drafts.__setitem__(slice(None), [draft]),
            spent=progress.seconds,
        )
    except pipeline.NoPlanError as none:
        if json:
            files.write(json, jsonplan.without_plan(none.status).encode())
        raise


def _target(source: Path, output: Path | None, where: Where) -> files.Target:
    if where.back and (where.in_place or where.fresh or where.team):
        raise OutputError(
            phrase(
                "--write-back goes with neither --in-place, --fresh nor --audience team: it writes "
                "into a copy of the workbook"
            )
        )
    if not where.in_place:
        wanted = files.workbook(output) if output else files.beside(source)
        return files.settle(wanted, source=source, force=where.force)
    if output is not None or where.fresh or where.team:
        raise OutputError(phrase("--in-place goes with neither -o, --fresh nor --audience team"))
    if source.is_dir():
        raise OutputError(phrase("--in-place needs a workbook, not a folder"))
    return files.over(source)


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
    choice = with_today(choice)
    if asking:
        choice = _asked(data, source.name, choice)
    try:
        project = reading.read(data, source.name, choice)
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
    doubt = next((one.message for one in remarks if one.code == pipeline.NOT_SHOWN), "")
    remarks = tuple(one for one in remarks if one.code != pipeline.NOT_SHOWN)
    if remarks:
        say(show(remarks, spoken()))
    doubt = spoken()(doubt)
    say(f"{doubt[:1].upper()}{doubt[1:]}." if doubt else phrase("It can be planned."))
    if advice := reading.changes_most(project.remarks):
        say(advice)
    _say_options(choice)
    if target:
        _write_marked(target, data, (*project.remarks, *remarks))


def audit(
    source: Path,
    output: Path | None,
    json_output: Path | None,
    *,
    choice: Choice,
    force: bool = False,
) -> None:
    """Says how the dates of a workbook stand; also as a copy with the sheet Audit, and as JSON.

    Raises:
        InputError: if it cannot be read, or has no dates.
        OutputError: if a file cannot be written.
    """
    from planner.console.auditing import of_audit

    data = files.read_bytes(source)
    wanted = files.workbook(output) if output else None
    book = files.settle(wanted, source=source, force=force) if wanted else None
    json = files.settle(json_output, source=source, force=force) if json_output else None
    project = reading.read(data, source.name, with_today(choice))
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
        book = files.write(files.suited(book, written.suffix), written.data, _readable)
        if written.remark:
            say(written.remark, err=True)
        _say_where(open=book)
    if json:
        json = files.write(json, jsonplan.of_audit(found).encode())
        _say_where(json=json)


def _say_reading(columns: Iterable[object], *, err: bool = False) -> None:
    if shown := reading.table(columns, spoken()):
        say(shown, err=err)


def _say_options(choice: Choice) -> None:
    """How the next file with the same headers is read as this one was."""
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


def said_in(earlier: Path) -> Choice:
    """What was said of how an earlier file is read.

    Raises:
        InputError: if it cannot be read, or says nothing of that.
    """
    return pipeline.said_in(files.read_bytes(earlier), earlier.name)


def with_today(choice: Choice) -> Choice:
    """The choice with the next working day, where a file does not say when its project starts."""
    return replace(choice, otherwise=choice.otherwise or next_working_day(datetime.now()))


def _write_marked(target: files.Target, data: bytes, issues: tuple[Issue, ...]) -> None:
    from planner.writing.write import write_issues

    written = write_issues(data, issues, words=spoken())
    target = files.write(files.suited(target, written.suffix), written.data, _readable)
    say(phrase("{path} shows where", path=_place(target)))
    if written.remark:
        say(written.remark, err=True)


def template(output: Path, *, example: bool, force: bool) -> None:
    """Writes a workbook to fill in.

    Raises:
        OutputError: if it cannot be written there.
    """
    target = files.settle(files.workbook(output), force=force)
    data = pipeline.make_template(example=example)
    target = files.write(files.suited(target, ".xlsx"), data, _readable)
    place = _place(target)
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
    target = files.write(files.suited(target, ".xlsx"), workbook, _readable)
    say(screen.screen(project.remarks, spoken()))
    say(summary.of_project(project))
    say(phrase("{path} holds it", path=_place(target)))
    _say_next(target.path)


def set_baseline(
    name: str,
    source: Path,
    output: Path | None,
    saved: datetime | None,
    *,
    force: bool,
    in_place: bool,
) -> None:
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
    _noted(source, output, kept, text, Where(force=force, in_place=in_place))


def publish(
    source: Path, output: Path | None, day: datetime | None, *, force: bool, in_place: bool
) -> None:
    """Notes in a workbook that its plan is published.

    Raises:
        InputError: if there is no plan in it.
        OutputError: if it cannot be written where it is wanted.
    """
    told = (day or datetime.now()).date()

    def published(data: bytes, project: Project) -> "Written":
        return pipeline.publish(data, told, project)

    text = phrase("The plan is published as of {day}; later plans stay near it.", day=told)
    _noted(source, output, published, text, Where(force=force, in_place=in_place))


def record_as_planned(
    source: Path, output: Path | None, status_date: datetime, *, force: bool, in_place: bool
) -> None:
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
    _noted(source, output, recorded, text, Where(force=force, in_place=in_place))


def _noted(
    source: Path,
    output: Path | None,
    change: Callable[[bytes, Project], "Written"],
    text: Phrase,
    where: Where,
) -> None:
    """Writes a workbook with something noted in it, and says so."""
    data = files.read_bytes(source)
    book = _target(source, output, where)
    written = change(data, reading.read(data, source.name))
    backup = files.back_up(source, data) if where.in_place else None
    book = files.write(files.suited(book, written.suffix), written.data, _readable)
    say(text)
    _say_where(open=book, backup=backup)


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


def complain(error: PlannerError | OSError) -> None:
    """Says on stderr what the user can do something about."""
    if isinstance(error, InputError):
        _mention(error.issues)
        if any(issue.severity == "info" for issue in error.issues):
            say(phrase("How the sheets were read: planner check"), err=True)
    elif isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        say(verbatim(f"{place}{error.strerror or error}"), err=True)
    else:
        say(error.message, err=True)


def _mention(issues: tuple[Issue, ...]) -> None:
    """Errors and warnings to stderr, without the notes; what became of an import in one line."""
    grave = [issue for issue in issues if issue.severity != "info"]
    imported = [issue for issue in grave if issue.code in (CHANGED, LOST)]
    rest = [issue for issue in grave if issue not in imported]
    if rest:
        say(summary.of_issues(rest, spoken()), err=True)
    if imported:
        say(summary.of_import(imported), err=True)


def _readable(path: Path) -> None:
    """Reads a written workbook back.

    Raises:
        ValueError: if it is damaged.
    """
    with zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()
    if damaged:
        raise ValueError(phrase("what was written is damaged ({part})", part=damaged))
