"""Decides which rows below the header of a sheet of tasks are tasks, and fills merged cells down.

Placeholders, totals, and what lies below the table, such as a legend, are left out with a note.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.details_below import without_details
from planner.reading.inactive import is_inactive
from planner.reading.merged_cells import carried_down
from planner.reading.profile import TYPED, as_number, kind_of
from planner.reading.recorded_rows import without_records
from planner.reading.row_content import ESTIMATES, said_by, says_more
from planner.reading.row_ends import (
    note_placeholder,
    without_left_over,
    without_legend,
    without_nameless_end,
    without_overview,
    without_template_rows,
)
from planner.reading.second_lines import without_second_lines
from planner.reading.tables import Row, Table, meanings_of
from planner.reading.totals import is_summed, is_total, note_total, without_last_total
from planner.schema.vocabulary import words_for

_PLACEHOLDERS = (
    *("<task", "<insert", "do not delete this row", "neue zeilen oberhalb"),
    "neue zeilen über dieser",
)
_ROWS = (
    r"rows?|zeilen?|lignes?|filas?|linhas?|righ[ae]|rij(?:en)?|rækker?|rader?|wiersz\w*|řádk\w*|"
    r"строк\w*|satır\w*|rivi\w*|baris|hàng|dòng"
)
_PLACE = (
    r"above|oberhalb|über|au-dessus|encima|arriba|acima|sopra|boven|over|ovanför|ovenfor|powyżej|"
    r"nad|выше|üst\w*|yläpuol\w*|di atas|trên|diese|esta|cette|deze"
)
_PUT = (
    r"insert\w*|ins[eé]r\w+|insira|indsæt|infoga|sett inn|put|add|einfüg\w+|voeg|wstaw\w*|vlož\w*|"
    r"вставл\w+|ekle\w*|lisää|tambah\w*|sisip\w*|chèn|lösch\w+|supprim\w+|elimin\w+|exclua|delete"
)
_MARKS = " -–—_.·…*?•"
"""A name of such marks alone is none."""
_FOR_ROWS = re.compile(
    "(?i)"
    + "".join(rf"(?=.*(?<![^\W\d_])(?:{words})(?![^\W\d_]))" for words in (_ROWS, _PLACE, _PUT))
    + r"|(?=.*[行列행])(?=.*[上위])(?=.*(?:插入|挿入|삽입|添加|追加))"
)
"""The last row of a template: new rows are to be inserted above it, or it is not to be deleted."""
_LONGEST_REQUEST = 90
_ASKED = re.compile(
    r"(?i)(?:enter|insert|type|add|write|put)\b.*\bhere|(?:introdu[zc]\w*|ingres\w+|escrib\w+|"
    r"insert\w+).*\baqu[ií]|(?:entre[zr]|saisi\w+|ins[ée]re[zr]).*\bici|.*\bhier e(?:in|r)\w+en|"
    r"(?:insir\w+|digit\w+).*\baqui"
)
"""The request of a template in the place of a name."""
_TO_FILL_IN = re.compile(r"[^\w\[]*\[[^\[\]]+\]")
"""A gap in a template that a name replaces, such as ``[Task]``."""
_FORM = re.compile(r"<.*>|\{.*\}")


def task_rows(table: Table) -> list[Row]:
    """The rows that are tasks or summaries."""
    rows: list[Row] = []
    named = without_second_lines(table, without_template_rows(list(_with_names(table))))
    for row, below in zip_longest(named, named[1:]):
        if is_summed(row, table):
            note_total(row)
        elif _is_task(row, rows, below):
            rows.append(row)
    rows = without_overview(without_last_total(without_nameless_end(rows)), table)
    return without_records(without_details(without_legend(without_left_over(rows), table)))


def _with_names(table: Table) -> Iterator[Row]:
    """Yields the rows; merged cells and phases are filled down, names come from columns beside.

    Where names are merged over several rows, they are those of the level above, in single rows too.
    """
    carried = carried_down(table)
    beside = beside_name(table)
    full = _mostly_filled(table, beside)
    phase: Cell | None = None
    levels = _levels(table, beside, full)
    said: dict[int, str] = {}
    over = _spanning(table)
    before_parts = _before_parts(table, [column for column in beside if column not in full])
    for row in table.rows(frozenset(levels)):
        extra = carried.get(row.source.row)
        if levels:
            beside_names = {f: cell for f, cell in (extra or {}).items() if f not in _NAMES_FIELDS}
            whole = replace(row, cells={**beside_names, **row.cells}) if beside_names else row
            yield from _by_level(table, whole, levels, said)
            continue
        cells = row.cells
        if extra:
            cells = {**extra, **cells}
        found = _name_beside(table, row, beside) if beside else None
        above = row.source.row in over | before_parts
        above |= bool(over) and found is not None and found.column in full
        if found is not None and above and "name" in cells:
            yield replace(row, cells={"name": cells["name"]})
            cells = {**cells, "name": found}
        elif found is not None and "name" not in cells:
            cells = {**cells, "name": found}
        elif found is not None and found.column in full:
            cells = {"phase": cells["name"], **cells, "name": found}
        phase = cells.get("phase", phase)
        if "phase" in row.cells and "name" not in cells and says_more(row):
            column = table.fields["name"].column if "name" in table.fields else 0
            cells = {field: cell for field, cell in cells.items() if field != "phase"}
            cells["name"] = row.cells["phase"]._replace(column=column)
        elif phase is not None and "phase" not in cells:
            cells = {**cells, "phase": phase}
        yield row if cells is row.cells else replace(row, cells=cells)


_NAMES_FIELDS = frozenset(["name", "subname", "phase"])


def _spanning(table: Table) -> set[int]:
    """The rows whose name is merged with cells below it."""
    heading = table.fields.get("name")
    return {
        top
        for top, left, bottom, right in table.sheet.merged
        if heading and left <= heading.column <= right and bottom > top > table.header
    }


def _before_parts(table: Table, beside: Sequence[int]) -> set[int]:
    """The rows with a name and its first part beside it; the next row has another part, no name."""
    heading = table.fields.get("name")
    rows = table.sheet.rows
    return {
        number
        for number, cells in rows.items()
        for column in beside
        if heading
        and heading.column in cells
        and number > table.header
        and len(below := rows.get(number + 1, {})) > 1
        and min(below) == column
        and all(column in one and kind_of(one[column]) == "text" for one in (cells, below))
    }


def _levels(table: Table, beside: Sequence[int], full: set[int]) -> list[int]:
    """The columns of names from the highest to the deepest level, if there are three or more.

    Two count too if the lower one is called so and some rows have the upper one alone.
    """
    heading = table.fields.get("name")
    deeper = [h.column for h in table.headings if h.field == "subname"]
    deepest = max([*full, *deeper], default=0)
    columns = [column for column in beside if column <= deepest]
    if heading is None:
        return []
    called = any(h.field == "subname" and h.column in columns for h in table.headings)
    alone = any(
        number > table.header and heading.column in cells and not cells.keys() & set(columns)
        for number, cells in table.sheet.rows.items()
    )
    return [heading.column, *columns] if (called and alone) or len(columns) > 1 else []


def _by_level(table: Table, row: Row, levels: Sequence[int], said: dict[int, str]) -> Iterator[Row]:
    """Yields a row for each new name in the columns of levels; the deepest has the row's values."""
    cells = table.sheet.rows[row.source.row]
    named = [(depth, cells[c]) for depth, c in enumerate(levels) if c in cells]
    for place, (depth, cell) in enumerate(named):
        name = cell._replace(indent=cell.indent + depth * 10)
        if place == len(named) - 1:
            yield replace(row, cells={**row.cells, "name": name})
        elif said.get(depth) != cell.text:
            yield replace(row, cells={"name": name})
        if said.get(depth) != cell.text:
            for deeper in [one for one in said if one > depth]:
                del said[deeper]
        said[depth] = cell.text
    if not named:
        yield row


