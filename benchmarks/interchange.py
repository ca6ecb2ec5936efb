"""How our readers of other programs' files agree with mpxj, an independent reader, on a folder.

    python -m benchmarks.interchange FOLDER [--verbose]

Every file of a kind we read is read by both; tasks, links with lags, resources, assignments,
calendars (day by day over the project and a year beyond) and baselines are compared. Needs
``pip install mpxj`` and a Java. Prints a line for each file and a table of what differs.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from planner.errors import InputError
from planner.interchange.draft import Draft, DraftTask
from planner.interchange.formats import Format, format_of, read_draft
from planner.interchange.hours import Calendars
from planner.interchange.place import Report
from planner.project import Unit

_LONGEST = 800
"""Days over which calendars are compared."""
Difference = tuple[str, str, object, object]
"""What, whose, ours, mpxj's."""


def main() -> None:
    """Compare all files of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="every difference in a line")
    parser.add_argument("--only", default="", help="one kind of file, such as xer")
    arguments = parser.parse_args()
    peer = Peer()
    totals: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for path in sorted(arguments.folder.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        kind = format_of(data)
        if kind is None or arguments.only not in ("", kind):
            continue
        report(path, list(_compared(path, data, kind, peer, totals)), arguments.verbose, kinds)
        totals[f"files {kind}"] += 1
    print("\ncompared:", dict(totals))
    print("different:", dict(kinds) or "nothing")


def report(path: Path, found: list[Difference], verbose: bool, kinds: Counter[str]) -> None:
    """Print what differs in a file."""
    counts = Counter(what for what, *_ in found)
    kinds.update(counts)
    if counts:
        print(f"{path.name}: {dict(counts)}")
    for what, whose, ours, theirs in found if verbose else found[:0]:
        print(f"    {what} of {whose}: {ours!r} here, {theirs!r} there")


def _compared(
    path: Path, data: bytes, kind: Format, peer: "Peer", totals: Counter[str]
) -> Iterator[Difference]:
    begun = time.perf_counter()
    try:
        draft = read_draft(data, kind, Report())
    except InputError as error:
        draft, refused = None, error.issues[0].code
    totals["seconds"] += round(time.perf_counter() - begun, 2)  # type: ignore[assignment]
    try:
        theirs = peer.read(path)
    except Exception as error:  # noqa: BLE001 - a Java exception of any kind
        theirs = None
        if draft is not None:
            yield "readable", path.name, True, str(error)[:80]
    if draft is None:
        if theirs is not None:
            yield "readable", path.name, refused, True
        return
    if theirs is not None:
        yield from Comparison(draft, theirs, kind, peer, totals).differences()


class Peer:
    """Reads files by mpxj."""

    def __init__(self) -> None:
        import jpype
        import mpxj  # noqa: F401 - puts its classes on Java's path

        jpype.startJVM("-Xmx2g")
        self.java: Any = jpype
        self.reader = jpype.JClass("org.mpxj.reader.UniversalProjectReader")
        self.minutes = jpype.JClass("org.mpxj.TimeUnit").MINUTES
        self.day = jpype.JClass("java.time.LocalDate")

    def read(self, path: Path) -> Any:
        """The project in a file, None where it is none."""
        return self.reader().read(str(path))

    def hourly(self, rate: Any, project: Any) -> float:
        """A rate per hour."""
        helper = self.java.JClass("org.mpxj.common.RateHelper")
        return float(helper.convertToHours(project.getProjectProperties(), rate))

    def amount(self, duration: Any, project: Any) -> float | None:
        """A duration in minutes."""
        if duration is None:
            return None
        converted = duration.convertUnits(self.minutes, project.getProjectProperties())
        return round(float(converted.getDuration()), 2)


class Comparison:
    """What two readers made of a file."""

    def __init__(
        self, draft: Draft, theirs: Any, kind: Format, peer: Peer, totals: Counter[str]
    ) -> None:
        self.draft, self.theirs, self.kind, self.peer = draft, theirs, kind, peer
        self.totals = totals
        self.primavera = kind in ("xer", "pmxml")

    def differences(self) -> Iterator[Difference]:
        """All of them."""
        yield from self._tasks()
        yield from self._links()
        yield from self._resources()
        yield from self._assignments()
        yield from self._calendars()

    def _key(self, task: Any) -> str:
        if self.primavera:
            return str(task.getActivityID())
        uid = int(task.getUniqueID())
        return str(uid - 1 if self.kind == "gan" else uid)

    def _mine(self) -> dict[str, DraftTask]:
        if self.primavera:
            return {task.id: task for task in self.draft.tasks if task.kind != "summary"}
        return {task.uid: task for task in self.draft.tasks}

    def _others(self) -> dict[str, Any]:
        found = {}
        for task in self.theirs.getTasks():
            if self.primavera and task.getSummary():
                continue
            outside = self.kind == "mspdi" and task.getExternalTask() and not task.getID()
            if int(task.getUniqueID()) and not task.getNull() and not outside:
                found[self._key(task)] = task
        found.pop("0" if self.kind != "gan" else "", None)
        return found

    def _tasks(self) -> Iterator[Difference]:
        mine, others = self._mine(), self._others()
        for uid in sorted(mine.keys() ^ others.keys()):
            yield "task", uid, uid in mine, uid in others
        for uid in mine.keys() & others.keys():
            self.totals["tasks"] += 1
            yield from self._task(mine[uid], others[uid])

    def _task(self, mine: DraftTask, other: Any) -> Iterator[Difference]:
        facts: list[tuple[str, object, object]] = [
            ("name", mine.name, str(other.getName() or "").strip()),
            ("deadline", _moment(mine.deadline), _moment(other.getDeadline())),
            ("baseline", *self._baseline(mine, other)),
        ]
        if self.kind != "gan":  # takes a date there that GanttProject itself does not heed
            dates = _moment(mine.constraint_date), _moment(other.getConstraintDate())
            facts.append(("constraint date", *dates))
        if not self.primavera:
            facts.append(("summary", mine.kind == "summary", bool(other.getSummary())))
            facts.append(("level", mine.level, int(other.getOutlineLevel())))
        if mine.kind != "summary" or self.kind in ("mspdi", "pod"):
            theirs = self.peer.amount(other.getDuration(), self.theirs)
            if self.primavera:
                planned = other.getPlannedDuration()
                theirs = self.peer.amount(planned, self.theirs) if planned is not None else theirs
            if mine.duration is None and mine.start and self.kind in ("mspdi", "pod"):
                self.totals["durations without a unit"] += 1  # taken from the dates here
            else:
                facts.append(("duration", _round(mine.duration), theirs))
        yield from ((what, mine.id, ours, told) for what, ours, told in facts if ours != told)

    def _baseline(self, mine: DraftTask, other: Any) -> tuple[object, object]:
        first = next((one for one in mine.baselines if one.number == 0), None)
        ours = (_moment(first.start), _moment(first.finish)) if first else (None, None)
        theirs = (_moment(other.getBaselineStart()), _moment(other.getBaselineFinish()))
        if self.kind == "gan":  # not read there
            return None, None
        self.totals["baselines"] += ours != (None, None)
        return ours, theirs

    def _links(self) -> Iterator[Difference]:
        mine, others = self._mine(), self._others()
        names = {task.uid: task.id if self.primavera else task.uid for task in self.draft.tasks}
        for uid in mine.keys() & others.keys():
            ours: Counter[object] = Counter(
                (names.get(link.task, link.task), link.kind, _lag(link.lag.amount, link.lag.unit))
                for link in mine[uid].links
                if not link.other and link.task in names and self._both(link.task)
            )
            theirs: Counter[object] = Counter(
                (
                    self._key(link.getPredecessorTask()),
                    _KINDS[str(link.getType())],
                    self._their_lag(link.getLag()),
                )
                for link in others[uid].getPredecessors()
                if self._key(link.getPredecessorTask()) in others
            )
            self.totals["links"] += ours.total()
            if ours != theirs:
                yield "links", uid, dict(ours - theirs), dict(theirs - ours)

    def _both(self, predecessor: str) -> bool:
        """Whether mpxj reads links from this task: of GanttProject only those of the top level."""
        tops = {task.uid for task in self.draft.tasks if not task.parent}
        return self.kind != "gan" or predecessor in tops

    def _their_lag(self, lag: Any) -> object:
        unit = str(lag.getUnits())
        if "%" in unit:
            return _lag(float(lag.getDuration()), Unit.PERCENT)
        elapsed = unit.startswith("e") and self.kind in ("mspdi", "pod")
        amount = self.peer.amount(lag, self.theirs) or 0.0
        return _lag(amount, Unit.ELAPSED if elapsed else Unit.WORK)

    def _resources(self) -> Iterator[Difference]:
        mine = {one.uid: one for one in self.draft.resources}
        shift = 1 if self.kind == "gan" else 0
        others = {
            str(int(one.getUniqueID()) - shift): one
            for one in self.theirs.getResources()
            if self.kind not in ("mspdi", "pod") or (int(one.getUniqueID()) and not one.getNull())
        }
        if self.primavera:
            others = {uid: one for uid, one in others.items() if not one.getRole()}
        for uid in sorted(mine.keys() ^ others.keys()):
            yield "resource", uid, uid in mine, uid in others
        for uid in mine.keys() & others.keys():
            self.totals["resources"] += 1
            told = str(others[uid].getName() or "").strip()
            if mine[uid].name != told and told:
                yield "resource name", uid, mine[uid].name, told
            material = str(others[uid].getType()) == "MATERIAL"
            if (mine[uid].kind == "material") != material:
                yield "resource type", uid, mine[uid].kind, str(others[uid].getType())
            rates = [rate for rate in mine[uid].rates if rate.table == "A"]
            standard = others[uid].getStandardRate()
            if rates and standard is not None and self.kind != "xer":
                hourly = self.peer.hourly(standard, self.theirs)
                hours = {"h": 1.0, "d": self.draft.minutes_per_day / 60}
                ours = {float(rate.rate.amount) / hours.get(rate.rate.per, 1) for rate in rates}
                if not any(abs(one - hourly) < 0.01 for one in ours):
                    yield "rate", uid, sorted(ours), hourly

    def _assignments(self) -> Iterator[Difference]:
        mine, others = self._mine(), self._others()
        shift = 1 if self.kind == "gan" else 0
        for uid in mine.keys() & others.keys():
            ours: Counter[tuple[object, ...]] = Counter(
                (one.resource, _round(one.units), _round(one.work) if one.work else 0.0)
                for one in mine[uid].assignments
                if one.resource
            )
            theirs: Counter[tuple[object, ...]] = Counter(
                (
                    str(int(one.getResource().getUniqueID()) - shift),
                    self._their_units(one),
                    self.peer.amount(self._their_work(one), self.theirs) or 0.0,
                )
                for one in others[uid].getResourceAssignments()
                if one.getResource() is not None and not one.getResource().getRole()
            )
            if self.kind in ("gan", "xer", "pmxml"):  # work there is derived or in other fields
                ours = Counter(key[:2] for key in ours.elements())
                theirs = Counter(key[:2] for key in theirs.elements())
            self.totals["assignments"] += ours.total()
            if ours != theirs:
                yield "assignments", uid, dict(ours - theirs), dict(theirs - ours)

    def _their_units(self, one: Any) -> float | None:
        material = str(one.getResource().getType()) == "MATERIAL"
        if self.primavera and material:
            work = one.getPlannedWork()
            return _round(float(work.getDuration())) if work is not None else 0.0
        return _round(float(one.getUnits() or 0) / 100)

    def _their_work(self, one: Any) -> Any:
        return one.getPlannedWork() if self.primavera else one.getWork()

    def _calendars(self) -> Iterator[Difference]:
        calendars = Calendars(self.draft.calendars)
        named = {str(one.getName()): one for one in self.theirs.getCalendars()}
        starts = [task.start for task in self.draft.tasks if task.start]
        finishes = [task.finish or task.start for task in self.draft.tasks if task.start]
        if not starts:
            return
        first = min(starts).date() - timedelta(days=30)
        days = min(_LONGEST, (max(filter(None, finishes)).date() - first).days + 365)
        for mine in self.draft.calendars:
            other = named.get(mine.name)
            if other is None or not mine.name:
                continue
            self.totals["calendars"] += 1
            for day in (first + timedelta(days=ahead) for ahead in range(days)):
                ours = tuple(calendars.on(mine.uid, day))
                theirs = self._their_hours(other, day)
                if ours != theirs:
                    yield "calendar", f"{mine.name} on {day}", ours, theirs
                    break

    def _their_hours(self, calendar: Any, day: date) -> tuple[tuple[int, int], ...]:
        hours = calendar.getHours(self.peer.day.of(day.year, day.month, day.day))
        found = []
        for span in hours:
            start, end = span.getStart(), span.getEnd()
            first = start.getHour() * 60 + start.getMinute()
            last = end.getHour() * 60 + end.getMinute() or 1440
            found.append((first, last))
        return tuple(found)


_KINDS = {
    "FINISH_START": "FS",
    "START_START": "SS",
    "FINISH_FINISH": "FF",
    "START_FINISH": "SF",
    "FS": "FS",
    "SS": "SS",
    "FF": "FF",
    "SF": "SF",
}


def _lag(amount: float, unit: Unit) -> tuple[float, str]:
    return (round(amount, 1), unit.value) if round(amount, 1) else (0.0, "")


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _moment(value: Any) -> str | None:
    """A date as text; ProjectLibre writes one of 1970 for none."""
    text = "" if value is None else str(value).replace(" ", "T")[:16]
    return None if text.startswith(("1970", "1969")) else text or None


if __name__ == "__main__":
    main()
