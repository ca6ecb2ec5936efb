"""Tables as people lay them out: titles, phases, levels, totals, leftovers, several tables."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from benchmarks.corpus import notations
from benchmarks.corpus.grid import Grid, Style, xlsx
from benchmarks.corpus.story import Story, stories
from benchmarks.corpus.tables import BOLD, Case, Column, Laid, Sections, column, lay, true_of
from benchmarks.corpus.words import local_story, words

_LANGUAGES = (
    ("en", "de", "ja"), ("en", "fr", "zh-Hans"), ("en", "es", "ru"), ("en", "pt-BR", "ko"),
    ("en", "it", "tr"), ("en", "nl", "pl"), ("en", "sv", "cs"), ("en", "fi", "uk"),
    ("en", "hu", "el"), ("en", "da", "he"), ("en", "ro", "vi"), ("en", "id", "ar"),
)  # fmt: skip
"""Which languages a layout is tried in, in turn."""

_HEADERS = (
    {"id": "No.", "name": "Task", "people": "Assigned To", "start": "Start", "finish": "End",
     "duration": "Days", "links": "Depends on", "percent": "% done", "parent": "Phase"},
    {"id": "Sr. No", "name": "Activity", "people": "Responsible Person", "start": "Start Date",
     "finish": "End Date", "duration": "Est. Days", "links": "Predecessor(s)",
     "percent": "Completion %", "parent": "Stage"},
    {"id": "#", "name": "Task Title", "people": "Owner", "start": "Planned Start",
     "finish": "Planned End", "duration": "# of days", "links": "Dependency",
     "percent": "Progress", "parent": "Workstream"},
    {"id": "Task ID", "name": "Work Item", "people": "PIC", "start": "From", "finish": "To",
     "duration": "Duration (days)", "links": "Pred", "percent": "Complete", "parent": "Section"},
)  # fmt: skip
"""Headers of English tables, in turn."""

Maker = Callable[[Story, Callable[..., list[Column]]], tuple[list[Grid], Sequence[Laid]]]

_CODES: dict[str, notations.Render] = {
    "id": notations.code("T{:02d}"),
    "links": notations.waits(notations.code("T{:02d}")),
}


def cases() -> Iterator[Case]:
    """Every layout in three languages."""
    for turn, (kind, make) in enumerate(_MAKERS.items()):
        languages = _LANGUAGES[turn % len(_LANGUAGES)]
        for language in ("en", "ja") if make is _plan_and_actual else languages:
            yield _case(kind, make, language, turn)


def _case(kind: str, make: Maker, language: str, turn: int) -> Case:
    english = language == "en"
    story = _plain(stories()[turn % 6]) if english else local_story(language)
    named = _HEADERS[turn % len(_HEADERS)] if english else words()[language]

    def columns(*fields: str, **renders: notations.Render) -> list[Column]:
        missing = {"parent": named.get("phase") or named.get("parent") or "Phase"}
        return [column(one, (missing | dict(named))[one], renders.get(one)) for one in fields]

    grids, laid = make(story, columns)
    name = f"layout_{kind.replace(' ', '_').replace(',', '')}_{language}.xlsx"
    truth = true_of(*laid, kind=kind, doubtful=_outside(grids, laid))
    return Case(name=name, data=xlsx(*grids), truth=truth)


def _outside(grids: Sequence[Grid], laid: Sequence[Laid]) -> tuple[str, ...]:
    """Rows below the tables: totals, leftovers and notes may be remarked on."""
    found = []
    for grid in grids:
        bottom = max((one.bottom for one in laid if one.names[0].startswith(grid.name)), default=0)
        found += [f"{grid.name}!{row}" for row in range(bottom + 1, grid.bottom + 1)]
    return tuple(found)


def _plain(story: Story) -> Story:
    """The story with every task a day at least, so that dates alone tell the durations."""
    items = tuple(replace(item, days=max(item.days, 1)) for item in story.items)
    return replace(story, items=items)


def _plain_table(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], list[Laid]]:
    grid = Grid()
    fields = ("id", "name", "people", "start", "finish", "duration", "links", "percent")
    return [grid], [lay(grid, story, columns(*fields))]


def _title_block(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], list[Laid]]:
    grid = Grid(name="Schedule")
    grid.put(1, 2, story.title.upper(), style=BOLD)
    grid.row(3, ["Company", "Larch & Sons", None, "Version", 1.2], left=2)
    grid.row(4, ["Author", "M. Reed", None, "Printed", story.start], left=2)
    fields = ("name", "people", "start", "finish", "percent")
    return [grid], [lay(grid, story, columns(*fields), top=7, left=2)]


def _two_header_rows(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], list[Laid]]:
    grid = Grid()
    grid.put(2, 1, "General", style=BOLD)
    grid.merge(2, 1, 2, 3)
    grid.put(2, 4, "Plan", style=BOLD)
    grid.merge(2, 4, 2, 6)
    fields = ("id", "name", "people", "start", "finish", "duration")
    return [grid], [lay(grid, story, columns(*fields), top=3)]


def _merged_phases(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], list[Laid]]:
    grid = Grid()
    fields = ("parent", "name", "start", "finish", "people")
    laid = lay(grid, story, columns(*fields, parent=notations.phase_once))
    row = 2
    for phase in story.phases:
        count = sum(item.phase == phase for item in story.items)
        if count > 1:
            grid.merge(row, 1, row + count - 1, 1)
        row += count
    return [grid], [laid]


def _phase_each_row(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], list[Laid]]:
    grid = Grid()
    fields = ("parent", "id", "name", "duration", "links", "people")
    grid.row(1, ["Project start", story.start])
    return [grid], [lay(grid, story, columns(*fields, **_CODES), top=3)]


def _sectioned(sections: Sections, *fields: str, left: int = 1, gap: int = 0) -> Maker:
    def make(
        story: Story, columns: Callable[..., list[Column]]
    ) -> tuple[list[Grid], Sequence[Laid]]:
        grid = Grid(name="Tabelle1" if story.language == "de" else "Plan")
        return [grid], [lay(grid, story, columns(*fields), left=left, sections=sections, gap=gap)]

    return make


def _total(label: str | None) -> Maker:
    def make(
        story: Story, columns: Callable[..., list[Column]]
    ) -> tuple[list[Grid], Sequence[Laid]]:
        grid = Grid()
        laid = lay(grid, story, columns("name", "people", "duration", "start", "finish"))
        row = laid.bottom + (1 if label else 2)
        grid.put(row, 3, sum(item.days for item in story.items), style=BOLD)
        if label:
            grid.put(row, 1, label, style=BOLD)
        return [grid], [laid]

    return make


def _sheets_as_phases(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], Sequence[Laid]]:
    grids, laid = [], []
    for phase in story.phases:
        part = replace(story, items=tuple(item for item in story.items if item.phase == phase))
        grid = Grid(name=phase)
        one = lay(grid, part, columns("name", "people", "start", "finish"), top=2)
        grids.append(grid)
        laid.append(replace(one, phases={phase: grid.place(1, 1)}))
        grid.put(1, 1, phase, style=BOLD)
    return grids, laid


def _two_tables(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], Sequence[Laid]]:
    """A table for each phase, one below the other, each below the name of its phase."""
    grid, laid, top = Grid(), [], 1
    for phase in story.phases:
        part = replace(story, items=tuple(item for item in story.items if item.phase == phase))
        place = grid.put(top, 1, phase, style=Style(bold=True, fill="#D9E1F2"))
        one = lay(grid, part, columns("name", "start", "finish", "people"), top=top + 1)
        laid.append(replace(one, phases={phase: place}))
        top = one.bottom + 3
    return [grid], laid


def _leftovers(story: Story, columns: Callable[..., list[Column]]) -> tuple[list[Grid], list[Laid]]:
    grid = Grid(name="ProjectSchedule")
    laid = lay(grid, story, columns("name", "people", "percent", "start", "finish"))
    for number, text in enumerate(("Task 8", "Task 9")):
        grid.row(laid.bottom + 1 + number, [text, None, None, "date", "date"])
    grid.put(laid.bottom + 3, 1, "Insert new rows ABOVE this one")
    return [grid], [laid]


def _name_levels(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], list[Laid]]:
    """The phase and the task each have a column of names below one merged header."""
    grid = Grid()
    parts = columns("id", "parent", "name", "start", "finish", parent=notations.phase_once)
    header = parts[2].header
    parts[1] = replace(parts[1], header=header)
    parts[2] = replace(parts[2], header="")
    laid = lay(grid, story, parts)
    grid.merge(1, 2, 1, 3)
    return [grid], [laid]


def _not_first_sheet(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], Sequence[Laid]]:
    cover, grid = Grid(name="Cover"), Grid(name="WBS")
    cover.put(3, 2, story.title, style=BOLD)
    cover.put(5, 2, "This workbook belongs to the steering group.")
    lists = Grid(name="Lists", hidden=True)
    for row, text in enumerate(("Open", "Running", "Closed"), 1):
        lists.put(row, 1, text)
    laid = lay(grid, story, columns("id", "name", "people", "start", "duration"), top=4)
    return [cover, grid, lists], [laid]


def _gaps(story: Story, columns: Callable[..., list[Column]]) -> tuple[list[Grid], list[Laid]]:
    grid = Grid()
    fields = ("id", "name", "people", "start", "finish")
    return [grid], [lay(grid, story, columns(*fields), top=2, left=2, gap=1)]


def _notes_below(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], list[Laid]]:
    grid = Grid()
    laid = lay(grid, story, columns("name", "people", "start", "finish", "duration"))
    grid.put(laid.bottom + 3, 1, "Remarks", style=BOLD)
    grid.put(laid.bottom + 4, 1, "Weekends are free; the crane is shared with the neighbours.")
    return [grid], [laid]


def _place(story: Story, row: int) -> tuple[int, int]:
    """Number of the phase, and of the task in it, from 0."""
    phase = story.items[row].phase
    first = next(k for k, item in enumerate(story.items) if item.phase == phase)
    return story.phases.index(phase), row - first


def _line(story: Story, row: int) -> int:
    """Number of the task's row from 1, rows of phases counted."""
    return row + 2 + _place(story, row)[0]


