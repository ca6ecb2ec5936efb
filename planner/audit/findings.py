"""What the dates of a plan break, each as an issue at its cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.analysis.wording import budget_text
from planner.audit.dated import Dated, DatedPlan
from planner.audit.effort import Effort, room
from planner.audit.network import DatedLink, ScheduleNetwork
from planner.errors import Issue
from planner.language.words import Words
from planner.phrase import NO_REMEDY, Phrase, verbatim
from planner.project import Budget, Resource, end_of
from planner.translate.money import hourly
from planner.translate.structure import Structure
from planner.worktime.moments import DAY, moment, stamp

_NAMED = 4
"""Tasks named in a sentence; the others are counted."""
_LISTED = 12
"""Numbers of tasks in a list; the others are left out."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The hours of a plan, and which of them break a rule.

    Args:
        schedule, network: The plan and its links.
        efforts: All hours.
        good: Minutes of each effort that break no rule.
        over: Who is planned for more than there is of them: person, day → minutes above.
    """

    schedule: DatedPlan
    network: ScheduleNetwork
    efforts: Sequence[Effort]
    good: Sequence[float]
    over: Mapping[tuple[int, int], float]

    @property
    def share(self) -> float | None:
        """The share of all planned hours that break no rule; None without any hours."""
        planned = sum(effort.minutes for effort in self.efforts)
        return sum(self.good) / planned if planned else None

    @property
    def hours(self) -> float:
        """All planned hours."""
        return sum(effort.minutes for effort in self.efforts) / 60


def judge(schedule: DatedPlan, network: ScheduleNetwork, efforts: Sequence[Effort]) -> Judged:
    """Weighs each hour once: what falls on days off or comes too early, then what is too much.

    What is finished breaks nothing any more; what is open has to do with the rest of a day.
    """
    due = _due(network)
    by_row = {one.row: one for one in schedule.dated}
    done = {one.row for one in schedule.dated if one.task.progress.done}
    efforts = [replace(one, against="") if one.row in done else one for one in efforts]
    good = [
        0.0 if effort.against else effort.minutes * (1 - _early(by_row[effort.row], effort, due))
        for effort in efforts
    ]
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for k, effort in enumerate(efforts):
        places[effort.who, effort.day].append(k)
    over: dict[tuple[int, int], float] = {}
    for place, mine in places.items():
        there = room(schedule, *place)
        planned = sum(efforts[k].minutes for k in mine if not efforts[k].against)
        open_ = [k for k in mine if efforts[k].row not in done]
        if open_ and planned > there + 1:
            over[place] = planned - there
            there -= sum(efforts[k].minutes for k in mine if efforts[k].row in done)
            left = sum(good[k] for k in open_)
            for k in open_:
                good[k] *= min(1.0, max(0.0, there) / left) if left else 0.0
    return Judged(schedule=schedule, network=network, efforts=efforts, good=good, over=over)


def _due(network: ScheduleNetwork) -> Mapping[int, int]:
    """By row the moment that a task starts before, though a link makes it wait."""
    due: dict[int, int] = defaultdict(int)
    for link in network.links:
        if link.broken and link.dependency.kind[1] == "S":
            for one in link.second.makers:
                due[one.row] = max(due[one.row], link.due)
    return due


def _early(one: Dated, effort: Effort, due: Mapping[int, int]) -> float:
    """The share of a day's hours that lie before the task may start."""
    until = due.get(one.row, 0)
    low = max(one.start, effort.day * DAY)
    high = min(one.finish, (effort.day + 1) * DAY)
    if until <= low or high <= low:
        return 0.0
    return min(1.0, (until - low) / (high - low))


def findings(judged: Judged, say: Words) -> Iterator[Issue]:
    """Everything that the dates break, told in a language."""
    schedule = judged.schedule
    yield from _double_booked(judged, say)
    yield from _off_work(judged, say)
    yield from _broken(judged.network, say)
    yield from _unstaffed(schedule, say)
    yield from _late(schedule, say)
    yield from _hard(schedule, say)
    yield from _past(schedule, say)
    yield from _over_budget(judged, say)


def _double_booked(judged: Judged, say: Words) -> Iterator[Issue]:
    """Who has more than there is of them; days one after the other with the same tasks as one."""
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    hours: dict[tuple[int, int], float] = defaultdict(float)
    for effort in judged.efforts:
        if not effort.against:  # what has a fault of its own is told there
            rows[effort.who, effort.day].append(effort.row)
            hours[effort.who, effort.day] += effort.minutes
    runs: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for who, day in sorted(judged.over, key=lambda place: (place[1], place[0])):
        runs[who, tuple(dict.fromkeys(rows[who, day]))].append(day)
    for (who, tasks), days in runs.items():
        worst = max(days, key=lambda day: judged.over[who, day])
        planned = hours[who, worst]
        there = planned - judged.over[who, worst]
        text = "{name} has {planned} on {first}, where there are {there}: {tasks}"
        if len(days) > 1:
            text = (
                "{name} has {planned} on each of {n} days from {first} to {last}, where there are "
                "{there}: {tasks}"
            )
        resource = judged.schedule.project.resources[who]
        yield judged.schedule.project.tasks[tasks[-1]].source.issue(
            "double-booked",
            verbatim(
                say(
                    text,
                    name=resource.name,
                    planned=_hours(planned, say),
                    there=_hours(there, say),
                    n=len(days),
                    first=_day(days[0], say),
                    last=_day(days[-1], say),
                    tasks=_titles(judged.schedule, tasks, say),
                )
            ),
            "resources",
            severity="warning",
            remedy=verbatim(say("move one of them, or give it to somebody else")),
        )


