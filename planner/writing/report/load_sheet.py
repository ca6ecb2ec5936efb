"""Sheet Load: how busy everybody is per day, week or month, as a heat map."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from planner.plan import DayLoad, Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet
from planner.writing.report.sheet_figures import span
from planner.writing.report.timescale import Timescale, write_axis

KEY = "Load"
_BAND_ROW = 3
_FIRST_ROW = 5
_LEFT = 4
STEPS = {"day": "per day", "week": "per week", "month": "per month"}
"""What the percentages are of."""
_MOST_DAYS, _MOST_WEEKS, _WIDE, _MANY = 35, 130, 22, 40
_LEGEND = 14
"""Columns the legend takes."""

_BANDS: tuple[tuple[float, style.Style], ...] = (
    (0.005, {"bg_color": "#FFFFFF"}),
    (0.5, {"bg_color": "#E1ECF7"}),
    (0.8, {"bg_color": "#AFCBE8"}),
    (0.95, {"bg_color": "#6FA3D4"}),
    (1.0005, {"bg_color": "#F7C35F"}),
)
"""Up to which share of the time available a colour goes; above the last one it is overload."""
_OVER: style.Style = {"bg_color": "#A32A0B", "font_color": style.WHITE, "bold": True}
_AWAY: style.Style = {"pattern": 14, "fg_color": "#C8C8C8", "bg_color": "#FFFFFF"}
_CELL: style.Style = {
    "align": "center", "font_size": 8, "num_format": "0;;", "border": 1,
    "border_color": style.WHITE,
}  # fmt: skip


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_PEOPLE)
    first, last = span(plan)
    scale = Timescale.covering(
        first, last, most_days=_MOST_DAYS, most_weeks=_MOST_WEEKS, least=_WIDE
    )
    step = book.say(STEPS[scale.step])
    sheet.title(
        book.say("Load"), book.say("Work planned in % of the time available, {step}", step=step)
    )
    _write_legend(sheet)
    head = book.format(style.HEAD, font_size=9)
    for column, text in enumerate(("Resource", "Hours", "Average", "Peak")):
        sheet.raw.merge_range(_BAND_ROW, column, _BAND_ROW + 1, column, "", head)
        sheet.put(_BAND_ROW, column, book.say(text), head)
    write_axis(sheet, scale, _BAND_ROW, _LEFT)
    names = [
        name
        for name in plan.load
        if any(day.worked or day.available for day in plan.load[name].values())
    ]
    for at, name in enumerate(names, _FIRST_ROW):
        _write_resource(sheet, scale, (at, name), plan.load[name], style.ROW)
    everybody = _sum(plan.load[name] for name in names)
    last_row = _FIRST_ROW + len(names)
    _write_resource(sheet, scale, (last_row, book.say("Together")), everybody, style.TOTAL)
    longest = max((len(name) for name in names), default=0)
    sheet.widths((min(max(longest + 2, 14), 32), 8, 8, 8))
    columns = max(len(scale), _LEGEND)
    sheet.pixels(scale.width, _LEFT, _LEFT + columns - 1)
    sheet.raw.freeze_panes(_FIRST_ROW, _LEFT)
    paper = 8 if columns > _MANY else 9
    sheet.page(last_row, _LEFT + columns - 1, heads=(_BAND_ROW, _BAND_ROW + 1), paper=paper)
    sheet.raw.repeat_columns(0, 0)


def _write_legend(sheet: ResultSheet) -> None:
    book, say = sheet.book, sheet.book.say
    names = ["free", "to 50 %", "to 80 %", "to 95 %", "full"]
    looks = [look for _, look in _BANDS]
    legend = [*zip(names, looks, strict=True), ("over", _OVER), ("away", _AWAY)]
    outline: style.Style = {
        "border": 1,
        "border_color": style.RULE,
        "align": "center",
        "font_size": 8,
    }
    for position, (name, look) in enumerate(legend):
        first = _LEFT + position * 2
        sheet.merge(1, first, first + 1, say(name), book.format(outline, look))


def _sum(loads: Iterable[Mapping[date, DayLoad]]) -> dict[date, DayLoad]:
    worked: dict[date, float] = defaultdict(float)
    available: dict[date, float] = defaultdict(float)
    for load in loads:
        for day, minutes in load.items():
            worked[day] += minutes.worked
            available[day] += minutes.available
    return {day: DayLoad(worked=worked[day], available=available[day]) for day in worked}


def _write_resource(
    sheet: ResultSheet,
    scale: Timescale,
    place: tuple[int, str],
    load: Mapping[date, DayLoad],
    row: style.Style,
) -> None:
    """Write the row of one resource; `place` is which row, and the name."""
    book = sheet.book
    at, name = place
    sums = _by_column(scale, load)
    worked = sum(minutes for minutes, _ in sums)
    available = sum(minutes for _, minutes in sums)
    peak = max((_share(*pair) for pair in sums), default=0.0)
    sheet.height(at, 16)
    sheet.put(at, 0, name, book.format(row))
    sheet.put(at, 1, worked / 60, book.format(row, style.CENTER, num_format="#,##0"))
    share = book.format(row, style.CENTER, num_format=style.SHARE_FORMAT)
    sheet.put(at, 2, _share(worked, available), share)
    sheet.put(at, 3, peak, book.format(row, style.CENTER, _peak(peak), num_format="0%"))
    for column, found in enumerate(shares(scale, load)):
        value, look = _cell(*found)
        sheet.put(at, _LEFT + column, value, book.format(_CELL, look))


def _peak(share: float) -> style.Style:
    return style.BAD_LOOK if share > _BANDS[-1][0] else {}


def _by_column(scale: Timescale, load: Mapping[date, DayLoad]) -> list[tuple[float, float]]:
    sums = [(0.0, 0.0)] * len(scale)
    for day, minutes in load.items():
        if scale.holds(day):
            column = scale.column(day)
            worked, available = sums[column]
            sums[column] = worked + minutes.worked, available + minutes.available
    return sums


def _share(worked: float, available: float) -> float:
    if not available:
        return 9.99 if worked else 0.0
    return worked / available


def shares(scale: Timescale, load: Mapping[date, DayLoad]) -> Iterator[tuple[float | None, int]]:
    """For each column the share of the time that is worked (None: away), and its band.

    Band 0 is free, 1 to 4 lead up to full, 5 is over capacity.
    """
    for worked, available in _by_column(scale, load):
        share = _share(worked, available)
        band = next((n for n, (most, _) in enumerate(_BANDS) if share <= most), len(_BANDS))
        yield (share if worked or available else None), band


def _cell(share: float | None, band: int) -> tuple[float | None, style.Style]:
    if share is None:
        return None, _AWAY
    return round(share * 100), _BANDS[band][1] if band < len(_BANDS) else _OVER
