"""Planned dates in the way a column of the user's holds them: as dates, texts or periods."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from planner.ooxml.fill import Entry
from planner.phrase import NO_REMEDY, phrase
from planner.reading.cells import Cell
from planner.reading.dates import is_serial
from planner.reading.period_scale import scale_of
from planner.reading.periods import period_number
from planner.reading.rewriting import DateText, has_time
from planner.reading.span_texts import span_parts
from planner.worktime.days import last_day

_SHORT_DATE = 14
"""The number format of a day in the user's own country."""


class DateColumn:
    """A column of starts, or of finishes (`end`), by its cells and what they were read as.

    `known` says of each cell also whether it is a formula; `epoch` is day 0 of the workbook.
    """

    def __init__(
        self, known: Sequence[tuple[Cell, datetime, bool]], *, end: bool, epoch: datetime
    ) -> None:
        self._end, self._epoch = end, epoch
        texts = [
            (cell.text, day)
            for cell, day, _ in known
            if cell.kind == "text" and period_number(cell) is None and not _two(cell.text)
        ]
        self._text = DateText.of(texts) if texts else None
        periods = [
            (number, day)
            for cell, day, _ in known
            if not _is_date(cell) and (number := period_number(cell)) is not None
        ]
        self._scale = scale_of(periods, end=end) if periods else None
        self._dates = [cell for cell, _, _ in known if _is_date(cell)]
        own = [cell for cell, _, formula in known if not formula]
        self._like = own[0] if own else next((cell for cell, _, _ in known), None)
        self._times = any(day.time() != time() for _, day, _ in known) or any(
            has_time(text) for text, _ in texts
        )
        self.refusal = (
            "date-left",
            phrase("not written: how this column writes dates is not known"),
            NO_REMEDY,
        )

    def entry(
        self, cell: Cell | None, moment: datetime, *, exact: bool = False
    ) -> tuple[Entry | None, datetime | None]:
        """The entry for a moment, and the moment that will be read from it.

        The entry is None where the cell says it already, both where it cannot be said. Of a
        moment only the day is written, unless the column has times, or it is to be `exact`.
        """
        like = cell or self._like
        wanted = self._wanted(moment, exact=exact)
        if like is None or _is_date(like):
            return self._as_date(cell, wanted)
        if period_number(like) is not None:
            return self._as_period(cell, like, wanted)
        if like.kind == "text" and self._text is not None:
            return self._as_text(cell, like, wanted)
        return None, None

    def _wanted(self, moment: datetime, *, exact: bool) -> datetime:
        """The moment with its time of day, or as a day alone; for a finish, the last day."""
        day = last_day(moment) if self._end else moment.date()
        whole = datetime.combine(day, time())
        timed = self._times or exact
        return moment if timed and not (self._end and moment.time() == time()) else whole

    def _as_date(self, cell: Cell | None, wanted: datetime) -> tuple[Entry | None, datetime | None]:
        if cell is not None and cell.value == wanted:
            return None, wanted
        serial = (wanted - self._epoch) / timedelta(days=1)
        like = self._dates[0].ref if self._dates else ""
        return Entry(value=serial, like=like, form=_SHORT_DATE), wanted

    def _as_period(
        self, cell: Cell | None, like: Cell, wanted: datetime
    ) -> tuple[Entry | None, datetime | None]:
        """The number of the period, in a text in place of the number that stands there."""
        if self._scale is None:
            return _UNSAID
        number = self._scale.number(wanted)
        read = self._scale.day(number, end=self._end)
        if cell is not None and period_number(cell) == number:
            return None, read
        if like.kind == "number":
            return Entry(value=number, like=like.ref), read
        text, changed = re.subn(r"\d+", str(number), like.text, count=1)
        return (Entry(value=text), read) if changed else _UNSAID

    def _as_text(
        self, cell: Cell | None, like: Cell, wanted: datetime
    ) -> tuple[Entry | None, datetime | None]:
        if self._text is None or _two(like.text):
            return _UNSAID
        text = self._text.write(wanted, like.text)
        read = wanted if has_time(like.text) else datetime.combine(wanted.date(), time())
        if cell is not None and text == cell.text:
            return None, read
        return (Entry(value=text), read) if text else _UNSAID


_UNSAID: tuple[None, None] = (None, None)


def _is_date(cell: Cell) -> bool:
    return cell.kind == "date" or (cell.kind == "number" and is_serial(cell.value))


def _two(text: str) -> bool:
    """Whether a cell holds a start and a finish."""
    return len(span_parts(text)) > 1
