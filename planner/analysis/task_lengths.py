"""The time that a task takes its people, in minutes of their working time."""

from collections.abc import Iterable, Iterator

from models.schedule import Task as Placed
from planner.plan import Booking
from planner.translate import Translation
from planner.translate.recorded_history import HistoryRecord
from planner.translate.ways import Way, whole


def length(
    translation: Translation, row: int, activity: int, placed: Placed, bookings: Iterable[Booking]
) -> int:
    """Minutes of a whole task, actual work included, for the person who takes longest.

    A person chosen for a seat, or with Work to do, needs as much longer as their share is smaller;
    one whose share changes with a date, as long as they are on it.
    """
    way = translation.ways[activity][placed.mode]
    seats = [(one.seat, one.resource) for one in placed.assignments]
    minutes = [way.minutes, *_stints(way, seats)]
    if row in translation.history.records:
        known = (_whole(option, seats) for option in translation.history.whole[row])
        return max([*minutes, next((found for found in known if found is not None), 0)])
    paced = {
        translation.crew.workers[worker].name
        for seat, worker in seats
        if worker in translation.periods and way.parts[seat].paced
    }
    return max(minutes if not paced else [way.minutes, *_worked(bookings)], default=0)


def _stints(way: Way, seats: Iterable[tuple[int, int]]) -> Iterator[int]:
    return (whole(way.parts[seat].stint(worker).minutes) for seat, worker in seats)


def _whole(way: Way, seats: list[tuple[int, int]]) -> int | None:
    """Minutes of a way of the whole task for these people; None if it is for others."""
    if sum(part.count for part in way.parts) != len(seats):
        return None
    if any(
        seat >= len(way.parts) or all(s.worker != worker for s in way.parts[seat].stints)
        for seat, worker in seats
    ):
        return None
    return max([way.minutes, *_stints(way, seats)])


def _worked(bookings: Iterable[Booking]) -> Iterator[int]:
    """Minutes of each person's time between the pauses."""
    found: dict[str, float] = {}
    for one in bookings:
        time = sum((end - start).total_seconds() for start, end in one.spans)
        found[one.resource] = found.get(one.resource, 0) + time
    return (round(seconds / 60) for seconds in found.values())


def recorded_length(translation: Translation, row: int, record: HistoryRecord) -> int | None:
    """Minutes that finished work took the person who took longest; None without people.

    As planned, if it was finished just as planned; else the time they had for it.
    """
    if translation.history.as_planned(row) and not translation.project.timesheet:
        return translation.history.planned_length(row) or None
    return max(_worked(record.bookings), default=0) or None
