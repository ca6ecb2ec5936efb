"""Finds names that stand once in the tasks, one letter away from a name that comes again."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from planner.errors import Issue
from planner.language.text import key
from planner.phrase import phrase
from planner.project import Project, Task
from planner.reading.misspelt import distance

_SHORTEST, _AGAIN = 4, 2
"""Letters of the shortest word compared; tasks that the other name has at least."""


def similar_names(project: Project) -> Iterator[Issue]:
    """Yields a warning for each name that may be a slip, where no sheet lists the people."""
    if any(one.source.row for one in project.resources):
        return
    people = {one.name for one in project.resources}
    named: dict[str, list[Task]] = defaultdict(list)
    for task in project.tasks:
        names = {name for need in task.needs for name in need.names}
        for name in names if names != people else ():  # whatever is for all names nobody
            named[name].append(task)
    common = Counter({name: len(tasks) for name, tasks in named.items() if len(tasks) >= _AGAIN})
    by_form: dict[str, list[str]] = defaultdict(list)
    for name, _ in common.most_common():
        for form in _forms(name):
            by_form[form].append(name)
    for name, tasks in named.items():
        near = (one for form in _forms(name) for one in by_form[form] if _slip(name, one))
        if len(tasks) == 1 and (meant := next(near, None)) is not None:
            yield tasks[0].source.issue(
                "similar-name",
                phrase(
                    "{name} stands in this task alone and is planned as somebody new", name=name
                ),
                "resources",
                got=name,
                severity="warning",
                remedy=phrase('did you mean "{name}"?', name=meant),
            )


def _forms(name: str) -> Sequence[str]:
    """A name, and it with any one letter left out: two that differ by one letter share a form.

    The deletion neighbourhood of Mor & Fraenkel (1982).
    """
    whole = key(name)
    return (whole, *(whole[:n] + whole[n + 1 :] for n in range(len(whole))))


def _slip(name: str, other: str) -> bool:
    """Whether one longer word of two names differs, by one letter: no number, no initial."""
    words, others = key(name).split(), key(other).split()
    if len(words) != len(others):
        return False
    apart = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    if len(apart) != 1 or not all(word.isalpha() and len(word) >= _SHORTEST for word in apart[0]):
        return False
    return distance(*apart[0]) == 1
