"""A spec as a workbook that a user would type."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import openpyxl

from tests.reference.spec import Calendar, Lag, Link, Meeting, Person, Seat, Spec, Task

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DATE_COLUMNS = {
    "SNLT": "Start No Later Than",
    "FNLT": "Finish No Later Than",
    "MSO": "Must Start On",
}
DATE_KINDS = {
    "SNET": "Start No Earlier Than",
    "FNET": "Finish No Earlier Than",
    "MFO": "Must Finish On",
    **DATE_COLUMNS,
}


def to_bytes(spec: Spec) -> bytes:
    """The workbook as .xlsx."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets(spec).items():
        if rows:
            sheet = book.create_sheet(title)
            captions = list(dict.fromkeys(caption for row in rows for caption in row))
            used = [c for c in captions if any(row.get(c) not in (None, "") for row in rows)]
            sheet.append(used)
            for row in rows:
                sheet.append([row.get(caption) for caption in used])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def sheets(spec: Spec) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet by caption."""
    return {
        "Tasks": [_task(spec, task) for task in spec.tasks],
        "People": [_person(person) for person in spec.people],
        "Calendars": [_calendar(calendar) for calendar in spec.calendars],
        "Holidays": [{"Date": h.first, "Until": h.last} for h in spec.holidays],
        "Leave": [
            {"Who": x.who, "From": x.first, "To": x.last, "Hours": x.hours and _span(x.hours)}
            for x in spec.leave
        ],
        "Meetings": [_meeting(meeting) for meeting in spec.meetings],
        "Budgets": [
            {
                "Scope": b.scope,
                "Month": b.month and f"{b.month[0]}-{b.month[1]:02}",
                "Limit": number(b.limit),
                "Price": b.price,
            }
            for b in spec.budgets
        ],
        "Settings": [{"Setting": name, "Value": value} for name, value in _settings(spec)],
    }


def number(amount: Fraction | None) -> float | int | None:
    """A number as it is typed."""
    if amount is None:
        return None
    return int(amount) if amount.denominator == 1 else float(amount)


def time_text(minutes: int, day: int = 480) -> str:
    """An amount of time as it is typed; a lead has a minus."""
    sign, minutes = ("-" if minutes < 0 else ""), abs(minutes)
    if minutes % day == 0:
        return f"{sign}{minutes // day}d"
    return f"{sign}{minutes // 60}h" if minutes % 60 == 0 else f"{sign}{minutes}m"


def _task(spec: Spec, task: Task) -> dict[str, Any]:
    day = spec.settings.day
    row: dict[str, Any] = {
        "ID": task.id,
        "Task Name": task.name or f"T{task.id}",
        "Parent ID": task.parent,
        "Duration": None if task.duration is None else _duration(task.duration, day),
        "Work": None if task.work is None else f"{number(Fraction(task.work, 60))}h",
        "People": f"{task.heads[0]}-{task.heads[1]}" if task.heads else None,
        "Predecessors": "; ".join(_link(link, day) for link in task.links),
        "Resource Names": "; ".join(_seat(s) for s in task.seats if s.names),
        "Skills": "; ".join(_skill(s) for s in task.seats if s.skill),
        "Earliest Start": task.earliest_start,
        "Blocked Until": task.blocked_until,
        "Deadline": task.deadline,
        "Priority": task.priority if task.deadline and task.priority != 500 else None,
        "Late Penalty": number(task.late_penalty),
        "Fixed Cost": number(task.fixed_cost) or None,
        "Fixed Cost Accrual": task.accrual if task.fixed_cost else None,
        "Calendar": task.calendar,
        "Same People As": "; ".join(task.same_as),
        "Different People From": "; ".join(task.different_from),
        "Not": "; ".join(task.excluded),
        "Preferred": "; ".join(task.preferred),
        "Together": None if task.together is None else ("Yes" if task.together else "No"),
        "Spans": ";".join(task.spans),
        "Drop Cost": number(task.drop_cost),
    }
    return row | _pause(task, day) | _dates(task)


def _pause(task: Task, day: int) -> dict[str, Any]:
    if task.longest_pause is None:
        return {}
    if not task.longest_pause:
        return {"Unbroken": "Yes"}
    return {"Longest Pause": time_text(task.longest_pause, day)}


def _dates(task: Task) -> dict[str, Any]:
    """The first date goes into the constraint columns where no other column is free for it."""
    row: dict[str, Any] = {}
    if task.late_as_possible:
        row["Constraint Type"] = "As Late As Possible"
    for rule in task.dates:
        column = DATE_COLUMNS.get(rule.kind)
        if column and column not in row:
            row[column] = rule.when
        else:
            assert "Constraint Type" not in row, "two dates of this kind"
            row["Constraint Type"] = DATE_KINDS[rule.kind]
            row["Constraint Date"] = rule.when
    return row


def _duration(minutes: int, day: int) -> str | int:
    return time_text(minutes, day) if minutes else 0


def _link(link: Link, day: int) -> str:
    text = link.first
    lag, longest = link.lag, link.longest
    if link.kind != "FS" or lag.amount or longest is not None:
        text += link.kind
    if lag.amount:
        text += ("+" if lag.amount > 0 else "") + _lag(lag, day)
    return text if longest is None else f"{text} max {_lag(longest, day)}"


def _lag(lag: Lag, day: int) -> str:
    if lag.unit == "percent":
        return f"{number(lag.amount)}%"
    if lag.unit == "elapsed percent":
        return f"{number(lag.amount)}e%"
    if lag.unit == "work":
        return time_text(int(lag.amount), day)
    text = time_text(int(lag.amount), 1440)
    return text[:-1] + "e" + text[-1]


def _seat(seat: Seat) -> str:
    text = " or ".join(seat.names)
    if seat.units is not None:
        text += f"[{number(seat.units * 100)}%]"
    return text


def _skill(seat: Seat) -> str:
    text = seat.skill + (f":{seat.level}" if seat.level else "")
    return text + (f" x{seat.count}" if seat.count > 1 else "")


def _person(person: Person) -> dict[str, Any]:
    return {
        "Name": person.name,
        "Type": person.type,
        "Skills": "; ".join(f"{skill}:{level}" for skill, level in person.skills),
        "Group": "; ".join(person.groups),
        "Max Units": f"{number(person.units * 100)}%",
        "Rate": f"{number(person.rate)}/{person.per}",
        "Overtime Rate": person.overtime_rate and f"{number(person.overtime_rate)}/{person.per}",
        "Overtime Hours": person.overtime_hours or None,
        "Cost Per Use": number(person.cost_per_use) or None,
        "Calendar": person.calendar,
        "Efficiency": None if person.efficiency == 1 else number(person.efficiency),
        "Available From": person.since,
        "Available Until": person.until,
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _span(span: tuple[int, int]) -> str:
    return f"{_clock(span[0])}-{_clock(span[1])}"


def _calendar(calendar: Calendar) -> dict[str, Any]:
    days = zip(WEEKDAYS, calendar.days, strict=True)
    return {"Calendar": calendar.name} | {d: ", ".join(map(_span, hours)) for d, hours in days}


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "Meeting": meeting.name,
        "Start": meeting.start,
        "Finish": meeting.finish,
        "Who": "; ".join(meeting.who),
        "Repeat": meeting.repeat,
        "Repeat Until": meeting.until,
    }


def _settings(spec: Spec) -> Iterable[tuple[str, Any]]:
    """Only what differs from the defaults, but for the goals: these are always said."""
    settings = spec.settings
    yield "Project start", settings.start
    yield "Goals", ", ".join(settings.goals)
    if settings.hours_per_day != 8:
        yield "Hours per day", number(settings.hours_per_day)
    if settings.days_per_week != 5:
        yield "Days per week", settings.days_per_week
    if settings.days_per_month != 20:
        yield "Days per month", settings.days_per_month
    if settings.lag_calendar != "project":
        yield "Lag calendar", settings.lag_calendar
    if settings.team_works != "each":
        yield "Team works", settings.team_works
    if settings.cost_per_day:
        yield "Cost per day", number(settings.cost_per_day)
    if settings.overtime_per_day != 120:
        yield "Overtime per day", f"{settings.overtime_per_day // 60}h"


def as_text(spec: Spec) -> str:
    """The workbook as plain rows, for people who look into a disagreement."""
    lines = []
    for title, rows in sheets(spec).items():
        lines += [f"[{title}]"] if rows else []
        for row in rows:
            cells = {c: _shown(v) for c, v in row.items() if v not in (None, "")}
            lines.append("  " + ", ".join(f"{c}: {v}" for c, v in cells.items()))
    return "\n".join(lines)


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%a %Y-%m-%d %H:%M}"
    return f"{value:%a %Y-%m-%d}" if isinstance(value, date) else str(value)


__all__: Sequence[str] = ("as_text", "sheets", "to_bytes")
