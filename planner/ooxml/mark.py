"""Marks cells in the user's sheets: a conditional format per sheet and severity, and notes.

Nothing of a cell itself changes, and deleting the rule removes the marks. The rule's formula
tells our marks from the user's own rules, so that a later run can replace them. The sheet is
not re-written: the rules are cut out of and put into its bytes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from xml.parsers import expat

from planner.ooxml.note import has_notes, with_notes
from planner.ooxml.package import MAIN, GraftRefusedError, Package, parse
from planner.ooxml.restyle import merge
from planner.phrase import phrase

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMULA = '"planner"="planner"'
_AFTER = frozenset(
    """
    dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks
    colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
    legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst
    """.split()  # noqa: SIM905 # reads better than a list of strings
)
"""What comes after the conditional formats in a sheet."""
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_LOOKS = {  # fill, text, line
    "error": ("FFF9D9D0", "FFA32A0B", "FFA32A0B"),
    "warning": ("FFFFF0C9", "FF7A5200", "FFB8860B"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A cell to mark, with a note that says why."""

    sheet: str
    cell: str
    severity: Literal["error", "warning"]
    text: str = ""


def mark_sheets(
    package: Package, sheets: Mapping[str, str], styles: "_Element", marks: Iterable[Mark]
) -> None:
    """Mark cells, in place of all marks of earlier runs.

    `sheets` says the part of each sheet that may be marked; the looks of the marks are added to
    `styles`, the package's style sheet.
    """
    wanted: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.sheet in sheets and _CELL.fullmatch(mark.cell):
            wanted[mark.sheet].append(mark)
    for name, part in sheets.items():
        data = package.parts.get(part, b"")
        if name in wanted or _has_marks(data):
            looks = dict(zip(_LOOKS, merge(styles, _style_sheet()).differential, strict=True))
            data = _marked(data, _cells(wanted[name]), looks)
        if name in wanted or has_notes(data):
            data = with_notes(data, _notes(wanted[name]))
        if part in package.parts:
            package.parts[part] = data


def _has_marks(data: bytes) -> bool:
    return _FORMULA.encode() in data or _FORMULA.replace('"', "&quot;").encode() in data


def _cells(marks: Iterable[Mark]) -> dict[str, list[str]]:
    """Severity → cells, each cell once."""
    cells: dict[str, list[str]] = defaultdict(list)
    for mark in dict.fromkeys((mark.severity, mark.cell) for mark in marks):
        cells[mark[0]].append(mark[1])
    return cells


def _notes(marks: Iterable[Mark]) -> dict[str, str]:
    """Cell → all that is to be said of it."""
    notes: dict[str, list[str]] = defaultdict(list)
    for mark in marks:
        if mark.text and mark.text not in notes[mark.cell]:
            notes[mark.cell].append(mark.text)
    return {cell: "\n".join(texts) for cell, texts in notes.items() if texts}


def _style_sheet() -> "_Element":
    looks = "".join(
        f'<dxf><font><color rgb="{text}"/></font><fill><patternFill patternType="solid">'
        f'<fgColor rgb="{fill}"/><bgColor rgb="{fill}"/></patternFill></fill><border>'
        + "".join(
            f'<{side} style="thin"><color rgb="{line}"/></{side}>'
            for side in ("left", "right", "top", "bottom")
        )
        + "</border></dxf>"
        for fill, text, line in _LOOKS.values()
    )
    return parse(f'<styleSheet xmlns="{MAIN}"><dxfs>{looks}</dxfs></styleSheet>'.encode())


def _marked(data: bytes, cells: Mapping[str, list[str]], looks: Mapping[str, int]) -> bytes:
    """The sheet with these marks and no others; as it was where it cannot be understood."""
    try:
        found = _Scan(data)
    except (expat.ExpatError, GraftRefusedError):
        return data
    if found.insert is None:
        return data
    rules = "".join(
        f'<conditionalFormatting xmlns="{MAIN}" sqref="{" ".join(cells[severity])}">'
        f'<cfRule type="expression" dxfId="{looks[severity]}" priority="{found.priority + rank}">'
        f"<formula>{_FORMULA}</formula></cfRule></conditionalFormatting>"
        for rank, severity in enumerate(_LOOKS, 1)
        if cells.get(severity)
    )
    data = data[: found.insert] + rules.encode() + data[found.insert :]
    for start, end in reversed(found.old):
        data = data[:start] + data[end:]
    return data


class _Scan:
    """One pass over a sheet's bytes.

    Attributes:
        insert: Where new rules go.
        priority: The last priority of the user's own rules.
        old: Spans of our rules of earlier runs.

    Raises:
        GraftRefusedError: if the sheet declares entities.
        expat.ExpatError: if it is not well-formed.
    """

    def __init__(self, data: bytes) -> None:
        self.insert: int | None = None
        self.priority = 0
        self.old: list[tuple[int, int]] = []
        self._data = data
        self._open: list[tuple[str, int]] = []
        self._formula = ""
        self._rank = 0
        self._rules: list[bool] = []
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return  # two bytes a character: our own bytes would not fit in
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        at = self._parser.CurrentByteIndex
        if len(self._open) == 1 and local in _AFTER and self.insert is None:
            self.insert = at
        if local == "conditionalFormatting":
            self._rules = []
        if local == "cfRule":
            self._formula = ""
            rank = attributes.get("priority", "")
            self._rank = int(rank) if rank.isdecimal() else 0
        self._open.append((local, at))

    def _text(self, content: str) -> None:
        if self._open[-1][0] == "formula":
            self._formula += content

    def _end(self, _name: str) -> None:
        local, begin = self._open.pop()
        if not self._open and self.insert is None:
            self.insert = self._parser.CurrentByteIndex
        if local == "cfRule":
            self._end_rule(begin)
        if local == "conditionalFormatting" and self._rules and all(self._rules):
            self.old = [span for span in self.old if span[0] < begin] + [self._span(begin)]

    def _end_rule(self, begin: int) -> None:
        ours = self._formula == _FORMULA
        self._rules.append(ours)
        if ours:
            self.old.append(self._span(begin))
        else:
            self.priority = max(self.priority, self._rank)

    def _span(self, begin: int) -> tuple[int, int]:
        return begin, self._data.index(b">", self._parser.CurrentByteIndex) + 1

    def _refuse(self, *_: object) -> None:
        raise GraftRefusedError(phrase("a sheet declares entities"))
