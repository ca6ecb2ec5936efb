"""Plans a project: from a project to a plan, or to the reasons why there is none."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from planner.errors import InputError, Issue
from planner.phrase import phrase
from planner.pipeline.search_options import Draft, News, NewsObserver, NoPlanError, Options
from planner.plan import Plan, Run, Status
from planner.project import Project

if TYPE_CHECKING:
    from models.schedule import Schedule
    from models.solve import Result, SearchProgress, SolveOptions
    from planner.translate import Translation
    from planner.translate.translation import GoalScale


_STRETCHES = (1.0, 4.0)
"""Lengths of the time axis to try: a plan that does not fit the first may fit the next."""

_LEAST = 0.1
"""Seconds that a search goes on at least after a plan was shown early."""

NOT_SHOWN = "plan-not-shown"

_NOT_SHOWN = Issue(
    severity="info",
    code=NOT_SHOWN,
    message=phrase(
        "no contradiction was found, but whether there is a plan shows only when it is planned"
    ),
)


def check(project: Project) -> tuple[Issue, ...]:
    """Checks whether a project can be planned, as far as that shows without a long search.

    Args:
        project: As read, or built in Python.

    Returns:
        The remarks of planning, beside those of reading. One with the code `NOT_SHOWN` says that
        no contradiction was found, but no schedule either.

    Raises:
        InputError: with what is wrong across the project.
        NoPlanError: with dates, links, hours and hard budgets that cannot hold together.
    """
    from models.conflict.explain import possible
    from planner.analysis.impossible import EFFORT
    from planner.translate import to_problem

    _validated(project)
    for stretch in _STRETCHES:
        translation = to_problem(project, stretch=stretch)
        found = possible(translation.problem, effort=EFFORT)
        if found is not False:
            return translation.issues if found else (*translation.issues, _NOT_SHOWN)
    raise NoPlanError("infeasible", _reasons(translation, "infeasible"))


def _validated(project: Project) -> None:
    from planner.checks.validate import validate

    errors = [issue for issue in validate(project) if issue.severity == "error"]
    if errors:
        raise InputError(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A project that was checked, with its problem and where the search begins.

    `spent` are seconds of a search that is over already, see `first_plan`.
    """

    project: Project
    translation: "Translation"
    stretch: float
    begin: "Schedule | None"
    spent: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Early:
    """Who wants to see a plan near the one before while the search for a nearer one goes on.

    Args:
        after: Seconds of search until then.
        show: Given that plan, at most once.
    """

    after: float
    show: Callable[[Plan], None]


def prepare(project: Project, options: Options) -> Prepared:
    """Checks a project and makes its problem, ahead of `solve` with the same options.

    Raises:
        InputError: if something is wrong across the project.
    """
    _validated(project)
    return replace(_prepared(_near(project, options), options, _STRETCHES[0]), project=project)


def first_plan(made: Prepared, options: Options, seconds: float) -> tuple[Plan, Prepared] | None:
    """Searches for a moment, ahead of `solve` with the same options, near the known plan.

    Returns the plan, and what was made with its schedule as the beginning, from which another call
    goes on; None without either.
    """
    if not (options.near and made.translation.known.any):
        return None
    seen: list[Plan] = []
    limits = _limits(replace(options, time_limit=seconds), 0.0)
    finish = partial(_as_plan, made.translation, options=options, stretch=made.stretch, stop=_never)
    with _searching(made, options, lambda _: None, _never, lambda _: None) as run:
        early = Early(after=seconds, show=seen.append)
        begin, _ = _shown(early, run, finish, made.begin, limits)
    return (seen[0], replace(made, begin=begin, spent=made.spent + seconds)) if seen else None


def _never() -> bool:
    return False


