"""What the colours of the rows of a table say by a legend: who, which state, how urgent, where."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby

from planner.errors import Issue
from planner.language.text import first_few, fold
from planner.phrase import phrase
from planner.project import Project, Task
from planner.reading.cells import Book, Cell, Sheet, letters
from planner.reading.header_names import IGNORE, HeaderWishes
from planner.reading.heading import Heading
from planner.reading.legends import Body, Swatch, legend_of, says_nothing_more, texts_of
from planner.reading.people_evidence import likeness
from planner.reading.progress import state_of
from planner.reading.tables import Table
from planner.schema.vocabulary import words_for

_FEWEST, _COLOURED, _SAID, _MOST_CELLS = 2, 0.4, 0.5, 8
_INITIALS = re.compile(r"[^\W\d_]{1,3}")
_PEOPLE = frozenset(["resources", "skills"])
_STATES = frozenset(["status", "percent_complete"])
_GROUPS = frozenset(["level", "wbs", "parent", "phase", "subname"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownColours:
    """What a legend says of rows.

    Args:
        column: Where it is read as a column: a coloured blank one, or one right of all others.
        texts: Row → what its colour means.
    """

    column: int
    texts: Mapping[int, str]


def colours_shown(table: Table) -> ShownColours | None:
    """What the colours of most rows say that none of their cells does; None without a legend."""
    name = table.fields.get("name")
    if name is None or not table.sheet.fills:
        return None
    rows = _named(table, name)
    body = _body(table, rows)
    legend = legend_of(table.sheet, body) if rows else {}
    texts = texts_of(legend)
    if not legend or says_nothing_more(texts.values()):
        return None
    explaining = {(one.row, one.column) for one in legend.values()}
    looks: dict[int, set[str]] = {n: set() for n in rows}
    for (n, column), look in table.sheet.fills.items():
        if n in looks and look in texts and (n, column) not in explaining:
            looks[n].add(look)
    whose = {n: next(iter(one)) for n, one in looks.items() if len(one) == 1}
    said = {n: texts[look] for n, look in whose.items()}
    one = len(set(said.values())) < _FEWEST and not any(map(state_of, said.values()))
    if one or len(said) < _COLOURED * len(rows) or _stand_in_cells(table.sheet, said):
        return None
    return ShownColours(column=_column(table, whose), texts=said)


def with_colours_shown(table: Table, reading: HeaderWishes) -> Table:
    """The table with a column of what a legend says of the colours of its rows, if that is known.

    It also has the meaning that the user, or an offered reading, gives it.
    """
    shown = colours_shown(table)
    if shown is None:
        return table
    wish = reading.wish("", f"{table.sheet.name}!{letters(shown.column)}")
    if wish == IGNORE:
        out = Heading(column=shown.column, text="", ignored=True)
        return replace(table, headings=_placed(table, out))
    field = table.kind.by_key[wish][0] if wish in table.kind.by_key else meaning(table, shown)
    if not field:
        return table
    rank = reading.rank("", f"{table.sheet.name}!{letters(shown.column)}") if wish else 99
    why = "" if wish else phrase("a legend explains the colours of the rows")
    made = Heading(column=shown.column, text="", field=field, by_content=why, rank=rank)
    rows = {
        n: {**cells, made.column: Cell(n, made.column, "text", shown.texts[n])}
        if n in shown.texts
        else cells
        for n, cells in table.sheet.rows.items()
    }
    sheet = replace(table.sheet, rows=rows)
    return replace(table, sheet=sheet, headings=_placed(table, made))


def meaning(table: Table, shown: ShownColours) -> str:
    """The field that a legend tells of: states, people, priorities, or phases; "" if unknown."""
    fields = table.fields.keys()
    texts = set(shown.texts.values())
    if _mostly(map(bool, map(state_of, texts))):
        return "" if fields & _STATES else "status"
    if _mostly(fold(text) in words_for(*_LEVELS) for text in texts):
        return "" if "priority" in fields else "priority"
    people = likeness(texts)
    initials = all(text.isupper() and _INITIALS.fullmatch(text) for text in texts)
    if people > 0 or (people == 0 and initials):
        named = bool(fields & _PEOPLE) or any(h.person for h in table.headings)
        return "" if named else "resources"
    runs = [len(list(run)) for _, run in groupby(shown.texts[n] for n in sorted(shown.texts))]
    blocks = len(runs) == len(texts) and min(runs) >= _FEWEST
    return "phase" if blocks and not fields & _GROUPS else ""


_LEVELS = ("lowest", "low", "medium", "high", "highest", "urgent")


def legends_unread(project: Project, tables: Sequence[Table], book: Book) -> Iterator[Issue]:
    """Says of each legend of colours in the rows of tasks that nothing was read from it."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for table in tables:
        sheet = sheets.get(table.sheet.name)
        if sheet is None or not sheet.fills or table.sheet.turned or "name" not in table.fields:
            continue
        own = [task for task in project.tasks if task.source.sheet == sheet.name]
        places = table.sheet.file_rows
        rows = {places.get(n, n) for n in (task.source.row for task in own)}
        legend = legend_of(sheet, _body(replace(table, sheet=sheet), rows)) if rows else {}
        texts = {fold(text) for text in texts_of(legend).values()}
        if legend and not says_nothing_more(texts) and not _is_read(texts, table, own):
            yield _unread(sheet, legend)


