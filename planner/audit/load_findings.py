"""Limits that a plan breaks: people booked twice, tasks without people, budgets."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from planner.analysis.wording import budget_text
from planner.audit.dated import DatedPlan
from planner.audit.finding_texts import day_text, hours_text, titles
from planner.audit.judged import Judged
from planner.errors import Issue
from planner.language.words import Words
from planner.phrase import verbatim
from planner.project import Budget, Resource
from planner.translate.prices_in_cents import hourly
from planner.translate.span_members import Structure

_LISTED = 12
"""Numbers of tasks in a list; the others are left out."""


def double_booked(judged: Judged, say: Words) -> Iterator[Issue]:
    """People with more work at a time than they have units; equal days in a row are one finding."""
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    hours: dict[tuple[int, int], float] = defaultdict(float)
    for effort in judged.efforts:
        if not effort.against:  # it has a fault of its own
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
                    planned=hours_text(planned, say),
                    there=hours_text(there, say),
                    n=len(days),
                    first=day_text(days[0], say),
                    last=day_text(days[-1], say),
                    tasks=titles(judged.schedule, tasks, say),
                )
            ),
            "resources",
            severity="warning",
            remedy=verbatim(say("move one of them, or give it to somebody else")),
        )


def unstaffed(schedule: DatedPlan, say: Words) -> Iterator[Issue]:
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
            listed = ", ".join(task.short for task in tasks[:_LISTED])
            more = ", …" if len(tasks) > _LISTED else ""
            yield tasks[0].source.issue(
                code,
                verbatim(text.format(n=say.count(len(tasks), "task"), tasks=listed + more)),
                "resources",
                severity="info",
                remedy=verbatim(remedy),
            )


def over_budget(judged: Judged, say: Words) -> Iterator[Issue]:
    """Budgets that the plan exceeds."""
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