def solve(
    project: Project | Prepared,
    options: Options | None = None,
    *,
    observer: NewsObserver = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    known: Draft | None = None,
    keep: Callable[[Draft], None] = lambda _: None,
    spent: float = 0.0,
    early: Early | None = None,
) -> Plan:
    """Plans a project.

    Args:
        project: As read, or prepared with the same options; the seconds that a search ahead took
            are part of the limit, and nothing is shown early then.
        options: How to plan.
        observer: Told how the search stands.
        stop: Asked often; once true, the search ends with the best plan so far.
        known: A draft that an earlier search for the same project and goals kept.
        keep: Given each better draft, so that an interrupted search can be taken up again.
        spent: Seconds of the time limit that are gone already; the search has at least half of
            the limit in any case.
        early: Who wants to see a plan near the one before sooner; not with a deterministic limit.

    Raises:
        InputError: if something is wrong across the project.
        NoPlanError: if there is no plan.
        WorkersError: if the cluster cannot be used.
    """
    options = options or Options()
    limits = _limits(options, spent)
    ahead = project if isinstance(project, Prepared) else None
    project = _checked(project)
    near = _near(project, options)
    for stretch in _STRETCHES if known is None else (known.stretch,):
        fits = ahead is not None and stretch == ahead.stretch and known is None
        made = ahead if ahead and fits else _prepared(near, options, stretch, known)
        finish = partial(_as_plan, made.translation, options=options, stretch=stretch, stop=stop)
        with _searching(made, options, observer, stop, keep) as run:
            begin = made.begin
            if made.spent:
                limits = _less(limits, made.spent)
            elif early is not None and options.near and made.translation.known.any:
                begin, limits = _shown(early, run, finish, begin, limits)
            result = run(limits, known=begin)
        if result.schedule is not None:
            return finish(result, limits=limits)
        if stop():
            break
    if result.status == "infeasible" and made.translation.known.frozen:
        thawed = made.translation.known.thawed()
        again = partial(solve, thawed, options, observer=observer, stop=stop, keep=keep)
        return again(spent=spent, early=early)
    raise NoPlanError(result.status, _reasons(made.translation, result.status))


def _checked(project: Project | Prepared) -> Project:
    """The project, after its checks."""
    if isinstance(project, Prepared):
        return project.project
    _validated(project)
    return project


def _prepared(
    project: Project, options: Options, stretch: float, known: Draft | None = None
) -> Prepared:
    """The problem of a checked project, and where its search begins."""
    from models.search.repair import repaired

    made = _translated(project, options, stretch)
    begin = repaired(made.problem) if known is None else known.schedule
    return Prepared(project=project, translation=made, stretch=stretch, begin=begin)


@contextmanager
def _searching(
    made: Prepared,
    options: Options,
    observer: NewsObserver,
    stop: Callable[[], bool],
    keep: Callable[[Draft], None],
) -> "Iterator[Callable[..., Result]]":
    """The search for a problem, to be given limits and where to begin."""
    from models.solve import solve as search
    from planner.running.workers import helpers_at

    translation = made.translation
    with helpers_at(options.workers, insecure=options.insecure_workers, stop=stop) as helpers:
        yield partial(
            search,
            translation.problem,
            translation.objective,
            observer=_told(translation, observer),
            stop=stop,
            keep=_drafted(made.stretch, keep),
            helpers=helpers,
        )


def _shown(
    early: Early,
    run: Callable[..., "Result"],
    finish: Callable[..., Plan],
    begin: "Schedule | None",
    limits: "SolveOptions",
) -> "tuple[Schedule | None, SolveOptions]":
    """Shows the plan of a short search; where to go on from, and what is left of the limits."""
    if limits.deterministic_limit is not None or limits.time_limit is None:
        return begin, limits
    first = replace(limits, time_limit=min(early.after, limits.time_limit))
    result = run(first, known=begin)
    if result.schedule is None:
        return begin, limits
    early.show(finish(result, limits=first))
    return result.schedule, _less(limits, early.after)


