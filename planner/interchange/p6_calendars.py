"""The calendars of Primavera: a nested list in a text field."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import NamedTuple

from planner.interchange.draft import DraftCalendar, DraftException, DraftHours
from planner.interchange.place import ElementPlace, Report
from planner.phrase import phrase

_TOKEN = re.compile(r"\(|\)|[^()]+")
_HOUR = re.compile(r"([sf])\|(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([AaPp])[Mm])?")
_STANDARD = ((time(8), time(16)),)
_DAY_ZERO = date(1899, 12, 30)
_MOST_DEPTH = 50
_MOST_DAY = 200_000


class _Bracket(NamedTuple):
    """What one pair of brackets encloses: its text and the brackets in it."""

    text: str
    inside: "list[_Bracket]"

    @property
    def arguments(self) -> str:
        """The text of the first bracket in it: ``0||0(s|08:00)()`` has ``s|08:00``."""
        return self.inside[0].text if self.inside else ""

    @property
    def members(self) -> "list[_Bracket]":
        """The entries of the second bracket in it."""
        return self.inside[1].inside if len(self.inside) > 1 else []


def calendar(row: Mapping[str, str], report: Report) -> DraftCalendar:
    """A calendar of the table CALENDAR."""
    name = row.get("clndr_name", "") or row.get("clndr_id", "")
    place = ElementPlace(sheet=f"calendar {name}")
    days: list[DraftHours | None] = [None] * 7
    exceptions: list[DraftException] = []
    for entry in _sections(_tree(row.get("clndr_data", ""))):
        if entry.text.endswith("DaysOfWeek"):
            days = _week(entry)
        elif entry.text.endswith("Exceptions"):
            exceptions += _exceptions(entry)
    if not any(days) and not row.get("base_clndr_id"):
        days = [_STANDARD] * 5 + [()] * 2
        report.changed(
            place, "clndr_data", phrase("has no hours; 08:00 to 16:00 on weekdays is taken")
        )
    return DraftCalendar(
        uid=row.get("clndr_id", ""),
        name=name,
        days=tuple(days),
        exceptions=tuple(exceptions),
        base=row.get("base_clndr_id", ""),
        place=place,
    )


def _tree(text: str) -> list[_Bracket]:
    """The outermost brackets of a text; those left open end with it."""
    stack: list[tuple[list[str], list[_Bracket]]] = [([], [])]

    def close() -> None:
        words, inside = stack.pop()
        stack[-1][1].append(_Bracket("".join(words).strip(), inside))

    for mark in _TOKEN.findall(text):
        if mark == "(" and len(stack) <= _MOST_DEPTH:
            stack.append(([], []))
        elif mark == ")" and len(stack) > 1:
            close()
        elif mark not in "()":
            stack[-1][0].append(mark)
    while len(stack) > 1:
        close()
    return stack[0][1]


def _sections(brackets: list[_Bracket]) -> Iterator[_Bracket]:
    """The entries of the calendar as a whole."""
    for bracket in brackets:
        yield from bracket.members


def _week(entry: _Bracket) -> list[DraftHours | None]:
    """Hours by weekday, Monday first; in the file 1 is Sunday."""
    days: list[DraftHours | None] = [()] * 7
    for day in entry.members:
        number = day.text.rpartition("|")[2]
        if number in tuple("1234567"):
            days[(int(number) + 5) % 7] = _hours(day)
    return days


def _hours(entry: _Bracket) -> DraftHours:
    spans = []
    for shift in entry.members:
        found = {match[1]: _clock(match) for match in _HOUR.finditer(shift.arguments)}
        start, finish = found.get("s"), found.get("f")
        if start is not None and finish is not None:
            spans.append((start, finish))
    return tuple(sorted(spans))


def _clock(match: re.Match[str]) -> time | None:
    hours, minutes, half = int(match[2]), int(match[3]), (match[4] or "").upper()
    if half:
        hours = hours % 12 + (12 if half == "P" else 0)
    return time(hours % 24, minutes) if hours <= 24 and minutes < 60 else None


def _exceptions(entry: _Bracket) -> Iterator[DraftException]:
    for one in entry.members:
        number = re.search(r"d\|(\d{1,6})", one.arguments)
        if number and int(number[1]) <= _MOST_DAY:
            day = _DAY_ZERO + timedelta(days=int(number[1]))
            yield DraftException(start=day, finish=day, hours=_hours(one))
