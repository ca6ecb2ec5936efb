"""The Gantt chart of a stored plan, with the load below it on the same axis."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise

from markupsafe import Markup

from planner.export import svg
from planner.export.chart import DrawnBar, DrawnChart, DrawnRow, step_at
from planner.export.linklines import DrawnLink
from planner.project import end_of
from planner.web import loads
from planner.web.lanes import in_lanes
from planner.web.outline import OutlineRow, chosen, outline
from planner.web.selection import Data, Selection
from planner.web.words import PageWords, natural

CHART_ROWS = 1000
AXIS, AXIS_HEIGHT = "axis", svg.HEAD
_NAMES, _PAGE = 280, 1020
"""Pixels of the names beside a chart, and of a page in landscape format."""

_LEAST_PAPER, _LEGIBLE = 20, 75
"""Per cent of its size at which a chart is printed at least, and can be read well."""

_PRINTED_ROWS, _NARROWEST = 300, 0.8
"""Rows of a chart that is drawn anew for paper, at most; pixels of a day there, at least."""

_LABEL = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """The texts beside a line of the chart; `of` is the row that it shows, None for a person."""

    name: str
    of: OutlineRow | None = None


Block = tuple[tuple[ChartLine, ...], Markup]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart, or a part of a long one, in the pieces that a template combines.

    `parts` are the first and last rows of each part, from 1; this one begins with row `first`.
    `width` is the width of the axis in pixels, `pixels` that of a day; at `paper` per cent of its
    size it fits a page. `load` is the load of all people on the same axis. `printed` is the same
    chart with narrower days, where this one would be too small on paper.
    """

    header: Markup
    width: int
    pixels: float
    paper: int
    blocks: Sequence[Block]
    parts: Sequence[tuple[int, int]]
    first: int
    load: Sequence[Block]
    printed: "Printed | None" = None


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A chart for paper only; `paper` as for `Drawing`."""

    header: Markup
    paper: int
    blocks: Sequence[Block]


def drawing(plan: Data, selection: Selection, words: PageWords, now: datetime) -> Drawing | None:
    """The chart of the rows that match, or the wanted part of it; None without any row."""
    if selection.by == "person":
        lines, rows = _by_person(chosen(plan, selection), words, selection)
        links: tuple[DrawnLink, ...] = ()
    else:
        found = outline(plan, selection)
        lines = [ChartLine(name=one.row["name"], of=one) for one in found]
        rows, links = [_task_row(one, words) for one in found], _links(found)
    parts = [(at + 1, min(at + CHART_ROWS, len(rows))) for at in range(0, len(rows), CHART_ROWS)]
    if not parts:
        return None
    chart = DrawnChart(
        rows=tuple(rows),
        step=selection.scale,
        week=frozenset(plan["week"]),
        off=frozenset(date.fromisoformat(day) for day in plan["off"]),
        status=plan["status_date"] and end_of(datetime.fromisoformat(plan["status_date"])),
        today=now,
        months=words.months,
        links=links,
        day_width=selection.px,
    )
    first, last = parts[min(selection.part, len(parts)) - 1]
    return Drawing(
        header=Markup(svg.header(chart).replace("<svg ", f'<svg id="{AXIS}" ', 1)),  # noqa: S704 svg escapes
        width=chart.width,
        pixels=chart.pixels,
        paper=_paper(chart),
        blocks=_blocks(chart, lines, first - 1, last),
        parts=parts,
        first=first,
        load=_load(plan, selection, words, chart),
        printed=_printed(chart if selection.links else replace(chart, links=()), lines),
    )


def _printed(chart: DrawnChart, lines: Sequence[ChartLine]) -> Printed | None:
    """The chart for paper; None where it needs no other one, or is too long for one."""
    if _paper(chart) >= _LEGIBLE or len(lines) > _PRINTED_ROWS:
        return None
    pixels = max(_NARROWEST, chart.pixels * (_PAGE - _NAMES) / chart.width)
    narrow = replace(chart, day_width=pixels, step=step_at(pixels))
    return Printed(
        header=Markup(svg.header(narrow)),  # noqa: S704 svg escapes
        paper=_paper(narrow),
        blocks=_blocks(narrow, lines, 0, len(lines)),
    )


def _blocks(chart: DrawnChart, lines: Sequence[ChartLine], first: int, last: int) -> list[Block]:
    places = range(first, last, svg.BLOCK)
    return [
        (tuple(lines[at : at + len(rows)]), Markup(text))  # noqa: S704 svg escapes
        for at, (rows, text) in zip(places, svg.blocks(chart, first, last), strict=True)
    ]


def _load(plan: Data, selection: Selection, words: PageWords, chart: DrawnChart) -> list[Block]:
    """The load of all people on the axis of a chart."""
    end = datetime.combine(chart.last, time())
    span = datetime.combine(chart.first, time()), end
    rows = loads.rows(plan, selection, words)
    below = replace(chart, rows=rows, links=(), span=span, least_width=chart.width)
    return _blocks(below, [ChartLine(name=row.name) for row in rows], 0, len(rows))


def _paper(chart: DrawnChart) -> int:
    share = 100 * _PAGE / (_NAMES + chart.width)
    return min(100, max(_LEAST_PAPER, int(share) // 5 * 5))


def _task_row(one: OutlineRow, words: PageWords) -> DrawnRow:
    bars = (_bar(one, words, _label(one.row, words)),) if one.row["start"] else ()
    return DrawnRow(name=one.row["name"], bars=bars)


def _links(found: Sequence[OutlineRow]) -> tuple[DrawnLink, ...]:
    """The links between rows that are both shown."""
    places = {one.number: at for at, one in enumerate(found)}
    return tuple(
        DrawnLink(
            source=places[number],
            target=places[one.number],
            kind=kind,
            critical=bool(one.row["critical"] and found[places[number]].row["critical"]),
            ends=(number, one.number),
        )
        for one in found
        for number, kind in one.row.get("after", ())
        if number in places
    )


def _by_person(
    matching: Sequence[OutlineRow], words: PageWords, selection: Selection
) -> tuple[list[ChartLine], list[DrawnRow]]:
    """A line for each lane of each person, the first of them with the name."""
    found = _people(matching, selection.who)
    lines, rows = list[ChartLine](), list[DrawnRow]()
    for name in sorted(found, key=natural):
        bars = [_named_bar(one, words) for one in found[name]]
        for lane, bars_of in enumerate(in_lanes(bars, selection.scale, selection.px)):
            lines.append(ChartLine(name="" if lane else name))
            rows.append(DrawnRow(name="" if lane else name, bars=bars_of))
    return lines, rows


def _people(matching: Sequence[OutlineRow], who: str) -> Mapping[str, list[OutlineRow]]:
    """Person → their rows, for everybody or for the chosen person."""
    found: dict[str, list[OutlineRow]] = defaultdict(list)
    for one in matching:
        for person in one.row["people"] if one.row["start"] else ():
            if who in ("", person["name"]):
                found[person["name"]].append(one)
    return found


def _bar(one: OutlineRow, words: PageWords, label: str) -> DrawnBar:
    row = one.row
    return DrawnBar(
        start=datetime.fromisoformat(row["start"]),
        finish=datetime.fromisoformat(row["finish"]),
        kind=row["kind"],
        title=_title(row, words),
        label=label,
        critical=row["critical"] and row["kind"] != "summary",
        done=row["done"],
        deadline=None if row["kind"] == "summary" else _due(row),
        late=bool(row["days_late"]),
        baseline=_span(row.get("baseline")),
        previous=_span(row.get("previous")),
        number=one.number,
        gaps=_gaps(row.get("pieces", ())),
    )


def _gaps(pieces: Sequence[Sequence[str]]) -> tuple[tuple[datetime, datetime], ...]:
    """The interruptions of a task in pieces."""
    spans = [(end, start) for (_, end), (start, _) in pairwise(pieces)]
    return tuple((datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in spans)


def _span(told: Sequence[str] | None) -> tuple[datetime, datetime] | None:
    if not told:
        return None
    start, finish = map(datetime.fromisoformat, told)
    return start, finish


def _named_bar(one: OutlineRow, words: PageWords) -> DrawnBar:
    """A bar among others of one person: it has its name and no other mark."""
    bar = _bar(one, words, one.row["name"])
    return replace(bar, deadline=None, baseline=None, previous=None)


def _due(row: Data) -> datetime | None:
    """The earlier of a deadline and a hard date as an instant; a day stands for its end."""
    told = (row["deadline"], row.get("must_finish"))
    return min((end_of(datetime.fromisoformat(one)) for one in told if one), default=None)


def _title(row: Data, words: PageWords) -> str:
    lines = [
        row["name"],
        f"{words.moment(row['start'])} – {words.moment(row['finish'])}",
        words.people(row["people"]),
        row["reason"],
    ]
    return "\n".join(line for line in lines if line)


def _label(row: Data, words: PageWords) -> str:
    text = "" if row["kind"] != "task" else words.people(row["people"])
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"
