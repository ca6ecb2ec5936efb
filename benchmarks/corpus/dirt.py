"""What goes wrong in files: odd delimiters and encodings, slips; and files without a plan."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.corpus import notations as n
from benchmarks.corpus.grid import Grid, Style, Value, delimited, xlsx
from benchmarks.corpus.story import Story, stories
from benchmarks.corpus.tables import BOLD, Case, Column, Laid, column, lay, true_of
from benchmarks.corpus.truth import Truth
from benchmarks.corpus.words import local_story, words


def cases() -> Iterator[Case]:
    """Every kind of dirt."""
    yield from _texts()
    yield from _slips()
    yield from _rates()
    yield from _without_a_plan()


def _texts() -> Iterator[Case]:
    ways = (
        ("en", ",", "utf-8", "%Y-%m-%d"), ("de", ";", "cp1252", "%d.%m.%Y"),
        ("fr", ";", "utf-8-sig", "%d/%m/%Y"), ("ru", ";", "cp1251", "%d.%m.%Y"),
        ("ja", ",", "cp932", "%Y/%m/%d"), ("zh-Hans", ",", "gb18030", "%Y/%m/%d"),
        ("pl", "\t", "utf-16", "%Y-%m-%d"), ("es", "|", "utf-8", "%d/%m/%Y"),
        ("el", ";", "cp1253", "%d/%m/%Y"), ("tr", ";", "cp1254", "%d.%m.%Y"),
        ("ko", ",", "cp949", "%Y-%m-%d"), ("cs", ";", "cp1250", "%d.%m.%Y"),
        ("en", "\t", "utf-8", "%m/%d/%Y"), ("he", ",", "utf-8-sig", "%d/%m/%Y"),
    )  # fmt: skip
    fields = ("id", "name", "people", "start", "finish", "duration", "links", "percent")
    for language, delimiter, encoding, day in ways:
        story = stories()[1] if language == "en" else local_story(language)
        story = replace(story, items=tuple(replace(i, days=max(i.days, 1)) for i in story.items))
        grid = Grid(name="")
        renders = {"percent": n.percent_text, "links": n.waits()}
        columns = [column(one, words()[language][one], renders.get(one)) for one in fields]
        truth = _bare(true_of(lay(grid, story, columns), kind="delimited text"))
        label = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}[delimiter]
        name = f"text_{language}_{label}_{encoding.replace('-', '')}.csv"
        yield Case(name=name, data=delimited(grid, delimiter, encoding, day), truth=truth)


def _bare(truth: Truth) -> Truth:
    tasks = tuple(replace(task, cell=task.cell.rpartition("!")[2]) for task in truth.tasks)
    columns = {
        name: tuple(place.rpartition("!")[2] for place in at) for name, at in truth.columns.items()
    }
    return replace(truth, tasks=tasks, columns=columns)


def _slip(
    name: str,
    change: Callable[[Grid, Laid], tuple[str, ...]],
    *,
    story: Story | None = None,
    columns: list[Column] | None = None,
    mend: Callable[[Truth], Truth] = lambda truth: truth,
) -> Case:
    """A plain table that is changed after it was laid; the change says which cells are doubtful."""
    grid = Grid()
    told = story or stories()[3]
    told = replace(told, items=tuple(replace(item, days=max(item.days, 1)) for item in told.items))
    usual = ("id", "name", "start", "finish", "links", "people")
    laid = lay(grid, told, columns or [column(one, words()["en"][one]) for one in usual])
    doubtful = change(grid, laid)
    truth = mend(replace(true_of(laid, kind="slips"), doubtful=doubtful))
    return Case(name=f"slip_{name}.xlsx", data=xlsx(grid), truth=truth)


def _slips() -> Iterator[Case]:
    yield _slip("stray_space", _stray_space)
    yield _slip("finish_before_start", _finish_first, mend=_unknown_finish)
    yield _slip("unknown_predecessor", _unknown_predecessor)
    yield _slip("header_again", _header_again)
    yield _slip("header_row_far_down", _far_down)
    yield _slip("empty_formats", _wide)
    yield _slip("swapped_days", _swapped, columns=_swappable())
    yield _slip("placeholder_dates", _placeholder, mend=_unknown_last)
    yield _slip("hidden_rows", _hide_rows)
    yield _slip("hidden_stale_column", _hide_stale)
    yield _slip("zero_durations", lambda _, laid: laid.columns["duration"], columns=_zeros())


def _stray_space(grid: Grid, laid: Laid) -> tuple[str, ...]:
    row = laid.rows[2]
    grid.put(row, 2, f" {laid.story.items[2].name}")
    return ()


def _finish_first(grid: Grid, laid: Laid) -> tuple[str, ...]:
    row = laid.rows[3]
    grid.put(row, 4, laid.story.items[0].start)
    return (grid.place(row, 4), grid.place(row, 3))


def _unknown_finish(truth: Truth) -> Truth:
    tasks = list(truth.tasks)
    tasks[3] = replace(tasks[3], finish=None, duration=None, start=None)
    return replace(truth, tasks=tuple(tasks))


def _unknown_predecessor(grid: Grid, laid: Laid) -> tuple[str, ...]:
    return (grid.put(laid.rows[0], 5, 917),)


def _header_again(grid: Grid, laid: Laid) -> tuple[str, ...]:
    row = laid.bottom + 1
    grid.row(
        row, [words()["en"][one] for one in ("id", "name", "start", "finish", "links", "people")]
    )
    return (str(row), f"{grid.name}!{row}")


def _far_down(grid: Grid, laid: Laid) -> tuple[str, ...]:
    grid.put(laid.bottom + 30, 9, "printed by M. Reed")
    return (f"{grid.name}!{laid.bottom + 30}",)


def _wide(grid: Grid, _: Laid) -> tuple[str, ...]:
    for row in range(1, 60):
        grid.put(row, 30, None, style=Style(fill="#EEEEEE"))
    return ()


def _hide_rows(grid: Grid, laid: Laid) -> tuple[str, ...]:
    """Rows that a saved filter hides are tasks all the same."""
    grid.hidden_rows |= set(laid.rows[1:4])
    return tuple(f"{grid.name}!{row}" for row in laid.rows[1:4])


def _hide_stale(grid: Grid, laid: Laid) -> tuple[str, ...]:
    """A hidden second column of predecessors, from an older plan."""
    header = grid.put(1, 7, "Predecessors", style=BOLD)
    for row in laid.rows[2:]:
        grid.put(row, 7, 1)
    grid.hidden_columns.add(7)
    return (header, laid.columns["links"][0], *(grid.place(row, 7) for row in laid.rows))


def _swappable() -> list[Column]:
    columns = [column(one, words()["en"][one]) for one in ("id", "name", "finish", "people")]
    columns.insert(2, column("start", "Start date", _swapped_cell))
    return columns


def _swapped_cell(story: Story, row: int) -> Value:
    """A day typed as d/m/y into a program that expects m/d/y: swapped up to 12, text beyond."""
    day = story.items[row].start
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day.strftime("%d/%m/%Y")


def _swapped(grid: Grid, laid: Laid) -> tuple[str, ...]:
    return (laid.columns["start"][0], *(grid.place(row, 3) for row in laid.rows))


def _placeholder(grid: Grid, laid: Laid) -> tuple[str, ...]:
    row = laid.rows[-1]
    return (grid.put(row, 3, "TBA"), grid.put(row, 4, "?"))


def _unknown_last(truth: Truth) -> Truth:
    last = replace(truth.tasks[-1], start=None, finish=None, duration=None, milestone=None)
    return replace(truth, tasks=(*truth.tasks[:-1], last))


def _zeros() -> list[Column]:
    columns = [column(one, words()["en"][one]) for one in ("id", "name", "start", "finish")]
    return [*columns, column("duration", "Duration", lambda _, __: 0)]


def _rates() -> Iterator[Case]:
    """People and their rates: beside the tasks, below them, or on a sheet of their own."""
    rates = {"Kurt": 60, "Ines": 75, "Tom": 45}
    for place in ("beside", "below", "sheet"):
        grid = Grid(name="Plan")
        fields = ("name", "people", "start", "finish")
        laid = lay(grid, stories()[5], [column(one, words()["en"][one]) for one in fields])
        grids = [grid] if place != "sheet" else [grid, Grid(name="Team")]
        row, left = {"beside": (1, 7), "below": (laid.bottom + 3, 1), "sheet": (1, 1)}[place]
        grids[-1].row(row, ["Resource Name", "Rate (per hour)"], left=left, style=BOLD)
        for number, (who, rate) in enumerate(rates.items(), row + 1):
            grids[-1].row(number, [who, rate], left=left)
        truth = true_of(laid, kind="people with rates")
        at = {"rate": (grids[-1].place(row, left + 1),)}
        people = {who: f"{rate}/h" for who, rate in rates.items()}
        truth = replace(truth, people=people, columns={**truth.columns, **at})
        yield Case(name=f"rates_{place}.xlsx", data=xlsx(*grids), truth=truth)


def _without_a_plan() -> Iterator[Case]:
    """Files that hold no plan: an error is right."""
    tables: dict[str, list[list[Value]]] = {
        "placeholders": [
            ["Task", "Start", "End"],
            ["<Task 1>", None, None],
            ["[Task name]", None, None],
        ],
        "empty": [["Task", "Start date", "End date", "Owner"]],
        "addresses": [
            ["Name", "Street", "City"],
            ["Ann", "Elm 4", "Ulm"],
            ["Bob", "Oak 9", "Bonn"],
        ],
        "budget": [["Item", "Jan", "Feb", "Mar"], ["Rent", 900, 900, 900], ["Food", 210, 250, 190]],
        "letter": [["Dear colleagues,"], ["the plan follows next week."], ["Greta"]],
    }
    for name, rows in tables.items():
        grid = Grid()
        for number, row in enumerate(rows, 1):
            grid.row(number, row)
        truth = Truth(kind="no plan", clean=False)
        yield Case(name=f"no_plan_{name}.xlsx", data=xlsx(grid), truth=truth)
