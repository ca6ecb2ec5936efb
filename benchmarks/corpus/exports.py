"""Exports of planning programs: the text files of `programs`, and workbooks."""

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.corpus import notations as n
from benchmarks.corpus.grid import Grid, Value, delimited, xlsx
from benchmarks.corpus.notations import Render
from benchmarks.corpus.programs import Program, estimate, key_of, nothing, programs
from benchmarks.corpus.story import Story, Wait, dated, stories, working_days
from benchmarks.corpus.tables import Case, Column, Laid, Sections, column, lay, true_of
from benchmarks.corpus.truth import Truth


def cases() -> Iterator[Case]:
    """Two plans as each program writes them."""
    for number, story in enumerate((_simple(stories()[1]), _simple(stories()[5]))):
        for program in programs():
            yield _export(program, story, number + 1)
        yield from _project(story, number + 1)
        yield _smartsheet(story, number + 1)
        yield _monday(story, number + 1)
        yield _wrike(story, number + 1)


def _simple(story: Story) -> Story:
    """The story with finish-to-start links and no milestones: all programs can write it."""
    items = (
        replace(
            item,
            days=max(item.days, 1),
            waits=tuple(Wait(row=wait.row) for wait in item.waits),
            people=item.people[:1] or ("Lea",),
        )
        for item in story.items
    )
    return replace(story, items=dated(items, story.start))


def _export(program: Program, story: Story, number: int) -> Case:
    grid = Grid(name="")
    laid = lay(grid, story, program.columns)
    truth = _in_csv(true_of(laid, kind=f"export of {program.name}", shown=program.shown))
    truth = replace(truth, tasks=tuple(program.patch(task) for task in truth.tasks))
    data = delimited(grid, program.delimiter, program.encoding, program.day)
    name = f"export_{program.name.lower().replace(' ', '_')}_{number}.csv"
    return Case(name=name, data=data, truth=truth)


def _in_csv(truth: Truth) -> Truth:
    """The truth with places that name no sheet."""

    def bare(place: str) -> str:
        return place.rpartition("!")[2]

    return replace(
        truth,
        tasks=tuple(replace(task, cell=bare(task.cell)) for task in truth.tasks),
        columns={name: tuple(map(bare, at)) for name, at in truth.columns.items()},
    )


def _project(story: Story, number: int) -> Iterator[Case]:
    """Microsoft Project: the export wizard's sheet, and a Gantt table pasted into a sheet."""
    wizard = [
        column("id", "ID"),
        Column(field="", header="Unique_ID", render=key_of("{}", 101)),
        column("name", "Name"),
        column("duration", "Duration", n.amount("{} days")),
        column("start", "Start", n.day_text("start", "%B %d, %Y 8:00 AM")),
        column("finish", "Finish", n.day_text("finish", "%B %d, %Y 5:00 PM")),
        column("links", "Predecessors", n.waits(separator=",")),
        column("people", "Resource_Names", n.people(",")),
        column("percent", "Percent_Complete"),
        nothing("Outline_Level", 1),
    ]
    grid = Grid(name="Task_Table1")
    truth = true_of(lay(grid, story, wizard), kind="export of MS Project")
    yield Case(name=f"export_ms_project_wizard_{number}.xlsx", data=xlsx(grid), truth=truth)
    pasted = [
        column("id", "ID"),
        column("name", "Task Name"),
        column("duration", "Duration", n.amount("{} days")),
        column("start", "Start", n.day_text("start", "%a %d/%m/%y")),
        column("finish", "Finish", n.day_text("finish", "%a %d/%m/%y")),
        column("links", "Predecessors", n.waits(separator=",")),
        column("people", "Resource Names", n.people(",")),
    ]
    grid = Grid(name="Sheet1")
    truth = true_of(lay(grid, story, pasted), kind="export of MS Project")
    yield Case(name=f"export_ms_project_pasted_{number}.xlsx", data=xlsx(grid), truth=truth)


