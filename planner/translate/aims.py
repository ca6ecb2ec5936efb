"""Goals by name to an objective in integers, and the numbers back."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from decimal import Decimal
from fractions import Fraction

from models.calendars import Calendar
from models.measures.goals import Goal, Objective, Tolerance
from planner.errors import InputError, Issue
from planner.goals import DEFAULT, GOALS, NEAR
from planner.phrase import Phrase, phrase
from planner.project import Project, Settings, Task
from planner.translate.known_plan import Known, prices
from planner.translate.prices_in_cents import cents
from planner.translate.translation import GoalScale

TOLERANCE = (1, Fraction(2, 100))
"""Days, and a share, by which the finish may be later for the sake of money by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """The objective, how to read its values, and what a tardy slot of each task counts.

    Lateness is weighed by priority, 500 counts once; where the goals have `money`, or every
    deadline has a late penalty, by the penalties instead, in cents for each day. Bonuses for
    finishing early and the prices of the settings count in `money` only.
    """

    objective: Objective
    scales: tuple[GoalScale, ...]
    unit: int
    priced: bool
    bonuses: bool

    def weight(self, task: Task) -> int:
        """`models.problem.Activity.weight`."""
        return _weight(task, self.priced) // self.unit

    def bonus(self, task: Task) -> int:
        """`models.problem.Activity.bonus`."""
        return _bonus(task) // self.unit if self.bonuses else 0


def chosen(project: Project, goals: Sequence[str], known: Known | None = None) -> tuple[str, ...]:
    """The goals to pursue: as asked for, else as in the settings, else `DEFAULT`.

    Without any deadline there is no lateness; the project's finish takes its place. Where there is
    a plan that people know, few changes of it come after the first goal, and before all but
    lateness where the file's own dates are kept.

    Raises:
        InputError: if a goal is not known.
    """
    near = known is not None and known.any
    asked = tuple(goals) or project.settings.goals
    wanted = asked or (NEAR if near else DEFAULT)
    unknown = [name for name in wanted if name not in GOALS]
    if unknown:
        source = project.settings.cells.get("goals", project.settings.source)
        remedy = phrase("use some of {goals}", goals=", ".join(GOALS))
        message = phrase("there is no such goal")
        raise InputError(
            source.issue("bad-goal", message, "value", got=name, remedy=remedy) for name in unknown
        )
    if not any(task.dated for task in project.tasks):
        wanted = tuple("finish" if g in _OF_DATES else g for g in wanted)
        wanted = wanted if asked or not near else wanted[1:]
    wanted = tuple(dict.fromkeys(wanted))
    if near and not {"changes", "moves"} & set(wanted):
        first = 0 if known is not None and known.keeps and wanted[0] not in _OF_DATES else 1
        wanted = (*wanted[:first], "changes", *wanted[first:])
    if not near:  # there is no plan that could be changed
        wanted = tuple(g for g in wanted if g != "changes") or ("finish",)
    paid = "money" in wanted and "wishes" in project.settings.prices
    if not paid and any(need.preferred for task in project.tasks for need in task.needs):
        wanted = tuple(dict.fromkeys((*wanted, "wishes")))
    return wanted


_OF_DATES = ("lateness", "late_count", "open_finish")
_LATE = Fraction(1, 2)
"""Days of lateness for which a published plan is not changed."""


def _tolerance(
    project: Project, goals: Sequence[str], slot_minutes: int, standard: Calendar | None
) -> Tolerance:
    """By how much a finish may be missed for the sake of later goals."""
    asked = project.settings.finish_tolerance
    if asked is None and (goals or project.settings.goals):
        return Tolerance()
    days, share = TOLERANCE
    minutes, part = asked or (days * project.settings.day, float(share))
    return Tolerance(
        units=minutes // slot_minutes,
        share=Fraction(part).limit_denominator(10_000),
        calendar=standard,
    )


def aims(
    project: Project,
    goals: Sequence[str],
    slot_minutes: int,
    full: int,
    standard: Calendar | None = None,
    *,
    leads_nowhere: bool = True,
    spent: int = 0,
    known: Known | None = None,
) -> Aims:
    """The objective for some goals, see `chosen`.

    A finish with a tolerance comes once more after the goals that may use it, without one.

    Args:
        project: What is planned.
        goals: As asked for; empty is as the settings say.
        slot_minutes: Working minutes of a slot.
        full: Units of one full person.
        standard: The project's calendar on the axis.
        leads_nowhere: Whether some work leads to no deadline.
        spent: Cents spent before the status date.
        known: The plan that people know.
    """
    names = _counting(project, goals, known, leads_nowhere=leads_nowhere)
    slack = _tolerance(project, goals, slot_minutes, standard)
    bonuses = "money" in names
    due = [task for task in project.tasks if task.deadline]
    priced = bonuses or (bool(due) and all(task.late_penalty for task in due))
    weights = [_weight(task, priced) for task in due]
    unit = math.gcd(*weights, *(_bonus(task) for task in due if bonuses)) or 1
    slot = Fraction(slot_minutes, project.settings.day)
    money, whole = _money(project.settings, unit, slot, full)
    scales = _Scales(
        project,
        unit=unit,
        slot=slot,
        full=full,
        priced=priced,
        whole=whole,
        weights=weights,
        spent=spent,
    )
    plain = [Goal(name=name, terms=money if name == "money" else ((name, 1),)) for name in names]
    picked = _with_tolerances(plain, slack, _threshold(weights, unit, slot))
    picked = (*picked, *_least_interruptions(project, names))
    return Aims(
        objective=Objective(goals=picked),
        scales=tuple(scales.of(goal.name) for goal in picked),
        unit=unit,
        priced=priced,
        bonuses=bonuses,
    )


