"""One HTML page with everything on it, to send around: no scripts, nothing from outside."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import escape

from planner.control.change_notices import paragraph
from planner.control.plan_changes import since_previous
from planner.export.drawing import gantt
from planner.export.svg import pages
from planner.fields import PlanField, RowFacts, Writers, fields_in, row_facts
from planner.language.issues import all_said
from planner.language.words import ENGLISH, Words
from planner.plan import DayLoad, Plan
from planner.writing.report.book import clean
from planner.writing.report.changes_sheet import KINDS
from planner.writing.report.issues_sheet import all_issues
from planner.writing.report.load_sheet import STEPS, shares
from planner.writing.report.money_by_period import months, spendings
from planner.writing.report.sheet_figures import shows_times, span
from planner.writing.report.style import LIGHTS
from planner.writing.report.timescale import Timescale
from planner.writing.report.verdict import decisions, lights, nothing_to_decide, overall

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body{font:15px/1.45 system-ui,"Segoe UI",Roboto,sans-serif;color:#262626;margin:2rem auto;
max-width:1400px;padding:0 1rem}
h1{color:#1f3864;margin-bottom:0}h2{color:#1f3864;font-size:1.15rem;margin-top:2rem}
.lead{font-size:1.1rem;padding:.6rem 1rem}.muted{color:#595959}
table{border-collapse:collapse;font-size:.88rem}
th{background:#1f3864;color:#fff;text-align:left;padding:.35rem .6rem;position:sticky;top:0}
td{border-bottom:1px solid #d9d9d9;padding:.25rem .6rem;vertical-align:top}
.sum td{font-weight:600;background:#edf1f8}.num{text-align:right;white-space:nowrap}
.date{white-space:nowrap}.late{color:#a32a0b;font-weight:600}
.good{background:#d5efe3;color:#00664b}.watch{background:#fff0c9;color:#7a5200}
.bad{background:#f9d9d0;color:#a32a0b}.none{color:#595959}.sign{text-align:center}
.why{min-width:20rem}.task{min-width:14rem}.who{min-width:9rem}.scroll{overflow-x:auto}
.load td{text-align:center;padding:.2rem .35rem;border:1px solid #fff}
.load td:first-child{text-align:left;white-space:nowrap}.load th{font-size:.75rem}
.l1{background:#e1ecf7}.l2{background:#afcbe8}.l3{background:#6fa3d4}.l4{background:#f7c35f}
.l5{background:#a32a0b;color:#fff;font-weight:600}.away{background:#e6e6e6}
meter{width:14rem;height:.9rem}
@page{size:A4 landscape;margin:10mm}
@media print{body{margin:0;padding:0;max-width:none;font-size:11px;print-color-adjust:exact;
-webkit-print-color-adjust:exact}.scroll{overflow:visible}svg{width:100%;height:auto}
h2,.muted{break-after:avoid}tr,.chart,.lead{break-inside:avoid}th{position:static}
td,th{padding:.15rem .3rem}table{font-size:.8em;max-width:100%}.scroll table{width:100%}
.why,.task,.who{min-width:0}.load{font-size:.6em;table-layout:fixed}
.load td,.load th{padding:.1rem 0;overflow:hidden}.load th{font-size:.8em;text-align:center}
.load td:first-child,.load th:first-child{width:8em}}
"""
_SHAPE = 0.6
"""Height of a part of the chart in widths: it fits a page on its side, below a heading."""
_LOAD_DAYS, _LOAD_WEEKS = 42, 60
"""Most columns of the load, so that they fit a page."""


