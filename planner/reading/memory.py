"""Reads our own result sheets again: baselines, earlier plans, and progress that was filled in.

Columns are found by their heads in any of our languages, wherever they were moved to.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal

from planner.choice import Choice
from planner.language.text import fold
from planner.language.words import LANGUAGES
from planner.project import Project, Task
from planner.reading.cells import Book, Cell, Sheet
from planner.reading.dates import when
from planner.reading.money import money
from planner.reading.values import BadValueError
from planner.tracking.records import (
    Baseline,
    BaselineTask,
    Planning,
    Previous,
    PreviousTask,
)

_HEAD_ROWS = 12
BASELINE_HEADS = ("Baseline", "Saved", "ID", "Task", "Start", "Finish", "Work (h)", "Cost")
"""The heads of the sheet Baselines."""


def records(sheet: Sheet | None, heads: Sequence[str]) -> Iterator[Mapping[str, Cell]]:
    """Yields the rows below a table's heads, each as English head → cell."""
    if sheet is None:
        return
    known = {fold(words(head)): head for words in LANGUAGES.values() for head in heads}
    places: dict[int, str] = {}
    for number in sorted(sheet.rows):
        cells = sheet.rows[number]
        if places:
            row = {places[column]: cell for column, cell in cells.items() if column in places}
            if row:
                yield row
        elif number <= _HEAD_ROWS:
            found = {c: known[f] for c, cell in cells.items() if (f := _head(cell)) in known}
            places = found if len(found) > len(heads) / 2 else {}


def _head(cell: Cell) -> str:
    """A head without the currency or unit at its end."""
    text = cell.text
    return fold(text if text.endswith("(h)") else text.partition(" (")[0])


def saved_baselines(book: Book) -> tuple[Baseline, ...]:
    """The baselines saved in the workbook."""
    tasks: dict[str, dict[str, BaselineTask]] = {}
    saved: dict[str, date | None] = {}
    for row in records(book.results.get("Baselines"), BASELINE_HEADS):
        if "Baseline" not in row or "ID" not in row:
            continue
        name = row["Baseline"].text
        day = moment(row.get("Saved"))
        saved.setdefault(name, day.date() if day else None)
        hours = amount(row.get("Work (h)"))
        tasks.setdefault(name, {})[row["ID"].text] = BaselineTask(
            start=moment(row.get("Start")),
            finish=moment(row.get("Finish")),
            work=None if hours is None else round(hours * 60),
            cost=amount(row.get("Cost")),
        )
    return tuple(Baseline(name=name, saved=saved[name], tasks=tasks[name]) for name in tasks)


def moment(cell: Cell | None) -> datetime | None:
    """The date in a cell, None without one."""
    with suppress(BadValueError):
        return None if cell is None else when(cell)
    return None


def amount(cell: Cell | None) -> Decimal | None:
    """The number in a cell, None without one."""
    with suppress(BadValueError):
        return None if cell is None else money(cell)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What a result workbook remembers of the file that it was made from.

    Args:
        choice: How that was read, as far as the user said that.
        statements: By label and name of a task what its cells said.
        near: Whether the plan was kept near another; see `planner.tracking.records.Previous`.
    """

    choice: Choice = field(default_factory=Choice)
    statements: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    near: bool = False


def with_memory(project: Project, book: Book, before: Remembered) -> Project:
    """Adds the previous plan and the results of earlier plannings to the project."""
    settings = project.settings
    if settings.published is None:
        settings = replace(settings, published=_published(book))
    project = replace(project, settings=settings)
    project = replace(
        project, previous=previous_plan(book, project), history=earlier_plannings(book)
    )
    return _with_statements(project, before)


def _published(book: Book) -> date | None:
    """The day of publication that the sheet Plan has above its table."""
    sheet = book.results.get("Plan")
    day = moment(beside(sheet, "Published")) if sheet else None
    return day.date() if day else None


def beside(sheet: Sheet, word: str, rows: int = 4) -> Cell | None:
    """The cell beside a word of ours, in any language, in the first rows of our sheet."""
    words = {fold(language(word)) for language in LANGUAGES.values()}
    for number in range(1, rows + 1):
        cells = sheet.rows.get(number, {})
        for column, cell in cells.items():
            if fold(cell.text) in words:
                return cells.get(column + 1)
    return None


PLAN_HEADS = ("ID", "Task", "People", "Start", "Finish", "Days", "Cost")
"""The heads of the sheet Plan that are read again."""
_UNITS = re.compile(r" (?:×[\d.]+|\d+%)$")


def previous_plan(book: Book, project: Project) -> Previous | None:
    """The plan on our sheet Plan, which is the one before the next; None without one."""
    if "Plan" not in book.results:
        return None
    ids = by_label(project)
    people = {one.name for one in project.resources}
    told: dict[str, PreviousTask] = {}
    for row in records(book.results["Plan"], PLAN_HEADS):
        label, name = (row[head].text if head in row else "" for head in ("ID", "Task"))
        task = ids.get((label, fold(name))) or ids.get((label, ""))
        start, finish = moment(row.get("Start")), moment(row.get("Finish"))
        if (task and task.summary) or start is None or finish is None:
            continue
        days, day = amount(row.get("Days")), project.day_of(task) if task else project.settings.day
        told[task.id if task else label] = PreviousTask(
            name=f"{label} {name}".strip(),
            start=start,
            finish=finish,
            people=_names(row["People"].text if "People" in row else "", people),
            minutes=None if days is None else round(float(days) * day),
            cost=amount(row.get("Cost")),
        )
    settings = project.settings
    recorded = settings.status_date or any(task.recorded for task in project.tasks)
    published = bool(settings.published or recorded)
    return Previous(tasks=told, published=published, made=settings.published) if told else None


def _with_statements(project: Project, remembered: Remembered) -> Project:
    """Adds the statements of the previous plan's cells to it."""
    before, ids = project.previous, by_label(project)
    if before is None:
        return project
    found = {
        task.id: said
        for (label, name), said in remembered.statements.items()
        if (task := ids.get((label, fold(name))) or ids.get((label, ""))) is not None
    }
    tasks = {
        task: replace(one, stated=found.get(task, one.stated)) for task, one in before.tasks.items()
    }
    return replace(project, previous=replace(before, tasks=tasks, near=remembered.near))


