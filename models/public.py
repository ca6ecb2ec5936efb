"""Everything that `models` exports."""

from models.builder import (
    ActivityRef,
    CalendarRef,
    Details,
    MaterialRef,
    Model,
    Need,
    Needs,
    Planned,
    ResourceRef,
    Solution,
    Uses,
    Using,
)
from models.calendars import Calendar
from models.check import Violation, violations
from models.materials import Consumption, Material, Supply
from models.measures import MEASURES
from models.measures.goals import Goal, Objective, Tolerance, value
from models.overhead import Overhead
from models.overtime import Ceiling, Overtime
from models.problem import (
    Activity,
    Bounds,
    Budget,
    Candidate,
    Edge,
    Level,
    LinkKind,
    Mode,
    Pause,
    Pay,
    Precedence,
    Problem,
    Reservation,
    Resource,
    Seat,
    Staffing,
)
from models.schedule import Assignment, Extra, Schedule, Task
from models.search.params import SearchParams
from models.solve import Helpers, Observer, Result, SearchProgress, SolveOptions, Status, solve
from models.splitting import Split
from models.uneven_calendars import Paced

__all__ = [
    "MEASURES",
    "Activity",
    "ActivityRef",
    "Assignment",
    "Bounds",
    "Budget",
    "Calendar",
    "CalendarRef",
    "Candidate",
    "Ceiling",
    "Consumption",
    "Details",
    "Edge",
    "Extra",
    "Goal",
    "Helpers",
    "Level",
    "LinkKind",
    "Material",
    "MaterialRef",
    "Mode",
    "Model",
    "Need",
    "Needs",
    "Objective",
    "Observer",
    "Overhead",
    "Overtime",
    "Paced",
    "Pause",
    "Pay",
    "Planned",
    "Precedence",
    "Problem",
    "Reservation",
    "Resource",
    "ResourceRef",
    "Result",
    "Schedule",
    "SearchParams",
    "SearchProgress",
    "Seat",
    "Solution",
    "SolveOptions",
    "Split",
    "Staffing",
    "Status",
    "Supply",
    "Task",
    "Tolerance",
    "Uses",
    "Using",
    "Violation",
    "solve",
    "value",
    "violations",
]