def _less(limits: "SolveOptions", spent: float) -> "SolveOptions":
    """The limits without what is spent of their seconds."""
    if limits.time_limit is None:
        return limits
    return replace(limits, time_limit=max(limits.time_limit - spent, _LEAST))


def _translated(project: Project, options: Options, stretch: float) -> "Translation":
    """The project as a problem on an axis of some length."""
    from planner.translate import to_problem

    return to_problem(
        project, goals=options.goals, stretch=stretch, from_scratch=options.from_scratch
    )


def _near(project: Project, options: Options) -> Project:
    """The project with its previous plan as published, where planning is to stay near it."""
    before = project.previous
    near = before is not None and (options.near or before.near) and not options.from_scratch
    if before is None or not near or before.published:
        return project
    return replace(project, previous=replace(before, published=True, near=True))


def _as_plan(
    translation: "Translation",
    result: "Result",
    *,
    options: Options,
    stretch: float,
    limits: "SolveOptions",
    stop: Callable[[], bool],
) -> Plan:
    """The plan of a result, with the price of staying near the previous plan."""
    from planner.analysis.plan_of_schedule import to_plan
    from planner.control.freedom import with_free
    from planner.language.words import LANGUAGES

    schedule, words = result.schedule, LANGUAGES[translation.project.language]
    if schedule is None:
        raise ValueError("a result without a schedule is no plan")
    plan = to_plan(translation, schedule, result=result, run=_run(options), words=words)
    before = translation.project.previous
    if options.near or (before and before.near):  # unpublished: no price
        return plan
    free = partial(_translated, translation.project, replace(options, from_scratch=True), stretch)
    return with_free(plan, translation, schedule, free, limits=limits, stop=stop)


def _limits(options: Options, spent: float) -> "SolveOptions":
    from models.solve import SolveOptions

    return SolveOptions(
        time_limit=max(options.time_limit / 2, options.time_limit - spent),
        deterministic_limit=options.deterministic_limit,
        seed=options.seed,
        workers=options.parallel,
    )


def _run(options: Options) -> Run:
    from importlib import metadata

    limit = options.deterministic_limit
    return Run(
        version=metadata.version("crewplan"),
        solver=f"OR-Tools {metadata.version('ortools')}",
        seed=options.seed,
        workers=options.parallel,
        time_limit=float(options.time_limit) if limit is None else None,
        deterministic_limit=None if limit is None else float(limit),
        goals=options.goals,
    )


def _drafted(stretch: float, keep: Callable[[Draft], None]) -> Callable[["Schedule"], None]:
    return lambda schedule: keep(Draft(stretch=stretch, schedule=schedule))


def _told(translation: "Translation", observer: NewsObserver) -> Callable[["SearchProgress"], None]:
    """An observer of the model's search that tells `observer` in the user's units."""
    scales = {scale.name: scale for scale in translation.scales}

    def tell(progress: "SearchProgress") -> None:
        scale = scales[progress.goal]
        value = None if progress.value is None else _number(translation, scale, progress.value)
        bound = _number(translation, scale, progress.bound)
        goal, unit, place = scale.name, scale.unit, progress.place
        observer(News(goal=goal, unit=unit, value=value, bound=bound, place=place))

    return tell


def _number(translation: "Translation", scale: "GoalScale", value: int) -> float:
    if scale.axis:
        return translation.working_days(0, value)
    return (value + scale.spent) / scale.divisor


def _reasons(translation: "Translation", status: Status) -> Iterable[Issue]:
    """Why there is no plan, as far as that is known."""
    from planner.analysis.impossible import reasons_against
    from planner.language.words import LANGUAGES

    if status == "infeasible":
        return reasons_against(translation, LANGUAGES[translation.project.language])
    unknown = Issue(
        code="no-plan-found",
        message=phrase("no plan was found in the time given, nor a proof that there is none"),
        remedy=phrase("give more time with --time-limit, or loosen hard dates and limits"),
    )
    return (unknown,)
