"""Words of plan columns by language, and small stories told in each language."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from benchmarks.corpus.story import MONDAY, Story, told

_FOLDER = Path(__file__).parent

_PATTERNS = (
    ((5, ""), (3, "1"), (10, "1"), (4, "2 3"), (2, "3"), (1, "4 5")),
    ((4, ""), (8, ""), (5, "1 2"), (3, "3"), (6, "3"), (2, "4 5")),
    ((3, ""), (6, "1"), (2, "1"), (7, "2"), (4, "3 4"), (1, "5")),
)
"""Days of each task, and the tasks it waits for."""


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Language → field, or word of a cell → the word, "" where none is known."""
    return {row.pop("language"): row for row in _rows("words.tsv")}


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    return {row.pop("language"): row for row in _rows("names.tsv")}


def _rows(file: str) -> list[dict[str, str]]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def local_story(language: str) -> Story:
    """Six tasks in two phases, done by three people, in the words of a language."""
    names = _names()[language]
    tasks, phases, people = (names[key].split("|") for key in ("tasks", "phases", "people"))
    turn = list(words()).index(language)
    pattern = _PATTERNS[turn % len(_PATTERNS)]
    lines = [
        f"{phases[number // 3]} | {name} | {days} | {waits} | {people[number % 3]}"
        f" | {(1, 0.5, 0)[min(number, 2)]}"
        for number, (name, (days, waits)) in enumerate(zip(tasks, pattern, strict=True))
    ]
    story = told(tasks[2], "\n".join(lines), MONDAY, language)
    priorities = (1, 0, 0, -1, 0, 1)
    items = tuple(
        replace(item, priority=priority)
        for item, priority in zip(story.items, priorities, strict=True)
    )
    return replace(story, items=items)
