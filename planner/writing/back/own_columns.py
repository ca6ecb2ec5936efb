"""Writes a plan into the user's own columns: dates, people and share done.

Only cells that differ from the plan are written. A cell that differs and is not written is
reported.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from planner.choice import ELSEWHERE
from planner.errors import Issue
from planner.ooxml.fill import Entry
from planner.ooxml.package_guard import column_number
from planner.phrase import NO_REMEDY, phrase
from planner.plan import Plan, PlannedTask
from planner.project import Task
from planner.reading.cells import Cell, Sheet, letters, read_book
from planner.reading.derive import in_working_time, time_between, worktime_of
from planner.reading.formulas import Sheetwise
from planner.reading.parts import clock
from planner.reading.tables import Log
from planner.schema.columns import TASKS
from planner.worktime.days import last_day
from planner.worktime.working_time import WorkTime
from planner.writing.back.date_entries import DateColumn
from planner.writing.back.people import PeopleColumn, Spread
from planner.writing.back.shares import ShareColumn
from planner.writing.back.told import Back, Left, Untouched

FIELDS = ("start", "finish", "resources", "percent_complete")
"""The columns that are written, in the order of the reports."""
_SIZES = (
    *("duration", "work", "points", "optimistic", "likely", "pessimistic", "milestone"),
    *("remaining_duration", "remaining_work"),
)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_NEAR = 1e-6


_FORMULA = Left(
    "formula-left",
    phrase("formulas are left as they are and calculated anew in Excel"),
    NO_REMEDY,
    "info",
)
_MERGED = Left("merged-left", phrase("not written: part of a merged cell"), phrase("unmerge it"))
_SEVERAL = Left("rows-left", phrase("not written: several tasks stand in this row"))
_FROM_DATES = Left(
    "dates-left",
    phrase(
        "not written: the task has no duration but the time between its dates, "
        "which would be another one between those of the plan"
    ),
    phrase("add a column Duration"),
)
_ALL_DAYS = Left(
    "dates-left",
    phrase(
        "not written: the durations count all days between the dates of this "
        "sheet, weekends included, and would not be read so with those of the "
        "plan"
    ),
    phrase("write working days, or clear the column of the durations"),
)
_SHARE = Left("share-left", phrase("not written: how this column writes a share is not known"))
_CHOICE = Left(
    "choice-decided",
    phrase("who was chosen stands in place of a choice, a team or a skill"),
    phrase("put the choice back where the next plan is to choose again"),
    "info",
)


def back(source: bytes, plan: Plan, *, date_1904: bool = False) -> Back:
    """The entries for a workbook that the plan was made of."""
    if plan.project.choice.form in ELSEWHERE:
        message = phrase("nothing is written there: the tasks do not stand in rows below headers")
        return Back(issues=(Issue(code="no-rows", severity="warning", message=message),))
    sheets = {sheet.name: sheet for sheet in read_book(source).sheets}
    found = [
        _Columns(plan, sheets[name], rows, date_1904=date_1904).result()
        for name, rows in _by_sheet(plan).items()
        if name in sheets
    ]
    return Back(
        entries={name: one.entries for name, one in found if one.entries},
        results={name: one.results for name, one in found if one.results},
        formulas=any(sheet.formulas for sheet in sheets.values()),
        issues=tuple(issue for _, one in found for issue in one.issues()),
    )


def _by_sheet(plan: Plan) -> dict[str, list[PlannedTask]]:
    """The rows of each sheet; a summary that a cell beside its first task makes has none."""
    found: dict[str, list[PlannedTask]] = defaultdict(list)
    work = {_place(row) for row in plan.rows if not row.task.summary}
    for row in plan.rows:
        if row.task.source.row and not (row.task.summary and _place(row) in work):
            found[row.task.source.sheet].append(row)
    return found


def _place(row: PlannedTask) -> tuple[str, int]:
    return row.task.source.sheet, row.task.source.row


class _Columns:
    """The user's columns of one sheet, and what the plan says in them."""

    def __init__(
        self, plan: Plan, sheet: Sheet, rows: list[PlannedTask], *, date_1904: bool
    ) -> None:
        self._plan = plan
        self._sheet = sheet
        self._rows = rows
        self._epoch = _EPOCH_1904 if date_1904 else _EPOCH
        self._out = Untouched(sheet)
        self._planned: dict[str, date] = {}
        self._as_read: dict[str, tuple[datetime | None, datetime | None]] = {}
        self._merged = sheet.merged
        self._read = self._read_columns()
        self._several = _repeated(rows)
        project = plan.project
        self._worktime: WorkTime | None = (
            worktime_of(project.weeks[0], project.days_off) if project.weeks else None
        )
        self._all_days = any(
            i.code == "calendar-days" and i.sheet == sheet.name for i in project.remarks
        )

    def result(self) -> tuple[str, Untouched]:
        """The sheet's name and what comes of it."""
        dates = {name: self._date_column(name) for name in ("start", "finish")}
        named = [cell.text for cell in self._cells("resources") if cell.kind == "text"]
        people = PeopleColumn(self._plan.project.resources, named)
        shares = ShareColumn(self._cells("percent_complete"))
        for row in self._rows:
            self._write_dates(row, dates)
            if not row.task.summary:
                self._write_people(row, people)
                self._write_share(row, shares)
        self._follow()
        if self._all_days and not self._reads_all_days():
            self._take_back_dates()
            self._follow()
        return self._sheet.name, self._out

    def _read_columns(self) -> dict[str, list[str]]:
        """Field → the letters of the columns that were read as it."""
        captions = {TASKS.column(name).caption: name for name in FIELDS}
        found: dict[str, list[str]] = defaultdict(list)
        for one in self._plan.project.columns:
            if one.sheet == self._sheet.name and one.meaning in captions:
                found[captions[one.meaning]].append(one.cell.rstrip("0123456789"))
        return found

    def _letters(self, task: Task, name: str) -> str:
        """The column of a field, "" where there is none or it is no column of this table."""
        column = task.source.columns.get(name, "")
        return column if column in self._read.get(name, ()) else ""

    def _cell(self, column: str, row: int) -> Cell | None:
        return self._sheet.rows.get(row, {}).get(column_number(column)) if column else None

    def _cells(self, name: str) -> list[Cell]:
        """The cells in the column of a field."""
        cells = (self._cell(self._letters(r.task, name), r.task.source.row) for r in self._rows)
        return [cell for cell in cells if cell is not None]

    def _date_column(self, name: str) -> DateColumn:
        known = []
        for row in self._rows:
            cell = self._cell(self._letters(row.task, name), row.task.source.row)
            day = row.task.current_start if name == "start" else row.task.current_finish
            if cell is not None and day is not None and row.task.source.row not in self._several:
                formula = (cell.row, cell.column) in self._sheet.formulas
                known.append((cell, day, formula))
        return DateColumn(known, end=name == "finish", epoch=self._epoch)

    def _barred(self, column: str, row: int) -> Left | None:
        """The reason why a cell cannot be written at all, or None."""
        place = row, column_number(column)
        if place in self._sheet.formulas:
            return _FORMULA
        if row in self._several:
            return _SEVERAL
        for top, first, bottom, last in self._merged:
            inside = top <= place[0] <= bottom and first <= place[1] <= last
            if inside and place != (top, first):
                return _MERGED
        return None

    def _write_dates(self, row: PlannedTask, dates: Mapping[str, DateColumn]) -> None:
        wanted: dict[str, tuple[str, datetime]] = {}
        if row.start is None or row.finish is None:
            return
        for name, day in (("start", row.start), ("finish", row.finish)):
            column = self._letters(row.task, name)
            cell = self._cell(column, row.task.source.row)
            if column and not (row.task.summary and cell is None):
                milestone = row.task.milestone and row.day is not None
                exact = datetime.combine(row.day, day.time()) if milestone and row.day else day
                wanted[name] = column, exact
        as_planned = {"start": row.start.date(), "finish": last_day(row.finish)}
        found = self._dates(row, dates, wanted)
        for name, (column, _) in wanted.items():
            at, made = row.task.source.row, found.get(name)
            if isinstance(made, Left):
                self._out.leave(column, at, made)
                self._planned[f"{column}{at}"] = as_planned[name]
            elif made is not None:
                self._out.entries[f"{column}{at}"] = made

    def _dates(
        self,
        row: PlannedTask,
        dates: Mapping[str, DateColumn],
        wanted: Mapping[str, tuple[str, datetime]],
    ) -> dict[str, Entry | Left | None]:
        """For each date an entry, a reason against it, or None where the cell has it already."""
        at = row.task.source.row
        derived = not row.task.summary and self._from_dates(row.task)
        for exact in (False, True):
            made: dict[str, Entry | Left | None] = {}
            read = {"start": row.task.current_start, "finish": row.task.current_finish}
            for name, (column, day) in wanted.items():
                barred = self._barred(column, at)
                cell = self._cell(column, at)
                entry, read[name] = dates[name].entry(cell, day, exact=exact)
                if entry is None and read[name] is not None:
                    made[name] = None
                else:
                    made[name] = barred or entry or Left(*dates[name].refusal)
            self._as_read[row.task.id] = read["start"], read["finish"]
            if not derived or not any(isinstance(one, Entry) for one in made.values()):
                return made
            if self._lasts(row.task, read, made):
                return made
        del self._as_read[row.task.id]
        return dict.fromkeys(wanted, _FROM_DATES)

    def _lasts(
        self,
        task: Task,
        read: Mapping[str, datetime | None],
        made: Mapping[str, "Entry | Left | None"],
    ) -> bool:
        """Whether these dates, read again, give the task the duration it has."""
        if any(isinstance(one, Left) for one in made.values()) or self._worktime is None:
            return False
        again = replace(task, current_start=read["start"], current_finish=read["finish"])
        return (time_between(again, self._worktime) or 0) == (task.duration or 0)

    def _from_dates(self, task: Task) -> bool:
        """Whether a task's duration follows from its dates, be it by a formula."""
        at, dated = task.source.row, {self._letters(task, n) for n in ("start", "finish")} - {""}
        sized = False
        for name in _SIZES:
            cell = self._cell(task.source.columns.get(name, ""), at)
            if cell is None:
                continue
            formula = self._sheet.formulas.get((cell.row, cell.column), "").replace("$", "")
            if any(f"{column}{at}" in formula for column in dated):
                return True
            sized = True
        return not sized or self._all_days

    def _write_people(self, row: PlannedTask, people: PeopleColumn) -> None:
        column = self._letters(row.task, "resources")
        if not column or not row.bookings:
            return
        cell = self._cell(column, row.task.source.row)
        spread = Spread(columns=len(self._read["resources"]), text=cell.text if cell else "")
        text, refusal = people.write(row, spread)
        if text is None and refusal is None:
            return
        at = row.task.source.row
        why = self._barred(column, at) or (Left(*refusal) if refusal else None)
        if why is None and text is not None:
            self._out.entries[f"{column}{at}"] = Entry(value=text)
            if cell is not None and people.is_choice(row):
                self._out.leave(column, at, _CHOICE)
        elif why is not None:
            self._out.leave(column, at, why)

    def _write_share(self, row: PlannedTask, shares: ShareColumn) -> None:
        column, at = self._letters(row.task, "percent_complete"), row.task.source.row
        share, progress = row.percent, row.task.progress
        if not column or share is None or (progress.percent and progress.percent_of != "duration"):
            return
        cell = self._cell(column, at)
        if shares.says(cell, share):
            return
        made = shares.entry(cell, share)
        why = self._barred(column, at) or (None if made else _SHARE)
        if why is None and made is not None:
            self._out.entries[f"{column}{at}"] = made
        elif why is not None:
            self._out.leave(column, at, why)

    def _reads_all_days(self) -> bool:
        """Whether durations by formula that count all days will be read as what they are now."""
        settings, project = self._plan.project.settings, self._plan.project
        tasks: list[Task] = []
        for row in self._rows:
            task, cell = row.task, self._cell(*self._duration(row.task))
            start, finish = self._as_read.get(task.id, (task.current_start, task.current_finish))
            if cell is None or task.summary:
                continue
            days = self._out.results.get(cell.ref, cell.value)
            if not isinstance(days, int | float):
                return False
            minutes = round(days * settings.day)
            tasks.append(
                replace(task, current_start=start, current_finish=finish, duration=minutes)
            )
        read = in_working_time(tasks, project.weeks[0], project.days_off, clock(settings), Log())
        durations = {row.task.id: row.task.duration for row in self._rows}
        return all(task.duration == durations[task.id] for task in read)

    def _duration(self, task: Task) -> tuple[str, int]:
        return task.source.columns.get("duration", ""), task.source.row

    def _take_back_dates(self) -> None:
        """Leave the dates of the sheet as they are."""
        for name in ("start", "finish"):
            for column in self._read.get(name, ()):
                cells = [c for c in self._out.entries if c.rstrip("0123456789") == column]
                for cell in cells:
                    del self._out.entries[cell]
                    self._out.leave(column, int(cell[len(column) :]), _ALL_DAYS)
        self._out.results.clear()

    def _follow(self) -> None:
        """The results of the formulas that follow from what is written, where understood."""
        formulas = self._sheet.formulas
        if not formulas or not self._out.entries:
            return
        plain = {
            row: {column: cell for column, cell in cells.items() if (row, column) not in formulas}
            for row, cells in self._sheet.rows.items()
        }
        changed = {row: dict(cells) for row, cells in plain.items()}
        for name, entry in self._out.entries.items():
            column = name.rstrip("0123456789")
            row = int(name[len(column) :])
            changed[row][column_number(column)] = self._as_cell(row, column, entry)
        before, after = Sheetwise(plain, formulas), Sheetwise(changed, formulas)
        agreed: set[str] = set()
        for row, number in formulas:
            stored = self._stored(self._sheet.rows.get(row, {}).get(number))
            old, new = before.value((row, number)), after.value((row, number))
            if stored is None or old is None or new is None or abs(old.number - stored) > _NEAR:
                continue
            day = (_EPOCH + timedelta(days=new.number)).date() if new.date else None
            name = f"{letters(number)}{row}"
            agreed |= {name} if day is not None and self._planned.get(name) == day else set()
            if abs(new.number - old.number) > _NEAR:
                shift = (self._epoch - _EPOCH).days if new.date else 0
                self._out.results[name] = new.number - shift
        self._out.settle(_FORMULA, agreed)

    def _as_cell(self, row: int, column: str, entry: Entry) -> Cell:
        old = self._cell(column, row)
        place = row, column_number(column)
        if isinstance(entry.value, str):
            return Cell(*place, "text", entry.value)
        dated = entry.like or entry.form or (old is not None and old.kind == "date")
        if dated and not self._is_share(column):
            return Cell(*place, "date", self._epoch + timedelta(days=entry.value))
        return Cell(*place, "number", entry.value)

    def _is_share(self, column: str) -> bool:
        return column in self._read.get("percent_complete", ())

    def _stored(self, cell: Cell | None) -> float | None:
        """The result of a formula as a number, days counted as in most workbooks."""
        if cell is None:
            return None
        if isinstance(cell.value, datetime):
            return (cell.value - _EPOCH) / timedelta(days=1)
        return float(cell.value) if cell.kind == "number" else None  # type: ignore[arg-type]


def _repeated(rows: list[PlannedTask]) -> set[int]:
    """The rows of the sheet in which several tasks stand."""
    seen: set[int] = set()
    again: set[int] = set()
    for row in rows:
        at = row.task.source.row
        (again if at in seen else seen).add(at)
    return again
