"""Lists with crews, annealed as machine code, judged by the referee and beside plain Python."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models import Objective, Schedule, SolveOptions, solve
from models.check import violations
from models.problem import (
    Activity,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
)
from models.search import crew_annealing, crew_serial, crew_walk, serial
from models.search.crew_annealing import anneal_crews, anneals_crews, axis
from models.search.crew_table import CrewTable, crews
from models.search.greedy import construct
from models.search.large_neighbourhood import Limits
from models.search.params import DEFAULT
from models.search.timetable import Timetable
from tests.models import test_groups
from tests.models.test_groups import crew

FINISH = Objective.of("finish")
PARAMS = DEFAULT.crews
QUIET = [HealthCheck.filter_too_much, HealthCheck.too_slow]


def crowd(count: int = 40, people: int = 9, leave: int = 0) -> Problem:
    """Crews of up to three of five skills, which a third of the people have, in crossing chains."""
    random = Random(6)
    skills = [tuple(sorted(random.sample(range(people), people // 3))) for _ in range(5)]
    jobs = [
        crew(random.randint(1, 9), *random.sample(skills, random.randint(1, 3)))
        for _ in range(count)
    ]
    links = (Precedence(first=k, second=k + random.randint(1, 12)) for k in range(count - 12))
    whole = test_groups.problem(*jobs, people=people, links=tuple(links))
    away = [Reservation(resource=r, start=9 * r, end=9 * r + 5) for r in range(leave)]
    horizon = 10 * count
    always = tuple(one.always(horizon) for one in whole.calendars)
    return replace(whole, horizon=horizon, calendars=always, reservations=tuple(away))


def begun(problem: Problem) -> tuple[Timetable, CrewTable, Schedule]:
    first = construct(problem, FINISH)
    assert first is not None
    tables = crews(problem, axis(first, PARAMS))
    assert tables is not None
    return *tables, first


def annealed(problem: Problem, work: float, seed: int = 1) -> list[Schedule]:
    found: list[Schedule] = []
    first = construct(problem, FINISH)
    assert first is not None
    anneal_crews(
        problem,
        first,
        Limits(seed=seed, work=work),
        bound=0,
        found=lambda schedule, _: found.append(schedule),
        stop=lambda: False,
    )
    spans = [first.makespan, *(schedule.makespan for schedule in found)]
    assert all(violations(problem, schedule) == () for schedule in found)
    assert spans == sorted(set(spans), reverse=True)
    return found


def alone(problem: Problem) -> Problem:
    """The problem with people who cannot do two things at a time."""

    def one_unit(seat: Seat) -> Seat:
        return replace(seat, candidates=tuple(replace(c, units=1) for c in seat.candidates))

    def single(activity: Activity) -> Activity:
        mode = activity.modes[0]
        seats = tuple(map(one_unit, mode.seats))
        return replace(activity, modes=(replace(mode, seats=seats),))

    return replace(
        problem,
        resources=(Resource(),) * len(problem.resources),
        activities=tuple(map(single, problem.activities)),
    )


@settings(max_examples=8, deadline=None, suppress_health_check=QUIET)
@given(test_groups.crews().map(alone), st.integers(0, 9))
def test_what_is_annealed_keeps_all_rules_and_gets_shorter(problem: Problem, seed: int) -> None:
    first = construct(problem, FINISH)
    assume(first is not None and anneals_crews(problem, first, PARAMS))
    annealed(problem, 0.001, seed)


@pytest.mark.parametrize("leave", [0, 9])
def test_crews_are_found_that_are_better_together_and_the_same_each_time(leave: int) -> None:
    problem = crowd(leave=leave)
    found = annealed(problem, 0.3)
    assert found
    assert annealed(problem, 0.3) == found


def filled(people: set[int], seats: list[tuple[int, ...]]) -> bool:
    """Whether these people can fill the seats, by trying."""
    if not seats:
        return True
    return any(filled(people - {r}, seats[1:]) for r in people & set(seats[0]))


class Plain:
    """The scheme in plain Python: each activity where enough people are free, those spared last."""

    def __init__(self, problem: Problem, spared: list[list[int]]) -> None:
        self.problem, self.spared = problem, spared
        self.taken = [(one.resource, one.start, one.end) for one in problem.reservations]

    def plan(self, listed: list[int]) -> tuple[dict[int, int], dict[int, set[int]]]:
        """The starts, and who is on each."""
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        who: dict[int, set[int]] = {}
        for i in listed:
            work = self.problem.activities[i].modes[0].work
            start = max((ends[a.first] for a in self.problem.incoming[i]), default=0)
            while (chosen := self._crew(i, start, start + work)) is None:
                start += 1
            starts[i], ends[i], who[i] = start, start + work, chosen
            self.taken += [(r, start, start + work) for r in chosen]
        return starts, who

    def _crew(self, i: int, start: int, end: int) -> set[int] | None:
        seats = [
            tuple(one.resource for one in seat.candidates)
            for seat in self.problem.activities[i].modes[0].seats
        ]
        busy = {r for r, begin, until in self.taken if begin < end and start < until}
        free = {r for seat in seats for r in seat} - busy
        if not filled(free, seats):
            return None
        for person in self.spared[i]:
            if len(free) > len(seats) and filled(free - {person}, seats):
                free -= {person}
        return free


@pytest.mark.parametrize("leave", [0, 9])
def test_a_list_becomes_what_the_scheme_in_plain_python_makes(leave: int) -> None:
    problem = crowd(leave=leave)
    table, people, first = begun(problem)
    board, staff = serial.board(table), crew_serial.crew_board(people)
    starts = np.array([task.start for task in first.tasks if task])
    for seed in range(3):
        starts = np.random.default_rng(seed).permutation(starts)
        walk = crew_walk.crew_walk(table, people, starts, seed, PARAMS.move)
        listed = walk.listed.tolist()
        assert crew_walk.walk_crews(table, people, board, staff, walk, 0.5, 1)
        rows = zip(walk.spared.tolist(), walk.many, strict=True)
        begin, who = Plain(problem, [row[:many] for row, many in rows]).plan(listed)
        assert walk.times[: len(starts)].tolist() == [begin[i] for i in range(len(starts))]
        bits = [sum(1 << r for r in who[i]) for i in range(len(starts))]
        assert walk.crew[:, 0].tolist() == bits


def test_a_search_anneals_crews_before_it_looks_at_neighbourhoods(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    news: list[str] = []
    monkeypatch.setattr(crew_annealing, "anneal_crews", lambda *_, **__: news.append("annealing"))
    params = replace(DEFAULT, sharing=replace(DEFAULT.sharing, small=0))
    options = SolveOptions(deterministic_limit=0.02, params=params)
    solve(
        crowd(),
        FINISH,
        options,
        observer=lambda progress: news.append(progress.source),
        stop=lambda: "annealing" in news,
    )
    assert news.index("annealing") == news.index("construction") + 1


def test_its_machine_code_can_be_made_before_it_is_needed() -> None:
    crew_annealing.make()
    assert crew_annealing.WARM.ready()


def test_what_has_no_crews_or_rules_about_people_is_left_to_others() -> None:
    problem = crowd()
    assert crews(problem, 100) is not None
    single = replace(problem, activities=tuple(crew(2, (0, 1)) for _ in problem.activities))
    shared = replace(problem, resources=(Resource(capacity=2),) * len(problem.resources))
    paired = replace(problem, staffing=(Staffing(first=0, second=1, same=True),))
    assert [crews(other, 100) for other in (single, shared, paired)] == [None, None, None]
