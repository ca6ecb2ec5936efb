"""The goals there are: one table behind settings, command line, page, manual and model."""

from dataclasses import dataclass
from typing import Literal

GoalUnit = Literal["days late", "money", "axis", "days", "people", "count"]
"""How the integer of a goal becomes a number for the user, see `planner.translate.aims`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Something to minimise.

    Args:
        meaning: What it counts, for the manual and the template.
        caption: In a few words.
        words: How people call it, beside its name; as `planner.language.text.fold` leaves it.
        unit, noun: What its number is, and how that is called.
        price: Whether the settings may give it one, for the goal ``money``.
    """

    meaning: str
    caption: str
    words: tuple[str, ...] = ()
    unit: GoalUnit = "count"
    noun: str = ""
    price: bool = False


GOALS: dict[str, Goal] = {
    "lateness": Goal(
        meaning="Working days after the deadlines, each times its priority / 500; where every "
        "deadline has a Late Penalty, that money instead. Without any deadline the finish takes "
        "its place.",
        caption="few days late",
        words=("late", "tardiness", "delay", "deadlines", "dayslate"),
        unit="days late",
    ),
    "open_finish": Goal(
        meaning="Working days until the work is done that leads to no deadline.",
        caption="early finish of what leads to no deadline",
        words=("openfinish", "finishofopenwork", "openwork"),
        unit="axis",
        noun="working days",
    ),
    "cost": Goal(
        meaning="All money, with the prices of tasks left out and of budgets exceeded.",
        caption="low cost",
        words=("costs",),
        unit="money",
    ),
    "finish": Goal(
        meaning="Working days until everything is done.",
        caption="early finish",
        words=("makespan", "earlyfinish", "duration", "end"),
        unit="axis",
        noun="working days",
    ),
    "late_count": Goal(
        meaning="How many tasks miss their deadlines.",
        caption="few late tasks",
        words=("latecount", "latetasks", "numberoflatetasks"),
        noun="tasks",
        price=True,
    ),
    "money": Goal(
        meaning="One sum: cost and Late Penalties less Early Bonuses, and what the prices below "
        "name. A deadline without a penalty then costs nothing.",
        caption="little money in all",
        words=("penaltiesandcosts",),
        unit="money",
    ),
    "peaks": Goal(
        meaning="The most people and machines in use at once, added up over all of them.",
        caption="low peaks",
        words=("peak", "smooth", "smoothload", "level"),
        unit="people",
        noun="people at once",
        price=True,
    ),
    "handovers": Goal(
        meaning="Links that pass work on to entirely other people than those before.",
        caption="few hand-overs",
        words=("handoffs",),
        noun="hand-overs",
        price=True,
    ),
    "headcount": Goal(
        meaning="How many different people and machines have something to do.",
        caption="few people involved",
        words=("fewpeople", "smallteam", "teamsize"),
        noun="people",
    ),
    "moves": Goal(
        meaning="Days by which tasks start earlier or later than their Start says.",
        caption="few moved days",
        words=("stability", "nearness"),
        unit="days",
        noun="days moved",
        price=True,
    ),
    "changes": Goal(
        meaning="What is changed of the published plan, in days: a task moved later, or forward "
        "within the near weeks, and another person on a task, each with its weight of the "
        "settings. Comes second where a plan is published, see docs/tracking.md.",
        caption="few changes of the plan before",
        words=("fewchanges", "disruption", "nervousness"),
        unit="days",
        noun="days of change",
    ),
    "wishes": Goal(
        meaning="Seats that nobody preferred takes; counts last in any case.",
        caption="many wishes met",
        words=("preferences", "preferred"),
        noun="wishes not met",
        price=True,
    ),
    "interruptions": Goal(
        meaning="How often splittable tasks are interrupted; counts last of all, where there are "
        "such tasks.",
        caption="few interruptions",
        words=("breaks", "splits", "fewpieces"),
    ),
}
"""Every goal, by its name."""

DEFAULT = ("lateness", "open_finish", "cost", "finish")
"""In strict order, where nothing else is asked for."""

NEAR = ("lateness", "changes", "cost", "finish")
"""The same where there is a published plan to stay near."""

PRICED = tuple(name for name, goal in GOALS.items() if goal.price)
"""What has a price only if the settings give it one."""
