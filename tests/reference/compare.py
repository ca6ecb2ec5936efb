"""Random workbooks through the product and through the reference, goal by goal.

``python -m tests.reference.compare --seeds 0-200 [--only links lags] [--seconds 20]`` prints what
they do not agree on. The only file of this folder that imports the product.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from typing import Literal

from planner import InputError, NoPlanError, Options, pipeline
from planner.plan import Plan
from tests.reference.check import Found, violations
from tests.reference.clock import DAY, day_of, minute_of
from tests.reference.exact import Answer, Value, solve
from tests.reference.random_spec import features, random_spec
from tests.reference.spec import Spec
from tests.reference.workbook import as_text, to_bytes

Verdict = Literal[
    "agree proved",
    "agree within bounds",
    "disagree",
    "product refused",
    "product crashed",
    "reference unknown",
]
CENTS = Fraction(2, 100)
"""How far sums of money may be apart: each cost line is rounded to the cent."""

MINUTES = Fraction(2, 1000)
"""How far amounts of days may be apart: a minute, and the four digits that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the product says about a workbook."""

    status: Literal["optimal", "feasible", "infeasible", "unknown", "refused", "crashed"]
    goals: tuple[Value, ...] = ()
    rows: tuple[Found, ...] = ()
    why: str = ""
    step: int | None = None
    """Minutes between the starts that were looked at, where the proof says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A seed, the verdict, and in a few words what is different."""

    seed: int
    verdict: Verdict
    features: tuple[str, ...] = ()
    words: str = ""
    faults: tuple[str, ...] = field(default=())


def ask(spec: Spec, seconds: float) -> Said:
    """Plans a workbook with the product."""
    try:
        project = pipeline.read_project(to_bytes(spec))
        plan = pipeline.solve(project, Options(time_limit=seconds, workers=1))
    except NoPlanError as error:
        known = error.status if error.status in ("infeasible", "unknown") else "crashed"
        return Said(status=known, why=_first(error))
    except InputError as error:
        return Said(status="refused", why=_first(error))
    except Exception as error:  # noqa: BLE001 (a crash is a finding here)
        return Said(status="crashed", why=f"{type(error).__name__}: {error}")
    return said(plan)


def _first(error: InputError) -> str:
    faults = [issue for issue in error.issues if issue.severity == "error"]
    return "; ".join(f"{i.place} {i.message} {i.got}" for i in faults[:2])


def said(plan: Plan) -> Said:
    """The values and rows of a plan."""
    return Said(
        status=plan.status,
        step=plan.step,
        goals=tuple(
            Value(goal=g.name, value=Fraction(str(g.value)), bound=Fraction(str(g.bound)))
            for g in plan.goals
        ),
        rows=tuple(
            Found(
                task=row.task.id,
                start=_minute(row.start),
                end=_minute(row.finish),
                people=frozenset(booking.resource for booking in row.bookings),
            )
            for row in plan.rows
            if not row.task.summary and "Spans" not in row.task.name
        ),
    )


def _minute(when: datetime | None) -> int | None:
    return None if when is None else minute_of(when)


def compare(spec: Spec, told: Said, answer: Answer) -> tuple[Verdict, str]:
    """What both say about a workbook."""
    if told.status == "crashed":
        return "product crashed", told.why
    if told.status == "refused":
        return "agree proved" if answer.status == "infeasible" else "product refused", told.why
    if answer.status == "unknown":
        return _unknown(told, answer)
    if answer.status == "infeasible" or told.status == "infeasible":
        if told.status == answer.status:
            return "agree proved", ""
        if told.status == "unknown" or (answer.status == "infeasible" and answer.grid):
            return "agree within bounds", ""
        return "disagree", f"product {told.status}, reference {answer.status}: {told.why}"
    if told.status == "unknown":
        return "agree within bounds", "the product found no plan in time"
    return _values(told, answer)


def _unknown(told: Said, answer: Answer) -> tuple[Verdict, str]:
    """What the reference has proved must not be undercut, its plans not be called impossible."""
    if told.status == "infeasible" and answer.values:
        return "disagree", f"product infeasible, reference has a plan: {told.why}"
    first = next(iter(told.goals), None)
    if first and answer.values:
        bound = answer.values[0].bound
        if first.value < bound - near(first.goal):
            return "disagree", f"{first.goal} {float(first.value)} below the bound {float(bound)}"
    return "reference unknown", answer.why


def near(goal: str) -> Fraction:
    """How far two values of a goal may be apart and be called equal."""
    return CENTS * 3 if goal in ("cost", "money") else MINUTES


def _values(told: Said, answer: Answer) -> tuple[Verdict, str]:
    if [value.goal for value in told.goals] != [value.goal for value in answer.values]:
        names = [value.goal for value in told.goals]
        return "disagree", f"goals {names}, reference {[v.goal for v in answer.values]}"
    for mine, exact in zip(told.goals, answer.values, strict=True):
        apart = near(mine.goal)
        if abs(mine.value - exact.value) <= apart:
            if mine.bound > exact.value + apart:
                return "disagree", f"{mine.goal}: bound {float(mine.bound)} above the value"
            continue
        words = f"{mine.goal} {float(mine.value):.4f}, exactly {float(exact.value):.4f}"
        if mine.value < exact.value and answer.grid:
            return "agree within bounds", f"{words} for instants {answer.grid} minutes apart"
        if mine.value > exact.value and told.step:
            return "agree within bounds", f"{words} for starts {told.step} minutes apart"
        if mine.value < exact.value or mine.bound > exact.value + apart:
            return "disagree", words
        return "agree within bounds", words
    if told.status == "optimal":
        return "agree proved", ""
    return "agree within bounds", "not proved"


def _days(spec: Spec, told: Said) -> int:
    """The days that a plan takes: the reference has to look at as many, or could not find it."""
    first = day_of(spec.settings.start)
    return max((row.end // DAY - first + 1 for row in told.rows if row.end is not None), default=0)


def run(seed: int, only: tuple[str, ...], seconds: float) -> Comparison:
    """One workbook through both."""
    spec = random_spec(seed, only)
    told = ask(spec, seconds)
    spec = replace(spec, days=max(spec.days, _days(spec, told)))
    answer = solve(spec, seconds)
    verdict, words = compare(spec, told, answer)
    faults = violations(replace(spec, days=3 * spec.days), told.rows) if told.rows else ()
    return Comparison(
        seed=seed,
        verdict=verdict,
        features=features(seed, only),
        words=words,
        faults=tuple(faults),
    )


def seeds(text: str) -> range:
    """The seeds of a text such as 0-200."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main(arguments: Iterable[str] | None = None) -> int:
    """Prints the verdicts; 1 if there is a disagreement or a crash."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=seeds, default=range(20), help="such as 0-200")
    parser.add_argument("--only", nargs="*", default=[], help="features to choose from")
    parser.add_argument("--seconds", type=float, default=10, help="for each side")
    parser.add_argument("--jobs", type=int, default=1, help="processes side by side")
    parser.add_argument("--show", action="store_true", help="print workbooks that disagree")
    options = parser.parse_args(None if arguments is None else list(arguments))
    since, only = time.monotonic(), tuple(options.only)
    results: list[Comparison] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        jobs = [pool.submit(run, seed, only, options.seconds) for seed in options.seeds]
        for job in jobs:
            results.append(job.result())
            _tell(results[-1])
            if options.show and (results[-1].verdict == "disagree" or results[-1].faults):
                _write(as_text(random_spec(results[-1].seed, only)))
    _sum_up(results, time.monotonic() - since)
    return int(any(r.verdict in ("disagree", "product crashed") or r.faults for r in results))


def _tell(result: Comparison) -> None:
    if not result.verdict.startswith("agree") or result.faults:
        _write(f"{result.seed}: {result.verdict}: {result.words} ({', '.join(result.features)})")
    for fault in result.faults[:3]:
        _write(f"{result.seed}:     the plan: {fault}")


def _sum_up(results: list[Comparison], seconds: float) -> None:
    """Counts by verdict, and for each feature how often it is in a disagreement, with seeds."""
    counts = Counter(result.verdict for result in results)
    _write(f"{len(results)} workbooks in {seconds:.0f} s: {dict(counts)}")
    _write(f"plans that break a rule: {sum(bool(result.faults) for result in results)}")
    wrong: dict[str, list[int]] = defaultdict(list)
    there = Counter(name for result in results for name in result.features)
    for result in results:
        if not result.verdict.startswith(("agree", "reference")) or result.faults:
            for name in result.features:
                wrong[name].append(result.seed)
    for name, some in sorted(wrong.items(), key=lambda item: -len(item[1]) / there[item[0]]):
        shown = ", ".join(map(str, some[:6]))
        _write(f"  {name}: {len(some)} of {there[name]}, such as {shown}")


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