def _is_read(texts: AbstractSet[str], table: Table, tasks: Sequence[Task]) -> bool:
    """Whether a legend stands in a column made of it, or most of it in other cells or names."""
    rows = [table.sheet.rows.get(task.source.row, {}) for task in tasks]

    def said(headings: Iterable[Heading]) -> set[str]:
        columns = {heading.column for heading in headings}
        return {fold(cells[c].text) for cells in rows for c in columns & cells.keys()}

    made = said(h for h in table.headings if h.by_content and h.field in _MADE)
    known = said(h for h in table.headings if h.field)
    names = " ".join(fold(task.name) for task in tasks)
    most = 2 * sum(text in known or text in names for text in texts) > len(texts)
    return most or not texts.isdisjoint(made)


_MADE = frozenset(["resources", "status", "priority", "phase"])


def _unread(sheet: Sheet, legend: Mapping[str, Swatch]) -> Issue:
    cells = [one.cell for one in legend.values()]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Issue(
        severity="warning",
        code="legend-unread",
        sheet=sheet.name,
        cell=cells[0].ref,
        message=phrase(
            "these cells explain colours of the tasks, and nothing shows whether they mean people, "
            "phases or states; not planned with; cells: {cells}",
            cells=first_few([cell.ref for cell in cells], _MOST_CELLS),
        ),
        got=cells[0].text,
        remedy=phrase("write what the colours say in a column of its own"),
    )


def _body(table: Table, rows: Iterable[int]) -> Body:
    """Where the tasks of a table stand; coloured headers without a meaning may be a legend."""
    fills, name = table.sheet.fills, table.fields["name"].column
    usual = fills.get((table.header, name))
    cells = table.sheet.rows.get(table.header, {})
    columns = {h.column for h in table.headings if h.field}
    columns |= {
        column
        for column, cell in cells.items()
        if cell.kind != "text" or fills.get((table.header, column), usual) == usual
    }
    last = max((h.column for h in table.headings if h.field == "name"), default=0)
    drawn = [column for column in columns if column > last]
    if drawn:  # a chart, some of whose columns share a header
        columns |= set(range(min(drawn), max(drawn)))
    return Body(header=table.header, rows=set(rows), columns=columns)


def _named(table: Table, name: Heading) -> set[int]:
    """The rows with a name, in the column of names or of a level below, but for those of a legend.

    These stand below the last row with more than a name, or than a colour left of it.
    """
    columns = [name.column, *(h.column for h in table.headings if h.field == "subname")]
    rows, last = table.sheet.rows, max(columns)
    named = {n for n, cells in rows.items() if n > table.header and any(map(cells.get, columns))}
    more = {n for n in named if len(rows[n]) > 1}
    more |= {n for n, column in table.sheet.fills if column > last and n in named}
    end = max(more, default=0)
    return {n for n in named if n <= end}


def _stand_in_cells(sheet: Sheet, said: Mapping[int, str]) -> bool:
    """Whether the cells of most rows say the same as their colours do."""
    again = sum(
        any(fold(cell.text) == fold(text) for cell in sheet.rows.get(n, {}).values())
        for n, text in said.items()
    )
    return again > _SAID * len(said)


def _column(table: Table, whose: Mapping[int, str]) -> int:
    """The blank column in which most rows have their colour, else one right of all others."""
    rows = table.sheet.rows
    used = {h.column for h in table.headings if h.text or h.field}
    used |= {column for cells in rows.values() for column in cells}
    places = Counter(c for (n, c), look in table.sheet.fills.items() if whose.get(n) == look)
    free = next((c for c, _ in places.most_common() if c not in used), 0)
    return free or 1 + max(used)


def _placed(table: Table, made: Heading) -> tuple[Heading, ...]:
    kept = (h for h in table.headings if h.column != made.column)
    return tuple(sorted((*kept, made), key=lambda h: h.column))


def _mostly(tests: Iterable[bool]) -> bool:
    found = list(tests)
    return 2 * sum(found) > len(found)