def choice_before(book: Book) -> Choice:
    """How the file of the previous plan was read, from its sheet Run."""
    sheet = book.results.get("Run")
    cell = beside(sheet, "Columns", _FACTS) if sheet else None
    with suppress(ValueError):
        return Choice.said(cell.text if cell else "")
    return Choice()


_FACTS = 40
"""The number of rows of the sheet Run that are read."""


def first_start(book: Book) -> datetime | None:
    """The first day of the plan on our sheet Plan."""
    rows = records(book.results.get("Plan"), PLAN_HEADS)
    starts = [when for row in rows if (when := moment(row.get("Start")))]
    return datetime.combine(min(starts).date(), time()) if starts else None


def by_label(project: Project) -> dict[tuple[str, str], Task]:
    """The tasks by label and folded name, and by the label alone where only one task has it.

    They are also found by their WBS, which earlier versions showed beside an ID.
    """
    found: dict[tuple[str, str], Task] = {}
    for task in project.tasks:
        found.setdefault((task.label, fold(task.name)), task)
    for task in project.tasks:
        found.setdefault((task.wbs, fold(task.name)), task)
    counts = Counter(task.label for task in project.tasks)
    alone = {(task.label, ""): task for task in project.tasks if counts[task.label] == 1}
    return {**alone, **found}


def _names(text: str, known: AbstractSet[str]) -> tuple[str, ...]:
    """The people of a cell such as ``Ann, Bob 50%, Painter ×3``; names may hold commas."""
    found: list[str] = []
    piece = ""
    for part in text.split(", ") if text else ():
        piece = f"{piece}, {part}" if piece else part
        bare = piece if piece in known else _UNITS.sub("", piece)
        if bare in known or not any(name.startswith(f"{piece}, ") for name in known):
            found.append(bare)
            piece = ""
    return tuple(dict.fromkeys(found))


HISTORY_HEADS = (
    *("No.", "Status date", "Finish", "Days late", "Cost", "EV", "SPI", "CPI", "Changes"),
)
"""The heads of the sheet Plan history."""


def earlier_plannings(book: Book) -> tuple[Planning, ...]:
    """The plannings on the sheet Plan history; incomplete rows are left out."""
    found = []
    for row in records(book.results.get("Plan history"), HISTORY_HEADS):
        finish = moment(row.get("Finish"))
        if finish is not None and "No." in row:
            found.append(
                Planning(
                    status=moment(row.get("Status date")),
                    finish=finish,
                    days_late=float(_number(row.get("Days late")) or 0),
                    cost=round(_number(row.get("Cost")) or Decimal(0), 2),
                    ev=_float(row.get("EV")),
                    spi=_float(row.get("SPI")),
                    cpi=_float(row.get("CPI")),
                    changes=int(_number(row.get("Changes")) or 0),
                )
            )
    return tuple(found)


def _number(cell: Cell | None) -> Decimal | None:
    """The number in a cell of ours, of any sign."""
    if cell is None or cell.kind != "number":
        return None
    return Decimal(str(cell.value))


def _float(cell: Cell | None) -> float | None:
    found = _number(cell)
    return None if found is None else float(found)
