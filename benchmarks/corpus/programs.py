"""Text files of planning programs: their columns, their ways to write order, people and amounts.

The columns are those that the programs' documentation and public importers name.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from benchmarks.corpus import notations as n
from benchmarks.corpus.grid import Value
from benchmarks.corpus.notations import Render
from benchmarks.corpus.story import Story
from benchmarks.corpus.tables import Column, column
from benchmarks.corpus.truth import TaskTruth


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program's CSV: its columns, and what of the story it cannot say."""

    name: str
    columns: Sequence[Column]
    delimiter: str = ","
    encoding: str = "utf-8"
    day: str = "%Y-%m-%d"
    patch: Callable[[TaskTruth], TaskTruth] = lambda task: task
    shown: tuple[str, ...] = ()
    start: bool = False


def nothing(header: str, value: Value = None) -> Column:
    """A column that says nothing about the plan; the same in each row."""
    return Column(field="", header=header, render=lambda _, __: value)


def key_of(shape: str, first: int = 1, step: int = 1) -> Render:
    """Codes: the row's number, put into a shape."""
    return lambda _, row: shape.format(first + row * step)


def _status(story: Story, row: int) -> Value:
    percent = story.items[row].percent
    if percent == 1:
        return "Done"
    return "In Progress" if percent else "To Do"


def _followers(ids: Render, separator: str = ", ") -> Render:
    """The tasks that wait for this one."""

    def render(story: Story, row: int) -> Value:
        after = [k for k, item in enumerate(story.items) if any(w.row == row for w in item.waits)]
        return separator.join(str(ids(story, k)) for k in after) or None

    return render


def estimate(factor: float) -> Render:
    """Its days in another unit: `factor` of them a day."""
    return lambda story, row: round(story.items[row].days * factor)


def programs() -> Iterator[Program]:
    """Every program that writes text."""
    yield _jira()
    yield _asana()
    yield _trello()
    yield _clickup()
    yield _notion()
    yield _github()
    yield _devops()
    yield _linear()
    yield _gantt_project()


MOST_LINKS = 3
"""So many links has a task of the stories at most."""


def _jira() -> Program:
    key = key_of("SHOP-{}", 11)
    columns = [
        column("name", "Summary"),
        column("id", "Issue key", key),
        Column(field="", header="Issue id", render=key_of("{}", 10071)),
        nothing("Issue Type", "Task"),
        Column(field="", header="Status", render=_status),
        nothing("Project key", "SHOP"),
        nothing("Project name", "Shop"),
        nothing("Priority", "Medium"),
        column("people", "Assignee"),
        nothing("Reporter", "Greta"),
        nothing("Created", "04/Jan/27 9:12 AM"),
        column("due", "Due date", n.day_text("finish", "%d/%b/%y 12:00 AM")),
        nothing("Labels"),
        nothing("Labels"),
        column("work", "Original estimate", estimate(28800)),
        *(_one_link("Inward issue link (Blocks)", key, number) for number in range(MOST_LINKS)),
        column("start", "Custom field (Start date)", n.day_text("start", "%d/%b/%y 12:00 AM")),
    ]
    return Program(name="Jira", columns=columns, encoding="utf-8-sig", patch=_without_duration)


def _one_link(header: str, key: Render, number: int) -> Column:
    """One of several columns of the same header, each with one issue."""

    def render(story: Story, row: int) -> Value:
        waits = story.items[row].waits
        return key(story, waits[number].row) if number < len(waits) else None

    return Column(field="links", header=header, render=render)


def _without_duration(task: TaskTruth) -> TaskTruth:
    return replace(task, duration=None, milestone=None, percent=None)


def _asana() -> Program:
    columns = [
        Column(field="id", header="Task ID", render=key_of("12088{:011d}", 4711)),
        nothing("Created At", "2027-01-04"),
        nothing("Completed At"),
        nothing("Last Modified", "2027-01-05"),
        column("name", "Name"),
        column("parent", "Section/Column"),
        column("people", "Assignee"),
        nothing("Assignee Email", "team@example.org"),
        column("start", "Start Date"),
        column("finish", "Due Date"),
        nothing("Tags"),
        nothing("Notes"),
        nothing("Projects", "Shop"),
        nothing("Parent task"),
        column("links", "Blocked By (Dependencies)", n.waits(n.name, ",")),
        Column(field="", header="Blocking (Dependencies)", render=_followers(n.name, ",")),
    ]
    return Program(name="Asana", columns=columns)


def _trello() -> Program:
    columns = [
        Column(field="id", header="Card ID", render=key_of("65f1c0de{:04d}", 12)),
        column("name", "Card Name"),
        nothing("Card URL", "https://trello.com/c/abc"),
        nothing("Card Description"),
        nothing("Labels"),
        column("people", "Members"),
        column("finish", "Due Date", n.day_text("finish", "%Y-%m-%dT17:00:00.000Z")),
        column("start", "Start Date", n.day_text("start", "%Y-%m-%dT08:00:00.000Z")),
        nothing("Attachment Count", 0),
        nothing("Checklist Item Total Count", 0),
        nothing("List ID", "65f1"),
        column("parent", "List Name"),
        nothing("Board ID", "65f0"),
        nothing("Board Name", "Shop"),
        nothing("Archived", "false"),
    ]
    return Program(name="Trello", columns=columns)


def _epoch(which: str) -> Render:
    def render(story: Story, row: int) -> Value:
        day = getattr(story.items[row], which)
        return str(int(datetime.combine(day, time(9), UTC).timestamp() * 1000))

    return render


