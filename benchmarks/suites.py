"""The suites of instances: how to read each, with what objective, and what is known of it."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import company, imopse, mspsp, rcpsp
from models.measures.goals import Goal, Objective
from models.problem import Problem

MONEY = Objective(goals=(Goal(name="money", terms=(("lateness", 1), ("cost", 1))),))
"""Weighted lateness in cents plus cost in cents, as one sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """How to read the instances of a suite, what to minimise, whether its values are published."""

    suffix: str
    read: Callable[[Path], Problem]
    objective: Objective
    published: bool = True


def _imopse(path: Path) -> Problem:
    return imopse.read(path.read_text())


def _money(path: Path) -> Problem:
    return imopse.with_due_dates(_imopse(path), seed=1)


_FINISH = Objective.of("finish")

SUITES = {
    "imopse": Suite(suffix=".def", read=_imopse, objective=_FINISH),
    "imopse-money": Suite(suffix=".def", read=_money, objective=MONEY, published=False),
    "imopse-workbook": Suite(suffix=".def", read=company.read, objective=_FINISH, published=False),
    "psplib": Suite(suffix=".rcp", read=rcpsp.patterson, objective=_FINISH),
    "rcp": Suite(suffix=".txt", read=rcpsp.patterson, objective=_FINISH),
    "mm": Suite(suffix=".txt", read=rcpsp.multimode, objective=_FINISH),
    "mplib": Suite(suffix=".txt", read=rcpsp.multiproject, objective=_FINISH),
    "max": Suite(suffix=".sch", read=rcpsp.maximum, objective=_FINISH),
    "mslib": Suite(suffix=".msrcp", read=rcpsp.multiskill, objective=_FINISH),
    "mspsp": Suite(suffix=".dzn", read=mspsp.read, objective=_FINISH),
}
"""Several skills (imopse, imopse-workbook: with leave and budgets); one mode (psplib, rcp: both in
Patterson's format); several modes and resources that are used up (mm); several projects (mplib);
maximum lags (max); crews (mslib, mspsp).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Published values of an instance's makespan; None where there is none."""

    bound: int | None = None
    best: int | None = None


def files(suite: Suite, paths: Iterable[Path]) -> Iterator[Path]:
    """The suite's instances among files and folders, by name."""
    for path in paths:
        yield from sorted(path.glob(f"*{suite.suffix}")) if path.is_dir() else [path]


def known(suite: Suite, path: Path) -> Known:
    """What the `best_known.csv` or `bounds.csv` beside an instance says of it."""
    if not suite.published:
        return Known()
    for table in (path.parent / "best_known.csv", path.parent / "bounds.csv"):
        if table.exists():
            with table.open(newline="") as lines:
                for row in csv.DictReader(lines):
                    if row["instance"] == path.name:
                        return Known(
                            bound=_first(row, "lower_bound", "lower_bound_makespan"),
                            best=_first(row, "best_known", "best_published_makespan"),
                        )
    return Known()


def _first(row: dict[str, str], *columns: str) -> int | None:
    return next((int(row[column]) for column in columns if row.get(column)), None)
