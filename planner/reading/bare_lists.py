"""Lists of tasks that say nothing of when they are: where their names may stand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.choice import Choice
from planner.phrase import Phrase, phrase
from planner.reading.cells import Sheet, letters
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.reading.profile import profiles
from planner.schema.columns import TASKS

_NAME = TASKS.column("name").caption
_FEWEST, _TEXTS, _DIFFERENT = 3, 0.8, 0.7
_MOST_SHEETS, _MOST_COLUMNS, _BY_FAR = 3, 2, 1.5


def bare_lists(sheets: Sequence[Sheet], choice: Choice) -> Iterator[tuple[Choice, Phrase]]:
    """For each of the first sheets, its columns of the most texts as names of tasks, in words."""
    for sheet in sheets[:_MOST_SHEETS]:
        for column in _columns(sheet):
            header = _header(sheet, column)
            if header:
                place = f"{sheet.name}!{letters(column)}"
                named = ((_NAME, place),)
                said = replace(choice, sheet=sheet.name, header_row=header, columns=named)
                yield (
                    said,
                    phrase("the texts of column {place} as tasks, without dates", place=place),
                )


def is_bare_list(choice: Choice) -> bool:
    """Whether a choice is one of `bare_lists`."""
    told = len(choice.columns) == 1 and choice.columns[0][0] == _NAME
    return told and bool(choice.sheet and choice.header_row)


def _columns(sheet: Sheet) -> list[int]:
    """The one or two columns with by far the most texts, nearly all different.

    At least half of the rows have one, and they are not called as people or states are. More than
    two such columns are no list.
    """
    columns = sorted({column for cells in sheet.rows.values() for column in cells})
    fit = [
        one
        for one in profiles(sheet, 0, columns, "")
        if one.count >= _FEWEST
        and 2 * one.count >= one.rows
        and one.kinds["text"] >= _TEXTS
        and one.distinct >= _DIFFERENT
        and _called(sheet, one.column) not in _OF_OTHERS
    ]
    fit.sort(key=lambda one: (-one.count, one.length <= _FEWEST, one.column))
    most = [one.column for one in fit if _BY_FAR * one.count > fit[0].count]
    return most if len(most) <= _MOST_COLUMNS else []


_OF_OTHERS = frozenset(["resources", "skills", "status", "priority"])
"""What a column of names is not called as."""


def _called(sheet: Sheet, column: int) -> str:
    """The field that the first text of a column is a name of, "" for none."""
    first = min(row for row, cells in sheet.rows.items() if column in cells)
    called = names(sheet.rows[first][column].text, TASKS, HeaderWishes())
    return called[0].field if called else ""


def _header(sheet: Sheet, column: int) -> int:
    """The row that heads the texts of a column, the next with cells above them; 0 for none.

    The first of them is the header where it is called so, or other texts stand beside it and
    nothing above.
    """
    first = min(row for row, cells in sheet.rows.items() if column in cells)
    above = max((row for row in sheet.rows if row < first), default=0)
    if _called(sheet, column) == "name":
        return first
    texts = sum(cell.kind == "text" for cell in sheet.rows[first].values())
    return above or (first if texts > 1 else 0)
