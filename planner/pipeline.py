"""From workbook to workbook: all that the front ends call. Bytes and arguments, nothing else.

``bytes ─ read_project → Project ─ solve → Plan ─ write_plan → bytes``
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from planner.choice import Choice
from planner.errors import InputError, Issue
from planner.goals import GOALS
from planner.phrase import phrase
from planner.plan import Plan, Run, Status
from planner.project import Project, Settings

if TYPE_CHECKING:
    from models.schedule import Schedule
    from models.solve import Options as Limits
    from models.solve import Progress
    from planner.audit import Audit
    from planner.interchange.formats import Format
    from planner.reading.look import Look
    from planner.translate import Translation
    from planner.translate.translation import GoalScale
    from planner.writing.write import Written

_STRETCHES = (1.0, 4.0)
"""Lengths of the time axis to try: a plan that does not fit the first may fit the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to plan.

    Args:
        time_limit: Seconds the search may take; ignored with a deterministic limit.
        deterministic_limit: The same in units of work: equal input, options and seed then give
            an equal plan, on any machine.
        seed: Of every random choice.
        workers: Parallel searches; None is one for each core, or one with a deterministic limit;
            a number above one starts so many processes for the neighbourhood search; an address
            such as ``tls://host:8786`` uses the workers of a Dask cluster for it.
        insecure_workers: Take a cluster on another machine though its address is ``tcp://``.
        from_scratch: Plan all freely: neither near a published plan nor by the file's dates.
        near: Stay near the plan in the workbook as if people had been told of it.
        goals: Some of `planner.goals.GOALS`, the most important first; empty: as the
            workbook says.

    Raises:
        ValueError: if a value makes no sense.
    """

    time_limit: float = 60
    deterministic_limit: float | None = None
    seed: int = 0
    workers: int | str | None = None
    insecure_workers: bool = False
    goals: tuple[str, ...] = ()
    from_scratch: bool = False
    near: bool = False

    def __post_init__(self) -> None:
        if self.time_limit <= 0 or (self.deterministic_limit or 1) <= 0:
            raise ValueError("limits must be positive")
        if isinstance(self.workers, int) and self.workers < 1:
            raise ValueError("workers must be at least 1")
        if unknown := set(self.goals) - set(GOALS):
            raise ValueError(f"unknown goals: {', '.join(sorted(unknown))}")

    @property
    def parallel(self) -> int:
        """How many searches run side by side."""
        if isinstance(self.workers, int):
            return self.workers
        return 1 if self.deterministic_limit is not None else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """How a search stands: a goal, its best value and proved bound, in `unit`.

    `place` is that of the goal in their order, as one with a tolerance comes twice.
    """

    goal: str
    unit: str
    value: float | None
    bound: float
    place: int = 0

    @property
    def gap(self) -> float:
        """How far above the bound the value is, relative to the value; 1 without a value."""
        if self.value is None:
            return 1.0
        return max(0.0, (self.value - self.bound) / abs(self.value)) if self.value else 0.0


Observer = Callable[[News], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A verified schedule on the way to a plan, and the length of its time axis."""

    stretch: float
    schedule: "Schedule"


class NoPlanError(InputError):
    """There is no plan (`status` infeasible), or none was found in time (unknown)."""

    def __init__(self, status: Status, issues: Iterable[Issue]) -> None:
        self.status = status
        super().__init__(issues)


def read_project(
    data: bytes,
    name: str = "",
    columns: Mapping[str, str] | None = None,
    choice: Choice | None = None,
) -> Project:
    """The project in a workbook, or in the file of another planning program.

    Args:
        data: Content of the file, which decides what it is.
        name: Its name, for messages only.
        columns: Our name of a column → the header in the file it is to be read from, such as
            ``{"Predecessors": "Wait for"}``; ``Ignore`` leaves a column out.
        choice: What else the user says: sheet, header row, unit, start.

    Raises:
        InputError: with everything that is wrong in it.
    """
    choice = choice or Choice()
    if columns:
        choice = replace(choice, columns=choice.with_columns(choice.columns, columns.items()))
    found = look(data, name, choice)
    if found.project is None:
        raise InputError(found.issues, found.columns)
    return found.project


def look(data: bytes, name: str, choice: Choice) -> "Look":
    """How a file is read with what the user says about it; faults stand in the look.

    Args:
        data: Content of the file.
        name: Its name, for messages only.
        choice: What the user says: columns, sheet, header row, unit, start.

    Raises:
        InputError: if it cannot be opened at all.
    """
    from planner.interchange.read import format_of
    from planner.reading.memory import with_statements
    from planner.reading.read import look as read
    from planner.writing.keep import remembered

    kind = format_of(data)
    if kind is not None:
        return _imported(data, kind, choice)
    kept = remembered(data)
    found = read(data, name, choice, kept.choice)
    if found.project is None:
        return found
    project = found.project
    if project.previous is not None:
        project = with_statements(project, kept.statements)
    project = replace(project, settings=_as_chosen(found.project.settings, choice))
    return replace(found, project=project)


