"""`solve`: construct, then optimise goal after goal, verify everything."""

from collections.abc import Callable

from models.measures.goals import Objective
from models.problem import Problem
from models.schedule import Schedule
from models.search import greedy
from models.solve.allowance import Allowance
from models.solve.goal_search import GoalSearch
from models.solve.incumbent import Incumbent
from models.solve.outcome import Helpers, Observer, Result, SolveOptions
from models.solve.searchers import Searchers
from models.timing import network


def solve(
    problem: Problem,
    goals: Objective,
    options: SolveOptions | None = None,
    *,
    observer: Observer | None = None,
    stop: Callable[[], bool] = lambda: False,
    known: Schedule | None = None,
    keep: Callable[[Schedule], None] = lambda _: None,
    helpers: Helpers | None = None,
) -> Result:
    """Plan the problem.

    Args:
        problem: What to plan.
        goals: What is good, in strict order.
        options: Limits; see `SolveOptions`.
        observer: Told of progress.
        stop: Asked often; once true, the search ends with the best schedule so far.
        known: A schedule to begin with, from an earlier search; ignored where it is not valid.
        keep: Given each verified schedule that is better than those before, for safe keeping.
        helpers: Other processes or machines to search on; threads of this process if None.
    """
    standing = Incumbent(problem, goals.goals, observer or (lambda _: None), keep)
    if network.windows(problem).empty:
        return Result(status="infeasible")
    options = options or SolveOptions()
    allowance = Allowance(options, standing, stop)
    searchers = Searchers(standing, allowance, helpers)
    search = GoalSearch(standing, allowance, searchers)
    standing.take(known, "an earlier search")
    construction = options.params.construction
    if standing.best is None or (construction.begins and search.near is None):
        built = greedy.construct(
            problem, goals, params=construction, stop=stop, enough=search.constructed
        )
        standing.take(built, "construction")
    search.run()
    searchers.compile_what_was_missed()
    search.left_shift()
    return standing.result()
