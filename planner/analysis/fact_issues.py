"""The facts of a problem in the user's words, each with the cell it stands in."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from models.conflict.facts import Fact
from models.problem import Seat
from planner.analysis.absences import Absence, absence_text, at_meeting, decisive, grouped
from planner.analysis.fact_text import FactText
from planner.analysis.sides import (
    EARLIEST,
    EARLY,
    HELD,
    LATE,
    bound_of,
    latest,
    meant_text,
    other_side,
)
from planner.analysis.wording import (
    LED,
    LINKED,
    budget_text,
    day_text,
    lag_words,
    money_text,
    quantity_text,
)
from planner.checks.task_faults import constraint_field
from planner.language.words import Words
from planner.project import Lag, Task
from planner.translate.material_stocks import quantity
from planner.translate.prices_in_cents import money
from planner.translate.translation import Translation
from planner.worktime.shifts import week_text

_OF_MONEY = {"work", "budget", "seats", "hours", "horizon"}
"""Facts of a conflict in which time does not matter."""


class Facts:
    """Tells facts that contradict each other.

    Args:
        translation: Of the project.
        facts: Of its problem.
        say: The language.
        asked: Id of the task whose latest finish stands in no cell: it is only asked for.
        effort: CP-SAT's deterministic seconds to find out which absences decide.
    """

    def __init__(
        self,
        translation: Translation,
        facts: tuple[Fact, ...],
        say: Words,
        *,
        asked: str,
        effort: float,
    ) -> None:
        self.translation, self.facts, self.say = translation, facts, say
        self.project, self.problem = translation.project, translation.problem
        self.asked, self.effort = asked, effort

    def told(self, fact: Fact) -> tuple[FactText, ...]:
        """A fact; nothing where it goes without saying, or the other side of its date says it."""
        if fact.kind in EARLY and other_side(self.translation, fact) in self.facts:
            return ()
        return tuple(told for told in self._tellers[fact.kind](fact) if told.text)

    @cached_property
    def absences(self) -> tuple[Absence, ...]:
        """The absences without which there would be no contradiction."""
        until = latest(self.translation, self.facts)
        return decisive(self.translation, self.facts, until, self.effort)

    def away(self) -> tuple[FactText, ...]:
        """The absences that decide; they stand in for the hours of those whose they are."""
        return tuple(self._absence(*those) for those in grouped(self.absences))

    def axis(self) -> tuple[FactText, ...]:
        """When the project starts, where no date does, and how far ahead is planned, if it decides.

        That is where what is to be done by a date could else be earlier, or somebody comes back.
        """
        kinds = {fact.kind for fact in self.facts}
        if kinds.isdisjoint(LATE):
            end = self.translation.grid.closing(self.problem.horizon)
            beyond = any(end <= one.last < datetime.max for one in self.absences)
            return tuple(self._end(end)) if beyond else ()
        if not kinds.isdisjoint(EARLY):
            return ()
        settings, day = self.project.settings, self.say.spelled.day(self.project.start)
        text = self.say("the project starts on {day}", day=day)
        source = settings.cells.get("start", settings.source)
        return (FactText(text=text, source=source, field="value"),)

    def is_usual(self, fact: Fact) -> bool:
        """Whether it is only what somebody always works."""
        return fact.kind == "calendar" and not any(
            one.who == fact.position for one in self.absences
        )

    def is_status_date(self, fact: Fact) -> bool:
        """Whether it only says that what is not done comes after the status date."""
        bound = bound_of(self.translation, fact) if fact.kind == "start_min" else None
        return bound is not None and bound.field == "status_date"

    def is_asked(self, fact: Fact) -> bool:
        """Whether it is the finish that is asked for."""
        return fact.kind == "end_max" and self._of(fact.position).id == self.asked

    @cached_property
    def _tellers(self) -> Mapping[str, Callable[[Fact], Iterator[FactText]]]:
        return {
            "work": self._work,
            "precedence": self._link,
            **dict.fromkeys(LATE, self._latest),
            **dict.fromkeys(EARLY, self._earliest),
            "capacity": self._capacity,
            "calendar": self._hours_of,
            "reservation": self._meetings,
            "budget": self._budget,
            "material": self._material,
            "staffing": self._staffing,
            "hours": self._hours,
            "pause": self._pause,
            **dict.fromkeys(("seats", "horizon"), lambda _: iter(())),
        }

    def _of(self, activity: int) -> Task:
        return self.project.tasks[self.translation.origins[activity].row]

    def _name(self, activity: int) -> str:
        return self._of(activity).title

    def _amount(self, minutes: float) -> str:
        return lag_words(Lag(amount=minutes), self.project.settings, self.say)

    def _work(self, fact: Fact) -> Iterator[FactText]:
        """That it has to be done: what it costs, where a budget limits that, and what it takes."""
        kinds = {other.kind for other in self.facts}
        if "budget" in kinds:
            yield from self._cost(fact.position)
        if "material" in kinds:
            yield from self._uses(fact.position)
        if "budget" not in kinds or kinds - _OF_MONEY:
            yield from self._time(fact)
            yield from self._needed(fact)

    def _cost(self, activity: int) -> Iterator[FactText]:
        """The least cost of a task, over its ways."""
        task, modes = self._of(activity), self.problem.activities[activity].modes
        people = [sum(cost for seat in mode.seats for cost in _cheapest(seat)) for mode in modes]
        least = min(mode.cost + cost for mode, cost in zip(modes, people, strict=True))
        paid, fixed = any(people), any(mode.cost for mode in modes)
        if least:
            field = "resources" if paid and not fixed else "fixed_cost"
            text = "{task} costs {amount} at least" if paid else "{task} costs {amount}"
            amount = money_text(money(least), self.project, self.say)
            text = self.say(text, task=task.title, amount=amount)
            yield FactText(text=text, source=task.source, field=field)

    def _uses(self, activity: int) -> Iterator[FactText]:
        """The use of scarce materials by a task."""
        task = self._of(activity)
        short = {
            self.project.limited_materials[fact.position].name: fact.position
            for fact in self.facts
            if fact.kind == "material"
        }
        for need in task.needs:
            for name in need.names:
                if name in short and self.translation.origins[activity].role == "task":
                    material = self.project.limited_materials[short[name]]
                    much = quantity_text(quantity(need), material, self.say)
                    text = self.say("{task} uses {amount}", task=task.title, amount=much)
                    field = "materials" if "materials" in task.source.columns else "resources"
                    yield FactText(text=text, source=task.source, field=field)

    def _material(self, fact: Fact) -> Iterator[FactText]:
        """The stock and the deliveries of a material."""
        material, say = self.project.limited_materials[fact.position], self.say
        much = quantity_text(material.stock or Decimal(0), material, say)
        text = say("there are {amount} when the project starts", amount=much)
        yield FactText(text=text, source=material.source, field="stock")
        for one in self.project.deliveries:
            if one.material == material.name:
                much = quantity_text(one.quantity, material, say)
                text = say("{amount} come on {when}", amount=much, when=day_text(one.when, say))
                yield FactText(text=text, source=one.source, field="quantity")

    def _time(self, fact: Fact) -> Iterator[FactText]:
        task, name = self._of(fact.position), self._name(fact.position)
        if self.translation.origins[fact.position].role != "task":
            return
        if task.spans:
            text = self.say("{task} runs from the first to the last of what it spans", task=name)
            yield FactText(text=text, source=task.source, field="spans")
        elif task.progress.begun:
            yield from self._rest(task)
        elif task.duration:
            text = self.say("{task} takes {amount}", task=name, amount=self._amount(task.duration))
            yield FactText(text=text, source=task.source, field="duration")
        elif task.duration is None and task.work:
            amount = self._amount(task.work)
            text = self.say("{task} is {amount} of work", task=name, amount=amount)
            yield FactText(text=text, source=task.source, field="work")

    def _rest(self, task: Task) -> Iterator[FactText]:
        """What is left of a task under way."""
        told, whole = task.progress, task.duration or task.work or 0
        left, field_name = told.remaining_duration, "remaining_duration"
        if left is None:
            left, field_name = round(whole * (1 - (told.percent or 0))), "percent_complete"
        if left:
            text = self.say("{amount} of {task} are left", task=task.title,
                            amount=self._amount(left))  # fmt: skip
            known = field_name in task.source.columns
            yield FactText(text=text, source=task.source, field=field_name if known else "duration")

    def _needed(self, fact: Fact) -> Iterator[FactText]:
        """That a task needs somebody who is away."""
        away = {one.who for one in self.absences}
        modes = self.problem.activities[fact.position].modes
        groups = [set(seat.group) for mode in modes for seat in mode.seats]
        only = [k for group in groups if len(group) == 1 for k in group & away]
        if only and self.translation.origins[fact.position].role == "task":
            task, workers = self._of(fact.position), self.translation.crew.workers
            names = dict.fromkeys(workers[k].name for k in only)
            needs = ", ".join(names)
            text = self.say("{task} needs {names}", task=task.title, names=needs)
            field = "skills" if "skills" in task.source.columns else "resources"
            yield FactText(text=text, source=task.source, field=field, task=task.label, needs=needs)

    def _end(self, end: datetime) -> Iterator[FactText]:
        text = self.say("nothing is planned after {day}", day=self.say.spelled.day(end))
        yield FactText(text=text)

    def _hours(self, fact: Fact) -> Iterator[FactText]:
        task = self._of(fact.position)
        if task.unbroken:
            text = "those who do {task} are there together at times only"
            yield FactText(
                text=self.say(text, task=task.title), source=task.source, field="resources"
            )

    def _pause(self, fact: Fact) -> Iterator[FactText]:
        task, say = self._of(fact.position), self.say
        text = say("who is on {task} may not pause", task=task.title)
        if task.longest_pause:
            most = self._amount(task.longest_pause)
            text = say("who is on {task} may pause for at most {most}", task=task.title, most=most)
        field = "longest_pause" if "longest_pause" in task.source.columns else "no_pause"
        yield FactText(text=text, source=task.source, field=field)

    def _link(self, fact: Fact) -> Iterator[FactText]:
        link, pair = self.translation.links[fact.position], self.problem.precedences[fact.position]
        written, say = link.dependency, self.say
        if written is None:
            return
        if link.back:
            names = {"second": self._name(pair.first), "first": self._name(pair.second)}
            most = lag_words(written.max_lag or Lag(), self.project.settings, say)
            text = say("{second} may wait for {first} for at most {most}", **names, most=most)
            source = self._of(pair.first).source
        else:
            names = {"first": self._name(pair.first), "second": self._name(pair.second)}
            amount = lag_words(written.lag, self.project.settings, say)
            if written.lag.amount < 0:
                text = say(LED[written.kind], **names, amount=amount)
            else:
                text = say(LINKED[written.kind], **names)
                text += say(", then {amount}", amount=amount) if written.lag.amount else ""
            source = self._of(pair.second).source
        yield FactText(text=text, source=source, field="predecessors")

    def _latest(self, fact: Fact) -> Iterator[FactText]:
        bound, grid = bound_of(self.translation, fact), self.translation.grid
        by_start = fact.kind == "start_max"
        if bound is None:
            return
        opening = grid.opening(max(0, bound.slot)) if by_start else grid.closing(bound.slot)
        when = meant_text(bound, opening, self.say)
        text = (
            "{task} has to start by {when}" if by_start else "{task} has to be finished by {when}"
        )
        if other_side(self.translation, fact) in self.facts:
            text = "{task} has to start on {when}" if by_start else "{task} has to end on {when}"
        text = self.say(HELD.get(bound.field, text), task=self._name(fact.position), when=when)
        if self.is_asked(fact):
            yield FactText(text=text)
            return
        field = bound.field or constraint_field(bound.task, bound.kind)
        yield FactText(text=text, source=bound.task.source, field=field)

    def _earliest(self, fact: Fact) -> Iterator[FactText]:
        bound, say, grid = bound_of(self.translation, fact), self.say, self.translation.grid
        by_start, settings = fact.kind == "start_min", self.project.settings
        name = self._name(fact.position)
        if bound is None:  # a milestone, as the project's first day begins
            source = settings.cells.get("start", settings.source)
            text = say("{task} cannot be before the project starts", task=name)
            yield FactText(text=text, source=source, field="value")
            return
        if bound.field == "status_date":
            yield self._status_date()
            return
        opening = grid.opening(bound.slot) if by_start else grid.closing(bound.slot)
        text = (
            "{task} cannot start before {when}" if by_start else "{task} cannot end before {when}"
        )
        text = {**HELD, **EARLIEST}.get(bound.field, text)
        text = say(text, task=name, when=meant_text(bound, opening, self.say))
        field = bound.field or constraint_field(bound.task, bound.kind)
        yield FactText(text=text, source=bound.task.source, field=field)

    def _status_date(self) -> FactText:
        """That nothing can be done any more before the status date."""
        settings, say = self.project.settings, self.say
        when = day_text(settings.status_date or self.project.start, say)
        text = say("what is not done comes after {when}, the status date", when=when)
        source = settings.cells.get("status_date", settings.source)
        return FactText(text=text, source=source, field="value")

    def _capacity(self, fact: Fact) -> Iterator[FactText]:
        worker, say = self.translation.crew.workers[fact.position], self.say
        shares = dict.fromkeys(say.number(term.max_units, ".0%") for term in worker.there)
        share, *later = shares
        share += "".join(say(", then {amount}", amount=other) for other in later)
        text = say("there is {share} of {name}", share=share, name=worker.name)
        if {term.max_units for term in worker.there} == {1}:
            text = say("there is only one {name}", name=worker.name)
        yield FactText(text=text, source=worker.source, field="max_units")

    def _hours_of(self, fact: Fact) -> Iterator[FactText]:
        """The usual hours, unless somebody is away then, which is a fact of its own."""
        if self.is_usual(fact):
            yield self._week(fact.position)

    def _week(self, position: int) -> FactText:
        """What somebody works; with the calendar of a task that it has to meet, if it has one."""
        worker, say = self.translation.crew.workers[position], self.say
        week = week_text(self.translation.times.people[position].week, say.weekdays)
        text = say("{name} works {week}", name=worker.name, week=week)
        text = text if week else say("{name} never works", name=worker.name)
        field = "calendar" if "calendar" in worker.source.columns else "name"
        told = FactText(text=text, source=worker.source, field=field)
        return next(self._on_calendar(position, text), told)

    def _on_calendar(self, worker: int, hours: str) -> Iterator[FactText]:
        """Tasks of a worker that have a calendar of their own."""
        for fact in self.facts:
            if fact.kind == "work" and (calendar := self._of(fact.position).calendar):
                choices = self.problem.choices(fact.position)
                if any(candidate.resource == worker for _, _, candidate in choices):
                    task = self._of(fact.position)
                    text = "{hours}, and {task} is done on the calendar {calendar} only"
                    text = self.say(text, hours=hours, task=task.title, calendar=calendar)
                    yield FactText(text=text, source=task.source, field="calendar")

    def _absence(self, one: Absence, *others: Absence) -> FactText:
        if one.who is not None and one.kind == "units":
            return next(self._capacity(Fact(kind="capacity", position=one.who)))
        if one.who is not None and one.kind == "week":
            return self._week(one.who)
        workers = self.translation.crew.workers
        names = [workers[each.who].name for each in (one, *others) if each.who is not None]
        text = absence_text(one, ", ".join(names), self.say, several=bool(others))
        return FactText(text=text, source=one.source, field=one.column)

    def _meetings(self, fact: Fact) -> Iterator[FactText]:
        """The meetings that take a part of somebody just then."""
        held, grid = self.problem.reservations[fact.position], self.translation.grid
        first, last = grid.opening(held.start), grid.closing(held.end)
        for position, meeting in self.translation.times.meetings_in_part():
            if position == held.resource and meeting.start < last and meeting.finish > first:
                yield self._absence(at_meeting(meeting, position))

    def _budget(self, fact: Fact) -> Iterator[FactText]:
        budget, say = self.project.budgets[fact.position], self.say
        amount = money_text(budget.limit, self.project, self.say)
        name = budget_text(budget, self.project, say)
        text = say("{budget} is {amount}", budget=name, amount=amount)
        yield FactText(text=text, source=budget.source, field="limit")

    def _staffing(self, fact: Fact) -> Iterator[FactText]:
        pair = self.problem.staffing[fact.position]
        text = "{task} is done by others than {other}"
        text = "{task} is done by the same people as {other}" if pair.same else text
        text = self.say(text, task=self._name(pair.first), other=self._name(pair.second))
        column = "same_as" if pair.same else "different_from"
        yield FactText(text=text, source=self._of(pair.first).source, field=column)


def _cheapest(seat: Seat) -> list[int]:
    """The cost of the cheapest people who fill a seat."""
    return sorted(candidate.least for candidate in seat.candidates)[: seat.count]
