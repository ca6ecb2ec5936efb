"""Measures of a schedule, one file each, and goals made of them.

`MEASURES` lists all of them. A new measure is a file with a class of `models.measures.base` and a
line here; searches use it through that class only.
"""

from models.measures.base import Measure
from models.measures.changes import Changes
from models.measures.cost import Cost
from models.measures.earliness import Earliness
from models.measures.finish import Finish, OpenFinish
from models.measures.handovers import Handovers
from models.measures.headcount import Headcount
from models.measures.interruptions import Interruptions
from models.measures.late_count import LateCount
from models.measures.lateness import Lateness
from models.measures.moves import Moves
from models.measures.peaks import Peaks
from models.measures.wishes import Wishes

MEASURES: dict[str, Measure] = {
    one.name: one
    for one in (
        Lateness(),
        Cost(),
        Finish(),
        OpenFinish(),
        LateCount(),
        Earliness(),
        Peaks(),
        Handovers(),
        Headcount(),
        Moves(),
        Changes(),
        Wishes(),
        Interruptions(),
    )
}
"""Every measure, by its name."""
