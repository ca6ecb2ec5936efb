"""An audit in a few lines for a terminal."""

from collections.abc import Iterator

from planner.audit import Audit, Point
from planner.language.words import ENGLISH
from planner.writing.report.audit_sheet import RULES, headline

_LISTED = 8


def of_audit(found: Audit) -> str:
    """The share of hours that break no rule, what breaks them, and the fourteen points."""
    undated = f", {found.undated} have none" if found.undated else ""
    return "\n".join(
        [
            f"{headline(found, None, ENGLISH)}; {found.tasks} tasks have dates{undated}.",
            *(f"  {count:>5}  {name}" for name, count in _counts(found)),
            "Schedule assessment (DCMA):",
            *map(_point, found.points),
        ]
    )


def _counts(found: Audit) -> Iterator[tuple[str, int]]:
    for code, name in RULES:
        if found.counts.get(code):
            yield name, found.counts[code]


def _point(point: Point) -> str:
    mark = {True: "ok", False: "NO", None: "–"}[point.met]
    labels = ", ".join(point.tasks[:_LISTED]) + (", …" if len(point.tasks) > _LISTED else "")
    tail = point.note or (labels if point.met is False else "")
    head = f"  {mark:<3}{point.number:>2}  {point.name:<34}{_value(point):>8}"
    return f"{head}  {point.held_against:<8}{tail}".rstrip()


def _value(point: Point) -> str:
    if point.value is None:
        return ""
    return f"{point.value:.1%}" if point.unit == "share" else f"{point.value:.3g}"
