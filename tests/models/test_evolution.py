"""Orders that evolve."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from models import Objective, Schedule, SearchProgress, SolveOptions, solve
from models.calendars import Calendar
from models.check import violations
from models.problem import Activity, Mode, Precedence, Problem
from models.search import evolution
from models.search.evolution import evolve, evolve_plainly
from models.search.greedy import construct
from models.search.large_neighbourhood import Limits
from models.search.orders import _begin, orders
from tests.models.support import being_made, patient, seat, small

FINISH = Objective.of("finish")


def busy(count: int = 90) -> Problem:
    """Work for two or three of five people who have no choice, in chains that cross."""
    random = Random(4)
    jobs = []
    for _ in range(count):
        work = random.randint(1, 9)
        crew = random.sample(range(5), random.randint(1, 3))
        jobs.append(Activity(modes=(Mode(seats=tuple(seat(r, work=work) for r in crew)),)))
    links = (Precedence(first=k, second=k + random.randint(1, 30)) for k in range(count - 31))
    return small(*jobs, horizon=900, people=5, precedences=tuple(links))


def evolved(
    problem: Problem, first: Schedule, by: Callable[..., None] = evolve, **limits: float
) -> list[Schedule]:
    found: list[Schedule] = []
    by(
        problem,
        first,
        Limits(seed=1, **limits),  # type: ignore[arg-type]
        bound=0,
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: False,
    )
    return found


FORMS = pytest.mark.parametrize(("by", "work"), [(evolve, 0.05), (evolve_plainly, 0.2)])
"""As machine code, and in plain Python; the work is that of machine code in the same time."""


@FORMS
def test_better_schedules_evolve_one_after_the_other_and_the_same_each_time(
    by: Callable[..., None], work: float
) -> None:
    problem = busy()
    first = construct(problem, FINISH)
    assert first is not None
    found = evolved(problem, first, by, work=work)
    spans = [first.makespan, *(schedule.makespan for schedule in found)]
    assert spans == sorted(set(spans), reverse=True)
    assert len(spans) > 1
    assert all(violations(problem, schedule) == () for schedule in found)
    assert evolved(problem, first, by, work=work) == found


@FORMS
def test_schedules_evolve_that_keep_lags_on_calendars_and_the_clock(
    by: Callable[..., None], work: float
) -> None:
    plain = busy(50)
    weeks = Calendar.from_slots(slot for slot in range(plain.horizon) if slot % 7 < 5)
    kinds: tuple[dict[str, Any], ...] = (
        {"calendar": 1},
        {"calendar": 1, "idle": True, "lag": 0},
        {"elapsed": True, "lag": 30},
    )
    problem = replace(
        plain,
        calendars=(*plain.calendars, weeks),
        clock=tuple(slot * 10 + slot // 7 * 20 for slot in range(plain.horizon + 1)),
        precedences=tuple(
            replace(link, **{"lag": 3, **kinds[k % 3]}) for k, link in enumerate(plain.precedences)
        ),
    )
    first = construct(problem, FINISH)
    assert first is not None
    found = evolved(problem, first, by, work=work)
    assert found[-1].makespan < first.makespan
    assert all(violations(problem, schedule) == () for schedule in found)


@pytest.mark.parametrize("workers", [1, 2])
def test_orders_evolve_where_nobody_is_to_be_chosen(workers: int) -> None:
    problem = busy()
    news: list[SearchProgress] = []
    options = SolveOptions(deterministic_limit=0.03, workers=workers)
    results = [solve(problem, FINISH, options, observer=news.append) for _ in range(2)]
    assert "evolution" in {progress.source for progress in news}
    assert results[0] == results[1]


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is asked to evolve as machine code."""
    asked: list[object] = []
    monkeypatch.setattr(evolution, "evolve", lambda *given, **_: asked.append(given))
    return asked


def test_a_search_ends_in_time_though_the_machine_code_is_still_being_made(
    monkeypatch: pytest.MonkeyPatch, compiled: list[object]
) -> None:
    monkeypatch.setattr(evolution, "WARM", being_made())
    result = solve(busy(140), FINISH, patient(time_limit=0.5))
    assert result.schedule is not None
    assert not compiled


def test_orders_evolve_in_plain_python_until_their_machine_code_is_there(
    monkeypatch: pytest.MonkeyPatch, compiled: list[object]
) -> None:
    monkeypatch.setattr(evolution, "WARM", warm := being_made())
    sources: set[str] = set()

    def observe(progress: SearchProgress) -> None:
        sources.add(progress.source)
        if progress.source == "evolution":
            monkeypatch.setattr(warm, "ready", lambda: True)

    stop = lambda: bool(compiled)  # noqa: E731
    solve(busy(140), FINISH, patient(time_limit=60.0), observer=observe, stop=stop)
    assert "evolution" in sources
    assert len(compiled) == 1


def test_machine_code_that_would_come_too_late_is_made_when_the_search_has_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evolution, "WARM", warm := being_made())
    seen: set[tuple[str, int]] = set()
    observe = lambda progress: seen.add((progress.source, warm.begun))  # noqa: E731
    stop = lambda: ("evolution", 0) in seen  # noqa: E731
    solve(busy(140), FINISH, SolveOptions(time_limit=15), observer=observe, stop=stop)
    assert seen <= {("construction", 0), ("CP-SAT", 0), ("evolution", 0), ("the end", 1)}
    assert ("the end", 1) in seen


def test_a_population_behind_a_known_schedule_is_not_at_rest_while_it_gains() -> None:
    """Its lengths add up to less; nothing is shorter than what is known for a long time."""
    lives = orders(np.zeros(3, dtype=np.int64), 4, 0, jitter=0.0, mutants=0.0)
    shortest, calm = lives.marks[:1], lives.marks[1:2]
    code: Any = _begin
    begin = code.py_func  # as Python: only machine code calls it
    shortest[0] = 100
    for generation in range(8):
        lives.early.spans[:] = lives.late.spans[:] = 150 - generation
        begin(lives, generation)
    assert calm[0] == 0
    for generation in range(8, 11):
        begin(lives, generation)
    assert calm[0] == 3, "the lengths are what they were"
    shortest[0], calm[0] = 99, 0
    for generation in range(11, 14):
        lives.early.spans[:] = lives.late.spans[:] = 120 - generation
        begin(lives, generation)
    assert calm[0] == 3, "it is ahead of what is known by now"
