"""The state of the plan for those who read one page: traffic lights, reasons, decisions."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from planner.control.plan_outlook import outlook_of
from planner.control.variance import baseline_finish
from planner.language.words import Words
from planner.plan import GIVEN, DayLoad, Lever, Plan, PlannedTask
from planner.worktime.days import last_day
from planner.writing.report.issues_sheet import all_issues
from planner.writing.report.light import Light, LightLevel, control_lights, days_apart, money
from planner.writing.report.money_by_period import BudgetLine, budget_lines
from planner.writing.report.sheet_figures import (
    due_rows,
    final_deadline,
    final_lateness,
    hard_finish,
    is_missed,
    late_rows,
    working_days,
)

_WORST_FIRST: tuple[LightLevel, ...] = ("bad", "watch", "good")
_CLOSE = Decimal("0.97")
_BUSY = 0.95
_NEAR = 0.05
_MOST_NAMED = 3
_WHY = 2
"""Most lights that are named as why the whole stands as it does."""
_WAYS = 2
"""Most levers in one decision."""


def headline(plan: Plan, say: Words) -> str:
    """The plan in one sentence."""
    parts = [say("The project finishes on {day}", day=say.day(last_day(plan.finish)))]
    due = due_rows(plan)
    if due:
        parts.append(_met([row for row in due if is_missed(row)], len(due), say))
    if plan.cost:
        parts.append(say("it costs {cost}", cost=money(plan.cost, plan, say)))
    if plan.penalties:
        amount = money(plan.penalties, plan, say)
        parts.append(say("late penalties of {money} are to be expected besides", money=amount))
    return "; ".join(parts) + "."


def _met(late: list[PlannedTask], due: int, say: Words) -> str:
    """The number of deadlines that are met; `late` has the others."""
    worst = say.count(max((row.days_late or 0 for row in late), default=0), "day")
    if due == 1:
        text = "the deadline is missed by {days}" if late else "the deadline is met"
        return say(text, days=worst)
    if late:
        text = "{n} of {m} deadlines missed, the worst by {days}"
        return say(text, n=len(late), m=due, days=worst)
    return say("all deadlines met")


def overall(plan: Plan, found: Iterable[Light], needed: Sequence[str], say: Words) -> Light:
    """The plan in one light, from its lights and the decisions needed."""
    told = [light for light in found if light.outcome]
    levels = [light.level for light in told]
    if needed:
        return Light(level="bad", name=say("A decision is needed"), planned=headline(plan, say))
    level: LightLevel = next((level for level in _WORST_FIRST if level in levels), "none")
    name = {
        "bad": "Off track",
        "watch": "On track, with little room",
        "good": "On track",
        "none": "Planned; there is no deadline, budget or baseline to keep",
    }[level]
    why = [_in_short(light) for light in told if light.level == level in ("bad", "watch")]
    text = f"{headline(plan, say)} {'; '.join(why[:_WHY])}." if why else headline(plan, say)
    return Light(level=level, name=say(name), planned=text)


def _in_short(light: Light) -> str:
    """A light in a few words: what it is of, how it stands, what it is held against."""
    held = ", ".join(filter(None, (light.limit, light.remark)))
    return f"{light.name}: {light.planned}" + (f" ({held})" if held else "")


def lights(plan: Plan, say: Words) -> list[Light]:
    """Every light that applies to this plan."""
    found = [
        *_finish(plan, say),
        _forecast(plan, say),
        _deadlines(plan, say),
        *_budgets(plan, say),
        *control_lights(plan, say),
        _penalties(plan, say),
        _load(plan, say),
        _quality(plan, say),
        _data(plan, say),
    ]
    return [light for light in found if light is not None]


def _finish(plan: Plan, say: Words) -> list[Light]:
    """The finish against the deadline of what ends then, and against the baseline."""
    finish = last_day(plan.finish)
    due, baseline = final_deadline(plan), baseline_finish(plan)
    limits = {"deadline {day}": due, "baseline {day}": baseline and last_day(baseline)}
    found = [_against(plan, say, text, limit) for text, limit in limits.items() if limit]
    remark = say("no deadline, no baseline")
    nothing = Light(level="none", name=say("Finish"), planned=say.day(finish), remark=remark)
    return found or [nothing]


def _against(plan: Plan, say: Words, text: str, limit: date) -> Light:
    finish = last_day(plan.finish)
    days: float = working_days(plan, limit, finish)
    if days > 0 and text.startswith("deadline"):
        days = final_lateness(plan) or days
    length = max(working_days(plan, plan.start.date(), limit), 1)
    level: LightLevel = "good" if days <= 0 else "watch" if days <= _NEAR * length else "bad"
    level = "bad" if days > 0 and text.startswith("deadline") else level
    return Light(
        level=level,
        name=say("Finish"),
        planned=say.day(finish),
        limit=say(text, day=say.day(limit)),
        remark=days_apart(days, say),
    )


def _forecast(plan: Plan, say: Words) -> Light | None:
    """The forecast finish against the planned one."""
    found = outlook_of(plan)
    if found is None:
        return None
    finish, planned, due = last_day(found.finish), last_day(plan.finish), final_deadline(plan)
    days = working_days(plan, planned, finish)
    return Light(
        level="none" if due is None else "watch" if finish > due else "good",
        name=say("Forecast finish"),
        planned=say.day(finish),
        limit=say("plan {day}", day=say.day(planned)),
        remark=days_apart(days, say) if days else say("as planned"),
    )


def _deadlines(plan: Plan, say: Words) -> Light | None:
    due = due_rows(plan)
    if not due:
        return None
    late = [row for row in due if is_missed(row)]
    worst = max((row.days_late or 0 for row in due), default=0)
    remarks = [say("the worst is {days} late", days=say.count(worst, "day"))] if late else []
    hard = sum(hard_finish(row) is not None for row in due)
    if hard:
        remarks.append(say("{n} of them hard dates", n=hard))
    remark = "; ".join(remarks)
    return Light(
        level="bad" if late else "good",
        name=say("Deadlines"),
        planned=say("{n} met", n=len(due) - len(late)),
        limit=say("of {n}", n=len(due)),
        remark=remark,
    )


def _budgets(plan: Plan, say: Words) -> Iterator[Light]:
    lines = budget_lines(plan)
    whole = [line for line in lines if not line.scope and line.budget.start is None]
    if not whole and plan.cost:
        yield Light(
            level="none",
            name=say("Cost"),
            planned=money(plan.cost, plan, say),
            remark=say("no budget"),
        )
    for line in whole:
        yield _budget(line, say("Cost"), plan, say)
    parts = [line for line in lines if line not in whole]
    over = [line for line in parts if line.left < 0]
    if parts:
        levels = {budget_level(line) for line in parts}
        yield Light(
            level=next(level for level in _WORST_FIRST if level in levels),
            name=say("Budgets of phases and months"),
            planned=say("{n} kept", n=len(parts) - len(over)),
            limit=say("of {n}", n=len(parts)),
            remark=", ".join(budget_name(line, say) for line in over[:_MOST_NAMED]),
        )


def _penalties(plan: Plan, say: Words) -> Light | None:
    """The price of being late; it is no part of the cost and of budgets."""
    if not plan.penalties:
        return None
    return Light(
        level="bad",
        name=say("Late penalties"),
        planned=money(plan.penalties, plan, say),
        remark=say("to be expected, besides the cost"),
    )


def _budget(line: BudgetLine, name: str, plan: Plan, say: Words) -> Light:
    text = "{money} over" if line.left < 0 else "{money} left"
    return Light(
        level=budget_level(line),
        name=name,
        planned=money(line.planned, plan, say),
        limit=say("budget {money}", money=money(line.budget.limit, plan, say)),
        remark=say(text, money=money(abs(line.left), plan, say)),
    )


def budget_level(line: BudgetLine) -> LightLevel:
    """The level of a budget: exceeded, almost used up, or kept."""
    if line.left < 0:
        return "bad"
    return "watch" if line.planned > _CLOSE * line.budget.limit else "good"


def budget_name(line: BudgetLine, say: Words) -> str:
    """The name of a budget."""
    parts = [line.scope] if line.scope else []
    start, finish = line.budget.start, line.budget.finish
    if start and finish and _is_month(start, finish):
        parts.append(f"{say.months[start.month - 1]} {start.year}")
    elif start or finish:
        parts.append(" – ".join(say.day(day) if day else "…" for day in (start, finish)))
    return ", ".join(parts) or say("Whole project")


def _is_month(start: date, finish: date) -> bool:
    return start.day == 1 and (finish.toordinal() + 1 - start.toordinal()) in range(28, 32) and (
        start.month == finish.month
    )  # fmt: skip


def _load(plan: Plan, say: Words) -> Light | None:
    """The fullest week of those who have most to do, from the status date on."""
    ahead = _ahead(plan)
    shares = {name: _share(days.values()) for name, days in ahead.items()}
    if not shares:
        return None
    peaks = {name: _peak(days) for name, days in ahead.items()}
    busiest = sorted(peaks, key=lambda name: (-peaks[name], -shares[name]))
    late = _overtime(plan)
    over = sum(
        load.worked - late.get((name, day), 0) > load.available * 1.001 + 1
        for name, days in ahead.items()
        for day, load in days.items()
    )
    level: LightLevel = "bad" if over else "watch" if max(shares.values()) > _BUSY else "good"
    named = [f"{name} {say.number(peaks[name], '.0%')}" for name in busiest[:_MOST_NAMED]]
    remarks = [say("{days} over capacity", days=say.count(over, "day"))] if over else []
    return Light(
        level=level,
        name=say("Workload"),
        outcome=False,
        planned=say("{share} at most", share=say.number(peaks[busiest[0]], ".0%")),
        limit=say("of the time of a week"),
        remark="; ".join([*remarks, ", ".join(named)]),
    )


def _ahead(plan: Plan) -> dict[str, dict[date, DayLoad]]:
    """Everybody's load on the days that are still to come."""
    status = plan.project.settings.status
    first = date.min if status is None else status.date()
    found = {
        name: {day: load for day, load in days.items() if day >= first}
        for name, days in plan.load.items()
    }
    return {name: days for name, days in found.items() if days}


