"""Remarks on records of progress, and figures that a record has by itself."""

from planner.phrase import phrase
from planner.project import Task
from planner.tracking.records import Progress, State

HALF = phrase(
    "a pause is known by Suspended and Resume both; as one is missing, all of it counts as worked"
)

_TOLD_BY = ("percent_complete", "percent_work", "percent_physical", "status", "remaining_duration")

ASSUMED = {
    "begun-by-rest": (
        phrase(
            "less is left than it takes: taken as begun, and as done the share that is not left"
        ),
        "remaining_duration",
        "remaining_work",
    ),
    "finished-as-planned": (
        phrase("done without an Actual Finish: taken to be finished as planned"),
        "actual_finish",
        *_TOLD_BY,
    ),
    "finished-by-status": (
        phrase(
            "done without an Actual Finish, not planned by then: "
            "taken as finished by the status date"
        ),
        "actual_finish",
        *_TOLD_BY,
    ),
    "began-as-planned": (
        phrase("begun without an Actual Start: taken to have started as planned"),
        "actual_start",
        *_TOLD_BY,
    ),
    "began-before": (
        phrase(
            "begun without an Actual Start or a plan: taken to have started as what is done takes"
        ),
        "actual_start",
        *_TOLD_BY,
    ),
    "nothing-done": (
        phrase("begun, and nothing says how much of it is done: all of it remains"),
        "actual_start",
        *_TOLD_BY,
    ),
}
"""What is assumed, and the cell of the note: the first of these fields that the row has."""


def share_done(task: Task, record: Progress) -> float:
    """The share of a task that is done, if a record says it."""
    if record.done:
        return 1
    for left, whole in (
        (record.remaining_duration, task.duration),
        (record.remaining_work, task.work),
    ):
        if left is not None and whole:
            return max(0.0, 1 - left / whole)
    return record.percent or 0


def is_unmeasured(task: Task, record: Progress) -> bool:
    """Whether a task of some length has begun, and no figure says how far it is."""
    told = (
        *(record.percent, record.remaining_duration, record.remaining_work),
        *(record.actual_work, record.suspended, record.resume),
    )
    return bool(task.duration or task.work) and all(figure is None for figure in told)


def on_hold(record: Progress) -> State:
    """On hold by its state, or where it was suspended and nothing says that it goes on."""
    rests = record.suspended is not None and record.resume is None and record.state != "under way"
    return "suspended" if record.state == "suspended" or rests else "under way"
