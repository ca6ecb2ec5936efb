"""Plans a project: from a project to a plan, or to the reasons why there is none."""

from collections.abc import Callable, Iterable
from dataclasses import replace
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


def solve(
    project: Project,
    options: Options | None = None,
    *,
    observer: NewsObserver = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    known: Draft | None = None,
    keep: Callable[[Draft], None] = lambda _: None,
    spent: float = 0.0,
) -> Plan:
    """Plans a project.

    Args:
        project: As read.
        options: How to plan.
        observer: Told how the search stands.
        stop: Asked often; once true, the search ends with the best plan so far.
        known: A draft that an earlier search for the same project and goals kept.
        keep: Given each better draft, so that an interrupted search can be taken up again.
        spent: Seconds of the time limit that are gone already; the search has at least half of
            the limit in any case.

    Raises:
        InputError: if something is wrong across the project.
        NoPlanError: if there is no plan.
        WorkersError: if the cluster cannot be used.
    """
    from models.search.repair import repaired
    from models.solve import solve as search
    from planner.running.workers import helpers_at

    options = options or Options()
    limits = _limits(options, spent)
    _validated(project)
    project = _near(project, options)
    for stretch in _STRETCHES if known is None else (known.stretch,):
        translation = _translated(project, options, stretch)
        with helpers_at(options.workers, insecure=options.insecure_workers, stop=stop) as helpers:
            result = search(
                translation.problem,
                translation.objective,
                limits,
                observer=_told(translation, observer),
                stop=stop,
                known=repaired(translation.problem) if known is None else known.schedule,
                keep=_drafted(stretch, keep),
                helpers=helpers,
            )
        if result.schedule is not None:
            return _as_plan(translation, result, options, stretch, limits, stop)
        if stop():
            break
    if result.status == "infeasible" and translation.known.frozen:
        thawed = translation.known.thawed()
        return solve(thawed, options, observer=observer, stop=stop, keep=keep, spent=spent)
    raise NoPlanError(result.status, _reasons(translation, result.status))


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
    options: Options,
    stretch: float,
    limits: "SolveOptions",
    stop: Callable[[], bool],
) -> Plan:
    """The plan of a result, with what staying near the plan before costs."""
    from planner.analysis.plan_of_schedule import to_plan
    from planner.control.freedom import with_free
    from planner.language.words import LANGUAGES

    schedule, words = result.schedule, LANGUAGES[translation.project.language]
    if schedule is None:
        raise ValueError("a result without a schedule is no plan")
    plan = to_plan(translation, schedule, result=result, run=_run(options), words=words)
    before = translation.project.previous
    if options.near or (before and before.near):  # nobody was told of it: staying has no price
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
