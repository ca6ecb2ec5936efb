"""Explains one task of a stored plan: why it starts then, and which questions are possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.web.outline import OutlineRow
from planner.web.selection import Data

_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyStep:
    """A step of the chain: a task, the reason of its start, and the cell with that reason."""

    of: OutlineRow
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTold:
    """A task with everything that decides its time.

    Args:
        chain: The reasons for its start, step by step back to the plan's beginning or a cell of the
            workbook; `more` are its other reasons.
        before, after: Its predecessors, and its successors.
        earlier: The working day before the one it finishes on, in ISO; "" without one.
    """

    of: OutlineRow
    chain: tuple[WhyStep, ...]
    more: tuple[str, ...]
    before: tuple[OutlineRow, ...]
    after: tuple[OutlineRow, ...]
    earlier: str = ""


def told(plan: Data, number: int) -> TaskTold | None:
    """The explanation of the task on a row, from 1; None without a task."""
    rows = plan["rows"]
    if not 0 < number <= len(rows):
        return None
    one = _row(plan, number)
    deciding = _deciding(plan, one.row)
    waiting = [
        at
        for at, row in enumerate(rows, 1)
        if number in (before for before, _ in row.get("after", ()))
    ]
    return TaskTold(
        of=one,
        chain=tuple(_chain(plan, number)),
        more=tuple(c["text"] for c in one.row.get("causes", ()) if c is not deciding),
        before=tuple(_row(plan, at) for at, _ in one.row.get("after", ())),
        after=tuple(_row(plan, at) for at in waiting),
        earlier=_earlier(plan, one.row),
    )


def _row(plan: Data, number: int) -> OutlineRow:
    return OutlineRow(number=number, row=plan["rows"][number - 1])


def _chain(plan: Data, number: int) -> list[WhyStep]:
    """The steps from the task back: what decides its start, what decides over that, and so on."""
    found: list[WhyStep] = []
    seen: set[int] = set()
    while number and number not in seen and len(found) < _LONGEST:
        seen.add(number)
        one = _row(plan, number)
        cause = _deciding(plan, one.row)
        found.append(WhyStep(of=one, text=cause["text"], place=cause["place"]))
        number = _last(plan, cause["rows"])
    return found


def _deciding(plan: Data, row: Data) -> Data:
    """The cause with the least slack among several, as in `analysis.chains`."""
    causes = row.get("causes", ())
    if not causes:
        return {"text": row["reason"], "rows": [], "place": ""}
    first, *more = [cause for cause in causes if not cause.get("past")] or causes
    there = [first, *(cause for cause in more if not cause.get("away"))]
    return min(there, key=lambda cause: _slack(plan, _last(plan, cause["rows"])))


def _last(plan: Data, numbers: Sequence[int]) -> int:
    """The row of these that ends last; 0 for none."""
    return max(numbers, key=lambda at: (plan["rows"][at - 1]["finish"] or "", -at), default=0)


def _slack(plan: Data, number: int) -> float:
    """The slack of a row in days; 0 for no row."""
    return plan["rows"][number - 1].get("slack") or 0.0 if number else 0.0


def _earlier(plan: Data, row: Data) -> str:
    """The last working day of the project before the one on which a task finishes."""
    if not row["finish"] or row["kind"] == "summary" or row["done"] >= 1 or not plan["week"]:
        return ""
    finish = datetime.fromisoformat(row["finish"])
    day = finish.date() - timedelta(days=2 if finish.time() == datetime.min.time() else 1)
    first = date.fromisoformat(plan["headline"]["start"][:10])
    while day >= first and (day.weekday() not in plan["week"] or day.isoformat() in plan["off"]):
        day -= timedelta(days=1)
    return day.isoformat() if day >= first else ""
