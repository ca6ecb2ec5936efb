"""Finds which column of a sheet of budgets says what each limit is for, whatever its header."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from planner.language.text import first_few, fold, key
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.group_words import PROJECT
from planner.reading.heading import Heading
from planner.reading.profile import profiles
from planner.reading.tables import Table
from planner.schema.vocabulary import words_for

_MOSTLY = 0.5
_NAMING = ("name", "phase", "id", "wbs", "resources")
_WHOLE = frozenset(
    [
        *("all", "everything", "overall", "wholeproject", "entireproject", "totalproject"),
        *("alle", "alles", "gesamt", "gesamtprojekt", "ganzesprojekt", "gesamtbudget"),
        *("totalbudget", "projecttotal", "todo", "todoelproyecto", "tout", "toutleprojet"),
    ]
)


def is_whole(text: str) -> bool:
    """Whether a text says that something is for the whole project."""
    folded = fold(text)
    return folded in _WHOLE or folded in PROJECT or folded in words_for("total")


def budgets_understood(
    table: Table, tasks: Sequence[Table], people: Sequence[Table], language: str
) -> Table:
    """The table with a column of scopes where its cells name phases, tasks, people or the whole.

    Where the column called Budget says what for, and another one how much, that one has the limits;
    lines that are for nothing in the plan are left out then, which is told.
    """
    known = _names(tasks) | _names(people)
    told = _told_beside(table, language)
    if told is not None:
        return _of_the_plan(*told, known)
    open_ = [h for h in table.headings if not (h.field or h.names or h.repeats or h.ignored)]
    if "scope" in table.fields or not open_:
        return table
    columns = [heading.column for heading in open_]
    shares = {
        one.column: sum(_is_scope(cell, known) for _, cell in one.cells) / one.count
        for one in profiles(table.sheet, table.header, columns, language)
        if one.count
    }
    best = max(shares, key=lambda column: shares[column], default=0)
    if not best or shares[best] <= _MOSTLY:
        return table
    why = phrase("its cells name phases, tasks or people of the plan, or all of it")

    def with_scope(heading: Heading) -> Heading:
        at = heading.column == best
        return replace(heading, field="scope", by_content=why) if at else heading

    return replace(table, headings=tuple(map(with_scope, table.headings)))


def _told_beside(table: Table, language: str) -> tuple[Table, Heading] | None:
    """The table with its limits in the only column of numbers, where those called so are texts.

    With it the column of these texts, which say what each limit is for.
    """
    called = table.fields.get("limit")
    if called is None or "scope" in table.fields:
        return None
    others = [h for h in table.headings if h is not called and h.field == "" and not h.ignored]
    columns = [called.column, *(h.column for h in others)]
    every = {one.column: one for one in profiles(table.sheet, table.header, columns, language)}
    numbers = [h for h in others if every[h.column].kinds["number"] > _MOSTLY]
    if every[called.column].kinds["text"] <= _MOSTLY or len(numbers) != 1:
        return None
    why = phrase("its cells are numbers, beside what they are for")
    fields = {called.column: ("scope", ""), numbers[0].column: ("limit", why)}

    def as_told(heading: Heading) -> Heading:
        field, reason = fields.get(heading.column, (heading.field, heading.by_content))
        return replace(heading, field=field, by_content=reason)

    return replace(table, headings=tuple(map(as_told, table.headings))), called


def _of_the_plan(table: Table, scope: Heading, known: set[str]) -> Table:
    """The table without lines for what is no phase, task or person of the plan, nor all of it."""
    lines = {n: cells.get(scope.column) for n, cells in table.sheet.rows.items()}
    strange = {
        n: cell
        for n, cell in lines.items()
        if n > table.header and cell is not None and not _is_scope(cell, known)
    }
    if strange:
        message = phrase(
            "these budgets are for no phase, task or person of the plan, so they are not planned "
            "with: {names}",
            names=first_few([cell.text for cell in strange.values()], _NAMED),
        )
        remedy = phrase("write the name of a phase, or All for the whole project")
        table.note("warning", "budget-of-nothing", message, scope, remedy)
        for row in table.rows():
            if is_whole(row.text("scope")):
                row.note("warning", "budget-total", _TOTAL, "scope", _NOT_TOTAL)
    rows = {n: cells for n, cells in table.sheet.rows.items() if n not in strange}
    return replace(table, sheet=replace(table.sheet, rows=rows))


_TOTAL = phrase("limits the whole project, with what it has of the lines left out")
_NOT_TOTAL = phrase("clear this line, or write what the project may cost at most")
_NAMED = 6


def _is_scope(cell: Cell, known: set[str]) -> bool:
    return cell.kind == "text" and (key(cell.text) in known or is_whole(cell.text))


def _names(tables: Sequence[Table]) -> set[str]:
    """The keys of all names and IDs in some tables."""
    rows = chain.from_iterable(table.rows() for table in tables)
    return {key(row.text(field)) for row in rows for field in _NAMING if row.has(field)}
