"""Plans whose order stands in formulas, with the values that Excel computed for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from benchmarks.corpus.grid import Grid, Style, address, uncomputed, xlsx
from benchmarks.corpus.story import Item, Story, add_days, working_days
from benchmarks.corpus.tables import BOLD, Case
from benchmarks.corpus.truth import Link, TaskTruth, Truth
from benchmarks.corpus.words import local_story, words

_START, _DAYS, _FINISH = 2, 3, 4
_TOP = 4
_SHEET = "Plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a sheet computes its dates.

    Args:
        start: Formula of a start from the cells of the finishes it waits for; `gap` is in it as
            working days, `step` as days of the calendar.
        finish: Formula of a finish from the cells of start and days, "" for a plain date.
        days: Formula of the days from the cells of start and finish, "" for a plain number.
        gap: Working days from the finish to the start that follows; 1 is no lag.
        calendar: It counts days of the calendar, so no task goes over a weekend.
    """

    start: str
    finish: str = ""
    days: str = ""
    gap: int = 1
    calendar: bool = False


_WAYS = {
    "workday": Way(start="=WORKDAY({one},1)", finish="=WORKDAY({start},{days}-1)"),
    "workday of the latest": Way(
        start="=WORKDAY(MAX({all}),1)", finish="=WORKDAY({start},{days}-1)"
    ),
    "workday with a lag": Way(
        start="=WORKDAY(MAX({all}),{gap})", finish="=WORKDAY({start},{days}-1)", gap=3
    ),
    "next day": Way(start="={one}+{step}", finish="={start}+{days}-1", calendar=True),
    "latest next day": Way(start="=MAX({all})+{step}", finish="={start}+{days}-1", calendar=True),
    "latest and a gap": Way(
        start="=MAX({all})+{step}", finish="={start}+{days}-1", gap=2, calendar=True
    ),
    "networkdays": Way(start="=WORKDAY({one},1)", days="=NETWORKDAYS({start},{finish})"),
    "nothing but starts": Way(start="=WORKDAY(MAX({all}),1)"),
}


def cases() -> Iterator[Case]:
    """Every way in English and in two other languages; starts of the title block."""
    languages = ("en", "de", "fr", "es", "it", "pl", "ru")
    for turn, (label, way) in enumerate(_WAYS.items()):
        for language in dict.fromkeys(("en", languages[turn % 7], languages[(turn + 3) % 7])):
            yield _case(label, way, local_story(language))
    for label in ("workday of the latest", "latest next day"):
        for story in (local_story("en"), local_story("nl")):
            yield _case(label, _WAYS[label], story, plain=True)
            case = _case(label, _WAYS[label], story)
            name = case.name.replace("formulas_", "formulas_uncomputed_")
            yield replace(case, name=name, data=uncomputed(case.data))
    yield from _start_plus_days()
    yield from _from_starts()


def _case(label: str, way: Way, story: Story, *, plain: bool = False) -> Case:
    """One sheet; `plain` dates have no format, so they show as numbers."""
    grid = Grid(name=_SHEET)
    named = words()[story.language]
    grid.row(1, [story.title, story.start])
    headers = [named["name"], named["start"], named["duration"], named["finish"], named["people"]]
    grid.row(_TOP - 1, headers, style=BOLD)
    done: list[Item] = []
    links: list[tuple[Link, ...]] = []
    for number, item in enumerate(story.items):
        rows = [wait.row for wait in item.waits]
        used = rows[-1:] if "{one}" in way.start else rows
        latest = max((done[row].finish for row in used), default=None)
        done.append(_placed(way, story, item, latest))
        step = (done[-1].start - latest).days if latest else 0
        _write(grid, way, number, done[-1], used, step)
        if plain:
            _unformat(grid, _TOP + number)
        lag = f"{way.gap - 1}d" + (f"|{step - 1}ed" if way.calendar else "")
        links.append(tuple(Link(task=done[row].name, lag=lag) for row in used))
    truth = _truth(replace(story, items=tuple(done)), links, "links in formulas")
    name = f"formulas_{'plain_' * plain}{label.replace(' ', '_')}_{story.language}.xlsx"
    return Case(name=name, data=xlsx(grid), truth=truth)


def _unformat(grid: Grid, row: int) -> None:
    """Takes the format of dates from the cells of a row."""
    for column in (_START, _FINISH):
        cell = grid.cells[row, column]
        grid.cells[row, column] = replace(cell, style=Style(format="General"))


def _placed(way: Way, story: Story, item: Item, latest: date | None) -> Item:
    start = add_days(latest, way.gap) if latest else story.start
    length = min(item.days, 5 - start.weekday()) if way.calendar else item.days
    return replace(item, days=length, start=start, finish=add_days(start, length - 1))


def _write(grid: Grid, way: Way, number: int, item: Item, waits: list[int], step: int) -> None:
    row = _TOP + number
    cells = {
        "start": address(row, _START),
        "days": address(row, _DAYS),
        "finish": address(row, _FINISH),
        "all": ",".join(address(_TOP + wait, _FINISH) for wait in waits),
        "one": address(_TOP + waits[-1], _FINISH) if waits else "",
        "gap": way.gap,
        "step": step,
    }
    grid.put(row, 1, item.name)
    start = way.start.format(**cells) if waits else "=$B$1"
    grid.put(row, _START, item.start, formula=start)
    grid.put(row, _DAYS, item.days, formula=way.days.format(**cells))
    grid.put(row, _FINISH, item.finish, formula=way.finish.format(**cells))
    grid.put(row, 5, item.people[0])


