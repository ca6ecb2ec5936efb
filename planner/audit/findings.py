"""What the dates of a plan break, each as an issue at its cell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from planner.audit.dated import Dated, Schedule
from planner.audit.effort import Effort, room
from planner.audit.network import Link, Network
from planner.errors import Issue
from planner.project import Budget, Resource, end_of
from planner.translate.money import hourly
from planner.translate.structure import Structure
from planner.worktime.calendars import DAY, moment, stamp

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

    schedule: Schedule
    network: Network
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


def judge(schedule: Schedule, network: Network, efforts: Sequence[Effort]) -> Judged:
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
        planned = sum(efforts[k].minutes for k in mine if efforts[k].against in ("", "too short"))
        open_ = [k for k in mine if efforts[k].row not in done]
        if open_ and planned > there + 1:
            over[place] = planned - there
            there -= sum(efforts[k].minutes for k in mine if efforts[k].row in done)
            left = sum(good[k] for k in open_)
            for k in open_:
                good[k] *= min(1.0, max(0.0, there) / left) if left else 0.0
    return Judged(schedule=schedule, network=network, efforts=efforts, good=good, over=over)


def _due(network: Network) -> Mapping[int, int]:
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


def findings(judged: Judged) -> Iterator[Issue]:
    """Everything that the dates break."""
    schedule = judged.schedule
    yield from _double_booked(judged)
    yield from _off_work(judged)
    yield from _broken(judged.network)
    yield from _unstaffed(schedule)
    yield from _late(schedule)
    yield from _hard(schedule)
    yield from _past(schedule)
    yield from _over_budget(judged)


def _double_booked(judged: Judged) -> Iterator[Issue]:
    """Who has more than there is of them; days one after the other with the same tasks as one."""
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    hours: dict[tuple[int, int], float] = defaultdict(float)
    for effort in judged.efforts:
        rows[effort.who, effort.day].append(effort.row)
        hours[effort.who, effort.day] += effort.minutes
    runs: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for who, day in sorted(judged.over, key=lambda place: (place[1], place[0])):
        runs[who, tuple(dict.fromkeys(rows[who, day]))].append(day)
    for (who, tasks), days in runs.items():
        worst = max(days, key=lambda day: judged.over[who, day])
        planned = hours[who, worst]
        there = planned - judged.over[who, worst]
        when = _day(days[0])
        if len(days) > 1:
            when = f"each of {len(days)} days from {when} to {_day(days[-1])}"
        resource = judged.schedule.project.resources[who]
        yield judged.schedule.project.tasks[tasks[-1]].source.issue(
            "double-booked",
            f"{resource.name} has {_hours(planned)} on {when}, where there are {_hours(there)}: "
            f"{_titles(judged.schedule, tasks)}",
            "resources",
            severity="warning",
            remedy="move one of them, or give it to somebody else",
        )


def _off_work(judged: Judged) -> Iterator[Issue]:
    texts = {
        "away": "is away (leave, a meeting or no contract)",
        "holiday": "does not work, as it is a day off for all",
    }
    found: dict[tuple[int, int, str], list[Effort]] = defaultdict(list)
    for effort in judged.efforts:
        if effort.against:
            found[effort.row, effort.who, effort.against].append(effort)
    for (row, who, against), parts in sorted(found.items()):
        task = judged.schedule.project.tasks[row]
        name = judged.schedule.project.resources[who].name
        minutes = sum(part.minutes for part in parts)
        if against == "too short":
            text = (
                f"{_hours(minutes)} of {name}'s work on {task.title} do not fit between its dates"
            )
            code, remedy = "dates-too-close", "move its finish, or correct the duration"
        else:
            days = ", ".join(_day(part.day) for part in parts[:_NAMED])
            more = ", …" if len(parts) > _NAMED else ""
            text = (
                f"{_hours(minutes)} of {task.title} fall on {days}{more}, when {name} "
                f"{texts[against]}"
            )
            code, remedy = f"work-on-{against}", "move the task, or give it to somebody else"
        field = "finish" if against == "too short" else "resources"
        yield task.source.issue(code, text, field, severity="warning", remedy=remedy)


def _broken(network: Network) -> Iterator[Issue]:
    for link in network.links:
        if link.broken:
            yield link.task.source.issue(
                "broken-link",
                _broken_text(network, link),
                "predecessors",
                severity="warning",
                remedy=f"move it to {_next_work(network, link)} or later, or drop the link",
            )


def _next_work(network: Network, link: Link) -> str:
    """The moment a broken link asks for; of a start the beginning of the next work."""
    clock = network.clock
    begins = clock.when(clock.worked(link.due) + 1) - 1
    at = max(link.due, begins) if link.dependency.kind[1] == "S" else link.due
    return f"{stamp(at):%Y-%m-%d %H:%M}"


def _broken_text(network: Network, link: Link) -> str:
    tasks = {task.id: task for task in network.schedule.project.tasks}
    verbs = {"S": "starts", "F": "finishes"}
    kind = link.dependency.kind
    first = tasks[link.dependency.task].title
    return (
        f"{link.task.title} {verbs[kind[1]]} {_moment(link.second.at, kind[1])}, but {first} "
        f"{verbs[kind[0]]} {_moment(link.first.at, kind[0])} and the link {kind} "
        f"asks for {_moment(link.due, kind[0])}"
    )


def _unstaffed(schedule: Schedule) -> Iterator[Issue]:
    """Tasks whose people are not known, all of a kind in one issue at the first."""
    empty = [
        one.task
        for one in schedule.dated
        if not (one.people or one.task.milestone or one.task.spans)
    ]
    kinds = (
        ("nobody-named", "nobody is named for", "say who does them, or which skill they need"),
        ("still-to-choose", "who does them is still to be chosen for", "plan them"),
    )
    for code, text, remedy in kinds:
        tasks = [task for task in empty if bool(task.needs) == (code == "still-to-choose")]
        if tasks:
            listed = ", ".join(task.label for task in tasks[:_LISTED])
            more = ", …" if len(tasks) > _LISTED else ""
            yield tasks[0].source.issue(
                code,
                f"{text} {_counted(len(tasks), 'task')}: {listed}{more}",
                "resources",
                severity="info",
                remedy=remedy,
            )


def _late(schedule: Schedule) -> Iterator[Issue]:
    for one in schedule.dated:
        deadline = one.task.deadline
        if deadline and one.finish > moment(end_of(deadline)):
            clock, due = schedule.clock, moment(end_of(deadline))
            days = (clock.worked(one.finish) - clock.worked(due)) / schedule.project.settings.day
            late = _counted(round(days, 2), "working day") if days else "outside working hours"
            yield one.task.source.issue(
                "deadline-missed",
                f"{one.task.title} finishes {_moment(one.finish, 'F')}, {late} after its deadline",
                "deadline",
                got=f"{deadline:%Y-%m-%d}",
                severity="warning",
                remedy="" if one.task.progress.done else "plan it anew, or move the deadline",
            )


def _hard(schedule: Schedule) -> Iterator[Issue]:
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
                    f"{one.task.title}: {kind.value} {when:%Y-%m-%d}, but it is dated {_day(mine)}",
                    "constraint_date",
                    severity="warning",
                    remedy="correct one of the two dates",
                )


def _past(schedule: Schedule) -> Iterator[Issue]:
    """Work that is not recorded as begun, before the status date."""
    status = schedule.project.settings.status_date
    if status is None:
        return
    at = moment(end_of(status))
    for one in schedule.dated:
        if one.start < at and not one.task.progress.begun and not one.spans:
            yield one.task.source.issue(
                "start-in-the-past",
                f"{one.task.title} should have started {_moment(one.start, 'S')}, and nothing is "
                "recorded",
                "start",
                severity="warning",
                remedy="record its progress, or move it behind the status date",
            )


def _over_budget(judged: Judged) -> Iterator[Issue]:
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
            of = budget.scope or (f"{budget.start:%Y-%m}" if budget.start else "the project")
            yield budget.source.issue(
                "over-budget",
                f"the dates come to {amount:,.2f} for {of}",
                "limit",
                got=f"{budget.limit:,}",
                severity="warning",
                remedy="move work out of it, or raise it",
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


def _titles(schedule: Schedule, rows: Iterable[int]) -> str:
    titles = [schedule.project.tasks[row].title for row in rows]
    more = f" and {len(titles) - _NAMED} more" if len(titles) > _NAMED else ""
    return ", ".join(titles[:_NAMED]) + more


def _counted(count: float, noun: str) -> str:
    return f"{count:g} {noun}{'' if count == 1 else 's'}"


def _hours(minutes: float) -> str:
    return f"{minutes / 60:.4g} h"


def _day(day: int) -> str:
    return f"{datetime.fromordinal(day):%Y-%m-%d}"


def _moment(at: int, letter: str) -> str:
    """A moment as a day where it is the beginning or the end of one."""
    if at % DAY == 0:
        return _day(at // DAY - (letter == "F"))
    return f"{stamp(at):%Y-%m-%d %H:%M}"
