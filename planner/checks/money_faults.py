"""Faults of budgets and materials."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from planner.checks.directory import Directory
from planner.errors import Issue
from planner.language.text import did_you_mean
from planner.phrase import phrase
from planner.project import Project


def budget_faults(known: Directory) -> Iterator[Issue]:
    """Budgets for tasks that are not there."""
    tasks = known.project.tasks
    names = {text for task in tasks for text in (task.id, task.wbs, task.name) if text}
    for budget in known.project.budgets:
        if budget.scope and budget.scope not in names:
            yield budget.source.issue(
                "unknown-scope",
                phrase("no task has this WBS, ID or name"),
                "scope",
                got=budget.scope,
                remedy=did_you_mean(
                    budget.scope, names, phrase("correct it, or leave it blank for all")
                ),
            )


def material_faults(known: Directory) -> Iterator[Issue]:
    """Materials that a task names twice, or that tasks use more of than there ever is."""
    least: dict[str, float] = {}
    for task in known.project.tasks:
        used = [
            (name, need.units * need.count)
            for need in task.needs
            for name in need.names
            if name in known.resources and known.resources[name].kind == "material"
        ]
        names = [name for name, _ in used]
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            field = "materials" if "materials" in task.source.columns else "resources"
            message = phrase("{name} is named more than once", name=name)
            remedy = phrase("add the amounts up")
            yield task.source.issue("material-twice", message, field, remedy=remedy)
        for name, amount in used if task.drop_cost is None and not task.summary else ():
            least[name] = least.get(name, 0) + amount
    yield from _short(known.project, least)


def _short(project: Project, least: Mapping[str, float]) -> Iterator[Issue]:
    """Materials that tasks use more of than there ever is."""
    for one in project.limited_materials:
        comes = [d.quantity for d in project.deliveries if d.material == one.name]
        there = float(sum(comes, one.stock or Decimal(0)))
        used = least.get(one.name, 0)
        if used > there + 1e-9:
            yield one.source.issue(
                "material-short",
                phrase(
                    "tasks use {used:,.12g} of {name}, there are {there:,.12g} in all",
                    used=used,
                    name=one.name,
                    there=there,
                ),
                "stock",
                got="" if one.stock is None else f"{float(one.stock):.12g}",
                remedy=phrase(
                    "add a delivery of {amount:,.12g} or more, or use less",
                    amount=used - there,
                ),
            )
