"""The calendars of an MS Project XML file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from planner.interchange.draft import DraftCalendar, DraftException, DraftHours
from planner.interchange.place import ElementPlace, Report
from planner.interchange.recurrence import MOST_DAYS, Recurrence, days
from planner.interchange.safe_xml import child, children, record
from planner.interchange.typed_fields import Record
from planner.phrase import phrase

_NO_BASE = ("", "-1", "0")
_YEARLY, _YEARLY_BY_WEEKDAY, _MONTHLY, _MONTHLY_BY_WEEKDAY, _WEEKLY = 2, 3, 4, 5, 6


def read_calendars(root: Element, report: Report) -> tuple[DraftCalendar, ...]:
    """Reads all calendars of the file, those of single resources included."""
    return tuple(_calendar(element, report) for element in children(root, "Calendars", "Calendar"))


def _calendar(element: Element, report: Report) -> DraftCalendar:
    bare = record(element, ElementPlace(), report)
    place = ElementPlace(sheet=f"calendar {bare.text('Name') or bare.text('UID')}")
    fields = record(element, place, report)
    base = fields.text("BaseCalendarUID")
    week: list[DraftHours | None] = [None] * 7
    exceptions = [
        one
        for found in children(element, "Exceptions", "Exception")
        for one in _exceptions(found, place, report)
    ]
    older: list[DraftException] = []
    for weekday in children(element, "WeekDays", "WeekDay"):
        day = record(weekday, place, report)
        number = day.integer("DayType")
        if 1 <= number <= 7:
            week[(number + 5) % 7] = _hours(weekday, day, report)
        elif number == 0:
            older += _period(weekday, day, report)
    return DraftCalendar(
        uid=fields.text("UID"),
        name=fields.text("Name"),
        days=tuple(week),
        exceptions=(*_work_weeks(element, place, report), *(exceptions or older)),
        base="" if base in _NO_BASE else base,
        place=place,
    )


def _hours(element: Element, day: Record, report: Report) -> DraftHours:
    """The working hours of a day; those it has count only if it is a working day."""
    spans = []
    for found in children(element, "WorkingTimes", "WorkingTime"):
        span = record(found, day.place, report)
        start, finish = span.clock("FromTime"), span.clock("ToTime")
        if start is not None and finish is not None:
            spans.append((start, finish))
    return tuple(sorted(spans)) if day.yes("DayWorking", otherwise=bool(spans)) else ()


def _span(element: Element, place: ElementPlace, report: Report) -> tuple[date, date] | None:
    period = child(element, "TimePeriod")
    if period is None:
        return None
    fields = record(period, place, report)
    start, finish = fields.moment("FromDate"), fields.moment("ToDate")
    if start is None or finish is None or finish < start:
        return None
    return start.date(), finish.date()


def _period(element: Element, day: Record, report: Report) -> Iterator[DraftException]:
    """An exception as older versions write it: a day of type 0 with a period."""
    span = _span(element, day.place, report)
    if span is not None:
        hours = _hours(element, day, report)
        yield DraftException(start=span[0], finish=span[1], hours=hours)


def _exceptions(element: Element, place: ElementPlace, report: Report) -> Iterator[DraftException]:
    fields = record(element, place, report)
    span = _span(element, place, report)
    if span is None:
        return
    hours, name = _hours(element, fields, report), fields.text("Name")
    series = _series(fields, *span)
    if series is None:
        yield DraftException(start=span[0], finish=span[1], hours=hours, name=name)
        return
    if (span[1] - span[0]).days > MOST_DAYS:
        report.changed(place, "Exceptions", phrase("a series is followed for 40 years only"), name)
    for day in days(series):
        yield DraftException(start=day, finish=day, hours=hours, name=name)


def _series(fields: Record, start: date, finish: date) -> Recurrence | None:
    """The series of a recurring exception; None where it is all days of its period."""
    kind, every = fields.integer("Type"), max(1, fields.integer("Period", 1))
    whole = Recurrence(kind="daily", start=start, finish=finish, every=every)
    if kind == _WEEKLY:
        mask = fields.integer("DaysOfWeek")
        wanted = frozenset((bit + 6) % 7 for bit in range(7) if mask >> bit & 1)
        return replace(whole, kind="weekly", weekdays=wanted)
    if kind in (_MONTHLY, _YEARLY):
        whole = replace(whole, day=fields.integer("MonthDay"))
    elif kind in (_MONTHLY_BY_WEEKDAY, _YEARLY_BY_WEEKDAY):
        weekday = (fields.integer("MonthItem") + 3) % 7  # 3 is Sunday there
        whole = replace(whole, position=fields.integer("MonthPosition"), weekday=weekday)
    else:
        return whole if every > 1 else None
    if kind in (_MONTHLY, _MONTHLY_BY_WEEKDAY):
        return replace(whole, kind="monthly")
    return replace(whole, kind="yearly", every=1, month=fields.integer("Month") + 1)


def _work_weeks(element: Element, place: ElementPlace, report: Report) -> Iterator[DraftException]:
    """Weeks with other hours for some time, day by day; exceptions go before them."""
    for found in children(element, "WorkWeeks", "WorkWeek"):
        span = _span(found, place, report)
        if span is None:
            continue
        hours: dict[int, DraftHours] = {}
        for weekday in children(found, "WeekDays", "WeekDay"):
            day = record(weekday, place, report)
            hours[(day.integer("DayType") + 5) % 7] = _hours(weekday, day, report)
        name = record(found, place, report).text("Name")
        for ahead in range(min((span[1] - span[0]).days + 1, MOST_DAYS)):
            at = span[0] + timedelta(days=ahead)
            if at.weekday() in hours:
                told = hours[at.weekday()]
                yield DraftException(start=at, finish=at, hours=told, name=name)
