"""Finding a place for one activity in a partial schedule: when, how, and with whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from operator import itemgetter

from models.calendars import Calendar
from models.measures.spending import candidate_cost, earned
from models.problem import Candidate, Mode, Seat
from models.schedule import Assignment, Task
from models.search.partial_schedule import PartialSchedule
from models.search.room import Room
from models.timing.calm import Calm
from models.timing.combined_bounds import together
from models.timing.network import start_reaching

SelectionRule = Callable[[int, int, int], tuple[float, ...]]
"""``selection(activity, end, cost)``: what to prefer among ways to place; smaller is better."""


@dataclass(frozen=True, slots=True)
class _Way:
    start: int
    end: int
    mode: int
    members: tuple[tuple[int, Candidate], ...]


class Placer:
    """Places activities into a partial, one at a time."""

    def __init__(
        self, partial: PartialSchedule, scarcity: list[float], selection: SelectionRule
    ) -> None:
        self.problem = partial.problem
        self.partial = partial
        self._scarcity = scarcity
        self._selection = selection
        self._never = self.problem.horizon + 1
        self._profiles = partial.profiles
        self._calm = Calm.of(self.problem)

    def find(self, activity: int, room: Room) -> Task | None:
        """The activity where the rule likes it best within the room; None if it has none."""
        way = self._best_way(activity, room)
        if way is None:
            return None
        assignments = tuple(Assignment(seat=s, resource=c.resource) for s, c in way.members)
        return Task(start=way.start, end=way.end, mode=way.mode, assignments=assignments)

    def spanning(self, activity: int, start: int, end: int) -> Task | None:
        """The activity in ``[start, end)``, with whom the rule likes best; None if not free."""
        best: tuple[tuple[float, ...], Task] | None = None
        must, never = self.partial.staffing(activity)
        for m, mode in enumerate(self.problem.activities[activity].modes):
            ready = [self._idle(seat, start, end, must, never) for seat in mode.seats]
            crew = _match(mode, ready)
            if crew is None or not must <= {c.resource for _, c in crew}:
                continue
            people = tuple(Assignment(seat=s, resource=c.resource) for s, c in crew)
            task = Task(start=start, end=end, mode=m, assignments=people)
            if not self.partial.stocks.enough(activity, task):
                continue
            rank = self._rank(activity, _Way(start, end, m, crew))
            if best is None or rank < best[0]:
                best = rank, task
        return None if best is None else best[1]

    def _idle(
        self, seat: Seat, start: int, end: int, must: AbstractSet[int], never: AbstractSet[int]
    ) -> list[Candidate]:
        """The candidates who are free for the whole time of a seat, the best first."""
        free: list[tuple[bool, int, float, int, Candidate]] = []
        for candidate in seat.candidates:
            r = candidate.resource
            limit = self.problem.resources[r].capacity - candidate.units
            if r not in never and self._profiles[r].blocked(start, end, limit) is None:
                cents = candidate.least + earned(self.problem, candidate, start, end)
                free.append((r not in must, cents, self._scarcity[r], len(free), candidate))
        return [candidate for *_, candidate in sorted(free, key=itemgetter(0, 1, 2, 3))]

    def _best_way(self, activity: int, room: Room) -> _Way | None:
        best: _Way | None = None
        best_rank: tuple[float, ...] = ()
        must, never = self.partial.staffing(activity)
        for m, mode in enumerate(self.problem.activities[activity].modes):
            one = len(mode.seats) == 1 and mode.seats[0].count == 1 and len(must) <= 1
            here = self.partial.stocks.room(activity, m, room.of(mode.bounds))
            if here is None:
                continue
            if one and (self.problem.activities[activity].together or not mode.work):
                way = self._single(activity, m, here, must, never)
            else:
                way = self._crew(activity, m, here, must, never)
            if way is not None:
                rank = self._rank(activity, way)
                if best is None or rank < best_rank:
                    best, best_rank = way, rank
        return best

    def _rank(self, activity: int, way: _Way) -> tuple[float, ...]:
        cost = self.problem.activities[activity].modes[way.mode].cost
        cost += sum(self._cost(member, way.start, way.end) for _, member in way.members)
        if self.problem.activities[activity].spans:
            cost += sum(earned(self.problem, c, way.start, way.end) for _, c in way.members)
        rarity = sum(self._scarcity[member.resource] for _, member in way.members)
        return (*self._selection(activity, way.end, cost), rarity, cost)

    def _cost(self, candidate: Candidate, start: int, end: int) -> int:
        """Cents, without overtime and what something spans earns."""
        if candidate.pays and candidate.work:
            return candidate_cost(self.problem, candidate, start, end)
        return candidate.least

    # One person

    def _single(
        self, activity: int, m: int, room: Room, must: AbstractSet[int], never: AbstractSet[int]
    ) -> _Way | None:
        mode = self.problem.activities[activity].modes[m]
        own = self.problem.calendars[self.problem.activities[activity].calendar]
        seat = mode.seats[0]
        best: tuple[tuple[float, ...], tuple[int, int], Candidate] | None = None
        for candidate in seat.candidates:
            resource = candidate.resource
            if resource in never or (must and resource not in must):
                continue
            here = room.of(candidate.bounds)
            span = self._span(candidate, here, mode.work, own)
            if span is not None:
                cost = self._cost(candidate, *span)
                selection = self._selection(activity, span[1], cost)
                rank = (*selection, self._scarcity[resource], cost)
                if best is None or rank < best[0]:
                    best = rank, span, candidate
        return None if best is None else _Way(*best[1], m, ((0, best[2]),))

    def _span(
        self, candidate: Candidate, room: Room, extra: int, own: Calendar
    ) -> tuple[int, int] | None:
        """The earliest span in the room for one person, beside `extra` work of the activity."""
        resource = candidate.resource
        limit = self.problem.resources[resource].capacity - candidate.units
        if limit < 0 and (candidate.work or extra):
            return None
        work, calendar = candidate.work, self.problem.calendar_of(candidate)
        parts = ((calendar, work), (own, extra)) if extra else ((calendar, work),)
        plain = bool(work) and not extra
        blocked = self._profiles[resource].blocked
        start = room.start_min
        if room.end_min > start + work:
            start = max(start, min(start_reaching(c, w, room.end_min) for c, w in parts))
        calm = self._calm.starts(candidate)
        while start <= room.start_max:
            if calm is not None:
                begun = calm.next_working(start)
                if begun is None:
                    return None
                start = begun
            span = calendar.run(start, work) if plain else self._together(parts, start)
            if span is None or span[0] > room.start_max or span[1] > room.end_max:
                return None
            again = blocked(span[0], span[1], limit)
            if calm is not None and not calm.works(span[0]):
                start = span[0]
            elif again is not None:
                start = again
            elif span[1] < room.end_min:
                start = span[0] + 1
            else:
                return span
        return None

    def _together(
        self, parts: Iterable[tuple[Calendar, int]], start: int
    ) -> tuple[int, int] | None:
        begun = _opening(parts, start)
        return None if begun is None else (begun, _closing(parts, begun, self._never))

    # Several people

    def _crew(
        self, activity: int, m: int, room: Room, must: AbstractSet[int], never: AbstractSet[int]
    ) -> _Way | None:
        """The earliest common span of a crew, looked for from one change to the next."""
        what = self.problem.activities[activity]
        mode = what.modes[m]
        own = self.problem.calendars[what.calendar]
        start = room.start_min
        reach = [(own, mode.work)] if mode.work else []
        reach += [
            (self.problem.calendar_of(c), c.work) for seat in mode.seats for c in seat.candidates
        ]
        if room.end_min > start:
            bounds = (
                start_reaching(calendar, work, room.end_min, apart=not what.together)
                for calendar, work in reach
            )
            start = max(start, min(bounds, default=room.end_min))
        while start <= room.start_max:
            if what.together:
                begun = own.next_working(start) if mode.work else start
            else:
                begun = _first(reach, start)
            if begun is None or begun > room.start_max:
                return None
            at = self._crew_at if what.together else self._each_at
            answer = at(mode, begun, own, room, must, never)
            if isinstance(answer, int):
                start = answer
                continue
            end, members = answer
            if end > room.end_max:
                return None
            theirs = room.of(together(candidate.bounds for _, candidate in members))
            calm = (self._calm.starts(candidate) for _, candidate in members)
            fits = theirs.start_min <= begun <= theirs.start_max
            fits = fits and theirs.end_min <= end <= theirs.end_max
            if fits and all(starts is None or starts.works(begun) for starts in calm):
                return _Way(begun, end, m, members)
            start = max(begun + 1, theirs.start_min)
        return None

    def _crew_at(
        self,
        mode: Mode,
        start: int,
        own: Calendar,
        room: Room,
        must: AbstractSet[int],
        never: AbstractSet[int],
    ) -> tuple[int, tuple[tuple[int, Candidate], ...]] | int:
        """End and crew if one can start exactly at `start`, else the next start to try."""
        ready, later = self._free(mode, start, room, must, never)
        latest = self._latest(mode, later)
        if latest > start:
            return latest
        while True:
            crew = _match(mode, ready)
            if crew is None or not must <= {c.resource for _, c in crew}:
                return self._next(later, start)
            parts = [(self.problem.calendar_of(c), c.work) for _, c in crew]
            parts += [(own, mode.work)] if mode.work else []
            end = _closing(parts, start, self._never)
            clash = self._clash(crew, start, end)
            if clash is None:
                return end, crew
            (seat, candidate), again = clash
            ready[seat].remove(candidate)
            later[seat].append(again)

    def _each_at(
        self,
        mode: Mode,
        start: int,
        own: Calendar,
        room: Room,
        must: AbstractSet[int],
        never: AbstractSet[int],
    ) -> tuple[int, tuple[tuple[int, Candidate], ...]] | int:
        """Places people who begin each at their own time, one of them at `start`."""
        ready, later = self._free(mode, start, room, must, never, each=True)
        latest = self._latest(mode, later)
        if latest > start:
            return latest
        crew = _match(mode, ready)
        if crew is not None and must <= {c.resource for _, c in crew}:
            parts = [(self.problem.calendar_of(c), c.work) for _, c in crew]
            parts += [(own, mode.work)] if mode.work else []
            parts = [(calendar, work) for calendar, work in parts if work]
            if not parts or any(calendar.works(start) for calendar, _ in parts):
                return _closing(parts, start, self._never), crew
            return start + 1
        return self._next(later, start)

    def _latest(self, mode: Mode, later: Mapping[int, Sequence[int]]) -> int:
        """The first slot at which no seat lacks people who can begin."""
        return max((self._nth(rows, mode.seats[s].count) for s, rows in later.items()), default=0)

    def _next(self, later: Mapping[int, Iterable[int]], start: int) -> int:
        """The next slot at which somebody can begin."""
        return min((t for rows in later.values() for t in rows if t > start), default=self._never)

    def _free(
        self,
        mode: Mode,
        start: int,
        room: Room,
        must: AbstractSet[int],
        never: AbstractSet[int],
        *,
        each: bool = False,
    ) -> tuple[list[list[Candidate]], dict[int, list[int]]]:
        """For each seat the candidates who can start at `start`, best first; and all next starts.

        With `each`, those who can begin in their next working slot; those who work now come first.
        """
        if each:
            room = replace(room, start_max=self._never)
        wide = Room(start_min=start, start_max=room.start_max, end_min=0, end_max=room.end_max)
        ready: list[list[Candidate]] = []
        later: dict[int, list[int]] = {}
        for s, seat in enumerate(mode.seats):
            rows = []
            for candidate in seat.candidates:
                if candidate.resource not in never:
                    calendar = self.problem.calendar_of(candidate)
                    span = self._span(candidate, wide, 0, calendar)
                    begin = self._never if span is None else span[0]
                    if each and span is not None:
                        begin = max(start, calendar.reached(calendar.worked(begin)) or 0)
                    rows.append((begin, candidate))
            now = [candidate for begin, candidate in rows if begin == start]
            now.sort(key=lambda c: self._order(c, start, must, each=each))
            ready.append(now)
            later[s] = [begin for begin, _ in rows]
        return ready, later

    def _order(
        self, candidate: Candidate, start: int, must: AbstractSet[int], *, each: bool
    ) -> tuple[float, ...]:
        """Whom to take first."""
        resource, works = candidate.resource, self.problem.calendar_of(candidate).works(start)
        waits = each and bool(candidate.work) and not works
        return (resource not in must, waits, self._scarcity[resource], candidate.cost)

    def _nth(self, times: Iterable[int], count: int) -> int:
        ordered = sorted(times)
        return ordered[count - 1] if count <= len(ordered) else self._never

    def _clash(
        self, crew: Iterable[tuple[int, Candidate]], start: int, end: int
    ) -> tuple[tuple[int, Candidate], int] | None:
        for seat, candidate in crew:
            limit = self.problem.resources[candidate.resource].capacity - candidate.units
            again = self._profiles[candidate.resource].blocked(start, end, limit)
            if again is not None:
                return (seat, candidate), again
        return None


def _first(parts: Iterable[tuple[Calendar, int]], start: int) -> int | None:
    """The first slot from `start` on at which some part with work can begin."""
    begun = [calendar.next_working(start) for calendar, work in parts if work]
    there = [slot for slot in begun if slot is not None]
    return min(there, default=None) if begun else start


def _opening(parts: Iterable[tuple[Calendar, int]], start: int) -> int | None:
    """The first slot from `start` on at which every part with work can begin."""
    moved = True
    while moved:
        moved = False
        for calendar, work in parts:
            begun = calendar.next_working(start) if work else start
            if begun is None:
                return None
            moved = moved or begun > start
            start = begun
    return start


def _closing(parts: Iterable[tuple[Calendar, int]], start: int, never: int) -> int:
    """The end when every part begins at `start`."""
    end = start
    for calendar, work in parts:
        finish = calendar.finish(start, work)
        end = never if finish is None else max(end, finish)
    return end


def _match(mode: Mode, ready: list[list[Candidate]]) -> tuple[tuple[int, Candidate], ...] | None:
    """A different resource for every place of every seat, by augmenting paths."""
    places = [s for s, seat in enumerate(mode.seats) for _ in range(seat.count)]
    holder: dict[int, int] = {}
    sitting: dict[int, Candidate] = {}

    def seat_one(place: int, seen: set[int]) -> bool:
        for candidate in ready[places[place]]:
            if candidate.resource in seen:
                continue
            seen.add(candidate.resource)
            other = holder.get(candidate.resource)
            if other is None or seat_one(other, seen):
                holder[candidate.resource] = place
                sitting[place] = candidate
                return True
        return False

    for place in sorted(range(len(places)), key=lambda p: len(ready[places[p]])):
        if not seat_one(place, set()):
            return None
    return tuple((places[place], sitting[place]) for place in range(len(places)))
