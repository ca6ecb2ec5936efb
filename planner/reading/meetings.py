"""Reads the sheet Meetings: appointments, and meetings whose time the plan chooses."""

import calendar as months
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.project import Constraint, Meeting, Need, Resource, Source, Task
from planner.reading.cells import Cell
from planner.reading.dates import Order, when
from planner.reading.durations import TimeUnits, duration
from planner.reading.everybody import means_everybody
from planner.reading.notation import staff
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError


def read_meetings(
    table: Table, order: Order, clock: TimeUnits, resources: Sequence[Resource]
) -> Iterator[Meeting | Task]:
    """Yields each repetition: an appointment, or a task where the plan chooses the time."""
    known = {key(resource.name): resource.name for resource in resources}
    everybody = tuple(resource.name for resource in resources if resource.kind == "person")
    for row in table.rows():
        start = row.take("start", lambda cell: when(cell, order))
        finish = row.take("finish", partial(_meeting_end, start=start, order=order))
        until = row.take("until", lambda cell: when(cell, order))
        unit = table.unit("duration", "h")
        minutes = row.take("duration", lambda cell, unit=unit: duration(cell, clock, unit)) or 0  # type: ignore[misc]
        if start is None or (finish is None and row.has("finish")):
            continue
        meeting = Meeting(
            name=row.text("name") or "Meeting",
            start=start,
            finish=finish or _end(start, minutes),
            who=_attendees(row, known, everybody),
            source=row.source,
        )
        step = row.take("repeat", _step)
        if not _in_order(row, meeting, minutes, repeats=step is not None):
            continue
        free = _free(meeting, minutes)
        who = _members(row, meeting, resources) if free else meeting.who
        for number, day in enumerate(_dates(start, step, until), 1):
            finish = day + (meeting.finish - meeting.start)
            one = replace(meeting, start=day, finish=finish, who=who)
            yield _task(one, minutes, number if step is not None else 0) if free else one


def _members(row: Row, meeting: Meeting, resources: Sequence[Resource]) -> tuple[str, ...]:
    """All attendees, with every member of a group; notes unknown names and leaves them out."""
    found: list[str] = []
    for name in meeting.who:
        called = [r.name for r in resources if key(name) in map(key, (r.name, *r.groups))]
        if not called:
            message = phrase("nobody has this name; the meeting is planned without it")
            remedy = phrase("correct it or add a row to People")
            row.note(
                "warning",
                "unknown-person",
                phrase("{message}: {name}", message=message, name=name),
                "who",
                remedy,
            )
        found += called
    return tuple(dict.fromkeys(found))


def ahead(
    appointments: Iterable[Meeting | Task], tasks: Sequence[Task], start: datetime | None
) -> Iterator[Task]:
    """Yields the meetings to plan that end after the project starts, with IDs of their own."""
    taken = {key(task.id) for task in tasks}
    for meeting in appointments:
        if isinstance(meeting, Task):
            dates = [when.date() for _, when in meeting.hard_dates]
            name = meeting.id
            while key(name) in taken:
                name = f"M{name}"
            if start is None or all(day >= start.date() for day in dates):
                yield replace(meeting, id=name)


def _end(start: datetime, minutes: int) -> datetime:
    """The end of a meeting without one: after its duration, or on the day of its start."""
    if minutes and start.time() == time():
        return start
    return start + timedelta(minutes=minutes or 60)


def _last(meeting: Meeting) -> datetime:
    """The moment by which it is over; for a date without a time, the end of that day."""
    whole_day = meeting.finish.time() == time()
    return meeting.finish + timedelta(days=1) if whole_day else meeting.finish


def _free(meeting: Meeting, minutes: int) -> bool:
    """Whether its window is longer than the meeting."""
    return minutes > 0 and _last(meeting) - meeting.start > timedelta(minutes=minutes)


