"""Reads the seats that a cell of skills asks for: a skill, either of two, or both in one person."""

import re
from collections.abc import Iterator, Mapping, Sequence

from planner.language.text import key
from planner.phrase import phrase
from planner.project import Need, Resource
from planner.reading.cells import Cell
from planner.reading.notation import either, items, seats
from planner.reading.tables import Row

_BOTH = (
    re.compile(r"\s*\+\s*"),
    re.compile(r"\s*&\s*|\s+(?:and|und|et|y|e|en|og|och|i|и|with|mit)\s+", re.IGNORECASE),
)
"""What stands between two skills of one person; the second may be a part of a skill's name."""


class SkillReader:
    """Reads seats by the skills of the resources."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._levels: Mapping[str, Mapping[str, float]] = {
            one.name: {key(skill): level for skill, level in one.skills.items()}
            for one in resources
            if one.kind != "material"
        }
        self._known = {skill for levels in self._levels.values() for skill in levels}

    def needs(self, cell: Cell) -> list[Need]:
        """The seats of a cell; those of either skill, or of both, name the people who qualify."""
        return [
            self._any_way(piece) or need
            for piece in items(cell.text, lambda _: False)
            for need in seats(piece)
        ]

    def _any_way(self, piece: str) -> Need | None:
        """``Welding or Crane``, ``Welding:2 + Crane``; None if it is one skill or names others."""
        if self._knows(seats(piece)):
            return None
        ways = [list(self._all_of(way)) for way in either(piece)]
        if not all(map(self._knows, ways)):
            return None
        able = [name for name in self._levels if any(self._can(name, way) for way in ways)]
        most = max(need.count for way in ways for need in way)
        return Need(names=tuple(able), count=most) if able else None

    def _all_of(self, text: str) -> Iterator[Need]:
        """The skills of a text that one person has to have."""
        whole = seats(text)
        parts = next((p for divider in _BOTH if len(p := divider.split(text)) > 1), [])
        if self._knows(whole) or not parts:
            yield from whole
            return
        for part in filter(None, parts):
            yield from self._all_of(part)

    def _knows(self, needs: Sequence[Need]) -> bool:
        return bool(needs) and all(key(need.skill) in self._known for need in needs)

    def _can(self, name: str, needs: Sequence[Need]) -> bool:
        levels = self._levels[name]
        return all(levels.get(key(need.skill), -1) >= need.level for need in needs)

    def say_several(self, row: Row, needs: Sequence[Need]) -> None:
        """Notes once in a column that two skills are two people, where somebody has both."""
        one_each = [need for need in needs if need.skill and need.count == 1]
        both = next(self._pairs(one_each), None)
        if both is None:
            return
        message = phrase("takes one person for each skill; nobody takes two seats")
        remedy = phrase("write {skills} if one person with both is meant", skills=" + ".join(both))
        got = row.text("skills")
        issue = row.source.issue(
            "person-per-skill", message, "skills", got=got, severity="info", remedy=remedy
        )
        row.log.once(issue)

    def _pairs(self, needs: Sequence[Need]) -> Iterator[tuple[str, str]]:
        """The pairs of skills that one person has."""
        for n, one in enumerate(needs):
            for two in needs[n + 1 :]:
                if any(self._can(name, (one, two)) for name in self._levels):
                    yield one.skill, two.skill