def _phase_line(story: Story, phase: int) -> int:
    first = next(k for k, item in enumerate(story.items) if item.phase == story.phases[phase])
    return _line(story, first) - 1


def _wbs(story: Story, row: int) -> str:
    phase, number = _place(story, row)
    return f"{phase + 1}.{number + 1}"


def _wbs_number(story: Story, row: int) -> float:
    return float(_wbs(story, row))


_HIERARCHIES = {
    "numbers": Column(field="", header="WBS", render=_wbs, above=lambda _, k: str(k + 1)),
    "decimals": Column(field="", header="WBS", render=_wbs_number, above=lambda _, k: k + 1),
    "dotted": Column(
        field="", header="Nr.", render=lambda s, k: _wbs(s, k) + ".", above=lambda _, k: f"{k + 1}."
    ),
    "level": Column(field="", header="Level", render=lambda _, __: 2, above=lambda _, __: 1),
    "outline": Column(
        field="", header="Outline Level", render=lambda _, __: 2, above=lambda _, __: 1
    ),
}


def _hierarchy(kind: str, *, spanning: bool) -> Maker:
    """A column that says which task stands below which phase."""

    def make(
        story: Story, columns: Callable[..., list[Column]]
    ) -> tuple[list[Grid], Sequence[Laid]]:
        grid = Grid(name="Plan")
        parts = [_HIERARCHIES[kind], *columns("name", "people", "start", "finish")]
        return [grid], [lay(grid, story, parts, sections=Sections(rows=True, spanning=spanning))]

    return make


