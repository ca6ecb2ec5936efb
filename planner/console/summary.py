"""A plan, and what was read, in a few lines of text for a terminal or a log."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from planner.errors import Issue
from planner.interchange.place import LOST
from planner.language.words import ENGLISH, Words
from planner.plan import LEVERS_LEFT, Answer, GoalValue, Lever, Plan, PlannedTask
from planner.project import Project

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LISTED = 20


def of_plan(plan: Plan) -> str:
    """Finish, lateness per deadline, cost, status and gap; one fact per line."""
    return "\n".join(
        [
            f"{plan.project.name or 'The project'} is planned: {_count(plan.project)}",
            _line("status", _status(plan)),
            _line("start", moment(plan.start)),
            _line("finish", moment(plan.finish)),
            *_forecast(plan),
            *_cost(plan),
            *_near(plan),
            *_lags(plan),
            *_overtime(plan),
            *_listed("goals", [_goal(goal, plan) for goal in plan.goals]),
            *_listed("deadlines", _deadlines(plan)),
        ]
    )


def of_levers(plan: Plan) -> str:
    """What would help, the best first, and how many changes would not."""
    helping = [lever for lever in plan.levers if lever.gain > 0]
    texts = [_lever(lever, plan) for lever in helping[:_LISTED]]
    if others := len(plan.levers) - len(texts):
        tried = _number(others, "other change" if texts else "change")
        texts.append(f"{tried} brought no gain")
    texts += [f"{one.message}; {one.remedy}" for one in plan.issues if one.code == LEVERS_LEFT]
    return "\n".join(_listed("helps", texts or ["there is nothing that could be tried"]))


def of_answers(answers: Iterable[Answer]) -> str:
    """What was asked, each with its answer and below it what comes with that."""
    lines: list[str] = []
    for one in answers:
        lines += [f"{one.question}: {one.text}", *(f"  {line}" for line in one.lines)]
    return "\n".join(lines)


def _lever(lever: Lever, plan: Plan) -> str:
    cost = lever.cost + lever.price
    price = f", for {money(cost, plan.project.currency)} more" if cost > 0 else ""
    return f"{lever.text}: {lever.verdict}{price}"


def of_written(cells: int, remarks: int) -> str:
    """How many cells of the workbook's own were written, and where to read of the others."""
    text = f"{_number(cells, 'cell')} of the workbook's own columns"
    return text + (f"; {_number(remarks, 'remark')} on the sheet Issues" if remarks else "")


def of_project(project: Project) -> str:
    """What was read, in one paragraph."""
    off = sum(1 for day in project.days_off if day.who)
    phases = sum(task.summary for task in project.tasks)
    parts = [
        _count(project),
        _number(sum(len(task.dependencies) for task in project.tasks), "link"),
        _number(phases, "phase"),
        _number(len(project.resources), "resource"),
        _number(len(project.weeks), "calendar"),
        _number(len(project.days_off) - off, "holiday"),
        _number(off, "absence"),
        _number(len(project.meetings), "meeting"),
        _number(len(project.budgets), "budget"),
    ]
    there = [part for part in parts if not part.startswith("0 ")]
    return f"Read {', '.join(there)}; the project starts {moment(project.start)}."


def of_issues(issues: Iterable[Issue], words: Words = ENGLISH) -> str:
    """One issue per line, errors first, then warnings and notes; within that in given order."""
    order = ("error", "warning", "info")
    ranked = sorted(issues, key=lambda issue: order.index(issue.severity))
    return "\n".join(f"{words(issue.severity):<8}{issue.line(words)}" for issue in ranked)


def of_import(issues: Sequence[Issue]) -> str:
    """How much of another program's file means something else here or was lost, and where."""
    lost = sum(issue.code == LOST for issue in issues)
    told = f"meaning something else here: {len(issues) - lost}, lost: {lost}"
    return f"warning of the file, {told}; planner check and the sheet Import report say what"


