"""A calendar file (RFC 5545) for each person, to be subscribed to or imported."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from planner.control.change_notices import Notice
from planner.control.plan_changes import Change
from planner.control.plannings import history
from planner.export.names import file_stem
from planner.language.words import ENGLISH, Words
from planner.plan import Booking, Plan, PlannedTask
from planner.project import Meeting
from planner.worktime.days import last_day
from planner.writing.report.book import clean
from planner.writing.report.people_sheet import lists, meetings

_FOLD = 73
"""Bytes of a line before it is folded; 75 are allowed with the line break's blank."""


@dataclass(frozen=True)
class _Events:
    """The events of a plan; a later planning has a higher `revision`."""

    plan: Plan
    words: Words

    @cached_property
    def revision(self) -> int:
        return max(0, len(history(self.plan)) - 1)


def ics_files(plan: Plan, words: Words = ENGLISH) -> dict[str, bytes]:
    """File name → calendar of one person or machine: an event for each task and each meeting.

    Work within a day is an event with its times, longer work one that takes the whole days that
    are worked; weekends and leave in between are left out of it. Times
    are local, without a zone, as in the plan. The same plan gives the same bytes.
    """
    taken: set[str] = set()
    return {
        f"{file_stem(name, taken)}.ics": content for name, content in calendars(plan, words).items()
    }


def calendars(plan: Plan, words: Words = ENGLISH) -> dict[str, bytes]:
    """A calendar file for each person and machine, by name."""
    events, work, met = _Events(plan, words), lists(plan), meetings(plan)
    return {
        name: _calendar(events, name, work.get(name, ()), met.get(name, ()))
        for name in {**work, **met}
    }


def _calendar(
    of: _Events,
    name: str,
    work: Iterable[tuple[PlannedTask, Booking]],
    met: Iterable[Meeting],
) -> bytes:
    events = [line for row, booking in work for line in _event(of, row, booking)]
    events += [line for meeting in met for line in _meeting(of, meeting, name)]
    return _file(of.plan, name, events)


def _meeting(of: _Events, meeting: Meeting, who: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield from _identity(of, f"{meeting.name} {meeting.start:%Y-%m-%d %H:%M}", who)
    yield from _when(meeting.start, meeting.finish)
    yield f"SUMMARY:{_text(meeting.name)}"
    others = ", ".join(name for name in meeting.who if name != who)
    if others:
        yield "DESCRIPTION:" + _text(f"{of.words('With')}: {others}")
    yield "TRANSP:OPAQUE" if meeting.units >= 1 else "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _file(plan: Plan, name: str, events: Iterable[str]) -> bytes:
    """A calendar of some events."""
    title = f"{name} – {plan.project.name}" if plan.project.name else name
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//crewplan//planner//EN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(title)}", *events, "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(of: _Events, row: PlannedTask, booking: Booking) -> Iterator[str]:
    start = booking.spans[0][0] if booking.spans else row.start
    finish = booking.spans[-1][1] if booking.spans else row.finish
    if start is None or finish is None:
        return
    yield "BEGIN:VEVENT"
    piece = sum(end <= start for _, end in row.pieces)
    yield from _identity(of, _named(row.task.id, piece), booking.resource)
    yield from _when(start, finish, _days(booking))
    yield f"SUMMARY:{_text(row.task.name)}"
    yield f"DESCRIPTION:{_text(_description(row, booking, of.words))}"
    yield "TRANSP:OPAQUE" if booking.units >= 1 else "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _identity(of: _Events, task: str, who: str) -> Iterator[str]:
    """The identity of an event, the same in every planning, and its revision."""
    key = "\0".join((of.plan.project.name, task, who))
    yield f"UID:{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@crewplan"
    yield f"DTSTAMP:{of.plan.start:%Y%m%dT%H%M%S}Z"
    yield f"SEQUENCE:{of.revision}"


def _named(task: str, piece: int) -> str:
    """What a piece of a task is known by: the first as the task, so it stays the same event."""
    return f"{task}\0{piece}" if piece else task


def _days(booking: Booking) -> frozenset[date]:
    """The days that somebody works on it."""
    return frozenset(
        date.fromordinal(day)
        for start, end in booking.spans
        for day in range(start.toordinal(), last_day(end).toordinal() + 1)
    )


def _when(start: datetime, finish: datetime, days: frozenset[date] = frozenset()) -> Iterator[str]:
    """The times of an event; over weekends and leave it is repeated day by day, without these."""
    if (finish - timedelta(microseconds=1)).date() == start.date():
        yield f"DTSTART:{_moment(start)}"
        yield f"DTEND:{_moment(finish)}"
    else:
        first, last = start.date(), last_day(finish - timedelta(microseconds=1))
        between = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        off = [day for day in between if days and day not in days]
        after = (first if off else last) + timedelta(days=1)
        yield f"DTSTART;VALUE=DATE:{_day(first)}"
        yield f"DTEND;VALUE=DATE:{_day(after)}"
        if off:
            yield f"RRULE:FREQ=DAILY;UNTIL={_day(last)}"
            yield f"EXDATE;VALUE=DATE:{','.join(map(_day, off))}"


def _cancelled(of: _Events, change: Change, who: str, piece: int = 0) -> Iterator[str]:
    """The cancelled event of work, or of a piece of it, that a person no longer has."""
    if change.before is None:
        return
    yield "BEGIN:VEVENT"
    yield from _identity(of, _named(change.task, piece), who)
    yield from _when(*change.before)
    yield f"SUMMARY:{_text(change.name)}"
    yield "STATUS:CANCELLED"
    yield "END:VEVENT"


def update(plan: Plan, notice: Notice, words: Words) -> bytes:
    """A calendar of a person's changed events: moved, new and cancelled ones."""
    of, changed = _Events(plan, words), {change.task: change for change in notice.changes}
    work = [(row, b) for row, b in lists(plan).get(notice.name, ()) if row.task.id in changed]
    still = {row.task.id for row, _ in work}
    lines = [line for row, booking in work for line in _event(of, row, booking)]
    for task, change in changed.items():
        if task not in still and notice.name in change.people_before:
            lines += _cancelled(of, change, notice.name)
    for row in {row.task.id: row for row, _ in work}.values():
        if row.task.smallest_piece is not None:  # it may have been in more pieces before
            for piece in range(max(1, len(row.pieces)), row.task.most_pieces):
                lines += _cancelled(of, changed[row.task.id], notice.name, piece)
    return _file(plan, notice.name, lines)


def _description(row: PlannedTask, booking: Booking, words: Words) -> str:
    hours = booking.minutes * booking.units / 60
    lines = [f"{row.task.short}: {hours:g} h"]
    if booking.units != 1:
        lines.append(f"{words('Share')}: {words.number(booking.units, '.0%')}")
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