def beside_name(table: Table) -> list[int]:
    """The columns right of the name that hold deeper levels of names, with or without a header."""
    heading = table.fields.get("name")
    if heading is None:
        return []
    beside = ("subname", "id", "wbs", "uid")
    named = {other.column for other in table.headings if other.field not in beside}
    coded = {other.column for other in table.headings if other.field in beside[1:]}
    columns = []
    for column in range(heading.column + 1, heading.column + 6):
        if column in named:
            break
        if column not in coded and not _is_in_common(table, heading.column, column):
            columns.append(column)
    return columns


def _is_in_common(table: Table, name: int, column: int) -> bool:
    """Whether the texts of a column come again beside names that nearly all differ.

    They tell what rows have in common, and name none.
    """
    below = [cells for n, cells in table.sheet.rows.items() if n > table.header]
    rows = [cells for cells in below if name in cells or column in cells]
    told = [key(cells[column].text) for cells in rows if column in cells]
    names = {key(cells[name].text) for cells in rows if name in cells}
    again = len(told) >= _ENOUGH and 1 < len(set(told)) <= _AGAIN * len(told)
    few = len(told) >= _MANY and len(set(told)) <= _FEW * len(told)
    few = few and _stands_beside(table, name, column, rows)
    different = len(names) >= (_HALF if few else _DIFFERENT) * len(rows)
    return again and 2 * len(told) > len(rows) and different


def _stands_beside(
    table: Table, name: int, column: int, rows: Sequence[Mapping[int, Cell]]
) -> bool:
    """Whether texts only stand beside names, some of which stand once, below no word for parts.

    Parts may stand alone below the first row of their name, or beside a name in each row.
    """
    if any(h.column == column and h.field == "subname" and h.text for h in table.headings):
        return False
    times = Counter(key(cells[name].text) for cells in rows if name in cells)
    return all(name in cells for cells in rows) and 1 in times.values()


