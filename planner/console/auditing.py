"""An audit in a few lines for a terminal."""

from collections.abc import Iterator

from planner.audit import Audit, AuditPoint
from planner.language.text import first_few
from planner.language.words import ENGLISH, Words
from planner.writing.report.audit_sheet import RULES, headline

_LISTED = 8
_NAME = 34


def of_audit(found: Audit, say: Words = ENGLISH) -> str:
    """The share of hours that break no rule, what breaks them, and the fourteen points."""
    dated = say("{n} tasks have dates", n=found.tasks)
    if found.undated:
        dated = say("{dated}, {n} have none", dated=dated, n=found.undated)
    return "\n".join(
        [
            f"{headline(found, None, say)}; {dated}.",
            *(f"  {count:>5}  {say(name)}" for name, count in _counts(found)),
            say("Schedule assessment (DCMA)") + ":",
            *_points(found, say),
        ]
    )


def _counts(found: Audit) -> Iterator[tuple[str, int]]:
    for code, name in RULES:
        if found.counts.get(code):
            yield name, found.counts[code]


def _points(found: Audit, say: Words) -> Iterator[str]:
    marks = {True: say("ok"), False: say("NO"), None: "–"}
    mark = max(map(len, marks.values())) + 1
    name = max(_NAME, *(len(say(point.name)) for point in found.points))
    for point in found.points:
        labels = first_few(point.tasks, _LISTED)
        tail = say(point.note) or (labels if point.met is False else "")
        head = f"  {marks[point.met]:<{mark}}{point.number:>2}  {say(point.name):<{name}}"
        yield f"{head}{_value(point, say):>8}  {point.held_against:<8}{tail}".rstrip()


def _value(point: AuditPoint, say: Words) -> str:
    if point.value is None:
        return ""
    return say.number(point.value, ".1%" if point.unit == "share" else ".3g")
