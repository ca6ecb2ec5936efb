"""Finds bold or coloured rows that are summaries: they sum up those below, or have a name only."""

from collections.abc import Sequence

from planner.reading.level_numbers import FEWEST_HEADS, TO_ONE
from planner.reading.row_content import says_more
from planner.reading.spanning_rows import says_all, spans
from planner.reading.tables import Row


def depths_by_two_heads(rows: Sequence[Row]) -> list[int] | None:
    """Makes bold names that stand alone summaries, and below them other names that stand alone.

    The first row is bold, no bold row is a task, and the other names head rows that say more.
    """
    bare = [not says_more(row) for row in rows]
    bold = [is_bold(row) for row in rows]
    plain = [n for n, one in enumerate(bare) if one and not bold[n]]
    heads = sum(bold) >= FEWEST_HEADS and bold[0] and not bold[-1]
    alone = all(bare[n] for n, one in enumerate(bold) if one)
    follow = all(n + 1 < len(rows) and not bare[n + 1] for n in plain)
    if not (heads and alone and follow) or len(plain) < FEWEST_HEADS:
        return None
    return [0 if bold[n] else 1 if one else 2 for n, one in enumerate(bare)]


def depths_by_bold(rows: Sequence[Row]) -> list[int] | None:
    """Makes bold rows summaries of the rows up to the next bold one, if they sum these up.

    A bold row before another bold one is a task beside them.
    """
    return _depths_by(rows, [is_bold(row) for row in rows])


def depths_by_fill(rows: Sequence[Row], fills: Sequence[str]) -> list[int] | None:
    """Makes rows of a colour summaries of the rows without one, if they sum these up.

    Args:
        rows: The rows.
        fills: The colour of each row's name, "" without one.
    """
    heads = [n for n, fill in enumerate(fills) if fill]
    if len(heads) < FEWEST_HEADS or heads[0] != 0 or not all(says_more(rows[n]) for n in heads):
        return None
    ends = zip(heads, [*heads[1:], len(rows)], strict=True)
    longer = [not any(says_all(row, rows[one : one + 1]) for row in rows[one + 1 : end])
              for one, end in ends]  # fmt: skip
    return _depths_by(rows, list(map(bool, fills))) if all(longer) else None


def _depths_by(rows: Sequence[Row], bold: Sequence[bool]) -> list[int] | None:
    if all(bold) or not any(bold):
        return None
    bare = not any(one and says_more(row) for one, row in zip(bold, rows, strict=True))
    if not bold[0] and (not bare or sum(bold) < FEWEST_HEADS):
        return None
    heads = [n for n, one in enumerate(bold) if one]
    fits = [
        spans(rows[head], rows[head + 1 : end])
        for head, end in zip(heads, [*heads[1:], len(rows)], strict=True)
        if end > head + 1
    ]
    alone = [head for head in heads if not says_more(rows[head])]
    if False in fits and len(alone) >= FEWEST_HEADS and alone[0] == 0:
        heads = alone  # the other bold rows are tasks
    elif fits.count(False) * TO_ONE > fits.count(True):
        return None
    depths = [0 if n in heads or n < heads[0] else 1 for n in range(len(rows))]
    if bold[0] and len(heads) > FEWEST_HEADS and heads[1] == 1 and says_all(rows[0], rows[1:]):
        return [0, *(depth + 1 for depth in depths[1:])]  # the whole project
    return depths


def is_bold(row: Row) -> bool:
    """Whether the name of a row is bold."""
    cell = row.cells.get("name")
    return cell is not None and cell.bold
