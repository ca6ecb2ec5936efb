"""Charts below each other: the blocks of bars of a sheet, each below a header of its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from planner.reading.axis import find_axis
from planner.reading.axis_labels import DAY, HeaderAxis
from planner.reading.cells import Sheet
from planner.reading.profile import as_number

_FEWEST, _WIDE = 2, 5
_FEWEST_DATES = 3
_FULL = 0.8
_WEEKEND = 3 * DAY


def blocks_of(
    sheet: Sheet, header: int, axis: HeaderAxis
) -> Iterator[tuple[set[int], HeaderAxis, int]]:
    """Yields each block of bars: the rows of its header, its axis, the row of the next header."""
    further = _further_heads(sheet, header, axis)
    at, rows, before = axis, {header, *further}, _last_day(axis)
    for row in sorted(sheet.rows):
        wide = sum(column in axis.spans for column in sheet.rows[row])
        if row <= header + 1 or wide < _WIDE or row in further:
            continue
        adjoins = row - 1 in rows and at is not axis
        last = before if adjoins else _last_day(at)
        if other_version(sheet, header, row, axis):
            yield rows, at, row
            return
        same = axis.dated and _repeated(sheet, header, row, axis)
        if same or _repeated_below_labels(sheet, header, row, axis):
            yield rows, at, row
            at, rows, before = replace(axis), {row}, last
            continue
        found = find_axis(sheet, row, 0, last + _WEEKEND)
        found = _counted_on(sheet, header, row, axis, found) if found is not None else None
        wider = found is not None and _is_wider(sheet, header, row, axis, found)
        if found is None or not (wider or _goes_on(axis, found, last)):
            continue
        if adjoins:  # two rows of one header: the finer counts
            at = found if found.fineness > at.fineness else at
            rows.add(row)
            continue
        yield rows, at, row
        at, rows, before = found, {row}, last
    yield rows, at, 1 + max([*sheet.rows, *(row for row, _ in sheet.fills)])


def _further_heads(sheet: Sheet, header: int, axis: HeaderAxis) -> set[int]:
    """The rows right below the lowest of a header that name or count its days once more.

    They begin in its first column and end before its last one: numbers of weeks, hours, days.
    """
    found: set[int] = set()
    row = header + 1
    while row in sheet.rows and row <= header + _MOST_FURTHER:
        cells = {c: cell for c, cell in sorted(sheet.rows[row].items()) if c in axis.spans}
        differ = len({cell.text for cell in cells.values()}) == len(cells) >= _FEWEST_DATES
        again = find_axis(sheet, row, 0, _last_day(axis)) if differ else None
        if again is None or min(cells) != axis.columns[0] or len(again.spans) < len(cells):
            break
        found.add(row)
        row += 1
    return found


_MOST_FURTHER = 3


def _repeated(sheet: Sheet, header: int, row: int, axis: HeaderAxis) -> bool:
    """Whether a row and the one above it repeat the two lowest rows of the header."""
    for up in (0, 1):
        above = sheet.rows.get(header - up, {})
        texts = {c: cell.text for c, cell in above.items() if c in axis.spans}
        again = sheet.rows.get(row - up, {})
        same = sum(c in again and again[c].text == text for c, text in texts.items())
        if len(texts) < _FEWEST_DATES - up or same < _FULL * len(texts):
            return False
    return True


def _repeated_below_labels(sheet: Sheet, header: int, row: int, axis: HeaderAxis) -> bool:
    """Whether a row repeats days whose weeks or months only the row above the header names."""
    lowest, above, again, over = (
        {c: cell.text for c, cell in sheet.rows.get(n, {}).items() if c in axis.spans}
        for n in (header, header - 1, row, row - 1)
    )
    labelled = _FEWEST_DATES <= len(above) < len(lowest) and len(set(above.values())) == len(above)
    return labelled and not over and lowest == again


def other_version(sheet: Sheet, header: int, row: int, axis: HeaderAxis) -> bool:
    """Whether a row repeats the header above mostly the same names, as for what was done."""
    heads = [
        {c: cell.text for c, cell in sheet.rows.get(n, {}).items() if c in axis.spans}
        for n in (header, row)
    ]
    above = [
        {c: cell.text for c, cell in sheet.rows.get(n - 1, {}).items() if c in axis.spans}
        for n in (header, row)
    ]
    if all(above) and above[0] != above[1]:  # later months above the same weeks
        return False
    same = sum(heads[1].get(c) == text for c, text in heads[0].items())
    if row <= header + 1 or len(heads[0]) < _FEWEST_DATES or same < _FULL * len(heads[0]):
        return False
    first = axis.columns[0]
    names = [
        {
            cell.text
            for n in rows
            for c, cell in sheet.rows[n].items()
            if c < first and any(map(str.isalpha, cell.text))
        }
        for rows in (
            [n for n in sheet.rows if header < n < row],
            [n for n in sheet.rows if n > row],
        )
    ]
    return bool(names[1]) and len(names[0] & names[1]) >= _SAME_NAMES * len(names[0]) > 0


_SAME_NAMES = 0.6


def _counted_on(
    sheet: Sheet, header: int, row: int, axis: HeaderAxis, found: HeaderAxis
) -> HeaderAxis:
    """The axis of a later header; one whose numbers go on from those of the first follows it."""
    numbers = [
        [n for cell in sheet.rows[at].values() if (n := as_number(cell)) is not None]
        for at in (header, row)
    ]
    if axis.dated or found.how != axis.how or not all(numbers):
        return found
    if numbers[1][0] != max(numbers[0]) + 1:
        return found
    first = min(start for start, _ in axis.spans.values())
    ahead = first + 7 * DAY * len(numbers[0]) - min(start for start, _ in found.spans.values())
    if axis.how != "weeks":
        return found
    spans = {column: (one + ahead, two + ahead) for column, (one, two) in found.spans.items()}
    return replace(found, spans=spans, dated=False)


def _last_day(axis: HeaderAxis) -> datetime:
    return max(finish for _, finish in axis.spans.values())


def _goes_on(first: HeaderAxis, found: HeaderAxis, last: datetime) -> bool:
    """Whether an axis continues another: the same columns, later days."""
    same = len(set(found.spans) & set(first.spans))
    begin = min(start for start, _ in found.spans.values())
    return 2 * same >= len(first.spans) and begin > last - 7 * DAY


def _is_wider(sheet: Sheet, header: int, row: int, first: HeaderAxis, found: HeaderAxis) -> bool:
    """Whether a later header has the columns of the first and more, of the same kind, with dates.

    Rows between them have names and bars of their own.
    """
    column = first.columns[0]
    named = [
        n
        for n in range(header + 1, row)
        if any(c < column for c in sheet.rows.get(n, {}))
        and any((n, c) in sheet.fills for c in first.columns)
    ]
    return (
        first.dated
        and found.dated
        and found.how == first.how
        and len(named) >= _FEWEST
        and len(found.columns) > len(first.columns)
        and set(first.columns) <= set(found.columns)
        and column == found.columns[0]
    )
