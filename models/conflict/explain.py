"""Which facts of a problem cannot hold together, and what would have to give.

QuickXplain (Junker 2004, "Preferred explanations and relaxations for over-constrained problems",
AAAI) finds a small set of facts, first of activities, then of everything said about them; a
deletion filter (Chinneck and Dravnieks 1991) then drops one fact after the other until none can
go. Whether facts contradict each other is always decided by solving them again: by propagation
along the links (`models.timing.network.windows`), which settles contradictions of dates and lags;
then
by a list schedule, which if it keeps everything shows that there is none; then by CP-SAT.

Of the sets that exceed a budget or a material one of fewer activities is told, if it is found by
what each takes at least: one alone, or those that take most (`models.conflict.exceeded_limits`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from ortools.sat.python import cp_model

from models.check import violations
from models.conflict.exceeded_limits import exceeding
from models.conflict.facts import Fact, FactKind, facts, only
from models.cpsat import cost_terms
from models.cpsat.variables import Linear, Variables
from models.measures.goals import Objective
from models.problem import Precedence, Problem
from models.restated import DATES, dated, limited, stocked, unlinked
from models.rules import material, model_of
from models.schedule import Schedule
from models.search import greedy
from models.search.params import ConstructionParams
from models.search.size import choices
from models.timing.lags import earliest_second, latest_first
from models.timing.network import Windows, windows

EFFORT = 20.0
"""CP-SAT's deterministic seconds for one question, model building included."""

_CALL = 1.0
"""Most of them for one look at some of the facts."""

_LARGEST = 5_000
"""Choices above which a first schedule takes seconds."""

_BUILD = 2e-4
"""What building the model of one activity counts for."""

_QUICK = ConstructionParams(effort=1)
"""Two rules."""

_SIGN: dict[FactKind, int] = {
    "start_min": -1,
    "end_min": -1,
    "start_max": 1,
    "end_max": 1,
    "budget": 1,
    "material": 1,
}
"""Facts that have a value; 1 where the least value is asked for, −1 where the greatest is."""

T = TypeVar("T")
"""What a set that contradicts itself is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Facts that cannot hold together, proved by solving them alone.

    With `minimal`, a schedule was found for every set with one of them dropped; else some fact
    may be more than is needed, the limit was reached before that was known.
    """

    facts: tuple[Fact, ...]
    minimal: bool


def explain(problem: Problem, *, effort: float = EFFORT) -> Conflict | None:
    """A minimal set of facts that cannot hold together; None if none was proved.

    Args:
        problem: Of which there is no schedule, or so it is thought.
        effort: Deterministic seconds it may take; what is found then may not be minimal.

    The same problem and effort give the same facts.
    """
    oracle = _Oracle(problem, effort)
    suspects = _suspects(problem, oracle)
    if suspects is None:
        suspects = tuple(range(len(problem.activities)))
        if not oracle.impossible(facts(problem), limit=effort / 2):
            return None
    stated = facts(problem, suspects)
    prove = oracle.propagated if oracle.propagated(stated) else oracle.impossible
    works = [fact for fact in stated if fact.kind == "work"]
    latest = windows(problem).latest_end
    works.sort(key=lambda fact: (latest[fact.position], fact.position))
    rest = tuple(fact for fact in stated if fact.kind != "work")
    busy = quickxplain(prove, rest, tuple(works))
    near = facts(problem, (fact.position for fact in busy))
    core = quickxplain(prove, (), near)
    proved = (found for found in (core, near, stated) if oracle.impossible(found, limit=effort / 2))
    conflict = _filtered(oracle, next(proved, stated))
    return _of_fewer(problem, oracle, conflict) or conflict


def _of_fewer(problem: Problem, oracle: "_Oracle", conflict: Conflict) -> Conflict | None:
    """A minimal conflict of fewer activities that exceed a budget or a material of one."""
    works = sum(fact.kind == "work" for fact in conflict.facts)
    for limit in (fact for fact in conflict.facts if fact.kind in ("budget", "material")):
        for chosen in exceeding(problem, limit):
            stated = facts(problem, chosen)
            if len(chosen) < works and oracle.impossible(stated):
                found = _filtered(oracle, stated)
                if found.minimal:
                    return found
    return None


