"""Levers of a plan, and answers to questions about it: what the front ends call."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from models.solve import SolveOptions
from planner.errors import Issue
from planner.language.words import LANGUAGES, Words
from planner.phrase import verbatim
from planner.pipeline import Draft, Options
from planner.plan import LEVERS_LEFT, Answer, Plan
from planner.project import Asked, Project
from planner.running.workers import helpers_at
from planner.translate import to_problem
from planner.whatif.ask import answer, trials
from planner.whatif.levers import SHARE, Base, SearchEffort, levers, limits_each
from planner.whatif.questions import Question, understood
from planner.whatif.slack import EFFORT, with_true_slack

_SLACK = 0.15
"""Of the seconds for levers, for true slack."""


def with_levers(
    plan: Plan,
    draft: Draft,
    options: Options | None = None,
    *,
    seconds: float = 120.0,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Plan, Draft]:
    """The plan with what would help: changes to its project, each planned again; and its draft.

    It is a better plan than the one at hand where one came up in between. The tasks with hardly any
    slack then have their true slack as well.

    Args:
        plan: As `planner.pipeline.solve` gave it.
        draft: The last one that was kept on the way to it.
        options: Those of the plan. With a deterministic limit each change has a share of it, and
            `seconds` do not count.
        seconds: For all of them together, with the slack; what could not be tried in time is left
            out.
        stop: Asked often; once true, what is there is given.

    Raises:
        WorkersError: if the cluster cannot be used.
    """
    options = options or Options()
    base = base_of(plan, draft, options)
    words = LANGUAGES[plan.project.language]
    with effort_of(options, (1 - _SLACK) * seconds, stop) as effort:
        found = levers(base, effort, words)
    plan, draft = found.base.plan, replace(draft, schedule=found.base.schedule)
    issues = (*plan.issues, *_left(found.left, words))
    work = options.deterministic_limit
    plan = with_true_slack(
        replace(plan, levers=found.levers, issues=issues),
        base.translation,
        draft.schedule,
        effort=EFFORT if work is None else min(EFFORT, SHARE * work),
        seconds=_SLACK * seconds if work is None else float("inf"),
        stop=stop,
    )
    return plan, draft


def _left(number: int, say: Words) -> Iterator[Issue]:
    """A note on changes that were not tried."""
    if number:
        message = verbatim(
            say("{n} changes that may help were not tried in the time given", n=number)
        )
        remedy = verbatim(say("give more time with --lever-time"))
        yield Issue(severity="info", code=LEVERS_LEFT, message=message, remedy=remedy)


def with_answers(
    plan: Plan,
    draft: Draft,
    options: Options | None = None,
    *,
    seconds: float | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Plan:
    """The plan with the answers to the questions of its workbook, in their order.

    A question that cannot be understood has that for an answer, and is an issue at its cell.

    Args:
        plan: As `planner.pipeline.solve` gave it.
        draft: The last one that was kept on the way to it.
        options: Those of the plan. With a deterministic limit each search has a share of it.
        seconds: For all of them together; the plan's time limit, if not given.
        stop: Asked often; once true, the rest is left out.
    """
    options = options or Options()
    project, words = plan.project, LANGUAGES[plan.project.language]
    asked = [_understood(one, project, words) for one in project.asked]
    wanted = sum(trials(one, project) for one in asked if isinstance(one, Question))
    effort = SearchEffort(
        seconds=options.time_limit if seconds is None else seconds, limits=limits_of(options)
    )
    effort = replace(effort, limits=limits_each(effort, max(1, wanted)), stop=stop)
    base = base_of(plan, draft, options)
    told: list[Answer] = []
    faults: list[Issue] = []
    for written, one in zip(project.asked, asked, strict=True):
        if stop():
            break
        found = _answered(base, one, effort, words)
        if isinstance(one, Issue):
            faults.append(one)
        place = written.source
        told.append(replace(found, sheet=place.sheet, cell=place.cell("question")))
    return replace(plan, answers=tuple(told), issues=(*plan.issues, *faults))


def _understood(asked: Asked, project: Project, words: Words) -> Question | Issue:
    """A question, or what is wrong with it, at its cell."""
    found = understood(asked.text, project, words)
    if isinstance(found, Question):
        return found
    place = asked.source
    cell = place.cell("question")
    return replace(found, sheet=place.sheet, cell=cell, severity="warning")


def _answered(base: Base, asked: Question | Issue, effort: SearchEffort, words: Words) -> Answer:
    """The answer to a question; to one that was not understood, what is wrong with it."""
    if isinstance(asked, Question):
        return answer(base, asked, effort, words)
    text = "; ".join(filter(None, (words(asked.message), words(asked.remedy))))
    return Answer(question=asked.got, possible=None, text=text)


def answers(
    plan: Plan,
    draft: Draft,
    asked: Sequence[Question | Issue],
    options: Options | None = None,
    *,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Answer]:
    """The answer to each question about a plan, one after the other.

    Args:
        plan: As `planner.pipeline.solve` gave it.
        draft: The last one that was kept on the way to it.
        asked: From `planner.whatif.questions.understood`.
        options: Those of the plan; each answer has its limits.
        stop: Asked often; once true, the rest is left out.
    """
    options = options or Options()
    base = base_of(plan, draft, options)
    effort = SearchEffort(limits=limits_of(options), stop=stop)
    for one in asked:
        if stop():
            return
        yield _answered(base, one, effort, LANGUAGES[plan.project.language])


def limits_of(options: Options) -> SolveOptions:
    """The limits of one search."""
    return SolveOptions(
        time_limit=options.time_limit,
        deterministic_limit=options.deterministic_limit,
        seed=options.seed,
    )


def base_of(plan: Plan, draft: Draft, options: Options) -> Base:
    """The plan at hand, as changes begin with it."""
    translation = to_problem(
        plan.project,
        goals=options.goals,
        stretch=draft.stretch,
        from_scratch=options.from_scratch,
    )
    return Base(
        plan=plan,
        translation=translation,
        schedule=draft.schedule,
        stretch=draft.stretch,
        goals=options.goals,
        from_scratch=options.from_scratch,
    )


@contextmanager
def effort_of(options: Options, seconds: float, stop: Callable[[], bool]) -> Iterator[SearchEffort]:
    """What may be spent, and where."""
    workers = options.workers if isinstance(options.workers, str) else options.parallel
    with helpers_at(workers, insecure=options.insecure_workers, stop=stop) as helpers:
        yield SearchEffort(
            seconds=seconds,
            limits=limits_of(options),
            executor=helpers.executor if helpers else None,
            beside=helpers.workers if helpers else 1,
            stop=stop,
        )
