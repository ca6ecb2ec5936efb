"""Splits of an MS Project XML file: days within a task on which nobody on it works.

The file does not say them; they show in the timephased work of the assignments, as stretches of
zero work between two with work that are longer than what a calendar would leave out.
"""

from datetime import datetime
from xml.etree.ElementTree import Element

from planner.interchange.place import ElementPlace, Report
from planner.interchange.safe_xml import children, record

SplitSpan = tuple[datetime, datetime]
_WORK = ("1", "2")
"""Remaining and actual work."""


def pauses_of(root: Element, report: Report) -> dict[str, list[SplitSpan]]:
    """The stretches, by task uid, in which none of the assignments has work."""
    work: dict[str, list[SplitSpan]] = {}
    gaps: dict[str, list[SplitSpan]] = {}
    for element in children(root, "Assignments", "Assignment"):
        task = record(element, ElementPlace(), report).text("TaskUID")
        for found in children(element, "TimephasedData"):
            fields = record(found, ElementPlace(), Report())
            start, finish = fields.moment("Start"), fields.moment("Finish")
            if fields.text("Type") not in _WORK or start is None or finish is None:
                continue
            spans = work if fields.minutes("Value") else gaps
            spans.setdefault(task, []).append((start, finish))
    return {
        task: inside
        for task, spans in gaps.items()
        if task in work and (inside := _inside(spans, sorted(work[task])))
    }


def _inside(gaps: list[SplitSpan], work: list[SplitSpan]) -> list[SplitSpan]:
    """The gaps that have work before and after them, and none in them."""
    first, last = work[0][0], max(end for _, end in work)
    within = sorted({gap for gap in gaps if first < gap[0] and gap[1] < last})
    found, at, busy_until = [], 0, first
    for start, finish in within:
        while at < len(work) and work[at][0] <= start:
            busy_until = max(busy_until, work[at][1])
            at += 1
        if busy_until <= start and (at == len(work) or work[at][0] >= finish):
            found.append((start, finish))
    return found
