"""Tasks that wait for each other in a circle, spelled out.

Looked for on events: each task has a start before its finish, each link ties two events, a
summary starts before and finishes after its tasks, and so does what spans others. A circle of
links without leads that takes any time cannot be planned, whatever the calendars.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from planner.checks.spans import spanned
from planner.project import Task

TaskEnd = tuple[str, str]
"""A task's id and ``S`` or ``F``."""
_Edges = Mapping[TaskEnd, Mapping[TaskEnd, int]]


def circles(tasks: Sequence[Task]) -> Iterator[list[tuple[Task, str]]]:
    """The shortest circle of each knot, as tasks with the cells that hold the links.

    Each task waits for the next one.
    """
    by_id = {task.id: task for task in tasks}
    edges = _peeled(_edges(tasks, by_id))
    for knot in _knots(edges):
        inside = set(knot)
        timed = [
            (one, two) for one in knot for two, time in edges[one].items() if two in inside and time
        ]
        if timed:
            path = _shortest(edges, inside, *timed[0])
            yield _as_tasks(path, by_id)


def _edges(tasks: Sequence[Task], by_id: Mapping[str, Task]) -> _Edges:
    """After each event, the events that come no earlier, and at least how much later."""
    edges: dict[TaskEnd, dict[TaskEnd, int]] = {}
    for task in tasks:
        edges[task.id, "F"] = {}
        lasting = 0 if task.summary or task.spans else (task.duration or task.work or 0)
        edges[task.id, "S"] = {(task.id, "F"): lasting}
    inside = {(tasks[k].id, tasks[n].id) for k, all_ in spanned(tasks).items() for n in all_}
    for task in tasks:
        for whole, part in ((task.parent, task.id), *((task.id, name) for name in task.spans)):
            if whole in by_id and part in by_id and not _above(part, whole, by_id):
                edges[whole, "S"][part, "S"] = 0
                edges[part, "F"][whole, "F"] = 0
        for link in task.dependencies:
            other = by_id.get(link.task)
            if other is None or link.lag.amount < 0 or related(task, other, by_id):
                continue
            if not inside.isdisjoint({(task.id, other.id), (other.id, task.id)}):
                continue
            # what binds the inner events of a summary goes through its start and its finish only
            all_of_it = link.kind[0] == "F" or not (other.summary or other.spans)
            if all_of_it and (link.kind[1] == "S" or not (task.summary or task.spans)):
                here = edges[link.task, link.kind[0]]
                later = (task.id, link.kind[1])
                here[later] = max(here.get(later, 0), round(link.lag.amount))
    return edges


def _peeled(edges: _Edges) -> _Edges:
    """The edges without the events that nothing comes before, again and again (Kahn 1962)."""
    before = dict.fromkeys(edges, 0)
    for later in edges.values():
        for event in later:
            before[event] += 1
    free = [event for event, count in before.items() if not count]
    while free:
        for event in edges[free.pop()]:
            before[event] -= 1
            if not before[event]:
                free.append(event)
    return {event: later for event, later in edges.items() if before[event]}


def _above(summary: str, task: str, by_id: Mapping[str, Task]) -> bool:
    """Whether a task stands under a summary, which it may span nevertheless."""
    return summary != task and summary in _lineage(by_id[task], by_id)


def related(task: Task, other: Task, by_id: Mapping[str, Task]) -> bool:
    """Whether one is the other or a summary above it: a fault of its own."""
    return other.id in _lineage(task, by_id) or task.id in _lineage(other, by_id)


def _lineage(task: Task, by_id: Mapping[str, Task]) -> list[str]:
    """The ids of a task and of the summaries above it, nearest first."""
    found = [task.id]
    while task.parent in by_id and task.parent not in found:
        found.append(task.parent)
        task = by_id[task.parent]
    return found


def _knots(edges: _Edges) -> Iterator[list[TaskEnd]]:
    """Strongly connected components of more than one event (Tarjan, without recursion)."""
    number: dict[TaskEnd, int] = {}
    low: dict[TaskEnd, int] = {}
    stack: list[TaskEnd] = []
    on_stack: set[TaskEnd] = set()
    for root in edges:
        if root in number:
            continue
        work = [(root, iter(edges[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            event, later = work[-1]
            for other in later:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(edges[other])))
                    break
                if other in on_stack:
                    low[event] = min(low[event], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[event])
                if low[event] == number[event]:
                    knot = _popped(stack, on_stack, event)
                    if len(knot) > 1:
                        yield knot


def _popped(stack: list[TaskEnd], on_stack: set[TaskEnd], until: TaskEnd) -> list[TaskEnd]:
    knot: list[TaskEnd] = []
    while not knot or knot[-1] != until:
        knot.append(stack.pop())
        on_stack.discard(knot[-1])
    return knot[::-1]


def _shortest(
    edges: _Edges, inside: set[TaskEnd], first: TaskEnd, second: TaskEnd
) -> list[TaskEnd]:
    """The shortest way round that goes from one event straight to another."""
    came: dict[TaskEnd, TaskEnd] = {second: first}
    queue = deque([second])
    while queue and first not in came:
        event = queue.popleft()
        for other in edges[event]:
            if other in inside and other not in came:
                came[other] = event
                queue.append(other)
    path = [first]
    while came[path[-1]] != first:
        path.append(came[path[-1]])
    return path


def _as_tasks(path: Sequence[TaskEnd], by_id: Mapping[str, Task]) -> list[tuple[Task, str]]:
    """The tasks of a way round (given backwards in time), the summaries between them left out."""
    names = [name for name, _ in path]
    waiting = [name for n, name in enumerate(names) if name != names[n - 1] or len(names) == 1]
    linked = [name for name in waiting if by_id[name].dependencies] or waiting
    start = min(range(len(linked)), key=lambda n: by_id[linked[n]].source.row)
    ordered = [by_id[name] for name in (*linked[start:], *linked[:start])]
    return [(task, task.source.cell("predecessors")) for task in ordered]
