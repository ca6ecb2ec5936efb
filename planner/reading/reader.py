"""Combines the contents of a workbook's sheets into the project, or reports all faults at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from planner.checks.recorded import settled
from planner.checks.validate import validate
from planner.choice import Choice
from planner.errors import InputError, Issue
from planner.phrase import phrase
from planner.project import (
    Asked,
    Project,
)
from planner.reading.cells import Book
from planner.reading.colours_shown import legends_unread
from planner.reading.columns_said import choice_in
from planner.reading.doubts import doubts
from planner.reading.event_dates import event_dates
from planner.reading.evidence import read_columns
from planner.reading.finding import Tables, find_tables
from planner.reading.forms import in_file
from planner.reading.kept import with_kept, with_published
from planner.reading.language import language_of
from planner.reading.memory import Remembered, choice_before, with_memory
from planner.reading.occurrences import attended, held
from planner.reading.parts import Parts, PartsReader
from planner.reading.people_content import names_in
from planner.reading.people_dates import people_dates_aside
from planner.reading.settings import Title, settings_sheet
from planner.reading.similar_names import similar_names
from planner.reading.spelling import respelled
from planner.reading.suspicions import suspect
from planner.reading.tables import Log, in_order
from planner.reading.unheld_starts import unheld_starts
from planner.reading.updates import with_status_date, with_updates
from planner.schema.ask_sheet import ASK
from planner.schema.columns import TASKS
from planner.schema.people_sheets import PEOPLE


class Reader:
    """Reads one workbook.

    `log` collects the notes, `tables` the tables that were found; `own` holds the workbook's own
    choices on how it is read.
    """

    def __init__(self, book: Book, choice: Choice, remembered: Remembered) -> None:
        self.book = book
        self.log = Log()
        self.tables: Tables | None = None
        self._memory = remembered
        before = remembered.choice if remembered.choice.text else choice_before(book)
        settings = choice_in(settings_sheet(book), self.log)
        self.own = settings.over(before)
        told = choice.over(settings)
        self._choice = told.over(before)
        self._remembered = Choice().over(choice.over(before))
        if self._choice.text != told.text:
            self.log.add(
                Issue(
                    severity="info",
                    code="read-as-before",
                    message=phrase("read as in the plan before: {options}", options=before.options),
                    remedy=phrase(
                        "say otherwise with these options, or beside Columns in Settings"
                    ),
                )
            )

    @property
    def language(self) -> str:
        """The code of the language of the result: from the Settings, or from the headers."""
        said = self.tables.settings.language if self.tables else ""
        return said or language_of(self.book)

    def project(self) -> Project:
        """The project, or all faults at once."""
        tables = self.tables = find_tables(self.book, self.log, self._choice)
        reader = PartsReader(self.book, tables, self._choice, self.log)
        parts = reader.parts()
        for table in (table for found in tables.by_kind.values() for table in found):
            self.log.issues += suspect(table)
        self._no_tasks(tables, parts)
        project = self._put_together(parts, reader.title, tables)
        if self._choice.status_date is None:
            project = with_status_date(project, self.book, self.log, tables.order)
        project = with_memory(project, self.book, self._memory)
        project = with_updates(project, self.book, self.log, tables.order)
        project = respelled(with_published(with_kept(project)))
        project, recorded = settled(attended(held(project, self.log), self.log))
        self.log.issues += recorded
        people = tables.by_kind[PEOPLE.name]
        priced = names_in(people, "name", "rate")
        self.log.issues += doubts(project, priced)
        self.log.issues += people_dates_aside(people, project.start, tables.order)
        self.log.issues += similar_names(project)
        self.log.issues += unheld_starts(project)
        self.log.issues += event_dates(project, tables.by_kind[TASKS.name])
        self.log.issues += legends_unread(project, tables.by_kind[TASKS.name], self.book)
        return self._checked(project, tables)

    def _put_together(self, parts: Parts, title: Title, tables: Tables) -> Project:
        name = tables.settings.name or title.name
        recorded = any(task.progress.recorded for task in parts.tasks)
        status_date = self._choice.status_date or parts.settings.status_date
        status_date = status_date or (title.status_date if recorded else None)
        return Project(
            settings=replace(parts.settings, start=parts.start, name=name, status_date=status_date),
            start=parts.start or datetime(1980, 1, 1),
            tasks=parts.tasks,
            resources=parts.resources,
            weeks=parts.weeks,
            days_off=parts.days_off,
            meetings=parts.meetings,
            budgets=parts.budgets,
            deliveries=parts.deliveries,
            language=self.language,
            timesheet=parts.timesheet,
            baselines=parts.baselines,
            asked=tuple(
                Asked(text=row.text("question"), source=row.source)
                for table in tables.by_kind[ASK.name]
                for row in table.rows()
                if row.has("question")
            ),
        )

    def _checked(self, project: Project, tables: Tables) -> Project:
        """The project with all remarks, if none of them is a fault.

        Raises:
            InputError: if there is a fault.
        """
        told = {(issue.sheet, issue.cell, issue.code) for issue in self.log.issues}
        across = [i for i in validate(project) if (i.sheet, i.cell, i.code) not in told]
        order = (TASKS.name, PEOPLE.name, *tables.by_kind)
        columns = tuple(
            read_columns([one for kind in dict.fromkeys(order) for one in tables.by_kind[kind]])
        )
        every = dict.fromkeys([*self.log.issues, *self._without_causes(across)])
        found = [table.sheet for table in tables.by_kind[TASKS.name]]
        turned = {
            sheet.name: sheet
            for sheet in found
            if sheet.turned or sheet.file_rows or sheet.file_cells
        }
        issues = in_order(tuple(in_file(one, turned) for one in every), self.book.sheets)
        if any(issue.severity == "error" for issue in issues):
            raise InputError(issues, columns)
        choice = replace(self._remembered, form=self._choice.form)
        return replace(project, remarks=issues, columns=columns, choice=choice)

    def _no_tasks(self, tables: Tables, parts: Parts) -> None:
        """Notes a fault where a table has rows and none of them is a task."""
        found = tables.by_kind[TASKS.name]
        if found and not parts.tasks and not any(i.code == "no-tasks" for i in self.log.issues):
            where, row = found[0].sheet.name, found[0].header
            message = phrase("none of the rows below the header row is a task")
            remedy = phrase("write the tasks over the placeholders")
            self.log.add(
                Issue(code="no-tasks", sheet=where, cell=f"A{row}", message=message, remedy=remedy)
            )

    def _without_causes(self, issues: Sequence[Issue]) -> list[Issue]:
        """The issues without those that only follow from what could not be read."""
        errors = [issue for issue in self.log.issues if issue.severity == "error"]
        cells = {(issue.sheet, issue.cell) for issue in errors}
        rows = {(issue.sheet, issue.row) for issue in errors}

        def follows(issue: Issue) -> bool:
            if issue.code == "empty-calendar":
                return (issue.sheet, issue.row) in rows
            return (issue.sheet, issue.cell) in cells

        return [issue for issue in issues if not follows(issue)]
