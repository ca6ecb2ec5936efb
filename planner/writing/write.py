"""Writes a plan: into a copy of the user's workbook, or, where that is impossible, a new one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.uncollected import uncollected
from planner.audit import Audit
from planner.errors import InputError, Issue
from planner.language.issues import all_said
from planner.language.words import ENGLISH, LANGUAGES, Words
from planner.ooxml.backlink import link_back
from planner.ooxml.fill import Entry, calculate_anew, fill_cells
from planner.ooxml.graft import Host, forget_chain, graft, inspect, styles_part, tagged
from planner.ooxml.grow import add_sheet, grow_tables
from planner.ooxml.mark import Mark
from planner.ooxml.package import GraftRefusedError, Package, parse, serialise
from planner.ooxml.package_guard import check_file
from planner.phrase import NO_REMEDY, Phrase, phrase
from planner.plan import Plan
from planner.reading.language import words_of
from planner.writing.back.own_columns import back
from planner.writing.back.told import Back
from planner.writing.keep import forget, keep
from planner.writing.report import SHEETS, ReportSheet, build, wanted
from planner.writing.report.audit_sheet import KEY as AUDIT
from planner.writing.report.audit_sheet import write_audit as put_audit
from planner.writing.report.book import Frame, ReportBook, clean, quoted
from planner.writing.report.issues_sheet import KEY as ISSUES
from planner.writing.report.issues_sheet import all_issues, worst_first, write_list
from planner.writing.report.plan_sheet import FIRST_ROW
from planner.writing.report.plan_sheet import KEY as PLAN

_LONGEST_NAME = 31
_MADE = datetime(2000, 1, 1)
"""Creation date where no plan gives one; the same input gives the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A result workbook.

    Args:
        data: The file.
        suffix: The ending of its name: ``.xlsx``, or ``.xlsm`` where it has macros.
        remark: Why it is not a copy of the input; "" if it is, or if that was requested.
        filled: The number of the user's own cells that were written.
        left: Remarks on cells that were written, and on those that were not.
    """

    data: bytes
    suffix: str = ".xlsx"
    remark: Phrase = NO_REMEDY
    filled: int = 0
    left: tuple[Issue, ...] = ()


@uncollected()
def write_plan(
    source: bytes | None,
    plan: Plan,
    *,
    words: Words | None = None,
    made: datetime | None = None,
    write_back: bool = False,
) -> Written:
    """The plan as a workbook: a copy of `source` with result sheets added or replaced.

    None, or a workbook that cannot take sheets, gives a new workbook. `words` is the language
    of sheets and columns, the input's if not given. `made` is the creation date put into a new
    file, the plan's start if not given, so that the same plan gives the same bytes. With
    `write_back` dates, people and shares done are also put into the user's own columns there.
    """
    made = made or plan.start
    words = words or LANGUAGES[plan.project.language]
    if source is None:
        return Written(data=_fresh(plan, words, made))
    try:
        host = inspect(source)
        told = Back()
        if write_back:
            told = back(source, plan, date_1904=host.date_1904)
            plan = replace(plan, issues=(*plan.issues, *told.issues))
        frame = _frame(wanted(plan), host, words, made)
        package = graft(host, build(plan, frame), frame.names, _marks(all_issues(plan), words))
        link_back(package, _own(host), _back(plan, frame.names[PLAN]))
        filled, spared = _fill(package, host, told)
        keep(package, host.workbook, plan)
    except GraftRefusedError as refusal:
        return Written(data=_fresh(plan, words, made), remark=_remark(refusal))
    left = (*told.issues, *spared)
    return Written(data=package.data(), suffix=host.suffix, filled=filled, left=left)


def _fill(package: Package, host: Host, told: Back) -> tuple[int, list[Issue]]:
    """Put what was decided into the user's cells; how many were written, and what was spared."""
    if not told.entries:
        return 0, []
    place = styles_part(package, host.workbook)
    styles = parse(package.parts[place])
    written, issues = 0, []
    for name, entries in told.entries.items():
        results = told.results.get(name, {})
        spared = fill_cells(package, host.sheets[name], styles, entries, results)
        kept = {cell: entry for cell, entry in entries.items() if cell not in spared}
        grow_tables(package, host.sheets[name], kept)
        written += len(entries) - len(spared)
        if spared:
            issues.append(_spared(name, len(spared)))
    package.parts[place] = serialise(styles)
    if any(one.over_formula for entries in told.entries.values() for one in entries.values()):
        forget_chain(package, host.workbook)
    if told.formulas:
        calculate_anew(package, host.workbook)
    return written, issues


def _spared(sheet: str, cells: int) -> Issue:
    return Issue(
        severity="warning",
        code="sheet-left",
        sheet=sheet,
        message=phrase(
            "{cells} cells are not written: the sheet is protected, or cannot be changed",
            cells=cells,
        ),
        remedy=phrase(
            "take the protection away, or save the workbook anew in Excel or LibreOffice"
        ),
    )


