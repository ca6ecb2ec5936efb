"""Every rule once more, by counting minutes: what a plan breaks.

It shares with the reference only the spec and the clock (who works in which minute).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.reference.clock import DAY, Clock, WorkTime, stamp
from tests.reference.crews import Crew, common_time, crews_of, is_event
from tests.reference.dates import Dates
from tests.reference.spec import Link, Spec, Task, UnsupportedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A task in a plan; without instants it is left out."""

    task: str
    start: int | None
    end: int | None
    people: frozenset[str]


@dataclass(frozen=True)
class Placed:
    """A task with its crew and, minute by minute, who works and who is taken."""

    task: Task
    start: int
    end: int
    crew: Crew
    taken: dict[str, tuple[int, int]]
    overtime: tuple[tuple[str, int, int], ...] = ()


def violations(spec: Spec, rows: Iterable[Found]) -> list[str]:
    """Each broken rule in a sentence."""
    try:
        return list(Checker(spec).check({row.task: row for row in rows}))
    except UnsupportedError:
        return []


class Checker:
    """Counts the minutes of a plan."""

    def __init__(self, spec: Spec) -> None:
        if any(person.overtime_hours for person in spec.people):
            raise UnsupportedError("overtime")
        self.spec, self.clock = spec, Clock(spec)
        self.dates = Dates(spec, self.clock)
        self.placed: dict[str, Placed] = {}

    def check(self, rows: dict[str, Found]) -> Iterator[str]:
        """All rules."""
        for task in self.spec.leaves:
            row = rows.get(task.id)
            if row is None or row.start is None or row.end is None:
                if task.drop_cost is None:
                    yield f"{task.id} is left out"
                continue
            yield from self._place(task, row.start, row.end, row.people)
        yield from self._shares()
        yield from self._teams()
        for task in self.spec.tasks:
            for link in task.links:
                yield from self._link(task, link)
        yield from self._phases()

    def _place(self, task: Task, start: int, end: int, people: frozenset[str]) -> Iterator[str]:
        """The people may do the task, and do it in just this time."""
        crews = [crew for crew in crews_of(self.spec, self.clock, task) if crew.names == people]
        if not crews:
            yield f"{task.id} may not be done by {', '.join(sorted(people)) or 'nobody'}"
            return
        ends = []
        for crew in crews:
            taken = self._work(crew, start)
            finish = max([start, *(last for _, last in taken.values())])
            ends.append(stamp(finish))
            if finish == end:
                self.placed[task.id] = Placed(task, start, end, crew, taken)
        if task.id not in self.placed:
            yield f"{task.id} ends {stamp(end)}, right is {ends[0]} (from {stamp(start)})"
            return
        yield from self._task_dates(task, self.placed[task.id])

    def _work(self, crew: Crew, start: int) -> dict[str, tuple[int, int]]:
        """Who is taken from when to when, by working the shares off minute by minute."""
        if crew.unstaffed is not None:
            until = self._done(crew.unstaffed, start, crew.amount, (Fraction(1),))
            return {"": (start, until)}
        taken = {}
        for turn in crew.turns:
            far = self.clock.end + 9 * DAY
            first = next((m for m in range(start, far) if turn.time.works(m)), far)
            taken[turn.name] = (first, self._done(turn.time, start, turn.amount, turn.speeds))
        if crew.together:
            last = max(end for _, end in taken.values())
            taken = {name: (first, last) for name, (first, _) in taken.items()}
        return taken

    def _done(
        self, time: WorkTime, start: int, amount: Fraction, speeds: tuple[Fraction, ...]
    ) -> int:
        minute = start
        while amount > 0:
            if time.works(minute):
                row = next(p.row for p in time.pieces if p.start <= minute < p.end)
                amount -= speeds[row]
            minute += 1
            if minute > self.clock.end + 9 * DAY:
                return minute
        return minute

    def _task_dates(self, task: Task, placed: Placed) -> Iterator[str]:
        if not self.dates.allow(task, placed.crew, placed):
            yield f"{task.id} {stamp(placed.start)} - {stamp(placed.end)} breaks a hard date"

    def _shares(self) -> Iterator[str]:
        """At no minute more of a person is taken than there is."""
        taken: dict[str, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        for placed in self.placed.values():
            for turn in placed.crew.turns:
                first, last = placed.taken[turn.name]
                for minute in range(first, last):
                    taken[turn.name][minute] += turn.units[0]
        for name, minutes in taken.items():
            most = self.clock.rows(name)[0].units
            over = [minute for minute, units in minutes.items() if units > most]
            if over:
                yield f"{name} is taken more than there is at {stamp(min(over))}"

    def _teams(self) -> Iterator[str]:
        for placed in self.placed.values():
            for other in placed.task.same_as:
                if other in self.placed and self.placed[other].crew.names != placed.crew.names:
                    yield f"{placed.task.id} is not done by the people of {other}"
            for other in placed.task.different_from:
                if other in self.placed and self.placed[other].crew.names & placed.crew.names:
                    yield f"{placed.task.id} is done by people of {other}"

    def _edge(self, name: str, which: str) -> list[Placed]:
        """The task, or those of a phase that make its start or finish."""
        if self.spec.by_id[name].spans:
            name = self.spec.by_id[name].spans[0 if which == "S" else -1]
        inside = [self.placed[t.id] for t in self.spec.within(name) if t.id in self.placed]
        if not inside:
            return []
        if which == "S":
            edge = min(placed.start for placed in inside)
            return [placed for placed in inside if placed.start == edge]
        edge = max(placed.end for placed in inside)
        return [placed for placed in inside if placed.end == edge]

    def _link(self, task: Task, link: Link) -> Iterator[str]:
        """A link holds if it does for one of the tasks that make the events."""
        firsts, seconds = self._edge(link.first, link.kind[0]), self._edge(task.id, link.kind[1])
        broken = [self._broken(link, a, b) for a in firsts for b in seconds]
        if broken and all(broken):
            yield f"{task.id} {link.kind} after {link.first}: {broken[0]}"

    def _broken(self, link: Link, first: Placed, second: Placed) -> str:
        one = first.start if link.kind[0] == "S" else first.end
        two = second.start if link.kind[1] == "S" else second.end
        calendar = self._calendar(first, second)
        for lag, sign in ((link.lag, 1), (link.longest, -1)):
            if lag is None:
                continue
            amount = self._amount(link, lag.unit, lag.amount)
            if lag.unit.startswith("elapsed") and lag.amount:
                if sign * (two - one) < sign * amount:
                    return f"{stamp(one)} - {stamp(two)} on the clock"
                continue
            passed = self._count((calendar,), one, two)
            if sign * passed < sign * amount:
                return f"{passed} minutes of working time, not {amount}"
            in_order = two >= one if sign > 0 else two <= one
            binding = lag.amount >= 0 if sign > 0 else lag.amount == 0
            if binding and not in_order and self._told_apart(first, second, calendar, one, two):
                return f"{stamp(one)} and {stamp(two)} are two instants"
        return ""

    def _calendar(self, first: Placed, second: Placed) -> WorkTime:
        which = self.spec.settings.lag_calendar
        if which == "24 h":
            return self.clock.always
        placed = first if which == "predecessor" else second
        if which == "project" or is_event(placed.crew):
            return self.clock.project
        return common_time(crews_of(self.spec, self.clock, placed.task)) or self.clock.project

    def _told_apart(
        self, first: Placed, second: Placed, calendar: WorkTime, one: int, two: int
    ) -> bool:
        """Somebody works between: the link's calendar, or the people of one of the tasks."""
        times = [calendar]
        for placed in (first, second):
            if not is_event(placed.crew):
                times += placed.crew.times
        low, high = min(one, two), max(one, two)
        return any(time.works(minute) for time in times for minute in range(low, high))

    def _amount(self, link: Link, unit: str, amount: Fraction) -> Fraction:
        if "percent" not in unit:
            return amount
        if link.first in self.spec.phases:
            inside = [p for t in self.spec.within(link.first) if (p := self.placed.get(t.id))]
            start, end = min(p.start for p in inside), max(p.end for p in inside)
            return amount / 100 * self._count((self.clock.project,), start, end)
        crew = self.placed[link.first].crew
        longest = [crew.amount, *(turn.amount / turn.speeds[0] for turn in crew.turns)]
        return amount / 100 * max(longest)

    @staticmethod
    def _count(times: tuple[WorkTime, ...], one: int, two: int) -> int:
        """Minutes worked from one instant to another; negative if it is earlier."""
        low, high = min(one, two), max(one, two)
        worked = sum(any(time.works(m) for time in times) for m in range(low, high))
        return worked if one <= two else -worked

    def _phases(self) -> Iterator[str]:
        """Hard dates of a phase, at its first or last task."""
        for phase in (self.spec.by_id[name] for name in self.spec.phases):
            for rule in phase.dates:
                which = "S" if rule.kind in ("SNET", "SNLT", "MSO") else "F"
                edge = self._edge(phase.id, which)
                kept = [self.dates.keeps(p.task, p.crew, p, rule) for p in edge]
                if kept and not any(kept):
                    yield f"the phase {phase.id} breaks {rule.kind} {rule.when}"


__all__ = ["Found", "violations"]
