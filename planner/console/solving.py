"""The commands that plan: solve and levers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner import pipeline
from planner.choice import Choice
from planner.console import files, reading, summary
from planner.console.complaints import mention
from planner.console.destination import (
    Where,
    check_readable,
    creation_date,
    place_of,
    say_where,
    say_written,
    target_of,
)
from planner.console.progress_line import ProgressLine, stoppable
from planner.console.speech import say
from planner.errors import InputError, OutputError
from planner.export import jsonplan
from planner.phrase import phrase
from planner.plan import Plan
from planner.project import Project

if TYPE_CHECKING:
    from planner.writing.write import Written


def solve(
    source: Path,
    options: pipeline.Options,
    *,
    choice: Choice,
    where: Where,
    lever_time: float = 0.0,
) -> None:
    """Plans a workbook and writes the result; a summary goes to stdout.

    Args:
        source: The workbook.
        options: How to plan.
        choice: What the user says about how the source is to be read.
        where: Where and how the result is written.
        lever_time: Seconds to look for what would help; 0 is not at all.

    Raises:
        InputError: if it cannot be planned.
        OutputError: if the result cannot be written where it is wanted.
    """
    data = files.read_bytes(source)
    targets = _targets(source, data, where)
    made = creation_date()
    with _old_plan_told(targets.book, source), ProgressLine() as progress:
        progress.phase(phrase("Reading"))
        project = reading.read(data, source.name, reading.with_today(choice))
        with stoppable(progress.close) as stop:
            progress.phase(phrase("Planning"))
            drafts: list[pipeline.Draft] = []
            plan = _plan(project, options, progress, stop, targets.json, drafts)
            if drafts:
                plan = _advised(plan, drafts[-1], options, lever_time, progress, stop)
            progress.phase(phrase("Writing"))
            shown = pipeline.for_team(plan) if where.team else plan
            alone = where.fresh or where.team
            written = pipeline.write_plan(
                None if alone else data, shown, made=made, write_back=where.back
            )
            targets = _write(source, data, written, shown, targets, where)
    say(summary.of_plan(plan))
    if lever_time:
        say(summary.of_levers(plan))
    if plan.answers:
        say(summary.of_answers(plan.answers))
    mention((*plan.issues, *written.left))
    say_written(written, where)
    say_where(open=targets.book, json=targets.json, backup=targets.backup)


@contextmanager
def _old_plan_told(target: files.Target, source: Path) -> Iterator[None]:
    """Says that an earlier result stays where it is, if there is no new one."""
    try:
        yield
    except InputError:
        if target.path.exists() and target.path.resolve() != source.resolve():
            text = phrase("{path} is still the plan from before", path=place_of(target))
            say(text, err=True)
        raise


@dataclass(frozen=True, slots=True, kw_only=True)
class _Targets:
    """The files of a result: the workbook, the JSON if wanted, the backup if one is made."""

    book: files.Target
    json: files.Target | None
    backup: files.Target | None = None


def _targets(source: Path, data: bytes, where: Where) -> _Targets:
    """The files to write, settled before the search begins."""
    asked = "--in-place" if where.in_place else "--write-back" if where.back else ""
    if asked and pipeline.is_foreign(data):
        text = phrase(
            "{option} needs a workbook, {path} is a file of another program",
            option=asked,
            path=source,
        )
        raise OutputError(text)
    if asked and pipeline.is_text(data):
        text = phrase("{option} needs a workbook, {path} is a table", option=asked, path=source)
        raise OutputError(text)
    book = target_of(source, where)
    json = files.settle(where.json, source=source, force=where.force) if where.json else None
    if json and json.path.resolve() == book.path.resolve():
        raise OutputError(phrase("{path} cannot be both the workbook and the JSON", path=json.path))
    return _Targets(book=book, json=json)


def _write(
    source: Path, data: bytes, written: "Written", plan: Plan, targets: _Targets, where: Where
) -> _Targets:
    """Writes the workbook, the backup and the JSON; gives back where they are."""
    book, in_place = targets.book, where.in_place
    if in_place and written.remark:  # a new workbook would wipe out what the source holds
        book = files.settle(files.beside(source), source=source, force=where.force)
        in_place = False
    book = files.suited(book, written.suffix)
    backup = files.back_up(source, data) if in_place else None
    book = files.write(book, written.data, check_readable)
    json = targets.json and files.write(targets.json, jsonplan.to_json(plan).encode())
    return _Targets(book=book, json=json, backup=backup)


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


def _plan(
    project: Project,
    options: pipeline.Options,
    progress: ProgressLine,
    stop: Callable[[], bool],
    json: files.Target | None,
    drafts: list[pipeline.Draft],
) -> Plan:
    """Plans; leaves the last draft in `drafts`. Where there is no plan the JSON says so."""
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
