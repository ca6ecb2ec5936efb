"""A plan, and what was read, in a few lines of text for a terminal or a log."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from planner.console.screen import aside
from planner.errors import Issue
from planner.interchange.place import LOST
from planner.language.words import ENGLISH, LANGUAGES, Words
from planner.phrase import Phrase, phrase
from planner.plan import LEVERS_LEFT, Answer, GoalValue, Lever, Plan, PlannedTask
from planner.project import Project

_LISTED = 20
_WIDEST = 120


def of_plan(plan: Plan) -> str:
    """Finish, lateness per deadline, cost, status and gap; one fact per line."""
    say = LANGUAGES[plan.project.language]
    name, tasks = plan.project.name or say("The project"), _count(plan.project, say)
    return "\n".join(
        [
            say("{project} is planned: {tasks}", project=name, tasks=tasks),
            line(say("status"), _status(plan, say)),
            line(say("start"), moment(plan.start, say)),
            line(say("finish"), moment(plan.finish, say)),
            *_forecast(plan, say),
            *_cost(plan, say),
            *_near(plan, say),
            *_lags(plan, say),
            *_overtime(plan, say),
            *_listed(say("goals"), [_goal(k, plan, say) for k in range(len(plan.goals))]),
            *_listed(say("deadlines"), _deadlines(plan, say)),
            *_listed(say("not used"), _aside(plan, say)),
        ]
    )


def of_levers(plan: Plan) -> str:
    """The levers, the best first, and how many changes would not help."""
    say = LANGUAGES[plan.project.language]
    helping = [lever for lever in plan.levers if lever.gain > 0]
    texts = [_lever(lever, plan, say) for lever in helping[:_LISTED]]
    if len(helping) > _LISTED:
        texts.append(say("and {n} more that help", n=len(helping) - _LISTED))
    if others := len(plan.levers) - len(helping):
        tried = say.count(others, "other change" if texts else "change")
        texts.append(say("{changes} brought no gain to count on", changes=tried))
    left = (one for one in plan.issues if one.code == LEVERS_LEFT)
    texts += [f"{say(one.message)}; {say(one.remedy)}" for one in left]
    return "\n".join(_listed(say("helps"), texts or [say("there is nothing that could be tried")]))


def of_answers(answers: Iterable[Answer]) -> str:
    """Each question with its answer, and below it what comes with that."""
    lines: list[str] = []
    for one in answers:
        lines += [f"{one.question}: {one.text}", *(f"  {line}" for line in one.lines)]
    return "\n".join(lines)


def _lever(lever: Lever, plan: Plan, say: Words) -> str:
    cost = lever.cost + lever.price
    told = f"{lever.text}: {lever.verdict}"
    if cost <= 0:
        return told
    return say("{lever}, for {money} more", lever=told, money=_money(cost, plan, say))


def of_written(cells: int, remarks: int, say: Words = ENGLISH) -> str:
    """The number of the workbook's own cells that were written, and where to read of the others."""
    text = say("{cells} of the workbook's own columns", cells=say.count(cells, "cell"))
    if not remarks:
        return text
    return f"{text}; " + say("{remarks} on the sheet Issues", remarks=say.count(remarks, "remark"))


def of_project(project: Project) -> str:
    """The project that was read, in one paragraph."""
    say = LANGUAGES[project.language]
    return say(
        "Read {parts}; the project starts {start}.",
        parts=", ".join([_count(project, say), *_others(project, say)]),
        start=moment(project.start, say),
    )


def _others(project: Project, say: Words) -> Iterator[str]:
    """How many there are of all but tasks, of what there is any; that there are no holidays."""
    links = sum(len(task.dependencies) for task in project.tasks)
    phases = sum(task.summary for task in project.tasks)
    absences = sum(1 for day in project.days_off if day.who)
    resources, calendars = len(project.resources), len(project.weeks)
    meetings, budgets = len(project.meetings), len(project.budgets)
    counted = {
        say.count(links, "link"): links,
        say.count(phases, "phase"): phases,
        say.count(resources, "resource"): resources,
        say.count(calendars, "calendar"): calendars,
        _holidays(project, say): 1,
        say.count(absences, "absence"): absences,
        say.count(meetings, "meeting"): meetings,
        say.count(budgets, "budget"): budgets,
    }
    yield from (told for told, number in counted.items() if number)


