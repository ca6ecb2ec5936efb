"""Names of a chart that are codes, such as I, II and III, which a list below or above explains."""

from collections.abc import Sequence

from planner.language.text import key
from planner.reading.cells import Cell, Sheet

_LONGEST, _FEWEST, _MOSTLY = 4, 3, 0.8


def names_of_codes(
    sheet: Sheet, column: int, rows: Sequence[int], header: int
) -> tuple[dict[int, Cell], frozenset[int]]:
    """Row of a bar → the text that explains its code, and the rows of the list that does so.

    Both are empty where the names are no codes, or nothing explains nearly all of them.

    Args:
        sheet: The sheet.
        column: The column of the names.
        rows: The rows of the bars.
        header: The row of the chart's header.
    """
    codes = {n: sheet.rows[n][column] for n in rows if column in sheet.rows.get(n, {})}
    short = all(len(cell.text) <= _LONGEST for cell in codes.values())
    if len(codes) < _FEWEST or not short:
        return {}, frozenset()
    wanted = {key(cell.text) for cell in codes.values()}
    told: dict[str, Cell] = {}
    gone: set[int] = set()
    for number, cells in sheet.rows.items():
        if number in codes or number == header:
            continue
        place = next((c for c in sorted(cells) if key(cells[c].text) in wanted), 0)
        text = next((cells[c] for c in sorted(cells) if c > place), None) if place else None
        if text is not None and text.kind == "text" and len(text.text) > _LONGEST:
            told.setdefault(key(cells[place].text), text)
            gone.add(number)
    found = {n: told[key(cell.text)] for n, cell in codes.items() if key(cell.text) in told}
    if len(found) < _MOSTLY * len(codes):
        return {}, frozenset()
    return {n: cell._replace(row=n, column=column) for n, cell in found.items()}, frozenset(gone)
