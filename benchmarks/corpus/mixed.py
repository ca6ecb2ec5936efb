"""Everything at once: layouts, languages, notations and dirt put together in turn.

File number n takes choice n of each list; the lists have lengths without a common divisor, so no
two files are alike.
"""

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.corpus import notations as n
from benchmarks.corpus.grid import Grid, Style, xlsx
from benchmarks.corpus.story import Story
from benchmarks.corpus.tables import BOLD, Case, Laid, Sections, column, lay, true_of
from benchmarks.corpus.truth import Truth
from benchmarks.corpus.words import local_story, words

COUNT = 72

_LANGUAGES = (
    "de", "en", "fr", "es", "it", "ja", "ru", "pt", "nl", "pl", "tr", "zh-Hans", "cs", "sv", "ko",
    "uk", "fi", "da", "hu", "ro", "el", "vi", "id", "he", "ar", "nb", "sk", "ca", "pt-BR", "hr",
    "lt", "sl", "bg", "et", "zh-Hant", "fa", "lv",
)  # fmt: skip

_SECTIONS = (
    Sections(),
    Sections(rows=True, bold=True),
    Sections(rows=True, indent=2),
    Sections(rows=True, spanning=True, outline=True),
    Sections(rows=True, spaces="   ", bold=True),
)

_FIELDS = (
    ("name", "people", "start", "finish"),
    ("id", "name", "duration", "start", "finish", "links"),
    ("id", "name", "people", "duration", "start", "percent"),
    ("name", "start", "finish", "duration", "people", "percent"),
    ("id", "name", "start", "finish", "people", "notes"),
    ("name", "people", "finish", "start", "duration"),
    ("id", "people", "name", "start", "duration", "links"),
)

_DAYS = ("", "{} {unit}", "{}")

_CODES = (n.number, n.code("T{:02d}"), n.code("A-{}", 10), n.letter)

_DATES = ("", "%d.%m.%Y", "%Y-%m-%d", "")

_DIRT = (
    "none",
    "total",
    "notes",
    "padded",
    "gap",
    "title",
    "sum",
    "far",
    "capitals",
    "colon",
    "wide",
)


def cases() -> Iterator[Case]:
    """`COUNT` files."""
    for number in range(COUNT):
        yield _case(number)


def _case(number: int) -> Case:
    language = _LANGUAGES[number % len(_LANGUAGES)]
    story, dirt = local_story(language), _DIRT[number % len(_DIRT)]
    fields = _FIELDS[number % len(_FIELDS)]
    sections = _SECTIONS[number % len(_SECTIONS)]
    grid = Grid(name=("Plan", "Sheet1", "2027", "Gantt")[number % 4])
    top, left = (5, 2) if dirt in ("title", "far") else (1, 1)
    renders = _renders(number, language)
    columns = [
        column(one, _header(words()[language][one], dirt), renders.get(one)) for one in fields
    ]
    gap = 1 if dirt == "gap" else 0
    laid = lay(grid, story, columns, top=top, left=left, sections=sections, gap=gap)
    _soil(grid, laid, dirt)
    truth = true_of(laid, kind=f"mixed, {dirt}" if dirt != "none" else "mixed")
    below = tuple(f"{grid.name}!{row}" for row in range(laid.bottom + 1, grid.bottom + 1))
    truth = _noted(replace(truth, doubtful=below), story, "notes" in fields)
    return Case(name=f"mixed_{number:02}_{language}.xlsx", data=xlsx(grid), truth=truth)


def _renders(number: int, language: str) -> dict[str, n.Render]:
    code = _CODES[number % len(_CODES)]
    renders: dict[str, n.Render] = {"id": code, "links": n.waits(code), "notes": _note}
    if shape := _DAYS[number % len(_DAYS)]:
        unit = words()[language]["day"]
        renders["duration"] = n.amount(shape.replace("{unit}", unit))
    if day := _DATES[number % len(_DATES)]:
        renders |= {one: n.day_text(one, day) for one in ("start", "finish")}
    if number % 2:
        renders["percent"] = n.percent_text
    return renders


def _note(story: Story, row: int) -> str:
    item = story.items[row]
    return f"{item.name}: {item.phase} – {story.title} {row + 1}/{len(story.items)}, {story.start}"


def _header(word: str, dirt: str) -> str:
    """The header as somebody may have typed it."""
    ways = {"padded": f"  {word} ", "capitals": word.upper(), "colon": f"{word}:"}
    return ways.get(dirt, word)


def _soil(grid: Grid, laid: Laid, dirt: str) -> None:
    """What stands above, below and beside the table."""
    below = laid.bottom + 2
    if dirt in ("title", "far"):
        grid.put(2, 2, laid.story.title, style=BOLD)
    if dirt in ("total", "sum") and "duration" in laid.columns:
        cell = laid.columns["duration"][0].rpartition("!")[2]
        at = ord(cell[0]) - ord("A") + 1
        grid.put(below - 1 + (dirt == "sum"), at, sum(item.days for item in laid.story.items))
        if dirt == "total":
            grid.put(below - 1, ord(laid.names[0].rpartition("!")[2][0]) - 64, "Total", style=BOLD)
    if dirt == "notes":
        grid.put(below + 1, 1, "* 24.12. – 6.1.: nobody is here")
    if dirt == "wide":
        for row in range(1, 40):
            grid.put(row, 40, None, style=Style(fill="#F2F2F2"))


def _noted(truth: Truth, story: Story, shown: bool) -> Truth:
    """The truth with the notes of the tasks, if there is a column for them."""
    if not shown:
        return truth
    notes = {item.name: _note(story, row) for row, item in enumerate(story.items)}
    tasks = tuple(
        task if task.summary else replace(task, notes=notes[task.name]) for task in truth.tasks
    )
    return replace(truth, tasks=tasks)