_OFF = {
    "away": (
        "{hours} of {task} fall on {days}, when {name} is away (leave, a meeting or no contract)"
    ),
    "holiday": "{hours} of {task} fall on {days}, a day off for all",
    "too short": "{hours} of {name}'s work on {task} do not fit between its dates",
}


def _off_work(judged: Judged, say: Words) -> Iterator[Issue]:
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
        days = ", ".join(_day(part.day, say) for part in parts[:_NAMED])
        days += ", …" if len(parts) > _NAMED else ""
        text = verbatim(
            say(_OFF[against], hours=_hours(minutes, say), task=task.title, days=days, name=name)
        )
        field = "finish" if against == "too short" else "resources"
        yield task.source.issue(code, text, field, severity="warning", remedy=remedy)


def _broken(network: ScheduleNetwork, say: Words) -> Iterator[Issue]:
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
    """The moment a broken link asks for; of a start the beginning of the next work."""
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


def _broken_text(network: ScheduleNetwork, link: DatedLink, say: Words) -> Phrase:
    tasks = {task.id: task for task in network.schedule.project.tasks}
    kind = link.dependency.kind
    return verbatim(
        say(
            _TOO_EARLY[kind],
            second=link.task.title,
            first=tasks[link.dependency.task].title,
            at=_moment(link.second.at, kind[1], say),
            then=_moment(link.first.at, kind[0], say),
            due=_moment(link.due, kind[0], say),
        )
    )


def _unstaffed(schedule: DatedPlan, say: Words) -> Iterator[Issue]:
    """Tasks whose people are not known, all of a kind in one issue at the first."""
    empty = [
        one.task
        for one in schedule.dated
        if not (one.people or one.task.milestone or one.task.spans)
    ]
    kinds = (
        (
            "nobody-named",
            say("nobody is named for {n}: {tasks}"),
            say("say who does them, or which skill they need"),
        ),
        (
            "still-to-choose",
            say("who does them is still to be chosen for {n}: {tasks}"),
            say("plan them"),
        ),
    )
    for code, text, remedy in kinds:
        tasks = [task for task in empty if bool(task.needs) == (code == "still-to-choose")]
        if tasks:
            listed = ", ".join(task.label for task in tasks[:_LISTED])
            more = ", …" if len(tasks) > _LISTED else ""
            yield tasks[0].source.issue(
                code,
                verbatim(text.format(n=say.count(len(tasks), "task"), tasks=listed + more)),
                "resources",
                severity="info",
                remedy=verbatim(remedy),
            )


def _late(schedule: DatedPlan, say: Words) -> Iterator[Issue]:
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


def _hard(schedule: DatedPlan, say: Words) -> Iterator[Issue]:
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
                            dated=_day(mine, say),
                        )
                    ),
                    "constraint_date",
                    severity="warning",
                    remedy=verbatim(say("correct one of the two dates")),
                )


def _past(schedule: DatedPlan, say: Words) -> Iterator[Issue]:
    """Work that is not recorded as begun, before the status date."""
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


def _over_budget(judged: Judged, say: Words) -> Iterator[Issue]:
    schedule = judged.schedule
    structure = Structure(tasks=schedule.project.tasks)
    spent = list(_spent(judged))
    for budget in schedule.project.budgets:
        rows = set(structure.scope(budget.scope)) if budget.scope else None
        amount = sum(
            money
            for row, day, money in spent
            if (rows is None or row in rows) and _within(budget, day)
        )
        if amount > float(budget.limit) + 0.005:
            told = budget_text(budget, schedule.project, say)
            yield budget.source.issue(
                "over-budget",
                verbatim(
                    say(
                        "the dates come to {amount}, more than {budget}",
                        amount=say.number(amount, ",.2f"),
                        budget=told,
                    )
                ),
                "limit",
                got=f"{budget.limit:,}",
                severity="warning",
                remedy=verbatim(say("move work out of it, or raise it")),
            )


def _within(budget: Budget, day: int) -> bool:
    when = date.fromordinal(day)
    after = budget.start is None or when >= budget.start
    return after and (budget.finish is None or when <= budget.finish)


def _spent(judged: Judged) -> Iterator[tuple[int, int, float]]:
    """Row, day and money of all hours, and of what is fixed."""
    project = judged.schedule.project
    rates: dict[tuple[int, int], float] = {}
    for effort in judged.efforts:
        key = effort.who, effort.day
        if key not in rates:
            who: Resource = project.resources[effort.who].on(date.fromordinal(effort.day))
            rates[key] = float(hourly(who.rate, project.settings)) / 60
        yield effort.row, effort.day, effort.minutes * rates[key]
    for one in judged.schedule.dated:
        fixed = float(one.task.fixed_cost)
        if fixed:
            days = one.days
            on = {"start": days[:1], "end": days[-1:]}.get(one.task.accrual, days)
            for day in on:
                yield one.row, day, fixed / len(on)


def _titles(schedule: DatedPlan, rows: Iterable[int], say: Words) -> str:
    titles = [schedule.project.tasks[row].title for row in rows]
    more = " " + say("and {n} more", n=len(titles) - _NAMED) if len(titles) > _NAMED else ""
    return ", ".join(titles[:_NAMED]) + more


def _hours(minutes: float, say: Words) -> str:
    return f"{say.number(minutes / 60, '.4g')} h"


def _day(day: int, say: Words) -> str:
    return say.day(date.fromordinal(day))


def _moment(at: int, letter: str, say: Words) -> str:
    """A moment as a day where it is the beginning or the end of one."""
    if at % DAY == 0:
        return _day(at // DAY - (letter == "F"), say)
    return f"{say.day(stamp(at))} {stamp(at):%H:%M}"
