"""Lower bounds that need no search: no schedule of the problem has a lower measure."""

from models import goals
from models.goals import Goal, Measure
from models.network import windows
from models.problem import Activity, Problem
from models.schedule import Task


def goal_bound(problem: Problem, goal: Goal) -> int:
    """A lower bound of the goal: the weighted sum of its measures' bounds."""
    return sum(weight * lower_bound(problem, name) for name, weight in goal.terms)


def lower_bound(problem: Problem, measure: Measure) -> int:
    """A lower bound of one measure, in its unit."""
    if measure == "cost":
        return sum(map(_cheapest, problem.activities))
    ends = windows(problem).earliest_end
    earliest = [
        (i, ends[i]) for i, activity in enumerate(problem.activities) if not activity.optional
    ]
    if measure == "finish":
        return max((end for _, end in earliest), default=0)
    late = [
        (problem.activities[i].weight, goals.tardiness(problem, i, Task(start=0, end=end)))
        for i, end in earliest
    ]
    return sum(w * t for w, t in late) if measure == "lateness" else sum(t > 0 for _, t in late)


def _cheapest(activity: Activity) -> int:
    """The cheapest staffing of the activity, or leaving it out."""
    modes = [
        mode.cost
        + sum(sum(sorted(c.cost for c in seat.candidates)[: seat.count]) for seat in mode.seats)
        for mode in activity.modes
    ]
    return min([*modes, *([] if activity.drop_cost is None else [activity.drop_cost])])