def _mostly_filled(table: Table, columns: Sequence[int]) -> set[int]:
    """The columns that name most rows, as opposed to those with single remarks."""
    names = {table.fields["name"].column, *columns} if "name" in table.fields else set(columns)
    rows = table.sheet.rows.items()
    below = [cells for number, cells in rows if number > table.header and names & cells.keys()]
    texts = {
        column: [key(cells[column].text) for cells in below
                 if column in cells and kind_of(cells[column]) == "text"]
        for column in columns
    }  # fmt: skip
    return {
        column
        for column, told in texts.items()
        if 2 * len(told) > len(below) and (len(told) < _ENOUGH or len(set(told)) > 1)
    }


_AGAIN, _DIFFERENT = 0.7, 0.9
_MANY, _FEW, _HALF = 6, 0.25, 0.5
"""Of so many texts so few different ones are states or the like, though names come again too."""
_ENOUGH = 3
"""One text in so many rows, as a template has it, names none of them."""


def _name_beside(table: Table, row: Row, columns: Sequence[int]) -> Cell | None:
    cells = table.sheet.rows[row.source.row]
    for depth, column in enumerate(columns, 1):
        cell = cells.get(column)
        if cell is not None and kind_of(cell) == "text":
            return cell._replace(indent=cell.indent + depth * 10)
    return None


def _is_task(row: Row, above: Sequence[Row], below: Row | None) -> bool:
    """Whether a row is a task or a summary, given the rows kept so far and the next row."""
    name = row.text("name")
    left = _TO_FILL_IN.fullmatch(name) and not (below and _has_part(row, below))
    empty = (left and (_asks(name) or not says_more(row))) or _is_zero(row)
    if is_inactive(row):
        field = "active" if row.has("active") else "archived"
        row.note("info", "inactive-row", phrase("is not active; left out"), field)
        return False
    form = bool(_FORM.fullmatch(name) or _ASKED.fullmatch(name)) or _leftover(row)
    asks = len(name) <= _LONGEST_REQUEST and not says_more(row) and _FOR_ROWS.match(name)
    form = form or bool(asks) or bool(name and not name.strip(_MARKS))
    if empty or form or name.casefold().startswith(_PLACEHOLDERS):
        note_placeholder(row)
        return False
    if row.has("phase") and fold(row.text("phase")) in words_for("notes"):
        row.note("info", "below-the-table", phrase("is a remark; left out"), "name")
        return False
    if is_total(row, name, above):
        note_total(row)
        return False
    if row.has("name") or row.has("duration") or row.has("work"):
        return row.has("name") or _says_an_amount(row)
    if says_more(row):
        row.note(
            "warning",
            "row-without-name",
            phrase("this row has no task name and is left out"),
            "name",
            phrase("name the task, or clear the row"),
        )
    return False


def _has_part(row: Row, below: Row) -> bool:
    """Whether the next row is a part of this one by its code, which makes this one a phase."""
    part = below.has("wbs") and below.text("wbs").startswith(f"{row.text('wbs')}.")
    return row.has("wbs") and part and not _TO_FILL_IN.fullmatch(below.text("name"))


def _asks(name: str) -> bool:
    """Whether the text between brackets is a template's word for a task, a phase or a level."""
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", name)]
    return any(word == "level" or "task" in meanings_of(word) for word in words)


def _is_zero(row: Row) -> bool:
    """Whether a name is the 0 that a formula returns for a blank cell."""
    cell = row.cells.get("name")
    return cell is not None and cell.kind == "number" and cell.value == 0


def _says_an_amount(row: Row) -> bool:
    """Whether a row without a name has a duration, not units, other words, or a formula's 0."""
    cells = [row.cells[field] for field in ESTIMATES if row.has(field)]
    amounts = [cell for cell in cells if kind_of(cell) in ("number", "amount")]
    return any(as_number(cell) != 0 and cell.value != _NO_TIME for cell in amounts)


_NO_TIME = timedelta()


def _leftover(row: Row) -> bool:
    """Whether the row holds nothing but a template's words in place of values."""
    said = [row.cells[field].text for field in said_by(row)]
    return bool(said) and all(text.casefold() in TYPED for text in said)


def sections(rows: Sequence[Row]) -> list[bool] | None:
    """Marks the rows that are headings of the rows below them; None if there are none.

    A heading has only a name, and the next row has more. A single one might be a task whose
    duration was forgotten. So there must be two, the first row among them; or its name says that it
    is a phase; or the tasks have an ID and it has none.
    """
    bare = [not says_more(row) for row in rows]
    if not any(bare) or all(bare):
        return None
    follows = [not bare[n + 1] if n + 1 < len(rows) else False for n in range(len(rows))]
    heading = [one and next_one for one, next_one in zip(bare, follows, strict=True)]
    numbered = [row.has("id") or row.has("wbs") for row in rows]
    apart = all(numbered[n] != bare[n] for n in range(len(rows)))
    few = sum(bare) - sum(heading) <= sum(heading) // 2
    told = bare[0] and (sum(heading) > 1 or _is_phase(rows[0]))
    if not few or not (apart or told):
        return None
    return heading


def _is_phase(row: Row) -> bool:
    """Whether a name begins or ends with a word for a phase."""
    words = re.findall(r"[^\W\d_]+", row.text("name"))
    return bool(words) and not words_for("phase").isdisjoint(map(fold, (words[0], words[-1])))
