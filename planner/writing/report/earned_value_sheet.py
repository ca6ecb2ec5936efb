"""Sheet Earned value: how work done and money spent stand against the baseline, by live formulas.

The whole and its phases stand above, sums of the tasks below; what is done of a task may be
changed there, and every measure follows. The curves at the end are what earned schedule is read
from, and what the chart shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.control.baseline_of_plan import chosen
from planner.control.earned import Earned, EarnedLine, earned
from planner.control.outlook import why
from planner.control.plan_outlook import outlook_of
from planner.control.value_measures import EarnedValue
from planner.language.words import Words
from planner.plan import Plan
from planner.reading.cells import letters
from planner.worktime.days import last_day
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet
from planner.writing.report.curves import CURVE_HEADS, Moments, add_chart, write_curves

KEY = "Earned value"
_HEAD_ROW = 3
_MEASURES = ("BAC", "PV", "EV", "AC", "SV", "CV", "SPI", "CPI", "EAC", "ETC", "VAC", "TCPI", "ES",
             "AT", "PD", "SPI(t)")  # fmt: skip
_OF_TASKS = ("BAC", "PV", "EV", "AC", "SV", "CV", "SPI", "CPI", "% planned", "% done",
             "Baseline start", "Baseline finish")  # fmt: skip
_MONEY = {"num_format": "#,##0;-#,##0;0", **style.RIGHT}
_INDEX = {"num_format": "0.00", **style.CENTER}
_DAYS = {"num_format": "0.0", **style.CENTER}
_LAST = len(_MEASURES)
_CHART_ROWS = 21
_DEFINITIONS = (
    ("BAC", "Budget at completion", "", "What all of it costs in the baseline"),
    ("PV", "Planned value", "", ("What of that was to be done by the status date; a task's "
     "cost falls due evenly over its working hours")),
    ("EV", "Earned value", "BAC × % done", "What is done, at the cost of the baseline"),
    ("AC", "Actual cost", "", "What has been spent, as recorded or as the work was done"),
    ("SV", "Schedule variance", "EV − PV", "Negative: less is done than was planned"),
    ("CV", "Cost variance", "EV − AC", "Negative: it costs more than was planned"),
    ("SPI", "Schedule performance index", "EV / PV", "Below 1: behind the baseline"),
    ("CPI", "Cost performance index", "EV / AC", "Below 1: dearer than the baseline"),
    ("EAC", "Estimate at completion", "BAC / CPI", ("What all will cost if the rest is as dear "
     "as the work so far; two other ways stand beside the chart")),
    ("ETC", "Estimate to complete", "EAC − AC", "What is still to be spent"),
    ("VAC", "Variance at completion", "BAC − EAC", "Negative: the budget will not do"),
    ("TCPI", "To-complete performance index", "(BAC − EV) / (BAC − AC)", ("The CPI that the "
     "rest needs to keep to the budget; blank where the budget is spent")),
    ("ES", "Earned schedule", "", "The working days by which the baseline has this earned value"),
    ("AT", "Actual time", "", "Working days from the baseline's start to the status date"),
    ("PD", "Planned duration", "", "Working days of the baseline"),
    ("SPI(t)", "Schedule performance index by time", "ES / AT", ("Below 1: behind the baseline; "
     "unlike SPI it still tells near the end")),
)  # fmt: skip
"""Abbreviation, name, formula and meaning of each measure."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Rows of the sheet: of the measures, of their tasks, and of the curves with their column."""

    row: int
    first: int
    last: int
    curves: range
    column: int


