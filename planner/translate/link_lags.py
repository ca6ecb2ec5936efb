"""Dependencies on the axis: in whose time a lag is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.calendars import union
from models.problem import Activity, Precedence
from planner.project import LagCalendar
from planner.translate.activity_links import Link
from planner.translate.modes import Calendars
from planner.translate.translation import Origin
from planner.translate.ways import Way
from planner.worktime.grid import Grid


@dataclass(frozen=True, kw_only=True)
class Lags:
    """The links of a project as precedences.

    Args:
        lag_calendar: In whose time lags are counted.
        grid: The axis.
        placed: The calendars on it; unions of those of a team are added.
        origins: For each activity what it stands for.
        activities: All of them.
        ways: For each its ways, one for each mode.
    """

    lag_calendar: LagCalendar
    grid: Grid
    placed: Calendars
    origins: Sequence[Origin]
    activities: Sequence[Activity]
    ways: tuple[tuple[Way, ...], ...]

    def precedence(self, link: Link) -> Precedence:
        """A link as a precedence; without a calendar where that works in every slot."""
        standard = self.placed.named[""]
        calendar = None
        if link.elapsed:
            calendar = standard if link.share else None
        elif link.minutes or link.share or link.at_once:
            calendar = standard if link.share else self._calendar(link)
            gapless = self.placed.all[calendar].gapless(self.grid.horizon)
            calendar = None if gapless else calendar
        ways = self.ways[link.decider]
        lengths = {way.longest for way in ways}
        waits = link.waits(ways) if len(lengths) > 1 else (link.minutes,)
        lags = tuple(map(self.grid.slots, waits))
        if min(lags) < 0:  # a rounded lead is a lead still
            lags = tuple(min(lag, -1) for lag in lags)
        return Precedence(
            first=link.first,
            second=link.second,
            kind=link.kind,
            lag=min(lags),
            lags=lags if len(set(lags)) > 1 else (),
            by="second" if link.back and len(set(lags)) > 1 else "first",
            calendar=calendar,
            elapsed=link.elapsed,
            share=link.share,
            idle=link.at_once and calendar is not None,
        )

    def _calendar(self, link: Link) -> int:
        """By position; the project's for what stands for a phase, or where it depends on who."""
        before, after = (link.second, link.first) if link.back else (link.first, link.second)
        chosen = {"predecessor": before, "successor": after}.get(self.lag_calendar)
        if chosen is None or self.origins[chosen].role not in ("task", "begun"):
            return self.placed.named[""]
        activity = self.activities[chosen]
        found = {activity.calendar for mode in activity.modes if mode.work}
        seats = [seat for mode in activity.modes for seat in mode.seats]
        for seat in seats:
            for one in seat.candidates:
                own = self.placed.workers[one.resource]
                found.add(own if one.calendar is None else one.calendar)
        forced = len(activity.modes) == 1 and all(seat.forced for seat in seats)
        if len(found) == 1:
            return found.pop()
        if found and forced:
            return self.placed.add(union(self.placed.all[c] for c in sorted(found)))
        return self.placed.named[""]
