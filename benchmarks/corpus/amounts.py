"""Notations: the same plan with amounts, order, people, dates and words written as people do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from benchmarks.corpus import notations as n
from benchmarks.corpus.grid import Grid, Value, xlsx
from benchmarks.corpus.story import MONDAY, Story, Wait, dated, stories
from benchmarks.corpus.tables import Case, Column, column, lay, true_of
from benchmarks.corpus.truth import TaskTruth
from benchmarks.corpus.words import local_story, words

Patch = Callable[[TaskTruth, int], TaskTruth]

_GUESSED = {"three-point estimates", "people as columns", "milestones as dates"}
"""Kinds whose headers do not say everything."""


def cases() -> Iterator[Case]:
    """Every notation, in English and where it differs in other languages."""
    yield from _durations()
    yield from _three_points()
    yield from _orders()
    yield from _people()
    yield from _dates()
    yield from _headers()
    yield from _words()


def _case(
    kind: str,
    name: str,
    story: Story,
    columns: Sequence[Column],
    *,
    patch: Patch = lambda task, _: task,
    head: Sequence[tuple[str, Value]] = (),
    shown: Sequence[str] = (),
    doubtful: tuple[str, ...] = (),
) -> Case:
    """One table below the cells of `head`, its truth mended by `patch`."""
    grid = Grid()
    for row, pair in enumerate(head, 1):
        grid.row(row, list(pair))
    laid = lay(grid, story, columns, top=len(head) + 2 if head else 1)
    guessed = kind in _GUESSED
    truth = true_of(laid, kind=kind, shown=shown, doubtful=doubtful, guessed=guessed)
    tasks = tuple(patch(task, row) for row, task in enumerate(truth.tasks))
    truth = replace(truth, tasks=tasks, start=_told_start(head))
    return Case(name=f"notation_{name.replace(' ', '_')}.xlsx", data=xlsx(grid), truth=truth)


def _told_start(head: Sequence[tuple[str, Value]]) -> str | None:
    return next((str(value) for label, value in head if label == "Project start"), None)


def _set(field: str, values: Sequence[object]) -> Patch:
    """A patch that says what a field is in each row."""
    return lambda task, row: replace(task, **{field: values[row]})  # type: ignore[arg-type]


_START: tuple[tuple[str, Value], ...] = (("Project start", MONDAY),)


def _durations() -> Iterator[Case]:
    story = stories()[0]
    rest = [column("name", "Task"), column("links", "Predecessor", n.waits())]
    written: dict[str, tuple[n.Render, str]] = {
        "days": (n.amount("{} days"), "Duration"),
        "d": (n.amount("{}d"), "Dur."),
        "estimated": (n.amount("{} days?"), "Duration"),
        "hours": (n.amount("{} hrs", 8), "Time needed"),
        "h": (n.amount("{}h", 8), "Estimate"),
        "approximate": (n.amount("ca. {}d"), "Effort"),
        "tilde": (n.amount("~{} days"), "Duration"),
        "weeks and days": (n.weeks_and_days, "Duration"),
        "hours by header": (lambda s, row: s.items[row].days * 8, "Est. Hours"),
        "days by header": (n.days, "# of days"),
        "working days": (n.days, "Work Days"),
        "number as text": (n.amount("{}"), "Duration (days)"),
    }
    for label, (render, header) in written.items():
        columns = [rest[0], column("duration", header, render), rest[1]]
        yield _case("duration notations", f"duration_{label}", story, columns, head=_START)
    yield from _odd_durations(story)
    for language in ("de", "fr", "ru", "ja", "tr", "pl", "es", "zh-Hans", "sv", "cs", "ko", "pt"):
        local, named = local_story(language), words()[language]
        columns = [
            column("name", named["name"]),
            column("duration", named["duration"], n.amount(f"{{}} {named['day']}")),
            column("start", named["start"]),
            column("people", named["people"]),
        ]
        yield _case("durations in languages", f"unit_{language}", local, columns)


def _odd_durations(story: Story) -> Iterator[Case]:
    cells = (
        "half day",
        "a week",
        "1 week & 4 days",
        "3d 4h",
        "2 wks",
        "1,5 days",
        "90 min",
        "1 mo",
    )
    truths = ("4h", "5d", "9d", "3d 4h", "10d", "1.5d", "90m", "20d")
    columns = [column("name", "Task"), column("duration", "Duration", n.texts(*cells))]
    patch = _set("duration", truths)
    yield _case("odd durations", "duration_odd", story, columns, patch=patch, head=_START)
    cells = ("1-2 days", "2-4 days", "3 days", "2 days", "1-3 days", "5 days", "1 day", "4 days")
    truths = ("1.5d", "3d", "3d", "2d", "2d", "5d", "1d", "4d")
    columns = [column("name", "Task"), column("duration", "Duration", n.texts(*cells))]
    patch = _set("duration", truths)
    ranges = tuple(f"Sheet1!B{row}" for row in (4, 5, 8))
    yield _case(
        "duration ranges",
        "duration_ranges",
        story,
        columns,
        patch=patch,
        head=_START,
        doubtful=ranges,
    )
    cells = ("tbd", "8", "5", "?", "6", "4", "-", "2")
    unknown = (None, "8d", "5d", None, "6d", "4d", None, "2d")
    columns = [column("name", "Task"), column("duration", "Days", n.texts(*cells))]
    patch = _set("duration", unknown)
    blank = tuple(f"Sheet1!B{row}" for row in (4, 7, 10))
    yield _case(
        "missing durations",
        "duration_missing",
        story,
        columns,
        patch=patch,
        head=_START,
        doubtful=blank,
    )


def _three_points() -> Iterator[Case]:
    story = stories()[1]
    likely = [item.days for item in story.items]
    mean = [f"{(max(day - 1, 0) + 4 * day + day + 3) / 6 if day else 0.5:.6f}d" for day in likely]

    def low(s: Story, row: int) -> Value:
        return max(s.items[row].days - 1, 0)

    def high(s: Story, row: int) -> Value:
        return s.items[row].days + 3

    for label, names in {
        "words": ("Optimistic", "Most likely", "Pessimistic"),
        "letters": ("a", "m", "b"),
        "best": ("Best case", "Expected", "Worst case"),
        "min": ("Min", "Likely", "Max"),
        "capitals": ("O", "M", "P"),
        "german": ("Optimistisch", "Realistisch", "Pessimistisch"),
    }.items():
        columns = [
            column("name", "Vorgang" if label == "german" else "Activity"),
            column(
                "links", "Vorgänger" if label == "german" else "Predecessors", n.waits(n.letter)
            ),
            column("", names[0], low),
            column("duration", names[1]),
            column("", names[2], high),
        ]
        columns.insert(0, column("id", "ID", n.letter))
        patch = _both(_set("duration", mean), lambda task, _: replace(task, milestone=False))
        yield _case(
            "three-point estimates", f"pert_{label}", story, columns, patch=patch, head=_START
        )


def _both(first: Patch, second: Patch) -> Patch:
    return lambda task, row: second(first(task, row), row)


def _orders() -> Iterator[Case]:
    story = stories()[3]
    plain = _finish_to_start(story)
    code = n.code("T{}")
    ways: dict[str, tuple[Story, n.Render, n.Render | None, str]] = {
        "rows": (story, n.waits(), n.number, "Predecessors"),
        "codes": (plain, n.waits(code), code, "Depends on"),
        "semicolons": (story, n.waits(separator=";"), n.number, "Predecessors"),
        "ampersand": (plain, n.waits(n.letter, " & "), n.letter, "Immediate Predecessor"),
        "dash for none": (plain, n.waits(n.letter, ",", "-"), n.letter, "Precedence"),
        "lists": (plain, n.bracketed(code), code, "dependencies"),
        "names": (plain, n.waits(n.name), None, "Blocked by"),
        "ids and names": (plain, _id_and_name, n.number, "Predecessors"),
        "lines": (plain, n.waits(code, "\n"), code, "Prerequisites"),
        "explicit": (story, n.waits(shape="{id}{kind}{lag}"), n.number, "Pred."),
        "row numbers": (plain, n.waits(), None, "Predecessors"),
        "second code": (plain, n.waits(code), code, "Dependencies"),
        "none word": (plain, n.waits(code, ", ", "none"), code, "Waits for"),
        "tens": (
            plain,
            n.waits(lambda _, row: (row + 1) * 10),
            lambda _, row: (row + 1) * 10,
            "After",
        ),
    }
    for label, (told, waits, ids, header) in ways.items():
        columns = [column("name", "Task Name"), column("duration", "Days")]
        columns.append(column("links", header, waits))
        if ids:
            columns.insert(0, column("id", "Code" if ids is code else "ID", ids))
        if label == "second code":
            columns.insert(0, column("", "No", n.number))
        yield _case("order notations", f"order_{label}", told, columns, head=_START)


def _finish_to_start(story: Story) -> Story:
    items = (
        replace(item, waits=tuple(Wait(row=wait.row) for wait in item.waits))
        for item in story.items
    )
    return replace(story, items=dated(items, story.start))


def _id_and_name(story: Story, row: int) -> Value:
    waits = story.items[row].waits
    return ", ".join(f"{w.row + 1} - {story.items[w.row].name}" for w in waits) or None


def _people() -> Iterator[Case]:
    story = stories()[4]
    base = [column("name", "Task"), column("start", "Start"), column("finish", "End")]
    for label, (header, render) in {
        "comma": ("Assignees", n.people()),
        "slash": ("PIC", n.people(" / ")),
        "plus": ("Member(s)", n.people("+")),
        "lines": ("Resourcing", n.people("\n")),
        "and": ("Project Lead", n.people(" & ")),
        "brackets": ("Owner", n.people(", ", "[{}]")),
        "at": ("Task Lead", n.people(" ", "@{}")),
    }.items():
        columns = [*base, column("people", header, render)]
        yield _case("people notations", f"people_{label}", story, columns)
    for label, mark in {"x": "x", "tick": "✓"}.items():
        columns = base + [column("people", who, n.marked(who, mark)) for who in story.people]
        yield _case("people as columns", f"people_columns_{label}", story, columns)
    alone = stories()[5]
    columns = [column("name", "Task"), column("links", "Predecessors")]
    columns += [column("people", f"{who}", n.hours_of(who)) for who in alone.people]
    yield _case(
        "people as columns", "people_columns_hours", alone, columns, head=_START, shown=("work",)
    )


def _dates() -> Iterator[Case]:
    story = stories()[2]
    shapes = {
        "iso": "%Y-%m-%d", "german": "%d.%m.%Y", "slashes": "%d/%m/%Y", "month": "%d-%b-%Y",
        "long": "%B %d, %Y", "weekday": "%a %d.%m.%y", "compact": "%Y%m%d", "dotted": "%Y.%m.%d",
        "time": "%Y-%m-%d 00:00:00",
    }  # fmt: skip
    for label, shape in shapes.items():
        columns = [
            column("name", "Task"),
            column("start", "Start date", n.day_text("start", shape)),
            column("finish", "Due date", n.day_text("finish", shape)),
            column("people", "Owner"),
        ]
        yield _case("dates as text", f"date_{label}", story, columns)


def _headers() -> Iterator[Case]:
    story = stories()[0]
    spellings = {
        "camel": ("taskId", "taskName", "startDate", "endDate", "durationDays", "assignedTo"),
        "snake": ("task_id", "task_name", "start_date", "end_date", "duration_days", "assigned_to"),
        "capitals": ("TASK ID", "TASK NAME", "START DATE", "END DATE", "WORK DAYS", "LEAD"),
        "abbreviated": ("S.No", "Task Desc.", "St. Date", "Fin. Date", "Dur (d)", "Resp."),
        "misspelt": ("ID", "Actvity", "Strat Date", "End Date", "Duraton", "Responsable"),
        "padded": (" ID ", "Task\nName", "Start\u00a0Date", "End  Date:", "Days*", "Assigned to "),
        "early": ("Act.", "Activity name", "Early Start", "Early Finish", "Duration", "Resource"),
        "est": ("Item", "Deliverable / Task", "Est. Start", "Est. Finish", "Est. Days", "Who"),
    }
    fields = ("id", "name", "start", "finish", "duration", "people")
    for label, headers in spellings.items():
        columns = [column(what, header) for what, header in zip(fields, headers, strict=True)]
        yield _case("spelling of headers", f"header_{label}", story, columns)


def _words() -> Iterator[Case]:
    signs = (-1, 0, 1, 0, 1, -1, 0, 0)
    items = tuple(
        replace(item, priority=sign) for item, sign in zip(stories()[0].items, signs, strict=True)
    )
    story = replace(stories()[0], items=items)
    for label, levels in {
        "moscow": ("Could", "Should", "Must"),
        "p": ("P2", "P1", "P0"),
        "words": ("Low", "Medium", "High"),
    }.items():
        columns = [
            column("name", "Feature"),
            column("priority", "Priority", n.choice("priority", levels)),
        ]
        columns += [column("duration", "Days"), column("people", "Member")]
        yield _case("priorities", f"priority_{label}", story, columns, head=_START)
    yield from _dated_milestones(stories()[1])


def _dated_milestones(story: Story) -> Iterator[Case]:
    def milestone(told: Story, row: int) -> Value:
        item = told.items[row]
        return None if item.days else item.finish

    def unless(render: n.Render) -> n.Render:
        return lambda told, row: render(told, row) if told.items[row].days else None

    columns = [
        column("name", "Task Name"),
        column("duration", "Duration", unless(n.amount("{} days"))),
        column("start", "Start", unless(n.start)),
        column("finish", "Finish", unless(n.finish)),
        column("", "Mile Stone", milestone),
    ]
    yield _case("milestones as dates", "milestone_dates", story, columns)
    columns = [
        column("name", "Task"),
        column("milestone", "Milestone", lambda s, row: "No" if s.items[row].days else "Yes"),
        column("start", "Start"),
        column("finish", "Finish"),
    ]
    yield _case("milestones as dates", "milestone_yes", story, columns)
