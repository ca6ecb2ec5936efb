"""The axis of time on a sheet: one column a day, a week or a month, chosen by the horizon.

Days and weeks are preferred to what is coarser: a bar of one day that fills a month tells a lie.
Where cells only hold colours, as in a chart, columns may be as narrow as a pixel (`fine`), so that
bars end on their day within the weeks and months that the axis names.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Literal

from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet

_Step = Literal["day", "week", "month"]

_MOST_DAYS = 240
_MOST_WEEKS = 210
_GRID = 1100
"""Pixels all columns together are given, as far as the bounds for one column allow."""
_FINE_GRID, _FINE_DAYS, _FINE_WEEKS = 1200, 1500, 750
"""The same where columns may be a pixel, and how many of them there may be."""
_PLAIN = 6
"""Least pixels of a column whose colour says something by itself, such as a weekend."""
_NARROWEST: dict[_Step, int] = {"day": 6, "week": 6, "month": 14}
_WIDEST: dict[_Step, int] = {"day": 23, "week": 36, "month": 36}
_TWO_DIGITS = 13
_TWO_WIDE = 2
"""Least pixels of a day with which there is room for two digits above a week."""
_BAND_LETTER, _TICK_LETTER = 6.5, 5.0
"""Pixels of a letter in the two rows of the axis."""


@dataclass(frozen=True, kw_only=True)
class Timescale:
    """`starts` are the first days of the columns; `end` is the day after the last column.

    `least` is the least width of a column in pixels; `fine` ones may be one pixel wide.
    """

    step: _Step
    starts: tuple[date, ...]
    end: date
    least: int = 0
    fine: bool = False

    @classmethod
    def finest(cls, first: date, last: date) -> "Timescale":
        """The scale of a chart that shows all of ``first … last``, by days as long as possible."""
        scale = cls.covering(first, last, most_days=_FINE_DAYS, most_weeks=_FINE_WEEKS)
        return replace(scale, fine=True)

    @classmethod
    def covering(
        cls, first: date, last: date, *,
        most_days: int = _MOST_DAYS, most_weeks: int = _MOST_WEEKS, least: int = 0,
    ) -> "Timescale":  # fmt: skip
        """The scale that shows all of ``first … last``.

        Up to `most_days` a column is a day, up to `most_weeks` a week, else a month.
        """
        days = (last - first).days + 1
        step: _Step = "day" if days <= most_days else "week"
        step = "month" if days > 7 * most_weeks else step
        starts = [_floor(first, step)]
        while _next(starts[-1], step) <= last:
            starts.append(_next(starts[-1], step))
        return cls(step=step, starts=tuple(starts), end=_next(starts[-1], step), least=least)

    def longer(self, columns: int) -> "Timescale":
        """The scale with more columns at its end."""
        starts = [*self.starts]
        for _ in range(columns):
            starts.append(_next(starts[-1], self.step))
        return replace(self, starts=tuple(starts), end=_next(starts[-1], self.step))

    @property
    def width(self) -> int:
        """Pixels of a column: more where there are few, so that they fill a page."""
        wide = min(_GRID // len(self.starts), _WIDEST[self.step])
        if self.fine and wide < _NARROWEST[self.step]:
            return max(round(_FINE_GRID / len(self.starts)), 1)
        return max(wide, _NARROWEST[self.step], self.least)

    @property
    def by_day(self) -> bool:
        """Whether each column is one day."""
        return self.step == "day" and self.width >= _PLAIN

    @property
    def distant(self) -> bool:
        """Whether there is no room to name the weeks, so that months stand below years."""
        narrow = self.width < _TWO_WIDE if self.step == "day" else self.coarse
        return self.step == "month" or narrow

    @property
    def coarse(self) -> bool:
        """Whether columns are too narrow for a number each, so that several share one."""
        return self.step != "month" and self.width < _TWO_DIGITS

    def __len__(self) -> int:
        return len(self.starts)

    def column(self, day: date) -> int:
        """The column a day falls in; days outside fall in the first or last."""
        return min(max(bisect_right(self.starts, day) - 1, 0), len(self.starts) - 1)

    def edge(self, when: datetime) -> int:
        """The column whose beginning is nearest to a moment."""
        column = self.column(when.date())
        days = (when - datetime.combine(self.starts[column], time())) / timedelta(days=1)
        after = column + 1 if 2 * days > len(list(self.days(column))) else column
        return min(after, len(self.starts) - 1)

    def holds(self, day: date) -> bool:
        """Whether the day is on the axis."""
        return self.starts[0] <= day < self.end

    def days(self, column: int) -> Iterator[date]:
        """The days of a column."""
        after = self.starts[column + 1] if column + 1 < len(self.starts) else self.end
        day = self.starts[column]
        while day < after:
            yield day
            day += timedelta(days=1)

    def bands(self) -> list[tuple[int, int, date]]:
        """``(first, last, day)`` of the columns of one month, or one year on a long scale."""
        return self._groups(lambda day: (day.year, 0 if self.distant else day.month))

    def ticks(self) -> list[tuple[int, int, date]]:
        """``(first, last, day)`` of the columns below one tick of the axis."""
        if not self.coarse:
            return self._groups(lambda day: day)
        if self.step == "day" and not self.distant:
            return self._groups(lambda day: day - timedelta(days=day.weekday()))
        return self._groups(lambda day: (day.year, day.month))

    def _groups(self, key: Callable[[date], object]) -> list[tuple[int, int, date]]:
        columns = groupby(range(len(self.starts)), key=lambda column: key(self.starts[column]))
        groups = [list(group) for _, group in columns]
        return [(group[0], group[-1], self.starts[group[0]]) for group in groups]

    def opens_part(self, column: int) -> bool:
        """Whether a month begins with this column; a quarter or a year where months are many."""
        return self._part(self.starts[column]) != self._part(self.starts[max(column - 1, 0)])

    def _part(self, day: date) -> tuple[int, int]:
        """What a line is drawn between."""
        if self.step == "month":
            return day.year, 0
        return day.year, (day.month - 1) // 3 if self.distant else day.month


def _floor(day: date, step: _Step) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _next(day: date, step: _Step) -> date:
    if step == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day + timedelta(days=7 if step == "week" else 1)


def write_axis(sheet: ResultSheet, scale: Timescale, row: int, column: int) -> None:
    """Write the band row and, below it, the row of days, Mondays or months; set the widths."""
    book = sheet.book
    band = book.format(
        bold=True, font_size=9, font_color=style.NAVY, bg_color=style.BAND, align="center",
        left=1, left_color=style.WHITE,
    )  # fmt: skip
    for first, last, day in scale.bands():
        room = (last - first + 1) * scale.width / _BAND_LETTER
        sheet.merge(row, column + first, column + last, _band(book, scale, day, room), band)
    look: style.Style = {"align": "left", "left": 4, "left_color": style.FAINT}
    tick = book.format(
        {"font_size": 7, "font_color": style.MUTED, "bottom": 1, "bottom_color": style.NAVY},
        look if scale.coarse else style.CENTER,
    )
    for first, last, day in scale.ticks():
        room = (last - first + 1) * scale.width / _TICK_LETTER
        text = f"{day.day:02d}"
        if scale.distant:
            text = book.say.months[day.month - 1]
            text = text if len(text) <= room else text[:1]
        text = text if len(text) <= room else ""
        sheet.merge(row + 1, column + first, column + last, text, tick)
    sheet.pixels(scale.width, column, column + len(scale) - 1)


def _band(book: ReportBook, scale: Timescale, day: date, room: float) -> str:
    """A month with its year, or a year, as far as there is room."""
    year = str(day.year)
    if scale.distant:
        return year if len(year) <= room else ""
    month = book.say.months[day.month - 1]
    texts = (f"{month} {year}", month, "")
    return next(text for text in texts if len(text) <= room)
