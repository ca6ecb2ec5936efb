"""Lags: with events ``a`` and ``b``, ``W(b) − W(a) ≥ lag``; and ``b ≥ a`` where ``lag ≥ 0``.

In place of ``lag`` may stand ``share × (W(end) − W(start))`` of the first: both sides are then
multiplied by the share's denominator.

``W`` is the identity on the axis, the working time on a calendar, or the wall clock, see
`models.problem.Precedence`. Both activities must be present for it to bind.
"""

from ortools.sat.python import cp_model

from models.cpsat.expressions import EVENTS, Event, clock, event, worked
from models.cpsat.variables import Linear, Variables
from models.problem import Precedence, Problem


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
        for rule in _rules(variables, precedence):
            model.add(rule).only_enforce_if(*both.values())


def _rules(
    variables: Variables, precedence: Precedence
) -> list[cp_model.BoundedLinearExpression | bool]:
    first, second = precedence.first, precedence.second
    from_, to = _letters(precedence)
    before, after = (
        _measured(variables, precedence, i, letter) for i, letter in ((first, from_), (second, to))
    )
    rules: list[cp_model.BoundedLinearExpression | bool] = [after >= before + precedence.lag]
    if precedence.share:
        begin, end = (_measured(variables, precedence, first, letter) for letter in EVENTS)
        whole, part = precedence.share.denominator, precedence.share.numerator
        rules = [whole * (after - before) >= part * (end - begin)]
    if precedence.calendar is not None and precedence.lag >= 0:
        rules.append(event(variables, second, to) >= event(variables, first, from_))
    return rules


def _letters(precedence: Precedence) -> tuple[Event, Event]:
    """The event of the first and of the second."""
    kinds: dict[str, tuple[Event, Event]] = {
        "FS": ("F", "S"),
        "SS": ("S", "S"),
        "FF": ("F", "F"),
        "SF": ("S", "F"),
    }
    return kinds[precedence.kind]


def _measured(variables: Variables, precedence: Precedence, i: int, letter: Event) -> Linear:
    """``W`` at an event."""
    if precedence.elapsed:
        return clock(variables, i, letter)
    if precedence.calendar is None:
        return event(variables, i, letter)
    return worked(variables, i, letter, precedence.calendar)
