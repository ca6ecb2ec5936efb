"""Layouts of the templates that a quarter of public plan files derive from, with other contents."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from benchmarks.corpus import notations as n
from benchmarks.corpus.grid import Grid, Style, Value, xlsx
from benchmarks.corpus.story import Story, stories
from benchmarks.corpus.tables import BOLD, Case, Column, Laid, Sections, column, lay, true_of
from benchmarks.corpus.words import local_story, words


def cases() -> Iterator[Case]:
    """Each template, filled."""
    for number in (0, 2, 5):
        yield _wbs_schedule(stories()[number], number)
        yield _owner_schedule(stories()[number], number)
        yield _launch_list(stories()[number], number)
    for language in ("en", "de", "fr", "pt", "es"):
        yield _simple_gantt(local_story(language))


def _wbs(story: Story, row: int) -> Value:
    phase = story.items[row].phase
    first = next(k for k, item in enumerate(story.items) if item.phase == phase)
    return f"{story.phases.index(phase) + 1}.{row - first + 1}"


def _numbered(header: str) -> Column:
    return Column(field="", header=header, render=_wbs, above=lambda _, k: str(k + 1))


def _days_beside(grid: Grid, laid: Laid, top: int, left: int, *, letters: bool) -> None:
    """Day numbers above a chart of fills, the Monday of each week above them."""
    first = laid.story.start - timedelta(days=laid.story.start.weekday())
    for number in range(56):
        day = first + timedelta(days=number)
        if day.weekday() == 0:
            grid.put(top - 1, left + number, day, style=Style(format="d mmm yyyy"))
        grid.put(top, left + number, "MTWTFSS"[day.weekday()] if letters else day.day)
        for row, item in zip(laid.rows, laid.story.items, strict=True):
            if item.start <= day <= item.finish:
                grid.put(row, left + number, None, style=Style(fill="#5B9BD5"))


def _wbs_schedule(story: Story, number: int) -> Case:
    """WBS, task, lead, predecessor, dates, done, work days; days of weeks to the right."""
    grid = Grid(name="GanttChart")
    grid.put(1, 1, f"{story.title} Project Schedule", style=BOLD)
    grid.row(2, ["Larch & Sons"])
    grid.row(4, ["Project Start Date", None, story.start, None, "Display Week", 1])
    grid.row(5, ["Project Lead", None, story.people[0]])
    columns = [
        _numbered("WBS"),
        column("name", "TASK"),
        column("people", "LEAD"),
        column("start", "START"),
        column("finish", "END"),
        column("percent", "% DONE"),
        column("duration", "WORK DAYS"),
    ]
    laid = lay(grid, story, columns, top=8, sections=Sections(rows=True, bold=True))
    _days_beside(grid, laid, 8, 10, letters=True)
    truth = true_of(laid, kind="templates")
    truth = replace(truth, start=story.start.isoformat())
    return Case(name=f"template_wbs_schedule_{number}.xlsx", data=xlsx(grid), truth=truth)


def _owner_schedule(story: Story, number: int) -> Case:
    """Titles in pairs above, a WBS number, an owner, a percentage, weeks to the right."""
    grid = Grid(name="Project Planner")
    grid.put(1, 2, "GANTT CHART", style=BOLD)
    grid.row(3, ["PROJECT TITLE", story.title, None, "COMPANY NAME", "Larch & Sons"], left=2)
    grid.row(4, ["PROJECT MANAGER", story.people[-1], None, "DATE", story.start], left=2)
    columns = [
        _numbered("WBS NUMBER"),
        column("name", "TASK TITLE"),
        column("people", "TASK OWNER"),
        column("start", "START DATE"),
        column("finish", "DUE DATE"),
        column("duration", "DURATION"),
        column("percent", "PCT OF TASK COMPLETE"),
    ]
    laid = lay(grid, story, columns, top=7, left=2, sections=Sections(rows=True, bold=True))
    grid.put(6, 9, "PHASE ONE", style=BOLD)
    for week in range(3):
        grid.put(7, 9 + 5 * week, f"WEEK {week + 1}", style=BOLD)
        grid.row(8, list("MTWRF"), left=9 + 5 * week)
    truth = replace(true_of(laid, kind="templates"), doubtful=(f"{grid.name}!E4",))
    return Case(name=f"template_owner_schedule_{number}.xlsx", data=xlsx(grid), truth=truth)


def _launch_list(story: Story, number: int) -> Case:
    """Task, notes, start, due, duration, owner, status; milestone rows as sections."""

    def status(told: Story, row: int) -> Value:
        percent = told.items[row].percent
        return "Completed" if percent == 1 else "In progress" if percent else "Not started"

    columns = [
        column("name", "Task"),
        Column(field="notes", header="Notes", render=_note),
        column("start", "Start Date"),
        column("finish", "Due Date"),
        column("duration", "Duration", n.amount("{} days")),
        column("people", "Task Owner"),
        Column(field="", header="Status", render=status),
    ]
    grid = Grid(name="Tasks")
    laid = lay(grid, story, columns, sections=Sections(rows=True, bold=True))
    truth = true_of(laid, kind="templates")
    tasks = iter(range(len(story.items)))
    mended = tuple(
        task if task.summary else replace(task, notes="see minutes" if next(tasks) % 3 == 0 else "")
        for task in truth.tasks
    )
    truth = replace(truth, tasks=mended)
    return Case(name=f"template_launch_list_{number}.xlsx", data=xlsx(grid), truth=truth)


def _note(_: Story, row: int) -> Value:
    return "see minutes" if row % 3 == 0 else None


_SIMPLE: dict[str, Sequence[str]] = {
    "en": ("TASK", "ASSIGNED TO", "PROGRESS", "START", "END", "Project start:"),
    "de": ("AUFGABE", "ZUGEWIESEN AN", "FORTSCHRITT", "START", "ENDE", "Projektstart:"),
    "fr": ("TÂCHE", "ATTRIBUÉ À", "AVANCEMENT", "DÉBUT", "FIN", "Début du projet :"),
    "pt": ("TAREFA", "ATRIBUÍDO A", "PROGRESSO", "INÍCIO", "FIM", "Início do projeto:"),
    "es": ("TAREA", "ASIGNADO A", "PROGRESO", "INICIO", "FIN", "Inicio del proyecto:"),
}


def _simple_gantt(story: Story) -> Case:
    """Instructions left of the table, phases in rows, dates and letters of days to the right."""
    grid = Grid(name="Gantt")
    names = _SIMPLE[story.language]
    grid.put(1, 1, "Write the title to the right; this column is not printed.")
    grid.put(1, 2, story.title, style=BOLD)
    grid.row(3, [names[5], None, None, story.start], left=2)
    grid.row(4, [f"{words()[story.language]['week']}:", None, None, 1], left=2)
    fields = ("name", "people", "percent", "start", "finish")
    columns = [column(one, header) for one, header in zip(fields, names, strict=False)]
    laid = lay(grid, story, columns, top=6, left=2, sections=Sections(rows=True, bold=True))
    _days_beside(grid, laid, 6, 9, letters=True)
    grid.put(6, 1, "The headers of the table are to the right.")
    leftover = laid.bottom + 1
    grid.row(leftover, [f"{names[0].capitalize()} 9", None, None, *("date", "date")], left=2)
    grid.put(laid.bottom + 2, 1, "Put new rows above this one")
    truth = true_of(laid, kind="templates")
    doubtful = tuple(f"{grid.name}!{row}" for row in (leftover, leftover + 1))
    truth = replace(truth, start=story.start.isoformat(), doubtful=doubtful)
    return Case(name=f"template_simple_{story.language}.xlsx", data=xlsx(grid), truth=truth)
