"""Problems by objects instead of positions: `Model` in, `Solution` out."""

from models.builder.model import Model
from models.builder.refs import (
    ActivityRef,
    CalendarRef,
    Details,
    MaterialRef,
    Need,
    Needs,
    ResourceRef,
    Uses,
    Using,
)
from models.builder.solution import Planned, Solution

__all__ = [
    "ActivityRef",
    "CalendarRef",
    "Details",
    "MaterialRef",
    "Model",
    "Need",
    "Needs",
    "Planned",
    "ResourceRef",
    "Solution",
    "Uses",
    "Using",
]
