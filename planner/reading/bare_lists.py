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
_MOST_SHEETS, _BY_FAR = 3, 1.5


def bare_lists(sheets: Sequence[Sheet], choice: Choice) -> Iterator[tuple[Choice, Phrase]]:
    """For each of the first sheets, its column of the most texts as names of tasks, in words."""
    for sheet in sheets[:_MOST_SHEETS]:
        found = _column(sheet)
        header = found and _header(sheet, found)
        if found and header:
            place = f"{sheet.name}!{letters(found)}"
            said = replace(choice, sheet=sheet.name, header_row=header, columns=((_NAME, place),))
            yield said, phrase("the texts of column {place} as tasks, without dates", place=place)


def is_bare_list(choice: Choice) -> bool:
    """Whether a choice is one of `bare_lists`."""
    told = len(choice.columns) == 1 and choice.columns[0][0] == _NAME
    return told and bool(choice.sheet and choice.header_row)


def _column(sheet: Sheet) -> int:
    """The column with the most texts, nearly all different; the leftmost of such; 0 for none.

    At least half of the rows have one, and far fewer have such a text in any other column.
    """
    columns = sorted({column for cells in sheet.rows.values() for column in cells})
    fit = [
        one
        for one in profiles(sheet, 0, columns, "")
        if one.count >= _FEWEST
        and 2 * one.count >= one.rows
        and one.kinds["text"] >= _TEXTS
        and one.distinct >= _DIFFERENT
    ]
    fit.sort(key=lambda one: (-one.count, one.length <= _FEWEST, one.column))
    alone = len(fit) == 1 or (len(fit) > 1 and fit[0].count >= _BY_FAR * fit[1].count)
    return fit[0].column if alone else 0


def _header(sheet: Sheet, column: int) -> int:
    """The row that heads the texts of a column, the next with cells above them; 0 for none.

    The first of them is the header where it is called so, or other texts stand beside it and
    nothing above.
    """
    first = min(row for row, cells in sheet.rows.items() if column in cells)
    called = names(sheet.rows[first][column].text, TASKS, HeaderWishes())
    above = max((row for row in sheet.rows if row < first), default=0)
    if called and called[0].field == "name":
        return first
    texts = sum(cell.kind == "text" for cell in sheet.rows[first].values())
    return above or (first if texts > 1 else 0)
