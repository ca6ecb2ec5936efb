"""Reads the sheets of people, calendars, days off and budgets."""

import calendar as months
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from planner.language.text import did_you_mean, fold, key
from planner.phrase import phrase
from planner.project import (
    Budget,
    DayOff,
    Rate,
    Resource,
    WorkWeek,
)
from planner.reading.availability import rated_per
from planner.reading.budget_content import is_whole
from planner.reading.cells import Cell
from planner.reading.dates import Order, when
from planner.reading.hours import spans
from planner.reading.leave import off
from planner.reading.money import money, rate
from planner.reading.notation import items, skill_levels
from planner.reading.own_times import OwnTimes, with_time
from planner.reading.profile import as_number
from planner.reading.spans_off import days_or_spans
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError, count, share
from planner.schema.day_sheets import DAYS

_KINDS: dict[str, Literal["person", "equipment", "material"]] = {
    **dict.fromkeys(("person", "people", "work", "human", "staff", "labour", "labor"), "person"),
    **dict.fromkeys(map(fold, ("Arbeit", "Mitarbeiter", "Personal", "Mensch")), "person"),
    **dict.fromkeys(("equipment", "machine", "room", "tool", "vehicle"), "equipment"),
    **dict.fromkeys(map(fold, ("Gerät", "Maschine", "Raum", "Werkzeug", "Fahrzeug")), "equipment"),
    **dict.fromkeys(("material", "materials", "cost", "kosten"), "material"),
}
_PER: dict[str, Literal["h", "d", "w", "mo"]] = {"h": "h", "d": "d", "w": "w", "mo": "mo"}


_LONGEST = 366 * 10
"""A row can cover at most this many days."""


def read_resources(table: Table, order: Order, times: OwnTimes) -> Iterator[Resource]:
    """Yields the resources of a sheet; `times` collects the calendars of single people."""
    equipment = any(word in fold(table.sheet.name) for word in ("equipment", "machine", "room"))
    kind: Literal["person", "equipment"] = "equipment" if equipment else "person"
    named: dict[str, list[Row]] = {}
    _doubt_rates(table)
    for row in table.rows():
        if row.text("name"):
            named.setdefault(key(row.text("name")), []).append(row)
    for rows in named.values():
        found = [_with_time(row, table, _resource(row, table, order, kind), times) for row in rows]
        dated = all(one.available_from or one.available_until for one in found)
        if len(found) > 1 and dated and not any(one.kind == "material" for one in found):
            yield joined(rows, found)
        elif _are_roles(rows, found):
            yield _with_roles(rows, found)
        else:
            yield from found


def _are_roles(rows: Sequence[Row], found: Sequence[Resource]) -> bool:
    """Whether the rows of a name only differ in what somebody can do."""
    others = [{f: cell.text for f, cell in row.cells.items() if f != "skills"} for row in rows]
    skills = {key(skill) for one in found for skill in one.skills}
    return len(rows) > 1 and len(skills) >= len(rows) and all(o == others[0] for o in others)


def _with_roles(rows: Sequence[Row], found: Sequence[Resource]) -> Resource:
    """One resource with the skills of all rows of its name."""
    message = phrase("stands in {count} rows with other roles: one person", count=len(rows))
    rows[1].note("info", "several-roles", message, "name")
    return replace(found[0], skills={s: level for one in found for s, level in one.skills.items()})


_DEAR = 200
"""If all bare rates are at least this, they are probably not per hour."""


def _doubt_rates(table: Table) -> None:
    """Warns where nothing gives the unit of time of rates, and they are high for an hour."""
    if "rate" not in table.fields or rated_per(table.fields["rate"].text, table.language):
        return
    rows = [row for row in table.rows() if row.has("rate")]
    rates = [n for row in rows if (n := as_number(row.cells["rate"]))]
    if len(rates) == len(rows) and rates and min(rates) >= _DEAR:
        message = phrase(
            "numbers without a unit are per hour, and {rates:g} is much for an hour",
            rates=min(rates),
        )
        remedy = phrase("write 400/d, or name the unit in the header: Rate (day)")
        rows[0].note("warning", "rate-unit", message, "rate", remedy)


