"""Sheet People: each person's own list of work and meetings by date."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time

from planner.fields import is_late
from planner.plan import Booking, Plan, PlannedTask
from planner.project import Meeting
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet
from planner.writing.report.sheet_figures import shows_times, work_rows

KEY = "People"
_HEAD_ROW = 3
_HEADS = ("Start", "Finish", "ID", "Task", "Share", "Hours", "With", "Deadline", "Days late")
_MOST_OPEN = 400
_PAGE_ROWS = 28
"""Rows that fit onto a printed page, below the heads that each page repeats."""
_MOST_BREAKS = 1000


def lists(plan: Plan) -> dict[str, list[tuple[PlannedTask, Booking]]]:
    """Everybody's bookings in order of their dates; in the order people were read.

    Of what is interrupted there is one for each piece.
    """
    found: dict[str, list[tuple[datetime, int, PlannedTask, Booking]]] = defaultdict(list)
    for work in work_rows(plan):
        row = work.row
        for booking in (one for b in row.bookings for one in b.in_pieces(row.pieces)):
            start = booking.spans[0][0] if booking.spans else work.start
            found[booking.resource].append((start, work.position, row, booking))
    known = [resource.name for resource in plan.project.resources]
    names = dict.fromkeys([*(name for name in known if name in found), *found])
    return {name: [entry[2:] for entry in sorted(found[name], key=_order)] for name in names}


def meetings(plan: Plan) -> dict[str, list[Meeting]]:
    """Everybody's meetings from the first to the last day of the plan, in order of their dates."""
    last = plan.finish.date()
    there = [one for one in plan.project.meetings if one.start.date() <= last]
    there = [one for one in there if one.finish.date() >= plan.start.date()]
    there.sort(key=lambda one: (one.start, one.finish, one.name))
    found = {
        resource.name: [one for one in there if {resource.name, *resource.groups} & set(one.who)]
        for resource in plan.project.resources
    }
    return {name: theirs for name, theirs in found.items() if theirs}


def meeting_hours(meeting: Meeting) -> float:
    """Hours that somebody is taken by it."""
    return (meeting.finish - meeting.start).total_seconds() / 3600 * meeting.units


def _order(entry: tuple[datetime, int, PlannedTask, Booking]) -> tuple[datetime, int]:
    return entry[:2]


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_PEOPLE)
    say = book.say
    sheet.title(say("People"), say("Everybody's work and meetings in the order of dates"))
    head = book.format(style.HEAD)
    sheet.raw.set_row(_HEAD_ROW, 22)
    sheet.row(_HEAD_ROW, 0, [say(text) for text in _HEADS], head)
    everybody = _entries(plan)
    collapse = sum(len(work) + 1 for work in everybody.values()) > _MOST_OPEN
    times = shows_times(plan) or bool(meetings(plan))
    moment = book.date_format + (" hh:mm" if times else "")
    at = _HEAD_ROW + 1
    for name, work in everybody.items():
        at = _write_person(sheet, moment, (at, name), work, collapse=collapse)
    when = 16 if times else 11.5
    sheet.widths((when, when, 9, 44, 8, 9, 28, when, 9))
    if not collapse:
        lengths = [len(work) + 1 for work in everybody.values()]
        sheet.raw.set_h_pagebreaks(_breaks(lengths)[:_MOST_BREAKS])
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.page(max(at - 1, _HEAD_ROW), len(_HEADS) - 1, heads=(_HEAD_ROW, _HEAD_ROW))


def _breaks(lengths: Sequence[int]) -> list[int]:
    """The rows before which a page ends, so that nobody's list is torn which fits onto one.

    Args:
        lengths: How many rows each list takes.
    """
    found, at, left = [], _HEAD_ROW + 1, _PAGE_ROWS - _HEAD_ROW
    for length in lengths:
        if length > left and left < _PAGE_ROWS:
            found.append(at)
            left = _PAGE_ROWS
        at += length
        left = (left - length) % _PAGE_ROWS
    return found


ListLine = tuple[PlannedTask, Booking] | Meeting
"""A line of somebody's list."""


def _entries(plan: Plan) -> dict[str, list[ListLine]]:
    """Everybody's work and meetings in order of their dates."""
    work, met = lists(plan), meetings(plan)
    known = dict.fromkeys(r.name for r in plan.project.resources if r.name in {*work, *met})
    found: dict[str, list[ListLine]] = {}
    for name in {**known, **work}:
        entries: list[ListLine] = [*work.get(name, ()), *met.get(name, ())]
        found[name] = sorted(entries, key=_begins)
    return found