def _counting(
    project: Project, goals: Sequence[str], known: Known | None, *, leads_nowhere: bool
) -> tuple[str, ...]:
    """The names of the goals without those by default that nothing counts in."""
    names = chosen(project, goals, known)
    if goals or project.settings.goals or leads_nowhere:
        return names
    return tuple(name for name in names if name != "open_finish")


def _least_interruptions(project: Project, names: Sequence[str]) -> Iterator[Goal]:
    """Yields a last goal by which nothing is interrupted without need, if anything may be."""
    splittable = any(task.smallest_piece is not None for task in project.tasks)
    if splittable and "interruptions" not in names:
        yield Goal(name="interruptions", terms=(("interruptions", 1),))


def _with_tolerances(picked: Sequence[Goal], slack: Tolerance, late: Tolerance) -> tuple[Goal, ...]:
    """The goals with the `slack` of a finish and of lateness (`late`) that later ones may use.

    A goal with a tolerance comes once more at the end, without it.
    """
    names = [goal.name for goal in picked]
    finishes = [k for k, name in enumerate(names[:-1]) if GOALS[name].unit == "axis"]
    found = list(picked)
    if slack and finishes:
        k = finishes[0]
        again = [found[k]] if names[-1] != names[k] else []
        found = [*found[:k], replace(found[k], tolerance=slack), *found[k + 1 :], *again]
    if "changes" in names[1:] and names[0] == "lateness":
        found = [replace(found[0], tolerance=late), *found[1:], found[0]]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Scales:
    """How the integers of goals become numbers for the user."""

    project: Project
    _: KW_ONLY
    unit: int
    slot: Fraction
    full: int
    priced: bool
    whole: int
    weights: Sequence[int]
    spent: int

    def of(self, name: str) -> GoalScale:
        """The scale of a goal."""
        per_day, currency = float(1 / self.slot), self.project.currency or "money"
        kind = GOALS[name].unit
        if kind == "days late":
            if self.priced:
                return GoalScale(name=name, unit=currency, divisor=100 * per_day / self.unit)
            noun = "days" if len(set(self.weights)) <= 1 else "weighted days"
            return GoalScale(name=name, unit=noun, divisor=500 * per_day / self.unit)
        if kind == "money":
            whole = self.whole if name == "money" else 1
            return GoalScale(
                name=name, unit=currency, divisor=100 * whole, spent=self.spent * whole
            )
        if name == "changes":
            minutes = int(self.slot * self.project.settings.day)
            return GoalScale(
                name=name,
                unit=GOALS[name].noun,
                divisor=float(prices(self.project.settings, minutes).unit),
            )
        divisor = {"days": per_day, "people": self.full}.get(kind, 1)
        return GoalScale(name=name, unit=GOALS[name].noun, divisor=divisor, axis=kind == "axis")


def _threshold(weights: Sequence[int], unit: int, slot: Fraction) -> Tolerance:
    """Half a day of lateness of a task that counts least."""
    least = min((weight for weight in weights if weight), default=0)
    return Tolerance(units=int(_LATE / slot * least / unit))


def _money(
    settings: Settings, unit: int, slot: Fraction, full: int
) -> tuple[tuple[tuple[str, int], ...], int]:
    """Money as a sum of measures in whole numbers, and how many of these are a cent.

    Args:
        settings: With the prices of what is no money by itself.
        unit: Cents that a tardy slot of weight 1 counts for a day.
        slot: The share of a day that a slot is.
        full: Units of one full person.
    """
    amounts: dict[str, Fraction] = {"lateness": unit * slot, "cost": Fraction(1)}
    amounts["earliness"] = unit * slot
    pieces: dict[str, Fraction] = {"peaks": Fraction(1, full), "moves": slot}
    for measure, price in settings.prices.items():
        amounts[measure] = cents(price) * pieces.get(measure, Fraction(1))
    whole = math.lcm(*(amount.denominator for amount in amounts.values()))
    return tuple((name, int(amount * whole)) for name, amount in amounts.items()), whole


def unpaid(project: Project, aims: Aims) -> Iterator[Issue]:
    """Prices, bonuses and penalties that the goals leave out of account, each where it stands."""
    write_money = phrase("write money first among the Goals on the Settings sheet")
    if not aims.bonuses:
        message = phrase("counts only where the goals have money")
        for task in project.tasks:
            if task.early_bonus:
                yield _ignored(
                    task,
                    "early_bonus",
                    phrase("an early bonus {message}", message=message),
                    write_money,
                )
        for measure in project.settings.prices:
            source = project.settings.cells.get(measure, project.settings.source)
            yield source.issue(
                "price-ignored",
                phrase("a price {message}", message=message),
                measure,
                remedy=write_money,
                severity="info",
            )
    due = [task for task in project.tasks if task.deadline]
    free = [task for task in due if not task.late_penalty]
    if aims.priced:
        message = phrase("being late costs nothing without a late penalty, as the goal is money")
        for task in free:
            yield _ignored(task, "deadline", message, phrase("write a Late Penalty"))
    elif 0 < len(free) < len(due):
        have = phrase(
            "{n} of {m} deadlines has none" if len(free) == 1 else "{n} of {m} deadlines have none",
            n=len(free),
            m=len(due),
        )
        message = phrase(
            "priorities, not late penalties, decide what may be late, as {have}", have=have
        )
        way = phrase("give each deadline a Late Penalty, or {write_money}", write_money=write_money)
        yield _ignored(free[0], "late_penalty", message, way)


def _ignored(task: Task, field: str, message: Phrase, remedy: Phrase) -> Issue:
    got = getattr(task, field)
    code = {"early_bonus": "bonus-ignored", "late_penalty": "penalty-ignored"}
    shown = got.date().isoformat() if field == "deadline" else got or ""
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
