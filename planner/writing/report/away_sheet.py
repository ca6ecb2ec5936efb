"""Sheet Calendar: who is away when, as a picture of days or weeks and as a list."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from planner.plan import Plan
from planner.project import DayOff
from planner.worktime.named import worktimes
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet
from planner.writing.report.sheet_figures import days_off, span, workdays, works
from planner.writing.report.timescale import Timescale, write_axis

KEY = "Calendar"
_BAND_ROW = 3
_FIRST_ROW = 5
_LEFT = 2
_MOST_WEEKS, _WIDE, _MANY = 130, 18, 80
_LONGEST = 3_660
_CELL: style.Style = {"align": "center", "font_size": 8, "border": 1, "border_color": style.WHITE}
_AWAY: style.Style = {"bg_color": style.NAVY, "font_color": style.WHITE, "bold": True}
_PART: style.Style = {"bg_color": style.BAR}


def wanted(plan: Plan) -> bool:
    """Whether somebody is away, or comes or leaves on a certain day."""
    people = (one for one in plan.project.resources if one.kind == "person")
    terms = (term for one in people for term in one.there)
    return bool(plan.project.days_off) or any(
        term.available_from or term.available_until for term in terms
    )


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_PEOPLE)
    say = book.say
    first, last = span(plan)
    scale = Timescale.covering(first, last, most_weeks=_MOST_WEEKS)
    if scale.step != "day":
        scale = replace(scale, least=_WIDE)
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
    if scale.step == "day":
        _write_legend(sheet, scale)
    at, free = _FIRST_ROW, _free_days(plan)
    for name, days in absent.items():
        _write_person(sheet, scale, at, name, days, free)
        at += 1
    if scale.step != "day":
        at = _write_holidays(sheet, plan, scale, at)
    at = _write_list(sheet, plan, at + 1)
    sheet.raw.freeze_panes(_FIRST_ROW, _LEFT)
    paper = 8 if len(scale) > _MANY else 9
    sheet.page(at, _LEFT + len(scale) - 1, heads=(_BAND_ROW, _BAND_ROW + 1), paper=paper)


def _absences(plan: Plan, first: date, last: date) -> dict[str, dict[date, float]]:
    """Resource → working day of the project → the share of the day it is away (0–1].

    Before somebody comes and after they have left, they are away too.
    """
    at_work = works(plan)
    days = [first + timedelta(days=n) for n in range(min((last - first).days, _LONGEST) + 1)]
    absent: dict[str, dict[date, float]] = {
        one.name: {day: 1.0 for day in days if at_work(day) and not one.employed(day)}
        for one in plan.project.resources
        if one.kind == "person"
    }
    for off in plan.project.days_off:
        if off.who:
            for day in _days(off, first, last):
                if at_work(day):
                    theirs = absent.setdefault(off.who, {})
                    theirs[day] = max(_share(off), theirs.get(day, 0.0))
    return absent


def _share(off: DayOff) -> float:
    """The share of each of its days that is off."""
    return 1.0 if off.hours is None else 0.5


def _days(off: DayOff, first: date, last: date) -> list[date]:
    start, finish = max(off.start, first), min(off.finish, last)
    return [start + timedelta(days=n) for n in range((finish - start).days + 1)]


_Free = Callable[[str, date], style.Style]


def _write_person(
    sheet: ResultSheet,
    scale: Timescale,
    at: int,
    name: str,
    absent: dict[date, float],
    free: _Free,
) -> None:
    """Write a row; `free` is how the days look on which somebody has no work anyway."""
    book = sheet.book
    sheet.height(at, 16)
    sheet.put(at, 0, name, book.format(style.ROW))
    days = book.format(style.ROW, style.CENTER, num_format="0.#;;")
    sheet.put(at, 1, sum(absent.values()), days)
    sums: dict[int, float] = defaultdict(float)
    for day, share in absent.items():
        sums[scale.column(day)] += share
    for column, day in enumerate(scale.starts):
        look = free(name, day) if scale.step == "day" else {}
        away = sums.get(column, 0)
        if away:
            full = scale.step == "day" and away >= 1
            look = _AWAY if full or (scale.step == "week" and away >= 5) else _PART
        value = round(away, 1) if away and scale.step != "day" else None
        sheet.put(at, _LEFT + column, value, book.format(_CELL, look))


def _free_days(plan: Plan) -> _Free:
    """How a day looks on which somebody's own week, or the project, has no work."""
    off, at_work, hours = days_off(plan), works(plan), worktimes(plan.project)
    known = {one.name: one for one in plan.project.resources}

    def free(name: str, day: date) -> style.Style:
        calendar = known[name].on(day).calendar if name in known else ""
        own = hours.get(calendar) if calendar else None
        if own.usual(day.toordinal()) if own else at_work(day):
            return {}
        return {"bg_color": style.HOLIDAY if day in off else style.WEEKEND}

    return free


def _write_legend(sheet: ResultSheet, scale: Timescale) -> None:
    book, say = sheet.book, sheet.book.say
    note = book.format(style.SUBTITLE, font_size=8, indent=1)
    looks = {"away": _AWAY, "part of the day": _PART, "holiday": {"bg_color": style.HOLIDAY}}
    looks["weekend"] = {"bg_color": style.WEEKEND}
    column = _LEFT
    for name, look in looks.items():
        swatch = -(-20 // scale.width)
        named = say(name)
        after = column + swatch + -(-(len(named) * 6 + 16) // scale.width)
        if after > _LEFT + len(scale):
            break
        sheet.merge(1, column, column + swatch - 1, None, book.format(look))
        sheet.put(1, column + swatch, named, note)
        column = after


def _write_holidays(sheet: ResultSheet, plan: Plan, scale: Timescale, at: int) -> int:
    """Write how many working weekdays of each week or month are holidays; the row after."""
    book, week, off = sheet.book, workdays(plan), days_off(plan)
    sums = [
        sum(day in off and day.weekday() in week for day in scale.days(column))
        for column in range(len(scale))
    ]
    sheet.height(at, 16)
    sheet.put(at, 0, book.say("everybody"), book.format(style.TOTAL))
    sheet.put(at, 1, sum(sums), book.format(style.TOTAL, style.CENTER, num_format="0;;"))
    for column, days in enumerate(sums):
        look: style.Style = {"bg_color": style.HOLIDAY} if days else {}
        sheet.put(at, _LEFT + column, days or None, book.format(_CELL, look))
    return at + 1


def _write_list(sheet: ResultSheet, plan: Plan, at: int) -> int:
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
        sheet.put(at, 0, off.who or say("everybody"), book.format())
        sheet.put(at, 1, _length(plan, off), book.format(style.CENTER))
        text = f"{say.day(off.start)}{until}" + (f"   {off.name}" if off.name else "")
        sheet.put(at, _LEFT, text, book.format())
    return at


def _length(plan: Plan, off: DayOff) -> float:
    """Working days of the project that an absence or a holiday takes."""
    week, at_work = workdays(plan), works(plan)
    days = _days(off, off.start, off.start + timedelta(days=_LONGEST))
    count = sum(at_work(day) if off.who else day.weekday() in week for day in days)
    return count * _share(off)
