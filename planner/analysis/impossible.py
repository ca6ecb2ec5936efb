"""Why there is no plan: facts that cannot hold together, by cell, and what would have to give."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from models.conflict.explain import (
    Conflict,
    Remedy,
    changed,
    explain_all,
    possible,
    remedy,
    without,
)
from models.conflict.facts import Fact, FactKind
from models.problem import Problem
from models.restated import doubled
from planner.analysis.fact_groups import in_few_texts
from planner.analysis.fact_issues import Facts
from planner.analysis.fact_text import FactText
from planner.analysis.sides import HELD, other_side
from planner.analysis.wording import day_text, money_text, quantity_text
from planner.errors import Issue
from planner.language.words import ENGLISH, Words
from planner.phrase import verbatim
from planner.translate.prices_in_cents import money
from planner.translate.translation import Translation

EFFORT = 5.0
"""CP-SAT's deterministic seconds for each of the questions asked here."""

_GIVE = ("end_max", "start_max", "budget", "material", "end_min", "start_min")
"""What the user may want to change, first choice first."""

_FIRST = ("calendar", "capacity", "staffing", "precedence")
"""A conflict without dates and budgets is reported at a fact of these kinds, if it has one."""

_WEIGHTS: tuple[tuple[FactKind, ...], ...] = (
    ("end_max", "start_max", "budget", "material", "end_min", "start_min"),
    ("reservation", "staffing", "pause", "hours", "calendar"),
    ("capacity",),
    ("work", "precedence"),
)
"""The order in which the facts of a conflict are named; the usual hours of people come last."""

Repair = tuple[Sequence[tuple[Fact, int]], str]
"""Facts with the values to change them to, and that in words."""

_AWAY = 1
"""The weight of absences."""
_NAMED, _MOST = 8, 16
"""Facts that are named each by itself, and texts that are named at most."""

_PEOPLE = 2
"""For at most this many people it is tried whether two of them would suffice."""

_TRIED = 2
"""At most this many absences are tried at another time."""


def reasons_against(
    translation: Translation, words: Words = ENGLISH, *, asked: str = ""
) -> list[Issue]:
    """One issue for each hard date or budget of each smallest set of facts that excludes any plan.

    The sets are independent: no two have a date, link or budget in common. Where none of a set is
    a date or a budget it is told at its first fact; where no such set is found in time that is
    said. Every value in a remedy is one with which everything was planned; of several sets, with
    the others lifted, and then one of each set together.

    Args:
        translation: Of a project that cannot be planned.
        words: The language of what is told.
        asked: Id of a task whose latest finish stands in no cell: it is only asked for.
    """
    problem = translation.problem
    conflicts = explain_all(problem, effort=EFFORT)
    if not conflicts:
        message = verbatim(
            words("no plan keeps all hard dates, longest waits and hard budgets together")
        )
        way = verbatim(words("loosen one: a Deadline instead of a hard date, a Price for a budget"))
        return [Issue(code="infeasible", message=message, remedy=way)]
    tellers = [
        _Teller(translation, one, _others(conflicts, one), words, asked) for one in conflicts
    ]
    several = len(conflicts) > 1
    issues = [
        issue
        for k, teller in enumerate(tellers)
        for issue in teller.issues(k + 1 if several else 0)
    ]
    repairs = [repair for teller in tellers for repair in teller.repairs[:1]]
    if several and len(repairs) == len(conflicts):
        issues += _together(problem, repairs, words)
    return issues


def _others(conflicts: tuple[Conflict, ...], one: Conflict) -> tuple[tuple[Fact, ...], ...]:
    """The facts of the other conflicts to lift: those that may give, or all if those are too few.

    Links are kept where dates alone can be lifted, so that no value is given that a link forbids.
    """
    others = [other.facts for other in conflicts if other is not one]
    giving = [[fact for fact in facts if fact.kind in _GIVE] or facts for facts in others]
    return tuple(tuple(fact for facts in lifted for fact in facts) for lifted in (giving, others))


