"""What a user says about a file beside it: columns, sheet, header row, unit, start."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

_FRIDAY = 4
IGNORE = "Ignore"
"""What a header is mapped to that is not to be read."""
UNITS = ("m", "h", "d", "w", "mo")
"""What bare numbers of durations may count."""
FORMS = (
    *("columns", "bars", "parts", "across", "calendar", "lists", "grid", "board", "blocks"),
    "together",
)
"""Where the dates of tasks may stand: in columns; as bars of a chart, each row a task or each bar
one; below each other, with the tasks side by side; in a calendar's days; in texts below each other;
in the header of a grid whose cells are texts; nowhere, on a board of tasks below states or people;
in several tables of the same form on one sheet; on all sheets with tasks, each read as it is best.
"""
ELSEWHERE = frozenset(["parts", "across", "calendar", "lists", "grid", "board", "blocks"])
"""Forms in which the tasks do not stand in rows below headers, so that nothing is written there."""
ORDERS = ("dmy", "mdy")
"""What comes first in dates that may be read both ways: the day or the month."""
_PART = re.compile(r"(?i)(header row|sheet|unit|form|dates)\s+(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How a file is to be read, where its reader would read it otherwise or cannot know.

    Args:
        columns: Pairs of our caption and the header in the file that it is read from; ``Ignore``
            leaves one out. ``Tasks!C`` is the column C of a sheet, whatever it is called.
        sheet: The sheet with the tasks, "" for the one that fits best.
        header_row: The row of its headers, 0 for the one that fits best.
        unit: What bare numbers of durations count: m, h, d, w or mo; "" for what the file says.
        form: Where the dates of the tasks stand, one of `FORMS`; "" for what fits best.
        dates: dmy or mdy, for dates that may be read both ways; "" for what the file says.
        offer: Which of the readings that are offered is taken, from 1; 0 for none.
        start: The project's start, whatever the file says.
        status_date: Up to when progress is recorded, whatever the file says.
        forecast: Whether the finish is forecast; None is as the file says.
        otherwise: The project's start where nothing in the file says it.
        proposed: Those of the columns that nobody asked for: the reader took them, since the file
            hangs together best with them.
    """

    columns: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    header_row: int = 0
    unit: str = ""
    form: str = ""
    dates: str = ""
    offer: int = 0
    start: datetime | None = None
    status_date: datetime | None = None
    forecast: bool | None = None
    otherwise: datetime | None = None
    proposed: tuple[tuple[str, str], ...] = ()

    def over(self, before: "Choice") -> "Choice":
        """This one; where it says nothing of sheets, columns and units, as the choice `before`."""
        return replace(
            self,
            columns=self.with_columns(before.columns, self.columns),
            sheet=self.sheet or before.sheet,
            header_row=self.header_row or (0 if self.sheet else before.header_row),
            unit=self.unit or before.unit,
            form=self.form or ("" if self.sheet else before.form),
            dates=self.dates or before.dates,
        )

    @property
    def data(self) -> dict[str, Any]:
        """All choices, as JSON has them."""
        return {
            "columns": [list(pair) for pair in self.columns],
            "sheet": self.sheet,
            "header_row": self.header_row,
            "unit": self.unit,
            "form": self.form,
            "dates": self.dates,
            "start": self.start.isoformat() if self.start else "",
            "status_date": self.status_date.isoformat() if self.status_date else "",
            "forecast": self.forecast,
        }

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Choice":
        """The choice in `data`.

        Raises:
            ValueError, TypeError, KeyError: if `data` is no choice.
        """
        columns = tuple((str(ours), str(header)) for ours, header in data["columns"])
        start, status_date = (str(data.get(name) or "") for name in ("start", "status_date"))
        return Choice(
            columns=columns,
            sheet=str(data["sheet"]),
            header_row=int(data["header_row"]),
            unit=one_of(UNITS, data["unit"]),
            form=one_of(FORMS, data.get("form")),
            dates=one_of(ORDERS, data.get("dates")),
            start=datetime.fromisoformat(start) if start else None,
            status_date=datetime.fromisoformat(status_date) if status_date else None,
            forecast=data.get("forecast"),
        )

    @staticmethod
    def with_columns(
        before: Iterable[tuple[str, str]], later: Iterable[tuple[str, str]]
    ) -> tuple[tuple[str, str], ...]:
        """Both; of two choices for one header, or one column of ours, the later counts."""
        said = tuple(later)
        headers = {header.casefold() for _, header in said}
        ours = {one.casefold() for one, _ in said} - {IGNORE.casefold()}
        left = [
            (one, header)
            for one, header in before
            if header.casefold() not in headers and one.casefold() not in ours
        ]
        return (*left, *said)

    @property
    def options(self) -> str:
        """The choices of sheets, columns and units, as options of the command."""
        found = [f'--map "{ours}={header}"' for ours, header in self.columns]
        if self.sheet:
            found.append(f'--sheet "{self.sheet}"')
        if self.header_row:
            found.append(f"--header-row {self.header_row}")
        if self.unit:
            found.append(f"--unit {self.unit}")
        if self.form:
            found.append(f"--form {self.form}")
        if self.dates:
            found.append(f"--dates {self.dates}")
        return " ".join(found)

    @property
    def text(self) -> str:
        """The same as a cell has it: ``Duration=Size; sheet Work; header row 3; unit w``."""
        parts = [f"{ours}={header}" for ours, header in self.columns]
        parts += [f"sheet {self.sheet}"] if self.sheet else []
        parts += [f"header row {self.header_row}"] if self.header_row else []
        parts += [f"unit {self.unit}"] if self.unit else []
        parts += [f"form {self.form}"] if self.form else []
        parts += [f"dates {self.dates}"] if self.dates else []
        return "; ".join(map(_quoted, parts))

    @staticmethod
    def said(text: str) -> "Choice":
        """The choice that a text as of `text` says.

        Raises:
            ValueError: naming the part that is not understood.
        """
        rows = csv.reader(io.StringIO(text), delimiter=";", skipinitialspace=True)
        columns, told = [], Choice()
        for part in (part.strip() for row in rows for part in row if part.strip()):
            match = _PART.fullmatch(part)
            word, value = (match[1].lower(), match[2].strip()) if match else ("", "")
            ours, equals, header = part.partition("=")
            if word == "sheet":
                told = replace(told, sheet=value)
            elif word == "header row" and value.isdecimal() and int(value):
                told = replace(told, header_row=int(value))
            elif word == "unit" and value in UNITS:
                told = replace(told, unit=value)
            elif word == "form" and value in FORMS:
                told = replace(told, form=value)
            elif word == "dates" and value in ORDERS:
                told = replace(told, dates=value)
            elif equals and ours.strip() and header.strip():
                columns.append((ours.strip(), header.strip()))
            else:
                raise ValueError(part)
        return replace(told, columns=tuple(columns))


def one_of(words: Iterable[str], given: object) -> str:
    """A word that is one of some, "" if it is none."""
    return next((word for word in words if word == given), "")


def _quoted(part: str) -> str:
    """A part of a text, in quotes where a semicolon or a quote is in it."""
    cell = io.StringIO()
    csv.writer(cell, delimiter=";", lineterminator="").writerow([" ".join(part.split())])
    return cell.getvalue()


def next_working_day(today: datetime) -> datetime:
    """The first day from Monday to Friday after today: when a project starts that says nothing."""
    day = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    while day.weekday() > _FRIDAY:
        day += timedelta(days=1)
    return day
