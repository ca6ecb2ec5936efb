"""The findings of an audit: each rule that dates break is an issue at its cell."""

from collections.abc import Iterator

from planner.audit.date_findings import broken_links, hard_dates, late_tasks, off_work, past_work
from planner.audit.judged import Judged
from planner.audit.load_findings import double_booked, over_budget, unstaffed
from planner.errors import Issue
from planner.language.words import Words


def findings(judged: Judged, say: Words) -> Iterator[Issue]:
    """All findings, in a language."""
    schedule = judged.schedule
    yield from double_booked(judged, say)
    yield from off_work(judged, say)
    yield from broken_links(judged.network, say)
    yield from unstaffed(schedule, say)
    yield from late_tasks(schedule, say)
    yield from hard_dates(schedule, say)
    yield from past_work(schedule, say)
    yield from over_budget(judged, say)
