"""Tables of a story, and what is true of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.corpus import notations
from benchmarks.corpus.grid import Grid, Style, Value
from benchmarks.corpus.notations import Render
from benchmarks.corpus.story import Item, Story, working_days
from benchmarks.corpus.truth import Link, TaskTruth, Truth

BOLD = Style(bold=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file of the corpus."""

    name: str
    data: bytes
    truth: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: what it means ("" for nothing that is planned), its header, its cells.

    `above` is its cell in the row of a phase, by the number of the phase from 0.
    """

    field: str
    header: str
    render: Render
    above: Callable[[Story, int], Value] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """How the phases show.

    Args:
        rows: Each phase has a row above its tasks.
        spanning: That row has the dates and the days of the whole phase.
        bold: It is bold.
        indent: How many steps the names below are indented.
        spaces: Leading spaces of the names below.
        left: Its name stands so many columns left of the names.
        outline: The rows below are grouped by Excel.
    """

    rows: bool = False
    spanning: bool = False
    bold: bool = False
    indent: int = 0
    spaces: str = ""
    left: int = 0
    outline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Where a table came to stand: the name of each task and phase, the header of each field."""

    story: Story
    names: tuple[str, ...]
    phases: Mapping[str, str]
    columns: Mapping[str, tuple[str, ...]]
    ids: tuple[str, ...] = ()
    bottom: int = 0
    rows: tuple[int, ...] = field(default=())


def column(what: str, header: str, render: Render | None = None) -> Column:
    """A column, as its field is usually written unless said otherwise."""
    return Column(field=what, header=header, render=render or USUAL[what])


USUAL: dict[str, Render] = {
    "id": notations.number,
    "name": notations.name,
    "duration": notations.days,
    "start": notations.start,
    "finish": notations.finish,
    "links": notations.waits(),
    "people": notations.people(),
    "percent": notations.fraction,
    "parent": notations.phase,
}


def lay(
    grid: Grid,
    story: Story,
    columns: Sequence[Column],
    *,
    top: int = 1,
    left: int = 1,
    sections: Sections = Sections(),
    header: bool = True,
    gap: int = 0,
) -> Laid:
    """Writes a header row at `top` and a row for each task below; `gap` blank rows between."""
    if header:
        grid.row(top, [one.header or None for one in columns], left=left, style=BOLD)
    named = next(number for number, one in enumerate(columns, left) if one.field == "name")
    names, rows, phases, row, shown = [], [], {}, top + 1, ""
    for number, item in enumerate(story.items):
        if sections.rows and item.phase != shown:
            shown = item.phase
            phases[shown] = _section(grid, story, columns, row, left, sections, shown)
            row += 1
        _task(grid, story, columns, row, left, sections, number)
        names.append(grid.place(row, named))
        rows.append(row)
        row += 1 + gap
    return Laid(
        story=story,
        names=tuple(names),
        phases=phases or _phases(columns, story, names),
        columns=_headers(grid, columns, top, left),
        ids=_ids(story, columns),
        bottom=row - 1,
        rows=tuple(rows),
    )