def _in_order(row: Row, meeting: Meeting, minutes: int, *, repeats: bool) -> bool:
    """Whether the times make sense; notes what does not."""
    span = _last(meeting) - meeting.start if minutes else meeting.finish - meeting.start
    if span <= timedelta():
        row.note(
            "error",
            "finish-before-start",
            phrase("ends before it starts"),
            "finish",
            phrase("correct it"),
        )
    elif span < timedelta(minutes=minutes):
        message = phrase("the time between start and finish is shorter than the meeting")
        row.note("error", "window-too-short", message, "duration", phrase("correct one of them"))
    elif repeats and _free(meeting, minutes) and not row.has("until"):
        message = phrase("a meeting that is repeated and planned needs a last day")
        row.note("error", "missing-value", message, "repeat", phrase("add it as Repeat Until"))
    else:
        return True
    return False


def _task(meeting: Meeting, minutes: int, number: int) -> Task:
    """The task of a meeting whose time the plan chooses; `number` counts repetitions from 1."""
    source = meeting.source
    columns = {_FIELDS.get(field, field): column for field, column in source.columns.items()}
    return Task(
        id=f"M{source.row}" + (f".{number}" if number else ""),
        name=meeting.name,
        source=Source(sheet=source.sheet, row=source.row, columns=columns),
        duration=minutes,
        needs=tuple(Need(names=(name,)) for name in meeting.who),
        earliest_start=meeting.start,
        more_dates=((Constraint.FNLT, meeting.finish),),
        unbroken=True,
    )


_FIELDS = {"start": "earliest_start", "finish": "finish_no_later", "who": "resources"}
"""Field of a meeting → field of a task."""


def _meeting_end(cell: Cell, start: datetime | None, order: Order) -> datetime:
    if isinstance(cell.value, timedelta) and start is not None:
        return datetime.combine(start.date(), time()) + cell.value
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", cell.text)
    if match and start is not None and int(match[1]) < 24 and int(match[2]) < 60:
        return start.replace(hour=int(match[1]), minute=int(match[2]))
    return when(cell, order)


def _attendees(row: Row, known: dict[str, str], everybody: tuple[str, ...]) -> tuple[str, ...]:
    text = row.text("who")
    if not text or means_everybody(text):
        return everybody
    named = row.take("who", lambda cell: staff(cell.text, lambda name: known.get(key(name)))) or []
    return tuple(dict.fromkeys(name for item in named for name in item.names))


_STEPS = {"day": 1, "daily": 1, "week": 7, "weekly": 7, "biweekly": 14, "fortnightly": 14}


def _step(cell: Cell) -> int:
    """The days between repetitions; 0 stands for a month."""
    word = cell.text.casefold()
    if "month" in word:
        return 0
    match = re.search(r"(\d+)\s*(day|week)", word)
    if match and 0 < int(match[1]) < 100:
        return int(match[1]) * _STEPS[match[2]]
    found = _STEPS.get(fold(word.split()[0])) or _STEPS.get(fold(word.removeprefix("every")))
    if found is None:
        raise BadValueError(
            "bad-repeat",
            phrase("must be daily, weekly, every 2 weeks or monthly"),
            phrase("choose one of them"),
        )
    return found


def _dates(start: datetime, step: int | None, until: datetime | None) -> Iterable[datetime]:
    """The start of each repetition; without a last day, for one year."""
    if step is None:
        return [start]
    last = until.date() if until else (start + timedelta(days=365)).date()
    found, day, number = [], start, 0
    while day.date() <= last and number < 1000:
        if step != 1 or day.weekday() < 5:
            found.append(day)
        number += 1
        day = start + timedelta(days=step * number) if step else _months_on(start, number)
    return found


def _months_on(start: datetime, number: int) -> datetime:
    total = start.month - 1 + number
    year, month = start.year + total // 12, total % 12 + 1
    return start.replace(
        year=year, month=month, day=min(start.day, months.monthrange(year, month)[1])
    )
