"""Sheets and columns as data: names, meaning, looks. The table itself is in `columns`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from planner.language.text import fold
from planner.schema.caption_words import CAPTIONS

ColumnLook = Literal["text", "number", "percent", "date", "money", "duration"]


def listed(text: str) -> list[str]:
    """The items of a list separated by commas."""
    return [item.strip() for item in text.split(",")] if text else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column, or a setting.

    Args:
        field: Our name for it.
        caption: What the template calls it.
        meaning: One sentence for people.
        aliases: Other headers, best first, separated by commas; compared by `fold`.
        look: How the template formats it; text columns keep codes such as 1.10 intact.
        example: A value to show.
        choices: The only values offered by a drop-down.
        template: Whether the template has it; the reader understands it anyway.
        many: Whether the header may be repeated; the cells of a row then make one list.
        manual: Whether the manual lists it.
    """

    field: str
    caption: str
    meaning: str
    aliases: str = ""
    look: ColumnLook = "text"
    example: str = ""
    choices: tuple[str, ...] = ()
    template: bool = True
    many: bool = False
    manual: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """Folded caption and aliases, best first."""
        return tuple(dict.fromkeys(map(fold, (self.caption, *listed(self.aliases)))))


@dataclass(frozen=True, kw_only=True, eq=False)
class SheetKind:
    """A sheet: its names and columns.

    Args:
        needs: A header row must have a column of each of these choices.
        telling: With these besides, a header identifies the kind under any name of the sheet.
        words: Headers in other languages by field.
        foreign: Names of the sheet in other languages.
    """

    name: str
    meaning: str
    aliases: str
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]
    telling: tuple[tuple[str, ...], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    foreign: str = ""

    @cached_property
    def keys(self) -> frozenset[str]:
        """Folded names."""
        return frozenset(map(fold, (self.name, *listed(self.aliases), *listed(self.foreign))))

    @cached_property
    def by_key(self) -> dict[str, tuple[str, int]]:
        """Folded header → field, and how good a name for it that is (0 is best)."""
        table: dict[str, tuple[str, int]] = {}
        for column in self.columns:
            for rank, name in enumerate(column.keys):
                table.setdefault(name, (column.field, rank))
        said = CAPTIONS.get(self.name, {})
        for column in self.columns:
            words = self.words.get(column.field, ""), said.get(column.field, "")
            for name in (one for text in words for one in listed(text)):
                table.setdefault(fold(name), (column.field, len(column.keys)))
        return table

    def column(self, field: str) -> Column:
        """The column of a field."""
        return next(column for column in self.columns if column.field == field)
