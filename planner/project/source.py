"""Where an object of a project was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.errors import Issue, Severity
from planner.phrase import NO_REMEDY, Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an object was read: a row of a sheet, and the column letter of each of its fields."""

    sheet: str = ""
    row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)

    def cell(self, field_name: str = "") -> str:
        """The cell of a field like ``E14``; that of the row's first column where it has none."""
        column = self.columns.get(field_name) or min(
            self.columns.values(), key=lambda letters: (len(letters), letters), default="A"
        )
        return f"{column}{self.row}" if self.row else ""

    def place(self, field_name: str = "") -> tuple[str, str]:
        """The sheet and the cell that an issue about a field names."""
        return self.sheet, self.cell(field_name)

    def issue(
        self,
        code: str,
        message: Phrase,
        field_name: str = "",
        *,
        got: object = "",
        remedy: Phrase = NO_REMEDY,
        severity: Severity = "error",
    ) -> Issue:
        """An issue at this object's place for a field."""
        sheet, cell = self.place(field_name)
        return Issue(
            severity=severity,
            code=code,
            message=message,
            sheet=sheet,
            cell=cell,
            got=str(got),
            remedy=remedy,
        )


NOWHERE = Source()
"""The source of what no file says."""
