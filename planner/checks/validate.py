"""Checks what spans objects: unknown names, circles, too few people.

`validate` lists every fault of a project, read from a workbook or built in Python. Reading checks
what one cell says.
"""

from collections.abc import Callable, Iterator, Sequence

from planner.checks.directory import Directory
from planner.checks.link_faults import circle_faults, link_faults, span_faults, unlinked
from planner.checks.money_faults import budget_faults, material_faults
from planner.checks.staff_faults import (
    absence_faults,
    calendar_faults,
    contract_faults,
    faults_of_pairs,
    staffing_faults,
)
from planner.checks.task_faults import amount_faults, date_faults
from planner.errors import Issue
from planner.language.text import key
from planner.phrase import Phrase, phrase
from planner.project import Project, Source


def validate(project: Project) -> tuple[Issue, ...]:
    """Every fault and doubt about a project as a whole."""
    known = Directory(project=project)
    return tuple(issue for check in CHECKS for issue in check(known))


def _duplicates(known: Directory) -> Iterator[Issue]:
    project = known.project
    named: tuple[tuple[str, str, Sequence[tuple[str, Source]]], ...] = (
        ("name", "name", [(key(r.name), r.source) for r in project.resources]),
        ("calendar", "name", [(key(w.name), w.source) for w in project.weeks]),
        ("id", "ID", [(key(t.id), t.source) for t in project.tasks]),
    )
    for field, what, objects in named:
        first: dict[str, Source] = {}
        for name, source in objects:
            earlier = first.setdefault(name, source)
            if earlier is not source:
                yield source.issue(
                    f"duplicate-{field}",
                    phrase(
                        "{sheet}!{field} has the same {what}",
                        sheet=earlier.sheet,
                        field=earlier.cell(field),
                        what=Phrase(what),
                    ),
                    field,
                    got=name,
                    remedy=phrase("give each its own, or delete one of the rows"),
                )


CHECKS: tuple[Callable[[Directory], Iterator[Issue]], ...] = (
    _duplicates,
    link_faults,
    span_faults,
    unlinked,
    circle_faults,
    amount_faults,
    staffing_faults,
    faults_of_pairs,
    calendar_faults,
    absence_faults,
    contract_faults,
    date_faults,
    budget_faults,
    material_faults,
)
"""All checks; their order does not matter."""
