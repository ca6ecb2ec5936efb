"""Sheet Baselines: the plans that were approved, as a table that is read again.

Rows may be deleted to forget a baseline. Columns of the Tasks sheet that tell a baseline stay
where they are and are not repeated here.
"""

from planner.plan import Plan
from planner.reading.memory import BASELINE_HEADS
from planner.tracking.records import Baseline
from planner.writing.report import style
from planner.writing.report.book import ReportBook

KEY = "Baselines"
_HEAD_ROW = 3


def kept(plan: Plan) -> tuple[Baseline, ...]:
    """The baselines that stand nowhere else: those that were saved here."""
    return tuple(one for one in plan.project.baselines if one.saved)


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_NOTES)
    say = book.say
    sheet.title(say("Baselines"), say("Plans that were kept to compare later ones with"))
    sheet.row(_HEAD_ROW, 0, [say(head) for head in BASELINE_HEADS], book.format(style.HEAD))
    names = {row.task.id: row.task.name for row in plan.rows}
    text, day = book.format(style.ROW), book.format(style.ROW, num_format=book.date_format)
    moment = book.format(style.ROW, style.CENTER, num_format=f"{book.date_format} hh:mm")
    number = book.format(style.ROW, num_format=style.HOURS_FORMAT)
    money = book.format(style.ROW, num_format="#,##0.00")
    at = _HEAD_ROW
    for baseline in kept(plan):
        for task, told in baseline.tasks.items():
            at += 1
            sheet.put(at, 0, baseline.name, text)
            sheet.put(at, 1, baseline.saved, day)
            sheet.put(at, 2, task, text)
            sheet.put(at, 3, names.get(task, ""), text)
            sheet.put(at, 4, told.start, moment)
            sheet.put(at, 5, told.finish, moment)
            sheet.put(at, 6, None if told.work is None else told.work / 60, number)
            sheet.put(at, 7, told.cost, money)
    sheet.widths((20, 12, 10, 44, 17, 17, 10, 14))
    sheet.raw.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.raw.autofilter(_HEAD_ROW, 0, at, len(BASELINE_HEADS) - 1)
    sheet.page(at, len(BASELINE_HEADS) - 1, heads=(_HEAD_ROW, _HEAD_ROW))
