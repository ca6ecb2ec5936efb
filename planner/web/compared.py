"""Compares two plans: pairs their tasks and lists the differences."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from planner.web.selection import Data
from planner.web.words import PageWords

_RELATED = 1 / 3
"""Plans are related if this share of the smaller one's tasks is in both by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDifference:
    """A difference in a task that both plans have."""

    id: str
    name: str
    what: str
    one: str
    two: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The differences between two plans.

    Args:
        changes: In the first plan's order.
        gone: Tasks of the first plan that are not in the second.
        new: Tasks of the second plan that are not in the first.
        related: Whether the plans seem to be of the same project.
        currencies: The two currencies, where amounts cannot be compared.
    """

    changes: tuple[TaskDifference, ...]
    gone: tuple[Data, ...]
    new: tuple[Data, ...]
    related: bool
    currencies: tuple[str, ...]


def compare(one: Data, two: Data, words: PageWords) -> Comparison:
    """Pairs the tasks of two plans and lists the differences.

    Tasks with the same ID and name are the same. Then come tasks with the same name, in the same
    phase if there are several. In plans of one project, tasks with the same ID but a new name come
    last.
    """
    before, after = _tasks(one), _tasks(two)
    pairs: dict[int, int] = {}
    _pair(pairs, before, after, lambda task: (task.row["id"], task.name))
    _pair(pairs, before, after, lambda task: (task.phase, task.name))
    _pair(pairs, before, after, lambda task: task.name)
    related = len(pairs) >= _RELATED * min(len(before), len(after))
    if related:
        _pair(pairs, before, after, lambda task: task.row["id"])
    taken = set(pairs.values())
    return Comparison(
        changes=tuple(
            change
            for at, task in enumerate(before)
            if at in pairs
            for change in _changes(task.row, after[pairs[at]].row, words)
        ),
        gone=tuple(task.row for at, task in enumerate(before) if at not in pairs),
        new=tuple(task.row for at, task in enumerate(after) if at not in taken),
        related=related,
        currencies=_currencies(one, two),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    row: Data
    name: str
    phase: tuple[str, ...]


def _tasks(plan: Data) -> list[_Task]:
    """The tasks without their phases, each with the names of its phases."""
    found, phases = [], list[tuple[int, str]]()
    for row in plan["rows"]:
        name = " ".join(row["name"].split()).casefold()
        while phases and phases[-1][0] >= row["level"]:
            phases.pop()
        if row["kind"] == "summary":
            phases.append((row["level"], name))
        else:
            found.append(_Task(row=row, name=name, phase=tuple(phase for _, phase in phases)))
    return found


def _pair(
    pairs: dict[int, int],
    before: Sequence[_Task],
    after: Sequence[_Task],
    key: Callable[[_Task], Hashable],
) -> None:
    """Pairs tasks without a partner by a key; those with the same key pair in their order."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for at in reversed(range(len(after))):
        if at not in taken:
            waiting[key(after[at])].append(at)
    for at, task in enumerate(before):
        if at not in pairs and waiting.get(key(task)):
            pairs[at] = waiting[key(task)].pop()


def _changes(row: Data, other: Data, words: PageWords) -> Iterator[TaskDifference]:
    for what, before, after in _pairs(row, other, words):
        if before != after:
            place = row["label"]
            yield TaskDifference(id=place, name=other["name"], what=what, one=before, two=after)


def _pairs(row: Data, other: Data, words: PageWords) -> Iterator[tuple[str, str, str]]:
    yield "name", row["name"], other["name"]
    yield "people", words.people(row["people"]), words.people(other["people"])
    for what in ("start", "finish", "deadline"):
        yield what, words.moment(row[what]), words.moment(other[what])
    yield "days", words.number(row["days"]), words.number(other["days"])


def _currencies(one: Data, two: Data) -> tuple[str, ...]:
    both = tuple(plan["headline"]["currency"] for plan in (one, two))
    return both if both[0] != both[1] else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSum:
    """The number of people with work in a plan, their hours, and the share of available hours."""

    people: int
    hours: float
    share: float


def load_of(plan: Data) -> LoadSum:
    """The load of all people in a plan, from its start to its finish."""
    first, last = (plan["headline"][name][:10] for name in ("start", "finish"))
    worked, there, people = 0.0, 0.0, 0
    for days in plan["load"].values():
        within = [told for day, told in days.items() if first <= day <= last]
        minutes = sum(told[0] for told in within)
        if minutes:
            people += 1
            worked += minutes
            there += sum(told[1] for told in within)
    return LoadSum(people=people, hours=worked / 60, share=worked / there if there else 0.0)
