"""The room of one activity: where it may be placed."""

from dataclasses import dataclass

from models.problem import FREE, Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Bounds for one placement, closed; they come from dates and from what is placed."""

    start_min: int
    start_max: int
    end_min: int
    end_max: int

    def of(self, bounds: Bounds) -> "Room":
        """The room that hard dates of who does it leave."""
        if bounds == FREE:
            return self
        late, done = bounds.start_max, bounds.end_max
        return Room(
            start_min=max(self.start_min, bounds.start_min),
            start_max=self.start_max if late is None else min(self.start_max, late),
            end_min=max(self.end_min, bounds.end_min),
            end_max=self.end_max if done is None else min(self.end_max, done),
        )
