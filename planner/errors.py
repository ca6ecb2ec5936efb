"""The error tree, and issues: what is wrong or noteworthy in an input, where, and what to do.

A `PlannerError` is something the user can do something about; every front end catches it once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from planner.phrase import NO_REMEDY, Phrase, phrase, verbatim

Severity = Literal["error", "warning", "info"]

_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One fault or remark about the input.

    Args:
        severity: An ``error`` stops planning; a ``warning`` is a guess the user should know of;
            ``info`` is the rest.
        code: Stable, for tests and documentation, like ``bad-duration``.
        sheet: Where, like ``Tasks``; empty where it is the whole file.
        cell: Where in the sheet, like ``E14``; empty where it is the whole sheet.
        message: What is wrong.
        got: The text found there, if any.
        remedy: What to do.
    """

    severity: Severity = "error"
    code: str
    message: Phrase
    sheet: str = ""
    cell: str = ""
    got: str = ""
    remedy: Phrase = NO_REMEDY

    @property
    def place(self) -> str:
        """``Sheet!Cell``, as far as known."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    @property
    def row(self) -> str:
        """The row of its cell, like ``14``; empty where it has none."""
        return self.cell.lstrip(ascii_uppercase)

    def __str__(self) -> str:
        return self.line(str)

    def line(self, say: Callable[[str], str]) -> str:
        """Place, message, what was found, remedy and code, said in a language."""
        parts = [say(self.message)]
        if self.got:
            text = self.got if len(self.got) <= _SHOWN else self.got[: _SHOWN - 1] + "…"
            parts.append(say(phrase('got "{text}"', text=text)))
        if self.remedy:
            parts.append(say(self.remedy))
        head = f"{self.place}: " if self.place else ""
        return f"{head}{', '.join(parts)} [{self.code}]"


class PlannerError(Exception):
    """Something the user can do something about; `message` says what, in any language."""

    def __init__(self, message: Phrase) -> None:
        super().__init__(message)
        self.message = message


class InputError(PlannerError):
    """The input cannot be planned; `issues` holds every fault found, in sheet order.

    `columns` says how its columns were read, as far as it came to that.
    """

    def __init__(self, issues: Iterable[Issue], columns: Iterable[object] = ()) -> None:
        self.issues = tuple(issues)
        self.columns = tuple(columns)
        super().__init__(verbatim("\n".join(map(str, self.issues))))


def refusal(code: str, message: Phrase, remedy: Phrase = NO_REMEDY) -> InputError:
    """A fault of a whole file, to be raised."""
    return InputError([Issue(code=code, message=message, remedy=remedy)])


def too_large(data: bytes, most: int, remedy: Phrase) -> InputError:
    """The refusal of a file of more than `most` bytes, to be raised."""
    message = phrase(
        "the file has {data} MB, at most {max_bytes} MB are read",
        data=len(data) >> 20,
        max_bytes=most >> 20,
    )
    return refusal("too-big", message, remedy)


class OutputError(PlannerError):
    """The result could not be written where it was wanted."""