def write_cells(source: bytes, entries: Mapping[str, Mapping[str, Entry]]) -> Written:
    """The workbook with other contents in some of its cells, by sheet and cell; all else stays.

    Sheets and rows that are not there are added.

    Raises:
        GraftRefusedError: if nothing can be put into this file.
    """
    host = inspect(source)
    new = [name for name in entries if name not in host.sheets]
    added = {name: add_sheet(host.package, host.workbook, name) for name in new}
    host = replace(host, sheets={**host.sheets, **added})
    filled, spared = _fill(host.package, host, Back(entries=entries, formulas=True))
    data = host.package.data()
    return Written(data=data, suffix=host.suffix, filled=filled, left=tuple(spared))


def write_issues(
    source: bytes | None, issues: Iterable[Issue], *, words: Words | None = None
) -> Written:
    """A copy of a workbook with its issues on a sheet, and with the cells marked.

    Results of an earlier plan go: they no longer fit. None, or a workbook that cannot take
    sheets, gives a new workbook.
    """
    found = worst_first(issues)
    return _noted(source, ISSUES, lambda book: write_list(book, found), found, words)


def write_audit(source: bytes | None, found: Audit, *, words: Words | None = None) -> Written:
    """A copy of a workbook with the audit of its dates on a sheet, and with the cells marked.

    Results of an earlier plan go. None, or a workbook that cannot take sheets, gives a new one.
    """
    return _noted(source, AUDIT, lambda book: put_audit(book, found), found.issues, words)


def _noted(
    source: bytes | None,
    key: str,
    write: Callable[[ReportBook], None],
    issues: Iterable[Issue],
    words: Words | None,
) -> Written:
    """A copy of the workbook with one sheet of ours and its cells marked."""
    kinds = [kind for kind in SHEETS if kind.key == key]
    try:
        host = None if source is None else _inspect_unread(source)
        words = words or (words_of(host.package) if host else ENGLISH)
        frame = _frame(kinds, host, words, _MADE)
        book = ReportBook(frame)
        write(book)
        if host is None:
            return Written(data=tagged(book.package(), frame.names).data())
        package = graft(host, book.package(), frame.names, _marks(issues, words))
        link_back(package, _own(host), {})
        forget(package, host.workbook)
    except GraftRefusedError as refusal:
        return replace(_noted(None, key, write, issues, words), remark=_remark(refusal))
    return Written(data=package.data(), suffix=host.suffix)


def _inspect_unread(source: bytes) -> Host:
    """Look at a workbook that may be refused for reading: one made to harm is not opened."""
    try:
        check_file(source)
    except InputError as error:
        raise GraftRefusedError(error.issues[0].message) from error
    return inspect(source)


def _own(host: Host) -> dict[str, str]:
    """The part of each sheet of the user's."""
    return {name: host.sheets[name] for name in host.own_sheets}


def _back(plan: Plan, name: str) -> dict[str, dict[str, str]]:
    """By sheet and cell of a task's id the place of its row on the sheet Plan."""
    places: dict[str, dict[str, str]] = {}
    for position, row in enumerate(plan.rows):
        source = row.task.source
        if "id" in source.columns and source.row:
            place = f"{quoted(name)}!A{FIRST_ROW + 1 + position}"
            places.setdefault(source.sheet, {})[source.cell("id")] = place
    return places


def _remark(refusal: GraftRefusedError) -> Phrase:
    return phrase(
        "The result is a new workbook, not a copy of the input, because {reason}.",
        reason=refusal.reason,
    )


def _fresh(plan: Plan, words: Words, made: datetime) -> bytes:
    frame = _frame(wanted(plan), None, words, made)
    package = tagged(build(plan, frame), frame.names)
    keep(package, package.workbook_part(), plan)
    return package.data()


def _frame(kinds: Iterable[ReportSheet], host: Host | None, words: Words, made: datetime) -> Frame:
    """Names that fit: a result keeps the name its sheet has in the host, others are free ones."""
    taken = {name.casefold() for name in host.sheets} if host else set()
    results = host.results if host else {}
    names: dict[str, str] = {}
    tables: dict[str, str] = {}
    for kind in kinds:
        names[kind.key] = results.get(kind.key) or _name(kind, words, taken)
        taken.add(names[kind.key].casefold())
        if kind.table:
            tables[kind.key] = _free_table(kind.table, host.tables if host else frozenset())
    return Frame(
        names=names,
        tables=tables,
        inputs=host.own_sheets if host else frozenset(),
        date_1904=host.date_1904 if host else False,
        words=words,
        made=made,
    )


def _name(kind: ReportSheet, words: Words, taken: set[str]) -> str:
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


def _free_table(name: str, taken: frozenset[str]) -> str:
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _marks(issues: Iterable[Issue], words: Words) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            sheet=issue.sheet,
            cell=issue.cell,
            severity=issue.severity,
            text=clean(". ".join(filter(None, (issue.message, issue.remedy)))),
        )
        for issue in all_said(issues, words)
        if issue.severity != "info" and issue.cell
    )
