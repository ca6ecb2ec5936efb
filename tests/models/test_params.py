"""Search parameters are told, and reach the search."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from benchmarks.run import tuned
from models import SolveOptions, solve
from models.measures.goals import Objective
from models.search.params import DEFAULT, AnnealingParams, Shares
from tests.models.test_annealing import MONEY, late


def _groups(params: Any) -> Iterator[Any]:
    if is_dataclass(params):
        yield params
        for field in fields(params):
            yield from _groups(getattr(params, field.name))
    elif hasattr(params, "_fields"):
        yield params


def test_every_parameter_is_told() -> None:
    groups = list(_groups(DEFAULT))
    assert len(groups) > 7
    for one in groups:
        names = one._fields if hasattr(one, "_fields") else [f.name for f in fields(one)]
        told = re.findall(r"^        (\w+(?:, \w+)*):", type(one).__doc__ or "", re.MULTILINE)
        assert [name for names in told for name in names.split(", ")] == list(names), type(one)


def test_parameters_reach_the_search() -> None:
    problem = late(60)

    def sources(params: AnnealingParams) -> set[str]:
        found: set[str] = set()
        options = SolveOptions(deterministic_limit=0.05, params=replace(DEFAULT, annealing=params))
        observed = lambda progress: found.add(progress.source)  # noqa: E731
        solve(problem, Objective(goals=(MONEY,)), options, observer=observed)
        return found

    assert "annealing" in sources(DEFAULT.annealing)
    assert "annealing" not in sources(replace(DEFAULT.annealing, largest=10))


def test_benchmarks_set_parameters_from_outside() -> None:
    settings = ("annealing.heat=(3, 0.1)", "annealing.move.far=2", "neighbourhoods.least=1")
    params = tuned((*settings, "sharing.others.look=0.2"))
    assert list(params.annealing.heat) == [3, 0.1]
    assert params.annealing.move == DEFAULT.annealing.move._replace(far=2)
    assert params.neighbourhoods.least == 1.0
    assert params.sharing.others == Shares(look=0.2, neighbourhoods=0.8)
    assert params.evolution == DEFAULT.evolution
    assert tuned(()) == DEFAULT


@pytest.mark.parametrize("wrong", ["annealing.heap=1", "heat=1", "annealing.anew='much'"])
def test_what_is_no_parameter_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"has no|is no"):
        tuned((wrong,))
