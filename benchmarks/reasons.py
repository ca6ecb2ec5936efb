"""What reasons, levers and conflicts say, checked on generated projects.

    python -m benchmarks.reasons [--causes N] [--texts N] [--gains N] [--conflicts N]

* causes: a late task with one planted cause, which has to be named first;
* texts: every date in a sentence against the plan;
* gains: what is proved of a lever, against base and lever solved anew, longer, with another seed;
* conflicts: of projects that cannot be planned, each fact dropped in turn makes its set plannable.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import chain

from models.conflict.explain import explain
from models.conflict.facts import only
from models.measures.goals import Objective
from models.solve import Options as Limits
from models.solve import solve as search
from planner.analysis.reasons import day_text
from planner.language.words import ENGLISH
from planner.pipeline import Draft, NoPlanError, Options, solve
from planner.plan import Plan, PlannedTask, Reason
from planner.project import (
    Constraint,
    DayOff,
    Dependency,
    Meeting,
    Need,
    Project,
    Resource,
    Settings,
    Task,
    WorkWeek,
)
from planner.translate import to_problem
from planner.whatif.advise import base_of, with_levers
from planner.whatif.candidates import candidates
from planner.whatif.replan import NEAR, best_of, of_plan

MONDAY = datetime(2026, 1, 5)
DAY = 480
_HOURS = ((time(8), time(12)), (time(13), time(17)))
_WEEK = WorkWeek(name="Standard", days=(_HOURS,) * 5 + ((), ()))
_FEW = Options(deterministic_limit=0.5)
_MORE = 1.0
"""Deterministic seconds of what is solved anew."""


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A project and the one cause for which its task ``late`` is late."""

    project: Project
    kind: str
    task: str = ""
    person: str = ""


def _task(name: str, days: float, *after: str, who: tuple[str, ...] = (), **more: object) -> Task:
    needs = tuple(Need(names=(one,)) for one in who)
    links = tuple(Dependency(task=one) for one in after)
    task = Task(id=name, name=name, duration=round(days * DAY), dependencies=links, needs=needs)
    return replace(task, **more)  # type: ignore[arg-type]


def _project(tasks: list[Task], people: list[Resource], **more: object) -> Project:
    project = Project(
        settings=Settings(),
        start=MONDAY,
        tasks=tuple(tasks),
        resources=tuple(people),
        weeks=(_WEEK,),
    )
    return replace(project, **more)  # type: ignore[arg-type]


def planted(seed: int) -> Planted:
    """A project in which one thing keeps the task ``late`` back, among tasks that do not."""
    rng = random.Random(seed)
    people = [Resource(name=name) for name in ("Ann", "Bob", "Cem", "Zoe")]
    tasks: list[Task] = []
    for k in range(rng.randint(3, 10)):
        before = [one.id for one in tasks if rng.random() < 0.2]
        tasks.append(_task(f"t{k}", rng.randint(1, 4), *before, who=(rng.choice(("Ann", "Bob")),)))
    late = _task("late", rng.randint(1, 3), who=("Zoe",), deadline=MONDAY)
    days = rng.randint(1, 4)
    kind = rng.choice(sorted(_PLANT))
    found = _PLANT[kind](late, days, people)
    project = _project([*tasks, *found.project.tasks], list(found.project.resources))
    project = replace(project, days_off=found.project.days_off, meetings=found.project.meetings)
    shuffled = list(project.tasks)
    rng.shuffle(shuffled)
    return replace(found, project=replace(project, tasks=tuple(shuffled)))


def _link(late: Task, days: int, people: list[Resource]) -> Planted:
    late = replace(late, dependencies=(Dependency(task="cause"),))
    return Planted(
        project=_project([late, _task("cause", days, who=("Cem",))], people),
        kind="link",
        task="cause",
    )


def _busy(late: Task, days: int, people: list[Resource]) -> Planted:
    first = _task("cause", days, who=("Zoe",), deadline=MONDAY, priority=1000)
    tasks = [replace(late, priority=1), first]
    return Planted(project=_project(tasks, people), kind="busy", task="cause", person="Zoe")


def _leave(late: Task, days: int, people: list[Resource]) -> Planted:
    off = DayOff(start=MONDAY.date(), finish=_later(days - 1), who="Zoe")
    project = _project([late], people, days_off=(off,))
    return Planted(project=project, kind="leave", person="Zoe")