def said_in(data: bytes, name: str) -> Choice:
    """What a workbook itself says of how it is read, in its Settings or as a plan of ours.

    Raises:
        InputError: if it cannot be opened, or says nothing of that.
    """
    own = look(data, name, Choice()).own
    if not own.text:
        message = phrase("the workbook says nothing of how it is to be read")
        remedy = phrase("take a plan made with such options, or with Columns in its Settings")
        raise InputError([Issue(code="nothing-said", message=message, got=name, remedy=remedy)])
    return own


def _imported(data: bytes, kind: "Format", choice: Choice) -> "Look":
    """The project in the file of another planning program."""
    from planner.checks.recorded import settled
    from planner.interchange.read import import_project
    from planner.reading.kept import with_kept
    from planner.reading.look import Look

    project = with_kept(import_project(data, kind).project)
    project = replace(project, settings=_as_chosen(project.settings, choice))
    project, recorded = settled(project)
    project = replace(project, remarks=(*project.remarks, *recorded))
    return Look(project=project, issues=project.remarks, columns=project.columns)


def _as_chosen(settings: Settings, choice: Choice) -> Settings:
    """The settings with what the user says beside the file."""
    if choice.status_date is not None:
        settings = replace(settings, status_date=choice.status_date)
    if choice.forecast is not None:
        settings = replace(settings, forecast=choice.forecast)
    return settings


def is_foreign(data: bytes) -> bool:
    """Whether it is a file of another planning program."""
    from planner.interchange.read import format_of

    return format_of(data) is not None


def as_workbook(data: bytes) -> bytes:
    """A workbook as it is; of another program's file one whose input sheets say the same.

    Raises:
        InputError: with everything that is wrong in that file.
    """
    from planner.interchange.read import format_of, import_project

    kind = format_of(data)
    if kind is None:
        return data
    from planner.writing.inputs import write_inputs

    found = import_project(data, kind)
    return write_inputs(found.project, found.named, found.named_resources)


NOT_SHOWN = "plan-not-shown"
_NOT_SHOWN = Issue(
    severity="info",
    code=NOT_SHOWN,
    message=phrase(
        "no contradiction was found, but whether there is a plan shows only when it is planned"
    ),
)


def check(project: Project) -> tuple[Issue, ...]:
    """Looks whether a project can be planned, as far as that shows without a long search.

    Args:
        project: As read, or built in Python.

    Returns:
        What planning it will have to remark, beside what was remarked when it was read. One with
        the code `NOT_SHOWN` says that no contradiction was found, but no schedule either.

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


def audit(found: "Project | Plan") -> "Audit":
    """Judges the dates that a project has in its file, or those of a plan; changes nothing.

    Returns:
        What they break, the share of hours that break nothing, and the fourteen points of the
        DCMA schedule assessment. `Audit.tasks` is 0 where there are no dates.
    """
    from planner.audit import audit as judge
    from planner.language.words import LANGUAGES
    from planner.plan import Plan

    project = found.project if isinstance(found, Plan) else found
    return judge(found, LANGUAGES[project.language])


def with_dates(data: bytes, project: Project) -> "Project | Plan":
    """What there is to judge in a workbook: its dates, or if it has none the plan kept in it."""
    from planner.audit import has_dates
    from planner.writing.keep import kept_plan

    if has_dates(project):
        return project
    try:
        return kept_plan(data, project)
    except InputError:
        return project


def _validated(project: Project) -> None:
    from planner.checks.validate import validate

    errors = [issue for issue in validate(project) if issue.severity == "error"]
    if errors:
        raise InputError(errors)


def solve(
    project: Project,
    options: Options | None = None,
    *,
    observer: Observer = lambda _: None,
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
        spent: Seconds of the time limit that are gone already; half of it is left to the search
            in any case.

    Raises:
        InputError: if something is wrong across the project.
        NoPlanError: if there is no plan.
        WorkersError: if the cluster cannot be used.
    """
    from models.solve import solve as search
    from planner.analysis.plan import to_plan
    from planner.control.freedom import with_free
    from planner.language.words import LANGUAGES
    from planner.running.workers import helpers_at
    from planner.translate import to_problem
    from planner.translate.repair import repaired

    options = options or Options()
    limits = _limits(options, spent)
    _validated(project)
    if options.near and project.previous is not None:
        project = replace(project, previous=replace(project.previous, published=True))
    for stretch in _STRETCHES if known is None else (known.stretch,):
        translation = to_problem(
            project, goals=options.goals, stretch=stretch, from_scratch=options.from_scratch
        )
        insecure = options.insecure_workers
        with helpers_at(options.workers, insecure=insecure, stop=stop) as helpers:
            result = search(
                translation.problem,
                translation.objective,
                limits,
                observer=_told(translation, observer),
                stop=stop,
                known=repaired(translation) if known is None else known.schedule,
                keep=_drafted(stretch, keep),
                helpers=helpers,
            )
        if result.schedule is not None:
            plan = to_plan(
                translation,
                result.schedule,
                result=result,
                run=_run(options),
                words=LANGUAGES[project.language],
            )
            if options.near:  # nobody was told of the plan before: staying near it has no price
                return plan
            return with_free(
                plan,
                translation,
                result.schedule,
                goals=options.goals,
                stretch=stretch,
                limits=limits,
                stop=stop,
            )
        if stop():
            break
    if result.status == "infeasible" and translation.known.frozen:
        thawed = translation.known.thawed()
        return solve(thawed, options, observer=observer, stop=stop, keep=keep, spent=spent)
    raise NoPlanError(result.status, _reasons(translation, result.status))