def _clickup() -> Program:
    key = key_of("86c{:05d}", 2201)
    columns = [
        column("id", "Task ID", key),
        column("name", "Task Name"),
        nothing("Task Content"),
        Column(field="", header="Status", render=_status),
        nothing("Date Created", "1799050000000"),
        column("finish", "Due Date", _epoch("finish")),
        Column(
            field="",
            header="Due Date Text",
            render=n.day_text("finish", "%m/%d/%Y, 9:00:00 AM GMT+0"),
        ),
        column("start", "Start Date", _epoch("start")),
        Column(
            field="",
            header="Start Date Text",
            render=n.day_text("start", "%m/%d/%Y, 9:00:00 AM GMT+0"),
        ),
        nothing("Parent ID", "null"),
        column("people", "Assignees", n.people(",", "[{}]")),
        nothing("Tags", "[]"),
        nothing("Priority", "null"),
        column("parent", "List Name"),
        nothing("Space Name", "Shop"),
        column("work", "Time Estimated", estimate(28_800_000)),
        Column(
            field="", header="Time Estimated Text", render=lambda s, r: f"{s.items[r].days * 8}h"
        ),
        column("links", "Dependencies", _bracketed(key)),
    ]
    return Program(name="ClickUp", columns=columns)


def _bracketed(key: Render) -> Render:
    """``[86c02201,86c02202]``, and ``[]`` for nothing."""

    def render(story: Story, row: int) -> Value:
        return f"[{','.join(str(key(story, wait.row)) for wait in story.items[row].waits)}]"

    return render


def _notion() -> Program:
    def linked(story: Story, row: int) -> Value:
        return f"{story.items[row].name} (https://www.notion.so/{row + 1:032x}?pvs=21)"

    def span(story: Story, row: int) -> Value:
        item = story.items[row]
        return f"{item.start:%B %d, %Y} → {item.finish:%B %d, %Y}"

    columns = [
        column("name", "Name"),
        column("people", "Assign"),
        Column(field="", header="Status", render=_status),
        Column(field="start", header="Dates", render=span),
        column("links", "Blocked by", n.waits(linked)),
        Column(field="", header="Blocking", render=_followers(linked)),
        nothing("Priority", "Medium"),
    ]
    return Program(name="Notion", columns=columns, encoding="utf-8-sig", shown=("finish",))


def _github() -> Program:
    columns = [
        column("name", "Title"),
        Column(
            field="", header="URL", render=key_of("https://github.com/larch/shop/issues/{}", 31)
        ),
        column("people", "Assignees"),
        Column(field="", header="Status", render=_status),
        column("start", "Start date", n.day_text("start", "%b %d, %Y")),
        column("finish", "Target date", n.day_text("finish", "%b %d, %Y")),
        nothing("Labels"),
        column("parent", "Milestone"),
    ]
    return Program(name="GitHub Projects", columns=columns, delimiter="\t")


def _devops() -> Program:
    columns = [
        column("id", "ID", key_of("{}", 5301, 2)),
        nothing("Work Item Type", "Task"),
        column("name", "Title"),
        column("people", "Assigned To", n.people(", ", "{0} <{0}@example.org>")),
        Column(
            field="",
            header="State",
            render=lambda s, r: "Closed" if s.items[r].percent == 1 else "Active",
        ),
        nothing("Tags"),
        column("work", "Original Estimate", estimate(8)),
        column("start", "Start Date", n.day_text("start", "%m/%d/%Y 12:00:00 AM")),
        column("finish", "Finish Date", n.day_text("finish", "%m/%d/%Y 12:00:00 AM")),
        nothing("Iteration Path", "Shop\\Sprint 1"),
        column("links", "Predecessor", n.waits(key_of("{}", 5301, 2), ";")),
    ]
    return Program(name="Azure DevOps", columns=columns)


def _linear() -> Program:
    key = key_of("SHO-{}", 40)
    columns = [
        column("id", "ID", key),
        nothing("Team", "Shop"),
        column("name", "Title"),
        nothing("Description"),
        Column(field="", header="Status", render=_status),
        nothing("Estimate"),
        nothing("Priority", "No priority"),
        nothing("Project", "Shop"),
        nothing("Creator", "greta@example.org"),
        column("people", "Assignee"),
        nothing("Labels"),
        nothing("Cycle Number"),
        nothing("Created", "Mon Jan 04 2027 09:12:44 GMT+0000 (GMT)"),
        nothing("Completed"),
        column("due", "Due Date", n.day_text("finish", "%a %b %d %Y 00:00:00 GMT+0000 (GMT)")),
        nothing("Parent issue"),
        column("parent", "Project Milestone"),
        column("links", "Blocked by", n.waits(key)),
    ]
    return Program(name="Linear", columns=columns, patch=_without_duration)


def _gantt_project() -> Program:
    columns = [
        column("id", "ID", key_of("{}", 0)),
        column("name", "Name"),
        column("start", "Begin date"),
        column("finish", "End date"),
        column("duration", "Duration"),
        column("percent", "Completion", n.hundredths),
        nothing("Coordinator"),
        column("links", "Predecessors", n.waits(key_of("{}", 0), ";", shape="{id}-FS=P0D")),
        Column(field="", header="Outline number", render=n.number),
        nothing("Cost", 0),
        column("people", "Resources", n.people(";")),
    ]
    return Program(name="GanttProject", columns=columns)
