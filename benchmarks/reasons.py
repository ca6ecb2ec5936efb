"""What reasons, levers and conflicts say, checked on generated projects.

    python -m benchmarks.reasons [--causes N] [--texts N] [--gains N] [--conflicts N] [--first SEED]

* causes: a late task with one planted cause, which has to be named first;
* texts: every sentence, read by somebody who has the workbook and the dates of the plan only;
  and whether its dates say all (`benchmarks.sentences`);
* gains: what is said of levers and pairs, against base and lever solved anew, from nothing, longer,
  with another seed; a run that was ended goes on from the seed `--first`, as do texts;
* conflicts: of projects that cannot be planned, each fact dropped in turn makes its set plannable.
"""

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from benchmarks.planted import Planted, planted, tangled, varied
from benchmarks.sentences import Reader
from models.conflict.explain import explain
from models.conflict.facts import only
from models.measures.goals import Objective
from models.solve import SolveOptions as Limits
from models.solve import solve as search
from planner.errors import InputError
from planner.language.words import ENGLISH
from planner.pipeline import Draft, Options, solve
from planner.plan import Lever
from planner.project import Project
from planner.translate import to_problem
from planner.whatif.advise import base_of, with_levers
from planner.whatif.candidates import candidates
from planner.whatif.levers import Base, both
from planner.whatif.replan import NEAR, Difference, Replanned, difference

_FEW = Options(deterministic_limit=0.5)
_TOLD = 20
"""Plans after which it is told how far the texts are."""
_MORE = 0.3
_TIMES = (1, 10, 100)
"""Deterministic seconds of what is solved anew, and how many times that if needed."""


def named_first(case: Planted) -> bool:
    """Whether the planted cause is named first."""
    plan = solve(case.project, _FEW)
    row = next(row for row in plan.rows if row.task.id == "late")
    cause = row.causes[0]
    return (
        cause.kind == case.kind
        and cause.person == case.person
        and cause.tasks == ((case.task,) if case.task else ())
    )


def gains(
    project: Project, seed: int, *, effort: float = _MORE, most: int | None = None
) -> tuple[Counter[str], list[str]]:
    """What is said of a plan's levers, by kind, and what of it does not hold when solved anew.

    Base and lever (the first `most` levers) are planned from nothing, with another seed and more
    effort.
    """
    options = Options(deterministic_limit=0.3, seed=seed)
    drafts: list[Draft] = []
    plan = solve(project, options, keep=drafts.append)
    first = candidates(plan, ENGLISH)
    plan, draft = with_levers(plan, drafts[-1], options)
    base, project = base_of(plan, draft, options), plan.project
    pairs = [both(one, other, ENGLISH) for one, other in permutations(first, 2)]
    edits = {change.text: change.edit for change in (*pairs, *first)}
    kinds, wrong = Counter[str](), list[str]()
    anew = _Anew(base, seed + 7)
    for lever in plan.levers[:most]:
        if kind := _kind(lever):
            kinds[kind] += 1
            changed = edits[lever.text](project)
            goals = [goal.name for goal in plan.goals]
            if not any(_holds(lever, anew.compared(changed, k * effort), goals) for k in _TIMES):
                other = anew.compared(changed, _TIMES[-1] * effort)
                wrong.append(f"{seed}: {lever.text}: {lever.verdict}; anew {other}")
    return kinds, wrong


class _Anew:
    """Base and levers planned from nothing, with another seed."""

    def __init__(self, base: Base, seed: int) -> None:
        self.base, self.seed = base, seed
        self.known: dict[float, Replanned] = {}

    def compared(self, changed: Project, effort: float) -> Difference:
        """What a change brings with so much effort for base and change."""
        if effort not in self.known:
            self.known[effort] = self._planned(self.base.plan.project, effort)
        return difference(self.known[effort], self._planned(changed, effort))

    def _planned(self, project: Project, effort: float) -> Replanned:
        limits = Limits(deterministic_limit=effort, seed=self.seed)
        return replace(self.base.trial(project, limits), known={})()


def _kind(lever: Lever) -> str:
    """What is said of a lever: "" where nothing was found, and nothing is proved."""
    if lever.gain > 0:
        return "at least" if lever.least > 0 else "about"
    return "no gain, proved" if lever.proved else ""


