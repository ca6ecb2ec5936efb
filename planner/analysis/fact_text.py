"""A fact of a conflict in words, with the cell it stands in."""

from dataclasses import dataclass, field

from planner.project import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FactText:
    """A fact in words, and the cell it stands in; "" is what goes without saying.

    `task` needs the people `needs`, where that is what it says.
    """

    text: str
    source: Source = field(default_factory=Source)
    field: str = ""
    task: str = ""
    needs: str = ""

    @property
    def placed(self) -> str:
        """The text with its place."""
        cell = self.source.cell(self.field)
        return f"{self.text} ({self.source.sheet}!{cell})" if cell else self.text