def _overtime(plan: Plan) -> dict[tuple[str, date], float]:
    """Minutes of overtime by resource and day, times the share that is taken."""
    found: dict[tuple[str, date], float] = {}
    for booking in (booking for row in plan.rows for booking in row.bookings):
        for day, hours in booking.overtime_by_day.items():
            key = booking.resource, day
            found[key] = found.get(key, 0) + 60 * hours * booking.units
    return found


def _peak(days: Mapping[date, DayLoad]) -> float:
    """The share of a person's time that is worked in the fullest week."""
    weeks: dict[int, list[DayLoad]] = {}
    for day, load in days.items():
        weeks.setdefault(day.toordinal() - day.weekday(), []).append(load)
    return max(map(_share, weeks.values()), default=0.0)


def _share(days: Collection[DayLoad]) -> float:
    available = sum(day.available for day in days)
    return sum(day.worked for day in days) / available if available else 0.0


def _quality(plan: Plan, say: Words) -> Light:
    name = say("Quality of the plan")
    if plan.status == "optimal":
        limit = say("in steps of {n} min", n=plan.step) if plan.step else ""
        planned = say("proved best")
        if plan.stays_near:
            known = plan.project.previous is not None
            near = (
                "proved best near the plan before" if known else "proved best near the given dates"
            )
            planned = say(near)
        return Light(level="good", name=name, planned=planned, limit=limit, outcome=False)
    open_goals = [goal for goal in plan.goals if goal.gap > 0]
    gap = max((goal.gap for goal in open_goals), default=0.0)
    remark = ", ".join(
        f"{say(goal.name)} {say.number(goal.gap, '.1%')}" for goal in open_goals[:_MOST_NAMED]
    )
    return Light(
        level="good" if gap <= _NEAR else "watch",
        name=name,
        planned=say("not proved best"),
        limit=say("at most {gap} from the best", gap=say.number(gap, ".1%")),
        remark=remark,
        outcome=False,
    )