def moment(time: datetime) -> str:
    """A local time with its weekday; midnight is the day as a whole."""
    text = f"{_DAYS[time.weekday()]} {time:%Y-%m-%d %H:%M}"
    return text.removesuffix(" 00:00")


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency, if there is one."""
    return f"{currency} {amount:,.2f}".strip()


def figure(value: float) -> str:
    """The value of a goal: six digits, and large ones whole."""
    return f"{value:,.6g}" if abs(value) < 100_000 else f"{value:,.0f}"


def percent(gap: float) -> str:
    """A gap; one that is there is never shown as none."""
    return f"{gap:.1%}" if gap == 0 or gap >= 0.001 else "under 0.1%"


def _forecast(plan: Plan) -> Iterator[str]:
    """When it will be finished if the work goes on as so far, and why."""
    from planner.control.outlook import outlook_of, why

    found = outlook_of(plan)
    if found is not None:
        yield _line("forecast", f"{moment(found.finish)}, as the work went so far")
        yield _line("", why(found))


def _line(label: str, text: str) -> str:
    return f"  {label:<11}{text}"


def _cost(plan: Plan) -> Iterator[str]:
    """What it costs, what of it is for calendar days, and the penalties besides."""
    currency = plan.project.currency
    text = money(plan.cost, currency)
    if plan.overhead:
        text += f", {money(plan.overhead, currency)} of it for calendar days"
    yield _line("cost", text)
    if plan.penalties:
        yield _line("penalties", f"{money(plan.penalties, currency)} for being late, besides")


_NEAR = {"free-plan": "free", "near-plan": "changes", "kept-dates": "dates"}
"""Remarks on how the plan stands to the one that people know → how their line is called."""


def _near(plan: Plan) -> Iterator[str]:
    """Whether it is free or near a published plan, at what price, and which dates it keeps."""
    from planner.control.freedom import price

    for issue in plan.issues:
        if issue.code in _NEAR:
            yield _line(_NEAR[issue.code], issue.message)
    if text := price(plan, ENGLISH):
        yield _line("", text)


def _lags(plan: Plan) -> Iterator[str]:
    """What lags are counted in, if there are any."""
    if plan.project.lag_time:
        yield _line("lags", f"count in {plan.project.lag_time}")


def _overtime(plan: Plan) -> Iterator[str]:
    """Who works overtime, and how much."""
    hours: dict[str, float] = {}
    for booking in (booking for row in plan.rows for booking in row.bookings if booking.overtime):
        more = sum(booking.overtime_by_day.values())
        hours[booking.resource] = hours.get(booking.resource, 0) + more
    if hours:
        yield _line("overtime", ", ".join(f"{name} {figure(h)} h" for name, h in hours.items()))


def _listed(label: str, texts: Iterable[str]) -> Iterator[str]:
    """One line each; the label stands before the first."""
    for number, text in enumerate(texts):
        yield _line("" if number else label, text)


def _count(project: Project) -> str:
    tasks = [task for task in project.tasks if not task.summary]
    milestones = sum(task.milestone for task in tasks)
    parts = [_number(len(tasks) - milestones, "task"), _number(milestones, "milestone")]
    return ", ".join(part for part in parts if not part.startswith("0 ")) or "0 tasks"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _status(plan: Plan) -> str:
    if plan.status == "optimal":
        return f"optimal, proved: no plan is better{_step(plan)}"
    return f"{plan.status}, a better plan may exist"


def _step(plan: Plan) -> str:
    """For which plans a proof holds, if not for all."""
    return f" in steps of {plan.step} min" if plan.step else ""


def _goal(goal: GoalValue, plan: Plan) -> str:
    unit = "" if goal.unit == "money" else goal.unit  # there is no currency
    value, bound = f"{figure(goal.value)} {unit}".strip(), figure(goal.bound)
    if goal.name == "cost" and abs(goal.value - float(plan.cost)) >= 0.01:
        value += " with the prices of budgets exceeded and tasks left out"
    if goal.best is not None:
        value += f", within the tolerance of {figure(goal.best)}"
        if goal.price is not None:
            value += f", which would cost {money(Decimal(goal.price), plan.project.currency)} more"
    if goal.gap == 0:
        proved = "proved best" if goal.best is None else "proved the earliest"
        return f"{goal.name} {value}, {proved}{_step(plan)}"
    return f"{goal.name} {value}, at least {bound} in any plan, gap {percent(goal.gap)}"


def _deadlines(plan: Plan) -> Iterator[str]:
    """How late each deadline is, the late ones first; what is on time is counted if it is much."""
    rows = [row for row in plan.rows if row.days_late is not None]
    late = sorted((row for row in rows if row.days_late), key=lambda row: -(row.days_late or 0))
    met = [row for row in rows if not row.days_late]
    yield from map(_deadline, late[:_LISTED])
    if len(late) > _LISTED:
        yield f"and {len(late) - _LISTED} more, none of them later"
    if len(rows) <= _LISTED:
        yield from map(_deadline, met)
    elif met:
        yield f"on time: {len(met)} others"


def _deadline(row: PlannedTask) -> str:
    name, due = row.task.name or row.task.id, row.task.deadline
    wanted = f", wanted by {due:%Y-%m-%d}" if due else ""
    if not row.days_late:
        return f"on time: {name}{wanted}"
    return f"{row.days_late:g} {'day' if row.days_late == 1 else 'days'} late: {name}{wanted}"
