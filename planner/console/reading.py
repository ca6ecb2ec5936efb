"""Reads a file and says how: a small table, what would change the plan most, doubtful points."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from planner import pipeline
from planner.choice import IGNORE, Choice, next_working_day
from planner.console import files
from planner.console.speech import speak
from planner.errors import InputError, Issue
from planner.language.words import ENGLISH, Words
from planner.phrase import Phrase, phrase
from planner.project import Project, ReadColumn

_HEADS = (
    phrase("cell"),
    phrase("header"),
    phrase("read as"),
    phrase("because"),
    phrase("first cells"),
)
_WIDEST = (14, 22, 20, 34, 36)
_CHANGES = (
    (
        "missing-project-start",
        phrase("a project start: --start DATE, or Project start in Settings"),
    ),
    ("no-durations", phrase("how long the tasks take: a column Duration, or Start and Finish")),
    ("missing-duration", phrase("the durations that are missing")),
    ("points-without-factor", phrase("what a story point takes: Days per point in Settings")),
    ("periods", phrase("what the numbers count: --unit d, w or mo")),
    ("shared-estimate", phrase("whether estimates are how long tasks take: --map Duration=HEADER")),
    ("unit-assumed", phrase("what the numbers of work count, if not hours: --unit d, w or mo")),
    ("rate-unit", phrase("what the rates are per: 400/d, or Rate (day) in the header")),
    ("no-dependencies", phrase("what waits for what: a column Predecessors")),
    (
        "ignored-dates",
        phrase("what the dates mean that are not planned with: --map Deadline=HEADER"),
    ),
    (
        "start-not-held",
        phrase('whether later starts are to hold: --map "Earliest Start=HEADER"'),
    ),
    (
        "start-and-due",
        phrase('whether tasks take place on their dates: --map "Must Start On=HEADER"'),
    ),
    ("column-by-content", phrase("the columns that were guessed: --map OURS=HEADER, or --ask")),
    ("assumed-project-start", phrase("another project start: --start DATE")),
)
"""Codes of remarks, the one that weighs most in a plan first."""
_TOLD = {"unit-assumed", "no-dependencies", "ignored-dates"}
"""Those that are no warnings."""


def read(data: bytes, name: str = "", choice: Choice | None = None) -> Project:
    """The project in a file; from then on the command speaks its language.

    Raises:
        InputError: with all its faults, in its language too.
    """
    found = pipeline.look(data, name, choice or Choice())
    speak(found.language)
    if found.project is None:
        raise InputError(found.issues, found.columns)
    return found.project


def said_in(earlier: Path) -> Choice:
    """The choices of an earlier file.

    Raises:
        InputError: if it cannot be read, or says nothing of that.
    """
    return pipeline.said_in(files.read_bytes(earlier), earlier.name)


def with_today(choice: Choice) -> Choice:
    """The choice with the next working day, where a file does not say when its project starts."""
    return replace(choice, otherwise=choice.otherwise or next_working_day(datetime.now()))


def table(columns: Iterable[object], say: Words = ENGLISH) -> str:
    """The columns that are planned with, a line each; doubtful ones are marked with ?."""
    found = [column for column in columns if isinstance(column, ReadColumn)]
    if not found:
        return ""
    rows = [tuple(map(say, _HEADS)), *(_row(column, say) for column in found)]
    widths = [min(most, max(len(row[n]) for row in rows)) for n, most in enumerate(_WIDEST)]
    return "\n".join(
        "  ".join(
            _cut(text, width).ljust(width) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _row(column: ReadColumn, say: Words) -> tuple[str, ...]:
    unit = f" ({column.unit})" if column.unit else ""
    doubt = "" if column.sure else " ?"
    place = f"{_cut(column.sheet, _WIDEST[0] - len(column.cell) - 1)}!{column.cell}"
    first = " | ".join(text.replace("\n", " ") for text in column.samples)
    taken = f"{column.meaning}{unit}{doubt}"
    return place, column.header, taken, say(column.evidence), first


def _cut(text: str, width: int) -> str:
    flat = text.replace("\n", " ")
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def changes_most(issues: Sequence[Issue]) -> Phrase:
    """The information that would change the plan most, "" if nothing is assumed."""
    codes = {issue.code for issue in issues if issue.severity != "info"}
    codes |= {issue.code for issue in issues} & _TOLD
    found = next((advice for code, advice in _CHANGES if code in codes), None)
    if found is None:
        return Phrase("")
    return phrase("What would change the plan most: {advice}", advice=found)


def ask(
    columns: Iterable[object], prompt: Callable[[Phrase, str], str]
) -> tuple[tuple[str, str], ...]:
    """Asks about each doubtful column; the answers are our caption and the header.

    Args:
        columns: How the columns were read.
        prompt: Asks a question; the second argument is what Enter stands for.
    """
    wanted: list[tuple[str, str]] = []
    for column in columns:
        if not isinstance(column, ReadColumn) or column.sure:
            continue
        answer = prompt(_question(column), column.meaning).strip()
        place = f"{column.sheet}!{column.cell.rstrip('0123456789')}"
        wanted.append((answer or column.meaning, column.header or place))
    return tuple(wanted)


def _question(column: ReadColumn) -> Phrase:
    others = Phrase("")
    if column.others:
        others = phrase(", or {others}", others=", ".join(column.others))
    return phrase(
        '{place} "{header}" ({first}): {meaning}, because {evidence}{others}; another column, or '
        "{ignore}",
        place=f"{column.sheet}!{column.cell}",
        header=column.header,
        first=" | ".join(column.samples),
        meaning=column.meaning,
        evidence=column.evidence,
        others=others,
        ignore=IGNORE,
    )
