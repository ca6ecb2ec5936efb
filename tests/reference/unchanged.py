"""Changes that must not matter, made to random workbooks and planned by the product.

``python -m tests.reference.unchanged --seeds 0-499 [--seconds 10] [--jobs 2]`` prints those that
leave another status or other values, and how many of each change left them as they were.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from tests.reference.changes import CHANGES
from tests.reference.compare import Said, ask, near, seeds
from tests.reference.random_spec import random_spec


def same(before: Said, after: Said) -> bool:
    """Whether two plans have the same status and equal values of the same goals."""
    return (
        before.status == after.status
        and [one.goal for one in before.goals] == [one.goal for one in after.goals]
        and all(
            abs(one.value - two.value) <= near(one.goal)
            for one, two in zip(before.goals, after.goals, strict=True)
        )
    )


def run(seed: int, seconds: float) -> list[tuple[str, str]]:
    """For each change whether it leaves all as it was: `same`, `not proved` or what differs."""
    spec = random_spec(seed)
    before = ask(spec, seconds)
    monthly = any(budget.month for budget in spec.budgets)
    return [
        (name, _verdict(before, ask(change(spec, seed), seconds)))
        for name, change in CHANGES.items()
        if not (monthly and name == "a shift by a week")
    ]


def _verdict(before: Said, after: Said) -> str:
    if same(before, after):
        return "same"
    if {before.status, after.status} & {"feasible", "unknown"}:
        return "not proved"
    return " and ".join(
        f"{told.status} {[(one.goal, float(one.value)) for one in told.goals]} {told.why}"
        for told in (before, after)
    )


def main(arguments: Iterable[str] | None = None) -> int:
    """Prints what differs; 1 if something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=seeds, default=range(20), help="such as 0-200")
    parser.add_argument("--seconds", type=float, default=10, help="for each plan")
    parser.add_argument("--jobs", type=int, default=1, help="processes side by side")
    options = parser.parse_args(None if arguments is None else list(arguments))
    counts: dict[str, Counter[str]] = {name: Counter() for name in CHANGES}
    with ProcessPoolExecutor(options.jobs) as pool:
        found = pool.map(run, options.seeds, repeat(options.seconds))
        for seed, verdicts in zip(options.seeds, found, strict=True):
            for name, verdict in verdicts:
                kind = verdict if verdict in ("same", "not proved") else "different"
                counts[name][kind] += 1
                if kind != "same":
                    sys.stdout.write(f"{seed}: {name}: {verdict}\n")
                    sys.stdout.flush()
    sys.stdout.writelines(f"{line}\n" for line in _sums(counts))
    return int(any(count["different"] for count in counts.values()))


def _sums(counts: dict[str, Counter[str]]) -> Iterator[str]:
    for name, count in counts.items():
        yield f"{name}: {dict(count)}"


if __name__ == "__main__":
    raise SystemExit(main())
