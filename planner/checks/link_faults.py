"""Faults of links: tasks that are not there, circles, spans that wait for their own tasks."""

from collections.abc import Iterator

from planner.checks.circles import circles, related
from planner.checks.directory import Directory
from planner.errors import Issue
from planner.language.text import did_you_mean
from planner.phrase import Phrase, phrase
from planner.project import Task

_SOME = 5
"""It is odd if no task waits for another from this number of tasks on."""

_LINKED = ("predecessors", "successors")


def link_faults(known: Directory) -> Iterator[Issue]:
    """Links to tasks that are not there, to the task itself, or into its own summary."""
    for task in known.project.tasks:
        for link in task.dependencies:
            issue = _link_fault(known, task, link.task)
            if issue:
                yield issue


def _link_fault(known: Directory, task: Task, other: str) -> Issue | None:
    def fault(code: str, message: Phrase, remedy: Phrase) -> Issue:
        return task.source.issue(code, message, "predecessors", got=other, remedy=remedy)

    if other not in known.tasks:
        remedy = did_you_mean(other, known.tasks, phrase("correct it or add the task"))
        return fault("unknown-predecessor", phrase("there is no task with this ID"), remedy)
    if other == task.id:
        return fault("self-dependency", phrase("the task waits for itself"), phrase("remove it"))
    hammock = task.spans or known.tasks[other].spans
    inside = known.spanned.get(task.id, frozenset()), known.spanned.get(other, frozenset())
    if hammock and (other in inside[0] or task.id in inside[1]):
        return fault(
            "own-span",
            phrase("a task and what it spans cannot wait for each other"),
            phrase(
                "remove it; it starts with the first and finishes with the last of what it spans"
            ),
        )
    if related(task, known.tasks[other], known.tasks):
        return fault(
            "own-summary",
            phrase("a task and a summary it belongs to cannot wait for each other"),
            phrase("link to a task outside instead"),
        )
    return None


def span_faults(known: Directory) -> Iterator[Issue]:
    """Tasks that span others: unknown members, and fields that do not apply to them."""
    for task in known.project.tasks:
        unknown = [name for name in task.spans if name not in known.tasks]
        for name in unknown:
            remedy = did_you_mean(name, known.tasks, phrase("correct it or add the task"))
            yield task.source.issue(
                "unknown-task",
                phrase("there is no task with this ID"),
                "spans",
                got=name,
                remedy=remedy,
            )
        if task.spans and task.summary:
            message = phrase("a summary spans its own tasks; this is ignored")
            remedy = phrase("leave it blank, or give its own row to what runs with them")
            yield task.source.issue(
                "summary-spans", message, "spans", severity="warning", remedy=remedy
            )
        elif task.spans and not unknown:
            yield from _hammock(known, task)
    yield from _shares(known)


def _hammock(known: Directory, task: Task) -> Iterator[Issue]:
    if not known.spanned[task.id]:
        yield task.source.issue(
            "spans-nothing",
            phrase("it spans only itself, what spans it, or a summary without other tasks"),
            "spans",
            got="; ".join(task.spans),
            remedy=phrase("name the tasks or phases it runs with"),
        )
    for field in ("duration", "work"):
        if getattr(task, field):
            message = phrase(
                "is not used: it runs from the first start to the last finish of what it spans"
            )
            remedy = phrase("leave it blank, or leave Spans blank")
            yield task.source.issue(
                "spans-with-size", message, field, severity="warning", remedy=remedy
            )
    if task.drop_cost is not None:
        message = phrase("it is left out exactly if all it spans is; this is ignored")
        field = "drop_cost" if "drop_cost" in task.source.columns else "optional"
        remedy = phrase("leave it blank")
        yield task.source.issue("spans-optional", message, field, severity="warning", remedy=remedy)


def _shares(known: Directory) -> Iterator[Issue]:
    """Lags in per cent of a phase, whose length follows from its tasks."""
    for task in known.project.tasks:
        for link in task.dependencies:
            if link.task not in known.spanned:
                continue
            lag, most = link.lag, link.max_lag
            early = lag.amount < (-100 if link.kind[0] == "F" else 0)
            if (lag.unit.percent and early) or (most and most.unit.percent):
                yield task.source.issue(
                    "percent-of-phase",
                    phrase(
                        "per cent of a phase can be waited for after its start or finish, or "
                        "taken from its finish, up to 100 %"
                    ),
                    "predecessors",
                    got=link.task,
                    remedy=phrase("write the lag in days"),
                )


def unlinked(known: Directory) -> Iterator[Issue]:
    """Warns where no task waits for another."""
    tasks = [task for task in known.project.tasks if not task.summary]
    asked = any(set(_LINKED) & task.source.columns.keys() for task in tasks)
    linked = any(task.dependencies for task in known.project.tasks)
    if len(tasks) >= _SOME and not asked and not linked:
        yield Issue(
            severity="warning",
            code="no-dependencies",
            sheet=tasks[0].source.sheet,
            message=phrase(
                "no task waits for another, so all of them may be done at the same time"
            ),
            remedy=phrase("say what each waits for in a column Predecessors"),
        )


def circle_faults(known: Directory) -> Iterator[Issue]:
    """Tasks that wait for each other in a circle."""
    for circle in circles(known.project.tasks):
        steps = [
            f"{task.id} {task.name} ({'!'.join(filter(None, (task.source.sheet, cell)))})"
            for task, cell in circle
        ]
        yield circle[0][0].source.issue(
            "cycle",
            phrase(
                "these tasks wait for each other in a circle: {tasks}",
                tasks=" → ".join((*steps, steps[0])),
            ),
            "predecessors",
            remedy=phrase("remove one of the links"),
        )
