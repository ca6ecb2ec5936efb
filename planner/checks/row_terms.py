"""People with several rows, each for some days: rows that are in each other's way."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from planner.errors import Issue
from planner.phrase import Phrase, phrase
from planner.project import Resource


def term_faults(resources: Iterable[Resource]) -> Iterator[Issue]:
    """Every fault and doubt about the rows of people who have several."""
    for resource in resources:
        first, *others = resource.terms or (resource,)
        for before, term in pairwise(sorted(resource.terms, key=_since)):
            if before.available_until is None or before.available_until >= _since(term):
                yield _overlap(before, term)
        for term in others:
            yield from _differing(first, term)
        if any(term.overtime_hours for term in resource.terms):
            yield first.source.issue(
                "overtime-ignored",
                phrase("no overtime is planned for somebody who has several rows"),
                "overtime_hours",
                severity="warning",
                remedy=phrase("leave Overtime Hours blank, or keep to one row"),
            )


def _since(term: Resource) -> date:
    return term.available_from or date.min


def _overlap(before: Resource, term: Resource) -> Issue:
    """Finds rows of one name that hold on the same day."""
    other = f"{before.source.sheet}!{before.source.cell('available_until')}"
    until = (
        phrase("until {available_until}", available_until=before.available_until)
        if before.available_until
        else phrase("without an end")
    )
    return term.source.issue(
        "rows-overlap",
        phrase(
            "{name} has another row, {other}, that holds {until}",
            name=term.name,
            other=other,
            until=until,
        ),
        "available_from",
        got=term.available_from or "",
        remedy=phrase("let each row of a name end before the next begins, in Available Until"),
    )


def _differing(first: Resource, term: Resource) -> Iterator[Issue]:
    """Finds fields that have to be the same in all rows of a name."""
    if term.efficiency != first.efficiency:
        yield term.source.issue(
            "changing-efficiency",
            phrase(
                "{sheet}!{value} says another one; the rows of a name can change units, "
                "rates and calendars, not yet the efficiency",
                sheet=first.source.sheet,
                value=first.source.cell("efficiency"),
            ),
            "efficiency",
            got=f"{term.efficiency:.0%}",
            remedy=phrase("write the same in all rows of the name"),
        )
    for field in ("skills", "groups"):
        if getattr(term, field) != getattr(first, field):
            yield term.source.issue(
                "changing-skills",
                phrase(
                    "the {field} of all rows of {name} are taken to hold all the time",
                    field=Phrase(field),
                    name=term.name,
                ),
                field,
                severity="warning",
                remedy=phrase("write the same in all rows of the name"),
            )