def _holds(lever: Lever, anew: Difference, goals: Sequence[str]) -> bool:
    """Whether what is said of a lever is so when solved anew; "about" by half.

    A gain in one of the goals before it is more than was said.
    """
    if lever.gain <= 0:
        return anew.gain <= NEAR
    if anew.gain > 0 and goals.index(anew.goal) < goals.index(lever.goal):
        return True
    least = lever.least - 10 * NEAR if lever.least else lever.gain / 2
    return anew.goal == lever.goal and anew.gain >= least


def conflict(seed: int) -> str | None:
    """What is wrong with the conflict of a project; "" if nothing, None if it can be planned."""
    translation = to_problem(tangled(seed, hard=True))
    problem = translation.problem
    found = search(problem, Objective.of("finish"), Limits(deterministic_limit=2))
    if found.status != "infeasible":
        return None
    told = explain(problem, effort=20)
    if told is None:
        return "no conflict was found"
    if not told.minimal:
        return "not known to be minimal"
    for left_out in (None, *told.facts):
        rest = tuple(fact for fact in told.facts if fact != left_out)
        status = search(
            only(problem, rest), Objective.of("finish"), Limits(deterministic_limit=4)
        ).status
        wanted = "infeasible" if left_out is None else ""
        if (status == "infeasible") != bool(wanted):
            return f"without {left_out}: {status}"
    return ""


def main() -> None:
    """Runs the checks and prints what holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--causes", type=int, default=200)
    parser.add_argument("--gains", type=int, default=50)
    parser.add_argument("--conflicts", type=int, default=200)
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0, help="of texts and gains: the first seed")
    asked = parser.parse_args()
    _causes(asked.causes)
    _texts(asked.texts, asked.first)
    _gains(asked.gains, asked.first)
    _conflicts(asked.conflicts)


def _causes(wanted: int) -> None:
    cases = [planted(seed) for seed in range(wanted)]
    right = sum(map(named_first, cases))
    if wanted:
        kinds = dict(Counter(case.kind for case in cases))
        print(f"causes: {right} of {wanted} named first, of {kinds}")


def _texts(wanted: int, seed: int) -> None:
    told, wrong, plans = Counter[str](), list[str](), 0
    while told.total() < wanted:
        try:
            plan = solve(varied(seed), _FEW)
        except InputError:
            seed += 1
            continue
        reader = Reader(plan)
        told.update(_said(text) for _, text in reader.sentences())
        wrong += [f"{seed}: {text}" for text in reader.wrong()]
        plans, seed = plans + 1, seed + 1
        if plans % _TOLD == 0:
            done = f"{plans} plans, next seed {seed}: {told.total()} texts, {len(wrong)} wrong"
            print(done, *wrong[-1:], sep="\n  ", flush=True)
    if wanted:
        print(f"texts: {len(wrong)} wrong of {told.total()} in {plans} plans", *wrong, sep="\n  ")
        print("  of", dict(told.most_common()))


def _said(text: str) -> str:
    """The kind of a sentence: its words without names and dates."""
    text = re.sub(r"\d+ [A-Z][a-z]{2} \d{4}(?: \d\d:\d\d)?", "D", text)
    text = re.sub(r"\S+ (Part \d+|gate|phase)", "T", text)
    return re.sub(r"Ann|Bob|Cem", "P", re.sub(r"[\d.]+ (\w+ )?(day|hour|minute)s?", "n", text))


def _gains(wanted: int, seed: int) -> None:
    kinds, wrong, plans = Counter[str](), list[str](), 0
    while plans < wanted:
        try:
            found, failed = gains(varied(seed), seed)
        except InputError:
            seed += 1
            continue
        kinds += found
        wrong += failed
        plans, seed = plans + 1, seed + 1
        told = f"{plans} plans, next seed {seed}: {dict(kinds)}, {len(wrong)} do not hold"
        print(told, *failed, sep="\n  ", flush=True)
    if wanted:
        print(
            f"gains: {dict(kinds)} in {plans} plans, {len(wrong)} do not hold", *wrong, sep="\n  "
        )


def _conflicts(wanted: int) -> None:
    told, seed = list[str](), 0
    while len(told) < wanted:
        found = conflict(seed)
        if found is not None:
            told.append(found and f"{seed}: {found}")
        seed += 1
    if wanted:
        wrong = [one for one in told if one]
        print(f"conflicts: {wanted - len(wrong)} of {wanted} minimal", *wrong, sep="\n  ")


if __name__ == "__main__":
    main()