def wanted(plan: Plan) -> bool:
    """Whether there is anything to compare, or a project under way to say it of."""
    told = plan.project.baselines or plan.project.settings.status_date
    return bool(told) and not plan.for_team


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_MONEY)
    say, found = book.say, earned(plan)
    currency = f" ({plan.project.currency})" if plan.project.currency else ""
    sheet.widths((36, *(10.5 for _ in _MEASURES)))
    if found is None:
        sheet.title(say("Earned value"), missing(plan, say))
        sheet.page(1, _LAST)
        return
    sheet.title(say("Earned value") + currency, _subtitle(found, say))
    groups = _groups(found)
    tops = 1 + (len(groups) if found.phases else 0)
    chart_row = _HEAD_ROW + tops + 2
    definitions = chart_row + _CHART_ROWS
    tasks = definitions + len(_DEFINITIONS) + 3
    curves = tasks + len(found.lines) + 4
    moments = Moments(found)
    rows = range(curves, curves + len(moments.minutes))
    _write_whole(sheet, found, groups, tasks, rows)
    _write_tasks(sheet, found, groups, tasks)
    write_curves(sheet, moments, curves)
    add_chart(sheet, moments, curves, chart_row)
    _write_forecasts(sheet, found, chart_row)
    _write_definitions(sheet, definitions)
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.page(curves - 3, _LAST)


def missing(plan: Plan, say: Words) -> str:
    """Why there are no figures."""
    if chosen(plan) is None:
        return say(
            "There is no baseline, so nothing has been earned against one: keep this plan as one "
            "with “planner baseline set NAME FILE”, or give columns Baseline Start and Finish"
        )
    if plan.project.settings.status_date is None:
        return say("There is no status date: give it in Settings, with what is done by then")
    return say("The baseline has no costs: give rates, fixed costs or a column Baseline Cost")


def _subtitle(found: Earned, say: Words) -> str:
    status = found.plan.project.settings.status_date
    name, saved = found.baseline.name, found.baseline.saved
    text = say("Baseline “{name}”", name=name)
    text += f" ({say.day(saved)})" if saved else ""
    parts = [text, say("status date {day}", day=say.day(status)) if status else ""]
    if any(line.estimated for line in found.lines):
        parts.append(say("costs it does not tell are worked out from the rows of the tasks"))
    if found.outside:
        parts.append(say("not in the baseline: {tasks}", tasks=say.count(found.outside, "task")))
    if found.gone:
        count = say.count(found.gone, "task")
        parts.append(say("left out, as only the baseline has them: {tasks}", tasks=count))
    return " · ".join(filter(None, parts))


def _groups(found: Earned) -> list[tuple[str, tuple[EarnedLine, ...]]]:
    """The lines in the order of the sheet: by phase, if there are any."""
    return list(found.by_phase) or [("", found.lines)]


def _write_whole(
    sheet: ResultSheet,
    found: Earned,
    groups: Sequence[tuple[str, tuple[EarnedLine, ...]]],
    tasks: int,
    curves: range,
) -> None:
    """Write the measures of the whole and of the phases."""
    book, say = sheet.book, sheet.book.say
    heads = [say("Whole project and phases"), *map(say, _MEASURES)]
    sheet.row(_HEAD_ROW, 0, heads, book.format(style.HEAD))
    last = tasks + len(found.lines) - 1
    place = _Place(_HEAD_ROW + 1, tasks, last, curves, CURVE_HEADS.index("PV"))
    name = say("Whole project")
    _write_measures(sheet, found, found.whole, place, name, found.planned.start)
    first = tasks
    for number, (measures, (_, lines)) in enumerate(zip(found.phases, groups, strict=False)):
        at, last = _HEAD_ROW + 2 + number, first + len(lines) - 1
        place = _Place(at, first, last, curves, len(CURVE_HEADS) + number)
        name = measures.name or say("Other tasks")
        _write_measures(sheet, found, measures, place, name, found.curve(lines).start)
        first += len(lines)


