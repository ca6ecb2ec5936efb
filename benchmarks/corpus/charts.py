"""Charts of cells: bars that are filled, shaded or marked below a header of days, weeks or months.

Also starts and ends as numbers of weeks, periods, days and months.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from benchmarks.corpus import notations as n
from benchmarks.corpus.grid import Grid, Style, Value, xlsx
from benchmarks.corpus.story import Item, Story, add_days, stories, working_days
from benchmarks.corpus.tables import BOLD, Case, Laid, column, lay, true_of
from benchmarks.corpus.truth import Truth
from benchmarks.corpus.words import local_story, words

_BLUE = "#4472C4"
_COLOURS = ("#C00000", "#00B050", "#FFC000", "#7030A0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The header of a chart: the first and last day of each column, and what is written there."""

    spans: tuple[tuple[date, date], ...]
    labels: tuple[Value, ...]

    def covered(self, item: Item) -> list[int]:
        """The columns in which a task is at work."""
        return [
            number
            for number, (first, last) in enumerate(self.spans)
            if first <= item.finish and last >= item.start
        ]

    def rounded(self, item: Item) -> Item:
        """The task from the first day of its first column to the last of its last."""
        columns = self.covered(item)
        return replace(item, start=self.spans[columns[0]][0], finish=self.spans[columns[-1]][1])


def days(story: Story, *, weekends: bool = True, label: str = "") -> Axis:
    """A column for each day; dates as labels, or text like ``%d.%m.``."""
    span = (story.finish - story.start).days + 1
    every = [story.start + timedelta(days=number) for number in range(span)]
    shown = [day for day in every if weekends or day.weekday() < 5]
    labels: list[Value] = [day.strftime(label) if label else day for day in shown]
    return Axis(spans=tuple((day, day) for day in shown), labels=tuple(labels))


def weeks(story: Story, label: Callable[[int, date], Value]) -> Axis:
    """A column for each week from Monday to Friday; the label is made of its number and Monday."""
    first = story.start - timedelta(days=story.start.weekday())
    count = (story.finish - first).days // 7 + 1
    mondays = [first + timedelta(weeks=number) for number in range(count)]
    return Axis(
        spans=tuple((monday, monday + timedelta(days=4)) for monday in mondays),
        labels=tuple(label(number, monday) for number, monday in enumerate(mondays, 1)),
    )


def months(story: Story, label: Callable[[date], Value]) -> Axis:
    """A column for each month."""
    first, spans, labels = story.start.replace(day=1), [], []
    while first <= story.finish:
        following = (first + timedelta(days=32)).replace(day=1)
        spans.append((first, following - timedelta(days=1)))
        labels.append(label(first))
        first = following
    return Axis(spans=tuple(spans), labels=tuple(labels))


def cases() -> Iterator[Case]:
    """Every chart, and starts and ends as numbers."""
    for number, story in enumerate(_charted()):
        named = words()[story.language]["name"]
        yield from _by_header(story, named, number)
        yield _legend(story, named, "people")
        yield _legend(story, named, "phases")
        yield _with_group_row(story, named)
    yield from _beside_a_table()
    yield from _numbers()


def _charted() -> list[Story]:
    told = [stories()[0], stories()[4], local_story("de"), local_story("es"), local_story("ja")]
    return [
        replace(story, items=tuple(replace(item, days=max(item.days, 1)) for item in story.items))
        for story in told
    ]


def _by_header(story: Story, named: str, number: int) -> Iterator[Case]:
    axes = {
        "days": days(story),
        "working days": days(story, weekends=False),
        "weeks": weeks(story, lambda _, monday: monday),
        "calendar weeks": weeks(
            story, lambda _, monday: f"{_week(story)}{monday.isocalendar().week}"
        ),
        "numbered weeks": weeks(story, lambda count, _: f"W{count}"),
        "months": months(story, lambda first: first),
    }
    bars = (("fill", _BLUE), ("x", "x"), ("block", "■"), ("one", 1))
    for turn, (label, axis) in enumerate(axes.items()):
        bar = bars[(turn + number) % len(bars)]
        yield _chart(story, named, axis, label, bar)


def _short(story: Story) -> str:
    """Language and title for the name of a file."""
    title = story.title.lower().replace(" ", "_") if story.title.isascii() else "plan"
    return f"{story.language}_{title}"


def _week(story: Story) -> str:
    return {"de": "KW", "es": "S", "ja": "W"}.get(story.language, "CW ")


def _chart(story: Story, named: str, axis: Axis, label: str, bar: tuple[str, Value]) -> Case:
    grid = Grid(name="Gantt")
    grid.put(1, 1, f"{story.title} {story.start.year}", style=BOLD)
    told = label == "numbered weeks"
    if told:
        grid.row(2, ["Project start", story.start])
    laid = _bars(grid, story, named, axis, lambda _: bar)
    truth = true_of(laid, kind=f"chart of {label}", shown=("start", "finish"), guessed=True)
    if told:
        truth = replace(truth, start=story.start.isoformat())
    name = f"chart_{label.replace(' ', '_')}_{bar[0]}_{_short(story)}.xlsx"
    return Case(name=name, data=xlsx(grid), truth=_of_whole_days(truth, laid.story))


