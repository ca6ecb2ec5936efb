"""What a link allows: the one place that turns an event of its first into one of its second.

Both directions are monotone. Each link has a *safe* side, which holds for every choice that is
still open (what schedules are made with), and a *relaxed* one, which no valid schedule breaks
(what windows are made with). They differ only where `models.timing.instants.Ties` says so: for
idle links whose people are to be chosen, and for milestones whose instant is not settled.
"""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from fractions import Fraction
from math import ceil

from models.problem import Precedence, Problem
from models.schedule import Task
from models.timing.instants import Ties

LagKey = tuple[object, ...]


def earliest_second(
    problem: Problem, link: Precedence, first: int, *, relaxed: bool = False
) -> int:
    """The earliest slot of the second's event when the first's is at `first`; may pass the end.

    Neither a share of the first's time nor anybody's mode is counted, see `earliest_after`.
    """
    if link.elapsed:
        before, after = Ties.of(problem).letters(link, relaxed=relaxed)
        return at_or_after(problem, _clock(problem, first, before) + link.lag, after)
    if link.idle:
        return Ties.of(problem).quiet(link, relaxed=relaxed).idle_since(first)
    if link.calendar is None:
        return first + link.lag
    calendar = problem.calendars[link.calendar]
    slot = calendar.reached(calendar.worked(first) + link.lag)
    slot = problem.horizon + 1 if slot is None else slot
    return max(slot, first) if link.lag >= 0 else slot


def latest_first(problem: Problem, link: Precedence, second: int, *, relaxed: bool = False) -> int:
    """The latest slot of the first's event when the second's is at `second`; may be negative."""
    if link.elapsed:
        before, after = Ties.of(problem).letters(link, relaxed=relaxed)
        return _at_or_before(problem, _clock(problem, second, after) - link.lag, before)
    if link.idle:
        slot = Ties.of(problem).quiet(link, relaxed=relaxed).next_working(second)
        return problem.horizon if slot is None else max(slot, second)
    if link.calendar is None:
        return second - link.lag
    calendar = problem.calendars[link.calendar]
    done = calendar.worked(second) - link.lag
    if done < 0:
        return -1
    slot = problem.horizon if done >= calendar.total else calendar.slot_after(done)
    return min(slot, second) if link.lag >= 0 else slot


def rule(problem: Problem, link: Precedence) -> LagKey:
    """A key for all that `earliest_second` and `latest_first` depend on beside the time."""
    if link.idle:
        return link.lag, link.calendar, Ties.of(problem).quiet(link, relaxed=False)
    letters = Ties.of(problem).letters(link, relaxed=False) if link.elapsed else ()
    return link.lag, link.calendar, *letters


def earliest_after(
    problem: Problem, link: Precedence, first: Task, second: Task | None = None
) -> int:
    """`earliest_second` for a first as planned: knows a share of its time, and the modes of both.

    Without a second the lag is the least that it may be.
    """
    event = first.end if link.kind[0] == "F" else first.start
    return earliest_second(problem, settled(problem, link, first, second), event)


def latest_before(problem: Problem, link: Precedence, second: Task, first: int | None) -> int:
    """`latest_first` for a second as planned, and the mode of the first if it is known."""
    event = second.end if link.kind[1] == "F" else second.start
    mode = second.mode if link.by == "second" else first
    return latest_first(problem, link if mode is None else link.in_mode(mode), event)


def settled(
    problem: Problem, link: Precedence, first: Task, second: Task | None = None
) -> Precedence:
    """The link with the lag that it has if both are planned so, or the first alone."""
    if not link.share and not link.lags:
        return link
    calendar = None if link.elapsed else link.calendar
    lag = lag_of(problem, link, first, second)
    return replace(link, lag=lag, lags=(), share=Fraction(0), calendar=calendar, by="first")


def lag_of(problem: Problem, link: Precedence, first: Task, second: Task | None = None) -> int:
    """The link's lag if both are planned so; a share of the first's time is rounded up."""
    if not link.share:
        return link.lag_in(first.mode, None if second is None else second.mode)
    if link.calendar is not None:
        calendar = problem.calendars[link.calendar]
        time = calendar.worked(first.end) - calendar.worked(first.start)
    else:
        time = first.end - first.start
    return ceil(link.share * time)


def _clock(problem: Problem, slot: int, event: str) -> int:
    clock = problem.clock or ()
    slot = min(max(slot, 0), problem.horizon)
    return clock[slot] if event == "S" or slot == 0 else clock[slot - 1] + 1


def at_or_after(problem: Problem, moment: int, event: str) -> int:
    """The first slot at or after a moment of the clock, at which something starts (S) or ends."""
    clock = problem.clock or ()
    if event == "S":
        return bisect_left(clock, moment)
    return 0 if moment <= clock[0] else bisect_left(clock, moment - 1) + 1


def _at_or_before(problem: Problem, moment: int, event: str) -> int:
    clock = problem.clock or ()
    if event == "S":
        return bisect_right(clock, moment) - 1
    if moment < clock[0] + 1:
        return 0 if moment >= clock[0] else -1
    return min(bisect_right(clock, moment - 1), problem.horizon)