def _holidays(project: Project, say: Words) -> str:
    """How many days nobody works; only those of the first year, where a list goes on for longer."""
    days = [day.start for day in project.days_off if not day.who]
    if not days:
        return say("no holidays")
    first = project.start.date()
    last = first + timedelta(days=_YEAR)
    if max(days) <= last:
        return say.count(len(days), "holiday")
    within = sum(first <= day <= last for day in days)
    return say("{holidays} in the first year", holidays=say.count(within, "holiday"))


_YEAR = 365


def of_issues(issues: Iterable[Issue], words: Words = ENGLISH) -> str:
    """One issue per line, errors first, then warnings and notes; within that in given order."""
    order = ("error", "warning", "info")
    ranked = sorted(issues, key=lambda issue: order.index(issue.severity))
    return "\n".join(f"{words(issue.severity):<8}{issue.line(words)}" for issue in ranked)


def of_import(issues: Sequence[Issue]) -> Phrase:
    """How much of another program's file means something else here or was lost, and where."""
    lost = sum(issue.code == LOST for issue in issues)
    return phrase(
        "warning of the file, meaning something else here: {changed}, lost: {lost}; planner check "
        "and the sheet Import report say what",
        changed=len(issues) - lost,
        lost=lost,
    )


def line(label: str, text: str) -> str:
    """A fact with what it is called before it."""
    return f"  {label:<10} {text}"


def moment(time: datetime, say: Words = ENGLISH) -> str:
    """A local time with its weekday; midnight is the day as a whole."""
    clock = f"{time:%H:%M}"
    day = f"{say.weekdays[time.weekday()]} {say.day(time)}"
    return day if clock == "00:00" else f"{day} {clock}"


def _money(amount: Decimal, plan: Plan, say: Words) -> str:
    return say.money(amount, plan.project.currency)


def figure(value: float, say: Words = ENGLISH) -> str:
    """The value of a goal: six digits, and large ones whole."""
    return say.number(value, ",.6g" if abs(value) < 100_000 else ",.0f")


def percent(gap: float, say: Words = ENGLISH) -> str:
    """A gap; one that is there is never shown as none."""
    if gap == 0 or gap >= 0.001:
        return say.number(gap, ".1%")
    return say("under {share}", share=say.number(0.001, ".1%"))


def _forecast(plan: Plan, say: Words) -> Iterator[str]:
    """The forecast finish and its reason."""
    from planner.control.outlook import why
    from planner.control.plan_outlook import outlook_of

    found = outlook_of(plan)
    if found is not None:
        text = say("{day}, as the work went so far", day=moment(found.finish, say))
        yield line(say("forecast"), text)
        yield line("", why(found, say))


def _cost(plan: Plan, say: Words) -> Iterator[str]:
    """The cost, the part for calendar days, and the penalties besides."""
    text = _money(plan.cost, plan, say)
    if plan.overhead:
        part = _money(plan.overhead, plan, say)
        text = say("{money}, {part} of it for calendar days", money=text, part=part)
    yield line(say("cost"), text)
    if plan.penalties:
        money = _money(plan.penalties, plan, say)
        yield line(say("penalties"), say("{money} for being late, besides", money=money))


_NEAR = {"free-plan": "free", "near-plan": "changes", "kept-dates": "dates"}
"""Remarks on how the plan stands to the one that people know → how their line is called."""


def _near(plan: Plan, say: Words) -> Iterator[str]:
    """Whether it is free or near a published plan, at what price, and which dates it keeps."""
    from planner.control.freedom import price

    for issue in plan.issues:
        if issue.code in _NEAR:
            yield line(say(_NEAR[issue.code]), say(issue.message))
    if text := price(plan, say):
        yield line("", text)


def _lags(plan: Plan, say: Words) -> Iterator[str]:
    """The time in which lags are counted, if there are lags."""
    if plan.project.lag_time:
        yield line(say("lags"), say("count in {time}", time=say(plan.project.lag_time)))


def _overtime(plan: Plan, say: Words) -> Iterator[str]:
    """The people who work overtime, and how much."""
    hours: dict[str, float] = {}
    for booking in (booking for row in plan.rows for booking in row.bookings if booking.overtime):
        more = sum(booking.overtime_by_day.values())
        hours[booking.resource] = hours.get(booking.resource, 0) + more
    if hours:
        told = ", ".join(f"{name} {figure(h, say)} h" for name, h in hours.items())
        yield line(say("overtime"), told)


