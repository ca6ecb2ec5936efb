"""The result of writing into the user's columns: written cells, kept cells, and remarks."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from planner.errors import Issue, Severity
from planner.language.text import first_few
from planner.ooxml.fill import Entry
from planner.phrase import NO_REMEDY, Phrase, phrase
from planner.reading.cells import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """The cells to write, by sheet and place, the results of dependent formulas, and remarks."""

    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    results: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    formulas: bool = False
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """Why a cell is left as it is."""

    code: str
    why: Phrase
    remedy: Phrase = NO_REMEDY
    severity: Severity = "warning"


@dataclass(slots=True)
class Untouched:
    """What comes of a sheet while it is gone through."""

    sheet: Sheet
    entries: dict[str, Entry] = field(default_factory=dict)
    results: dict[str, float] = field(default_factory=dict)
    left: dict[tuple[str, Left], list[str]] = field(default_factory=dict)

    def leave(self, column: str, row: int, why: Left) -> None:
        """Notes that a cell is kept, or another remark on it."""
        self.left.setdefault((column, why), []).append(f"{column}{row}")

    def settle(self, why: Left, cells: AbstractSet[str]) -> None:
        """Forget this of cells that say what is planned after all."""
        for key in [key for key in self.left if key[1] == why]:
            self.left[key] = [cell for cell in self.left[key] if cell not in cells]

    def issues(self) -> Iterable[Issue]:
        """One issue for each column and cause, at its first cell, with all of them named."""
        for (_, why), cells in self.left.items():
            if not cells:
                continue
            yield Issue(
                severity=why.severity,
                code=why.code,
                sheet=self.sheet.name,
                cell=cells[0],
                message=(
                    why.why
                    if len(cells) == 1
                    else phrase("{cells}: {why}", cells=_ranges(cells), why=why.why)
                ),
                remedy=why.remedy,
            )


def _ranges(cells: list[str]) -> str:
    """``E5:E9, E12`` for cells of one column."""
    column = cells[0].rstrip("0123456789")
    runs: list[list[int]] = []
    for row in sorted({int(cell[len(column) :]) for cell in cells}):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    texts = [f"{column}{a}:{column}{b}" if a < b else f"{column}{a}" for a, b in runs]
    return first_few(texts, 20)
