"""Tables that only make sense as a whole: cells, dates and order say what the headers do not."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.corpus import notations as n
from benchmarks.corpus.grid import Grid, Value, xlsx
from benchmarks.corpus.notations import Render
from benchmarks.corpus.story import Item, Story, add_days, dated, stories
from benchmarks.corpus.tables import BOLD, Case, Column, column, lay, true_of
from benchmarks.corpus.truth import Truth
from benchmarks.corpus.words import local_story, words


def cases() -> Iterator[Case]:
    """Every puzzle."""
    yield from _names()
    yield from _amounts()
    yield from _people()
    yield from _starts()
    yield from _false_friends()


def _case(
    name: str,
    kind: str,
    story: Story,
    columns: list[Column],
    change: Callable[[Truth], Truth] = lambda truth: truth,
    *,
    grid: Grid | None = None,
    top: int = 1,
) -> Case:
    """One table; `change` mends its truth."""
    grid = grid or Grid()
    laid = lay(grid, story, columns, top=top)
    truth = change(true_of(laid, kind=kind, guessed=True))
    return Case(name=f"puzzle_{name}.xlsx", data=xlsx(grid), truth=truth)


def _whole(story: Story) -> Story:
    """Every task at least a day."""
    return replace(story, items=tuple(replace(i, days=max(i.days, 1)) for i in story.items))


def _remark(story: Story, row: int) -> Value:
    item = story.items[row]
    return f"We {item.name.lower()} together with everybody who lives next to us (step {row + 1})"


def _names() -> Iterator[Case]:
    """Which column holds the names."""
    story = _whole(stories()[1])
    dates = [column("start", "Start"), column("finish", "End")]
    kind = "which column names the tasks"
    yield _case("blank_header", kind, story, [column("name", ""), *dates])
    for header in ("Phase", "Deliverable", "What", "Milestones"):
        yield _case(f"named_{header.lower()}", kind, story, [column("name", header), *dates])
    for header in ("Description", "Goal", "Comments", "Expected result"):
        columns = [column("name", "Activity"), column("", header, _remark), *dates]
        yield _case(f"beside_{header.lower().replace(' ', '_')}", kind, story, columns)
    grid = Grid()
    columns = [column("id", "Task"), column("name", ""), *dates]
    grid.merge(1, 1, 1, 2)
    yield _case("number_and_name", kind, story, columns, grid=grid)
    grid = Grid()
    grid.put(1, 2, "Plan of our school project")
    grid.row(2, ["Tasks to do", 1, 2, 3], left=2)
    columns = [column("id", "", n.letter), column("name", "")]
    columns.append(column("links", "", n.waits(n.letter, ",", "/")))
    yield _case("no_headers", kind, story, columns, grid=grid, top=2)


def _amounts() -> Iterator[Case]:
    """Units that only the dates beside them tell."""
    kind = "unit told by the dates"
    story = stories()[5]
    long = tuple(replace(item, days=5 * (row % 3 + 1)) for row, item in enumerate(story.items))
    weekly = replace(story, items=dated(long, story.start))
    columns = [column("id", "ID"), column("name", "Task")]
    dates = [column("start", "Start Date"), column("finish", "End Date")]
    weeks: Render = lambda s, row: s.items[row].days // 5  # noqa: E731
    yield _case("weeks", kind, weekly, [*columns, column("duration", "Duration", weeks), *dates])
    hours: Render = lambda s, row: s.items[row].days * 8  # noqa: E731
    yield _case("hours", kind, story, [*columns, column("duration", "Duration", hours), *dates])
    japanese = local_story("ja")
    named = [column(one, words()["ja"][one]) for one in ("name", "start", "finish", "people")]
    yield _case("effort_in_days", kind, japanese, [*named, column("duration", "工数")])
    calendar: Render = lambda s, row: (s.items[row].finish - s.items[row].start).days + 1  # noqa: E731
    columns = [column("name", "Task"), *dates, column("duration", "Days", calendar)]
    yield _case("calendar_days", kind, story, columns)


def _people() -> Iterator[Case]:
    """Two columns below one header: the department, and the person."""
    for language, department in (("ja", "開発部"), ("en", "Workshop"), ("de", "Werk 2")):
        story = local_story(language)
        named = words()[language]
        columns = [
            column("id", "#"),
            column("name", named["name"]),
            Column(field="", header=named["people"], render=_always(department)),
            column("people", ""),
            column("start", named["start"]),
            column("finish", named["finish"]),
        ]
        grid = Grid()
        grid.merge(1, 3, 1, 4)
        yield _case(f"department_{language}", "department and person", story, columns, grid=grid)


def _always(value: Value) -> Render:
    return lambda _, __: value


def _starts() -> Iterator[Case]:
    """Where the project's start stands, and two kinds of start beside each other."""
    kind = "start of the project"
    labels = {
        "en": ("Project start", "Start date:", "Date of start", "Begins on"),
        "de": ("Projektstart", "Projektbeginn"),
        "fr": ("Début du projet",),
        "es": ("Inicio del proyecto", "Fecha de inicio"),
        "ja": ("プロジェクト開始日",),
        "ru": ("Начало проекта",),
    }
    for language, choices in labels.items():
        story, named = local_story(language), words()[language]
        columns = [column(one, named[one]) for one in ("id", "name", "duration", "links")]
        for number, label in enumerate(choices):
            grid = Grid()
            grid.put(1, 1, story.title, style=BOLD)
            grid.row(2, [label, None, story.start])
            name = f"start_beside_{language}_{number}"
            yield _case(name, kind, story, columns, _starting(story), grid=grid, top=4)
        grid = Grid()
        grid.put(1, 4, choices[0])
        grid.put(2, 4, story.start)
        yield _case(
            f"start_below_{language}", kind, story, columns, _starting(story), grid=grid, top=4
        )
    story = stories()[0]
    numbers = [
        column("id", "ID"),
        column("name", "Name"),
        column("duration", "Duration"),
        Column(field="", header="Start (Days)", render=_offset("start", 0)),
        Column(field="", header="Finish (Days)", render=_offset("finish", 1)),
        column("start", "Start Date"),
        column("finish", "Finish Date"),
        column("links", "Predecessors"),
    ]
    yield _case("start_twice", kind, story, numbers)


