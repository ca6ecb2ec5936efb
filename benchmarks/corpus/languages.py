"""One table of eleven columns per language: as it is, without its headers, with two misspelt."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from benchmarks.corpus import notations
from benchmarks.corpus.grid import Grid, Value, xlsx
from benchmarks.corpus.story import Story, add_days
from benchmarks.corpus.tables import Case, Column, column, lay, true_of
from benchmarks.corpus.truth import Truth
from benchmarks.corpus.words import local_story, words

FIELDS = (
    "id", "name", "people", "start", "finish", "duration", "links", "percent", "priority", "due",
    "notes",
)  # fmt: skip
"""What the eleven columns mean."""

_AT_LEAST = 8
"""Columns of eleven that must be right where headers are damaged."""


def cases() -> Iterator[Case]:
    """Three files for each language."""
    for number, language in enumerate(words()):
        yield _case(language, "eleven columns", {})
        yield _case(language, "eleven columns, no headers", dict.fromkeys(range(11), lambda _: ""))
        damaged = {number % 11: _misspelt, (number + 4) % 11: _misspelt}
        yield _case(language, "eleven columns, misspelt", damaged)


def _misspelt(header: str) -> str:
    """The header with two letters changed round in its middle, or one doubled if it is short."""
    middle = len(header) // 2
    if len(header) < 4:
        return header + header[-1]
    return header[: middle - 1] + header[middle] + header[middle - 1] + header[middle + 1 :]


def _case(language: str, kind: str, damage: Mapping[int, Callable[[str], str]]) -> Case:
    story = local_story(language)
    columns = [
        replace(one, header=damage[number](one.header)) if number in damage else one
        for number, one in enumerate(_columns(story))
    ]
    grid = Grid(name="Plan")
    laid = lay(grid, story, columns)
    truth = true_of(laid, kind=kind, shown=("parent",))
    truth = _with_due_and_notes(truth, story)
    if damage:
        truth = replace(truth, fragile=_AT_LEAST, clean=False)
    short = {"eleven columns": "", "eleven columns, no headers": "_blank"}.get(kind, "_misspelt")
    return Case(name=f"lang_{language}{short}.xlsx", data=xlsx(grid), truth=truth)


def _columns(story: Story) -> list[Column]:
    named = words()[story.language]
    levels = (named["low"], named["normal"], named["high"])
    renders = {
        "priority": notations.choice("priority", levels),
        "due": _due,
        "notes": _note,
        "percent": notations.hundredths,
    }
    return [column(one, named[one], renders.get(one)) for one in FIELDS]


def _due(story: Story, row: int) -> Value:
    return add_days(story.items[row].finish, 2)


def _note(story: Story, row: int) -> Value:
    item = story.items[row]
    week = (item.start - timedelta(days=item.start.weekday())).strftime("%d.%m.")
    return f"{item.phase}: {item.name}, {story.title} ({week})"


def _with_due_and_notes(truth: Truth, story: Story) -> Truth:
    tasks = tuple(
        replace(task, due=add_days(item.finish, 2).isoformat(), notes=str(_note(story, row)))
        for row, (task, item) in enumerate(zip(truth.tasks, story.items, strict=True))
    )
    return replace(truth, tasks=tasks)