def _headers(
    grid: Grid, columns: Sequence[Column], top: int, left: int
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for number, one in enumerate(columns, left):
        if one.field:
            found[one.field] = (*found.get(one.field, ()), grid.place(top, number))
    return found


def _ids(story: Story, columns: Sequence[Column]) -> tuple[str, ...]:
    ids = next((one.render for one in columns if one.field == "id"), None)
    return tuple(str(ids(story, row)) for row in range(len(story.items))) if ids else ()


def _phases(columns: Sequence[Column], story: Story, names: Sequence[str]) -> dict[str, str]:
    """Where phases stand that have a column: in the row of their first task."""
    found: dict[str, str] = {}
    if any(one.field == "parent" for one in columns):
        for item, place in zip(story.items, names, strict=True):
            found.setdefault(item.phase, place)
    return found


def _section(
    grid: Grid,
    story: Story,
    columns: Sequence[Column],
    row: int,
    left: int,
    sections: Sections,
    name: str,
) -> str:
    style = Style(bold=sections.bold)
    items = [item for item in story.items if item.phase == name]
    place = ""
    for number, one in enumerate(columns, left):
        if one.field == "name":
            place = grid.put(row, number - sections.left, name, style=style)
        elif one.above:
            grid.put(row, number, one.above(story, story.phases.index(name)), style=style)
        elif sections.spanning and one.field in ("start", "finish", "duration"):
            grid.put(row, number, _span(items, one.field), style=style)
    return place


def _span(items: Sequence[Item], what: str) -> Value:
    start = min(item.start for item in items)
    finish = max(item.finish for item in items)
    if what == "duration":
        return working_days(start, finish)
    return start if what == "start" else finish


def _task(
    grid: Grid,
    story: Story,
    columns: Sequence[Column],
    row: int,
    left: int,
    sections: Sections,
    number: int,
) -> None:
    for at, one in enumerate(columns, left):
        value = one.render(story, number)
        if value is None:
            continue
        style = Style()
        if one.field == "name":
            style = Style(indent=sections.indent)
            value = f"{sections.spaces}{value}"
        grid.put(row, at, value, style=style)
    if sections.outline:
        grid.levels[row] = 1


def true_of(*laid: Laid, kind: str, shown: Iterable[str] = (), **more: object) -> Truth:
    """What a reader should find in tables: what their columns show, and nothing else.

    `shown` are fields that show otherwise than by a column, such as the links of formulas.
    `more` goes into the truth.
    """
    columns: dict[str, tuple[str, ...]] = {}
    tasks: list[TaskTruth] = []
    for one in laid:
        for name, at in one.columns.items():
            columns[name] = (*columns.get(name, ()), *at)
        tasks += _tasks(one, {*one.columns, *shown})
    people = {who: "" for one in laid for who in one.story.people}
    has_people = any("people" in one.columns for one in laid) or "people" in shown
    content: dict[str, object] = {
        "kind": kind,
        "language": laid[0].story.language,
        "tasks": tuple(tasks),
        "people": people if has_people else None,
        "columns": columns,
    }
    return Truth(**(content | more))  # type: ignore[arg-type]


def _tasks(laid: Laid, shown: set[str]) -> list[TaskTruth]:
    tasks: list[TaskTruth] = []
    told: set[str] = set()
    for number, (item, cell) in enumerate(zip(laid.story.items, laid.names, strict=True)):
        if item.phase in laid.phases and item.phase not in told:
            told.add(item.phase)
            at = laid.phases[item.phase]
            tasks.append(TaskTruth(name=item.phase, cell=at, parent="", summary=True))
        task = _true_task(laid, item, shown, number)
        parent = item.phase if item.phase in laid.phases else ""
        tasks.append(replace(task, cell=cell, parent=parent))
    return tasks


def _true_task(laid: Laid, item: Item, shown: set[str], number: int) -> TaskTruth:
    dates = {"start", "finish"} <= shown
    amounts = "duration" in shown or dates
    days = item.days if "duration" in shown or "milestone" in shown else max(item.days, 1)
    return TaskTruth(
        name=item.name,
        id=laid.ids[number] if laid.ids else None,
        duration=f"{days}d" if amounts else None,
        milestone=days == 0 if amounts else None,
        work=f"{item.days}d" if "work" in shown else None,
        start=item.start.isoformat() if "start" in shown else None,
        finish=item.finish.isoformat() if "finish" in shown else None,
        due=item.finish.isoformat() if "due" in shown else None,
        links=_true_links(laid.story, item) if "links" in shown else (),
        people=item.people if "people" in shown else (),
        percent=item.percent if "percent" in shown else None,
        priority=item.priority if "priority" in shown else None,
        notes=item.notes if "notes" in shown else None,
    )


def _true_links(story: Story, item: Item) -> tuple[Link, ...]:
    return tuple(
        Link(task=story.items[wait.row].name, kind=wait.kind, lag=f"{wait.lag}d")
        for wait in item.waits
    )