def _meeting(late: Task, days: int, people: list[Resource]) -> Planted:
    finish = datetime.combine(_later(days - 1), time(17))
    held = Meeting(name="Fair", start=MONDAY + timedelta(hours=8), finish=finish, who=("Zoe",))
    project = _project([late], people, meetings=(held,))
    return Planted(project=project, kind="meeting", person="Zoe")


def _contract(late: Task, days: int, people: list[Resource]) -> Planted:
    people = [
        replace(one, available_from=_later(days)) if one.name == "Zoe" else one for one in people
    ]
    return Planted(project=_project([late], people), kind="contract", person="Zoe")


def _date(late: Task, days: int, people: list[Resource]) -> Planted:
    when = datetime.combine(_later(days), time())
    late = replace(late, constraint=Constraint.SNET, constraint_date=when)
    return Planted(project=_project([late], people), kind="date")


def _blocked(late: Task, days: int, people: list[Resource]) -> Planted:
    when = datetime.combine(_later(days), time())
    late = replace(late, blocked_until=when, blocked_by="permit")
    return Planted(project=_project([late], people), kind="blocked")


_PLANT: dict[str, Callable[[Task, int, list[Resource]], Planted]] = {
    "link": _link,
    "busy": _busy,
    "leave": _leave,
    "meeting": _meeting,
    "contract": _contract,
    "date": _date,
    "blocked": _blocked,
}


def _later(days: int) -> date:
    """A working day of the first week or the next."""
    return (MONDAY + timedelta(days=days if days < 5 else days + 2)).date()


def named_first(case: Planted) -> bool:
    """Whether the planted cause is named first."""
    plan = solve(case.project, _FEW)
    row = next(row for row in plan.rows if row.task.id == "late")
    cause = row.causes[0]
    return (
        cause.kind == case.kind
        and cause.person == case.person
        and cause.tasks == ((case.task,) if case.task else ())
    )


def wrong_texts(plan: Plan) -> Iterator[str]:
    """Sentences whose dates are not those of the plan."""
    rows = {row.task.id: row for row in plan.rows}
    steps = (step.reason for one in plan.chains for step in one.steps)
    causes = (cause for row in plan.rows for cause in row.causes)
    for cause in chain(causes, steps):
        if cause.until is not None and not _true(cause, rows):
            yield cause.text


def _true(cause: Reason, rows: dict[str, PlannedTask]) -> bool:
    """Whether a date is told as it stands, and stands in the plan where it is of tasks."""
    if cause.until is None or not cause.tasks or cause.kind not in ("link", "busy"):
        return cause.until is not None
    if cause.kind == "link":
        row = rows[cause.tasks[0]]
        return day_text(cause.until) in cause.text and cause.until in (row.start, row.finish)
    finishes = [rows[task].finish for task in cause.tasks]
    return any(finish and day_text(finish) in cause.text for finish in finishes)


def tangled(seed: int, *, hard: bool = False) -> Project:
    """Tasks with links, people who may be chosen, leave, and more deadlines than can be met."""
    rng = random.Random(seed)
    names = ["Ann", "Bob", "Cem"]
    people = [Resource(name=name, skills={"Oil": rng.randint(1, 3)}) for name in names]
    tasks: list[Task] = []
    for k in range(rng.randint(5, 9)):
        before = [one.id for one in tasks if rng.random() < 0.25]
        task = _task(f"t{k}", rng.randint(1, 5), *before)
        who = Need(skill="Oil", level=1) if rng.random() < 0.5 else Need(names=(rng.choice(names),))
        task = replace(task, needs=(who,))
        if rng.random() < 0.6:
            due = datetime.combine(_later(rng.randint(1, 9) % 8), time())
            dated = {"more_dates": ((Constraint.FNLT, due),)} if hard else {"deadline": due}
            task = replace(task, **dated)
        tasks.append(task)
    off = DayOff(start=_later(1), finish=_later(rng.randint(1, 3)), who=rng.choice(names))
    return _project(tasks, people, days_off=(off,))


