"""Checks whether pairs of tasks can have the same people, or different ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from planner.errors import Issue
from planner.phrase import NO_REMEDY, phrase
from planner.project import Need, Project, Resource, Task

Able = Callable[[Need], Sequence[Resource]]
"""Who can fill a seat."""


def pair_faults(project: Project, able: Able) -> Iterator[Issue]:
    """An issue at the cell of each `Same People As` and `Different People From` that cannot be.

    Args:
        project: Whose tasks are looked at, two at a time.
        able: Says who can fill a seat.
    """
    leaves = _leaves(project)
    for task in project.tasks:
        for other in sorted({*task.same_as} & {*task.different_from}):
            message = phrase("the same and different people: they cannot be both")
            remedy = phrase("remove it from one of the two columns")
            yield task.source.issue("people-conflict", message, "same_as", got=other, remedy=remedy)
        for field, names in (("same_as", task.same_as), ("different_from", task.different_from)):
            for name in names:
                yield from _of_pair(task, field, name, leaves, able)


def _of_pair(
    task: Task, field: str, name: str, leaves: Mapping[str, Sequence[Task]], able: Able
) -> Iterator[Issue]:
    pairs = [(one, two) for one in leaves[task.id] for two in leaves.get(name, ())]
    for one, two in pairs:
        if one.id == two.id:
            continue
        first, second = _places(one, able), _places(two, able)
        if field == "same_as":
            yield from _not_the_same(task, (one, two), first, second)
        elif not _all_filled([*first, *second]):
            message = phrase(
                "{id} {name} and {two_id} {two_name} need all people there are twice",
                id=one.id,
                name=one.name,
                two_id=two.id,
                two_name=two.name,
            )
            remedy = phrase("add people who can do one of them, or remove this")
            yield task.source.issue("people-conflict", message, field, got=name, remedy=remedy)


def _not_the_same(
    task: Task, pair: tuple[Task, Task], first: Sequence[set[str]], second: Sequence[set[str]]
) -> Iterator[Issue]:
    one, two = (f"{of.id} {of.name}" for of in pair)
    open_ = any(of.duration is None and of.heads != (1, 1) for of in pair)
    message = NO_REMEDY
    if not open_ and len(first) != len(second):
        message = phrase(
            "{one} is done by {first}, {two} by {second}: never the same people",
            one=one,
            first=len(first),
            two=two,
            second=len(second),
        )
    elif not open_ and not _may_be_same(first, second):
        message = phrase(
            "nobody, or not enough people, can do both {one} and {two}", one=one, two=two
        )
    elif open_ and not set().union(*first) & set().union(*second):
        message = phrase("nobody can do both {one} and {two}", one=one, two=two)
    if message:
        remedy = phrase("name people, or skills, that both have in common")
        got = next(name for name in task.same_as)
        yield task.source.issue("people-conflict", message, "same_as", got=got, remedy=remedy)


def _may_be_same(first: Sequence[set[str]], second: Sequence[set[str]]) -> bool:
    """Whether either task can be filled with people who could be on the other; no proof of both."""
    one, two = set[str]().union(*first), set[str]().union(*second)
    return _all_filled([who & two for who in first]) and _all_filled([who & one for who in second])


def _places(task: Task, able: Able) -> list[set[str]]:
    """For each person that a task needs, who that may be; machines and rooms do not count."""
    people = ({r.name for r in able(need) if r.kind == "person"} for need in task.needs)
    counts = (need.count for need in task.needs)
    return [who for who, count in zip(people, counts, strict=True) if who for _ in range(count)]


def _all_filled(places: Sequence[set[str]]) -> bool:
    """Whether everybody can sit on a place of their own."""
    taken: dict[str, int] = {}

    def seated(place: int, tried: set[str]) -> bool:
        for name in sorted(places[place] - tried):
            tried.add(name)
            if name not in taken or seated(taken[name], tried):
                taken[name] = place
                return True
        return False

    return all(seated(place, set()) for place in range(len(places)))


def _leaves(project: Project) -> dict[str, list[Task]]:
    """For each task itself, for each summary the tasks below it."""
    parents = {task.id: task.parent for task in project.tasks}
    found: dict[str, list[Task]] = {task.id: [] for task in project.tasks}
    for task in project.tasks:
        if task.summary:
            continue
        found[task.id].append(task)
        above, seen = task.parent, {task.id}
        while above in parents and above not in seen:
            found[above].append(task)
            seen.add(above)
            above = parents[above]
    return found
