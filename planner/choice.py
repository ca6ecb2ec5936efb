"""What a user says about a file beside it: columns, sheet, header row, unit, start."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

_FRIDAY = 4
UNITS = ("m", "h", "d", "w", "mo")
"""What bare numbers of durations may count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How a file is to be read, where its reader would read it otherwise or cannot know.

    Args:
        columns: Our caption → the header in the file it is read from; ``Ignore`` leaves one out.
        sheet: The sheet with the tasks, "" for the one that fits best.
        header_row: The row of its headers, 0 for the one that fits best.
        unit: What bare numbers of durations count: m, h, d, w or mo; "" for what the file says.
        start: The project's start, whatever the file says.
        status_date: Up to when progress is recorded, whatever the file says.
        forecast: Whether the finish is forecast; None is as the file says.
        otherwise: The project's start where nothing in the file says it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    header_row: int = 0
    unit: str = ""
    start: datetime | None = None
    status_date: datetime | None = None
    forecast: bool | None = None
    otherwise: datetime | None = None

    def over(self, before: "Choice") -> "Choice":
        """This one; where it says nothing of sheets, columns and units, as the choice `before`."""
        return replace(
            self,
            columns={**before.columns, **self.columns},
            sheet=self.sheet or before.sheet,
            header_row=self.header_row or (0 if self.sheet else before.header_row),
            unit=self.unit or before.unit,
        )

    @property
    def options(self) -> str:
        """What is said of sheets, columns and units, as options of the command."""
        found = [f'--map "{ours}={header}"' for ours, header in self.columns.items()]
        if self.sheet:
            found.append(f'--sheet "{self.sheet}"')
        if self.header_row:
            found.append(f"--header-row {self.header_row}")
        if self.unit:
            found.append(f"--unit {self.unit}")
        return " ".join(found)


def next_working_day(today: datetime) -> datetime:
    """The first day from Monday to Friday after today: when a project starts that says nothing."""
    day = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    while day.weekday() > _FRIDAY:
        day += timedelta(days=1)
    return day
