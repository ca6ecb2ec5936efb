"""What waits for what, on true instants."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from tests.reference.clock import WorkTime
from tests.reference.crews import Crew, common_time, is_event
from tests.reference.model import Event, Model, Which
from tests.reference.options import Option
from tests.reference.spec import Lag, Link


def add_links(model: Model) -> None:
    """Every link of every task; from and to phases by the events of their tasks."""
    for task in model.spec.tasks:
        for link in task.links:
            for second in model.events(task.id, "S" if link.kind[1] == "S" else "F"):
                for first in model.events(link.first, "S" if link.kind[0] == "S" else "F"):
                    _add(model, link, first, second)


def earliest_same(times: tuple[WorkTime, ...], instant: int) -> int:
    """Two instants are one across time in which nobody concerned works: the first of them."""
    ends = [time.last_end(instant) for time in times]
    return max((end for end in ends if end is not None), default=0)


def latest_same(times: tuple[WorkTime, ...], instant: int) -> int:
    """The last of the instants that are one with this."""
    starts = [time.next_start(instant) for time in times]
    return min((start for start in starts if start is not None), default=instant)


def link_calendar(model: Model, first: str, second: str) -> WorkTime:
    """The calendar on which a lag from task to task is counted.

    That of a task is the time in which some of its people work on it, if there is no choice.
    """
    which = model.spec.settings.lag_calendar
    if which == "24 h":
        return model.clock.always
    crews = model.options.crews[first if which == "predecessor" else second]
    if which == "project" or any(map(is_event, crews)):
        return model.clock.project
    return common_time(crews) or model.clock.project


def concerned(first: Crew, second: Crew, calendar: WorkTime) -> tuple[WorkTime, ...]:
    """Whose work tells two instants apart: the link's calendar and the people of both tasks."""
    crews = [crew for crew in (first, second) if not is_event(crew)]
    return (calendar, *(time for crew in crews for time in crew.times))


def _pairs(model: Model, first: Event, second: Event) -> Iterator[tuple[Crew, Crew, list[Any]]]:
    """Each pair of crews, with what must hold for their rule to bind."""
    when = [*first.when, *second.when]
    for x, one in zip(model.crew_lits[first.task], model.options.crews[first.task], strict=True):
        for y, two in zip(
            model.crew_lits[second.task], model.options.crews[second.task], strict=True
        ):
            yield one, two, [*when, x, y]


def _add(model: Model, link: Link, first: Event, second: Event) -> None:
    calendar = link_calendar(model, first.task, second.task)
    for one, two, when in _pairs(model, first, second):
        amount, parts = _amount(model, link, link.lag, one)
        _at_least(model, first, second, (one, two), (calendar, link.lag, amount, parts), when)
        if link.longest is not None:
            amount, parts = _amount(model, link, link.longest, one)
            rule = (calendar, link.longest, amount, parts)
            _at_most(model, first, second, (one, two), rule, when)


def _amount(model: Model, link: Link, lag: Lag, crew: Crew) -> tuple[Any, int]:
    """A lag in whole parts of a minute, and how many parts there are.

    Per cent are of the predecessor's duration; that of a phase is the project's working time
    from its start to its finish.
    """
    if "percent" not in lag.unit:
        return int(lag.amount), 1
    share = lag.amount / 100
    if link.first not in model.spec.phases:
        minutes = Fraction(crew.duration) * share
        return minutes.numerator, minutes.denominator
    length = _phase_length(model, link.first)
    return share.numerator * length, share.denominator


def _phase_length(model: Model, name: str) -> Any:
    """The project's working time from the start of a phase to its finish."""
    edges = []
    whiches: tuple[Which, Which] = ("S", "F")
    for which in whiches:
        edge = model.cp.new_int_var(0, model.clock.end, "")
        for event in model.events(name, which):
            at = model.position(event, model.clock.project)
            model.cp.add(edge == at).only_enforce_if(event.when)
        edges.append(edge)
    return edges[1] - edges[0]


Rule = tuple[WorkTime, Lag, Any, int]


def _at_least(
    model: Model,
    first: Event,
    second: Event,
    crews: tuple[Crew, Crew],
    rule: Rule,
    when: list[Any],
) -> None:
    """Not before the true instant of the first if the lag is no lead, and at least the lag in
    the time of the link's calendar; an elapsed lag counts on the wall clock.
    """
    calendar, lag, amount, parts = rule
    if lag.unit.startswith("elapsed") and lag.amount:
        passed = model.instants[second.task, second.which] - model.instants[first.task, first.which]
        model.cp.add(parts * passed >= amount).only_enforce_if(when)
        return
    worked = model.position(second, calendar) - model.position(first, calendar)
    model.cp.add(parts * worked >= amount).only_enforce_if(when)
    if lag.amount >= 0:
        times = concerned(*crews, calendar)
        earliest = _same(model, first, crews[0], lambda t: earliest_same(times, t))
        model.cp.add(model.instants[second.task, second.which] >= earliest).only_enforce_if(when)


def _at_most(
    model: Model,
    first: Event,
    second: Event,
    crews: tuple[Crew, Crew],
    rule: Rule,
    when: list[Any],
) -> None:
    """At most the longest wait in the time of the link's calendar; none at all means at once."""
    calendar, lag, amount, parts = rule
    if lag.unit.startswith("elapsed") and lag.amount:
        passed = model.instants[second.task, second.which] - model.instants[first.task, first.which]
        model.cp.add(parts * passed <= amount).only_enforce_if(when)
        return
    worked = model.position(second, calendar) - model.position(first, calendar)
    model.cp.add(parts * worked <= amount).only_enforce_if(when)
    if not lag.amount:
        times = concerned(*crews, calendar)
        latest = _same(model, first, crews[0], lambda t: latest_same(times, t))
        model.cp.add(model.instants[second.task, second.which] <= latest).only_enforce_if(when)


def _same(model: Model, event: Event, crew: Crew, pick: Callable[[int], int]) -> Any:
    """The number that `pick` gives for an event's instant, if this crew does the task."""
    number = [c is crew for c in model.options.crews[event.task]].index(True)

    def of(option: Option) -> int:
        at = option.start if event.which == "S" else option.end
        return pick(at) if option.crew == number else 0

    return model.total(event.task, of)
