"""Selects the rows of a plan: searched, sorted, and without the content of closed phases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from planner.web.selection import Data, Selection
from planner.web.words import natural


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineRow:
    """A row of the plan with its number, from 1; `opened` says whether a phase is open."""

    number: int
    row: Data
    opened: bool | None = None


def chosen(plan: Data, selection: Selection) -> list[OutlineRow]:
    """The rows that match, in the wanted order, as if all phases were open."""
    rows: Sequence[Data] = plan["rows"]
    first, last = _within(rows, selection.phase)
    found = [
        OutlineRow(number=at + 1, row=rows[at])
        for at in range(first, last)
        if _matches(rows[at], selection)
    ]
    return _sorted(found, selection.sort) if selection.sort else found


def outline(plan: Data, selection: Selection) -> list[OutlineRow]:
    """The rows of the chart: those that match, or all that are in no closed phase."""
    if not selection.whole:
        return chosen(plan, selection)
    return list(_opened(plan["rows"], selection))


def phases(plan: Data) -> list[OutlineRow]:
    """All phases."""
    return [
        OutlineRow(number=at, row=row)
        for at, row in enumerate(plan["rows"], 1)
        if row["kind"] == "summary"
    ]


def people(plan: Data) -> list[str]:
    """The names of all people on tasks, sorted."""
    found = {one["name"] for row in plan["rows"] for one in row["people"]}
    return sorted(found, key=natural)


def levels(plan: Data) -> range:
    """The outline levels that have phases."""
    return range(1, max((row.row["level"] for row in phases(plan)), default=0) + 1)


def _opened(rows: Sequence[Data], selection: Selection) -> Iterator[OutlineRow]:
    flipped, closed = {*selection.flip}, 0
    for number, row in enumerate(rows, 1):
        if closed and row["level"] > closed:
            continue
        closed = 0
        if row["kind"] != "summary":
            yield OutlineRow(number=number, row=row)
            continue
        usual = not selection.level or row["level"] < selection.level
        opened = usual != (number in flipped)
        closed = 0 if opened else row["level"]
        yield OutlineRow(number=number, row=row, opened=opened)


def _within(rows: Sequence[Data], phase: int) -> tuple[int, int]:
    """The positions of a phase and its rows; of all rows without a phase."""
    if not 0 < phase <= len(rows):
        return 0, len(rows)
    last = phase
    while last < len(rows) and rows[last]["level"] > rows[phase - 1]["level"]:
        last += 1
    return phase - 1, last


def _matches(row: Data, selection: Selection) -> bool:
    if selection.only and (row["kind"] == "summary" or not _is(row, selection.only)):
        return False
    if selection.who and selection.who not in {one["name"] for one in row["people"]}:
        return False
    return not selection.q or selection.q.casefold() in _searched(row)


def _is(row: Data, only: str) -> bool:
    if only == "late":
        return bool(row["days_late"])
    return bool(row["critical"]) if only == "critical" else row["done"] < 1


def _searched(row: Data) -> str:
    return " ".join([row["name"], row["id"], *(one["name"] for one in row["people"])]).casefold()


def _sorted(found: Sequence[OutlineRow], sort: str) -> list[OutlineRow]:
    """The tasks alone, sorted; tasks without a value come last in either direction."""
    name, backwards = sort.removeprefix("-"), sort.startswith("-")
    field = {"late": "days_late"}.get(name, name)

    def value(one: OutlineRow) -> Any:
        return natural(one.row["name"]) if name == "name" else one.row[field]

    tasks = [one for one in found if one.row["kind"] != "summary"]
    told = [one for one in tasks if one.row.get(field) is not None]
    rest = [one for one in tasks if one.row.get(field) is None]
    return [*sorted(told, key=value, reverse=backwards), *rest]
