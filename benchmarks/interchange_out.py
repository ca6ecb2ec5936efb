"""A plan out as MS Project XML: what others read of it, and what they calculate anew.

    python -m benchmarks.interchange_out FOLDER [SECONDS]

Plans every workbook of a folder (default 20 s each) and writes it as MS Project XML. Then for every
row our own reader, and mpxj, an independent one, are asked for its dates, links with lags, people
with units, progress and baselines, and for the calendars day by day; then mpxj's scheduler is
asked to calculate the dates anew. Prints CSV: what differs, 0 where nothing does. Needs
``pip install mpxj`` and a Java.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from planner import Options, read_project, solve
from planner.export.mspdi_dates import booked, counted
from planner.export.mspdi_out import mspdi
from planner.interchange.draft import ImportDraft
from planner.interchange.formats import read_draft
from planner.interchange.place import Report
from planner.plan import Plan, PlannedTask
from planner.translate.times import Times
from planner.worktime.walk import between
from planner.worktime.working_time import WorkTime
from tests.planner.interchange.facts import different, facts_of, lag, moment, number, span
from tests.planner.interchange.peer import Peer

_COLUMNS = (
    "rows", "links", "people", "begun", "baselines", "calendars", "lost here", "lost by mpxj",
    "readers differ", "moved by mpxj",
)  # fmt: skip

_OTHERWISE = ("pauses", "constraint", "constraint date")
"""mpxj takes weekends for pauses; the user's own constraints are in a field that we alone read."""


def main(folder: str, seconds: str = "20") -> None:
    """Write a line for each workbook."""
    peer = Peer()
    print("workbook", *_COLUMNS, sep=",")
    for path in sorted(Path(folder).glob("*.xlsx")):
        plan = solve(read_project(path.read_bytes()), Options(time_limit=float(seconds)))
        counts = Counter[str]()
        for what, *said in _checked(plan, peer, counts):
            counts[what] += 1
            print(path.name, what, *said, file=sys.stderr)
        print(path.stem, *(counts[column] for column in _COLUMNS), sep=",", flush=True)


def _checked(
    plan: Plan, peer: Peer, counts: Counter[str]
) -> Iterator[tuple[str, *tuple[object, ...]]]:
    data = mspdi(plan)
    draft = read_draft(data, "mspdi", Report())
    ours = facts_of(draft, "mspdi")
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "plan.xml"
        path.write_bytes(data)
        project = peer.read(path)
        theirs = peer.facts(project, "mspdi", *span(draft))
        for what, whose, one, other in different(ours, theirs):
            if what not in _OTHERWISE:
                yield "readers differ", what, whose, one, other
        for row_number, row in enumerate(plan.rows, 1):
            said = _said(row, plan)
            _count(said, counts)
            counts["begun"] += row.task.progress.begun and not row.task.summary
            for reader, found in (("here", ours), ("by mpxj", theirs)):
                there = found.get(f"task {row_number}", {})
                for what, value in said.items():
                    if value is not None and there.get(what) != value:
                        yield f"lost {reader}", what, row_number, value, there.get(what)
        yield from _progress_lost(plan, draft, project, peer)
        counts["calendars"] = sum(whose.startswith("calendar") for whose in theirs)
        yield from _moved(plan, project, peer)


def _progress_lost(
    plan: Plan, draft: ImportDraft, project: Any, peer: Peer
) -> Iterator[tuple[str, *tuple[object, ...]]]:
    """Where actual dates and what remains are not those of the plan."""
    tasks = {int(task.getUniqueID()): task for task in project.getTasks()}
    for number_, (row, ours) in enumerate(zip(plan.rows, draft.tasks, strict=True), 1):
        if row.task.summary or not row.task.progress.begun:
            continue
        theirs, finish = tasks[number_], row.finish if row.task.progress.done else None
        told = moment(row.start), moment(finish), float(row.remaining or 0)
        here = moment(ours.actual_start), moment(ours.actual_finish), ours.remaining
        left = peer.amount(theirs.getRemainingDuration(), project)
        there = moment(theirs.getActualStart()), moment(theirs.getActualFinish()), left
        for reader, found in (("here", here), ("by mpxj", there)):
            if found != told:
                yield f"lost {reader}", "progress", number_, told, found


def _count(said: dict[str, Any], counts: Counter[str]) -> None:
    counts["rows"] += 1
    counts["links"] += len(said["links"])
    counts["people"] += len(said["assignments"])
    counts["baselines"] += any(said["baseline"])


def _said(row: PlannedTask, plan: Plan) -> dict[str, Any]:
    """What the file is to say of a row, as facts."""
    task, project = row.task, plan.project
    numbers = {one.task.id: number for number, one in enumerate(plan.rows, 1)}
    people = {one.name: number for number, one in enumerate(project.resources, 1)}
    return {
        "name": " ".join(task.name.split()),
        "start": None if task.summary else moment(row.start),
        "finish": None if task.summary else moment(row.finish),
        "level": task.level,
        "milestone": None if task.summary else task.milestone,
        "links": sorted(
            [
                str(numbers[link.task]),
                link.kind,
                *lag(link.lag.amount, counted(link.lag.unit, project.settings)),
            ]
            for link in task.dependencies
        ),
        "assignments": sorted(
            [str(people[b.resource]), number(b.units), number(round(_work(b, plan) * 60) / 60)]
            for b in booked(row)
            if b.resource in people
        ),
        "baseline": [moment(task.baseline_start), moment(task.baseline_finish)],
    }


def _work(booking: Any, plan: Plan) -> float:
    kinds = {one.name: one.kind for one in plan.project.resources}
    if kinds[booking.resource] == "material":
        return float(booking.units) * 60
    return float(booking.minutes * booking.units)


def _moved(plan: Plan, project: Any, peer: Peer) -> Iterator[tuple[str, *tuple[object, ...]]]:
    """The rows that mpxj's scheduler puts somewhere else."""
    when = plan.project.start
    start = peer.java.JClass("java.time.LocalDateTime").of(
        when.year, when.month, when.day, when.hour, when.minute
    )
    peer.java.JClass("org.mpxj.cpm.MicrosoftScheduler")().schedule(project, start)
    tasks = {int(task.getUniqueID()): task for task in project.getTasks()}
    times = Times(project=plan.project, workers=()).standard
    for row_number, row in enumerate(plan.rows, 1):
        if row.start is None or row.finish is None or row.task.summary:
            continue
        found = tasks[row_number]
        for what, ours, theirs in (
            ("start", row.start, found.getStart()),
            ("finish", row.finish, found.getFinish()),
        ):
            if not _same(ours, theirs, times):
                yield "moved by mpxj", what, row_number, moment(ours), moment(theirs)


def _same(ours: datetime, theirs: Any, times: WorkTime) -> bool:
    """Whether there is no more than a minute of work, which is rounded, between two moments."""
    if theirs is None:
        return False
    other = datetime.fromisoformat(str(theirs)[:16])
    return between(times, min(ours, other), max(ours, other)) <= 1


if __name__ == "__main__":
    main(*sys.argv[1:])