def _smartsheet(story: Story, number: int) -> Case:
    """Row grouping for the phases; predecessors are numbers of rows, phases counted."""

    def line(row: int) -> int:
        seen = dict.fromkeys(item.phase for item in story.items[: row + 1])
        return row + 1 + len(seen)

    columns = [
        column("name", "Task Name"),
        replace(column("duration", "Duration", n.amount("{}d")), above=_span),
        column("start", "Start Date"),
        column("finish", "End Date"),
        column("links", "Predecessors", n.waits(lambda _, row: line(row))),
        column("people", "Assigned To"),
        column("percent", "% Complete"),
        nothing("Comments"),
    ]
    grid = Grid(name=story.title)
    sections = Sections(rows=True, spanning=True, outline=True)
    truth = true_of(lay(grid, story, columns, sections=sections), kind="export of Smartsheet")
    return Case(name=f"export_smartsheet_{number}.xlsx", data=xlsx(grid), truth=truth)


def _span(story: Story, phase: int) -> Value:
    """The working days of a whole phase."""
    items = [item for item in story.items if item.phase == story.phases[phase]]
    days = working_days(min(i.start for i in items), max(i.finish for i in items))
    return f"{days}d"


def _monday(story: Story, number: int) -> Case:
    """A board: its name, then for each group its name, the headers again, and its items."""
    grid, top, laid = Grid(name=story.title), 3, list[Laid]()
    grid.put(1, 1, story.title)
    for phase in story.phases:
        place = grid.put(top, 1, phase)
        rows = [k for k, item in enumerate(story.items) if item.phase == phase]
        part = replace(story, items=tuple(story.items[row] for row in rows))
        columns = [
            column("name", "Name"),
            column("people", "Person"),
            nothing("Status", "Working on it"),
            column("start", "Timeline - Start"),
            column("finish", "Timeline - End"),
            Column(field="links", header="Dependency", render=_names_of(story, rows)),
        ]
        one = lay(grid, part, columns, top=top + 1)
        laid.append(replace(one, phases={phase: place}))
        top = one.bottom + 3
    whole = true_of(
        *(replace(one, columns=_but_links(one)) for one in laid), kind="export of Monday"
    )
    right = {task.name: task.links for task in true_of(_all(story), kind="").tasks}
    tasks = tuple(
        task if task.summary else replace(task, links=right[task.name]) for task in whole.tasks
    )
    at = tuple(place for one in laid for place in one.columns["links"])
    truth = replace(whole, tasks=tasks, columns={**whole.columns, "links": at})
    return Case(name=f"export_monday_{number}.xlsx", data=xlsx(grid), truth=truth)


def _names_of(story: Story, rows: list[int]) -> Render:
    return lambda _, row: n.waits(n.name)(story, rows[row])


def _but_links(laid: Laid) -> dict[str, tuple[str, ...]]:
    return {name: at for name, at in laid.columns.items() if name != "links"}


def _all(story: Story) -> Laid:
    columns = {"links": (), "name": ()}
    return Laid(story=story, names=tuple("" for _ in story.items), phases={}, columns=columns)


def _wrike(story: Story, number: int) -> Case:
    columns = [
        column("id", "Key"),
        nothing("Folder", "/Shop"),
        column("parent", "Parent task"),
        column("name", "Title"),
        nothing("Status", "Active"),
        nothing("Priority", "Normal"),
        column("people", "Assigned To"),
        column("start", "Start Date"),
        nothing("Start Date Constraint"),
        column("duration", "Duration (Hours)", estimate(8)),
        column("finish", "End Date"),
        nothing("End Date Constraint"),
        column("links", "Depends On", n.waits(shape="{id}{kind}")),
        nothing("Description"),
    ]
    grid = Grid(name="Wrike")
    truth = true_of(lay(grid, story, columns), kind="export of Wrike")
    return Case(name=f"export_wrike_{number}.xlsx", data=xlsx(grid), truth=truth)
