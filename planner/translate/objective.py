"""Goals by name to an objective in integers, and the numbers back."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from models.measures.goals import Goal, Measure, Objective
from planner.errors import InputError, Issue
from planner.project import GOALS, Project, Settings, Task
from planner.translate.money import cents
from planner.translate.translation import Scale

DEFAULT = GOALS[:3]
"""Goals in strict order where nothing else is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """The objective, how to read its values, and what a tardy slot of each task counts.

    Lateness is weighed by priority, 500 counts once; where the goals have `money`, or every
    deadline has a late penalty, by the penalties instead, in cents for each day. Bonuses for
    finishing early and the prices of the settings count in `money` only.
    """

    objective: Objective
    scales: tuple[Scale, ...]
    unit: int
    priced: bool
    bonuses: bool

    def weight(self, task: Task) -> int:
        """`models.problem.Activity.weight`."""
        return _weight(task, self.priced) // self.unit

    def bonus(self, task: Task) -> int:
        """`models.problem.Activity.bonus`."""
        return _bonus(task) // self.unit if self.bonuses else 0


def chosen(project: Project, goals: Sequence[str]) -> tuple[str, ...]:
    """The goals to pursue: as asked for, else as in the settings, else `DEFAULT`.

    Without any deadline there is no lateness; the project's finish takes its place.

    Raises:
        InputError: if a goal is not known.
    """
    wanted = tuple(goals) or project.settings.goals or DEFAULT
    unknown = [name for name in wanted if name not in GOALS]
    if unknown:
        source = project.settings.cells.get("goals", project.settings.source)
        remedy = f"use some of {', '.join(GOALS)}"
        message = "there is no such goal"
        raise InputError(
            source.issue("bad-goal", message, "value", got=name, remedy=remedy) for name in unknown
        )
    if not any(task.deadline for task in project.tasks):
        wanted = tuple("finish" if g in ("lateness", "late_count") else g for g in wanted)
    paid = "money" in wanted and "wishes" in project.settings.prices
    if not paid and any(need.preferred for task in project.tasks for need in task.needs):
        wanted = (*wanted, "wishes")
    return tuple(dict.fromkeys(wanted))


def aims(project: Project, goals: Sequence[str], slot_minutes: int, full: int) -> Aims:
    """The objective for some goals, see `chosen`; one full person is so many units."""
    names = chosen(project, goals)
    bonuses = "money" in names
    due = [task for task in project.tasks if task.deadline]
    priced = bonuses or (bool(due) and all(task.late_penalty for task in due))
    weights = [_weight(task, priced) for task in due]
    unit = math.gcd(*weights, *(_bonus(task) for task in due if bonuses)) or 1
    day = project.settings.day
    per_day = day / slot_minutes
    currency = project.currency or "money"
    lateness = "days" if priced or len(set(weights)) <= 1 else "weighted days"
    money, whole = _money(project.settings, unit, Fraction(slot_minutes, day), full)
    known = {
        "lateness": (
            Goal(name="lateness", terms=(("lateness", 1),)),
            Scale(name="lateness", unit=currency, divisor=100 * per_day / unit)
            if priced
            else Scale(name="lateness", unit=lateness, divisor=500 * per_day / unit),
        ),
        "cost": (
            Goal(name="cost", terms=(("cost", 1),)),
            Scale(name="cost", unit=currency, divisor=100),
        ),
        "finish": (
            Goal(name="finish", terms=(("finish", 1),)),
            Scale(name="finish", unit="working days", divisor=1, axis=True),
        ),
        "late_count": (
            Goal(name="late_count", terms=(("late_count", 1),)),
            Scale(name="late_count", unit="tasks", divisor=1),
        ),
        "peaks": (
            Goal(name="peaks", terms=(("peaks", 1),)),
            Scale(name="peaks", unit="people at once", divisor=full),
        ),
        "handovers": (
            Goal(name="handovers", terms=(("handovers", 1),)),
            Scale(name="handovers", unit="hand-overs", divisor=1),
        ),
        "moves": (
            Goal(name="moves", terms=(("moves", 1),)),
            Scale(name="moves", unit="days moved", divisor=per_day),
        ),
        "wishes": (
            Goal(name="wishes", terms=(("wishes", 1),)),
            Scale(name="wishes", unit="wishes not met", divisor=1),
        ),
        "money": (
            Goal(name="money", terms=money),
            Scale(name="money", unit=currency, divisor=100 * whole),
        ),
    }
    picked = [known[name] for name in names]
    return Aims(
        objective=Objective(goals=tuple(goal for goal, _ in picked)),
        scales=tuple(scale for _, scale in picked),
        unit=unit,
        priced=priced,
        bonuses=bonuses,
    )


def _money(
    settings: Settings, unit: int, slot: Fraction, full: int
) -> tuple[tuple[tuple[Measure, int], ...], int]:
    """Money as a sum of measures in whole numbers, and how many of these are a cent.

    Args:
        settings: With the prices of what is no money by itself.
        unit: Cents that a tardy slot of weight 1 counts for a day.
        slot: The share of a day that a slot is.
        full: Units of one full person.
    """
    amounts: dict[Measure, Fraction] = {"lateness": unit * slot, "cost": Fraction(1)}
    amounts["earliness"] = unit * slot
    pieces: dict[Measure, Fraction] = {"peaks": Fraction(1, full), "moves": slot}
    for measure, price in settings.prices.items():
        amounts[measure] = cents(price) * pieces.get(measure, Fraction(1))
    whole = math.lcm(*(amount.denominator for amount in amounts.values()))
    return tuple((name, int(amount * whole)) for name, amount in amounts.items()), whole


def unpaid(project: Project, aims: Aims) -> Iterator[Issue]:
    """Prices, bonuses and penalties that the goals leave out of account, each where it stands."""
    write_money = "write money first among the Goals on the Settings sheet"
    if not aims.bonuses:
        message = "counts only where the goals have money"
        for task in project.tasks:
            if task.early_bonus:
                yield _ignored(task, "early_bonus", f"an early bonus {message}", write_money)
        for measure in project.settings.prices:
            source = project.settings.cells.get(measure, project.settings.source)
            yield source.issue(
                "price-ignored", f"a price {message}", measure, remedy=write_money, severity="info"
            )
    for task in project.tasks:
        if aims.priced and task.deadline and not task.late_penalty:
            message = "being late costs nothing without a late penalty, as the goal is money"
            yield _ignored(task, "deadline", message, "write a Late Penalty")
        elif not aims.priced and task.late_penalty and task.deadline:
            message = "late penalties count only where every deadline has one, else priorities do"
            yield _ignored(task, "late_penalty", message, f"give each one, or {write_money}")


def _ignored(task: Task, field: str, message: str, remedy: str) -> Issue:
    got = getattr(task, field)
    code = {"early_bonus": "bonus-ignored", "late_penalty": "penalty-ignored"}
    shown = got.date().isoformat() if field == "deadline" else got
    return task.source.issue(
        code.get(field, "deadline-without-penalty"),
        message,
        field,
        got=shown,
        remedy=remedy,
        severity="info" if field == "early_bonus" else "warning",
    )


def _bonus(task: Task) -> int:
    return cents(task.early_bonus or Decimal(0))


def _weight(task: Task, priced: bool) -> int:
    return cents(task.late_penalty or Decimal(0)) if priced else task.priority