_SAME = ("max_units", "calendar", "rate", "overtime_rate", "overtime_hours", "cost_per_use")
"""Fields that may change between the rows of a name; a blank cell keeps the earlier value."""
_ALIKE = ("skills", "groups", "efficiency", "kind")
"""Fields that must be alike in all rows of a name; a blank cell keeps the earlier value."""


def joined(rows: Sequence[Row], found: Sequence[Resource]) -> Resource:
    """Combines the rows of a name, each for its own days, into one resource.

    A blank cell of a later row keeps the value of the row before.
    """
    pairs = sorted(zip(rows, found, strict=True), key=lambda pair: _since(pair[1]))
    terms: list[Resource] = []
    for row, one in pairs:
        blank = [field for field in (*_SAME, *_ALIKE) if not _tells(row, field)] if terms else []
        terms.append(replace(one, **{field: getattr(terms[-1], field) for field in blank}))
    last = [one.available_until for one in terms]
    skills: dict[str, float] = {}
    for skill, level in (pair for one in terms for pair in one.skills.items()):
        skills[skill] = max(level, skills.get(skill, level))
    return replace(
        terms[0],
        name=found[0].name,
        source=found[0].source,
        max_units=max(one.max_units for one in terms),
        skills=skills,
        groups=tuple(dict.fromkeys(group for one in terms for group in one.groups)),
        overtime_rate=None,
        overtime_hours=0,
        available_until=None if None in last else max(day for day in last if day),
        terms=tuple(terms),
    )


def _tells(row: Row, field: str) -> bool:
    """Whether a row sets a field, directly or by its working time."""
    return row.has(field) or (field in ("max_units", "calendar") and row.has("working_time"))


def _since(one: Resource) -> date:
    return one.available_from or date.min


def _resource(
    row: Row, table: Table, order: Order, kind: Literal["person", "equipment"]
) -> Resource:
    per = (
        _PER.get(rated_per(table.fields["rate"].text, table.language), "h")
        if "rate" in table.fields
        else "h"
    )
    return Resource(
        name=row.text("name"),
        source=row.source,
        kind=row.take("kind", _kind) or kind,
        skills=row.take("skills", lambda cell: skill_levels(cell.text)) or {},
        groups=tuple(items(row.text("groups"), lambda _: False)) if row.has("groups") else (),
        rate=row.take("rate", lambda cell: rate(cell, per)) or Rate(),
        overtime_rate=row.take("overtime_rate", lambda cell: rate(cell, per)),
        overtime_hours=row.take("overtime_hours", count) or 0,
        cost_per_use=row.take("cost_per_use", money) or Decimal(0),
        efficiency=row.take("efficiency", _efficiency) or 1,
        available_from=row.take("available_from", lambda cell: when(cell, order).date()),
        available_until=row.take("available_until", lambda cell: when(cell, order).date()),
    )


def _with_time(row: Row, table: Table, one: Resource, times: OwnTimes) -> Resource:
    """The resource with its units and calendar."""
    units, calendar = times.of(row, table)
    for field in ("max_units", "working_time"):
        if _in_hundredths(row, units, field):
            message = phrase("{units:g} is read as {units:g} %, a part of one person", units=units)
            remedy = phrase("write 50% for half of a person, or 5000% for so many")
            row.note("warning", "units-as-percent", message, field, remedy)
            units = (units or 0) / 100
    return with_time(one, units, calendar)


def _in_hundredths(row: Row, units: float | None, field: str) -> bool:
    """Whether a plain number of units is probably per cent: 50, 80, 100."""
    cell = row.cells.get(field)
    kind = fold(row.text("kind"))
    person = not kind or _KINDS.get(kind) == "person"
    plain = cell is not None and as_number(cell) == units and "%" not in cell.text
    plain = plain and cell is not None and not cell.percent
    return person and plain and units is not None and 20 <= units <= 100 and units % 5 == 0


def _kind(cell: Cell) -> Literal["person", "equipment", "material"]:
    kind = _KINDS.get(fold(cell.text))
    if kind is None:
        raise BadValueError(
            "bad-type", phrase("must be Person, Equipment or Material"), phrase("choose one")
        )
    return kind


def _efficiency(cell: Cell) -> float:
    found = share(cell)
    if not 0.01 <= found <= 10:
        raise BadValueError(
            "bad-efficiency", phrase("must be from 1% to 1000%"), phrase("100% is normal")
        )
    return found


