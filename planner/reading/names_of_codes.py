"""Rows whose name stands in the column of codes, as that of a part above numbered tasks does."""

from collections.abc import Mapping

from planner.reading.cells import Cell

_FEWEST_LETTERS, _LONGEST = 4, 80


def named_by_code(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """The cells of a row by field, with words among the codes as the name where it has none."""
    if "name" in cells:
        return dict(cells)
    for field in ("wbs", "id"):
        cell = cells.get(field)
        if cell is not None and _is_words(cell):
            return {**{one: other for one, other in cells.items() if one != field}, "name": cell}
    return dict(cells)


def _is_words(cell: Cell) -> bool:
    letters = sum(map(str.isalpha, cell.text))
    numbered = any(map(str.isdigit, cell.text))
    return (
        cell.kind == "text"
        and letters >= _FEWEST_LETTERS
        and not numbered
        and (len(cell.text) <= _LONGEST)
    )
