"""Finds a column of any name left of the names that groups them: its cells are merged, or few."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Sheet
from planner.reading.heading import Heading
from planner.reading.people_evidence import are_of_other_kinds, likeness
from planner.reading.profile import as_number
from planner.schema.vocabulary import meanings, words_for

_FEWEST = 2
_LONGEST = 200
_AGAIN = 0.7
_SPARSE = 0.6
"""Of the rows have a text; of a column that is called as names are, any but all."""


def with_phases_beside(
    sheet: Sheet, header: int, headings: Sequence[Heading]
) -> tuple[Heading, ...]:
    """Makes the nearest grouping column of texts left of the names the phase; several are levels.

    Args:
        sheet: The sheet.
        header: The row of the headings.
        headings: The headings, one of them for the names.
    """
    name = next((h.column for h in headings if h.field == "name"), 0)
    codes = next((h.column for h in headings if h.field == "wbs"), 0)
    grouped = any(h.field in _GROUPING for h in headings)
    if not name or grouped or (codes and not _lack_their_first(sheet, header, codes)):
        return tuple(headings)
    known = {h.column: h for h in headings}
    below = [h.column for h in headings if h.field == "subname" and h.column > name]
    found: list[int] = []
    for column in range(name - 1, 0, -1):
        heading = known.get(column) or Heading(column=column, text="")
        near = all(known[c].field in _CODES for c in range(column + 1, found[0] if found else name)
                   if c in known)  # fmt: skip
        if _is_free(heading) and _names_groups(sheet, header, heading, {name, *below}, near=near):
            found.insert(0, column)
    if len(found) > 1 or (found and below):
        return _as_levels(headings, found, name)
    numbers = next((h for h in headings if h.field == "phase" and _numbers(sheet, header, h)), None)
    if found and numbers is not None and found[0] != numbers.column:
        headings = [replace(h, field="") if h is numbers else h for h in headings]
    if found and not any(h.field == "phase" for h in headings):
        text = known[found[0]].text if found[0] in known else ""
        why = phrase("its texts stand left of the names and group them")
        made = Heading(column=found[0], text=text, field="phase", by_content=why, rank=90)
        others = (h for h in headings if h.column != found[0])
        return tuple(sorted((*others, made), key=lambda h: h.column))
    return tuple(headings)


def _is_free(heading: Heading) -> bool:
    closed = heading.field or heading.chart or heading.person or heading.ignored
    return not closed or heading.field == "phase"


def _names_groups(
    sheet: Sheet, header: int, heading: Heading, names: AbstractSet[int], *, near: bool
) -> bool:
    """Whether the texts of a column group the rows; its header may say that they do.

    `near` says whether no column but those of codes lies between it and the names.
    """
    called = [one.field for one in heading.names[:1]] == ["name"]
    aimed = fold(heading.text) in words_for("aim")
    may_group = aimed or (near and _may_group(sheet, header, heading))
    if may_group and in_runs(sheet, header, heading.column, min(names)):
        return True
    return groups(sheet, header, heading.column, names, 1 if called or aimed else _SPARSE)


def _as_levels(
    headings: Sequence[Heading], groups: Sequence[int], name: int
) -> tuple[Heading, ...]:
    """The headings with the first grouping column as the name, and the others as lower levels."""
    known = {h.column: h for h in headings}
    why = phrase("its texts stand left of the names and group them")
    made = [
        replace(
            known.get(column) or Heading(column=column, text=""),
            field="subname" if place else "name",
            by_content=why,
            rank=90,
        )
        for place, column in enumerate([*groups, name])
    ]
    others = (h for h in headings if h.column not in (*groups, name))
    return tuple(sorted((*others, *made), key=lambda h: h.column))


def in_runs(sheet: Sheet, header: int, column: int, name: int) -> bool:
    """Whether a column repeats its texts in rows that follow each other, with others further on."""
    rows = [n for n in sorted(sheet.rows) if n > header and name in sheet.rows[n]]
    cells = [sheet.rows[n].get(column) for n in rows]
    texts = [cell.text for cell in cells if cell is not None and cell.kind == "text"]
    runs = [text for text, _ in groupby(texts)]
    return (
        len(texts) == len(rows) and _FEWEST <= len(runs) < len(rows) and len({*runs}) == len(runs)
    )


def _numbers(sheet: Sheet, header: int, heading: Heading) -> bool:
    """Whether all cells of a column are numbers."""
    below = (cells for n, cells in sheet.rows.items() if n > header)
    return all(
        as_number(cells[heading.column]) is not None for cells in below if heading.column in cells
    )


def _may_group(sheet: Sheet, header: int, heading: Heading) -> bool:
    """Whether a column may be of groups: its header means nothing else, its texts are no people."""
    cells = (c[heading.column] for n, c in sheet.rows.items() if n > header and heading.column in c)
    other = {word.meaning for word in meanings(fold(heading.text))} - _GROUPS
    named = {name.field for name in heading.names} <= _NAMING
    texts = [cell.text for cell in cells]
    several = len(set(texts)) <= _AGAIN * len(texts)
    no_groups = likeness(texts) > 0 or are_of_other_kinds(texts)
    return several and named and not (other or no_groups)


_GROUPS = frozenset(["phase", "group", "aim", "milestone", "department", "task", "name"])
_NAMING = frozenset(["name", "subname", "phase"])
_CODES = ("", "id", "wbs", "uid")
_GROUPING = frozenset(["level", "parent"])


def _lack_their_first(sheet: Sheet, header: int, column: int) -> bool:
    """Whether codes such as 2.1 and 2.2 are all below others, such as 2, that have no row."""
    rows = (cells for number, cells in sheet.rows.items() if number > header)
    codes = [cells[column].text.strip() for cells in rows if column in cells]
    firsts = {code.partition(".")[0] for code in codes if _CODE.fullmatch(code)}
    return len(firsts) >= _FEWEST and all(map(_CODE.fullmatch, codes))


_CODE = re.compile(r"\w{1,4}(?:\.\d{1,3})+")


def groups(
    sheet: Sheet, header: int, column: int, names: AbstractSet[int], most: float = _SPARSE
) -> bool:
    """Whether each text of a column stands at the first of several named rows.

    `names` are the columns that name rows; `most` is the share of the rows that it is below.
    """
    rows = [n for n in sorted(sheet.rows) if n > header and names & sheet.rows[n].keys()]
    filled = [n for n in rows if column in sheet.rows[n]]
    across = {
        n
        for top, left, bottom, right in sheet.merged
        for n in range(top, bottom + 1)
        if left < column <= right
    }
    if len(filled) < _FEWEST or next(n for n in rows if n not in across) != filled[0]:
        return False
    cells = [sheet.rows[n][column] for n in filled]
    tall = sum(
        left == column and top > header and bottom > top for top, left, bottom, _ in sheet.merged
    )
    if any(cell.kind != "text" or len(cell.text) > _LONGEST for cell in cells):
        return False
    distinct = len({cell.text for cell in cells}) == len(cells)
    return tall >= _FEWEST or (distinct and len(filled) < most * len(rows))