def gains(seed: int, *, effort: float = _MORE) -> tuple[int, list[str]]:
    """How many gains of a plan's levers are proved, and those that do not hold when solved anew."""
    project, options = tangled(seed), Options(deterministic_limit=0.3, seed=seed)
    more = Limits(deterministic_limit=effort, seed=seed + 7)
    drafts: list[Draft] = []
    plan = solve(project, options, keep=drafts.append)
    told = with_levers(plan, drafts[-1], options)
    base = base_of(plan, drafts[-1], options)
    edits = {change.text: change.edit for change in candidates(plan, ENGLISH)}
    again = replace(base.trial(project, more), known={})()
    first = of_plan(plan)
    proved = [one for one in told.levers if one.least > 0 and one.text in edits]
    wrong = []
    for lever in proved:
        names = [goal.name for goal in first.goals]
        at = names.index(lever.goal)
        other = replace(base.trial(edits[lever.text](project), more), known={})()
        values = [[best_of(goal) for goal in one.goals[: at + 1]] for one in (again, other)]
        before = [best_of(goal) for goal in first.goals[:at]]
        same = all(abs(was - now) <= NEAR for was, now in zip(before, values[0], strict=False))
        if same and values[0][at] - values[1][at] < lever.least - 10 * NEAR:
            wrong.append(f"{seed}: {lever.text}: {lever.verdict}, {values}")
    return len(proved), wrong


def conflict(seed: int) -> str | None:
    """What is wrong with the conflict of a project; "" if nothing, None if it can be planned."""
    translation = to_problem(tangled(seed, hard=True))
    problem = translation.problem
    found = search(problem, Objective.of("finish"), Limits(deterministic_limit=2))
    if found.status != "infeasible":
        return None
    told = explain(problem, effort=20)
    if told is None:
        return "no conflict was found"
    if not told.minimal:
        return "not known to be minimal"
    for left_out in (None, *told.facts):
        rest = tuple(fact for fact in told.facts if fact != left_out)
        status = search(
            only(problem, rest), Objective.of("finish"), Limits(deterministic_limit=4)
        ).status
        wanted = "infeasible" if left_out is None else ""
        if (status == "infeasible") != bool(wanted):
            return f"without {left_out}: {status}"
    return ""


def main() -> None:
    """Runs the checks and prints what holds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--causes", type=int, default=200)
    parser.add_argument("--gains", type=int, default=50)
    parser.add_argument("--conflicts", type=int, default=200)
    parser.add_argument("--texts", type=int, default=5000)
    asked = parser.parse_args()
    _causes(asked.causes)
    _texts(asked.texts)
    _gains(asked.gains)
    _conflicts(asked.conflicts)


def _causes(wanted: int) -> None:
    cases = [planted(seed) for seed in range(wanted)]
    right = sum(map(named_first, cases))
    if wanted:
        kinds = dict(Counter(case.kind for case in cases))
        print(f"causes: {right} of {wanted} named first, of {kinds}")


def _texts(wanted: int) -> None:
    told, wrong, seed = 0, list[str](), 0
    while told < wanted:
        plan = solve(tangled(seed), _FEW)
        told += sum(len(row.causes) for row in plan.rows)
        told += sum(len(one.steps) for one in plan.chains)
        wrong += wrong_texts(plan)
        seed += 1
    if wanted:
        print(f"texts: {len(wrong)} wrong of {told} in {seed} plans", *wrong[:5], sep="\n  ")


def _gains(wanted: int) -> None:
    proved, wrong = 0, list[str]()
    for seed in range(wanted):
        count, failed = gains(seed)
        proved += count
        wrong += failed
        print(f"{seed + 1} plans: {proved} proved, {len(wrong)} do not hold", end="\r", flush=True)
    if wanted:
        print(
            f"gains: {proved} proved in {wanted} plans, {len(wrong)} do not hold",
            *wrong,
            sep="\n  ",
        )


def _conflicts(wanted: int) -> None:
    told, seed = list[str](), 0
    while len(told) < wanted:
        try:
            found = conflict(seed)
        except NoPlanError:
            found = None
        if found is not None:
            told.append(found and f"{seed}: {found}")
        seed += 1
    if wanted:
        wrong = [one for one in told if one]
        print(f"conflicts: {wanted - len(wrong)} of {wanted} minimal", *wrong, sep="\n  ")


if __name__ == "__main__":
    main()