def _aside(plan: Plan, say: Words) -> Iterator[str]:
    """The columns and sheets that are not planned with, each line as long as one can be."""
    for text in aside(plan.project.remarks, say):
        yield textwrap.shorten(text, _WIDEST, placeholder=" …")


def _listed(label: str, texts: Iterable[str]) -> Iterator[str]:
    """One line each; the label stands before the first."""
    for number, text in enumerate(texts):
        yield line("" if number else label, text)


def _count(project: Project, say: Words) -> str:
    every = [task for task in project.tasks if not task.summary]
    milestones = sum(task.milestone for task in every)
    tasks = len(every) - milestones
    counted = {say.count(tasks, "task"): tasks, say.count(milestones, "milestone"): milestones}
    return ", ".join(told for told, n in counted.items() if n) or say.count(0, "task")


def _status(plan: Plan, say: Words) -> str:
    if plan.status == "optimal" and plan.stays_near:
        text = "optimal, proved: no plan as near to the dates given is better, see --from-scratch"
        if plan.project.previous is not None:
            text = (
                "optimal, proved: no plan as near to the one before is better, see --from-scratch"
            )
        return say(text) + _step(plan, say)
    if plan.status == "optimal":
        return say("optimal, proved: no plan is better") + _step(plan, say)
    return say("{status}, a better plan may exist", status=say(plan.status))


def _step(plan: Plan, say: Words) -> str:
    """For which plans a proof holds, if not for all."""
    return " " + say("in steps of {n} min", n=plan.step) if plan.step else ""


def _goal(k: int, plan: Plan, say: Words) -> str:
    """Its value and bound; for the cost also what is in it, and what the tolerance gained.

    What is proved of a goal is proved of plans that are as good by the goals before it.
    """
    goal = plan.goals[k]
    name, value = say(goal.name), _value(goal, plan, say)
    if goal.name == "cost" and abs(goal.value - float(plan.cost)) >= 0.01:
        value = say("{money} with the prices of budgets exceeded and tasks left out", money=value)
    if goal.best is not None:
        best = figure(goal.best, say)
        value = say("{value}, within the tolerance of {best}", value=value, best=best)
        if goal.price is not None:
            money = _money(Decimal(goal.price), plan, say)
            value = say("{value}, which would cost {money} more", value=value, money=money)
    if goal.gap == 0:
        proved = say("proved best" if goal.best is None else "proved the earliest")
        if any(before.gap for before in plan.goals[:k]):
            proved = say("{proved} with the goals before", proved=proved)
        return f"{name} {value}, {proved}{_step(plan, say)}"
    least = "at least {bound} with the goals before" if k else "at least {bound} in any plan"
    bound = say(least, bound=figure(goal.bound, say))
    return f"{name} {value}, {bound}, " + say("gap {share}", share=percent(goal.gap, say))


def _value(goal: GoalValue, plan: Plan, say: Words) -> str:
    return amount_of(goal.value, goal.unit, say, currency=plan.project.currency)


def amount_of(value: float, unit: str, say: Words, currency: str = "") -> str:
    """A number with what it counts; money without a currency is a bare number."""
    named = "" if unit == "money" else unit if unit == currency else say(unit)
    return f"{figure(value, say)} {named}".strip()


def _deadlines(plan: Plan, say: Words) -> Iterator[str]:
    """How late each deadline is, the late ones first; what is on time is counted if it is much."""
    rows = [row for row in plan.rows if row.days_late is not None]
    late = sorted((row for row in rows if row.days_late), key=lambda row: -(row.days_late or 0))
    met = [row for row in rows if not row.days_late]
    yield from (_deadline(row, say) for row in late[:_LISTED])
    if len(late) > _LISTED:
        yield say("and {n} more, none of them later", n=len(late) - _LISTED)
    if len(rows) <= _LISTED:
        yield from (_deadline(row, say) for row in met)
    elif met:
        yield say("on time: {n} others", n=len(met))


def _deadline(row: PlannedTask, say: Words) -> str:
    task = row.task.name or row.task.id
    if due := row.task.deadline:
        task = say("{task}, wanted by {day}", task=task, day=say.day(due))
    if not row.days_late:
        return say("on time: {task}", task=task)
    return say("{days} late: {task}", days=say.count(row.days_late, "day"), task=task)
