"""The working times of a project's named calendars."""

from collections.abc import Mapping

from planner.project import Project
from planner.worktime.moments import DAY
from planner.worktime.shapes import MinuteSpans
from planner.worktime.working_time import WorkTime, default_days, spans_of, union, week_of

_ALL_DAY = ((0, DAY),)
_MOST_DAYS = 366 * 100


def worktimes(project: Project) -> Mapping[str, WorkTime]:
    """The working time of each calendar by its name, without leave; "" is the project's."""
    holidays: dict[int, MinuteSpans] = {}
    for off in project.days_off:
        if off.who:
            continue
        spans = spans_of([off.hours]) if off.hours else _ALL_DAY
        first = off.start.toordinal()
        for day in range(first, min(off.finish.toordinal(), first + _MOST_DAYS) + 1):
            holidays[day] = union((*holidays.get(day, ()), *spans))
    settings = project.settings
    usual = week_of(default_days(settings.hours_per_day, settings.days_per_week))
    found = {
        week.name: WorkTime(
            week=week_of(week.days),
            holidays=holidays,
            special={day.toordinal(): spans_of(spans) for day, spans in week.exceptions.items()},
        )
        for week in project.weeks
    }
    return found | {"": next(iter(found.values()), WorkTime(week=usual, holidays=holidays))}
