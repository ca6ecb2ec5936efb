"""Texts of findings: tasks, hours and days."""

from collections.abc import Iterable
from datetime import date

from planner.audit.dated import DatedPlan
from planner.language.words import Words

NAMED = 4
"""Tasks named in a sentence; the others are counted."""


def titles(schedule: DatedPlan, rows: Iterable[int], say: Words) -> str:
    """Some tasks by their titles, and how many more there are."""
    titles = [schedule.project.tasks[row].title for row in rows]
    more = " " + say("and {n} more", n=len(titles) - NAMED) if len(titles) > NAMED else ""
    return ", ".join(titles[:NAMED]) + more


def hours_text(minutes: float, say: Words) -> str:
    """Minutes as hours."""
    return f"{say.number(minutes / 60, '.4g')} h"


def day_text(day: int, say: Words) -> str:
    """The day of a moment."""
    return say.day(date.fromordinal(day))
