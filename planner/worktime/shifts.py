"""Shifts: the work that starts on a day, whether or not it ends on the next."""

from collections.abc import Sequence
from itertools import groupby

from planner.worktime.moments import DAY
from planner.worktime.working_time import Week, WorkTime, early, without


def shift(worktime: WorkTime, day: int) -> tuple[int, int] | None:
    """The first and the last moment of the work that starts on a day; None if none does.

    What goes on over midnight belongs to the day before, see `early`.
    """
    spans = worktime.on(day)
    if spans and (before := early(worktime.week, day)):
        spans = without(spans, ((0, before),))
    if not spans:
        return None
    end = spans[-1][1]
    if end == DAY and (late := early(worktime.week, day + 1)):
        rest = [last for first, last in worktime.on(day + 1) if first < late]
        end = DAY + max(rest, default=0)
    return day * DAY + spans[0][0], day * DAY + end


def week_text(week: Week, names: Sequence[str]) -> str:
    """A week in words: ``Mon-Fri 08:00-12:00, 13:00-17:00; Sat 08:00-12:00``; "" for no work.

    Args:
        week: The spans of each weekday.
        names: Of the weekdays, Monday first.
    """
    days = []
    for spans, group in groupby(range(7), key=lambda day: week[day]):
        first, *_, last = (alike := list(group)) * 2
        name = names[first] if len(alike) == 1 else f"{names[first]}-{names[last]}"
        hours = ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)
        days += [f"{name} {hours}"] if spans else []
    return "; ".join(days)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