def _together(problem: Problem, repairs: Sequence[Repair], say: Words) -> Iterator[Issue]:
    """One remedy of each conflict, if everything was planned with all of them."""
    for fact, value in (change for changes, _ in repairs for change in changes):
        problem = changed(problem, fact, value)
    if possible(problem, effort=EFFORT):
        told = "; ".join(text for _, text in repairs)
        message = verbatim(say("there is a plan with these together: {repairs}", repairs=told))
        yield Issue(severity="warning", code="repair", message=message)


class _Teller:
    """Describes a conflict; `others` are the facts lifted in those described beside it."""

    def __init__(
        self,
        translation: Translation,
        conflict: Conflict,
        others: tuple[tuple[Fact, ...], ...],
        words: Words,
        asked: str,
    ) -> None:
        self.translation, self.conflict, self.say = translation, conflict, words
        self.others = others
        self.facts = Facts(translation, conflict.facts, words, asked=asked, effort=EFFORT)
        self.repairs: list[Repair] = []

    def issues(self, number: int) -> Iterator[Issue]:
        """An issue for each fact that the user may want to change; it names the other facts.

        With a number, which conflict of several it is.
        """
        said = [fact for fact in self.conflict.facts if self._told[fact]]
        given = [fact for kind in _GIVE for fact in said if fact.kind == kind]
        given = [fact for fact in given if not self.facts.is_status_date(fact)] or given[:1]
        first = sorted(said, key=lambda fact: fact.kind not in _FIRST)
        for fact in given or first[:1]:
            yield self.issue(fact, number)

    def issue(self, fact: Fact, number: int) -> Issue:
        """The fact as an issue that names the others."""
        told, others = self._told[fact][0], self._listed(fact)
        text = "{fact}, which cannot hold together with: {others}"
        message = verbatim(self.say(text, fact=told.text, others=others) if others else told.text)
        if number:
            message = verbatim(self.say("conflict {n}: {message}", n=number, message=message))
        remedy = verbatim(self.say(", or ").join(self._ways(fact)))
        return told.source.issue("conflict", message, told.field, remedy=remedy)

    def _listed(self, fact: Fact) -> str:
        """The other facts with their cells: what decides, then others as far as there is room."""
        weights = {one.placed: _AWAY for one in self.facts.away()}
        told = {**self._told, fact: self._told[fact][1:]}
        texts = [(other, one.placed) for other, ones in told.items() for one in ones]
        if len(texts) > _NAMED:
            texts = list(in_few_texts(self.translation, told, self.say))
        for other, text in texts:
            weights.setdefault(text, self._weight(other))
        weights |= {one.placed: len(_WEIGHTS) + 1 for one in self.facts.axis()}
        listed = sorted(weights, key=lambda text: weights[text])
        more = [self.say("and {n} more", n=len(listed) - _MOST)] if len(listed) > _MOST else []
        return "; ".join((*listed[:_MOST], *more))

    def _weight(self, fact: Fact) -> int:
        """Orders facts: the least expected come first, as the rest of many may be left out."""
        if self.facts.is_usual(fact):
            return len(_WEIGHTS)
        return next((k for k, kinds in enumerate(_WEIGHTS) if fact.kind in kinds), 0)

    @cached_property
    def _told(self) -> dict[Fact, tuple[FactText, ...]]:
        return {fact: self.facts.told(fact) for fact in self.conflict.facts}

    def _ways(self, fact: Fact) -> tuple[str, ...]:
        """The remedies of a fact; a value is one with which all of the project was planned."""
        say, rest = self.say, (*self._people, *self._leave)
        if fact.kind not in _GIVE:
            return (say("change one of them"), *rest)
        field = self._told[fact][0].field
        if field in ("actual_start", "status_date"):
            return (say("change one of the others"), *rest)
        found = self._remedy(fact)
        if self.facts.is_asked(fact):
            if found is None:
                return (say("change one of the others"), *rest)
            return (say("possible by {when}", when=self._at(fact, found.value)), *rest)
        soft = (say(_SOFT[fact.kind]),) if fact.kind in _SOFT else ()
        if found is None:
            return (say("change it together with another of them"), *soft, *rest)
        if field in HELD:
            return (say("release it"), *rest)
        return (*self._moved(fact, found.value), *soft, *rest)

    def _moved(self, fact: Fact, value: int) -> Iterator[str]:
        """To change a fact to a value; a date that bounds from both sides moves to it exactly."""
        told, other = self._at(fact, value), other_side(self.translation, fact)
        both = [(one, value) for one in (fact, other) if one is not None]
        self.repairs.append((both, f"{self._told[fact][0].placed}: {told}"))
        if other is None:
            text = _MOVED.get(fact.kind, "move it to {value} or earlier")
            yield self.say(text, value=told)
            return
        yield self.say("move it to {value}", value=told)
        back = self._remedy(other) if other in self.conflict.facts else None
        if back is not None:
            yield self.say("move it to {value}", value=self._at(other, back.value))

    def _at(self, fact: Fact, value: int) -> str:
        """A value of a fact, as a date or an amount."""
        grid = self.translation.grid
        if fact.kind == "budget":
            return money_text(money(value), self.translation.project, self.say)
        if fact.kind == "material":
            return self._more(fact.position, value)
        by_start = fact.kind.startswith("start")
        return day_text(grid.opening(value) if by_start else grid.closing(value), self.say)

    def _more(self, m: int, units: int) -> str:
        """A quantity of a material, as text."""
        project = self.translation.project
        amount = Fraction(units, self.translation.stocks.scales[m])
        return quantity_text(amount, project.limited_materials[m], self.say)

    def _remedy(self, fact: Fact) -> Remedy | None:
        """The nearest value of a fact with which there is a plan without the other conflicts."""
        problems = self._alone(self.translation.problem)
        found = (remedy(problem, fact, effort=EFFORT) for problem in problems)
        return next((one for one in found if one is not None), None)

    def _alone(self, problem: Problem) -> tuple[Problem, ...]:
        """The problem without the other conflicts, as few of their facts lifted as may do first."""
        return tuple(without(problem, facts) for facts in dict.fromkeys(self.others))

    def _possible(self, problem: Problem) -> bool:
        """Whether there is a plan without the other conflicts."""
        return any(possible(one, effort=EFFORT) for one in self._alone(problem))

    @cached_property
    def _people(self) -> tuple[str, ...]:
        """People and equipment of which twice as many would suffice, as planning showed."""
        taken = [fact.position for fact in self.conflict.facts if fact.kind == "capacity"]
        workers = self.translation.crew.workers
        return tuple(
            self.say("add a second {name}", name=workers[k].name)
            for k in taken[:_PEOPLE]
            if self._possible(doubled(self.translation.problem, k))
        )

    @cached_property
    def _leave(self) -> tuple[str, ...]:
        """Leave and meetings without which there is a plan, as was planned."""
        project, workers = self.translation.project, self.translation.crew.workers
        there = [one for one in self.facts.absences if one.kind in _ELSEWHERE]
        found = []
        for one in there[:_TRIED]:
            if self._possible(self.translation.anew(one.lifted(project)).problem):
                name = (
                    one.name if one.who is None or one.kind == "meeting" else workers[one.who].name
                )
                day = day_text(one.first, self.say)
                found.append(self.say(_ELSEWHERE[one.kind], name=name, day=day))
        return tuple(found)


_SOFT: dict[FactKind, str] = {
    "budget": "give it a Price",
    "end_max": "make it a Deadline, which may be missed",
}
_MOVED: dict[FactKind, str] = {
    "budget": "raise it to {value}",
    "material": "have {value} more there",
    "start_max": "move it to {value} or later",
    "end_max": "move it to {value} or later",
}
_ELSEWHERE: dict[str, str] = {
    "leave": "move the leave of {name} that begins on {day}",
    "units": "have {name} full time",
    "meeting": "hold the meeting {name} without them, or at another time",
}
