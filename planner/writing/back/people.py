"""Writes the people who were chosen, as a column of the user's names people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.fields import seated
from planner.phrase import NO_REMEDY, Phrase, phrase
from planner.plan import PlannedTask
from planner.project import Resource
from planner.reading.notation import Names, staff
from planner.reading.rewriting import PeopleText
from planner.reading.values import BadValueError

_Refusal = tuple[str, Phrase, Phrase]
_COLUMNS: _Refusal = (
    "people-left",
    phrase("not written: the people stand in several columns"),
    phrase("write the marks by hand"),
)
_RANGE: _Refusal = (
    "people-left",
    phrase("not written: how many of those named take part is left open"),
    phrase("name those of the sheet Plan, and clear the number of people"),
)
_SLOWER: _Refusal = (
    "people-left",
    phrase(
        "not written: who was chosen takes longer than the Duration; named, they would do less work"
    ),
    phrase("name them, and make the Duration as long as the sheet Plan says"),
)
_MATERIAL: _Refusal = ("people-left", phrase("not written: the cell names material too"), NO_REMEDY)
_NAMES: _Refusal = (
    "people-left",
    phrase("not written: these names would not be read again as such"),
    NO_REMEDY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The number of columns that name people, and the text of the cell."""

    columns: int
    text: str


class PeopleColumn:
    """A column that names people."""

    def __init__(self, resources: Sequence[Resource], texts: Sequence[str]) -> None:
        self._names = Names(resource.name for resource in resources)
        self._material = {r.name for r in resources if r.kind == "material"}
        self._style = PeopleText.of(texts)

    def write(self, row: PlannedTask, cell: Spread) -> tuple[str | None, _Refusal | None]:
        """The text for a row's people, or why there is none; neither where it is there already."""
        planned = {n: units for n, units in seated(row).items() if n not in self._material}
        named = {name for need in row.task.needs for name in need.names} - self._material
        if not self.is_choice(row) and named == set(planned):
            return None, None
        if sorted(self._read(cell.text)) == sorted(planned.items()):
            return None, None
        if cell.columns > 1:
            return None, _COLUMNS
        if row.task.heads != (1, 1):
            return None, _RANGE
        if self._takes_longer(row, planned):
            return None, _SLOWER
        if any(name in self._material for need in row.task.needs for name in need.names):
            return None, _MATERIAL
        for style in (self._style, PeopleText()):
            text = style.write(list(planned.items()))
            if self._read(text) == list(planned.items()):
                return text, None
        return None, _NAMES

    def _takes_longer(self, row: PlannedTask, planned: Mapping[str, float]) -> bool:
        """Whether the Duration means other hours once they are named: a choice takes longer."""
        asked = min((need.units for need in row.task.needs), default=1.0)
        less = any(units < asked for units in planned.values())
        return row.task.duration is not None and self.is_choice(row) and less

    def is_choice(self, row: PlannedTask) -> bool:
        """Whether it was left open who does a task."""
        return any(len(n.names) != 1 or n.skill or n.count != 1 for n in row.task.needs)

    def _read(self, text: str) -> list[tuple[str, float]]:
        try:
            found = staff(text, self._names)
        except BadValueError:
            return []
        return list(_unique((" or ".join(one.names), one.units) for one in found))


def _unique(people: Iterable[tuple[str, float]]) -> Iterable[tuple[str, float]]:
    return dict(people).items()
