"""The axis of time on a sheet: one column a day, a week or a month, chosen by the horizon."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from planner.workbook.report import style
from planner.workbook.report.book import Sheet

Step = Literal["day", "week", "month"]

_MOST_DAYS = 120
_MOST_WEEKS = 130
_PAGE, _WIDEST = 95.0, 4.5
_WIDTHS: dict[Step, float] = {"day": 2.3, "week": 2.1, "month": 4.5}
_SHORTEST_BAND: dict[Step, int] = {"day": 4, "week": 4, "month": 2}


@dataclass(frozen=True, kw_only=True)
class Timescale:
    """`starts` are the first days of the columns; `end` is the day after the last column."""

    step: Step
    starts: tuple[date, ...]
    end: date

    @classmethod
    def covering(cls, first: date, last: date, *, most_days: int = _MOST_DAYS) -> "Timescale":
        """The scale that shows all of ``first … last``; up to `most_days` a column is a day."""
        days = (last - first).days + 1
        step: Step = "day" if days <= most_days else "week"
        step = "month" if days > 7 * _MOST_WEEKS else step
        starts = [_floor(first, step)]
        while _next(starts[-1], step) <= last:
            starts.append(_next(starts[-1], step))
        return cls(step=step, starts=tuple(starts), end=_next(starts[-1], step))

    def longer(self, columns: int) -> "Timescale":
        """The scale with more columns at its end."""
        starts = [*self.starts]
        for _ in range(columns):
            starts.append(_next(starts[-1], self.step))
        return replace(self, starts=tuple(starts), end=_next(starts[-1], self.step))

    @property
    def width(self) -> float:
        """Width of a column: wider where there are few, so that they fill a page."""
        return max(_WIDTHS[self.step], min(_PAGE / len(self.starts), _WIDEST))

    def __len__(self) -> int:
        return len(self.starts)

    def column(self, day: date) -> int:
        """The column a day falls in; days outside fall in the first or last."""
        return min(max(bisect_right(self.starts, day) - 1, 0), len(self.starts) - 1)

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
        """``(first, last, day)`` of the columns of one month, or one year on a month scale."""

        def band(column: int) -> tuple[int, int]:
            day = self.starts[column]
            return day.year, 0 if self.step == "month" else day.month

        groups = (list(group) for _, group in groupby(range(len(self.starts)), key=band))
        return [(group[0], group[-1], self.starts[group[0]]) for group in groups]

    def opens_band(self, column: int) -> bool:
        """Whether a new month (or year) begins with this column."""
        day, before = self.starts[column], self.starts[max(column - 1, 0)]
        return day.year != before.year or (self.step != "month" and day.month != before.month)


def _floor(day: date, step: Step) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _next(day: date, step: Step) -> date:
    if step == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day + timedelta(days=7 if step == "week" else 1)


def write_axis(sheet: Sheet, scale: Timescale, row: int, column: int) -> None:
    """Write the band row and, below it, the row of days, Mondays or months; set the widths."""
    book, say = sheet.book, sheet.book.say
    band = book.format(
        bold=True, font_size=9, font_color=style.NAVY, bg_color=style.BAND, align="center",
        left=1, left_color=style.WHITE,
    )  # fmt: skip
    for first, last, day in scale.bands():
        month = "" if scale.step == "month" else say.months[day.month - 1] + " "
        wide = last - first + 1 >= _SHORTEST_BAND[scale.step]
        short = "" if last == first and scale.step == "day" else month.strip() or str(day.year)
        text = f"{month}{day.year}" if wide else short
        sheet.merge(row, column + first, column + last, text, band)
    tick = book.format(
        font_size=7, font_color=style.MUTED, align="center", bottom=1, bottom_color=style.NAVY
    )
    for offset, day in enumerate(scale.starts):
        text = say.months[day.month - 1] if scale.step == "month" else f"{day.day:02d}"
        sheet.put(row + 1, column + offset, text, tick)
    sheet.widths([scale.width] * len(scale), column)
