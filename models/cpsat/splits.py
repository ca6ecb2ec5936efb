"""The pieces of an activity that may be interrupted, as variables.

Piece n of an activity is ``[from_n, to_n)``; the first begins at its start, the last ends at its
end:

    from_0 = start,   to_n ≤ from_{n+1},   to_{last} = end
    piece n + 1 is there  ⇒  to_n < from_{n+1}  and  piece n is there
    piece n + 1 is not    ⇒  to_n = from_{n+1} = to_{n+1} = end

so that the work done on a calendar is ``Σ W(to_n) − W(from_n)`` however many pieces there are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from models.cpsat.expressions import Point, at_event
from models.cpsat.stays import StayVariables
from models.cpsat.variables import Linear, ValueOf, Variables, domain
from models.schedule import Schedule
from models.splitting import Breaks


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceVariables:
    """Where one piece begins and ends, how many slots it spans, and whether it is there."""

    start: Point
    end: Point
    size: cp_model.IntVar
    there: cp_model.IntVar


class SplitVariables:
    """The pieces of one activity; get them by `split_of`."""

    def __init__(self, variables: Variables, i: int) -> None:
        split = variables.problem.activities[i].split
        if split is None:
            raise ValueError(f"activity {i} may not be interrupted")
        self.variables, self.i = variables, i
        self._worked: dict[int, list[Linear]] = {}
        self.pieces = self._pieces(split.most)

    def _pieces(self, most: int) -> list[PieceVariables]:
        variables, i = self.variables, self.i
        end = at_event(variables, i, "F")
        window = variables.window[i]
        pieces: list[PieceVariables] = []
        for n in range(most):
            start, there = at_event(variables, i, "S"), variables.present[i]
            if n:
                start = self._point(f"from[{i},{n}]", window, self._edge(n, 0))
                there = variables.boolean(f"piece[{i},{n}]", self._there(n))
            last = n + 1 == most
            close = end if last else self._point(f"to[{i},{n}]", window, self._edge(n, 1))
            size = variables.integer(0, window[1] - window[0], f"size[{i},{n}]", self._size(n))
            variables.model.add(close.at == start.at + size)
            pieces.append(PieceVariables(start=start, end=close, size=size, there=there))
            if n:
                self._follow(*pieces[-2:])
        return pieces

    def _follow(self, before: PieceVariables, piece: PieceVariables) -> None:
        """A piece comes after a break behind the one before, or is none and stands at the end."""
        model, end = self.variables.model, self.variables.end[self.i]
        model.add_implication(piece.there, before.there)
        model.add(piece.start.at >= before.end.at)
        model.add(piece.start.at >= before.end.at + 1).only_enforce_if(piece.there)
        model.add(before.end.at == end).only_enforce_if(~piece.there)
        model.add(piece.start.at == end).only_enforce_if(~piece.there)
        model.add(piece.size == 0).only_enforce_if(~piece.there)
        model.add(piece.size >= 1).only_enforce_if(piece.there)
        model.add(before.size >= 1).only_enforce_if(piece.there)

    def _point(self, name: str, window: tuple[int, int], slot: ValueOf) -> Point:
        at = self.variables.integer(*window, name, slot)
        return Point(at=at, slot=slot, window=window)

    def _in(self, schedule: Schedule) -> tuple[tuple[int, int], ...]:
        """The pieces in a schedule; of what is left out any that is consistent."""
        task = schedule.tasks[self.i]
        start, size = self.variables.span_in(schedule, self.i)
        return ((start, start + size),) if task is None else task.pieces

    def _edge(self, n: int, side: int) -> ValueOf:
        def slot(schedule: Schedule) -> int:
            pieces = self._in(schedule)
            return pieces[n][side] if n < len(pieces) else pieces[-1][1]

        return slot

    def _there(self, n: int) -> ValueOf:
        return lambda schedule: n < len(self._in(schedule))

    def _size(self, n: int) -> ValueOf:
        return lambda schedule: self._edge(n, 1)(schedule) - self._edge(n, 0)(schedule)

    def breaks(self, value: Callable[[Linear], int]) -> Breaks:
        """The breaks in a solution; `value` gives an expression's value there."""
        there = [piece for piece in self.pieces[1:] if value(piece.there)]
        ends = [value(piece.end.at) for piece in self.pieces]
        return tuple((end, value(piece.start.at)) for end, piece in zip(ends, there, strict=False))

    def worked(self, calendar: int) -> list[Linear]:
        """Working slots of a calendar in each piece; made once."""
        if calendar not in self._worked:
            ends = [
                (p.start.worked(self.variables, calendar), p.end.worked(self.variables, calendar))
                for p in self.pieces
            ]
            self._worked[calendar] = [end - start for start, end in ends]
        return self._worked[calendar]

    def work(
        self, calendar: int, work: int, active: cp_model.IntVar, last: cp_model.IntVar
    ) -> None:
        """Tie the pieces to some work.

        Args:
            calendar: When it is done.
            work: Working slots of it.
            active: Whether it is done.
            last: Whether the activity ends with it; implies that it is done.
        """
        variables, model, worked = self.variables, self.variables.model, self.worked(calendar)
        total = variables.total(worked)
        model.add(total >= work).only_enforce_if(active)
        model.add(total <= work).only_enforce_if(last)
        spans = variables.problem.calendars[calendar].spans
        starts = domain([(opens, closes - 1) for opens, closes in spans])
        ends = domain([(opens + 1, closes) for opens, closes in spans])
        start, end = variables.start[self.i], variables.end[self.i]
        model.add_linear_expression_in_domain(start, starts).only_enforce_if(active)
        model.add_linear_expression_in_domain(end, ends).only_enforce_if(last)

    def stays(self, literal: cp_model.IntVar) -> Iterator[tuple[StayVariables, cp_model.IntVar]]:
        """Each piece, and a literal that it is there and so is what another literal says."""
        variables = self.variables
        for n, piece in enumerate(self.pieces):
            both = variables.both((literal, piece.there), f"on[{self.i},{n}]") if n else literal
            stay = StayVariables(
                start=cp_model.LinearExpr.sum([piece.start.at]),
                size=piece.size,
                end=piece.end.at,
                least=1 if n else min(1, variables.span[self.i][0]),
            )
            yield stay, both


def split_of(variables: Variables, i: int) -> SplitVariables:
    """The pieces of an activity that may be interrupted; made once."""
    if i not in variables.splits:
        variables.splits[i] = SplitVariables(variables, i)
    return variables.splits[i]