def _write_measures(
    sheet: ResultSheet,
    found: Earned,
    it: EarnedValue,
    place: _Place,
    name: str,
    start: float,
) -> None:
    """Write one row: sums of its tasks, and what follows from them."""
    book, day, at = sheet.book, found.plan.project.settings.day, place.row
    base = {**style.ROW, **(style.SUM_ROW if not it.name and at == _HEAD_ROW + 1 else {})}
    sheet.height(at, 17)
    sheet.put(at, 0, name, book.format(base))
    r = at + 1
    sums = [f"SUM({c}{place.first + 1}:{c}{place.last + 1})" for c in "BCDE"]
    formulas: list[tuple[str, float | None, style.Style]] = [
        *zip(sums, (it.bac, it.pv, it.ev, it.ac), (_MONEY,) * 4, strict=True),
        *_variances(r, it.sv, it.cv, it.spi, it.cpi),
        (f'IF(OR(E{r}=0,D{r}=0),"",B{r}/I{r})', it.eac, _MONEY),
        (f'IF(J{r}="","",J{r}-E{r})', it.etc, _MONEY),
        (f'IF(J{r}="","",B{r}-J{r})', it.vac, _MONEY),
        (f'IF(B{r}>E{r},(B{r}-D{r})/(B{r}-E{r}),"")', it.tcpi, _INDEX),
        (_earned_schedule(r, place, start / day, found.planned.start / day), it.es / day, _DAYS),
    ]
    for column, (formula, value, look) in enumerate(formulas, 1):
        bad = _bad(_MEASURES[column - 1], value)
        sheet.formula(at, column, formula, value, book.format(base, look, bad))
    sheet.row(at, 14, (it.at / day, it.pd / day), book.format(base, _DAYS))
    last = book.format(base, _INDEX, _bad("SPI", it.spi_t))
    sheet.formula(at, 16, f'IF(O{r}=0,"",N{r}/O{r})', it.spi_t, last)


def _variances(
    r: int, sv: float, cv: float, spi: float | None, cpi: float | None
) -> list[tuple[str, float | None, style.Style]]:
    return [
        (f"D{r}-C{r}", sv, _MONEY),
        (f"D{r}-E{r}", cv, _MONEY),
        (f'IF(C{r}=0,"",D{r}/C{r})', spi, _INDEX),
        (f'IF(E{r}=0,"",D{r}/E{r})', cpi, _INDEX),
    ]


def _bad(measure: str, value: float | None) -> style.Style:
    """The style of a measure that means late or dear: one with a negative sign or below 1."""
    if value is None:
        return {}
    if measure in ("SV", "CV", "VAC"):
        return style.BAD_LOOK if value < -0.5 else {}
    return style.BAD_LOOK if measure in ("SPI", "CPI") and value < 0.995 else {}


def _earned_schedule(r: int, place: _Place, start: float, origin: float) -> str:
    """Days from `start` by which the curve of a column reaches EV, at most the planned ones."""
    first, last = place.curves.start + 1, place.curves.stop
    values = f"{_column(place.column)}${first}:{_column(place.column)}${last}"
    days = f"$B${first}:$B${last}"
    at = f"MATCH(ROUND(D{r},2),{values},1)"
    low, next_ = f"INDEX({values},{at})", f"INDEX({values},{at}+1)"
    step = f"(INDEX({days},{at}+1)-INDEX({days},{at}))"
    share = f"(ROUND(D{r},2)-{low})/({next_}-{low})"
    begin = round(start - origin, 6)
    inner = f"INDEX({days},{at})+{share}*{step}-{begin:g}"
    return f"IF(ROUND(D{r},2)>=ROUND(B{r},2),P{r},MAX(0,MIN(P{r},{inner})))"


def _column(number: int) -> str:
    return f"${letters(number + 1)}"


def _write_tasks(
    sheet: ResultSheet, found: Earned, groups: Sequence[tuple[str, tuple[EarnedLine, ...]]], at: int
) -> None:
    book, say = sheet.book, sheet.book.say
    sheet.put(at - 2, 0, say("Tasks"), book.format(style.SECTION))
    heads = [say("Task"), *map(say, _OF_TASKS)]
    sheet.height(at - 1, 28)
    sheet.row(at - 1, 0, heads, book.format(style.HEAD))
    for line in (line for _, lines in groups for line in lines):
        _write_task(sheet, line, at, found.now)
        at += 1


