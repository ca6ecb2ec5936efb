"""How a file was read, as a small table; what would change the plan most; doubtful points."""

from collections.abc import Callable, Iterable, Sequence

from planner.choice import IGNORE
from planner.errors import Issue
from planner.project import ReadColumn

_HEADS = ("cell", "header", "read as", "because", "first cells")
_WIDEST = (14, 22, 20, 34, 36)
_CHANGES = (
    ("missing-project-start", "a project start: --start DATE, or Project start in Settings"),
    ("no-durations", "how long the tasks take: a column Duration, or Start and Finish"),
    ("missing-duration", "the durations that are missing"),
    ("periods", "what the numbers count: --unit d, w or mo"),
    ("shared-estimate", "whether estimates are how long tasks take: --map Duration=HEADER"),
    ("unit-assumed", "what the numbers of work count, if not hours: --unit d, w or mo"),
    ("rate-unit", "what the rates are per: 400/d, or Rate (day) in the header"),
    ("no-dependencies", "what waits for what: a column Predecessors"),
    ("ignored-dates", "what the dates mean that are not planned with: --map Deadline=HEADER"),
    ("column-by-content", "the columns that were guessed: --map OURS=HEADER, or --ask"),
    ("assumed-project-start", "another project start: --start DATE"),
)
"""Codes of remarks, the one that weighs most in a plan first."""
_TOLD = {"unit-assumed", "no-dependencies", "ignored-dates"}
"""Those that are no warnings."""


def table(columns: Iterable[object]) -> str:
    """The columns that are planned with, a line each; doubtful ones are marked with ?."""
    found = [column for column in columns if isinstance(column, ReadColumn)]
    if not found:
        return ""
    rows = [_HEADS, *(_row(column) for column in found)]
    widths = [min(most, max(len(row[n]) for row in rows)) for n, most in enumerate(_WIDEST)]
    return "\n".join(
        "  ".join(
            _cut(text, width).ljust(width) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _row(column: ReadColumn) -> tuple[str, ...]:
    unit = f" ({column.unit})" if column.unit else ""
    doubt = "" if column.sure else " ?"
    place = f"{column.sheet}!{column.cell}"
    first = " | ".join(text.replace("\n", " ") for text in column.samples)
    return place, column.header, f"{column.meaning}{unit}{doubt}", column.evidence, first


def _cut(text: str, width: int) -> str:
    flat = text.replace("\n", " ")
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def changes_most(issues: Sequence[Issue]) -> str:
    """What would change the plan most if it were told, "" if nothing is assumed."""
    codes = {issue.code for issue in issues if issue.severity != "info"}
    codes |= {issue.code for issue in issues} & _TOLD
    found = next((advice for code, advice in _CHANGES if code in codes), "")
    return f"What would change the plan most: {found}" if found else ""


def ask(
    columns: Iterable[object], prompt: Callable[[str, str], str]
) -> tuple[tuple[str, str], ...]:
    """What the user says to each doubtful column: our caption and the header.

    Args:
        columns: How the columns were read.
        prompt: Asks a question; the second argument is what Enter stands for.
    """
    wanted: list[tuple[str, str]] = []
    for column in columns:
        if not isinstance(column, ReadColumn) or column.sure:
            continue
        others = f", or {', '.join(column.others)}" if column.others else ""
        first = " | ".join(column.samples)
        question = (
            f'{column.sheet}!{column.cell} "{column.header}" ({first}): {column.meaning}, because '
            f"{column.evidence}{others}; another column, or {IGNORE}"
        )
        answer = prompt(question, column.meaning).strip()
        place = f"{column.sheet}!{column.cell.rstrip('0123456789')}"
        wanted.append((answer or column.meaning, column.header or place))
    return tuple(wanted)
