"""The people whose names stand in the bars of a chart."""

from collections.abc import Set as AbstractSet

from planner.reading.cells import Cell, Sheet
from planner.reading.chart_bars import MARKS
from planner.reading.charts import Chart
from planner.reading.profile import kind_of, pieces
from planner.reading.progress import state_of
from planner.reading.text_grid import who_or_phase

_FEWEST, _LETTERS, _LONGEST = 4, 2, 60
_MOST_ROWS = 0.7


def people_in_bars(sheet: Sheet, chart: Chart) -> dict[int, Cell]:
    """Row → the text in its bar, where at least half of the bars have one, and most come again.

    Empty where a legend says whose the colours are, and where the texts are states or phases.
    """
    found: dict[int, Cell] = {}
    alone: dict[int, Cell] = {}
    events = events_in(sheet, chart)
    above = {
        row: sheet.rows[top][left]
        for top, left, bottom, _ in sheet.merged
        if left in chart.axis.spans and left in sheet.rows.get(top, {})
        and sheet.rows[top][left] not in events
        for row in range(top + 1, bottom + 1)
    }  # fmt: skip
    for bar in chart.bars:
        cells = sheet.rows.get(bar.row, {})
        texts = [cells[c] for c in range(bar.first, bar.last + 1) if c in cells]
        texts = [cell for cell in texts if cell not in events]
        texts += [above[bar.row]._replace(row=bar.row)] if bar.row in above else []
        letters = [cell for cell in texts if cell.kind == "text" and len(cell.text) == 1]
        if letters:
            alone[bar.row] = letters[0]
        named = [cell for cell in texts if is_wordy(cell)]
        if len({cell.text for cell in named}) == 1:
            found[bar.row] = named[0]
    said = {piece for cell in found.values() for piece in pieces(cell.text)}
    bars = len(found) + len(alone)
    enough = bars >= max(_FEWEST, len(chart.bars) / 2) and 2 * len(said) <= bars
    whose = _are_people(set(chart.legend.names.values()))
    if not enough or whose or not _are_people(said):
        return {}
    codes = {word for text in said for word in text.split() if len(word) == 1}
    return found | {row: cell for row, cell in alone.items() if cell.text in codes}


def events_in(sheet: Sheet, chart: Chart) -> list[Cell]:
    """The texts that are merged down over most rows of the chart: what happens in their period."""
    rows = sorted({bar.row for bar in chart.bars})
    return [
        sheet.rows[top][left]
        for top, left, bottom, _ in sheet.merged
        if left in chart.axis.spans and left in sheet.rows.get(top, {})
        and sum(top <= row <= bottom for row in rows) >= max(_FEWEST, _MOST_ROWS * len(rows))
    ]  # fmt: skip


def _are_people(texts: AbstractSet[str]) -> bool:
    return bool(texts) and who_or_phase(texts) != "Phase" and not any(map(state_of, texts))


def is_wordy(cell: Cell) -> bool:
    """Whether a text in a bar may be a name, and is no mark."""
    letters = sum(map(str.isalpha, cell.text))
    return (
        kind_of(cell) == "text"
        and letters >= _LETTERS
        and len(cell.text) <= _LONGEST
        and cell.text not in MARKS
    )