def _write_task(sheet: ResultSheet, line: EarnedLine, at: int, now: float) -> None:
    book, r = sheet.book, at + 1
    money, share = book.format(style.ROW, _MONEY), {"num_format": "0%", **style.CENTER}
    bac, ac, ev = float(line.bac), float(line.ac), line.ev
    pv = line.planned.by(now)
    source = line.row.task.source
    sheet.input_link(at, 0, source.sheet, source.cell("id"), line.row.task.title)
    sheet.put(at, 1, bac, money)
    sheet.formula(at, 2, f"B{r}*J{r}", pv, money)
    sheet.formula(at, 3, f"B{r}*K{r}", ev, money)
    sheet.put(at, 4, ac, money)
    spi, cpi = ev / pv if pv else None, ev / ac if ac else None
    for column, found in enumerate(_variances(r, ev - pv, ev - ac, spi, cpi), 5):
        formula, value, look = found
        bad = _bad(_MEASURES[column - 1], value)
        sheet.formula(at, column, formula, value, book.format(style.ROW, look, bad))
    sheet.put(at, 9, pv / bac if bac else 0, book.format(style.ROW, share))
    changed = book.format(style.ROW, share, bg_color=style.WATCH)
    sheet.put(at, 10, line.done, changed)
    dates = book.format(style.ROW, style.CENTER, num_format=book.date_format)
    days = line.baseline
    sheet.row(
        at, 11, [when and last_day(when) if k else when for k, when in enumerate(days)], dates
    )


def _write_forecasts(sheet: ResultSheet, found: Earned, at: int) -> None:
    """Write when it will be finished and what it will cost, each by several ways, by the chart."""
    book, say, it, plan = sheet.book, sheet.book.say, found.whole, found.plan
    start = found.planned.start
    clock = found.clock
    by_index = it.duration_by_spi_t
    carried_on = outlook_of(plan)
    finishes: list[tuple[str, datetime | None]] = [
        ("Baseline", clock.when(found.planned.finish)),
        ("This plan", plan.finish),
        ("Earned schedule: AT + PD − ES", clock.when(start + it.duration_by_es)),
        ("Earned schedule: PD / SPI(t)", None if not by_index else clock.when(start + by_index)),
        ("Forecast: as the work went so far", carried_on.finish if carried_on else None),
    ]
    costs = [
        ("Baseline: BAC", it.bac, "B5"),
        ("This plan", float(plan.cost - plan.overhead), ""),
        ("As dear as so far: BAC / CPI", it.eac, "J5"),
        ("The rest as budgeted: AC + BAC − EV", it.eac_budget, "E5+B5-D5"),
        ("Late as well: AC + (BAC − EV) / (CPI × SPI)", it.eac_cpi_spi,
         'IF(OR(D5=0,E5=0,C5=0),"",E5+(B5-D5)/(I5*H5))'),
    ]  # fmt: skip
    date = book.format(style.ROW, style.CENTER, num_format=book.date_format)
    head = book.format(style.HEAD, align="left")
    sheet.merge(at, 10, _LAST, say("Finish, by"), head)
    for number, (name, when) in enumerate(finishes, at + 1):
        sheet.merge(number, 10, 14, say(name), book.format(style.ROW))
        sheet.merge(number, 15, _LAST, when and last_day(when), date)
    at += len(finishes) + 2
    sheet.merge(at, 10, _LAST, say("Cost at completion (EAC), by"), head)
    money = book.format(style.ROW, _MONEY)
    for number, (name, value, formula) in enumerate(costs, at + 1):
        sheet.merge(number, 10, 14, say(name), book.format(style.ROW))
        sheet.merge(number, 15, _LAST, value, money)
        if formula:
            sheet.formula(number, 15, formula, value, money)
    if carried_on is not None:
        text = book.format(style.WRAP, font_size=9, font_color=style.MUTED)
        at += len(costs) + 2
        sheet.raw.merge_range(at, 10, at + 4, _LAST, "", text)
        sheet.put(at, 10, why(carried_on, say), text)


def _write_definitions(sheet: ResultSheet, at: int) -> None:
    book, say = sheet.book, sheet.book.say
    sheet.put(at, 0, say("What the measures mean"), book.format(style.SECTION))
    bold, text = book.format(style.ROW, bold=True), book.format(style.ROW)
    for number, (short, name, formula, meaning) in enumerate(_DEFINITIONS, at + 1):
        sheet.put(number, 0, f"{say(short)}  {say(name)}", bold)
        sheet.merge(number, 1, 3, say(formula) if formula else "", text)
        sheet.merge(number, 4, _LAST, say(meaning), text)
