"""The options of a job, from a form or from JSON."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from planner.goals import GOALS
from planner.phrase import phrase
from planner.web.config import Config
from planner.web.refusals import NotTakenError

DEFAULT_SECONDS = 60.0
TIMES = (10, 30, 60, 300, 600, 1800, 3600)
"""Search times that the page offers, in seconds."""

ORDERS = ("", "lateness,cost,finish", "cost,lateness,finish", "finish,lateness,cost", "money")
"""Orders of goals that the page offers; "" stands for the workbook's order."""

OF_FILE = ("reading", "mended")
"""Options about the file: how it is read, and which cells were corrected on the page."""

_MOST_NAME = 120
_MOST_SEED = 2**31 - 1
_KNOWN = ("time_limit", "goals", "seed", "deterministic_limit", "from_scratch", "write_back")


class BadOptionError(NotTakenError):
    """An option cannot be understood."""


def options(given: Mapping[str, Any], config: Config) -> dict[str, Any]:
    """The options of a job; a time limit above the server's is reduced to it.

    Raises:
        BadOptionError: with the name of the wrong option.
    """
    found: dict[str, Any] = {
        "time_limit": min(_positive(given, "time_limit", DEFAULT_SECONDS), config.job_time_limit),
        "goals": list(_goals(given.get("goals") or ())),
    }
    if given.get("seed") not in (None, ""):
        found["seed"] = _seed(given["seed"])
    if given.get("deterministic_limit") not in (None, ""):
        limit = _positive(given, "deterministic_limit", 1.0)
        found["deterministic_limit"] = min(limit, config.job_time_limit)
    for box in ("from_scratch", "write_back"):
        if ticked(given.get(box), box):
            found[box] = True
    return found


def ticked(value: object, box: str) -> bool:
    """Whether a box is ticked, or a switch on.

    Raises:
        BadOptionError: with its name, if it is neither on nor off.
    """
    if value in (None, "", False, "false", "no", "0"):
        return False
    if value in (True, "true", "yes", "on", "1"):
        return True
    raise BadOptionError(phrase("{option} must be true or false", option=box))


def known(given: Iterable[str], others: Iterable[str] = ()) -> None:
    """Refuses options that are neither ours nor in `others`, so that typing mistakes are found.

    Raises:
        BadOptionError: with the name of the first one.
    """
    names = (*_KNOWN, *others)
    if unknown := sorted(set(map(str, given)) - set(names)):
        raise BadOptionError(
            phrase(
                "there is no option {option}, only {options}",
                option=quoted(unknown[0]),
                options=", ".join(names),
            )
        )


def display_name(name: str) -> str:
    """An upload's name for display and for saving; it is never used as a path."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(c if c.isalnum() or c in " .()-_&+,~$" else "_" for c in base).strip(" .")
    if len(clean) > _MOST_NAME:
        stem, dot, suffix = clean.rpartition(".")
        clean = stem[: _MOST_NAME - 6] + dot + suffix[:5] if dot else clean[:_MOST_NAME]
    return clean or "workbook.xlsx"


def _positive(given: Mapping[str, Any], name: str, default: float) -> float:
    value = given.get(name)
    if value in (None, ""):
        return default
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if isinstance(value, bool) or not math.isfinite(number) or number <= 0:
        raise BadOptionError(
            phrase(
                "{option} must be a positive number, got {text}", option=name, text=quoted(value)
            )
        )
    return number


def _seed(value: object) -> int:
    try:
        seed = int(value)  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        seed = -1
    if isinstance(value, bool) or not 0 <= seed <= _MOST_SEED:
        raise BadOptionError(
            phrase("seed must be a whole number from 0 to {most}", most=_MOST_SEED)
        )
    return int(seed)


def _goals(value: object) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise BadOptionError(phrase("goals must be a list of names"))
    names = tuple(str(part).strip().lower() for part in parts if str(part).strip())
    if unknown := set(names) - set(GOALS):
        raise BadOptionError(
            phrase(
                "there is no goal {goal}, there are: {goals}",
                goal=quoted(min(unknown)),
                goals=", ".join(GOALS),
            )
        )
    if len(set(names)) < len(names):
        raise BadOptionError(phrase("a goal may stand there once only"))
    return names


def quoted(value: object) -> str:
    """A given value, as a message shows it."""
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"
