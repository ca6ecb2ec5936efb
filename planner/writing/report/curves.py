"""The curves of earned value on its sheet: a table of moments, and the chart drawn from it."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from planner.control.earned import Earned
from planner.control.value_curve import Curve
from planner.reading.cells import letters
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, SheetValue, quoted

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

CURVE_HEADS = ("Date", "Working day", "PV", "EV", "AC", "EV by the plan", "AC by the plan")
"""Of the table; planned values of the phases follow."""
_PAST = CURVE_HEADS.index("AC")
"""The last column of what is up to the status date."""
_COLORS = (style.NAVY, style.DEADLINE_MET, style.CRITICAL, style.DEADLINE_MET, style.CRITICAL)


@dataclass(frozen=True)
class Moments:
    """The moments at which some curve changes its slope, and now."""

    earned: Earned

    @cached_property
    def minutes(self) -> tuple[float, ...]:
        """In working minutes; a moment at which planned value jumps stands there twice."""
        found = self.earned
        others = {found.now}
        for curve in (found.gained, found.paid, found.to_gain, found.to_pay):
            others.update(curve.minutes)
        planned = found.planned.minutes
        return tuple(sorted([*planned, *(others - set(planned))]))

    @cached_property
    def phases(self) -> tuple[Curve, ...]:
        """Planned value of each phase."""
        return tuple(self.earned.curve(lines) for _, lines in self.earned.by_phase)

    def values(self, number: int) -> list[SheetValue]:
        """The row of a moment: blank where a curve says nothing."""
        found, minute = self.earned, self.minutes[number]
        past, comes = minute <= found.now, minute >= found.now
        first = number + 1 < len(self.minutes) and self.minutes[number + 1] == minute
        day = found.plan.project.settings.day
        ev, ac = found.whole.ev, found.whole.ac
        return [
            found.clock.when(minute),
            round((minute - found.planned.start) / day, 6),
            _by(found.planned, minute, before=first),
            round(found.gained.by(minute), 2) if past else None,
            round(found.paid.by(minute), 2) if past else None,
            round(ev + found.to_gain.by(minute), 2) if comes else None,
            round(ac + found.to_pay.by(minute), 2) if comes else None,
            *(_by(curve, minute, before=first) for curve in self.phases),
        ]


def _by(curve: Curve, minute: float, *, before: bool) -> float:
    """The value at a moment; where it jumps, on the way up to it."""
    if before:
        low = [v for m, v in zip(curve.minutes, curve.values, strict=True) if m <= minute]
        jumps = curve.minutes.count(minute) > 1
        return round(low[-2] if jumps else curve.by(minute), 2)
    return round(curve.by(minute), 2)


def write_curves(sheet: ResultSheet, moments: Moments, at: int) -> None:
    """Write the table, its first moment in row `at`."""
    book, say = sheet.book, sheet.book.say
    sheet.put(at - 2, 0, say("Curves"), book.format(style.SECTION))
    heads = [say(head) for head in CURVE_HEADS]
    names = [name or say("Other tasks") for name, _ in moments.earned.by_phase]
    heads += [f"PV {name}" for name in names]
    sheet.row(at - 1, 0, heads, book.format(style.HEAD, font_size=9))
    date = book.format(style.ROW, num_format=f"{book.date_format} hh:mm", align="left")
    number = book.format(style.ROW, num_format="0.0")
    money = book.format(style.ROW, num_format="#,##0")
    for position in range(len(moments.minutes)):
        when, day, *amounts = moments.values(position)
        sheet.put(at + position, 0, when, date)
        sheet.put(at + position, 1, day, number)
        for column, amount in enumerate(amounts, 2):
            if amount is not None:
                sheet.put(at + position, column, amount, money)


def add_chart(sheet: ResultSheet, moments: Moments, first: int, at: int) -> None:
    """Draw the three curves, and dashed what the plan makes of them.

    `first` is the row of the first moment, `at` that of the chart.
    """
    book = sheet.book
    chart = book.chart({"type": "scatter", "subtype": "straight"})
    place, last = quoted(sheet.name), first + len(moments.minutes)
    now = first + 1 + moments.minutes.index(moments.earned.now)
    for column, color in enumerate(_COLORS, 2):
        letter, comes = letters(column + 1), column > _PAST
        top = now if comes else first + 1
        bottom = now if column in (3, 4) else last
        dashed = {"dash_type": "dash"} if comes else {}
        chart.add_series(
            {
                "name": f"={place}!${letter}${first}",
                "categories": f"={place}!$A${top}:$A${bottom}",
                "values": f"={place}!${letter}${top}:${letter}${bottom}",
                "line": {"color": color, "width": 1.5 if comes else 2.25, **dashed},
                "marker": {"type": "none"},
            }
        )
    _dress(book, chart, moments)
    sheet.raw.insert_chart(at, 0, chart, {"x_offset": 4, "y_offset": 2, "object_position": 2})


def _dress(book: ReportBook, chart: "Chart", moments: Moments) -> None:
    """Axes, legend and size."""
    font = {"color": style.MUTED, "size": 9}
    grid = {"visible": True, "line": {"color": style.RULE, "width": 0.5}}
    title = book.say("Planned value, earned value and actual cost")
    chart.set_title({"name": title, "name_font": {"size": 11, "color": style.NAVY}})
    clock = moments.earned.clock
    ends = {
        "min": clock.when(moments.minutes[0]).date(),
        "max": clock.when(moments.minutes[-1]).date() + timedelta(days=1),
    }
    axis = {"num_format": "d mmm yy", "num_font": font, "major_gridlines": {"visible": False}}
    chart.set_x_axis({**axis, **ends, "date_axis": True})
    chart.set_y_axis(
        {
            "num_format": "#,##0",
            "num_font": font,
            "line": {"none": True},
            "min": 0,
            "major_gridlines": grid,
        }
    )
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"color": style.RULE}})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 930, "height": 400})
