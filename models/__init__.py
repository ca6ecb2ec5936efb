"""The mathematics of planning: integers in, integers out.

`Model` puts a project together and solves it. Below it are the data it makes: ``solve(problem,
objective, options)`` plans a `Problem`; ``violations(problem, schedule)`` judges.
"""

from models.builder import (
    ActivityRef,
    CalendarRef,
    Details,
    Model,
    Need,
    Needs,
    Planned,
    ResourceRef,
    Solution,
)
from models.calendars import Calendar, Paced
from models.check import Violation, violations
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
    Kind,
    Level,
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
from models.solve import Helpers, Observer, Options, Progress, Result, Status, solve

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
    "Details",
    "Edge",
    "Extra",
    "Goal",
    "Helpers",
    "Kind",
    "Level",
    "Mode",
    "Model",
    "Need",
    "Needs",
    "Objective",
    "Observer",
    "Options",
    "Overhead",
    "Overtime",
    "Paced",
    "Pause",
    "Pay",
    "Planned",
    "Precedence",
    "Problem",
    "Progress",
    "Reservation",
    "Resource",
    "ResourceRef",
    "Result",
    "Schedule",
    "SearchParams",
    "Seat",
    "Solution",
    "Staffing",
    "Status",
    "Task",
    "Tolerance",
    "Violation",
    "solve",
    "value",
    "violations",
]
