"""Reads the sentences of a plan with the workbook and the dates of the plan at hand, nothing else.

What a sentence says of a date is looked up anew: in the tasks' dates, the bookings, leave,
meetings, contracts, hours. A sentence that nobody here can read counts as wrong.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from planner.plan import Plan, PlannedTask
from planner.project import Constraint, Task

_AT = r"(\d+ [A-Z][a-z]{2} \d{4}(?: \d\d:\d\d)?)"
_HOURS = ((time(8), time(12)), (time(13), time(17)))
_MORNING, _NOON, _EVENING = time(8), time(13), time(17)


@dataclass(frozen=True)
class Reader:
    """Somebody with a plan; `wrong` says which of its sentences do not hold."""

    plan: Plan

    def wrong(self) -> Iterator[str]:
        """Sentences that say what is not so, each with its task."""
        for row, text in self.sentences():
            if not self.holds(row, text):
                yield f"{row.task.id} ({row.start} to {row.finish}): {text}"
        for row in self.plan.rows:
            if row.reason and row.start is not None and not self.explained(row):
                yield f"{row.task.id} ({row.start}): not all is said in: {row.reason}"

    def sentences(self) -> Iterator[tuple[PlannedTask, str]]:
        """Every sentence of the rows and of the chains."""
        for row in self.plan.rows:
            if row.reason and row.start is not None:
                yield from ((row, text) for text in _parts(row.reason))
        for chain in self.plan.chains:
            for step in chain.steps:
                for cause in (step.reason, *step.more):
                    yield self._by_id[step.task], cause.text

    def explained(self, row: PlannedTask) -> bool:
        """Whether nobody works between the last date that is told of a start, and the start."""
        *_, text = _parts(row.reason)
        begun = row.task.progress.actual_start is not None
        found = re.fullmatch(rf"(?!its finish|must not|no more|could).*?{_AT}[^,]*", text)
        if found is None or begun or "exceeded" in text or row.start is None:
            return True
        return _worked(_when(found[1]), row.start) == timedelta()

    def holds(self, row: PlannedTask, text: str) -> bool:
        """Whether a sentence about a task holds."""
        for pattern, check in _READ:
            if found := re.fullmatch(pattern, text):
                return check(self, row, *found.groups())
        return False

    @cached_property
    def _by_id(self) -> dict[str, PlannedTask]:
        return {row.task.id: row for row in self.plan.rows}

    @cached_property
    def _named(self) -> dict[str, PlannedTask]:
        return {row.task.title: row for row in self.plan.rows}

    def _above(self, task: Task) -> Iterator[Task]:
        """A task and the summaries above it."""
        yield task
        if task.parent in self._by_id:
            yield from self._above(self._by_id[task.parent].task)

    def _linked(self, row: PlannedTask, other: PlannedTask) -> bool:
        """Whether one of them waits for the other, itself or with what it stands under."""
        one, two = list(self._above(row.task)), list(self._above(other.task))
        return any(
            link.task == b.id
            for these, those in ((one, two), (two, one))
            for a in these
            for b in those
            for link in a.dependencies
        )

    def waits(self, row: PlannedTask, ends: str | None, name: str, at: str) -> bool:
        """``waits for T1 (until 5 Jan)``, or its finish does."""
        first = self._named[name]
        own = _end(row) if ends else _latest(row)
        return first.finish == _when(at) <= own and self._linked(row, first)

    def starts(self, row: PlannedTask, ends: str | None, name: str, at: str) -> bool:
        """``waits for T1 to start (5 Jan)``."""
        first = self._named[name]
        own = _end(row) if ends else _latest(row)
        return first.start == _when(at) <= own and self._linked(row, first)

    def leads(self, row: PlannedTask, name: str, verb: str, at: str) -> bool:
        """``no more than 4 hours before T1 finishes (5 Jan)``."""
        first = self._named[name]
        at_event = first.start if verb == "starts" else first.finish
        return at_event == _when(at) and self._linked(row, first)

    def busy(self, row: PlannedTask, who: str, tasks: str, until: str) -> bool:
        """``Ann is on T1, T2 until 5 Jan``: they are, one of them up to then."""
        named = [self._named[name] for name in tasks.split(" and ", maxsplit=1)[0].split(", ")]
        theirs = [one for r in named for one in r.bookings if one.resource == who]
        ends = {r.finish for r in named} | {one.spans[-1][1] for one in theirs if one.spans}
        there = len({id(r) for r in named}) <= len(theirs)
        return there and _when(until) in ends | {row.start} and _when(until) <= _latest(row)

    def meeting(self, row: PlannedTask, who: str, name: str | None, until: str) -> bool:
        """``Ann is in the meeting Fair until 5 Jan``."""
        return any(
            held.start < _when(until) <= held.finish
            and (who in held.who or not held.who)
            and name in (None, held.name)
            for held in self.plan.project.meetings
        ) and _when(until) <= _latest(row)

    def away(self, row: PlannedTask, who: str, when: str) -> bool:
        """``Ann is away until 5 Jan``: she is off on the working day before, and starts then."""
        day = _day_before(_when(when))
        return self._off(who, day) and _when(when) <= _latest(row)

    def meanwhile(self, row: PlannedTask, who: str | None, first: str, last: str | None) -> bool:
        """``Ann is away from 5 Jan to 6 Jan``: she is off then, after its start and before its end.

        ``nobody works on 5 Jan`` is of all.
        """
        days = _when(first), _when(last or first)
        off = (
            ((one.start, one.finish), one.who in ("", who) if who else not one.who)
            for one in self.plan.project.days_off
        )
        there = any(span == (days[0].date(), days[1].date()) and whose for span, whose in off)
        return there and (row.start or datetime.max) < days[0] and days[1] < _end(row)

    def _off(self, who: str, day: date) -> bool:
        off = self.plan.project.days_off
        return any(one.who in ("", who) and one.start <= day <= one.finish for one in off)

    def there(self, row: PlannedTask, who: str, when: str) -> bool:
        """``Ann is available from 5 Jan``."""
        person = next(one for one in self.plan.project.resources if one.name == who)
        first = person.available_from
        if first is None:
            return False
        day = first
        while day.weekday() > 4 or self._off(who, day):
            day += timedelta(days=1)
        return _when(when).date() == day and _when(when) <= _latest(row)

    def again(self, row: PlannedTask, when: str) -> bool:
        """``Ann works again on 5 Jan``: a morning, an afternoon, or overtime that begins then."""
        overtime = {start for one in row.bookings for start, _ in one.overtime}
        usual = _when(when).time() in (_MORNING, _NOON, _EVENING)
        return (usual or _when(when) in overtime) and _when(when) <= _latest(row)

    def dated(self, row: PlannedTask, at: str, kind: str, of: str | None) -> bool:
        """``not before 5 Jan (Start No Earlier Than)``, ``must start on 5 Jan``, ``blocked …``."""
        tasks = list(self._above(row.task)) if of is None else [self._named[of].task]
        dates = [(_KINDS.get(key), when) for one in tasks for key, when in _dates(one)]
        return (kind, _when(at)) in dates and _when(at) <= max(_latest(row), _end(row))

    def free(self, row: PlannedTask, when: str) -> bool:
        """``could start on 5 Jan already``: it starts later, and who is on it is free then."""
        if row.start is None or not _when(when) < _latest(row):
            return False
        people = {one.resource for one in row.bookings}
        taken = (
            span
            for r in self.plan.rows
            if r is not row
            for one in r.bookings
            if one.resource in people
            for span in one.spans
        )
        return not any(start <= _when(when) < finish for start, finish in taken)

    def budget(self, row: PlannedTask, first: str, last: str, when: str) -> bool:
        """``the budget of the project from … to … would be exceeded by a start on 5 Jan``."""
        spans = [(one.start, one.finish) for one in self.plan.project.budgets]
        span = (_when(first).date(), _when(last).date())
        return span in spans and _when(when) < _latest(row)

    def status(self, row: PlannedTask, when: str) -> bool:
        """``after the status date, 5 Jan``."""
        return self.plan.project.settings.status_date == _when(when) <= _latest(row)

    def stays(self, row: PlannedTask, when: str) -> bool:
        """``pinned to 5 Jan``, ``frozen at 5 Jan``, ``stays near 5 Jan``: as before."""
        known = self.plan.project.previous
        before = known.tasks.get(row.task.id) if known else None
        return before is not None and before.start == _when(when)

    def began(self, row: PlannedTask, when: str) -> bool:
        """``began on 5 Jan``, ``under way since 5 Jan``."""
        return row.task.progress.actual_start == _when(when) == row.start

    def begins(self, row: PlannedTask) -> bool:
        """``project start``."""
        return row.start is not None and row.start.date() <= _later(self.plan.project.start)

    def spans(self, row: PlannedTask, name: str) -> bool:
        """``starts with T1``."""
        return self._named[name].start == row.start


def _parts(reason: str) -> Iterator[str]:
    for text in reason.removesuffix("…").split("; "):
        if not re.fullmatch(r"and \d+ more", text):
            yield text.removeprefix("goes on: ")


def _when(text: str) -> datetime:
    return datetime.strptime(text, "%d %b %Y %H:%M" if ":" in text else "%d %b %Y")


def _latest(row: PlannedTask) -> datetime:
    """Its start; of one under way when the rest of it goes on, at the latest."""
    begun = row.task.progress.actual_start is not None
    return (row.finish if begun else row.start) or datetime.min


def _end(row: PlannedTask) -> datetime:
    return row.finish or datetime.min


def _day_before(when: datetime) -> date:
    """The working day that ends before a moment."""
    day = when.date() if when.time() > _MORNING else when.date() - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def _worked(since: datetime, until: datetime) -> timedelta:
    """Office hours between two moments."""
    found, day = timedelta(), since.date()
    while day <= until.date():
        for first, last in _HOURS if day.weekday() < 5 else ():
            low = max(since, datetime.combine(day, first))
            high = min(until, datetime.combine(day, last))
            found += max(timedelta(), high - low)
        day += timedelta(days=1)
    return found


def _later(when: datetime) -> date:
    return when.date() + timedelta(days=3)


_KINDS = {
    "earliest_start": "earliest start",
    "blocked_until": "blocked",
    Constraint.SNET: "Start No Earlier Than",
    Constraint.MSO: "must start on",
    Constraint.FNET: "Finish No Earlier Than",
    Constraint.MFO: "must finish on",
}


def _dates(task: Task) -> Iterator[tuple[str | Constraint, datetime]]:
    if task.earliest_start is not None:
        yield "earliest_start", task.earliest_start
    if task.blocked_until is not None:
        yield "blocked_until", task.blocked_until
    yield from task.hard_dates


_Check = Callable[..., bool]
_LAG = (
    r"(?:, then [\d.,]+(?: (?:calendar |elapsed )?(?:day|hour|minute)s?"
    r"|% of its length(?:, nights counted)?))?"
)
_OF = r"(?: of (.+?))?"
_READ: tuple[tuple[str, _Check], ...] = (
    (rf"(its finish )?waits for (.+) \(until {_AT}\){_LAG}", Reader.waits),
    (rf"(its finish )?waits for (.+) to start \({_AT}\){_LAG}", Reader.starts),
    (rf"no more than [^()]+? before (.+) (starts|finishes) \({_AT}\)", Reader.leads),
    (rf"(.+) is in (?:a meeting|the meeting (.+)) until {_AT}", Reader.meeting),
    (rf"(.+) is on (.+) until {_AT}(?:, and nobody else has .+)?", Reader.busy),
    (rf"(.+) is away until {_AT}", Reader.away),
    (rf"(.+) is away (?:on|from) {_AT}(?: to {_AT})?", Reader.meanwhile),
    (
        rf"nobody works (?:on|from) {_AT}(?: to {_AT})?(?: \(.+\))?",
        lambda self, row, first, last: self.meanwhile(row, None, first, last),
    ),
    (rf"(.+) is available from {_AT}", Reader.there),
    (rf".+ works again on {_AT}", Reader.again),
    (
        rf"not before {_AT} \((earliest start){_OF}\)",
        Reader.dated,
    ),
    (
        (
            rf"(?:not before|must not finish before) {_AT} \((.+ No Earlier Than)\){_OF}"
            r"(?:, the next working time after it)?"
        ),
        Reader.dated,
    ),
    (
        rf"blocked until {_AT}(?: \(permit\))?{_OF}",
        lambda self, row, at, of: self.dated(row, at, "blocked", of),
    ),
    (rf"(?:as late as possible; )?could start on {_AT}(?: already)?", Reader.free),
    (
        rf"the budget of the project from {_AT} to {_AT} would be exceeded by a start on {_AT}",
        Reader.budget,
    ),
    (rf"after the status date, {_AT}", Reader.status),
    (rf"(?:pinned to|frozen at) {_AT}", Reader.stays),
    (rf"stays near {_AT}, as published", Reader.stays),
    (rf"(?:began on|under way since) {_AT}", Reader.began),
    (r"project start", Reader.begins),
    (r"starts with (.+)", Reader.spans),
    (r"done|left out|as late as possible", lambda *_: True),
)
