"""Lags: with events ``a`` and ``b``, ``W(b) − W(a) ≥ lag``; and ``b ≥ a`` where ``lag ≥ 0``.

In place of ``lag`` may stand ``share × (W(end) − W(start))`` of the first: both sides are then
multiplied by the share's denominator. Where the lag depends on a mode, so for each.

``W`` is the identity on the axis, the working time on a calendar, or the wall clock, see
`models.problem.Precedence`. Both activities must be present for it to bind. An idle link asks for
``W(b) ≥ W(a)`` on the calendar of each person concerned, where a choice is open if it falls on
them. Milestones that float on the clock also lie no earlier than what they follow.
"""

from collections.abc import Iterator

from ortools.sat.python import cp_model

from models.cpsat.expressions import EVENTS, LinkEnd, clock, event, worked, worked_on
from models.cpsat.variables import Linear, Variables
from models.problem import Precedence, Problem
from models.timing.instants import Ties, carries, concerned

TimedRule = tuple[cp_model.BoundedLinearExpression | bool, tuple[cp_model.IntVar, ...]]
"""What must hold, and if what more than that both are present."""


def add(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Add the rule."""
    for precedence in problem.precedences:
        both = {
            literal.index: literal
            for literal in (
                variables.present[precedence.first],
                variables.present[precedence.second],
            )
        }
        rules = _idle if precedence.idle else _rules
        for rule, when in rules(variables, precedence):
            model.add(rule).only_enforce_if(*both.values(), *when)


def _rules(variables: Variables, precedence: Precedence) -> Iterator[TimedRule]:
    first, second = precedence.first, precedence.second
    from_, to = _letters(precedence)
    before, after = (
        _measured(variables, precedence, i, letter) for i, letter in ((first, from_), (second, to))
    )
    if precedence.share:
        begin, end = (_counted(variables, precedence, letter) for letter in EVENTS)
        whole, part = precedence.share.denominator, precedence.share.numerator
        yield whole * (after - before) >= part * (end - begin), ()
    else:
        yield after >= before + precedence.lag, ()
        for lag, chosen in zip(precedence.lags, variables.mode[precedence.decider], strict=False):
            if lag > precedence.lag:
                yield after >= before + lag, (chosen,)
    if precedence.calendar is not None and precedence.lag >= 0 and not precedence.elapsed:
        yield event(variables, second, to) >= event(variables, first, from_), ()
    if carries(precedence) and (second, to) in Ties.of(variables.problem).floating:
        yield clock(variables, second, to) >= clock(variables, first, from_), ()


def _idle(variables: Variables, precedence: Precedence) -> Iterator[TimedRule]:
    """For those who are surely concerned, and for each who may be."""
    problem = variables.problem
    from_, to = _letters(precedence)
    sure = Ties.of(problem).quiet(precedence, relaxed=True)
    if sure.gapless(problem.horizon):
        first, second = precedence.first, precedence.second
        yield event(variables, second, to) >= event(variables, first, from_), ()
        return
    after, before = (
        worked_on(variables, i, letter, sure)
        for i, letter in ((precedence.second, to), (precedence.first, from_))
    )
    yield after >= before, ()
    for calendar, literal in _possible(variables, precedence):
        if not problem.calendars[calendar].within_of(sure):
            after = worked(variables, precedence.second, to, calendar)
            yield after >= worked(variables, precedence.first, from_, calendar), (literal,)


def _possible(
    variables: Variables, precedence: Precedence
) -> Iterator[tuple[int, cp_model.IntVar]]:
    """Yields the calendars of people who may be assigned, each with the literal that they are."""
    problem = variables.problem
    for i in concerned(problem, precedence):
        for (m, s, r), literal in variables.sits[i].items():
            seat = problem.activities[i].modes[m].seats[s]
            one = next(c for c in seat.candidates if c.resource == r)
            yield problem.idle_position(one), literal
        for m, mode in enumerate(problem.activities[i].modes):
            if mode.work:
                yield problem.activities[i].calendar, variables.mode[i][m]


def _letters(precedence: Precedence) -> tuple[LinkEnd, LinkEnd]:
    """The event of the first and of the second."""
    kinds: dict[str, tuple[LinkEnd, LinkEnd]] = {
        "FS": ("F", "S"),
        "SS": ("S", "S"),
        "FF": ("F", "F"),
        "SF": ("S", "F"),
    }
    return kinds[precedence.kind]


def _measured(variables: Variables, precedence: Precedence, i: int, letter: LinkEnd) -> Linear:
    """``W`` at an event."""
    if precedence.elapsed:
        return clock(variables, i, letter)
    if precedence.calendar is None:
        return event(variables, i, letter)
    return worked(variables, i, letter, precedence.calendar)


def _counted(variables: Variables, precedence: Precedence, letter: LinkEnd) -> Linear:
    """The count by which a share of the first's time is measured, at its start or end."""
    if precedence.calendar is not None:
        return worked(variables, precedence.first, letter, precedence.calendar)
    return event(variables, precedence.first, letter)
