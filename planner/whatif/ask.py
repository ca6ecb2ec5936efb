"""Answers questions: possible at which price and for whom, or impossible because of which facts.

Everything is planned again with the requested change, and all else unchanged. A price is the
difference from the present plan in the first goal that differs. It is proved if no plan with the
change that is as good in the goals before has less.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from planner.analysis.impossible import reasons_against
from planner.analysis.wording import day_text, money_text
from planner.checks.circles import circles
from planner.errors import Issue
from planner.language.words import ENGLISH, Words
from planner.plan import Answer, Plan, PlannedTask
from planner.project import Need, Project, Resource, Task
from planner.whatif import trial_changes
from planner.whatif.levers import Base, SearchEffort, levers
from planner.whatif.prices import changed, counted, figure
from planner.whatif.questions import Question
from planner.whatif.replan import NEAR, Replanned, alike, best_of, of_plan, shared_goals
from planner.whatif.trial_changes import Edit

_NAMED = 6


def answer(base: Base, asked: Question, effort: SearchEffort, words: Words = ENGLISH) -> Answer:
    """The answer to a question about a plan."""
    return _Answerer(base, effort, words).answer(asked)


def trials(asked: Question, project: Project) -> int:
    """The most plannings that one question takes."""
    return len(project.resources) if asked.kind == "who" else 1


class _Answerer:
    def __init__(self, base: Base, effort: SearchEffort, words: Words) -> None:
        self.base, self.effort, self.say = base, effort, words
        self.plan: Plan = base.plan
        self.before = of_plan(base.plan)

    def answer(self, asked: Question) -> Answer:
        if asked.kind == "who":
            return self._who(asked)
        if asked.kind == "help":
            return self._help(asked)
        if asked.person is not None and (need := _lacking(asked.person, asked.task)):
            why = self._lacks(asked.person, need)
            text = self.say("no, impossible")
            return Answer(question=asked.text, possible=False, text=text, lines=(why,), proved=True)
        return self._told(asked, self._edit(asked))

    def _edit(self, asked: Question) -> Edit:
        task = asked.task.id
        if asked.kind == "by" and asked.by is not None:
            return partial(trial_changes.finished_by, task=task, by=asked.by)
        if asked.kind == "before" and asked.other is not None:
            return partial(trial_changes.before, first=task, after=asked.other.id)
        if asked.person is None:
            raise ValueError(f"an incomplete question: {asked}")
        return self._doing(asked.task, asked.person)

    def _doing(self, task: Task, person: Resource) -> Edit:
        seats = [k for k, need in enumerate(task.needs) if _able(person, need)]
        position = (seats or [0])[0]
        return partial(trial_changes.done_by, task=task.id, name=person.name, position=position)

    def _told(self, asked: Question, edit: Edit) -> Answer:
        say, project = self.say, edit(self.plan.project)
        trial = self.base.trial(project, self.effort.limits)
        if trial.as_it_stands:
            text = say("yes, the plan has it so already")
            worse = (0.0,) * len(self.before.goals)
            lines = tuple(self._task(asked, self.plan))
            return Answer(
                question=asked.text, possible=True, text=text, lines=lines, proved=True, worse=worse
            )
        tried = trial.plan(say, self.effort.stop)
        if tried.plan is not None:
            return self._possible(asked, tried.plan)
        if tried.faults:
            facts = tuple(self._faults(asked, project, tried.faults))
        elif tried.status == "infeasible" and tried.translation is not None:
            # an earlier finish fits the axis of the present plan, on which proofs are easier
            found = tried.first if asked.kind == "by" and tried.first else tried.translation
            by = asked.task.id if asked.kind == "by" else ""
            facts = tuple(_fact(one, self.say) for one in reasons_against(found, say, asked=by))
        else:
            text = say("nothing was found in the time given, nor a proof that there is nothing")
            return Answer(question=asked.text, possible=None, text=text)
        text = say("no, impossible")
        return Answer(question=asked.text, possible=False, text=text, lines=facts, proved=True)

    def _faults(self, asked: Question, project: Project, faults: Iterable[Issue]) -> Iterator[str]:
        """The faults that the workbook would have."""
        for circle in circles(project.tasks):
            pairs = zip(circle, (*circle[1:], circle[0]), strict=True)
            links = [self._waits(asked, *one, other) for one, (other, _) in pairs]
            text = "with it these tasks would wait for each other in a circle: {tasks}"
            yield self.say(text, tasks="; ".join(links))
        for fault in faults:
            if fault.code != "cycle":
                yield _fact(fault, self.say)

    def _waits(self, asked: Question, task: Task, cell: str, other: Task) -> str:
        """A link of a circle, with its cell unless it is the one that is asked for."""
        text = self.say("{second} waits for {first}", second=task.title, first=other.title)
        here = asked.other is not None and (asked.other.id, asked.task.id) == (task.id, other.id)
        return text if here or not cell else f"{text} ({task.source.sheet}!{cell})"

    def _possible(self, asked: Question, plan: Plan) -> Answer:
        after = of_plan(plan)
        text, proved = self._price(after)
        lines = (
            *self._task(asked, plan),
            *self._late(plan),
            *self._people(plan),
            *self._moved(plan),
        )
        pairs = shared_goals(self.before, after)
        return Answer(
            question=asked.text,
            possible=True,
            text=text,
            lines=lines,
            proved=proved,
            worse=tuple(round(best_of(now) - best_of(was), 4) for was, now in pairs),
        )

    def _price(self, after: Replanned) -> tuple[str, bool]:
        """The price in the first goal that differs, and in money; whether it is proved."""
        say, proved = self.say, alike(self.before, after)
        for goal, found in shared_goals(self.before, after):
            was, now = best_of(goal), best_of(found)
            if abs(now - was) <= NEAR:
                proved = proved and goal.bound >= was - NEAR
                continue
            kind = counted(goal.name, now - was, after.cost - self.before.cost)
            price = changed(now - was, goal.unit, kind, say)
            money = self._money(after, goal.name)
            if now < was:
                text = "yes, nothing is lost: a plan with {price} was found"
                return say(text, price=price) + money, False
            least = found.bound - was if proved else 0.0
            if least >= now - was - NEAR:
                text = "yes, with {price}; no plan has it for less, which is proved"
                return say(text, price=price) + money, True
            price = changed(now - was, goal.unit, kind, say, about=True)
            text = say("yes, with {price}", price=price)
            if least > NEAR:
                text += say(", {n} at least", n=figure(least, say, down=True))
            return text + money, False
        return say("yes, nothing is lost"), proved

    def _money(self, after: Replanned, goal: str) -> str:
        """The cost, where that is not what the goal counts."""
        more = after.cost - self.before.cost
        if not more or goal in ("cost", "money"):
            return ""
        amount = money_text(abs(more), self.plan.project, self.say)
        text = "; it costs {money} more" if more > 0 else "; it costs {money} less"
        return self.say(text, money=amount)

    def _task(self, asked: Question, plan: Plan) -> Iterator[str]:
        for row in plan.rows:
            if row.task.id == asked.task.id and row.start and row.finish:
                people = ", ".join(dict.fromkeys(one.resource for one in row.bookings))
                text = "{task}: {start} to {finish}{people}"
                text = "{task}: {start}{people}" if row.start == row.finish else text
                yield self.say(
                    text,
                    task=row.task.title,
                    start=day_text(row.start, self.say),
                    finish=day_text(row.finish, self.say),
                    people=f", {people}" if people else "",
                )

    def _late(self, plan: Plan) -> Iterator[str]:
        """Deadlines that are kept no longer, or are again, and the finish."""
        say = self.say
        for row in plan.rows:
            was, now = self.before.late.get(row.task.id, 0.0), row.days_late or 0.0
            if abs(now - was) > NEAR:
                days = {"was": say.count(was, "day"), "now": say.count(now, "day")}
                yield say("{task}: {now} late, before {was}", task=row.task.title, **days)
        if plan.finish != self.plan.finish:
            now_at, was_at = (day_text(one.finish, say) for one in (plan, self.plan))
            yield say("the project finishes on {now}, before on {was}", now=now_at, was=was_at)

    def _people(self, plan: Plan) -> Iterator[str]:
        """The people who have more or less to do."""
        hours = {name: now - was for name, (was, now) in _hours(self.plan, plan).items()}
        for name, more in sorted(hours.items(), key=lambda one: (-abs(one[1]), one[0]))[:_NAMED]:
            if abs(more) > NEAR:
                text = "{name}: {n} h more" if more > 0 else "{name}: {n} h less"
                yield self.say(text, name=name, n=figure(abs(more), self.say))

    def _moved(self, plan: Plan) -> Iterator[str]:
        before = {row.task.id: row for row in self.plan.rows}
        moved = [
            row
            for row in plan.rows
            if not row.task.summary and row.start != before[row.task.id].start
        ]
        if moved:
            first = ", ".join(row.task.title for row in moved[:_NAMED])
            more = len(moved) - _NAMED
            tail = " " + self.say("and {n} more", n=more) if more > 0 else ""
            yield self.say("moved: {tasks}", tasks=first) + tail

    def _who(self, asked: Question) -> Answer:
        """The others who may do it, the cheapest first; then why the rest may not."""
        row = next(row for row in self.plan.rows if row.task.id == asked.task.id)
        there = {booking.resource for booking in row.bookings}
        others = [one for one in self.plan.project.resources if one.name not in there]
        found: list[tuple[tuple[float, ...], str]] = []
        unable: list[str] = []
        for person in others:
            if not _fits(person, row, self.plan):
                continue
            if need := _lacking(person, asked.task):
                unable.append(self._lacks(person, need))
                continue
            if self.effort.stop():
                break
            one = self._told(asked, self._doing(asked.task, person))
            rank = float(one.possible is not True), *one.worse
            why = f": {one.lines[0]}" if one.possible is False and one.lines else ""
            found.append((rank, f"{person.name}: {one.text}{why}"))
        lines = (*(text for _, text in sorted(found)), *unable)
        able = sum(rank[0] == 0 for rank, _ in found)
        tried = len(found) + len(unable)
        text = self.say("{n} of {m} others may do it", n=able, m=tried)
        text = text if tried else self.say("there is nobody else for it")
        return Answer(question=asked.text, possible=able > 0, text=text, lines=lines)

    def _help(self, asked: Question) -> Answer:
        """The changes that would make a late task less late, the best first."""
        say, id_ = self.say, asked.task.id
        chains = tuple(chain for chain in self.plan.chains if chain.of == id_)
        if not chains:
            text = say("{task} is not late", task=asked.task.title)
            return Answer(question=asked.text, possible=None, text=text)
        base = replace(self.base, plan=replace(self.plan, chains=chains))
        found = levers(base, self.effort, say)
        gains = [(dict(one.deadlines).get(id_, 0.0), one) for one in found.levers]
        helping = sorted((one for one in gains if one[0] > NEAR), key=lambda one: -one[0])
        lines = [
            say("{change}: {days} less late; {verdict}", change=one.text, verdict=one.verdict,
                days=say.count(gain, "day"))
            for gain, one in helping[:_NAMED]
        ]  # fmt: skip
        better = self.before.late.get(id_, 0.0) - of_plan(found.base.plan).late.get(id_, 0.0)
        if better > NEAR:
            text = (
                "planned longer, with nothing changed: {days} less late; changes come on top of it"
            )
            lines.insert(0, say(text, days=say.count(better, "day")))
        if left := found.left:
            lines.append(say("{n} changes that may help were not tried in the time given", n=left))
        text = say(
            "tried changes that make it less late: {n} of {m}",
            n=len(helping),
            m=len(found.levers),
        )
        return Answer(question=asked.text, possible=bool(helping), text=text, lines=tuple(lines))

    def _lacks(self, person: Resource, need: Need) -> str:
        """The reason why somebody may not do it, at the cell of their skills."""
        say, place = self.say, person.source
        cell = place.cell("skills")
        where = f" ({place.sheet}!{cell})" if cell else ""
        if person.name in need.excluded:
            return say("{name}: is excluded", name=person.name)
        level = say(" at level {n}", n=say.number(need.level, "g")) if need.level else ""
        text = say("{name}: has no {skill}{level}", name=person.name, skill=need.skill, level=level)
        return text + where


def _lacking(person: Resource, task: Task) -> Need | None:
    """The skill that somebody lacks for a task, if no seat on it is open to them."""
    lacking = [need for need in task.needs if not _able(person, need)]
    return lacking[0] if lacking and len(lacking) == len(task.needs) else None


def _able(person: Resource, need: Need) -> bool:
    """Whether somebody has what a seat asks for, named or not."""
    if person.name in need.excluded or person.kind == "material":
        return False
    return not need.skill or person.skills.get(need.skill, -1.0) >= need.level


def _fits(person: Resource, row: PlannedTask, plan: Plan) -> bool:
    """Whether somebody is of the same kind as those who do a task."""
    kinds = {one.name: one.kind for one in plan.project.resources}
    wanted = {kinds[booking.resource] for booking in row.bookings} or {"person"}
    return person.kind in wanted - {"material"}


def _fact(issue: Issue, say: Words) -> str:
    """A fact that stands against it, at its cell, and what would do."""
    head = f"{issue.place}: " if issue.place else ""
    remedy = f"; {say(issue.remedy)}" if issue.remedy else ""
    return f"{head}{say(issue.message)}{remedy}"


def _hours(before: Plan, after: Plan) -> dict[str, tuple[float, float]]:
    """Hours of work in two plans, by name."""
    found: dict[str, tuple[float, float]] = {}
    for k, plan in enumerate((before, after)):
        for row in plan.rows:
            for one in row.bookings:
                hours = one.minutes * one.units / 60
                was, now = found.get(one.resource, (0.0, 0.0))
                found[one.resource] = (was + hours, now) if k == 0 else (was, now + hours)
    return found
