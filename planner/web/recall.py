"""Applies a visitor's choices for one file to the next file with the same headers.

For each job it keeps hashes of its header rows and the choices on reading. A file has the same
headers if these rows are among its first ones.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from planner.choice import Choice
from planner.language.text import fold
from planner.web.said import choice_in
from planner.web.store import Job

if TYPE_CHECKING:
    from planner.reading.cells import Cell
    from planner.reading.look import Look

_FIRST_ROWS = 60
_MOST = 20

Earlier = Mapping[str, Any]
"""A job's ID and name, the hashes of its headers, and the choices on its reading."""


def marks_of(seen: "Look") -> list[str]:
    """Hashes of the header rows of a file as it was read; only of the tasks' sheets."""
    rows = {sheet.name: sheet.rows for sheet in (seen.book.sheets if seen.book else ())}
    found = (rows.get(sheet, {}).get(row) for sheet, row in seen.headers)
    return [_mark(cells) for cells in found if cells]


def earlier_of(jobs: Sequence[Job]) -> list[Earlier]:
    """The choices for the files of jobs, the latest job first; of equal headers only the latest."""
    found: dict[tuple[str, ...], Earlier] = {}
    for job in jobs:
        marks = tuple(job.found.get("headers", ()))
        if marks and "reading" in job.options and marks not in found:
            reading = Choice().over(choice_in(job.options)).data
            said = {"job": job.id, "name": job.name, "headers": marks, "reading": reading}
            found[marks] = said
    return list(found.values())[:_MOST]


def recalled(seen: "Look", earlier: Sequence[Earlier]) -> Earlier | None:
    """The choices for an earlier file with this file's headers, if this file makes none itself.

    Sheet and row of the headers are then those of this file.
    """
    if not earlier or seen.book is None or seen.own.text:
        return None
    places = {
        _mark(cells): (sheet.name, row)
        for sheet in reversed(seen.book.sheets)
        for row, cells in reversed(list(islice(sheet.rows.items(), _FIRST_ROWS)))
    }
    for one in earlier:
        if all(mark in places for mark in one["headers"]):
            sheet, row = places[one["headers"][0]]
            said = Choice.of(one["reading"])
            said = replace(said, sheet=sheet if said.sheet else "")
            said = replace(said, header_row=row if said.header_row else 0)
            return {**one, "reading": said.data, "said": said.text} if said.text else None
    return None


def _mark(cells: Mapping[int, "Cell"]) -> str:
    texts = (f"{column}={fold(cell.text)}" for column, cell in sorted(cells.items()))
    return hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()[:16]
