"""Sheet Calendar: who is away when, as a picture of days or weeks and as a list."""

from collections import defaultdict
from datetime import date, timedelta

from planner.plan import Plan
from planner.project import DayOff
from planner.workbook.report import style
from planner.workbook.report.book import Book, Sheet
from planner.workbook.report.measures import days_off, span, works
from planner.workbook.report.timescale import Timescale, write_axis

KEY = "Calendar"
_BAND_ROW = 3
_FIRST_ROW = 5
_LEFT = 2
_MOST_DAYS = 70
_CELL: style.Look = {"align": "center", "font_size": 8, "border": 1, "border_color": style.WHITE}
_AWAY: style.Look = {"bg_color": style.NAVY, "font_color": style.WHITE, "bold": True}
_PART: style.Look = {"bg_color": style.BAR}


def write(book: Book, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_PEOPLE)
    say = book.say
    first, last = span(plan)
    scale = Timescale.covering(first, last, most_days=_MOST_DAYS)
    unit = say("A number is how many working days of the week or month somebody is away.")
    sheet.title(say("Calendar"), unit if scale.step != "day" else say("Who is away when"))
    head = book.format(style.HEAD, font_size=9)
    for column, text in enumerate(("Who", "Days away")):
        sheet.raw.merge_range(_BAND_ROW, column, _BAND_ROW + 1, column, "", head)
        sheet.put(_BAND_ROW, column, say(text), head)
    write_axis(sheet, scale, _BAND_ROW, _LEFT)
    absent = _absences(plan, first, last)
    longest = max((len(name) for name in absent), default=0)
    sheet.widths((min(max(longest + 2, 16), 32), 9))
    at = _FIRST_ROW
    for name, days in absent.items():
        _write_person(sheet, plan, scale, at, name, days)
        at += 1
    at = _write_list(sheet, plan, at + 1)
    sheet.raw.freeze_panes(_FIRST_ROW, _LEFT)
    sheet.page(at, _LEFT + len(scale) - 1, heads=(_BAND_ROW, _BAND_ROW + 1))


def _absences(plan: Plan, first: date, last: date) -> dict[str, dict[date, float]]:
    """Resource → working day of the project → the share of the day it is away (0–1]."""
    absent: dict[str, dict[date, float]] = {
        r.name: {} for r in plan.project.resources if r.kind == "person"
    }
    at_work = works(plan)
    for off in plan.project.days_off:
        if off.who:
            for day in _days(off, first, last):
                if at_work(day):
                    share = 1.0 if off.hours is None else 0.5
                    absent.setdefault(off.who, {})[day] = share
    return absent


def _days(off: DayOff, first: date, last: date) -> list[date]:
    start, finish = max(off.start, first), min(off.finish, last)
    return [start + timedelta(days=n) for n in range((finish - start).days + 1)]


def _write_person(
    sheet: Sheet, plan: Plan, scale: Timescale, at: int, name: str, absent: dict[date, float]
) -> None:
    book = sheet.book
    sheet.height(at, 16)
    sheet.put(at, 0, name, book.format(style.ROW))
    days = book.format(style.ROW, style.CENTER, num_format="0.#;;")
    sheet.put(at, 1, sum(absent.values()), days)
    sums: dict[int, float] = defaultdict(float)
    for day, share in absent.items():
        sums[scale.column(day)] += share
    off, at_work = days_off(plan), works(plan)
    for column, day in enumerate(scale.starts):
        look: style.Look = {}
        if scale.step == "day" and not at_work(day):
            look = {"bg_color": style.HOLIDAY if day in off else style.WEEKEND}
        away = sums.get(column, 0)
        if away:
            full = scale.step == "day" and away >= 1
            look = _AWAY if full or (scale.step == "week" and away >= 5) else _PART
        value = round(away, 1) if away and scale.step != "day" else None
        sheet.put(at, _LEFT + column, value, book.format(_CELL, look))


def _write_list(sheet: Sheet, plan: Plan, at: int) -> int:
    """Write holidays and absences in order of their dates; the last row."""
    book, say = sheet.book, sheet.book.say
    first, last = span(plan)
    entries = [off for off in plan.project.days_off if off.finish >= first and off.start <= last]
    entries.sort(key=lambda off: (off.start, off.who))
    sheet.height(at, 22)
    sheet.put(at, 0, say("Holidays and absences"), book.format(style.SECTION))
    for off in entries:
        at += 1
        until = "" if off.start == off.finish else f" – {say.day(off.finish)}"
        count = (off.finish - off.start).days + 1
        sheet.put(at, 0, off.who or say("everybody"), book.format())
        sheet.put(at, 1, count, book.format(style.CENTER))
        text = f"{say.day(off.start)}{until}" + (f"   {off.name}" if off.name else "")
        sheet.put(at, _LEFT, text, book.format())
    return at
