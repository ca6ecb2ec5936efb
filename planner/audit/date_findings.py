"""Dates that a plan breaks: days off, links, deadlines, hard dates, the status date."""

from collections import defaultdict
from collections.abc import Iterator

from planner.audit.dated import DatedPlan
from planner.audit.dated_links import DatedLink
from planner.audit.finding_texts import NAMED, day_text, hours_text
from planner.audit.hours_of_work import Effort
from planner.audit.judged import Judged
from planner.audit.link_network import ScheduleNetwork
from planner.errors import Issue
from planner.language.words import Words
from planner.phrase import NO_REMEDY, Phrase, verbatim
from planner.project import Task, end_of
from planner.worktime.moments import DAY, moment, stamp

_OFF = {
    "away": (
        "{hours} of {task} fall on {days}, when {name} is away (leave, a meeting or no contract)"
    ),
    "holiday": "{hours} of {task} fall on {days}, a day off for all",
    "too short": "{hours} of {name}'s work on {task} do not fit between its dates",
}


def off_work(judged: Judged, say: Words) -> Iterator[Issue]:
    """Hours on days off, and hours outside working time."""
    found: dict[tuple[int, int, str], list[Effort]] = defaultdict(list)
    for effort in judged.efforts:
        if effort.against:
            found[effort.row, effort.who, effort.against].append(effort)
    for (row, who, against), parts in sorted(found.items()):
        task = judged.schedule.project.tasks[row]
        name = judged.schedule.project.resources[who].name
        minutes = sum(part.minutes for part in parts)
        code = f"work-on-{against}"
        remedy = verbatim(say("move the task, or give it to somebody else"))
        if against == "too short":
            code, remedy = (
                "dates-too-close",
                verbatim(say("move its finish, or correct the duration")),
            )
        days = ", ".join(day_text(part.day, say) for part in parts[:NAMED])
        days += ", …" if len(parts) > NAMED else ""
        text = verbatim(
            say(
                _OFF[against], hours=hours_text(minutes, say), task=task.title, days=days, name=name
            )
        )
        field = _sized_by(task) if against == "too short" else "resources"
        yield task.source.issue(code, text, field, severity="warning", remedy=remedy)


def _sized_by(task: Task) -> str:
    """The column that gives a task the end that its work does not fit in."""
    told = {"actual_finish": task.progress.actual_finish, "finish": task.current_finish}
    dates = [name for name, when in told.items() if when is not None]
    columns = (*dates, "baseline_finish", "work", "duration")
    return next((name for name in columns if name in task.source.columns), "finish")


def broken_links(network: ScheduleNetwork, say: Words) -> Iterator[Issue]:
    """Tasks that start or finish before a link allows."""
    for link in network.links:
        if link.broken:
            yield link.task.source.issue(
                "broken-link",
                _broken_text(network, link, say),
                "predecessors",
                severity="warning",
                remedy=verbatim(
                    say(
                        "move it to {when} or later, or drop the link",
                        when=_next_work(network, link, say),
                    )
                ),
            )


def _next_work(network: ScheduleNetwork, link: DatedLink, say: Words) -> str:
    """The moment a broken link asks for; for a start, the beginning of the next work."""
    clock = network.clock
    begins = clock.when(clock.worked(link.due) + 1) - 1
    at = max(link.due, begins) if link.dependency.kind[1] == "S" else link.due
    return f"{say.day(stamp(at))} {stamp(at):%H:%M}"


_TOO_EARLY = {
    "FS": "{second} starts {at}, but {first} finishes {then} and lets it start after {due}",
    "SS": "{second} starts {at}, but {first} starts {then} and lets it start from {due} on",
    "FF": "{second} finishes {at}, but {first} finishes {then} and lets it finish after {due}",
    "SF": "{second} finishes {at}, but {first} starts {then} and lets it finish from {due} on",
}


_BEFORE_END = _TOO_EARLY | {
    "FS": "{second} starts {at}, but {first} finishes {then}",
    "FF": "{second} finishes {at}, but {first} finishes {then}",
}
"""For days without times, on which the first may be done before they end."""


def _broken_text(network: ScheduleNetwork, link: DatedLink, say: Words) -> Phrase:
    tasks = {task.id: task for task in network.schedule.project.tasks}
    kind = link.dependency.kind
    texts = _TOO_EARLY if link.due >= link.first.at or link.dependency.lag.amount else _BEFORE_END
    return verbatim(
        say(
            texts[kind],
            second=link.task.title,
            first=tasks[link.dependency.task].title,
            at=_moment(link.second.at, kind[1], say),
            then=_moment(link.first.at, kind[0], say),
            due=_moment(link.due, kind[0], say),
        )
    )


def late_tasks(schedule: DatedPlan, say: Words) -> Iterator[Issue]:
    """Tasks that finish after their deadline."""
    for one in schedule.dated:
        deadline = one.task.deadline
        if deadline and one.finish > moment(end_of(deadline)):
            clock, due = schedule.clock, moment(end_of(deadline))
            days = (clock.worked(one.finish) - clock.worked(due)) / schedule.project.settings.day
            text = "{task} finishes {at}, {days} after its deadline"
            text = text if days else "{task} finishes {at}, after its deadline"
            message = verbatim(
                say(
                    text,
                    task=one.task.title,
                    at=_moment(one.finish, "F", say),
                    days=say.count(days, "working day"),
                )
            )
            yield one.task.source.issue(
                "deadline-missed",
                message,
                "deadline",
                got=f"{deadline:%Y-%m-%d}",
                severity="warning",
                remedy=(
                    NO_REMEDY
                    if one.task.progress.done
                    else verbatim(say("plan it anew, or move the deadline"))
                ),
            )


def hard_dates(schedule: DatedPlan, say: Words) -> Iterator[Issue]:
    """Tasks that break a hard date."""
    for one in schedule.dated:
        for kind, when in () if one.task.progress.done else one.task.hard_dates:
            at = one.start if "Start" in kind.value else one.finish
            day = moment(when) // DAY
            mine = at // DAY if "Start" in kind.value else (at - 1) // DAY
            early = mine < day and not kind.value.endswith("Later Than")
            late = mine > day and not kind.value.endswith("Earlier Than")
            if early or late:
                yield one.task.source.issue(
                    "hard-date-missed",
                    verbatim(
                        say(
                            "{task}: {rule} {day}, but it is dated {dated}",
                            task=one.task.title,
                            rule=say(kind.value),
                            day=say.day(when),
                            dated=day_text(mine, say),
                        )
                    ),
                    "constraint_date",
                    severity="warning",
                    remedy=verbatim(say("correct one of the two dates")),
                )


def past_work(schedule: DatedPlan, say: Words) -> Iterator[Issue]:
    """Work before the status date that is not recorded as begun."""
    status = schedule.project.settings.status_date
    if status is None:
        return
    at = moment(end_of(status))
    for one in schedule.dated:
        if one.start < at and not one.task.progress.begun and not one.spans:
            yield one.task.source.issue(
                "start-in-the-past",
                verbatim(
                    say(
                        "{task} should have started {at}, and nothing is recorded",
                        task=one.task.title,
                        at=_moment(one.start, "S", say),
                    )
                ),
                "start",
                severity="warning",
                remedy=verbatim(say("record its progress, or move it behind the status date")),
            )


def _moment(at: int, letter: str, say: Words) -> str:
    """A moment as a day where it is the beginning or the end of one."""
    if at % DAY == 0:
        return day_text(at // DAY - (letter == "F"), say)
    return f"{say.day(stamp(at))} {stamp(at):%H:%M}"