def _bars(
    grid: Grid, story: Story, named: str, axis: Axis, look: Callable[[Item], tuple[str, Value]]
) -> Laid:
    """A name in each row and its bar beside it; the story then has the dates of the columns."""
    told = replace(story, items=tuple(axis.rounded(item) for item in story.items))
    laid = lay(grid, told, [column("name", named)], top=4)
    grid.row(4, list(axis.labels), left=2, style=BOLD)
    for row, item in zip(laid.rows, story.items, strict=True):
        kind, mark = look(item)
        for number in axis.covered(item):
            if kind == "fill":
                grid.put(row, 2 + number, None, style=Style(fill=str(mark)))
            else:
                grid.put(row, 2 + number, mark)
    return laid


def _of_whole_days(truth: Truth, story: Story) -> Truth:
    """The truth with the durations that the bars have, in working days."""
    items = {item.name: item for item in story.items}
    tasks = tuple(
        task
        if task.summary
        else replace(
            task, duration=f"{working_days(items[task.name].start, items[task.name].finish)}d"
        )
        for task in truth.tasks
    )
    return replace(truth, tasks=tasks)


def _legend(story: Story, named: str, meaning: str) -> Case:
    """Each person, or each phase, has a colour that a legend below explains."""
    grid = Grid(name="Plan")
    grid.put(1, 1, story.title, style=BOLD)
    single = tuple(replace(item, people=item.people[:1]) for item in story.items)
    story = replace(story, items=single)
    meant = story.people if meaning == "people" else story.phases
    colours = dict(zip(meant, _COLOURS, strict=False))

    def look(item: Item) -> tuple[str, Value]:
        return "fill", colours[item.people[0] if meaning == "people" else item.phase]

    laid = _bars(grid, story, named, days(story), look)
    for row, (who, colour) in enumerate(colours.items(), laid.bottom + 3):
        grid.put(row, 1, who)
        grid.put(row, 2, None, style=Style(fill=colour))
    if meaning == "phases":
        places = {item.phase: name for item, name in zip(story.items, laid.names, strict=True)}
        laid = replace(laid, phases=places)
    fields = ("start", "finish", "people") if meaning == "people" else ("start", "finish")
    truth = true_of(laid, kind=f"legend of {meaning}", shown=fields, guessed=True)
    truth = replace(
        truth, doubtful=tuple(f"Plan!{laid.bottom + 3 + k}" for k in range(len(colours)))
    )
    name = f"chart_legend_{meaning}_{_short(story)}.xlsx"
    return Case(name=name, data=xlsx(grid), truth=truth)


def _with_group_row(story: Story, named: str) -> Case:
    """Months above the days of the month, both in merged or narrow cells."""
    grid = Grid(name="Chart")
    axis = days(story)
    laid = _bars(grid, story, named, axis, lambda _: ("fill", _BLUE))
    dates = [first for first, _ in axis.spans]
    for month in sorted({(day.year, day.month) for day in dates}):
        at = [2 + k for k, day in enumerate(dates) if (day.year, day.month) == month]
        grid.put(3, at[0], f"{month[1]:02}/{month[0]}", style=BOLD)
        if len(at) > 1:
            grid.merge(3, at[0], 3, at[-1])
    for number, (day, _) in enumerate(axis.spans):
        grid.put(4, 2 + number, day.day, style=BOLD)
    truth = true_of(laid, kind="chart of days of months", shown=("start", "finish"), guessed=True)
    name = f"chart_month_days_{_short(story)}.xlsx"
    return Case(name=name, data=xlsx(grid), truth=truth)


def _beside_a_table() -> Iterator[Case]:
    """A table that says everything, with a chart to its right that adds nothing."""
    for story in (stories()[2], stories()[5], local_story("fr")):
        named = words()[story.language]
        for label in ("dates", "letters"):
            grid = Grid(name="Gantt")
            fields = ("name", "people", "start", "finish", "duration")
            laid = lay(grid, story, [column(one, named[one]) for one in fields])
            axis = days(story)
            heads: Sequence[Value] = axis.labels
            if label == "letters":
                heads = ["MTWTFSS"[first.weekday()] for first, _ in axis.spans]
            grid.row(1, list(heads), left=7, style=BOLD)
            for row, item in zip(laid.rows, story.items, strict=True):
                for number in axis.covered(item):
                    grid.put(row, 7 + number, "x", style=Style(fill=_BLUE))
            truth = true_of(laid, kind="chart beside a table")
            name = f"chart_beside_{label}_{_short(story)}.xlsx"
            yield Case(name=name, data=xlsx(grid), truth=truth)