def _truth(story: Story, links: Sequence[tuple[Link, ...]], kind: str) -> Truth:
    tasks = tuple(
        TaskTruth(
            name=item.name,
            cell=f"{_SHEET}!A{_TOP + number}",
            parent="",
            duration=f"{working_days(item.start, item.finish)}d",
            start=item.start.isoformat(),
            finish=item.finish.isoformat(),
            links=waits,
            people=item.people,
        )
        for number, (item, waits) in enumerate(zip(story.items, links, strict=True))
    )
    fields = ("name", "start", "duration", "finish", "people")
    columns = {one: (f"{_SHEET}!{address(_TOP - 1, at)}",) for at, one in enumerate(fields, 1)}
    columns["links"] = columns["start"]
    columns["project start"] = (f"{_SHEET}!B1",)
    return Truth(
        kind=kind,
        language=story.language,
        tasks=tasks,
        start=story.start.isoformat(),
        guessed=True,
        people=dict.fromkeys(story.people, ""),
        columns=columns,
    )


def _start_plus_days() -> Iterator[Case]:
    """``=B4+C4``: a start is the start before it and its days; the finish is not inclusive."""
    for language in ("en", "pt-BR", "zh-Hans"):
        story, grid = local_story(language), Grid(name=_SHEET)
        named = words()[language]
        grid.row(1, [story.title, story.start])
        grid.row(
            _TOP - 1, [named["name"], named["start"], named["duration"], None, named["people"]]
        )
        done: list[Item] = []
        for number, item in enumerate(story.items):
            row, formula, start = _TOP + number, "=$B$1", story.start
            if done:
                weekend = 2 if done[-1].finish.weekday() == 4 else 0
                formula = f"=B{row - 1}+C{row - 1}" + (f"+{weekend}" if weekend else "")
                start = add_days(done[-1].finish, 1)
            length = min(item.days, 5 - start.weekday())
            grid.put(row, 1, item.name)
            grid.put(row, _START, start, formula=formula)
            grid.put(row, _DAYS, length)
            grid.put(row, 5, item.people[0])
            finish = add_days(start, length - 1)
            done.append(replace(item, days=length, start=start, finish=finish))
        links = [(Link(task=done[k - 1].name),) if k else () for k in range(len(done))]
        truth = _truth(replace(story, items=tuple(done)), links, "links in formulas")
        tasks = tuple(
            replace(task, duration=f"{item.days}d", finish=None)
            for task, item in zip(truth.tasks, done, strict=True)
        )
        columns = {one: at for one, at in truth.columns.items() if one != "finish"}
        truth = replace(truth, tasks=tasks, columns=columns)
        yield Case(name=f"formulas_start_plus_days_{language}.xlsx", data=xlsx(grid), truth=truth)


def _from_starts() -> Iterator[Case]:
    """Starts computed from the starts of others: start to start, with and without a lag."""
    for language in ("en", "ja", "sv"):
        story, grid = local_story(language), Grid(name=_SHEET)
        named = words()[language]
        grid.row(1, [story.title, story.start])
        headers = [named[one] for one in ("name", "start", "duration", "finish", "people")]
        grid.row(_TOP - 1, headers, style=BOLD)
        starts = (
            "=$B$1",
            "=WORKDAY(B4,2)",
            "=B5",
            "=WORKDAY(MAX(D5,D6),1)",
            "=WORKDAY(B7,1)",
            "=B8",
        )
        waits = ((), ((0, 2),), ((1, 0),), ((1, None), (2, None)), ((3, 1),), ((4, 0),))
        done: list[Item] = []
        links: list[tuple[Link, ...]] = []
        for number, item in enumerate(story.items):
            row = _TOP + number
            begin = max((_after(done[at], lag) for at, lag in waits[number]), default=story.start)
            done.append(replace(item, start=begin, finish=add_days(begin, item.days - 1)))
            links.append(tuple(_from(done[at], lag) for at, lag in waits[number]))
            grid.row(row, [item.name, None, item.days, None, item.people[0]])
            grid.put(row, _START, begin, formula=starts[number])
            grid.put(row, _FINISH, done[-1].finish, formula=f"=WORKDAY(B{row},C{row}-1)")
        truth = _truth(replace(story, items=tuple(done)), links, "links in formulas")
        yield Case(name=f"formulas_from_starts_{language}.xlsx", data=xlsx(grid), truth=truth)


def _after(before: Item, lag: int | None) -> date:
    """The day so long after a start; without a lag the day after the finish."""
    return add_days(before.finish, 1) if lag is None else add_days(before.start, lag)


def _from(before: Item, lag: int | None) -> Link:
    if lag is None:
        return Link(task=before.name)
    return Link(task=before.name, kind="SS", lag=f"{lag}d")