def explain_all(problem: Problem, *, effort: float = EFFORT, most: int = 4) -> tuple[Conflict, ...]:
    """Independent minimal conflicts, one after the other: none share a date, link or budget.

    Args:
        problem: Of which there is no schedule, or so it is thought.
        effort: Deterministic seconds for each.
        most: So many at most.

    Those before are lifted (`without`) where the next one is looked for.
    """
    found: list[Conflict] = []
    while len(found) < most and (one := explain(problem, effort=effort)) is not None:
        found.append(one)
        lifted = without(problem, one.facts)
        if lifted == problem:
            break
        problem = lifted
    return tuple(found)


def without(problem: Problem, stated: Iterable[Fact]) -> Problem:
    """The problem without some hard dates, links, budgets and ends of material, by position."""
    for fact in stated:
        if fact.kind in _SIGN:
            problem = changed(problem, fact, None)
        elif fact.kind == "precedence":
            problem = unlinked(problem, fact.position)
    return problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """The nearest hard date or limit with which the whole problem has a schedule.

    Of a material it is how much more there would have to be.
    A schedule with `value` was found; with `least`, none has a value nearer to the one stated.
    """

    value: int
    least: bool


def remedy(problem: Problem, fact: Fact, *, effort: float = EFFORT) -> Remedy | None:
    """The nearest value of one hard date or budget with which everything else can hold.

    Args:
        problem: Of which there is no schedule as it is.
        fact: One of its facts; the others stay as they are.
        effort: Deterministic seconds it may take.

    Returns:
        None if the fact is something else, or no schedule was found whatever its value.
    """
    if fact.kind not in _SIGN:
        return None
    free = changed(problem, fact, None)
    sign = _SIGN[fact.kind]

    def measured(variables: Variables) -> Linear:
        if fact.kind == "budget":
            return cost_terms.spent(variables, free.budgets[fact.position])
        if fact.kind == "material":
            return material.shortage(variables, fact.position, problem.materials[fact.position])
        events = variables.start if fact.kind.startswith("start") else variables.end
        return events[fact.position]

    if windows(free).empty:
        return None
    known = greedy.construct(free, Objective.of("finish"), params=_QUICK)
    known = None if known is None or violations(free, known) else known
    solver, status = _solved(free, effort, lambda v: sign * measured(v), known)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return Remedy(value=sign * round(solver.objective_value), least=status == cp_model.OPTIMAL)


def changed(problem: Problem, fact: Fact, value: int | None) -> Problem:
    """The problem with another hard date or limit of a budget; None is no date, no limit.

    Of a material the value is how much more there is.
    """
    for date in DATES:
        if date == fact.kind:
            return dated(problem, fact.position, date, value)
    restate = stocked if fact.kind == "material" else limited
    return restate(problem, fact.position, value)


def possible(problem: Problem, *, effort: float = EFFORT) -> bool | None:
    """Whether there is a schedule; None if that was not found out with this effort.

    Of a large problem only dates, links and calendars are looked at, along the links.
    """
    if windows(problem).empty:
        return False
    if choices(problem) > _LARGEST:
        return None
    verdict = _Oracle(problem, effort).impossible(facts(problem), limit=effort)
    return None if verdict is None else not verdict


def contradict(problem: Problem, stated: Iterable[Fact], *, effort: float = EFFORT) -> bool | None:
    """Whether some facts of a problem contradict each other; None if that was not found out."""
    return _Oracle(problem, effort).impossible(stated, limit=effort)


class _Oracle:
    """Decides whether facts contradict each other, within its effort."""

    def __init__(self, problem: Problem, effort: float) -> None:
        self.problem = problem
        self.left = effort
        self.known: dict[frozenset[Fact], bool | None] = {}

    def propagated(self, stated: Iterable[Fact]) -> bool:
        """Whether dates, links, calendars and durations alone leave some activity no room."""
        return bool(windows(only(self.problem, stated)).empty)

    def impossible(self, stated: Iterable[Fact], *, limit: float = _CALL) -> bool | None:
        """Whether the facts contradict each other; None if that was not found out."""
        asked = frozenset(stated)
        if asked not in self.known:
            self.known[asked] = self._decide(only(self.problem, asked), limit)
        return self.known[asked]

    def _decide(self, part: Problem, limit: float) -> bool | None:
        if windows(part).empty:
            return True
        self.left -= _BUILD * len(part.activities)
        if self.left <= 0:
            return None
        schedule = greedy.construct(part, Objective.of("finish"), params=_QUICK)
        if schedule is not None and not violations(part, schedule):
            return False
        solver, status = _solved(part, min(limit, self.left))
        self.left -= solver.response_proto.deterministic_time
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False
        return True if status == cp_model.INFEASIBLE else None


