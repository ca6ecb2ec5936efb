"""Work beyond the calendar: after the day's last shift, by the day, as little as pays."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.reference.clock import Clock, Piece, month_of
from tests.reference.crews import Crew, Turn
from tests.reference.spec import Spec, Task


@dataclass(frozen=True, slots=True)
class Span:
    """Worked from an instant, for so many minutes, under this row of the person."""

    start: int
    length: Fraction
    row: int
    overtime: bool = False


Extra = tuple[tuple[int, int], ...]
"""Minutes of overtime by week."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A way to have worked so far."""

    left: Fraction
    spans: tuple[Span, ...]
    extra: Extra = ()

    def then(self, span: Span, speed: Fraction, week: int = -1) -> "_Part":
        """With some more work."""
        extra = dict(self.extra)
        if span.overtime:
            extra[week] = extra.get(week, 0) + int(span.length)
        left = self.left - span.length * speed
        return _Part(left, (*self.spans, span), tuple(sorted(extra.items())))

    @property
    def key(self) -> tuple[object, ...]:
        """Ways of one key differ in nothing that a rule or a goal counts."""
        months: dict[object, Fraction] = defaultdict(Fraction)
        for span in self.spans:
            if span.overtime:
                months[month_of(span.start)] += span.length
        return self.left, self.extra, tuple(sorted(months.items(), key=str))


class Overtime:
    """The evenings of a workbook."""

    def __init__(self, spec: Spec, clock: Clock) -> None:
        self.spec, self.clock = spec, clock

    def allowed(self, name: str) -> bool:
        """Whether somebody may work overtime: there is a price and a limit by week, and one row."""
        row, *others = self.clock.rows(name)
        return not others and row.overtime_rate is not None and row.overtime_hours > 0

    def evenings(self, task: Task, crew: Crew, turn: Turn) -> list[Piece]:
        """After the last shift of a day that is worked to its end, at most so long a day.

        There is none on days off, nor after a shift that leave or a meeting ends early, nor in a
        task's own calendar, nor together with others.
        """
        if task.calendar or crew.together or not self.allowed(turn.name):
            return []
        full = self.clock.calendar(self.clock.rows(turn.name)[0].calendar)
        ends = {p.day: p.end for p in full.pieces}
        last = {p.day: p for p in turn.time.pieces}
        found = []
        for day, piece in last.items():
            following = [p.start for p in turn.time.pieces if p.start >= piece.end]
            until = min(piece.end + self.spec.settings.overtime_per_day, *following, 10**9)
            if ends.get(day) == piece.end and until > piece.end:
                found.append(Piece(piece.end, until, day, piece.row))
        return found

    def walks(
        self, turn: Turn, evenings: list[Piece], start: int, tick: int
    ) -> Iterator[tuple[list[Span], Extra]]:
        """Every way to work an amount off from an instant on, with overtime on some days.

        Work need not begin in an evening at once: others may have started the task.
        """
        parts = [_Part(turn.amount, ())]
        most = self.clock.rows(turn.name)[0].overtime_hours * 60 if evenings else 0
        marked = [(p, False) for p in turn.time.pieces] + [(p, True) for p in evenings]
        for piece, late in sorted(marked, key=lambda pair: pair[0].start):
            if piece.end <= start or not parts:
                continue
            grown = {
                part.key: part
                for before in parts
                for part in _grown(before, turn, piece, late=late, start=start, tick=tick)
                if all(minutes <= most for _, minutes in part.extra)
            }
            parts = []
            for part in grown.values():
                if part.left:
                    parts.append(part)
                else:
                    yield list(part.spans), part.extra


def _grown(
    before: _Part, turn: Turn, piece: Piece, *, late: bool, start: int, tick: int
) -> Iterator[_Part]:
    """What can be done in a piece: all there is of it, or of an evening some."""
    begin, speed, week = max(start, piece.start), turn.speeds[piece.row], piece.day // 7
    need = min(Fraction(piece.end - begin), before.left / speed)
    if not late:
        yield before.then(Span(begin, need, piece.row), speed)
        return
    yield before
    lengths = {Fraction(x) for x in range(tick, piece.end - begin + 1, tick) if x < need} | {need}
    for length in sorted(lengths):
        yield before.then(Span(begin, length, piece.row, overtime=True), speed, week)
