"""A calendar file (RFC 5545) for each person, to be subscribed to or imported."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from planner.export.names import file_stem
from planner.language.words import ENGLISH, Words
from planner.plan import Booking, Plan, PlannedTask
from planner.writing.report.book import clean
from planner.writing.report.people import lists

_FOLD = 73
"""Bytes of a line before it is folded; 75 are allowed with the line break's blank."""


def ics_files(plan: Plan, words: Words = ENGLISH) -> dict[str, bytes]:
    """File name → calendar of one person or machine: an event for each task it works on.

    Work within a day is an event with its times, longer work one that takes whole days. Times
    are local, without a zone, as in the plan. The same plan gives the same bytes.
    """
    taken: set[str] = set()
    return {
        f"{file_stem(name, taken)}.ics": _calendar(plan, name, work, words)
        for name, work in lists(plan).items()
    }


def _calendar(
    plan: Plan, name: str, work: Iterable[tuple[PlannedTask, Booking]], words: Words
) -> bytes:
    title = f"{name} – {plan.project.name}" if plan.project.name else name
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//crewplan//planner//EN"]
    lines.append(f"X-WR-CALNAME:{_text(title)}")
    for row, booking in work:
        lines.extend(_event(plan, row, booking, words))
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(plan: Plan, row: PlannedTask, booking: Booking, words: Words) -> Iterator[str]:
    start = booking.spans[0][0] if booking.spans else row.start
    finish = booking.spans[-1][1] if booking.spans else row.finish
    if start is None or finish is None:
        return
    key = "\0".join((plan.project.name, row.task.id, booking.resource))
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@crewplan"
    yield f"DTSTAMP:{plan.start:%Y%m%dT%H%M%S}Z"
    if (finish - timedelta(microseconds=1)).date() == start.date():
        yield f"DTSTART:{_moment(start)}"
        yield f"DTEND:{_moment(finish)}"
    else:
        after = (finish - timedelta(microseconds=1)).date() + timedelta(days=1)
        yield f"DTSTART;VALUE=DATE:{_day(start.date())}"
        yield f"DTEND;VALUE=DATE:{_day(after)}"
    yield f"SUMMARY:{_text(row.task.name)}"
    yield f"DESCRIPTION:{_text(_description(row, booking, words))}"
    yield "TRANSP:OPAQUE" if booking.units >= 1 else "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(row: PlannedTask, booking: Booking, words: Words) -> str:
    hours = booking.minutes * booking.units / 60
    lines = [f"{row.task.label}: {hours:g} h"]
    if booking.units != 1:
        lines.append(f"{words('Share')}: {booking.units:.0%}")
    mates = [other.resource for other in row.bookings if other.resource != booking.resource]
    if mates:
        lines.append(f"{words('With')}: {', '.join(mates)}")
    if row.task.deadline:
        lines.append(f"{words('Deadline')}: {words.day(row.task.deadline)}")
    return "\n".join(lines)


def _moment(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(text: str) -> str:
    text = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, cut between characters."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode("utf-8", "replace"))
        if size + width > _FOLD:
            pieces.append(piece)
            piece, size = "", 0
        piece += letter
        size += width
    return "\r\n ".join([*pieces, piece])
