"""Numbers by which orders are crossed, moved and planned, as machine code and in plain Python.

By hand, where nothing else is said.
"""

CHILDREN = 2
"""Children of a member."""

STRETCH = (0.25, 0.75)
"""Shortest and longest stretch of a child that comes from the other, as a share of the list."""

MOVED, FAR = 2, 20
"""Most activities of a child that go earlier or later, and most positions by which they do."""

LEEWAY = 1.03
"""Multiple of its length by the end of which what comes of a schedule ends backward, where it
matters when things happen: calendars and dates then stand nearly where they will forward."""

BACK = 100
"""Times that planning a list goes back where maximum lags close cycles; with 400 in place of 100
ubo200_psp73 and ubo200_psp49 ended alike, and a list took a quarter to a third longer."""
