"""Sheet Run: how the plan was made and how good it is, so that it can be made again."""

from planner.plan import GoalValue, Plan
from planner.writing.report import style
from planner.writing.report.book import ReportBook, ResultSheet, SheetValue

KEY = "Run"
_FIRST_ROW = 3
_WIDTHS = (26.0, 34.0, 14.0, 22.0, 10.0)
_GOAL_HEADS = ("Goal", "Unit", "Value", "No plan has less than", "Gap")


def write(book: ReportBook, plan: Plan) -> None:
    """Add the sheet."""
    sheet = book.sheet(KEY, tab=style.TAB_NOTES)
    say = book.say
    sheet.title(say("Run"), say("How this plan was made"))
    name = book.format(style.ROW, bold=True)
    at = _FIRST_ROW
    for label, value in _facts(book, plan):
        sheet.put(at, 0, say(label), name)
        look: style.Style = {"align": "left"}
        if not isinstance(value, str | int | float) and value is not None:
            look = {**look, "num_format": f"{book.date_format} hh:mm"}
        sheet.put(at, 1, value, book.format(style.ROW, look))
        at += 1
    at = _write_command(sheet, plan, at) + 2
    sheet.row(at, 0, [say(head) for head in _GOAL_HEADS], book.format(style.HEAD))
    for goal in plan.goals:
        at += 1
        unit = goal.unit if goal.unit == plan.project.currency else say(goal.unit)
        _write_goal(sheet, at, goal, unit)
    note = say(
        "Goals stand in strict order: an earlier one is never given up for a later one. What is "
        "proved of a goal holds for plans that are as good by those above it."
    )
    sheet.put(at + 1, 0, note, book.format(style.SUBTITLE))
    sheet.widths(_WIDTHS)
    sheet.page(at + 1, 4)


def _facts(book: ReportBook, plan: Plan) -> list[tuple[str, SheetValue]]:
    run, say = plan.run, book.say
    tasks = sum(not row.task.summary for row in plan.rows)
    return [
        ("Status", say(plan.status)),
        ("Tasks", tasks),
        ("Resources", len(plan.project.resources)),
        ("Start", plan.start),
        ("Finish", plan.finish),
        *([("Lags count in", say(lag_time))] if (lag_time := plan.project.lag_time) else []),
        *([("Columns", choice.text)] if (choice := plan.project.choice).text else []),
        ("Goals asked for", ", ".join(run.goals) or say("default")),
        ("Time limit (seconds)", run.time_limit if run.time_limit is not None else say("none")),
        (
            "Deterministic limit",
            run.deterministic_limit if run.deterministic_limit is not None else say("none"),
        ),
        ("Seed", run.seed),
        ("Workers", run.workers),
        ("Version", run.version),
        ("Solver", run.solver),
    ]


def _write_command(sheet: ResultSheet, plan: Plan, at: int) -> int:
    """Write what makes the plan again, and how sure that is; the row of the latter."""
    book, say, run = sheet.book, sheet.book.say, plan.run
    sure = run.deterministic_limit is not None
    limit = f"--workers {run.workers} --time-limit {run.time_limit or 60:g}"
    if sure:
        limit = f"--workers {run.workers} --deterministic-limit {run.deterministic_limit:g}"
    goals = f" --goals {','.join(run.goals)}" if run.goals else ""
    read = plan.project.choice.options
    command = f"planner solve IN.xlsx{goals}{' ' + read if read else ''} --seed {run.seed} {limit}"
    note = say(
        "Equal input then gives an equal plan on any machine."
        if sure
        else "What a time limit leaves of a search depends on the machine; "
        "with --deterministic-limit equal input gives an equal plan on any machine."
    )
    sheet.put(at, 0, say("To make it again"), book.format(style.ROW, bold=True))
    sheet.merge(at, 1, len(_WIDTHS) - 1, command, book.format(style.ROW, style.WRAP))
    sheet.height(at, 28)
    sheet.height(at + 1, 28)
    sheet.merge(at + 1, 1, len(_WIDTHS) - 1, note, book.format(style.SUBTITLE, style.WRAP))
    return at + 1


def _write_goal(sheet: ResultSheet, at: int, goal: GoalValue, unit: str) -> None:
    book = sheet.book
    number = book.format(style.ROW, style.CENTER, num_format="#,##0.##")
    name = book.say(goal.name)
    if len(name) > _WIDTHS[0]:
        sheet.height(at, 28)
    sheet.put(at, 0, name, book.format(style.ROW, style.WRAP, bold=True))
    sheet.put(at, 1, unit, book.format(style.ROW))
    sheet.put(at, 2, goal.value, number)
    sheet.put(at, 3, goal.bound, number)
    proved = style.LEVELS["good"] if goal.gap == 0 else style.LEVELS["watch"]
    sheet.put(at, 4, goal.gap, book.format(style.ROW, style.CENTER, proved, num_format="0.0%"))
