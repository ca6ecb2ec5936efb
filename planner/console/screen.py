"""The reading of a workbook on one screen: taken as, left aside, assumed, to be fixed.

Remarks of one kind on one column are one entry; the command line shows each with ``--all``.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from planner.errors import Issue
from planner.language.words import ENGLISH, Words

_WIDTH = 100
_GROUPS = {"error": 12, "warning": 8, "info": 6}
_WHOLE = {"error": 8, "warning": 4, "info": 1}
"""Most remarks of one kind that are shown whole, where different texts stand in their cells."""
_PLACES = 8
_OBJECT = re.compile(
    r"(?P<kind>task|activity|resource|calendar|assignment) .*?(, field (?P<field>.*))?"
)
"""A place in a file of another program: ``task 12, field Duration``."""
_FIGURES = re.compile(r"[\d.,%-]+")
_TAKEN = ("sheet-read", "rows-read", "structure")
_ASIDE = ("ignored-column", "ignored-dates", "ignored-sheet")


def screen(issues: Sequence[Issue], words: Words = ENGLISH) -> str:
    """The remarks on a workbook, the most important last, where it is seen."""
    rest = [issue for issue in issues if issue.code not in (*_TAKEN, *_ASIDE)]
    parts = (
        (words("Taken for"), _taken([i for i in issues if i.code in _TAKEN], words)),
        (words("Not planned with"), _indented(aside(issues, words))),
        (words("Noted"), list(_entries(rest, "info", words))),
        (words("Assumed, please check"), list(_entries(rest, "warning", words))),
        (words("To be fixed"), list(_entries(rest, "error", words))),
    )
    return "\n".join(line for title, lines in parts if lines for line in (title, *lines))


def _taken(issues: Iterable[Issue], words: Words) -> list[str]:
    return _indented(f"{issue.sheet}: {words(issue.message)}" for issue in issues)


def aside(issues: Iterable[Issue], words: Words) -> Iterator[str]:
    """The columns that are not planned with, sheet by sheet, then the sheets."""
    left = [issue for issue in issues if issue.code in _ASIDE]
    sheets = [issue.sheet for issue in left if issue.code == "ignored-sheet"]
    chart = words(" … (a chart)")
    for sheet in dict.fromkeys(issue.sheet for issue in left if issue.cell):
        columns = (
            f"{_column(i)} {i.got}".strip() + (chart if "chart" in i.message else "")
            for i in left
            if i.sheet == sheet and i.cell
        )
        yield f"{sheet}: {', '.join(columns)}"
    if sheets:
        yield words("whole sheets: {names}", names=", ".join(sheets))


def _indented(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in _wrapped(text, "  ")]


def _entries(issues: Iterable[Issue], severity: str, words: Words) -> Iterator[str]:
    """One entry for each kind of remark and column; those of the file first, then the most."""
    groups: dict[tuple[str, ...], list[Issue]] = {}
    for issue in issues:
        if issue.severity == severity:
            groups.setdefault(_kind(issue), []).append(issue)
    ordered = sorted(groups.values(), key=lambda group: (bool(group[0].cell), -len(group)))
    most = _GROUPS[severity]
    for group in ordered[:most]:
        shown = _different(group)[: _WHOLE[severity]]
        for issue in shown:
            yield from _wrapped(f"{words(severity):<8}{issue.line(words)}", "")
        others = _others([shown[0], *(issue for issue in group if issue not in shown)])
        if others:
            places, rest = ", ".join(others[:_PLACES]), len(others) - _PLACES
            if rest > 0:
                places = words("{tasks} and {n} more", tasks=places, n=rest)
            yield from _wrapped("        " + words("also {places}", places=places), "")
    if len(ordered) > most:
        yield "        " + words("and {n} more kinds, see --all", n=len(ordered) - most)


def _different(group: Sequence[Issue]) -> list[Issue]:
    """The first remark of a kind, and those on cells in which something else stands."""
    found: dict[tuple[str, str], Issue] = {}
    for issue in group:
        found.setdefault((issue.got, issue.remedy) if issue.cell else ("", ""), issue)
    return list(found.values())


def _kind(issue: Issue) -> tuple[str, ...]:
    """The common subject of remarks of one kind: their column, or the field of an object."""
    if issue.cell or not (name := _OBJECT.fullmatch(issue.sheet)):
        return issue.code, issue.sheet, _column(issue)
    return issue.code, name["kind"], name["field"] or "", _FIGURES.sub("", issue.message)


def _others(group: Sequence[Issue]) -> list[str]:
    """Where else a remark holds; of objects once each, without the field, which is the same."""
    if not _OBJECT.fullmatch(group[0].sheet) or group[0].cell:
        return [issue.place for issue in group[1:]]
    return list(dict.fromkeys(issue.sheet.partition(", field ")[0] for issue in group))[1:]


def _column(issue: Issue) -> str:
    return re.sub(r"\d", "", issue.cell)


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * (8 if not indent else 4),
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
