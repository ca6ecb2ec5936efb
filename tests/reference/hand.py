"""Short words for specs worked out by hand."""

from datetime import date, datetime
from fractions import Fraction
from typing import overload

from tests.reference.clock import stamp
from tests.reference.exact import Answer, solve
from tests.reference.spec import Calendar, Hours, Lag, Link, Person, Seat, Settings, Spec, Task

MONDAY = date(2027, 3, 1)
H, D = 60, 480
OFFICE: Hours = ((480, 720), (780, 1020))
STANDARD = Calendar(name="Standard", days=(OFFICE,) * 5 + ((),) * 2)
LATE = Calendar(name="Late", days=(((840, 1320),),) * 5 + ((),) * 2)
EARLY = Calendar(name="Early", days=(((360, 840),),) * 5 + ((),) * 2)
NIGHT = Calendar(name="Night", days=(((1320, 360),),) * 7)
WEEKEND = Calendar(name="Weekend", days=((),) * 5 + (OFFICE,) * 2)
SHORT = Calendar(name="Short", days=(((540, 780),),) * 5 + ((),) * 2)
MORNINGS = Calendar(name="Mornings", days=(((480, 720),),) * 5 + ((),) * 2)
ALL = (STANDARD, LATE, EARLY, NIGHT, WEEKEND, SHORT, MORNINGS)
SHORT_WEEK = Calendar(name="Standard", days=(((480, 720), (750, 966)),) * 5 + ((),) * 2)
"""7.6 h days: 08:00-12:00, 12:30-16:06."""


@overload
def on(day: int) -> date: ...
@overload
def on(day: int, hour: int, minute: int = 0) -> datetime: ...
def on(day: int, hour: int | None = None, minute: int = 0) -> date:
    """A day of March 2027, with a time if an hour is given."""
    return date(2027, 3, day) if hour is None else datetime(2027, 3, day, hour, minute)


def who(*names: str) -> tuple[Seat, ...]:
    """A seat for each of the names; ``Ann or Bob`` is one seat."""
    return tuple(Seat(names=tuple(name.split(" or "))) for name in names)


def after(
    first: str, kind: str = "FS", lag: Lag | int = 0, longest: Lag | int | None = None
) -> Link:
    """A link; a number is minutes of working time."""
    most = None if longest is None else _lag(longest)
    return Link(first=first, kind=kind, lag=_lag(lag), longest=most)  # type: ignore[arg-type]


def elapsed(minutes: int) -> Lag:
    """A lag on the wall clock."""
    return Lag(amount=Fraction(minutes), unit="elapsed")


def percent(share: int, *, on_clock: bool = False) -> Lag:
    """A lag in per cent of the predecessor's duration."""
    return Lag(amount=Fraction(share), unit="elapsed percent" if on_clock else "percent")


def _lag(lag: Lag | int) -> Lag:
    return lag if isinstance(lag, Lag) else Lag(amount=Fraction(lag))


def paid(name: str, rate: int = 0, calendar: str = "", units: Fraction | int = 1) -> Person:
    """A person by name, hourly rate, calendar and share."""
    return Person(name=name, rate=Fraction(rate), calendar=calendar, units=Fraction(units))


def book(*tasks: Task, settings: Settings | None = None, **parts: object) -> Spec:
    """A workbook that starts on Monday 1 March 2027 and wants an early finish."""
    settings = settings or Settings(start=MONDAY, goals=("finish", "cost"))
    return Spec(settings=settings, tasks=tasks, **parts)  # type: ignore[arg-type]


def planned(spec: Spec) -> dict[str, tuple[str, str]]:
    """Start and finish of each task in a best plan, as ``Mon 1 08:00``."""
    return {row.task: (text(row.start), text(row.end)) for row in best(spec).rows}


def best(spec: Spec) -> Answer:
    """A proved answer, with everything as early as it can be after the goals."""
    answer = solve(spec, 30, early=True)
    assert answer.status == "optimal", (answer.status, answer.why)
    return answer


def values(spec: Spec) -> dict[str, Fraction]:
    """The value of each goal."""
    return {value.goal: value.value for value in best(spec).values}


def text(instant: int) -> str:
    """An instant as ``Mon 1 08:00``."""
    when = stamp(instant)
    return f"{when:%a} {when.day} {when:%H:%M}"
