"""Numbers by which orders are crossed and moved, as machine code and in plain Python; by hand."""

CHILDREN = 2
"""Children of a member."""

STRETCH = (0.25, 0.75)
"""Shortest and longest stretch of a child that comes from the other, as a share of the list."""

MOVED, FAR = 2, 20
"""Most activities of a child that go earlier or later, and most positions by which they do."""

LEEWAY = 1.03
"""Multiple of its length by the end of which what comes of a schedule ends backward, where it
matters when things happen: calendars and dates then stand nearly where they will forward."""
