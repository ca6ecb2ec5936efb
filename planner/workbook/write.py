"""Writes a plan: into a copy of the user's workbook, or, where that is impossible, a new one."""

from dataclasses import dataclass
from datetime import datetime

from planner.plan import Plan
from planner.workbook.graft import Host, graft, inspect, tagged
from planner.workbook.keep import keep
from planner.workbook.language import language_of
from planner.workbook.mark import Mark
from planner.workbook.package import GraftRefusedError
from planner.workbook.report import SheetKind, build, wanted
from planner.workbook.report.book import Frame, clean
from planner.workbook.report.issues import all_issues
from planner.workbook.report.words import ENGLISH, Words

_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A result workbook.

    Args:
        data: The file.
        suffix: What its name has to end with: ``.xlsx``, or ``.xlsm`` where it has macros.
        remark: Why it is not a copy of the input; "" where it is, or where that was asked for.
    """

    data: bytes
    suffix: str = ".xlsx"
    remark: str = ""


def write_plan(
    source: bytes | None,
    plan: Plan,
    *,
    words: Words | None = None,
    made: datetime | None = None,
) -> Written:
    """The plan as a workbook: a copy of `source` with result sheets added or replaced.

    None, or a workbook that cannot take sheets, gives a new workbook. `words` is the language
    of sheets and columns, the input's if not given. `made` is the creation date put into a new
    file, the plan's start if not given, so that the same plan gives the same bytes.
    """
    made = made or plan.start
    if source is None:
        return Written(data=_fresh(plan, words or ENGLISH, made))
    try:
        host = inspect(source)
        frame = _frame(plan, host, words or language_of(host.package), made)
        package = graft(host, build(plan, frame), frame.names, _marks(plan))
        keep(package, host.workbook, plan)
    except GraftRefusedError as refusal:
        remark = f"The result is a new workbook, not a copy of the input, because {refusal}."
        return Written(data=_fresh(plan, words or ENGLISH, made), remark=remark)
    return Written(data=package.data(), suffix=host.suffix)


def _fresh(plan: Plan, words: Words, made: datetime) -> bytes:
    frame = _frame(plan, None, words, made)
    package = tagged(build(plan, frame), frame.names)
    keep(package, package.workbook_part(), plan)
    return package.data()


def _frame(plan: Plan, host: Host | None, words: Words, made: datetime) -> Frame:
    """Names that fit: a result keeps the name its sheet has in the host, others are free ones."""
    taken = {name.casefold() for name in host.sheets} if host else set()
    results = host.results if host else {}
    names: dict[str, str] = {}
    for kind in wanted(plan):
        names[kind.key] = results.get(kind.key) or _name(kind, words, taken)
        taken.add(names[kind.key].casefold())
    used = set(host.tables) if host else set()
    tables = {kind.key: _free_table(kind.table, used) for kind in wanted(plan) if kind.table}
    return Frame(
        names=names,
        tables=tables,
        inputs=host.own_sheets if host else frozenset(),
        date_1904=host.date_1904 if host else False,
        words=words,
        made=made,
    )


def _name(kind: SheetKind, words: Words, taken: set[str]) -> str:
    name = words(kind.key)
    clash = name.casefold() in taken and kind.other
    return free_name(words(kind.other) if clash else name, taken)


def free_name(name: str, taken: set[str]) -> str:
    """A sheet name that is not among the (folded) taken ones: ``Plan``, ``Plan (2)``, ….

    Excel reserves the name History.
    """
    number, free = 1, name
    while free.casefold() in taken or free.casefold() == "history":
        number += 1
        suffix = f" ({number})"
        free = name[: _LONGEST_NAME - len(suffix)] + suffix
    return free


def _free_table(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _marks(plan: Plan) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            sheet=issue.sheet,
            cell=issue.cell,
            severity=issue.severity,
            text=clean(". ".join(filter(None, (issue.message, issue.remedy)))),
        )
        for issue in all_issues(plan)
        if issue.severity != "info" and issue.cell
    )