def html_page(plan: Plan, words: Words = ENGLISH) -> str:
    """The plan as one self-contained page: status, Gantt chart, tasks, load, costs, issues."""
    words = words.spelled  # one style of dates: the reasons have it
    title = plan.project.name or words("Plan")
    period = words(
        "{start} to {finish}", start=words.day(plan.start), finish=words.day(plan.finish)
    )
    parts = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="muted">{_text(period)}</p>',
        _banner(plan, words),
        *_status(plan, words),
        _heading(words("Gantt")),
        *(
            f'<div class="scroll chart">{part}</div>'
            for part in pages(gantt(plan, words), "", _SHAPE)
        ),
        *_changes(plan, words),
        *_tasks(plan, words),
        *_load(plan, words),
        *_costs(plan, words),
        *_issues(plan, words),
    ]
    return (
        f'<!doctype html>\n<html lang="{words.tag}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_text(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def _banner(plan: Plan, words: Words) -> str:
    light = overall(plan, lights(plan, words), decisions(plan, words), words)
    verdict = f"<strong>{LIGHTS[light.level]} {_text(light.name)}</strong>"
    return f'<p class="lead {light.level}">{verdict}<br>{_text(light.planned)}</p>'


def _text(value: object) -> str:
    return escape(clean(str(value)))


def _heading(text: str) -> str:
    return f"<h2>{_text(text)}</h2>"


def _head(heads: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col">{_text(head)}</th>' for head in heads)
    return f"<thead><tr>{cells}</tr></thead>"


def _row(cells: Iterable[tuple[str, object]], look: str = "") -> str:
    """A row of ``(class, value)``."""
    row = "".join(
        f'<td class="{name}">{_text(value)}</td>' if name else f"<td>{_text(value)}</td>"
        for name, value in cells
    )
    return f'<tr class="{look}">{row}</tr>' if look else f"<tr>{row}</tr>"


def _status(plan: Plan, words: Words) -> Iterable[str]:
    yield _heading(words("Where it stands"))
    rows = (
        _row(
            [(f"sign {light.level}", LIGHTS[light.level]), ("", light.name), ("", light.planned),
             ("none", light.limit), ("", light.remark)]
        )
        for light in lights(plan, words)
    )  # fmt: skip
    yield f"<table><tbody>{''.join(rows)}</tbody></table>"
    yield _heading(words("Decisions needed"))
    texts = decisions(plan, words)
    if texts:
        yield f"<ol>{''.join(f'<li>{_text(text)}</li>' for text in texts)}</ol>"
    else:
        yield f"<p>{_text(nothing_to_decide(plan, words))}</p>"


def _changes(plan: Plan, words: Words) -> Iterable[str]:
    """The changes since the plan before, if there is one."""
    if plan.project.previous is None:
        return
    changes = since_previous(plan, words)
    yield _heading(words("Changes"))
    yield f"<p>{_text(paragraph(plan, changes, words))}</p>"
    if not changes:
        return
    heads = ("Task", "Change", "Days", "People before", "People", "Cost", "Cause")
    rows = "".join(
        _row(
            [
                ("task", one.name),
                ("", ", ".join(words(KINDS[kind]) for kind in one.kinds)),
                ("num late" if one.days > 0 else "num", words.number(one.days, "+g")),
                ("who", ", ".join(one.people_before)),
                ("who", ", ".join(one.people_after)),
                ("num", words.number(one.cost, "+,.0f") if abs(one.cost) >= 1 else ""),
                ("why", one.cause),
            ]
        )
        for one in changes
    )
    table = f"<table>{_head(map(words, heads))}<tbody>{rows}</tbody></table>"
    yield f'<div class="scroll">{table}</div>'


def _tasks(plan: Plan, words: Words) -> Iterable[str]:
    fields = fields_in("report").values()
    yield _heading(words("Plan"))
    cell = _cell(words, times=shows_times(plan))
    rows = "".join(
        _row([cell(field, of) for field in fields], "sum" if of.row.task.summary else "")
        for of in row_facts(plan)
    )
    heads = _head(words(field.caption) for field in fields)
    yield f'<div class="scroll"><table>{heads}<tbody>{rows}</tbody></table></div>'


_LOOKS: Mapping[str, str] = {
    "name": "task", "people": "who", "moment": "date", "deadline": "date", "days": "num",
    "money": "num", "reason": "why",
}  # fmt: skip
"""Classes of the cells of a kind."""


def _cell(words: Words, *, times: bool) -> Callable[[PlanField, RowFacts], tuple[str, object]]:
    """Makes a cell: its class, and what stands in it."""
    clock = " {:%H:%M}" if times else ""
    writers: Writers = {
        "moment": lambda value: words.day(value) + clock.format(value) if value else "",
        "deadline": lambda value: words.day(value) if value else "",
        "days": lambda value: "" if value is None else words.number(round(value, 2), "g"),
        "money": lambda value: words.number(value) if value else "",
        "flag": lambda value: words("yes") if value else "",
        "pieces": lambda value: words.stretches(value, times=times),
    }

    def cell(field: PlanField, of: RowFacts) -> tuple[str, object]:
        text = field.written(of, writers)
        if field.kind == "name":
            text = " " * max(of.row.task.level - 1, 0) + text
        look = (_LOOKS.get(field.kind, ""), "late" if field.bad(of.row) else "")
        return " ".join(filter(None, look)), text

    return cell


def _load(plan: Plan, words: Words) -> Iterable[str]:
    if not plan.load:
        return
    scale = Timescale.covering(*span(plan), most_days=_LOAD_DAYS, most_weeks=_LOAD_WEEKS)
    yield _heading(words("Load"))
    text = words("Work planned in % of the time available, {step}", step=words(STEPS[scale.step]))
    yield f'<p class="muted">{_text(text)}</p>'
    heads = [words("Resource"), *(words.spoken_day(day) for day in scale.starts)]
    rows = "".join(_load_row(scale, name, load) for name, load in plan.load.items())
    yield (
        f'<div class="scroll"><table class="load">{_head(heads)}<tbody>{rows}</tbody></table></div>'
    )


def _load_row(scale: Timescale, name: str, load: Mapping[date, DayLoad]) -> str:
    cells: list[tuple[str, object]] = [("", name)]
    for share, band in shares(scale, load):
        value = "" if share is None or band == 0 else round(share * 100)
        cells.append(("away" if share is None else f"l{band}", value))
    return _row(cells)


def _costs(plan: Plan, words: Words) -> Iterable[str]:
    by_month = months(spendings(plan))
    most = max(by_month.values(), default=0)
    if not most:
        return
    yield _heading(
        words("Costs") + (f" ({plan.project.currency})" if plan.project.currency else "")
    )
    rows = "".join(
        f'<tr><td class="date">{_text(words.months[month.month - 1])} {month.year}</td>'
        f'<td class="num">{_text(words.number(amount))}</td>'
        f'<td><meter min="0" max="{most:.2f}" value="{max(amount, 0):.2f}"></meter></td></tr>'
        for month, amount in by_month.items()
    )
    yield f"<table>{_head((words('Month'), words('Cost'), ''))}<tbody>{rows}</tbody></table>"


def _issues(plan: Plan, words: Words) -> Iterable[str]:
    issues = all_said(all_issues(plan), words)
    if not issues:
        return
    yield _heading(words("Issues"))
    levels = {"error": "bad", "warning": "watch", "info": "none"}
    rows = "".join(
        _row(
            [(levels[issue.severity], words(issue.severity)), ("date", issue.place),
             ("", issue.message), ("", issue.got[:200]), ("", issue.remedy)]
        )
        for issue in issues
    )  # fmt: skip
    heads = map(words, ("Severity", "Cell", "Problem", "Found", "What to do"))
    yield f"<table>{_head(heads)}<tbody>{rows}</tbody></table>"
