"""Problems by objects instead of positions: `Model` in, `Solution` out."""

from models.builder.model import Model
from models.builder.refs import ActivityRef, CalendarRef, Details, Need, Needs, ResourceRef
from models.builder.solution import Planned, Solution

__all__ = [
    "ActivityRef",
    "CalendarRef",
    "Details",
    "Model",
    "Need",
    "Needs",
    "Planned",
    "ResourceRef",
    "Solution",
]
