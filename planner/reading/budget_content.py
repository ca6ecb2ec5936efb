"""Finds which column of a sheet of budgets says what each limit is for, whatever its header."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from planner.language.text import fold, key
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
    """The table with a column of scopes where its cells name phases, tasks, people or the whole."""
    open_ = [h for h in table.headings if not (h.field or h.names or h.repeats or h.ignored)]
    if "scope" in table.fields or not open_:
        return table
    known = _names(tasks) | _names(people)
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


def _is_scope(cell: Cell, known: set[str]) -> bool:
    return cell.kind == "text" and (key(cell.text) in known or is_whole(cell.text))


def _names(tables: Sequence[Table]) -> set[str]:
    """The keys of all names and IDs in some tables."""
    rows = chain.from_iterable(table.rows() for table in tables)
    return {key(row.text(field)) for row in rows for field in _NAMING if row.has(field)}
