"""Remarks on a chart as a whole: bars with gaps, bare numbers, dates that do not fit, versions."""

import re
from collections.abc import Sequence

from planner.errors import Issue
from planner.phrase import phrase
from planner.reading.cells import Cell, Sheet, letters
from planner.reading.chart_bars import MARKS
from planner.reading.chart_parts import rows_of_colours
from planner.reading.chart_people import events_in, is_wordy
from planner.reading.charts import Chart
from planner.reading.tables import Log


def say_chart(sheet: Sheet, chart: Chart, table: Sheet, log: Log) -> None:
    """Says what is doubtful about a chart, or left out of it and of the table made from it."""
    _say_gaps(sheet, chart, log)
    _say_colours(sheet, chart, log)
    _say_bare(sheet, chart, log)
    _say_first(sheet, chart, log)
    _say_mended(sheet, chart, log)
    _say_version(sheet, chart, log)
    _say_events(sheet, chart, log)
    _say_texts(sheet, chart, table, log)


def _say_texts(sheet: Sheet, chart: Chart, table: Sheet, log: Log) -> None:
    """Says which texts in the bars became neither names nor people, signs other than marks too."""
    events = events_in(sheet, chart)
    signs = _signs(sheet, chart)
    left: dict[str, Cell] = {}
    for bar in chart.bars:
        cells = sheet.rows.get(bar.row, {})
        kept = " ".join(cell.text for cell in table.rows.get(bar.row, {}).values())
        for column in range(bar.first, bar.last + 1):
            cell = cells.get(column)
            told = cell is not None and (is_wordy(cell) or cell.text in signs)
            if cell is not None and told and cell not in events and cell.text not in kept:
                left.setdefault(cell.text, cell)
    if left:
        first = next(iter(left.values()))
        log.add(
            Issue(
                severity="warning",
                code="texts-in-bars",
                sheet=sheet.name,
                cell=first.ref,
                message=phrase(
                    "texts in the bars are not planned with; cells: {cells}",
                    cells=", ".join(cell.ref for cell in list(left.values())[:_MANY_ROWS]),
                ),
                got=first.text,
                remedy=phrase("write people, names and dates in columns of their own"),
            )
        )


def _signs(sheet: Sheet, chart: Chart) -> set[str]:
    """Letters and per cents in bars that say more than that there is a bar.

    One letter in most bars is their mark; several are not, nor is one in some.
    """
    found: dict[str, set[int]] = {}
    for bar in chart.bars:
        cells = sheet.rows.get(bar.row, {})
        for cell in (cells[c] for c in range(bar.first, bar.last + 1) if c in cells):
            letter = cell.kind == "text" and cell.text.isalpha() and cell.text not in MARKS
            if (letter and not is_wordy(cell)) or _PER_CENT.fullmatch(cell.text):
                found.setdefault(cell.text, set()).add(bar.row)
    mark = len(found) == 1 and 2 * max(map(len, found.values())) > len(chart.bars)
    return set() if mark or any(bar.look in found for bar in chart.bars) else set(found)


_PER_CENT = re.compile(r"\d{1,3}\s?%")


def _say_events(sheet: Sheet, chart: Chart, log: Log) -> None:
    """Says that texts down the whole chart are no tasks: what happens in a week, such as exams."""
    for cell in events_in(sheet, chart)[:_MANY_ROWS]:
        log.add(
            Issue(
                severity="info",
                code="period-text",
                sheet=sheet.name,
                cell=cell.ref,
                message=phrase("stands beside all tasks, in no row of its own; not planned with"),
                got=cell.text,
                remedy=phrase("write it in a row of its own if it is a task or a milestone"),
            )
        )


def _say_gaps(sheet: Sheet, chart: Chart, log: Log) -> None:
    broken = [bar for bar in chart.bars if bar.runs > 1]
    if broken:
        place = broken[0].row, broken[0].first
        log.add(bars_with_gaps(sheet, place, [bar.row for bar in broken[:_MANY_ROWS]]))


