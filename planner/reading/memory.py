"""What our own result sheets remember: baselines, earlier plannings, progress that was filled in.

Columns are found by their heads in any language we write, wherever they were moved to.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
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
"""Of the sheet Baselines."""


def records(sheet: Sheet | None, heads: Sequence[str]) -> Iterator[Mapping[str, Cell]]:
    """The rows below a table's heads, each as our (English) head → cell."""
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
    """A head without the currency or unit behind it."""
    text = cell.text
    return fold(text if text.endswith("(h)") else text.partition(" (")[0])


def saved_baselines(book: Book) -> tuple[Baseline, ...]:
    """The baselines that were saved into the workbook."""
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
    """The date in a cell, None if there is none."""
    with suppress(BadValueError):
        return None if cell is None else when(cell)
    return None


def amount(cell: Cell | None) -> Decimal | None:
    """The number in a cell, None if there is none."""
    with suppress(BadValueError):
        return None if cell is None else money(cell)
    return None


def with_memory(project: Project, book: Book) -> Project:
    """The project with the plan before, and with what earlier plannings came to."""
    settings = project.settings
    if settings.published is None:
        settings = replace(settings, published=_published(book))
    project = replace(project, settings=settings)
    return replace(project, previous=previous_plan(book, project), history=earlier_plannings(book))


def _published(book: Book) -> date | None:
    """The day that our sheet Plan says above its table that it was published."""
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
"""Of the sheet Plan, as far as it is read again."""
_UNITS = re.compile(r" (?:×[\d.]+|\d+%)$")


def previous_plan(book: Book, project: Project) -> Previous | None:
    """The plan on our sheet Plan, the one before the next; None without one."""
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
        days = amount(row.get("Days"))
        told[task.id if task else label] = PreviousTask(
            name=f"{label} {name}".strip(),
            start=start,
            finish=finish,
            people=_names(row["People"].text if "People" in row else "", people),
            minutes=None if days is None else round(float(days) * project.settings.day),
            cost=amount(row.get("Cost")),
        )
    settings = project.settings
    recorded = settings.status_date or any(task.recorded for task in project.tasks)
    published = bool(settings.published or recorded)
    return Previous(tasks=told, published=published, made=settings.published) if told else None


def with_statements(
    project: Project, kept: Mapping[tuple[str, str], Mapping[str, str]], *, near: bool = False
) -> Project:
    """The project, its plan before with what cells said then, kept by label and name of a task.

    `near` says whether that plan had itself been kept near another.
    """
    before, ids = project.previous, by_label(project)
    if before is None:
        return project
    found = {
        task.id: said
        for (label, name), said in kept.items()
        if (task := ids.get((label, fold(name))) or ids.get((label, ""))) is not None
    }
    tasks = {
        task: replace(one, stated=found.get(task, one.stated)) for task, one in before.tasks.items()
    }
    return replace(project, previous=replace(before, tasks=tasks, near=near))


def choice_before(book: Book) -> Choice:
    """How the file was read that a plan was made from, as its sheet Run says it."""
    sheet = book.results.get("Run")
    cell = beside(sheet, "Columns", _FACTS) if sheet else None
    with suppress(ValueError):
        return Choice.said(cell.text if cell else "")
    return Choice()


_FACTS = 40
"""Rows of the sheet Run."""


def first_start(book: Book) -> datetime | None:
    """The day on which the plan on our sheet Plan starts."""
    rows = records(book.results.get("Plan"), PLAN_HEADS)
    starts = [when for row in rows if (when := moment(row.get("Start")))]
    return datetime.combine(min(starts).date(), time()) if starts else None


def by_label(project: Project) -> dict[tuple[str, str], Task]:
    """The tasks by label and folded name, and by the label alone where it is that of one only.

    By their WBS too, which earlier versions showed where there is an ID as well.
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
"""Of the sheet Plan history."""


def earlier_plannings(book: Book) -> tuple[Planning, ...]:
    """The plannings on the sheet Plan history, as far as a row is whole."""
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