def _data(plan: Plan, say: Words) -> Light:
    issues = all_issues(plan)
    errors = sum(issue.severity == "error" for issue in issues)
    warnings = sum(issue.severity == "warning" for issue in issues)
    level: LightLevel = "bad" if errors else "watch" if warnings else "good"
    planned = f"{say.count(errors, 'error')}, {say.count(warnings, 'warning')}"
    remarks = [say("see sheet Issues")] if errors or warnings else []
    if plan.project.lag_time:
        remarks.append(say("lags count in {time}", time=say(plan.project.lag_time)))
    remark = "; ".join(remarks)
    return Light(level=level, name=say("Input"), planned=planned, remark=remark, outcome=False)


def decisions(plan: Plan, say: Words) -> list[str]:
    """The decisions that somebody has to take; empty if there is none."""
    late = [row for row in late_rows(plan) if not row.task.summary]
    found = [_late_decision(row, plan, say) for row in late[:_MOST_NAMED]]
    if len(late) > _MOST_NAMED:
        found.append(
            say("Late as well: {tasks}.", tasks=say.count(len(late) - _MOST_NAMED, "more task"))
        )
    for line in budget_lines(plan):
        if line.left < 0:
            text = say(
                "Budget “{name}”: raise it by {money}, or take work out or later.",
                name=budget_name(line, say),
                money=money(-line.left, plan, say),
            )
            found.append(text)
    dropped = [row.task.name for row in plan.rows if row.start is None and not row.task.summary]
    if dropped:
        names = ", ".join(dropped[:_MOST_NAMED]) + ("…" if len(dropped) > _MOST_NAMED else "")
        found.append(say("Left out of the plan: {names}. Confirm.", names=names))
    return found


