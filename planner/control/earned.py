"""Earned value of a plan: its baseline, what is recorded, and the measures of both.

A task's baseline cost falls due evenly over the project's working hours from its baseline start
to its baseline finish (planned value); the share done of it is earned.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from planner.control.baseline_of_plan import budget_of, chosen, finish_of
from planner.control.phase_figures import phases
from planner.control.project_clock import ProjectClock
from planner.control.spent import spent
from planner.control.value_curve import Curve, CurveAccrual
from planner.control.value_measures import EarnedValue
from planner.control.variance import baseline_clock
from planner.plan import Plan, PlannedTask
from planner.tracking.records import Baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedLine:
    """A task of the baseline and how it stands; moments in working minutes of the clock.

    Args:
        phase: The row of its phase, None without.
        start, finish: In the baseline.
        bac: Its cost in the baseline.
        estimated: Whether the baseline does not tell that cost, so that it was worked out.
        done: The share that is done.
        ac: What has been spent on it.
        baseline: Its start and finish there as dates.
        begun, ended: When work on it began, and when the work done so far ends.
    """

    row: PlannedTask
    phase: int | None
    start: float
    finish: float
    baseline: tuple[datetime | None, datetime | None]
    bac: Decimal
    estimated: bool
    done: float
    ac: Decimal
    begun: float | None
    ended: float

    @property
    def planned(self) -> CurveAccrual:
        """The accrual of its planned value."""
        return CurveAccrual(start=self.start, finish=self.finish, amount=float(self.bac))

    @property
    def ev(self) -> float:
        """Its earned value."""
        return float(self.bac) * self.done

    def over(self, amount: float) -> CurveAccrual:
        """An amount as it fell due over the work done so far."""
        begun = self.ended if self.begun is None else min(self.begun, self.ended)
        return CurveAccrual(start=begun, finish=self.ended, amount=amount)


@dataclass(frozen=True, kw_only=True)
class Earned:
    """Earned value of a plan on its status date, see `earned`."""

    plan: Plan
    baseline: Baseline
    clock: ProjectClock
    now: float
    lines: tuple[EarnedLine, ...]
    outside: int
    gone: int

    @cached_property
    def whole(self) -> EarnedValue:
        """The measures of the whole."""
        return self._measures("", self.lines)

    @cached_property
    def phases(self) -> tuple[EarnedValue, ...]:
        """The measures of each phase, in the order of the plan; of the rest last."""
        return tuple(self._measures(name, lines) for name, lines in self.by_phase)

    @cached_property
    def by_phase(self) -> tuple[tuple[str, tuple[EarnedLine, ...]], ...]:
        """The lines by the name of their phase; those of none, if there are phases, under ""."""
        order = dict.fromkeys(line.phase for line in self.lines)
        places = sorted(at for at in order if at is not None)
        if not places:
            return ()
        rest: tuple[int | None, ...] = (None,) if None in order else ()
        return tuple(
            (
                "" if at is None else self.plan.rows[at].task.title,
                tuple(line for line in self.lines if line.phase == at),
            )
            for at in (*places, *rest)
        )

    @cached_property
    def planned(self) -> Curve:
        """Planned value of the whole."""
        return Curve.of(line.planned for line in self.lines)

    @cached_property
    def gained(self) -> Curve:
        """Earned value of the whole up to now: each task's as evenly as its work was done."""
        return Curve.of(line.over(line.ev) for line in self.lines if line.ev)

    @cached_property
    def paid(self) -> Curve:
        """Actual cost of the whole up to now."""
        return Curve.of(line.over(float(line.ac)) for line in self.lines if line.ac)

    @cached_property
    def to_gain(self) -> Curve:
        """The value that the plan earns from now on."""
        return self._remaining(lambda line: float(line.bac) - line.ev)

    @cached_property
    def to_pay(self) -> Curve:
        """The money that the plan spends from now on."""
        return self._remaining(lambda line: float(max(line.row.cost - line.ac, Decimal(0))))

    def _remaining(self, amount: Callable[[EarnedLine], float]) -> Curve:
        return Curve.of(
            CurveAccrual(
                start=max(self.now, self.clock.at(line.row.start)),
                finish=max(self.now, self.clock.at(line.row.finish)),
                amount=amount(line),
            )
            for line in self.lines
            if line.row.start and line.row.finish and amount(line)
        )

    def curve(self, lines: Iterable[EarnedLine]) -> Curve:
        """Planned value of some lines."""
        return Curve.of(line.planned for line in lines)

    def _measures(self, name: str, lines: Sequence[EarnedLine]) -> EarnedValue:
        planned = self.curve(lines)
        ev = sum(line.ev for line in lines)
        over = bool(lines) and all(line.done >= 1 for line in lines)
        until = max(line.ended for line in lines) if over else self.now
        return EarnedValue(
            name=name,
            bac=planned.total,
            pv=planned.by(self.now),
            ev=ev,
            ac=float(sum((line.ac for line in lines), Decimal(0))),
            es=planned.time(ev) - planned.start,
            at=max(0.0, until - planned.start),
            pd=planned.finish - planned.start,
        )


def earned(plan: Plan) -> Earned | None:
    """Earned value of a plan; None without a baseline, a status date or costs to compare.

    Tasks that the baseline does not have earn nothing; what is spent on them counts as actual
    cost. Tasks that only the baseline has are left out.
    """
    baseline, status = chosen(plan), plan.project.settings.status
    if baseline is None or status is None:
        return None
    clock = baseline_clock(plan, baseline)
    tops = phases(plan.rows)
    lines, outside = [], 0
    for position, row in enumerate(plan.rows):
        line = _line(plan, baseline, clock, row, tops[position])
        outside += line is None and not row.task.summary
        lines += [line] if line else []
    if not any(line.bac for line in lines):
        return None
    known = {row.task.id for row in plan.rows}
    return Earned(
        plan=plan,
        baseline=baseline,
        clock=clock,
        now=clock.at(status),
        lines=tuple(lines),
        outside=outside,
        gone=len(baseline.tasks.keys() - known),
    )


def _line(
    plan: Plan, baseline: Baseline, clock: ProjectClock, row: PlannedTask, phase: int | None
) -> EarnedLine | None:
    """The line of a row of work; None where neither baseline nor money is known of it."""
    task, status = row.task, plan.project.settings.status
    if task.summary or status is None:
        return None
    ac = spent(row, status)
    before = baseline.tasks.get(task.id)
    if before is None or (before.start is None and before.finish is None):
        before, bac, estimated = None, Decimal(0), False
    else:
        bac = budget_of(plan, row) if before.cost is None else before.cost
        estimated = before.cost is None
    if before is None and not ac:
        return None
    progress = task.progress
    begun = progress.actual_start or (row.start if progress.begun else None)
    ended = progress.actual_finish or (row.finish if progress.done else None) or status
    now, finish = clock.at(status), finish_of(before, row, clock) if before else status
    start = (before.start or finish) if before else status
    return EarnedLine(
        row=row,
        phase=phase,
        start=clock.at(start),
        finish=clock.at(finish),
        baseline=(start, finish) if before else (None, None),
        bac=bac,
        estimated=estimated,
        done=min(max(row.percent or 0.0, 0.0), 1.0),
        ac=ac,
        begun=None if begun is None else float(clock.at(begun)),
        ended=float(min(clock.at(ended), now)),
    )
