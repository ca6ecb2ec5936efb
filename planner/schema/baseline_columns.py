"""The columns of baselines, as MS Project calls them; part of the one table in `columns`."""

from collections.abc import Iterator

from planner.schema.schema import Column, ColumnLook

MOST = 10
"""Baselines that MS Project has besides the first."""

_PARTS: tuple[tuple[str, ColumnLook, str, str, tuple[str, ...]], ...] = (
    ("Start", "date", "Start in the approved plan; compared with, never a rule.",
     "Baseline Start Date, BL Start", ("Start",)),
    ("Finish", "date", "Finish in the approved plan; compared with, never a rule.",
     "Baseline Finish Date, Baseline End, BL Finish", ("Finish", "End")),
    ("Work", "duration", ("Work in the approved plan. Baseline1 Work to Baseline10 Work, and so "
     "Start, Finish and Cost, are read as further baselines."),
     "BL Work, Baseline Effort, Baseline Hours", ("Work",)),
    ("Cost", "money", ("Cost in the approved plan, which earned value counts with; if blank, it "
     "is worked out from the task's fixed cost, people, rates and duration."),
     "BL Cost, Budgeted Cost, Budget at completion, BAC", ("Cost",)),
)  # fmt: skip
"""A baseline's columns: caption, look, meaning, other names of the first baseline's column, and
words after the number of a further one.
"""


def _of(number: int) -> Iterator[Column]:
    """The columns of the first baseline (0), or of one that is numbered."""
    name = f"Baseline{number or ''}"
    for caption, look, meaning, aliases, words in _PARTS:
        spaced = [f"Baseline {number} {words[0]}", *(f"{name} {word}" for word in words[1:])]
        yield Column(
            field=f"{name}_{caption}".lower(),
            caption=f"{name} {caption}",
            meaning=meaning,
            aliases=", ".join(spaced) if number else aliases,
            look=look,
            template=False,
            manual=not number,
        )


BASELINE_COLUMNS = tuple(column for number in range(MOST + 1) for column in _of(number))
"""Of the Tasks sheet."""

BASELINE_FIELDS = frozenset(column.field for column in BASELINE_COLUMNS)
