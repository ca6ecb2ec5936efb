"""A project as the input sheets of a workbook, from which it is read again as it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from planner.errors import Issue
from planner.language.text import fold
from planner.project import Lag, Need, Project, Settings, Task, Unit
from planner.reading.everybody import means_everybody
from planner.schema.baseline_columns import BASELINE_FIELDS
from planner.schema.columns import TASKS
from planner.schema.day_sheets import CALENDARS, HOLIDAYS, LEAVE
from planner.schema.link_sheets import ASSIGNMENTS, LINKS
from planner.schema.people_sheets import PEOPLE
from planner.schema.progress_columns import PERCENT_COLUMNS
from planner.schema.schema import Column, SheetKind
from planner.schema.setting_columns import SETTINGS
from planner.tracking.records import Progress
from planner.writing.example import TemplateValue
from planner.writing.input_rows import (
    date_fields,
    day_off_fields,
    exception_rows,
    heads_text,
    resource_fields,
    units_text,
    week_fields,
)
from planner.writing.template import CREATED, column_width, looks_of, put

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet


REPORT = "Import report"

_LONGEST = 32_000
"""Letters of a cell; Excel takes a few more."""

_PLAIN_ID = re.compile(r"\w{1,40}")

_PLAIN_NAME = re.compile(r"[^\W_][\w .'-]*")

_JOINED = re.compile(r"\s(?:or|oder|ou|and|und|et|e|y|en|i|и|x)\s|^\d|\s\d+$", re.IGNORECASE)

_HEADER = re.compile(r"[^\w.%#&+-]+")
"""What headers are not to have: the reader takes brackets for units, and slashes for two names."""

_MEANT = frozenset(map(fold, ("Actual Start", "Actual Finish")))
"""Names of further columns that the reader is to take for what it calls so itself."""

_Fields = Mapping[str, TemplateValue]

_Named = Mapping[str, Mapping[str, str]]


def write_inputs(project: Project, named: _Named, named_resources: _Named) -> bytes:
    """A new workbook with everything that is in a project.

    Args:
        project: What to write; its remarks become a sheet of their own.
        named: By task id further columns, name → value, that have no meaning for the plan.
        named_resources: The same by resource name.
    """
    import xlsxwriter

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        _Book(book, project, named, named_resources).fill()
    return buffer.getvalue()


class _Book:
    """Writes the sheets one after the other; `ignored` collects headers without a meaning."""

    def __init__(
        self, book: "Workbook", project: Project, named: _Named, named_resources: _Named
    ) -> None:
        self.book, self.project = book, project
        self.named, self.named_resources = named, named_resources
        self.looks = looks_of(book)
        self.ignored: list[str] = []
        ids = [task.id for task in project.tasks]
        self.plain_ids = all(map(_PLAIN_ID.fullmatch, ids))
        self.plain_names = all(
            _PLAIN_NAME.fullmatch(one.name)
            and not _JOINED.search(one.name)
            and not means_everybody(one.name)
            for one in project.resources
        )

    def fill(self) -> None:
        """Writes all sheets."""
        project = self.project
        extra = [self.named.get(task.id, {}) for task in project.tasks]
        self._sheet(TASKS, [dict(self._task(task)) for task in project.tasks], extra)
        more = [
            self.named_resources.get(one.name, {})
            for one in project.resources
            for _ in one.terms or (one,)
        ]
        people = [
            dict(resource_fields(row)) for one in project.resources for row in one.terms or (one,)
        ]
        self._sheet(PEOPLE, people, more)
        self._sheet(CALENDARS, [dict(week_fields(week)) for week in project.weeks])
        holidays = [dict(day_off_fields(day)) for day in project.days_off if not day.who]
        for week in project.weeks:
            holidays += [dict(row) for row in exception_rows(week)]
        self._sheet(HOLIDAYS, holidays)
        self._sheet(LEAVE, [dict(day_off_fields(day)) for day in project.days_off if day.who])
        if not self.plain_ids:
            self._sheet(LINKS, list(self._links()))
        if not self.plain_names:
            self._sheet(ASSIGNMENTS, list(self._assignments()))
        self._settings()
        self._report(project.remarks)
        self.book.get_worksheet_by_name(TASKS.name).activate()

    def _sheet(
        self, kind: SheetKind, rows: Sequence[_Fields], extra: Sequence[Mapping[str, str]] = ()
    ) -> None:
        """A sheet with the columns that are used, and below them what has no meaning."""
        if not rows and kind is not TASKS:
            return
        sheet = self.book.add_worksheet(kind.name)
        used = [column for column in kind.columns if any(_there(row, column) for row in rows)]
        for at, column in enumerate(used):
            timed = any(isinstance(row.get(column.field), datetime) for row in rows)
            look = self.looks["date and time" if timed else column.look]
            sheet.set_column(at, at, max(17 if timed else 0, column_width(column)), look)
            sheet.write_string(0, at, column.caption, self.looks["header"])
            for number, row in enumerate(rows, 1):
                put(sheet, number, at, _short(row.get(column.field, "")), self.looks)
        self._extra(sheet, kind, len(used), extra)
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, 3 if kind is TASKS else 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _extra(
        self, sheet: "Worksheet", kind: SheetKind, at: int, extra: Sequence[Mapping[str, str]]
    ) -> None:
        known = {fold(word) for column in kind.columns for word in _words(column)}
        names = dict.fromkeys(name for fields in extra for name in fields)
        taken: set[str] = set()
        for name in names:
            caption = " ".join(_HEADER.sub(" ", name).split())[:100] or "Field"
            if fold(caption) in known and fold(caption) not in _MEANT:
                caption = f"Imported {caption}"
            while fold(caption) in taken:
                caption += " again"
            taken.add(fold(caption))
            if fold(caption) not in _MEANT:
                self.ignored.append(caption)
            sheet.set_column(at, at, max(12, len(caption) + 4), self.looks["text"])
            sheet.write_string(0, at, caption, self.looks["header"])
            for number, fields in enumerate(extra, 1):
                put(sheet, number, at, _short(fields.get(name, "")), self.looks)
            at += 1

    def _task(self, task: Task) -> Iterator[tuple[str, TemplateValue]]:
        yield from (("id", task.id), ("wbs", task.wbs), ("name", task.name))
        yield from (("level", task.level), ("summary", "Yes" if task.summary else ""))
        if task.duration is not None:
            yield "duration", self._amount(task.duration)
        if task.work:
            yield from (("work", self._amount(task.work)), ("heads", heads_text(task.heads)))
        if self.plain_ids:
            yield "predecessors", "; ".join(map(self._link, _links(task)))
        if self.plain_names:
            yield (
                "resources",
                "; ".join(self._seat(need.names, need.units) for need in _named(task)),
            )
        yield (
            "skills",
            "; ".join(
                f"{need.skill}{f':{need.level:g}' if need.level else ''}"
                f"{f' x{need.count}' if need.count > 1 else ''}"
                for need in task.needs
                if need.skill
            ),
        )
        yield from date_fields(task)
        yield from (("priority", "" if task.priority == 500 else task.priority),)
        yield from (("fixed_cost", float(task.fixed_cost) if task.fixed_cost else ""),)
        if task.fixed_cost and task.accrual != "prorated":
            yield "accrual", task.accrual.title()
        yield from (("calendar", task.calendar), ("notes", task.notes))
        if task.spans:
            yield "spans", "; ".join(task.spans)
        if task.together is not None:
            yield "together", "Yes" if task.together else "No"
        if task.smallest_piece is not None:
            yield "splittable", "Yes"
            yield "smallest_piece", self._amount(task.smallest_piece)
            yield "most_pieces", task.most_pieces
        yield from self._progress(task.progress)
        yield from self._baselines(task)

    def _baselines(self, task: Task) -> Iterator[tuple[str, TemplateValue]]:
        """The approved plans that have columns: the first, and those that are numbered."""
        for baseline in self.project.baselines:
            field = baseline.name.casefold().replace(" ", "")
            told = baseline.tasks.get(task.id)
            if told is None or f"{field}_start" not in BASELINE_FIELDS:
                continue
            if field != "baseline":
                yield from ((f"{field}_start", told.start or ""),)
                yield from ((f"{field}_finish", told.finish or ""),)
            yield f"{field}_work", self._amount(told.work) if told.work is not None else ""
            yield f"{field}_cost", float(told.cost) if told.cost is not None else ""

    def _progress(self, told: Progress) -> Iterator[tuple[str, TemplateValue]]:
        """The recorded progress; a state only where nothing else says it."""
        for field in ("actual_start", "actual_finish", "suspended", "resume"):
            if (moment := getattr(told, field)) is not None:
                yield field, moment
        if told.percent is not None:
            yield PERCENT_COLUMNS[told.percent_of], told.percent
        for field in ("remaining_duration", "remaining_work", "actual_work"):
            if (minutes := getattr(told, field)) is not None:
                yield field, self._amount(minutes)
        if told.actual_cost is not None:
            yield "actual_cost", float(told.actual_cost)
        if told.state:
            yield "status", told.state.capitalize()

    def _amount(self, minutes: float) -> str:
        day = self.project.settings.day
        if minutes % day == 0:
            return f"{minutes / day:g}d"
        return f"{minutes / 60:g}h" if minutes % 15 == 0 else f"{round(minutes)}m"

    def _lag(self, lag: Lag) -> str:
        if lag.unit.percent:
            return f"{lag.amount:+g}{'e' if lag.unit.elapsed else ''}%"
        if lag.unit is Unit.ELAPSED:
            unit, size = next((u, s) for u, s in _ELAPSED if lag.amount % s == 0 or s == 1)
            return f"{round(lag.amount / size):+d}{unit}"
        sign = "-" if lag.amount < 0 else "+"
        return sign + self._amount(abs(lag.amount))

    def _link(self, link: tuple[str, str, Lag]) -> str:
        task, kind, lag = link
        if not lag.amount:
            return task if kind == "FS" else f"{task}{kind}"
        return f"{task}{kind}{self._lag(lag)}"

    def _seat(self, names: tuple[str, ...], units: float) -> str:
        return " or ".join(names) + ("" if units == 1 else f"[{units_text(units)}]")

    def _links(self) -> Iterator[_Fields]:
        for task in self.project.tasks:
            for before, kind, lag in _links(task):
                wait = self._lag(lag) if lag.amount else ""
                yield {"before": before, "after": task.id, "kind": kind, "lag": wait}

    def _assignments(self) -> Iterator[_Fields]:
        for task in self.project.tasks:
            for need in _named(task):
                yield {"task": task.id, "who": need.names[0], "units": need.units}

    def _settings(self) -> None:
        sheet = self.book.add_worksheet("Settings")
        told = self.project.settings
        for at, (caption, size) in enumerate((("Setting", 20), ("Value", 26), ("Meaning", 90))):
            sheet.set_column(at, at, size, self.looks["text" if at != 1 else "number"])
            sheet.write_string(0, at, caption, self.looks["header"])
        row = 0
        for row, setting in enumerate(SETTINGS, 1):
            sheet.write_string(row, 0, setting.caption, self.looks["name"])
            sheet.write_string(row, 2, setting.meaning, self.looks["grey"])
            value = getattr(told, setting.field, "")
            if value == getattr(_USUAL, setting.field, None) and setting.field not in _ALWAYS:
                value = ""  # what holds if blank, as its meaning says
            if isinstance(value, bool):
                value = setting.choices[-1] if value else ""
            elif setting.field in _TIMES and isinstance(value, int):
                value = self._amount(value)
            look = self.looks["date and time" if isinstance(value, datetime) else "setting"]
            if isinstance(value, str | int | float | datetime):
                put(sheet, row, 1, value, self.looks, look)
        for at, caption in enumerate(self.ignored, row + 1):  # below Columns, the last of them
            sheet.write_string(at, 0, "Ignore")
            sheet.write_string(at, 1, caption)
            sheet.write_string(
                at, 2, "Kept by name, without meaning for the plan.", self.looks["grey"]
            )

    def _report(self, remarks: Iterable[Issue]) -> None:
        sheet = self.book.add_worksheet(REPORT)
        heads = (("What became of", 40), ("Outcome", 22), ("Here", 80), ("There", 40))
        for at, (caption, size) in enumerate(heads):
            sheet.set_column(at, at, size, self.looks["wrapped"])
            sheet.write_string(0, at, caption, self.looks["header"])
        for row, issue in enumerate(remarks, 1):
            outcome = _OUTCOMES.get(issue.code, issue.code)
            for at, text in enumerate((issue.place, outcome, issue.message, issue.got)):
                sheet.write_string(row, at, _short(text))
        sheet.freeze_panes(1, 0)


_OUTCOMES = {
    "import-kept": "kept",
    "import-changed": "changed in meaning",
    "import-lost": "lost",
    "import-by-name": "kept by name only",
}

_USUAL, _ALWAYS = Settings(), ("hours_per_day", "days_per_week")
"""What settings are if blank, and those that are written nevertheless."""

_TIMES = ("overtime_per_day", "handover_after")

_ELAPSED = (("ew", 10080), ("ed", 1440), ("eh", 60), ("em", 1))


def _words(column: Column) -> Iterator[str]:
    yield column.caption
    yield from (word.strip() for word in column.aliases.split(","))


def _there(row: _Fields, column: Column) -> bool:
    return row.get(column.field, "") != ""


def _short(value: TemplateValue) -> TemplateValue:
    return value[:_LONGEST] if isinstance(value, str) else value


def _links(task: Task) -> Iterator[tuple[str, str, Lag]]:
    for link in task.dependencies:
        yield link.task, link.kind, link.lag


def _named(task: Task) -> Iterator[Need]:
    yield from (need for need in task.needs if need.names)
