"""The causes that keep a task from starting earlier, everything else as planned.

From the latest of its lower bounds on, each start before the planned one fails for a reason:
somebody is away, somebody is on something else, there is too little of a material, or it would
end before it may. The reason of the last one that fails is the cause; where none fails, the bound
itself is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from models.bookings import Booking, chosen
from models.search.room import Room
from models.search.stocks import Stocks
from models.timing.calm import Calm
from planner.analysis.timing import Timing

if TYPE_CHECKING:
    from planner.translate.translation import Translation

CauseKind = Literal[
    "begin", "link", "date", "end-link", "end-date", "busy", "stock", "pause", "away", "free"
]  # fmt: skip

_KINDS: dict[str, tuple[CauseKind, CauseKind]] = {
    "S": ("link", "date"),
    "F": ("end-link", "end-date"),
}
"""What bounds a start, and an end: a link or a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why an activity starts at `slot` and not earlier.

    Args:
        kind: ``begin``: the axis begins. ``link``, ``date``: the precedence or hard date `source`
            (a position) bounds the start; ``end-…``: the end. ``busy``: `others` take what it
            needs of `resource` up to the slot (none of them: a meeting does). ``pause``: before it
            `resource` would come to a longer pause than it may make. ``away``:
            `resource` (None: its own calendar) does not work up to the slot. ``free``: nothing
            does; it could start at `slot` already. ``stock``: before it there would be too little
            of the material `source` until the `delivery`, a slot.
        source: Position in `Problem.precedences`, or among the starts or ends of its window.
        owner: Whose window that is: the activity, or what spans it.
    """

    kind: CauseKind
    slot: int
    source: int = -1
    owner: int = -1
    resource: int | None = None
    others: tuple[int, ...] = ()
    delivery: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Low:
    """A lower bound of a start or an end and where it comes from."""

    slot: int
    source: int
    kind: CauseKind
    owner: int

    def cause(self, slot: int) -> Cause:
        """It as the cause of a start at a slot."""
        return Cause(kind=self.kind, slot=slot, source=self.source, owner=self.owner)


class Causes:
    """Finds the causes of all activities of a schedule."""

    def __init__(self, translation: "Translation", timing: Timing) -> None:
        self.translation, self.timing = translation, timing
        self.problem = translation.problem
        self._calm = Calm.of(self.problem)
        self._found: dict[int, tuple[Cause, ...]] = {}

    def of(self, activity: int) -> tuple[Cause, ...]:
        """The causes of a planned activity's start: all that are tight, each enough by itself.

        Where somebody is away up to the start, that comes last, after what kept it until then.
        Each is looked for once: many chains may lead through an activity.
        """
        if activity not in self._found:
            self._found[activity] = self._of(activity)
        return self._found[activity]

    def _of(self, activity: int) -> tuple[Cause, ...]:
        lows, ends = self._lows(activity, "S"), self._lows(activity, "F")
        if not self.timing.parts[activity]:
            lows, ends = [*lows, *ends], []
        start = self.timing.task(activity).start
        low = min(start, max((bound.slot for bound in lows), default=0))
        blocked = self._walk(activity, low, ends)
        if blocked and blocked[0].kind != "away":
            return blocked
        tight = [bound for bound in lows if bound.slot >= low and low]
        causes = [bound.cause(low) for bound in tight]
        blocked = blocked or tuple(self._back(activity, tight))
        return (*causes, *blocked) or (Cause(kind="begin", slot=0),)

    def _back(self, activity: int, tight: list[_Low]) -> Iterator[Cause]:
        """Those who were away on the day of a date and are back when the activity starts.

        What a date means to somebody is when they work next; that alone does not say why.
        """
        grid = self.translation.grid
        for low in tight[-1:]:
            if low.kind != "date" or not low.slot:
                continue
            bound = self.translation.windows[low.owner].starts[low.source]
            waited = grid.opening(low.slot - 1) >= bound.when and not bound.moved
            if waited and grid.opening(low.slot).date() > bound.when.date():
                who = self._absent(activity, low.slot - 1)
                if who is not None:
                    yield Cause(kind="away", slot=low.slot, resource=who)

    def _lows(self, activity: int, letter: str) -> list[_Low]:
        """Lower bounds of the start or the end; what stands for a summary is looked through.

        Those of what spans it are among them: of the end, where it is the last to end.
        """
        found: list[_Low] = []
        end = self.timing.task(activity).end
        for owner in (activity, *self.problem.spanned_by[activity]):
            if owner == activity or letter == "S" or self.timing.task(owner).end == end:
                found += self._bounds(owner, letter)
        return found

    def _bounds(self, owner: int, letter: str) -> Iterator[_Low]:
        link, date = _KINDS[letter]
        for source, slot in self._linked(owner):
            if self.problem.precedences[source].kind[1] == letter:
                yield _Low(slot=slot, source=source, kind=link, owner=owner)
        first = self.problem.activities[owner].start_min if letter == "S" else 0
        window = self.translation.windows[owner]
        if first > max((bound.slot for bound in window.starts), default=0):
            yield _Low(slot=first, source=0, kind="begin", owner=owner)  # the project's first day
        hands = list(self.translation.hands(owner, self.timing.task(owner)))
        for source, bound in enumerate(window.starts if letter == "S" else window.ends):
            yield _Low(slot=bound.of(hands), source=source, kind=date, owner=owner)

    def _linked(self, activity: int) -> Iterator[tuple[int, int]]:
        """Precedences that bind the activity, by position, and the slot from which they let it."""
        for source in self._incoming[activity]:
            precedence = self.problem.precedences[source]
            if self.timing.schedule.tasks[precedence.first] is None:
                continue
            role = self.translation.origins[precedence.first].role
            if role == "start":
                yield from self._linked(precedence.first)
            elif role == "finish":
                if inside := self._inside(precedence.first):
                    yield source, self.timing.earliest_event(precedence, inside)
            else:
                yield source, self.timing.earliest_event(precedence)

    def _inside(self, finish: int) -> list[int]:
        """What is planned of the summary whose finish it is."""
        links = self.problem.incoming[finish]
        return [link.first for link in links if self.timing.schedule.tasks[link.first] is not None]

    @cached_property
    def _incoming(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for position, precedence in enumerate(self.problem.precedences):
            found[precedence.second].append(position)
        return found

    def _walk(self, activity: int, low: int, ends: list[_Low]) -> tuple[Cause, ...]:
        """Why no start from `low` on is possible before the planned one; none if `low` is it.

        The last obstacle, and if that is an absence, before it the last one that is not.
        """
        start, slot = self.timing.task(activity).start, low
        soonest = max((bound.slot for bound in ends), default=0)
        kept: tuple[Cause, ...] = ()
        away: tuple[Cause, ...] = ()
        while slot < start:
            there = self.timing.next_start(activity, slot)
            if there != slot:
                who = self._absent(activity, slot if there is None else there - 1)
                slot = start if there is None else there
                away = (Cause(kind="away", slot=slot, resource=who),)
                continue
            torn = self._torn(activity, slot)
            if torn is not None:
                slot, kept, away = torn.slot, (torn,), ()
                continue
            end = self.timing.end(activity, slot)
            clash = None if end is None else self._clash(activity, slot, end)
            if end is not None and end < soonest:
                slot = self._late_enough(activity, slot, soonest)
                tight = [bound for bound in ends if bound.slot == soonest]
                kept = tuple(bound.cause(slot) for bound in tight)
            elif clash is not None:
                slot, kept = clash.slot, (clash,)
            elif end is not None and (short := self._short(activity, slot, end)) is not None:
                slot, kept = short.slot, (short,)
            else:
                return (Cause(kind="free", slot=slot),)
            away = ()
        return (*kept, *away)

    def _short(self, activity: int, slot: int, end: int) -> Cause | None:
        """The material that would be short, and the slot from which it is not."""
        task, stocks = self.timing.task(activity), self._stocks
        stocks.take(activity, task, -1)
        lacking = stocks.lacking(activity, replace(task, start=slot, end=end))
        room = Room(start_min=slot, start_max=task.start, end_min=0, end_max=self.problem.horizon)
        later = None if lacking is None else stocks.room(activity, task.mode, room)
        stocks.take(activity, task, 1)
        if lacking is None:
            return None
        material, supply = lacking
        again = task.start
        if later is not None:
            there = self.timing.next_start(activity, later.start_min)
            again = min(task.start, later.start_min if there is None else there)
            if again == slot:
                again = self._late_enough(activity, slot, later.end_min)
        until = -1 if supply.until is None else supply.until
        return Cause(kind="stock", slot=again, source=material, delivery=until)

    @cached_property
    def _stocks(self) -> Stocks:
        """The stocks of materials beside all that is planned."""
        stocks = Stocks(self.problem)
        for activity in self.timing.planned:
            stocks.take(activity, self.timing.task(activity), 1)
        return stocks

    def _late_enough(self, activity: int, slot: int, soonest: int) -> int:
        """The first start after `slot` from which it does not end before `soonest`."""
        low, high = slot + 1, self.timing.task(activity).start
        while low < high:
            middle = (low + high) // 2
            there = self.timing.next_start(activity, middle)
            end = None if there is None else self.timing.end(activity, there)
            if end is None or end >= soonest:
                high = middle
            else:
                low = middle + 1
        return self.timing.next_start(activity, low) or low

    def _torn(self, activity: int, slot: int) -> Cause | None:
        """Those whose pause would be too long from a start, and the slot from which it is not."""
        for candidate in chosen(self.problem, activity, self.timing.task(activity)):
            calm = self._calm.starts(candidate)
            if calm is not None and not calm.works(slot):
                again = calm.next_working(slot)
                later = self.timing.task(activity).start if again is None else again
                return Cause(kind="pause", slot=later, resource=candidate.resource)
        return None

    def _absent(self, activity: int, slot: int) -> int | None:
        """A person on it who does not work at a slot; None if only the task's calendar does not.

        Those who begin it come before those who join later.
        """
        for one in sorted(self.timing.taken[activity], key=lambda one: one.start):
            resource = one.candidate.resource
            if not self.problem.calendars[self.problem.resources[resource].calendar].works(slot):
                return resource
        return None

    @cached_property
    def _taken(self) -> dict[int, list[tuple[int, int, int, int]]]:
        """For each resource what takes it: ``(start, end, units, activity)``; -1 is a meeting."""
        taken: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
        for activity in self.timing.planned:
            for one in self.timing.taken[activity]:
                if one.start < one.end:
                    who = one.candidate
                    taken[who.resource].append((one.start, one.end, who.units, activity))
        for held in self.problem.reservations:
            taken[held.resource].append((held.start, held.end, held.units, -1))
        return taken

    def _clash(self, activity: int, start: int, end: int) -> Cause | None:
        """Those who are not free from `start` to `end`, for which task, and its end."""
        start_planned = self.timing.task(activity).start
        moved = self.timing.taken_from(activity, start, end)
        planned: dict[int, int] = {}
        for taken_as_planned in self.timing.taken[activity]:
            planned.setdefault(taken_as_planned.candidate.resource, taken_as_planned.start)
        for one in moved:
            if one.start == one.end:
                continue
            resource, units = one.candidate.resource, one.candidate.units
            changes = [low for low, _, _ in self.problem.resources[resource].there(*_span(one))]
            others = [
                taken
                for taken in self._taken[resource]
                if taken[3] != activity and taken[0] < one.end and taken[1] > one.start
            ]
            for instant in sorted({*changes, *(max(one.start, taken[0]) for taken in others)}):
                there = [taken for taken in others if taken[0] <= instant < taken[1]]
                gone = [taken for taken in there if taken[1] <= planned[resource]]
                if gone and self._too_much(resource, instant, (units, *(t[2] for t in there))):
                    return Cause(
                        kind="busy",
                        slot=min(start_planned, *(taken[1] for taken in gone)),
                        resource=resource,
                        others=tuple(sorted({taken[3] for taken in gone if taken[3] >= 0})),
                    )
        return None

    def _too_much(self, resource: int, slot: int, units: Iterable[int]) -> bool:
        """Whether so much cannot be taken of a resource at once in a slot."""
        who = self.problem.resources[resource]
        ((_, _, there),) = who.there(slot, slot + 1)
        asked = units if there == who.capacity else (min(one, there) for one in units)
        return sum(asked) > there


def _span(one: Booking) -> tuple[int, int]:
    return one.start, one.end
