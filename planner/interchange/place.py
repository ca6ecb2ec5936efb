"""Places in files that have no cells, and the report of what became of what stood there."""

from dataclasses import dataclass, field

from planner.errors import InputError, Issue
from planner.language.text import key
from planner.phrase import Phrase, phrase
from planner.project import Source

KEPT, CHANGED, LOST, NAMED = "import-kept", "import-changed", "import-lost", "import-by-name"
"""Codes of the import report: kept as it is, changed in meaning, lost, kept by its name only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementPlace(Source):
    """An object of a file: ``task 12``; `columns` maps our fields to the file's names of them."""

    def cell(self, field_name: str = "") -> str:  # noqa: ARG002 - there are no cells
        """Nothing: the file has no cells."""
        return ""

    def place(self, field_name: str = "") -> tuple[str, str]:
        """The object and its field, by our name of the field or the file's."""
        label = self.columns.get(field_name, field_name)
        return ", ".join(filter(None, (self.sheet, label and f"field {label}"))), ""


@dataclass(kw_only=True)
class Report:
    """Collects, while a file is read, what became of what it says, and its faults."""

    issues: list[Issue] = field(default_factory=list)

    def changed(self, place: ElementPlace, name: str, rule: Phrase, got: object = "") -> None:
        """Reports a field that means something else here; `rule` says what."""
        self._add(place.issue(CHANGED, rule, name, got=got, severity="warning"))

    def unique(
        self, place: ElementPlace, name: str, text: str, otherwise: str, taken: set[str]
    ) -> str:
        """A name that no other object has; reports where the file has another.

        Args:
            place: The object.
            name: Our field of its name.
            text: The name in the file.
            otherwise: A name where that is blank.
            taken: Keys of the names of others; the key of the new one is added.
        """
        wanted = " ".join(text.split()) or otherwise
        found, number = wanted, 2
        while key(found) in taken:
            found, number = f"{wanted} ({number})", number + 1
        if found != text:
            self.changed(place, name, phrase("is called {name} here", name=found), text)
        taken.add(key(found))
        return found

    def lost(self, place: ElementPlace, name: str, why: Phrase, got: object = "") -> None:
        """Reports a field that is not taken over."""
        self._add(place.issue(LOST, why, name, got=got, severity="warning"))

    def typed(self, name: str, count: int) -> None:
        """So many tasks say what is to change when people are added to them or taken away."""
        if count:
            why = phrase(
                "who is assigned and how long it takes stay as they are; what would "
                "change with more people (fixed work or duration, effort-driven) is not "
                "kept"
            )
            self.lost(ElementPlace(sheet=f"{count} task{'' if count == 1 else 's'}"), name, why)

    def by_name(self, place: ElementPlace, name: str, got: object = "") -> None:
        """Reports a field without meaning here, kept as a column of its name."""
        message = phrase("is kept as a column of this name, without a meaning for the plan")
        self._add(place.issue(NAMED, message, name, got=got, severity="info"))

    def fault(
        self, place: ElementPlace, name: str, code: str, message: Phrase, got: object
    ) -> None:
        """Reports a field that cannot be understood."""
        self._add(
            place.issue(code, message, name, got=got, remedy=phrase("correct it in the file"))
        )

    def stop(self) -> None:
        """Go no further if there are faults.

        Raises:
            InputError: with all that is known by now.
        """
        if any(issue.severity == "error" for issue in self.issues):
            raise InputError(self.issues)

    def _add(self, issue: Issue) -> None:
        self.issues.append(issue)