def _numbers() -> Iterator[Case]:
    """Starts and ends as numbers of periods."""
    story = _charted()[0]
    yield _project_planner(story, "Weeks")
    yield _project_planner(story, "Days")
    axis = weeks(story, lambda count, _: count)
    told = replace(story, items=tuple(axis.rounded(item) for item in story.items))
    for label, offset, names in (
        ("project weeks", 0, ("Start (Week)", "End (Week)")),
        ("calendar weeks", story.start.isocalendar().week - 1, ("Start KW", "Ende KW")),
        ("weeks as text", 0, ("From", "To")),
    ):
        shape = "Week {}" if label == "weeks as text" else ""
        columns = [
            column("name", "Aufgabe" if "KW" in names[0] else "Task"),
            column("start", names[0], _counted(axis, 0, offset, shape)),
            column("finish", names[1], _counted(axis, -1, offset, shape)),
        ]
        grid = Grid()
        grid.put(1, 1, f"{story.title} {story.start.year}", style=BOLD)
        if not offset:
            grid.row(2, ["Project start", story.start])
        laid = lay(grid, told, columns, top=4)
        truth = _of_whole_days(true_of(laid, kind="numbers of weeks", guessed=True), told)
        yield Case(name=f"numbers_{label.replace(' ', '_')}.xlsx", data=xlsx(grid), truth=truth)
    yield _day_numbers(story)
    yield from _month_numbers(story)


def _counted(axis: Axis, end: int, offset: int, shape: str) -> n.Render:
    def render(story: Story, row: int) -> Value:
        number = axis.covered(story.items[row])[end] + 1 + offset
        return shape.format(number) if shape else number

    return render


def _project_planner(story: Story, unit: str) -> Case:
    """The layout of Microsoft's template: starts and durations in periods, a chart of numbers."""
    size = 5 if unit == "Weeks" else 1
    grid = Grid(name="Project Planner")
    grid.put(1, 2, "Project Planner", style=BOLD)
    grid.row(2, [f"All periods are {unit.lower()}", None, "Project start", story.start], left=2)
    heads = ["ACTIVITY", "PLAN START", "PLAN DURATION", "ACTUAL START", "ACTUAL DURATION"]
    grid.row(4, [*heads, "PERCENT COMPLETE", "PERIODS"], left=2, style=BOLD)
    grid.row(5, list(range(1, 41)), left=8)
    items, names = [], []
    for row, item in enumerate(story.items, 7):
        begin = _working_index(story.start, item.start) // size
        length = -(-item.days // size)
        grid.row(row, [item.name, begin + 1, length, None, None, item.percent], left=2)
        first = add_days(story.start, begin * size)
        last = add_days(first, length * size - 1)
        items.append(replace(item, days=length * size, start=first, finish=last))
        names.append(grid.place(row, 2))
    told = replace(story, items=tuple(items))
    columns = {"name": ("Project Planner!B4",), "start": ("Project Planner!C4",)}
    columns |= {"duration": ("Project Planner!D4",), "percent": ("Project Planner!G4",)}
    laid = Laid(story=told, names=tuple(names), phases={}, columns=columns)
    doubtful = ("Project Planner!C4", "Project Planner!D4")
    truth = true_of(laid, kind="project planner of periods", doubtful=doubtful)
    truth = replace(truth, start=story.start.isoformat())
    return Case(name=f"numbers_planner_{unit.lower()}.xlsx", data=xlsx(grid), truth=truth)


def _working_index(start: date, day: date) -> int:
    count = 0
    while start < day:
        start = add_days(start, 1)
        count += 1
    return count


def _month_numbers(story: Story) -> Iterator[Case]:
    """Starts and ends as numbers or names of months; the title gives the year."""
    axis = months(story, lambda first: first.month)
    told = replace(story, items=tuple(axis.rounded(item) for item in story.items))
    shapes = {"numbers": "%m", "names": "%B", "short": "%b"}
    for label, shape in shapes.items():

        def written(which: str, shape: str = shape) -> n.Render:
            def render(story: Story, row: int) -> Value:
                text: str = getattr(story.items[row], which).strftime(shape)
                return int(text) if text.isdigit() else text

            return render

        columns = [
            column("name", "Task"),
            column("start", "Start month", written("start")),
            column("finish", "End month", written("finish")),
        ]
        grid = Grid()
        grid.put(1, 1, f"{story.title} {story.start.year}", style=BOLD)
        laid = lay(grid, told, columns, top=3)
        truth = _of_whole_days(true_of(laid, kind="numbers of months", guessed=True), told)
        yield Case(name=f"numbers_months_{label}.xlsx", data=xlsx(grid), truth=truth)


def _day_numbers(story: Story) -> Case:
    """Starts and ends as working days from 1, with the project's start above."""
    grid = Grid()
    grid.row(1, ["Project start", story.start])
    columns = [
        column("name", "Task"),
        column(
            "start", "Start (Day)", lambda s, row: _working_index(s.start, s.items[row].start) + 1
        ),
        column(
            "finish", "End (Day)", lambda s, row: _working_index(s.start, s.items[row].finish) + 1
        ),
        column("duration", "Duration (days)"),
    ]
    laid = lay(grid, story, columns, top=3)
    truth = replace(
        true_of(laid, kind="numbers of days", guessed=True), start=story.start.isoformat()
    )
    return Case(name="numbers_days.xlsx", data=xlsx(grid), truth=truth)
