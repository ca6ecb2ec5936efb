"""The columns of baselines, as MS Project calls them; part of the one table in `columns`."""

from collections.abc import Iterator

from planner.schema.schema import Column

MOST = 10
"""Baselines that MS Project has besides the first."""


def _of(number: int) -> Iterator[Column]:
    """The columns of the first baseline (0), or of one that is numbered."""
    name, field = f"Baseline{number or ''}", f"baseline{number or ''}"
    first = not number
    yield Column(
        field=f"{field}_start",
        caption=f"{name} Start",
        meaning="Start in the approved plan; compared with, never a rule.",
        aliases="Baseline Start Date, BL Start" if first else f"Baseline {number} Start",
        look="date",
        template=False,
        manual=first,
    )
    yield Column(
        field=f"{field}_finish",
        caption=f"{name} Finish",
        meaning="Finish in the approved plan; compared with, never a rule.",
        aliases="Baseline Finish Date, Baseline End, BL Finish"
        if first
        else f"Baseline {number} Finish, Baseline{number} End",
        look="date",
        template=False,
        manual=first,
    )
    yield Column(
        field=f"{field}_work",
        caption=f"{name} Work",
        meaning="Work in the approved plan. Baseline1 Work to Baseline10 Work, and so Start, "
        "Finish and Cost, are read as further baselines.",
        aliases="BL Work" if first else f"Baseline {number} Work",
        look="duration",
        template=False,
        manual=first,
    )
    yield Column(
        field=f"{field}_cost",
        caption=f"{name} Cost",
        meaning="Cost in the approved plan, which earned value counts with; if blank, it is worked "
        "out from the task's fixed cost, people, rates and duration.",
        aliases="BL Cost, Budgeted Cost, Budget at completion, BAC"
        if first
        else f"Baseline {number} Cost",
        look="money",
        template=False,
        manual=first,
    )


BASELINE_COLUMNS = tuple(column for number in range(MOST + 1) for column in _of(number))
"""Of the Tasks sheet."""

BASELINE_FIELDS = frozenset(column.field for column in BASELINE_COLUMNS)