def _starting(story: Story) -> Callable[[Truth], Truth]:
    return lambda truth: replace(truth, start=story.start.isoformat())


def _offset(which: str, more: int) -> Render:
    """Working days from the project's start."""

    def render(story: Story, row: int) -> Value:
        item: Item = story.items[row]
        end, count, day = getattr(item, which), more, story.start
        while day < end:
            day = add_days(day, 1)
            count += 1
        return count

    return render


def _false_friends() -> Iterator[Case]:
    """Words that mean something else in another language, or beside another column."""
    kind = "false friends"
    tables: dict[str, dict[str, tuple[str, Render | None]]] = {
        "tr": {"name": ("İş", None), "start": ("Başlangıç", None), "finish": ("Bitiş tarihi", None),
               "notes": ("Not", _note)},
        "ru": {"name": ("Название", None), "work": ("Работа", _hours),
               "people": ("Исполнитель", None)},
        "de": {"name": ("Vorgang", None), "start": ("Geplanter Anfang", None),
               "finish": ("Geplantes Ende", None)},
        "zh-Hans": {"name": ("任务", None), "duration": ("期限", n.amount("{}天")),
                    "percent": ("完成", None), "start": ("开始", None)},
        "ja": {"name": ("作業", None), "start": ("開始", None), "finish": ("終了", None)},
        "it": {"name": ("Lavoro", None), "duration": ("Durata", n.amount("{} g")),
               "start": ("Inizio", None)},
        "fr": {"name": ("Étape", None), "duration": ("Durée", n.amount("{} j")),
               "start": ("Début planifié", None)},
        "sv": {"name": ("Aktivitet", None), "duration": ("Tid", n.amount("{} t", 8)),
               "start": ("Start", None)},
        "cs": {"name": ("Úkol", None), "duration": ("Trvání", n.amount("{} t", 0.2)),
               "start": ("Začátek", None)},
        "nl": {"name": ("Taak", None), "duration": ("Duur", n.amount("{} u", 8)),
               "start": ("Begin", None)},
        "el": {"name": ("Εργασία", None), "start": ("Έναρξη", None),
               "finish": ("Ημερομηνία λήξης", None)},
        "en": {"name": ("Stage", None), "start": ("Start", None), "finish": ("Finish", None)},
    }  # fmt: skip
    for language, fields in tables.items():
        story = local_story(language)
        columns = [column(one, header, render) for one, (header, render) in fields.items()]
        yield _case(f"friend_{language.lower()}", kind, story, columns, _noted(story, fields))


def _note(story: Story, row: int) -> Value:
    return f"{story.items[row].name} – {story.title}, {row + 1}/6"


def _hours(story: Story, row: int) -> Value:
    return story.items[row].days * 8


def _noted(story: Story, fields: object) -> Callable[[Truth], Truth]:
    def change(truth: Truth) -> Truth:
        tasks = tuple(replace(t, notes=str(_note(story, k))) for k, t in enumerate(truth.tasks))
        return replace(truth, tasks=tasks)

    has_notes = isinstance(fields, dict) and "notes" in fields
    return change if has_notes else lambda truth: truth
