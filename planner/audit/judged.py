"""Hours of a plan that break a rule."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.audit.dated import Dated, DatedPlan
from planner.audit.hours_of_work import Effort, room
from planner.audit.link_network import ScheduleNetwork
from planner.worktime.moments import DAY


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
