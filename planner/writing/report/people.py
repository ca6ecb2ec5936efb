"""Sheet People: each person's own list of work by date."""

from collections import defaultdict
from datetime import datetime, time

from planner.plan import Booking, Plan, PlannedTask
from planner.writing.report import style
from planner.writing.report.book import Book, Sheet
from planner.writing.report.measures import is_late, shows_times, work_rows

KEY = "People"
_HEAD_ROW = 3
_HEADS = ("Start", "Finish", "ID", "Task", "Share", "Hours", "With", "Deadline", "Days late")
_MOST_OPEN = 400


def lists(plan: Plan) -> dict[str, list[tuple[PlannedTask, Booking]]]:
    """Everybody's bookings in order of their dates; in the order people were read."""
    found: dict[str, list[tuple[datetime, int, PlannedTask, Booking]]] = defaultdict(list)
    for work in work_rows(plan):
        for booking in work.row.bookings:
            start = booking.spans[0][0] if booking.spans else work.start
            found[booking.resource].append((start, work.position, work.row, booking))
    known = [resource.name for resource in plan.project.resources]
    names = dict.fromkeys([*(name for name in known if name in found), *found])
    return {name: [entry[2:] for entry in sorted(found[name], key=_order)] for name in names}


def _order(entry: tuple[datetime, int, PlannedTask, Booking]) -> tuple[datetime, int]:
    return entry[:2]


def write(book: Book, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_PEOPLE)
    say = book.say
    sheet.title(say("People"), say("Everybody's work in the order of dates"))
    head = book.format(style.HEAD)
    sheet.raw.set_row(_HEAD_ROW, 22)
    sheet.row(_HEAD_ROW, 0, [say(text) for text in _HEADS], head)
    everybody = lists(plan)
    collapse = sum(len(work) + 1 for work in everybody.values()) > _MOST_OPEN
    times = shows_times(plan)
    moment = book.date_format + (" hh:mm" if times else "")
    at = _HEAD_ROW + 1
    breaks = []
    for name, work in everybody.items():
        if at > _HEAD_ROW + 1:
            breaks.append(at)
        at = _write_person(sheet, moment, (at, name), work, collapse=collapse)
    when = 16 if times else 11.5
    sheet.widths((when, when, 9, 44, 8, 9, 28, when, 9))
    sheet.raw.set_h_pagebreaks(breaks[:1000])
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.page(max(at - 1, _HEAD_ROW), len(_HEADS) - 1, heads=(_HEAD_ROW, _HEAD_ROW))


def _write_person(
    sheet: Sheet, moment: str, place: tuple[int, str], work: list[tuple[PlannedTask, Booking]],
    *, collapse: bool,
) -> int:  # fmt: skip
    """Write one person's heading and list; the row after it."""
    book, say = sheet.book, sheet.book.say
    at, name = place
    hours = sum(booking.minutes * booking.units for _, booking in work) / 60
    band = book.format(
        style.SUM_ROW, font_size=11, font_color=style.NAVY, top=1, top_color=style.NAVY
    )
    total = book.format(
        style.SUM_ROW, style.CENTER, num_format=style.HOURS_FORMAT, top=1, top_color=style.NAVY
    )
    sheet.row(at, 0, [None] * len(_HEADS), band)
    sheet.put(at, 0, name, band)
    sheet.put(at, 3, say.count(len(work), "task"), band)
    sheet.put(at, 5, hours, total)
    sheet.height(at, 20, 0, collapsed=collapse)
    for offset, (row, booking) in enumerate(work, 1):
        _write_booking(sheet, moment, at + offset, row, booking)
        sheet.height(at + offset, 16, 1, hidden=collapse)
    return at + len(work) + 1


def _write_booking(sheet: Sheet, moment: str, at: int, row: PlannedTask, booking: Booking) -> None:
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
    timed = row.task.deadline is not None and row.task.deadline.time() != time()
    sheet.put(at, 7, row.task.deadline, when if timed else due)
    sheet.put(at, 8, row.days_late, late if is_late(row) else days)