def bars_with_gaps(sheet: Sheet, place: tuple[int, int], rows: Sequence[int]) -> Issue:
    """That bars with gaps are read as one each; `place` is where the first begins."""
    row, column = place
    return Issue(
        severity="info",
        code="broken-bars",
        sheet=sheet.name,
        cell=f"{letters(column)}{row}",
        message=phrase(
            "bars with gaps are read from their first to their last cell; rows: {rows}",
            rows=", ".join(map(str, rows)),
        ),
        remedy=phrase("make each part a row of its own where it is a task of its own"),
    )


_MANY_ROWS = 8


def _say_colours(sheet: Sheet, chart: Chart, log: Log) -> None:
    """Says which bars of several colours that a legend explains are read as one.

    Where most bars are, it is doubtful what a task is.
    """
    rows = rows_of_colours(chart)
    if not rows:
        return
    first = next(bar for bar in chart.bars if bar.row == rows[0])
    most = 2 * len(rows) > len(chart.bars) and len(rows) > 1
    log.add(
        Issue(
            severity="warning" if most else "info",
            code="bars-of-colours",
            sheet=sheet.name,
            cell=f"{letters(first.first)}{first.row}",
            message=phrase(
                "bars of several colours that a legend explains are read as one each; rows: {rows}",
                rows=", ".join(map(str, rows[:_MANY_ROWS])),
            ),
            remedy=phrase("make each part a row of its own where it is a task of its own"),
        )
    )


def _say_bare(sheet: Sheet, chart: Chart, log: Log) -> None:
    if chart.axis.bare:
        first = chart.axis.columns[0]
        log.add(
            Issue(
                severity="info",
                code="bare-periods",
                sheet=sheet.name,
                cell=f"{letters(first)}{chart.header}",
                message=phrase("nothing says what these numbers count"),
                remedy=phrase("say it with --unit d, w or mo, or choose another reading"),
            )
        )


def _say_first(sheet: Sheet, chart: Chart, log: Log) -> None:
    """Says when the first of numbered columns begins, as the header does not."""
    if not chart.axis.dated:
        first = chart.axis.columns[0]
        day = chart.axis.spans[first][0]
        log.add(
            Issue(
                severity="info",
                code="numbered-chart",
                sheet=sheet.name,
                cell=f"{letters(first)}{chart.header}",
                message=phrase(
                    "the columns of the chart are numbered; this one begins on {day}",
                    day=f"{day:%Y-%m-%d}",
                ),
                remedy=phrase("say when the project starts, with --start or above the table"),
            )
        )


def _say_mended(sheet: Sheet, chart: Chart, log: Log) -> None:
    """Says which dates of the header do not fit those beside them, and what is taken instead."""
    mended = chart.axis.mended
    rest = len(mended) > 1 and chart.axis.columns[-len(mended) :] == sorted(mended)
    for column, day in list(mended.items())[: 1 if rest else None]:
        row = next((n for n in sorted(chart.headers) if column in sheet.rows.get(n, {})), 0)
        cell = sheet.rows[row][column] if row else None
        log.add(
            Issue(
                severity="warning",
                code="date-out-of-order",
                sheet=sheet.name,
                cell=f"{letters(column)}{row or chart.header}",
                message=phrase(
                    "this date of the chart and those after it do not fit the ones before them; "
                    "{day} is taken, and so on",
                    day=f"{day:%Y-%m-%d}",
                )
                if rest
                else phrase(
                    "this date of the chart does not fit those beside it; {day} is taken",
                    day=f"{day:%Y-%m-%d}",
                ),
                got=cell.text if cell else "",
                remedy=phrase("correct the date"),
            )
        )


def _say_version(sheet: Sheet, chart: Chart, log: Log) -> None:
    if chart.end:
        log.add(
            Issue(
                severity="warning",
                code="other-version",
                sheet=sheet.name,
                cell=f"{letters(chart.axis.columns[0])}{chart.end}",
                message=phrase(
                    "the chart from row {row} on has the same header and nearly the same tasks as "
                    "the one above; left out",
                    row=chart.end,
                ),
                remedy=phrase("delete the one that does not count"),
            )
        )