def _begins(entry: ListLine) -> datetime:
    if isinstance(entry, Meeting):
        return entry.start
    row, booking = entry
    return booking.spans[0][0] if booking.spans else row.start or datetime.max


def _write_person(
    sheet: ResultSheet,
    moment: str,
    place: tuple[int, str],
    work: list[ListLine],
    *,
    collapse: bool,
) -> int:
    """Write one person's heading and list; the row after it."""
    book, say = sheet.book, sheet.book.say
    at, name = place
    tasks = [one for one in work if not isinstance(one, Meeting)]
    met = [one for one in work if isinstance(one, Meeting)]
    hours = sum(booking.minutes * booking.units for _, booking in tasks) / 60
    count = say.count(len({row.task.id for row, _ in tasks}), "task")
    count += f" · {say.count(len(met), 'meeting')}" if met else ""
    band = book.format(
        style.SUM_ROW, font_size=11, font_color=style.NAVY, top=1, top_color=style.NAVY
    )
    total = book.format(
        style.SUM_ROW, style.CENTER, num_format=style.HOURS_FORMAT, top=1, top_color=style.NAVY
    )
    sheet.row(at, 0, [None] * len(_HEADS), band)
    sheet.put(at, 0, name, band)
    sheet.put(at, 3, count, band)
    sheet.put(at, 5, hours + sum(map(meeting_hours, met)), total)
    sheet.height(at, 20, 0, collapsed=collapse)
    for offset, entry in enumerate(work, 1):
        if isinstance(entry, Meeting):
            _write_meeting(sheet, at + offset, entry, name)
        else:
            _write_booking(sheet, moment, at + offset, *entry)
        sheet.height(at + offset, 16, 1, hidden=collapse)
    return at + len(work) + 1


def _write_meeting(sheet: ResultSheet, at: int, meeting: Meeting, name: str) -> None:
    book, say = sheet.book, sheet.book.say
    when = book.format(style.ROW, style.CENTER, num_format=f"{book.date_format} hh:mm")
    muted = book.format(style.ROW, font_color=style.MUTED)
    share = book.format(style.ROW, style.CENTER, num_format="0%")
    hours = book.format(style.ROW, style.CENTER, num_format=style.HOURS_FORMAT)
    others = ", ".join(who for who in meeting.who if who != name)
    source = meeting.source
    place = source.cell("name") if source.row else ""
    sheet.row(at, 0, (meeting.start, meeting.finish), when)
    sheet.put(at, 2, None, muted)
    title = say("Meeting: {name}", name=meeting.name)
    sheet.input_link(at, 3, source.sheet, place, title, font_color=style.MUTED)
    sheet.put(at, 4, meeting.units, share)
    sheet.put(at, 5, meeting_hours(meeting), hours)
    sheet.put(at, 6, others, book.format(style.ROW, style.SUBTITLE))
    sheet.row(at, 7, (None, None), muted)


def _write_booking(
    sheet: ResultSheet, moment: str, at: int, row: PlannedTask, booking: Booking
) -> None:
    book = sheet.book
    when = book.format(style.ROW, style.CENTER, num_format=moment)
    text = book.format(style.ROW)
    mates = ", ".join(b.resource for b in row.bookings if b.resource != booking.resource)
    start, finish = (
        (booking.spans[0][0], booking.spans[-1][1]) if booking.spans else (row.start, row.finish)
    )
    days = book.format(style.ROW, style.CENTER, num_format=style.DAYS_FORMAT)
    late = book.format(style.ROW, style.CENTER, style.BAD_LOOK, num_format=style.DAYS_FORMAT)
    source = row.task.source
    sheet.put(at, 0, start, when)
    sheet.put(at, 1, finish, when)
    label = row.task.label
    sheet.input_link(at, 2, source.sheet, source.cell("id"), label, **style.CENTER)
    sheet.put(at, 3, row.task.name, text)
    sheet.put(at, 4, booking.units, book.format(style.ROW, style.CENTER, num_format="0%"))
    hours = book.format(style.ROW, style.CENTER, num_format=style.HOURS_FORMAT)
    sheet.put(at, 5, booking.minutes * booking.units / 60, hours)
    sheet.put(at, 6, mates, book.format(style.ROW, style.SUBTITLE))
    due = book.format(style.ROW, style.CENTER, num_format=book.date_format)
    timed = row.task.due is not None and row.task.due.time() != time()
    sheet.put(at, 7, row.task.due, when if timed else due)
    sheet.put(at, 8, row.days_late, late if is_late(row) else days)
