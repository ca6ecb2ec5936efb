"""The choices on reading a file, as options of a job; they equal those of the command."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from planner.choice import FORMS, ORDERS, UNITS, Choice
from planner.phrase import phrase
from planner.web.forms import BadOptionError, quoted, ticked

_LAST_ROW = 1_048_576
_LONGEST = 300
_FIRST_YEAR, _YEAR_AFTER = 1980, 2200


def choice_in(options: Mapping[str, Any]) -> Choice:
    """The choices on reading in a job's options."""
    told = options.get("reading")
    return Choice.of(told) if told else Choice()


def reading(given: Mapping[str, Any], before: Choice) -> Choice:
    """The choices on reading: those in `before`, overwritten by what is given; "" follows the file.

    Raises:
        BadOptionError: with the name of the option.
    """
    changes = {name: read(given[name]) for name, read in _READ.items() if name in given}
    if changes.get("sheet", before.sheet) != before.sheet:
        changes = {"header_row": 0, **changes}
    found = replace(before, **changes)
    pairs = _columns(given.get("map") or ())
    return replace(found, columns=found.with_columns(found.columns, pairs))


def as_given(choice: Choice) -> dict[str, Any]:
    """The options that express a choice."""
    told = choice.data
    pairs = [f"{ours}={header}" for ours, header in told.pop("columns")]
    found = {"map": pairs, **told, "header_row": choice.header_row or None}
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def row(value: object) -> int:
    """The number of a row; 0 for no row.

    Raises:
        BadOptionError: if the value is no row.
    """
    text = "" if value is None else str(value).strip()
    if text and not (text.isdecimal() and len(text) < 8 and 0 < int(text) <= _LAST_ROW):
        raise BadOptionError(phrase("header_row must be a number from 1 to {most}", most=_LAST_ROW))
    return int(text or 0)


def day(value: object, name: str) -> datetime | None:
    """A date, with or without a time of day; None for no date.

    Raises:
        BadOptionError: if the value is no date, or one far away.
    """
    text = "" if value is None else str(value).strip()
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo or not _FIRST_YEAR <= found.year < _YEAR_AFTER:
        raise BadOptionError(
            phrase(
                "{option} must be a date such as 2027-03-01, got {text}",
                option=name,
                text=quoted(value),
            )
        )
    return found


def _sheet(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise BadOptionError(phrase("sheet must be the name of a sheet"))
    return value.strip()


def _unit(value: object) -> str:
    return _word("unit", UNITS, value)


def _word(option: str, words: Sequence[str], value: object) -> str:
    if value not in (None, "", *words):
        raise BadOptionError(
            phrase(
                "{option} must be one of {words}, got {text}",
                option=option,
                words=", ".join(words),
                text=quoted(value),
            )
        )
    return str(value or "")


def _forecast(value: object) -> bool | None:
    return None if value in (None, "") else ticked(value, "forecast")


def _columns(value: object) -> tuple[tuple[str, str], ...]:
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise BadOptionError(phrase("map must be a list of texts such as Duration=Size"))
    return tuple(map(_column, parts))


def _column(part: object) -> tuple[str, str]:
    ours, _, header = str(part).partition("=")
    if not ours.strip() or not header.strip() or len(header) > _LONGEST:
        raise BadOptionError(
            phrase("map takes texts such as Duration=Size, not {text}", text=quoted(part))
        )
    return ours.strip(), header.strip()


_READ: Mapping[str, Callable[[object], Any]] = {
    "sheet": _sheet,
    "header_row": row,
    "unit": _unit,
    "form": lambda value: _word("form", FORMS, value),
    "dates": lambda value: _word("dates", ORDERS, value),
    "start": lambda value: day(value, "start"),
    "status_date": lambda value: day(value, "status_date"),
    "forecast": _forecast,
}
NAMES = ("map", *_READ)
"""The names of all these options."""