def _parent_ids(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], Sequence[Laid]]:
    """Ids that count the phases too, and a column with the id of the parent; links by id."""
    grid = Grid()
    ids = replace(columns("id")[0], render=_line, above=_phase_line)
    above = Column(field="", header="Parent ID", render=_parent_line)
    parts = [
        ids,
        above,
        *columns("name", "duration", "links", "start", links=notations.waits(_line)),
    ]
    return [grid], [lay(grid, story, parts, sections=Sections(rows=True))]


def _parent_line(story: Story, row: int) -> int:
    return _phase_line(story, _place(story, row)[0])


def _plan_and_actual(
    story: Story, columns: Callable[..., list[Column]]
) -> tuple[list[Grid], Sequence[Laid]]:
    """Two pairs of dates below 予定 and 実績, or Plan and Actual."""
    grid = Grid()
    plan, actual = ("予定", "実績") if story.language == "ja" else ("Planned", "Actual")
    dates = columns("start", "finish")
    done = [replace(one, field="", render=_if_done(one)) for one in dates]
    parts = [*columns("id", "name", "people"), *dates, *done]
    grid.put(1, 4, plan, style=BOLD)
    grid.merge(1, 4, 1, 5)
    grid.put(1, 6, actual, style=BOLD)
    grid.merge(1, 6, 1, 7)
    return [grid], [lay(grid, story, parts, top=2)]


def _if_done(one: Column) -> notations.Render:
    return lambda story, row: one.render(story, row) if story.items[row].percent == 1 else None


_DATES = ("name", "start", "finish", "people")

_MAKERS: dict[str, Maker] = {
    "plain table": _plain_table,
    "title block": _title_block,
    "two header rows": _two_header_rows,
    "merged phases": _merged_phases,
    "phase in each row": _phase_each_row,
    "section rows": _sectioned(Sections(rows=True, bold=True), *_DATES),
    "sections left": _sectioned(Sections(rows=True, left=1), *_DATES, left=2),
    "bold spanning parents": _sectioned(
        Sections(rows=True, spanning=True, bold=True), "name", "start", "finish", "duration"
    ),
    "indented names": _sectioned(Sections(rows=True, spanning=True, indent=1), *_DATES),
    "leading spaces": _sectioned(Sections(rows=True, spaces="    "), *_DATES),
    "outline": _sectioned(Sections(rows=True, outline=True), *_DATES),
    "total with a name": _total("Total"),
    "sum without a name": _total(None),
    "sheets as phases": _sheets_as_phases,
    "table for each phase": _two_tables,
    "template leftovers": _leftovers,
    "levels as columns": _name_levels,
    "not the first sheet": _not_first_sheet,
    "blank rows between": _gaps,
    "notes below": _notes_below,
    "numbered parents": _hierarchy("numbers", spanning=False),
    "numbered parents, decimals": _hierarchy("decimals", spanning=True),
    "numbered parents, dotted": _hierarchy("dotted", spanning=True),
    "level column": _hierarchy("level", spanning=False),
    "outline level column": _hierarchy("outline", spanning=True),
    "parent ids": _parent_ids,
    "plan and actual": _plan_and_actual,
}