def nothing_to_decide(plan: Plan, say: Words) -> str:
    """The sentence for a plan without decisions."""
    if due_rows(plan) or plan.project.budgets:
        return say("None: the plan keeps every deadline and budget.")
    return say("None: there is no deadline and no budget.")


def _late_decision(row: PlannedTask, plan: Plan, say: Words) -> str:
    """Accept it, or what would help: what, what it gains, at which price."""
    day = say.day(last_day(row.finish)) if row.finish else ""
    late = say.count(row.days_late or 0, "day")
    gains = [(dict(one.deadlines).get(row.task.id, 0.0), one) for one in plan.levers]
    helping = [(gain, one) for gain, one in gains if gain > 0 and one.days > 0 and one.gain > 0]
    if not helping:
        text = "“{name}” is {days} late: accept {day}, or free people for it earlier."
        return say(text, name=row.task.name, days=late, day=day)
    alone = max((gain for gain, one in helping if one.kind != "pair"), default=0.0)
    helping = [way for way in helping if way[1].kind != "pair" or way[0] > alone]
    best = sorted(
        helping,
        key=lambda way: (way[1].kind in GIVEN, -way[0], way[1].cost + way[1].price),
    )
    ways = say("; or ").join(_way(gain, one, plan, say) for gain, one in best[:_WAYS])
    text = "“{name}” is {days} late: accept {day}, or: {ways}."
    return say(text, name=row.task.name, days=late, day=day, ways=ways)


def _way(gain: float, lever: Lever, plan: Plan, say: Words) -> str:
    """A lever with the days it gains for a deadline, and its price."""
    cost = lever.cost + lever.price
    price = say(" for {money}", money=money(cost, plan, say)) if cost > 0 else ""
    text = "{lever} ({days} less{price})"
    return say(text, lever=lever.text, days=say.count(gain, "day"), price=price)
