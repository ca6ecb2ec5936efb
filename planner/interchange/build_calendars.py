"""Which calendars a project has here, and who works by which of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from planner.interchange.draft import DraftHours, ImportDraft
from planner.interchange.hour_texts import InheritedCalendars, Minutes, minutes
from planner.interchange.place import Report
from planner.language.text import key
from planner.project import ALWAYS, DayOff, WorkWeek
from planner.worktime.moments import DAY, midnight, moment
from planner.worktime.working_time import union, without

_ALL_DAY: DraftHours = ((time(), time()),)
_WHOLE = ((0, DAY),)
_MARGIN = timedelta(days=366)
_SOME_DAY = datetime(2000, 1, 1)
"""Where nothing says when a project is, its usual week counts all the same."""
_LONGEST = 8 * 366
"""Days over which two calendars are compared."""


@dataclass(kw_only=True)
class ImportedWorktimes:
    """The calendars in use by the name they have here, and the days off.

    A calendar that is in use becomes a calendar here, its exceptions with it. The own calendar of
    a resource that only has days off besides becomes the one it inherits from and leave.
    """

    draft: ImportDraft
    report: Report
    used: dict[str, str] = field(default_factory=dict)
    always: bool = False
    paused: dict[str, tuple[str, Mapping[date, DraftHours]]] = field(default_factory=dict)
    leave: list[DayOff] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.name(self.standard)

    @cached_property
    def calendars(self) -> InheritedCalendars:
        """The file's calendars, what they inherit resolved."""
        return InheritedCalendars(self.draft.calendars)

    @cached_property
    def standard(self) -> str:
        """Uid of the project's calendar; the first where the one named is not there."""
        known = [one.uid for one in self.draft.calendars]
        return self.draft.calendar if self.draft.calendar in known else next(iter(known), "")

    def known(self, uid: str) -> bool:
        """Whether there is a calendar of this uid."""
        return bool(self.calendars.line(uid))

    def name(self, uid: str) -> str:
        """The name of a calendar, which is in use from now on; its own name, made unique."""
        if uid not in self.used:
            line = self.calendars.line(uid)
            wanted = " ".join((line[0].name if line else "").split()) or "Standard"
            if self.used and key(wanted) == "standard":
                wanted = f"{wanted} calendar"  # only the project's may be called so in a workbook
            name, number = wanted, 2
            never_stops = self.calendars.week(uid) == (_ALL_DAY,) * 7
            reserved = () if never_stops else (ALWAYS,)
            taken = {key(other) for other in (*self.used.values(), *reserved)}
            while key(name) in taken:
                name, number = f"{wanted} ({number})", number + 1
            self.used[uid] = name
        return self.used[uid]

    def of_task(self, uid: str) -> str:
        """The calendar of a task; none where it is the project's."""
        if not uid or uid == self.standard or not self.known(uid):
            return ""
        return self.name(uid)

    def of_resource(self, uid: str, who: str) -> str:
        """The calendar of a resource; days off alone become its leave."""
        if not uid or uid == self.standard or not self.known(uid):
            return ""
        own = self.calendars.line(uid)[0]
        plain = own.base and not any(day is not None for day in own.days)
        if not plain or any(exception.hours for exception in own.exceptions):
            return self.name(uid)
        for one in own.exceptions:
            self.leave.append(DayOff(start=one.start, finish=one.finish, who=who, name=one.name))
        return self.of_task(own.base)

    def with_pauses(self, uid: str, pauses: Iterable[tuple[datetime, datetime]], task: str) -> str:
        """The name of a calendar of a task's own: that of `uid` without its pauses."""
        base = uid if self.known(uid) else self.standard
        days: dict[date, DraftHours] = {}
        for start, finish in pauses:
            for ahead in range(min((finish.date() - start.date()).days + 1, _LONGEST)):
                day = start.date() + timedelta(days=ahead)
                spans = tuple(minutes(days[day])) if day in days else self.calendars.on(base, day)
                at = midnight(day)
                off = ((max(0, moment(start) - at), min(DAY, moment(finish) - at)),)
                days[day] = tuple((_clock(a), _clock(b)) for a, b in without(union(spans), off))
        name, number = f"{self.name(base)} with the pauses of {task}", 2
        taken = {key(other) for other in (*self.used.values(), *self.paused)}
        while key(name) in taken:
            name, number = f"{self.name(base)} with the pauses of {task} ({number})", number + 1
        self.paused[name] = base, days
        return name

    def whole_days(self) -> str:
        """The calendar that never stops."""
        self.always = True
        return ALWAYS

    def weeks(self) -> tuple[WorkWeek, ...]:
        """The calendars in use, the project's first."""
        shared = self._shared
        found = [self._week(uid, name, shared) for uid, name in self.used.items()]
        if self.always and ALWAYS not in self.used.values():
            found.append(WorkWeek(name=ALWAYS, days=(_ALL_DAY,) * 7, exceptions=self._open(shared)))
        for name, (base, days) in self.paused.items():
            usual = self._week(base, name, shared)
            exceptions = dict(sorted({**usual.exceptions, **days}.items()))
            found.append(replace(usual, exceptions=exceptions))
        return tuple(found)

    def _week(self, uid: str, name: str, shared: Mapping[date, str]) -> WorkWeek:
        exceptions = self.calendars.exceptions(uid)
        line = self.calendars.line(uid)
        own = {day: hours for day, hours in exceptions.items() if day not in shared}
        return WorkWeek(
            name=name,
            days=self.calendars.week(uid),
            exceptions=dict(sorted(own.items())),
            source=line[0].place if line else self.draft.place,
        )

    def _open(self, shared: Mapping[date, str]) -> Mapping[date, DraftHours]:
        return dict.fromkeys(sorted(shared), _ALL_DAY)

    @cached_property
    def _shared(self) -> Mapping[date, str]:
        """The days off that all calendars in use have in common, with their names."""
        sets = [
            {day for day, hours in self.calendars.exceptions(uid).items() if not hours}
            for uid in self.used
        ]
        names = self.calendars.names(self.standard)
        return {day: names.get(day, "") for day in sorted(set.intersection(*sets) if sets else ())}

    def days_off(self) -> tuple[DayOff, ...]:
        """Holidays for all, days in a row with one name together, and the leave of people."""
        found: list[DayOff] = []
        for day, name in self._shared.items():
            last = found[-1] if found else None
            if last and last.finish + timedelta(days=1) == day and name in ("", last.name):
                found[-1] = DayOff(start=last.start, finish=day, name=last.name)
            else:
                found.append(DayOff(start=day, finish=day, name=name))
        return (*found, *self.leave)

    def title(self, uid: str) -> str:
        """The name of a calendar in the file."""
        line = self.calendars.line(uid)
        return line[0].name if line else ALWAYS if uid == ALWAYS else uid

    def same(self, several: Iterable[Iterable[str]], one: str) -> bool:
        """Whether at least one group of calendars works as a whole just when `one` does."""
        groups = [tuple(group) for group in several]
        return all(
            union(span for group in groups for span in self._together(group, day))
            == union(self._on(one, day))
            for day in self._days
        )

    def _together(self, group: Iterable[str], day: date) -> Minutes:
        """The time in which all calendars of a group work."""
        first, *others = group
        found = self._on(first, day)
        for uid in others:
            found = without(found, without(_WHOLE, union(self._on(uid, day))))
        return found

    def _on(self, uid: str, day: date) -> Minutes:
        return _WHOLE if uid == ALWAYS else self.calendars.on(uid, day)

    def within(self, one: str, other: str) -> bool:
        """Whether the calendar `other` works whenever `one` does, around the project's dates."""
        if (one, other) not in self._within:
            self._within[one, other] = one == other or all(
                _covers(self._on(other, day), self._on(one, day)) for day in self._days
            )
        return self._within[one, other]

    @cached_property
    def _within(self) -> dict[tuple[str, str], bool]:
        return {}

    @cached_property
    def _days(self) -> tuple[date, ...]:
        """A week without exceptions, and every exceptional day near the project's dates."""
        known = [task.start for task in self.draft.tasks if task.start]
        known += [task.finish for task in self.draft.tasks if task.finish]
        known = known or [self.draft.start or _SOME_DAY]
        first, last = min(known).date() - _MARGIN, max(known).date() + _MARGIN
        last = min(last, first + timedelta(days=_LONGEST))
        special = {
            day
            for one in self.draft.calendars
            for day in self.calendars.exceptions(one.uid)
            if first <= day <= last
        }
        plain, day = dict[int, date](), first
        while len(plain) < 7 and day <= last:
            if day not in special:
                plain.setdefault(day.weekday(), day)
            day += timedelta(days=1)
        return (*plain.values(), *sorted(special))

    def between(self, uid: str, start: datetime, finish: datetime) -> int:
        """Minutes that a calendar works from one moment to another."""
        return self.between_all((uid,), start, finish)

    def between_all(self, group: tuple[str, ...], start: datetime, finish: datetime) -> int:
        """Minutes that all of several calendars work from one moment to another."""
        total, first, last = 0, moment(start), moment(finish)
        for ahead in range(min((finish.date() - start.date()).days + 1, _LONGEST)):
            day = start.date() + timedelta(days=ahead)
            at = midnight(day)
            for begin, end in self._together(group, day):
                total += max(0, min(at + end, last) - max(at + begin, first))
        return total

    def weekly(self) -> int:
        """Minutes of a usual week of the project's calendar."""
        return sum(
            end - begin for day in self.calendars.week(self.standard) for begin, end in minutes(day)
        )


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


def _covers(wide: Iterable[tuple[int, int]], narrow: Iterable[tuple[int, int]]) -> bool:
    spans = union(wide)
    return all(any(a <= begin and end <= b for a, b in spans) for begin, end in narrow)