def read_weeks(table: Table) -> Iterator[WorkWeek]:
    """Yields the calendars of the sheet, the project's first."""
    weeks = [_week(row) for row in table.rows() if row.text("calendar")]
    return iter(sorted(weeks, key=lambda week: key(week.name) != "standard"))


def _week(row: Row) -> WorkWeek:
    days = tuple(row.take(day, spans) or () for day in DAYS)
    return WorkWeek(name=row.text("calendar"), days=days, source=row.source)


def with_exceptions(weeks: Sequence[WorkWeek], table: Table, order: Order) -> tuple[WorkWeek, ...]:
    """Adds the rows of a sheet of days off that belong to one calendar or give working hours."""
    found: dict[str, dict[date, tuple[tuple[time, time], ...]]] = {}
    names = {key(week.name): week.name for week in weeks}
    for row in table.rows():
        spans_off = _spans_off(row, order) if _exceptional(row) else []
        wanted = key(row.text("calendar"))
        if not spans_off:
            continue
        if wanted and wanted not in names:
            remedy = did_you_mean(
                row.text("calendar"), names.values(), phrase("add it to Calendars")
            )
            row.note(
                "error", "unknown-calendar", phrase("no calendar is called so"), "calendar", remedy
            )
        hours = row.take("hours", spans) or ()
        for name in [names[wanted]] if wanted in names else names.values() if not wanted else ():
            days = found.setdefault(name, {})
            for first, last in spans_off:
                for ahead in range(min((last - first).days, _LONGEST) + 1):
                    days[first.date() + timedelta(days=ahead)] = hours
    return tuple(
        replace(week, exceptions={**week.exceptions, **found.get(week.name, {})}) for week in weeks
    )


def _spans_off(row: Row, order: Order) -> list[tuple[datetime, datetime]]:
    """The first and last day of what a row of days off has in its cell for a date, or in two."""
    until = row.take("until", lambda cell: when(cell, order))
    spans_off = row.take("date", lambda cell: days_or_spans(cell, order)) or []
    return [(first, until or last) for first, last in spans_off]


def _exceptional(row: Row) -> bool:
    return row.has("calendar") or row.has("hours")


def read_holidays(table: Table, order: Order) -> Iterator[DayOff]:
    """Yields the days on which nobody works."""
    for row in table.rows():
        if _exceptional(row):
            continue
        for first, last in _spans_off(row, order):
            day = off(row, first, last, "until")
            if day is not None:
                yield day


def read_budgets(table: Table, order: Order) -> Iterator[Budget]:
    """Yields the limits on money."""
    for row in table.rows():
        limit = row.take("limit", money)
        if limit is None:
            if not row.has("limit"):
                row.note(
                    "error",
                    "missing-value",
                    phrase("a budget needs a limit"),
                    "limit",
                    phrase("add it"),
                )
            continue
        first, last = row.take("period", lambda cell: period(cell, order)) or (None, None)
        scope = row.text("scope")
        yield Budget(
            limit=limit,
            scope="" if is_whole(scope) else scope,
            start=first,
            finish=last,
            price=row.take("price", money),
            source=row.source,
        )


def period(cell: Cell, order: Order) -> tuple[date, date]:
    """The first and last day of a month (2026-03, 03/2026, March 2026) or a quarter (2026-Q1)."""
    text = cell.text.strip()
    if match := re.fullmatch(r"(\d{4})[-/. ]?Q([1-4])|Q([1-4])[-/. ]?(\d{4})", text, re.IGNORECASE):
        year, quarter = int(match[1] or match[4]), int(match[2] or match[3])
        return date(year, 3 * quarter - 2, 1), _month_end(date(year, 3 * quarter, 1))
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})", text):
        month = int(match[2] or match[3])
        if 1 <= month <= 12:
            first = date(int(match[1] or match[4]), month, 1)
            return first, _month_end(first)
    if re.fullmatch(r"[^\W\d_]+\.? \d{4}", text):
        cell = cell._replace(value=f"1 {text}", kind="text")
    first = when(cell, order).date().replace(day=1)
    return first, _month_end(first)


def _month_end(day: date) -> date:
    return day.replace(day=months.monthrange(day.year, day.month)[1])
