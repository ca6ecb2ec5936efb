"""Changes in words: a paragraph for those above, a notice for each whom they concern."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from planner.control.plan_changes import Change, ChangeKind
from planner.language.words import Words
from planner.plan import Plan
from planner.worktime.days import last_day

_MOST_NAMED = 3
_COUNTED: dict[ChangeKind, str] = {
    "new": "{n} new",
    "gone": "{n} gone",
    "finished": "{n} finished",
    "moved": "{n} moved",
    "people": "{n} with other people",
    "longer": "{n} longer",
    "dearer": "{n} dearer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The changes that one person has to know.

    Args:
        name: Who.
        works: Whether they work on the tasks; else they wait for them.
        lines: A sentence for each change.
        changes: The changes.
    """

    name: str
    works: bool
    lines: tuple[str, ...]
    changes: tuple[Change, ...]

    def text(self, plan: Plan, say: Words) -> str:
        """The notice as a message."""
        title = plan.project.name or say("the project")
        head = say("Changes in the plan of {project} for {name}:", project=title, name=self.name)
        return "\n".join([head, "", *(f"- {line}" for line in self.lines), ""])


def paragraph(plan: Plan, changes: Sequence[Change], say: Words) -> str:
    """The changes in a few sentences."""
    if not changes:
        return say("Nothing changed.")
    counts = Counter(kind for change in changes for kind in change.kinds)
    parts = [say(text, n=counts[kind]) for kind, text in _COUNTED.items() if counts[kind]]
    texts = [
        say(
            "{tasks} changed: {parts}.",
            tasks=say.count(len(changes), "task"),
            parts=", ".join(parts),
        )
    ]
    texts.append(_finish(plan, changes, say))
    cost = sum((change.cost for change in changes), Decimal(0))
    if abs(cost) >= 1:
        text = "The cost rises by {money}." if cost > 0 else "The cost falls by {money}."
        amount = f"{say.number(abs(cost))} {plan.project.currency}".strip()
        texts.append(say(text, money=amount))
    later = sorted((c for c in changes if c.days > 0 and c.cause), key=lambda c: -c.days)
    if later:
        named = "; ".join(
            f"{c.name} (+{say.number(c.days, ',g')}): {c.cause}" for c in later[:_MOST_NAMED]
        )
        texts.append(say("Moved most: {tasks}.", tasks=named))
    return " ".join(texts)


def _finish(plan: Plan, changes: Sequence[Change], say: Words) -> str:
    """Whether the finish of the whole moved."""
    unchanged = {
        row.task.id: row.finish for row in plan.rows if row.finish and not row.task.summary
    }
    for change in changes:
        unchanged.pop(change.task, None)
    before = [c.before[1] for c in changes if c.before] + [
        when for when in unchanged.values() if when
    ]
    if not before or last_day(max(before)) == last_day(plan.finish):
        return say("The finish stays on {day}.", day=say.day(last_day(plan.finish)))
    return say(
        "The finish moves from {before} to {day}.",
        before=say.day(last_day(max(before))),
        day=say.day(last_day(plan.finish)),
    )


def notices(plan: Plan, changes: Sequence[Change], say: Words) -> tuple[Notice, ...]:
    """One notice for each person and for each stakeholder of a changed task, by name."""
    things = {one.name for one in plan.project.resources if one.kind != "person"}
    people: dict[str, list[Change]] = {}
    for change in changes:
        for name in dict.fromkeys((*change.people_before, *change.people_after)):
            if name not in things:
                people.setdefault(name, []).append(change)
    found = [_notice(name, mine, say) for name, mine in people.items()]
    waiting: dict[str, list[Change]] = {}
    for change, names in _awaited(plan, changes):
        for name in names:
            waiting.setdefault(name, []).append(change)
    for name, theirs in waiting.items():
        lines = tuple(_told(change, say) for change in theirs)
        found.append(Notice(name=name, works=False, lines=lines, changes=tuple(theirs)))
    return tuple(found)


def _awaited(plan: Plan, changes: Sequence[Change]) -> Iterator[tuple[Change, tuple[str, ...]]]:
    """Each change with those who wait for the task, or for a phase above it."""
    tasks = {task.id: task for task in plan.project.tasks}
    for change in changes:
        names: dict[str, None] = {}
        here, passed = change.task, set[str]()
        while here in tasks and here not in passed:
            passed.add(here)
            names |= dict.fromkeys(tasks[here].stakeholders)
            here = tasks[here].parent
        if names:
            yield change, tuple(names)


def _notice(name: str, changes: Sequence[Change], say: Words) -> Notice:
    lines = tuple(_mine(name, change, say) for change in changes)
    return Notice(name=name, works=True, lines=lines, changes=tuple(changes))


def _mine(name: str, change: Change, say: Words) -> str:
    """A change, in words for somebody who works on it."""
    if name not in change.people_after:
        text = "“{task}” is no longer yours"
    elif name not in change.people_before:
        text = "“{task}” is yours now, {after}"
    else:
        return _told(change, say)
    told = say(text, task=change.name, after=_period(change, say))
    cause = change.handed or change.cause
    return f"{told}: {cause}" if cause else told


def _told(change: Change, say: Words) -> str:
    """A change in the words for anybody."""
    if change.kind == "gone":
        told = say("“{task}” is no longer planned", task=change.name)
    elif change.kind == "new":
        told = say("“{task}” is new, {after}", task=change.name, after=_period(change, say))
    elif change.kind == "finished":
        return say("“{task}” is finished, {after}", task=change.name, after=_period(change, say))
    elif "moved" in change.kinds:
        before, after = _period(change, say, after=False), _period(change, say)
        if before == after:
            before, after = _times(change.before, say), _times(change.after, say)
        told = say(
            "“{task}” is {after} instead of {before}",
            task=change.name,
            after=after,
            before=before,
        )
    else:
        told = say("“{task}” stays {after}", task=change.name, after=_period(change, say))
    return f"{told}: {change.cause}" if change.cause else told


def _period(change: Change, say: Words, *, after: bool = True) -> str:
    span = change.after if after else change.before
    if span is None:
        return "–"
    start, finish = span[0].date(), last_day(span[1])
    return say.day(start) if start == finish else f"{say.day(start)} – {say.day(finish)}"


def _times(span: tuple[datetime, datetime] | None, say: Words) -> str:
    """A span with its times of day, for days that are the same."""
    return " – ".join(f"{say.day(when)} {when:%H:%M}" for when in dict.fromkeys(span or ()))
