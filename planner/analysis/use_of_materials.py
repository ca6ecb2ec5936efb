"""The use of each material by a task, and over which time."""

from collections.abc import Iterator
from fractions import Fraction

from models.schedule import Task as Placed
from planner.analysis.pieces import stamped, worked
from planner.plan import MaterialUse
from planner.translate.recorded_history import HistoryRecord, Pieces
from planner.translate.translation import Translation


def usage(
    translation: Translation, row: int, activity: int, placed: Placed
) -> tuple[MaterialUse, ...]:
    """The use by a planned task, or its use by the status date."""
    return (*_before(translation, row), *_planned(translation, activity, placed))


def _before(translation: Translation, row: int) -> Iterator[MaterialUse]:
    """The use of work that has begun."""
    stocks, record = translation.stocks, translation.history.records.get(row)
    if record is None:
        return
    for m, units, accrual in stocks.begun(row):
        if units:
            yield MaterialUse(
                material=stocks.limited[m].name,
                amount=float(Fraction(units, stocks.scales[m])),
                pieces=_recorded(record, accrual),
            )


def _recorded(record: HistoryRecord, accrual: str) -> Pieces:
    """The time of a recorded use; over the work as it was booked."""
    if accrual != "prorated":
        at = record.start if accrual == "start" else record.until
        return ((at, at),)
    spans = tuple(span for booking in record.bookings for span in booking.spans)
    return spans or ((record.start, record.until),)


def _planned(translation: Translation, activity: int, placed: Placed) -> Iterator[MaterialUse]:
    problem, stocks, grid = translation.problem, translation.stocks, translation.grid
    for one in problem.activities[activity].modes[placed.mode].consumes:
        at = grid.closing(placed.end) if one.accrual == "end" else grid.opening(placed.start)
        pieces: Pieces = ((at, at),)
        if one.spread:
            slots = worked(problem.used_by(activity, one), placed.start, one.spread)
            pieces = stamped(grid, slots) or pieces
        if one.amount:
            yield MaterialUse(
                material=stocks.limited[one.material].name,
                amount=float(Fraction(one.amount, stocks.scales[one.material])),
                pieces=pieces,
            )
