"""Finds names that may be another one's: one letter away, or with other initials or accents."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from planner.errors import Issue
from planner.language.text import fold, key
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
    yield from _written_in_two_ways(named)


def _written_in_two_ways(named: Mapping[str, Sequence[Task]]) -> Iterator[Issue]:
    """Yields a warning for each name that only lacks initials or accents of a more frequent one."""
    by_words: dict[str, list[str]] = defaultdict(list)
    for name in sorted(named, key=lambda one: -len(named[one])):
        by_words[_words(name)].append(name)
    for words, names in by_words.items():
        for name in names[1:] if words else ():
            if len(named[name]) > 1 or not _slip(name, names[0]):
                yield named[name][0].source.issue(
                    "similar-name",
                    phrase(
                        "{name} and {other} are planned as two people", name=name, other=names[0]
                    ),
                    "resources",
                    got=name,
                    severity="warning",
                    remedy=phrase("write the name of one person in one way"),
                )


def _words(name: str) -> str:
    """The words of a full name without initials and accents, "" for a single word."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 1]
    return " ".join(map(fold, words)) if len(words) > 1 else ""


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
