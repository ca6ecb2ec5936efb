"""What mpxj, an independent reader, makes of a file; needs ``pip install mpxj`` and a Java."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from planner.interchange.formats import Format
from planner.project import Constraint, Unit
from tests.planner.interchange.facts import lag, moment, number, paid, weeks

_KINDS = {"FINISH_START": "FS", "START_START": "SS", "FINISH_FINISH": "FF", "START_FINISH": "SF"}
_CONSTRAINTS = {
    "AS_SOON_AS_POSSIBLE": Constraint.ASAP,
    "AS_LATE_AS_POSSIBLE": Constraint.ALAP,
    "MUST_START_ON": Constraint.MSO,
    "MANDATORY_START": Constraint.MSO,
    "START_ON": Constraint.MSO,
    "MUST_FINISH_ON": Constraint.MFO,
    "MANDATORY_FINISH": Constraint.MFO,
    "FINISH_ON": Constraint.MFO,
    "START_NO_EARLIER_THAN": Constraint.SNET,
    "START_NO_LATER_THAN": Constraint.SNLT,
    "FINISH_NO_EARLIER_THAN": Constraint.FNET,
    "FINISH_NO_LATER_THAN": Constraint.FNLT,
}

_ACTIVITIES = {
    "TASK_DEPENDENT": "by itself",
    "RESOURCE_DEPENDENT": "by its people",
    "LEVEL_OF_EFFORT": "effort",
    "WBS_SUMMARY": "effort",
    "START_MILESTONE": "milestone",
    "FINISH_MILESTONE": "milestone",
}


class Peer:
    """Reads files by mpxj."""

    def __init__(self) -> None:
        import jpype
        import mpxj  # noqa: F401 - puts its classes on Java's path

        if not jpype.isJVMStarted():
            jpype.startJVM("-Xmx2g")
        self.java: Any = jpype
        self.reader = jpype.JClass("org.mpxj.reader.UniversalProjectReader")
        self.minutes = jpype.JClass("org.mpxj.TimeUnit").MINUTES
        self.day = jpype.JClass("java.time.LocalDate")

    def read(self, path: Path) -> Any:
        """The project in a file, None where it is none."""
        return self.reader().read(str(path))

    def facts(
        self, project: Any, kind: Format, first: date, days: int
    ) -> dict[str, dict[str, Any]]:
        """What it found; calendars from a Monday on, for so many days."""
        return _Facts(self, project, kind).all(first, days)

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

    def hours(self, calendar: Any, day: date) -> tuple[tuple[int, int], ...]:
        """The minutes worked on a day."""
        found = []
        for span in calendar.getHours(self.day.of(day.year, day.month, day.day)):
            start, end = span.getStart(), span.getEnd()
            first = start.getHour() * 60 + start.getMinute()
            found.append((first, end.getHour() * 60 + end.getMinute() or 1440))
        return tuple(found)


class _Facts:
    """What one project says."""

    def __init__(self, peer: Peer, project: Any, kind: Format) -> None:
        self.peer, self.project, self.kind = peer, project, kind
        self.primavera = kind in ("xer", "pmxml")
        self.own = kind in ("mspdi", "pod")
        self.shift = 1 if kind == "gan" else 0
        """It numbers from 1 what GanttProject numbers from 0."""

    def all(self, first: date, days: int) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        tasks = {self._key(one): one for one in self._tasks()}
        for key, task in tasks.items():
            found[f"task {key}"] = self._task(task, tasks)
        for one in self._resources():
            found[f"resource {self._number(one)}"] = self._resource(one)
        for one in self.project.getCalendars():
            if one.getName() and days:
                hours = weeks(lambda day, one=one: self.peer.hours(one, day), first, days)  # type: ignore[misc]
                found[f"calendar {one.getName()}"] = {"hours": hours}
        return found

    def _number(self, one: Any) -> str:
        return str(int(one.getUniqueID()) - self.shift)

    def _key(self, task: Any) -> str:
        return str(task.getActivityID()) if self.primavera else self._number(task)

    def _tasks(self) -> Iterator[Any]:
        for task in self.project.getTasks():
            outside = self.kind == "mspdi" and task.getExternalTask() and not task.getID()
            left_out = (self.primavera and task.getSummary()) or task.getNull() or outside
            zero = "" if self.kind == "gan" else "0"
            if int(task.getUniqueID()) and not left_out and self._key(task) != zero:
                yield task

    def _task(self, task: Any, tasks: dict[str, Any]) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "name": str(task.getName() or "").strip(),
            "deadline": moment(task.getDeadline()),
            "start": moment(task.getStart()),
            "finish": moment(task.getFinish()),
            "percent": number(float(self._percent(task) or 0)),
            "links": sorted(self._links(task, tasks)),
            "assignments": sorted(self._assignments(task)),
            "baseline": [moment(task.getBaselineStart()), moment(task.getBaselineFinish())],
            "constraint": str(_CONSTRAINTS.get(str(task.getConstraintType()), Constraint.ASAP)),
            "constraint date": moment(task.getConstraintDate()),
            "summary": bool(task.getSummary()),
            "level": int(task.getOutlineLevel()),
        }
        kind = str(task.getActivityType())
        facts["kind"] = _ACTIVITIES.get(kind, kind)
        facts["milestone"] = bool(task.getMilestone())
        facts["fixed cost"] = float(task.getFixedCost() or 0)
        priority = task.getPriority()
        facts["priority"] = 500 if priority is None else int(priority.getValue())
        if self.own:
            facts["pauses"] = [[moment(one), moment(other)] for one, other in self._pauses(task)]
        planned = task.getPlannedDuration() if self.primavera else None
        length = task.getDuration() if planned is None else planned
        facts["duration"] = self.peer.amount(length, self.project)
        return facts

    def _pauses(self, task: Any) -> Iterator[tuple[Any, Any]]:
        """What lies between the pieces of a task that was split, and is working time."""
        calendar = task.getEffectiveCalendar()
        for one, other in pairwise(task.getWorkSplits() or ()):
            start, finish = one.getEnd(), other.getStart()
            work = calendar.getWork(start, finish, self.peer.minutes)
            if float(work.getDuration()) > 0:
                yield start, finish

    def _percent(self, task: Any) -> Any:
        of_activity = self.primavera and task.getActivityPercentComplete() is not None
        return task.getActivityPercentComplete() if of_activity else task.getPercentageComplete()

    def _links(self, task: Any, tasks: dict[str, Any]) -> Iterator[list[Any]]:
        for link in task.getPredecessors():
            before = self._key(link.getPredecessorTask())
            if before in tasks:
                kind = str(link.getType())
                yield [before, _KINDS.get(kind, kind), *self._lag(link.getLag())]

    def _lag(self, told: Any) -> list[Any]:
        unit = str(told.getUnits())
        if "%" in unit:
            return lag(float(told.getDuration()), Unit.PERCENT)
        elapsed = unit.startswith("e") and self.own
        amount = self.peer.amount(told, self.project) or 0.0
        return lag(amount, Unit.ELAPSED if elapsed else Unit.WORK)

    def _assignments(self, task: Any) -> Iterator[list[Any]]:
        for one in task.getResourceAssignments():
            resource = one.getResource()
            if resource is not None and not resource.getRole():
                work = self.peer.amount(one.getWork(), self.project) if self.own else 0.0
                yield [self._number(resource), self._units(one), work or 0.0]

    def _units(self, one: Any) -> float | None:
        if self.primavera and str(one.getResource().getType()) == "MATERIAL":
            work = one.getPlannedWork()
            return number(float(work.getDuration())) if work is not None else 0.0
        return number(float(one.getUnits() or 0) / 100)

    def _resources(self) -> Iterator[Any]:
        for one in self.project.getResources():
            there = int(one.getUniqueID()) and not one.getNull() if self.own else True
            if there and not (self.primavera and one.getRole()):
                yield one

    def _resource(self, one: Any) -> dict[str, Any]:
        name = str(one.getName() or "").strip()
        facts: dict[str, Any] = {"material": str(one.getType()) == "MATERIAL"}
        if name:
            facts["name"] = name
        periods = [entry.getUnits() for entry in one.getAvailability()]
        if periods and None not in periods and not facts["material"]:
            facts["units"] = [round(float(units or 0) / 100, 2) for units in periods]
        for number_, table in enumerate("ABCDE"):
            entries = list(one.getCostRateTable(number_) or ())
            rates = (entry.getStandardRate() for entry in entries)
            facts[f"rates {table}"] = paid(
                self.peer.hourly(rate, self.project) for rate in rates if rate
            )
            if entries and not number_:
                facts["per use"] = float(entries[0].getCostPerUse() or 0)
        return facts