def quickxplain(
    prove: Callable[[tuple[T, ...]], bool | None],
    background: tuple[T, ...],
    stated: tuple[T, ...],
) -> tuple[T, ...]:
    """Facts out of those stated that contradict each other and the background, given all do.

    Of several such sets one of those stated first is preferred.

    Args:
        prove: Whether some facts are proved to contradict each other.
        background: Those that hold in any case.
        stated: Those to choose from.
    """

    def reduced(kept: tuple[T, ...], news: bool, open_: tuple[T, ...]) -> tuple[T, ...]:
        if news and prove(kept):
            return ()
        if len(open_) == 1:
            return open_
        first, second = open_[: len(open_) // 2], open_[len(open_) // 2 :]
        two = reduced((*kept, *first), True, second)
        one = reduced((*kept, *two), bool(two), first)
        return (*one, *two)

    return reduced(background, bool(background), stated) if stated else ()


def _filtered(oracle: _Oracle, core: tuple[Fact, ...]) -> Conflict:
    """Drop what can be dropped, the last first, until nothing can.

    More than one round may be needed: work on a calendar that is not stated ends earlier, which
    can be a contradiction of its own.
    """
    while True:
        before, minimal = core, True
        for fact in before[::-1]:
            rest = tuple(other for other in core if other != fact)
            verdict = oracle.impossible(rest)
            core = rest if verdict else core
            minimal = minimal and verdict is not None
        if core == before:
            return Conflict(facts=core, minimal=minimal)


def _suspects(problem: Problem, oracle: _Oracle) -> tuple[int, ...] | None:
    """Few activities that have a conflict among them; None if these are not found easily."""
    found = windows(problem)
    if found.empty:
        worst = min(found.empty, key=lambda i: (found.latest_end[i], i))
        for chosen in (_chain(problem, found, worst), _bound_from_above(problem)):
            if oracle.propagated(facts(problem, chosen)):
                return chosen
        return None
    chosen = _bound_from_above(problem)
    if len(chosen) < len(problem.activities) and oracle.impossible(facts(problem, chosen)):
        return chosen
    return None


def _chain(problem: Problem, found: Windows, activity: int) -> tuple[int, ...]:
    """The activities that decide the earliest and latest times of an activity, link by link."""

    def before(i: int) -> Iterator[int]:
        for letter in "SF":
            links = [link for link in problem.incoming[i] if link.kind[1] == letter]
            if links:
                yield max(links, key=earliest).first
        yield from problem.activities[i].spans

    def earliest(link: Precedence) -> int:
        times = found.earliest_end if link.kind[0] == "F" else found.earliest_start
        first = min(times[link.first], problem.horizon)
        return earliest_second(problem, link, first, relaxed=True)

    def after(i: int) -> Iterator[int]:
        for letter in "SF":
            links = [link for link in problem.outgoing[i] if link.kind[0] == letter]
            if links:
                yield min(links, key=latest).second
        yield from problem.spanned_by[i]

    def latest(link: Precedence) -> int:
        times = found.latest_end if link.kind[1] == "F" else found.latest_start
        return latest_first(problem, link, max(times[link.second], 0), relaxed=True)

    return tuple(sorted(_reached([activity], before) | _reached([activity], after)))


def _reached(start: Iterable[int], step: Callable[[int], Iterable[int]]) -> set[int]:
    seen, waiting = set(start), list(start)
    while waiting:
        for other in step(waiting.pop()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def _bound_from_above(problem: Problem) -> tuple[int, ...]:
    """The activities that have a latest date, and all that come before them."""
    bound = [
        i
        for i, activity in enumerate(problem.activities)
        if activity.start_max is not None or activity.end_max is not None
    ]

    def before(i: int) -> Iterator[int]:
        yield from (link.first for link in problem.incoming[i])
        yield from problem.activities[i].spans

    return tuple(sorted(_reached(bound, before)))


def _solved(
    part: Problem,
    limit: float,
    aim: Callable[[Variables], Linear] | None = None,
    known: Schedule | None = None,
) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    """CP-SAT's answer for a problem, minimising the aim if there is one, from a known schedule."""
    variables = model_of(part)
    model = variables.model
    if aim is not None:
        model.minimize(aim(variables))
    if known is not None:
        variables.hint(known)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = limit
    solver.parameters.catch_sigint_signal = False
    return solver, solver.solve(model)
