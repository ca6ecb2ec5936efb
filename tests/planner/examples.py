"""Workbooks for the tests: where the examples are, and a tiny one of three tasks."""

import io
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "data" / "examples"
CASES = ROOT.parent / "shared" / "cases"


def tiny_workbook(
    *,
    durations: tuple[str, str, str] = ("1d", "2d", "1d"),
    name: str = "Third",
    finish_no_later: str = "",
) -> bytes:
    """Three tasks one after the other for one person from Monday 2027-01-11; one ends late."""
    book = openpyxl.Workbook()
    tasks = book.active
    assert tasks is not None
    tasks.title = "Tasks"
    headers = ("ID", "Task Name", "Duration", "Predecessors", "Resource Names", "Deadline")
    tasks.append((*headers, "Finish No Later Than"))
    tasks.append((1, "First", durations[0], "", "Ann", "", ""))
    tasks.append((2, "Second", durations[1], "1", "Ann", "2027-01-12", finish_no_later))
    tasks.append((3, name, durations[2], "2", "Ann", "2027-01-20", ""))
    people = book.create_sheet("People")
    people.append(("Name", "Rate"))
    people.append(("Ann", "50/h"))
    settings = book.create_sheet("Settings")
    settings.append(("Project start", "2027-01-11"))
    settings.append(("Currency", "EUR"))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
