"""All columns of a table together, for what one of them says of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.language.text import key
from planner.reading.bound_names import SIZED
from planner.reading.header_names import Name
from planner.reading.link_notation import bare_reference
from planner.reading.profile import ColumnProfile, grow, pieces

_FEWEST = 2
_SPARSE, _TEXTS, _DIFFERENT = 0.4, 0.8, 0.6
_OF_TASKS = frozenset(
    ["resources", "skills", "phase", "predecessors", "wbs", "start", "priority", "status"]
)
"""Fields beside which a low and a high number are estimates, whatever their unit."""


@dataclass(frozen=True, kw_only=True)
class Columns:
    """All columns of a table, for what one says of another.

    `numbered` says that a chart of numbered periods stands beside them.
    """

    every: Sequence[ColumnProfile]
    named: Mapping[int, Sequence[Name]]
    numbered: bool = False

    def codes(self, but: int) -> set[str]:
        """The possible codes of rows: the texts of columns with hardly any repetition.

        The column `but` is left out, because it refers to the others.
        """
        found: set[str] = set()
        for one in self.every:
            if one.column != but and one.count >= _FEWEST and one.distinct > 0.9:
                found |= set(map(key, one.texts))
        rows = max((one.rows for one in self.every), default=0)
        return found | {str(number) for number in range(1, rows + 1)}

    @cached_property
    def referred(self) -> list[str]:
        """The references in the columns whose header is one of predecessors."""
        found: list[str] = []
        for one in self.every:
            names = self.named.get(one.column, ())
            if names and names[0].field == "predecessors":
                found += [key(bare_reference(p)) for text in one.texts for p in pieces(text)]
        return found

    def people(self, but: int) -> set[str]:
        """The names in the columns whose header is one of people, except one column."""
        found: set[str] = set()
        for one in self.every:
            names = self.named.get(one.column, ())
            if one.column != but and any(name.field == "resources" for name in names):
                found |= {key(piece) for text in one.texts for piece in pieces(text)}
        return found

    @property
    def have_three_points(self) -> bool:
        """Whether headers name three estimates."""
        named = {name.field for names in self.named.values() for name in names}
        return named >= {"optimistic", "likely", "pessimistic"}

    @cached_property
    def have_two_points(self) -> bool:
        """Whether headers name a low and a high estimate alone, and each row has the low one first.

        Their unit tells it, or what other columns say of tasks.
        """
        low, high = (self._named_so(field) for field in ("optimistic", "pessimistic"))
        others = {name.field for names in self.named.values() for name in names[:1]}
        if low is None or high is None or "likely" in others:
            return False
        told = [self.named[one.column][0] for one in (low, high)]
        sized = any(name.unit or name.rank == SIZED for name in told)
        return (sized or bool(others & _OF_TASKS)) and grow([low, high])

    def _named_so(self, field: str) -> ColumnProfile | None:
        """The only column whose header first of all means a field."""
        found = [
            one
            for one in self.every
            if one.count and (names := self.named.get(one.column, ())) and names[0].field == field
        ]
        return found[0] if len(found) == 1 else None

    def is_behind(self, profile: ColumnProfile) -> bool:
        """Whether a sparse column stands right of one of texts without a name in far more rows."""
        return profile.filled < _SPARSE and any(
            one.column < profile.column
            and not self.named.get(one.column)
            and one.kinds["text"] > _TEXTS
            and one.distinct > _DIFFERENT
            and one.filled >= 2 * profile.filled
            for one in self.every
            if one.count
        )
