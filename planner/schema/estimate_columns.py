"""The columns of three-point estimates; part of the one table in `columns`."""

from planner.schema.schema import Column

ESTIMATE_COLUMNS = (
    Column(
        field="optimistic",
        caption="Optimistic",
        meaning="Shortest time it may take. With Most Likely and Pessimistic beside it the mean "
        "(a + 4m + b) / 6 is planned.",
        look="duration",
        template=False,
    ),
    Column(
        field="likely",
        caption="Most Likely",
        meaning="Time it takes most likely.",
        look="duration",
        template=False,
    ),
    Column(
        field="pessimistic",
        caption="Pessimistic",
        meaning="Longest time it may take.",
        look="duration",
        template=False,
    ),
)
