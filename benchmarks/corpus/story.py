"""The plans behind the files: tasks with durations, order, people and dates; no layout yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

MONDAY = date(2027, 3, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """The task waits for the one at `row` of the story; `lag` working days."""

    row: int
    kind: str = "FS"
    lag: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A task of a story: `days` of work from `start` to `finish`, both inclusive; 0 a milestone."""

    name: str
    phase: str = ""
    days: int = 1
    waits: tuple[Wait, ...] = ()
    people: tuple[str, ...] = ()
    percent: float = 0
    priority: int = 0
    notes: str = ""
    start: date = MONDAY
    finish: date = MONDAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A plan from its title to its tasks."""

    title: str
    items: tuple[Item, ...]
    language: str = "en"
    start: date = MONDAY

    @property
    def phases(self) -> tuple[str, ...]:
        """Its phases in order."""
        return tuple(dict.fromkeys(item.phase for item in self.items if item.phase))

    @property
    def people(self) -> tuple[str, ...]:
        """Whoever does something, in order."""
        return tuple(dict.fromkeys(name for item in self.items for name in item.people))

    @property
    def finish(self) -> date:
        """Its last day."""
        return max(item.finish for item in self.items)


def add_days(day: date, days: int) -> date:
    """The day so many working days (Monday to Friday) later."""
    step = 1 if days >= 0 else -1
    while days:
        day += timedelta(days=step)
        if day.weekday() < 5:
            days -= step
    return day


def working_days(start: date, finish: date) -> int:
    """Working days from `start` to `finish`, both inclusive."""
    span = (start + timedelta(days=n) for n in range((finish - start).days + 1))
    return sum(day.weekday() < 5 for day in span)


def dated(items: Iterable[Item], start: date) -> tuple[Item, ...]:
    """Items with the dates that follow from their order: each as early as it can be."""
    done: list[Item] = []
    for item in items:
        begin = max(
            (_earliest(done[wait.row], wait, item.days) for wait in item.waits), default=start
        )
        if item.days == 0 and item.waits:
            begin = max(done[wait.row].finish for wait in item.waits)
        finish = add_days(begin, max(item.days - 1, 0))
        done.append(replace(item, start=begin, finish=finish))
    return tuple(done)


def _earliest(before: Item, wait: Wait, days: int) -> date:
    if wait.kind == "SS":
        return add_days(before.start, wait.lag)
    if wait.kind == "FF":
        return add_days(before.finish, wait.lag - max(days - 1, 0))
    return add_days(before.finish, (1 if before.days else 0) + wait.lag)


def told(title: str, lines: str, start: date = MONDAY, language: str = "en") -> Story:
    """A story from lines ``phase | name | days | waits | people | percent``.

    Waits are numbers of lines from 1 with kind and lag like ``3 4SS+2``.
    """
    items = [_item(line.split("|")) for line in lines.strip().splitlines()]
    return Story(title=title, items=dated(items, start), start=start, language=language)


def _item(parts: Sequence[str]) -> Item:
    phase, name, days, waits, people, percent = (part.strip() for part in [*parts, "", ""][:6])
    return Item(
        name=name,
        phase=phase,
        days=int(days),
        waits=tuple(map(_wait, waits.split())),
        people=tuple(people.split(", ")) if people else (),
        percent=float(percent or 0),
    )


def _wait(text: str) -> Wait:
    number = "".join(char for char in text[:2] if char.isdigit())
    kind = text[len(number) : len(number) + 2] or "FS"
    lag = text[len(number) + 2 :] or "0"
    return Wait(row=int(number) - 1, kind=kind, lag=int(lag))


def stories() -> tuple[Story, ...]:
    """The English stories, from ``stories.txt``: a title, then a line for each task."""
    text = (Path(__file__).parent / "stories.txt").read_text("utf-8")
    blocks = [block.partition("\n") for block in text.strip().split("\n\n")]
    starts = (MONDAY, date(2027, 1, 11), date(2026, 9, 7), date(2027, 5, 3))
    return tuple(
        told(title, lines, starts[number % 4]) for number, (title, _, lines) in enumerate(blocks)
    )
