"""Who or what works: a `Resource`, how much of it there is, and when some of it is taken."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.overtime import Overtime
from models.problem.requirement import require


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A stretch of slots ``[start, end)`` in which a resource has only `capacity` units."""

    start: int
    end: int
    capacity: int

    def __post_init__(self) -> None:
        require(0 <= self.start < self.end, "level: start must be before end")
        require(self.capacity >= 1, "level: capacity must be at least 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Somebody or something that works: a person, a crew, a machine, a room.

    Args:
        name: For messages only.
        capacity: Units there are at every instant.
        calendar: Position in `Problem.calendars`: when it works.
        levels: Stretches with fewer units, in order and disjoint. What demands more units than a
            level has takes all of them: half a person, where the whole person is asked for.
        overtime: When it may work beyond its calendar, for candidates who may.
    """

    name: str = ""
    capacity: int = 1
    calendar: int = 0
    levels: tuple[Level, ...] = ()
    overtime: Overtime | None = None

    def __post_init__(self) -> None:
        require(self.capacity >= 0, "resource {!r}: capacity must not be negative", self.name)
        last = 0
        for level in self.levels:
            require(level.start >= last, "resource {!r}: levels must be in order", self.name)
            require(level.capacity < self.capacity, "resource {!r}: level too high", self.name)
            last = level.end

    def there(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yields ``(from, to, capacity)`` for each stretch of ``[start, end)``, in order."""
        for level in self.levels:
            if start < min(level.start, end):
                yield start, min(level.start, end), self.capacity
            if max(start, level.start) < min(end, level.end):
                yield max(start, level.start), min(end, level.end), level.capacity
            start = max(start, level.end)
        if start < end:
            yield start, end, self.capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """Something that is not planned here takes `units` of a resource in ``[start, end)``.

    Where there are fewer units (`Resource.levels`), it takes all of them.
    """

    resource: int
    start: int
    end: int
    units: int = 1

    def __post_init__(self) -> None:
        require(0 <= self.start <= self.end, "reservation: start must not be after end")
        require(self.units >= 0, "reservation: units must not be negative")