def write_plan(
    source: bytes | None, plan: Plan, *, made: datetime | None = None, write_back: bool = False
) -> "Written":
    """The plan as a workbook, a copy of `source` with result sheets wherever that is possible.

    Args:
        source: What the plan was made of. Of another program's file it is a copy of the workbook
            that `as_workbook` makes of it.
        plan: The plan.
        made: The creation date of a new workbook, the plan's start if not given.
        write_back: In the copy also put dates, people and shares done into the user's columns.
    """
    from planner.writing.write import write_plan as write

    book = None if source is None else as_workbook(source)
    return write(book, plan, made=made, write_back=write_back and book is source)


def write_audit(source: bytes, found: "Audit") -> "Written":
    """A copy of the workbook with the sheet Audit, its cells marked; see `audit`."""
    from planner.writing.write import write_audit as write

    return write(as_workbook(source), found)


def for_team(plan: Plan) -> Plan:
    """The plan for those who may not see money: without amounts, rates and budgets."""
    from planner.control.audience import for_team as without_money

    return without_money(plan)


def set_baseline(data: bytes, name: str, saved: date, project: Project | None = None) -> "Written":
    """Keeps the plan in a workbook there as a baseline, in place of one of the same name.

    Args:
        data: A workbook that was planned.
        name: What to call it.
        saved: The day.
        project: As `read_project` reads the workbook, where that was done already.

    Raises:
        InputError: if there is no plan in it.
    """
    from planner.control.baselines import baseline_of
    from planner.reading.baselines import with_baselines
    from planner.writing.keep import kept_plan
    from planner.writing.write import write_plan as write

    plan = kept_plan(data, project or read_project(data))
    known = with_baselines(plan.project.baselines, (baseline_of(plan, name, saved),))
    return write(data, replace(plan, project=replace(plan.project, baselines=known)))


def publish(data: bytes, day: date, project: Project | None = None) -> "Written":
    """Notes in a workbook that people were told its plan: the next plan stays near it.

    Args:
        data: A workbook that was planned.
        day: When they were told.
        project: As `read_project` reads the workbook, where that was done already.

    Raises:
        InputError: if there is no plan in it.
    """
    from planner.writing.keep import kept_plan
    from planner.writing.write import write_plan as write

    plan = kept_plan(data, project or read_project(data))
    settings = replace(plan.project.settings, published=day)
    return write(data, replace(plan, project=replace(plan.project, settings=settings)))


def record_as_planned(
    data: bytes, status_date: datetime, project: Project | None = None
) -> "Written":
    """Records in a workbook that its plan went as planned up to a date, on the sheet Update.

    Args:
        data: A workbook that was planned.
        status_date: Up to when; a date without a time is its end.
        project: As `read_project` reads the workbook, where that was done already.

    Raises:
        InputError: if there is no plan in it.
    """
    from planner.control.asplanned import as_planned
    from planner.writing.keep import kept_plan
    from planner.writing.write import write_plan as write

    return write(data, as_planned(kept_plan(data, project or read_project(data)), status_date))


def make_template(*, example: bool = False) -> bytes:
    """A workbook to fill in, or one filled with a small example."""
    from planner.writing.template import make_template as make

    return make(example)


def plan_workbook(data: bytes, options: Options | None = None, *, name: str = "") -> bytes:
    """A workbook in, the same workbook with its plan out.

    Args:
        data: Content of the file.
        options: How to plan.
        name: The file's name, for messages only.

    Raises:
        InputError: with everything that is wrong in it, or why there is no plan.
    """
    return write_plan(data, solve(read_project(data, name), options)).data


def _limits(options: Options, spent: float) -> "Limits":
    from models.solve import Options as Limits

    return Limits(
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


def _told(translation: "Translation", observer: Observer) -> Callable[["Progress"], None]:
    """An observer of the model's search that speaks the user's units."""
    scales = {scale.name: scale for scale in translation.scales}

    def tell(progress: "Progress") -> None:
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
