"""Reads how much and when a person works who does not work all of the project's week.

A share becomes the units of the person; weekdays and hours become a calendar of their own.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, time

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.project import Resource, WorkWeek
from planner.reading.availability import EVERY_DAY, SHIFT, Availability, availability, counted_per
from planner.reading.cells import Cell
from planner.reading.hours import Spans, half_of_day, within
from planner.reading.leave import off_each_week
from planner.reading.profile import as_number
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError

_FIELDS = ("working_time", "max_units", "calendar")
"""The columns that may contain it; the first one filled counts."""
_WEEK, _MOST_HOURS = 7, 84


@dataclass(kw_only=True)
class OwnTimes:
    """Reads the working times of people from their rows and collects the calendars that they need.

    Args:
        weeks: The calendars of the workbook, the project's first.
    """

    weeks: Sequence[WorkWeek]
    made: dict[str, tuple[str, Availability]] = field(default_factory=dict)

    def of(self, row: Row, table: Table) -> tuple[float | None, str]:
        """The share of the project's week, None where the row has none; and the calendar."""
        base = self._named(row)
        share: float | None = None
        calendar = base or (row.text("calendar") if row.has("calendar") else "")
        for name in _FIELDS:
            cell = row.cells.get(name)
            if cell is None or not row.has(name) or self._is_name(cell, name):
                continue
            said = self._said(row, cell, name, table)
            if said is None:
                continue
            if name == "calendar":
                calendar = ""
            if said.hours:
                calendar = self._calendar(cell.text, base, said)
            else:
                found = self._share(row, name, said, base)
                share = found if share is None else share * found
        off = off_each_week(row)
        if off:
            days = {d: () for d, hours in enumerate(self._week(base).days) if hours}
            kept: Mapping[int, Spans] = {d: h for d, h in days.items() if d not in off}
            if kept:
                calendar = self._calendar(f"not {row.text('leave')}", base, Availability(days=kept))
        return share, calendar

    def calendars(self, weeks: Sequence[WorkWeek]) -> tuple[WorkWeek, ...]:
        """The calendars that were made, based on those of the workbook with their exceptions."""
        by_name = {key(week.name): week for week in weeks}
        return tuple(
            _week(name, by_name.get(key(base), weeks[0]), said)
            for name, (base, said) in self.made.items()
        )

    def _said(self, row: Row, cell: Cell, name: str, table: Table) -> Availability | None:
        if name == "calendar":  # in Calendar, the text is the name of a missing calendar
            with suppress(BadValueError):
                found = availability(cell, "h/w", table.language)
                return found if found.hours or found.per else None
            return None
        per = per_of(table, name)
        return row.take(name, lambda cell: availability(cell, per, table.language))

    def _is_name(self, cell: Cell, name: str) -> bool:
        known = {key(week.name) for week in self.weeks}
        return name != "max_units" and key(cell.text) in known

    def _named(self, row: Row) -> str:
        """The calendar of the workbook that the row names, "" for the project's."""
        for name in ("calendar", "working_time"):
            if row.has(name) and self._is_name(row.cells[name], name):
                return row.text(name)
        return ""

    def _week(self, base: str) -> WorkWeek:
        return next((w for w in self.weeks if key(w.name) == key(base)), self.weeks[0])

    def _calendar(self, text: str, base: str, said: Availability) -> str:
        """The name of the calendar for these times; people with equal times share one."""
        own = self._week(base)
        if _week("", own, said).days == own.days:
            return base
        name = f"{base}: {text}" if base else text
        taken = {key(week.name) for week in self.weeks}
        while key(name) in taken or self.made.get(name, (base, said)) != (base, said):
            name += "'"
        self.made[name] = (base, said)
        return name

    def _share(self, row: Row, name: str, said: Availability, base: str) -> float:
        """The share of the base calendar's week, at most 1 for one person."""
        if not said.per:
            return said.share
        week = self._week(base)
        hours = sum(map(_length, week.days)) / 60
        worked = sum(1 for day in week.days if day)
        whole = {"h/w": hours, "h/d": hours / max(1, worked), "d/w": worked}[said.per]
        found = said.amount / whole if whole else 0.0
        unit = {"h/w": "h a week", "h/d": "h a day", "d/w": "days a week"}[said.per]
        if found > 1 + 1e-9:
            message = phrase(
                "is more than the {whole:g} {unit} of the calendar, so all of it is planned",
                whole=whole,
                unit=unit,
            )
            remedy = phrase("correct it, or lengthen the calendar")
            row.note("warning", "more-than-calendar", message, name, remedy)
        elif found < 1:
            share = f"{100 * found:g}"
            message = phrase(
                "{amount:g} of {whole:g} {unit} are planned as {share} % of each day",
                amount=said.amount,
                whole=whole,
                unit=unit,
                share=share,
            )
            row.note("info", "share-of-week", message, name)
        return min(1.0, found)


def per_of(table: Table, name: str) -> str:
    """The unit of a column's bare numbers, by its header, else by their size; "" is a share."""
    header = table.fields[name].text
    per = counted_per(header, table.language)
    cells = [row.cells[name] for row in table.rows() if row.has(name)]
    if in_percent(header):
        return "%"
    if any(cell.percent or "%" in cell.text for cell in cells):
        return per if per in ("h/w", "h/d", "d/w") else ""
    numbers = [n for cell in cells if (n := as_number(cell)) is not None]
    most = max(numbers, default=0)
    if per == "h":
        return "h/w" if most > SHIFT else "h/d"
    if per or name != "working_time" or most <= 1 or most > _MOST_HOURS:
        return per
    return "d/w" if most <= _WEEK else "h/d" if most <= SHIFT else "h/w"


def in_percent(header: str) -> bool:
    """Whether a header gives its numbers in per cent."""
    return "%" in header or any(word in fold(header) for word in ("percent", "prozent"))


def _length(hours: Spans) -> int:
    """The minutes of a day's spans; one that ends before it starts continues on the next day."""
    minutes = 0
    for start, end in hours:
        span = (end.hour * 60 + end.minute) - (start.hour * 60 + start.minute)
        minutes += span if span > 0 else span + 24 * 60
    return minutes


def _week(name: str, base: WorkWeek, said: Availability) -> WorkWeek:
    """The base calendar with only some of its days, or with other hours.

    If everybody works on a day of the week that is usually off, such as on one Saturday, they do
    too.
    """
    usual = max(base.days, key=_length)
    every = said.days.get(EVERY_DAY)
    chosen = set(said.days) - {EVERY_DAY} or {d for d, hours in enumerate(base.days) if hours}
    days = tuple(
        _hours(said.days.get(day) or every, base.days[day] or usual) if day in chosen else ()
        for day in range(7)
    )
    exceptions: dict[date, tuple[tuple[time, time], ...]] = {
        day: hours
        for day, hours in base.exceptions.items()
        if day.weekday() in chosen or not hours or not base.days[day.weekday()]
    }
    return replace(base, name=name, days=days, exceptions=exceptions)


def _hours(said: Spans | None, usual: Spans) -> Spans:
    """The given hours; halves of the day become parts of the usual hours."""
    if not said:
        return usual
    return tuple(
        span for one in said for span in (within(one, usual) if half_of_day(one) else (one,))
    )


def with_time(one: Resource, share: float | None, calendar: str) -> Resource:
    """The resource with its share of the week and its calendar."""
    return replace(one, max_units=1 if share is None else share, calendar=calendar)
