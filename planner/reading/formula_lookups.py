"""Simplifies formulas that look cells up: OFFSET, INDEX, MATCH, VLOOKUP, XLOOKUP, ROW, LET.

The cells that they find remain. A cell with a bare number that is no date and no duration, such as
a pause or a buffer, becomes that number.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from planner.language.text import key
from planner.reading.cells import Cell, Sheet
from planner.reading.formulas import Area, Call, Cells, Node, Number, Place, Sheetwise, Text

PlaceTest = Callable[[Place], bool]
_FIRST_OF = ("IFERROR", "IFNA", "INT", "ROUNDUP", "DATEVALUE", "N")
"""Functions whose value is their first argument if nothing is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookups:
    """Simplifies the formulas of a sheet.

    Args:
        sheet: The sheet.
        constant: Whether the number in a cell is meant as it stands.
        values: Computes numbers.
        keys: Searched area → where each of its texts stands first.
    """

    sheet: Sheet
    constant: PlaceTest
    values: Sheetwise
    keys: dict[Area, Mapping[str, Place]] = field(default_factory=dict)

    def plain(self, node: Node, place: Place) -> Node:
        """The formula of a cell without lookups, as far as they find something."""
        if isinstance(node, Cells) and len(node.places) == 1 and self.constant(node.places[0]):
            cell = self._cell(node.places[0])
            if cell is not None and isinstance(cell.value, int | float):
                return Number(float(cell.value))
        if not isinstance(node, Call):
            return node
        if node.name == "LET":
            return self._let(node, place)
        if node.name in _FIRST_OF and node.arguments:
            return self.plain(node.arguments[0], place)
        found = self._found(node, place)
        if found is not None:
            return found
        return Call(node.name, tuple(self.plain(one, place) for one in node.arguments))

    def _found(self, node: Call, place: Place) -> Node | None:
        finders: Mapping[str, Callable[[Call, Place], Node | None]] = {
            "ROW": self._row,
            "OFFSET": self._offset,
            "INDEX": self._index,
            "MATCH": self._match,
            "XMATCH": self._match,
            "VLOOKUP": self._vlookup,
            "XLOOKUP": self._xlookup,
            "LOOKUP": self._xlookup,
        }
        find = finders.get(node.name)
        return find(node, place) if find else None

    def _let(self, node: Call, place: Place) -> Node:
        """The last argument, with the values of the names that come before it."""
        *pairs, body = node.arguments
        for name, value in zip(pairs[::2], pairs[1::2], strict=False):
            if isinstance(name, Text):
                body = _replaced(body, name.value, value)
        return self.plain(body, place)

    def _row(self, node: Call, place: Place) -> Node | None:
        (of,) = node.arguments or (Cells((place,)),)
        return Number(of.places[0][0]) if isinstance(of, Cells) else None

    def _offset(self, node: Call, place: Place) -> Node | None:
        start, *moves = node.arguments
        start = self.plain(start, place) if isinstance(start, Call) else start
        by = [self._number(one, place) for one in moves[:2]]
        if not isinstance(start, Cells) or len(by) < 2 or by[0] is None or by[1] is None:
            return None
        row, column = start.places[0]
        return Cells(((row + int(by[0]), column + int(by[1])),))

    def _index(self, node: Call, place: Place) -> Node | None:
        area = _area(node.arguments[0]) if node.arguments else None
        by = [self._number(one, place) for one in node.arguments[1:3]]
        if area is None or not by or by[0] is None:
            return None
        wide = area.top == area.bottom and len(by) == 1
        row = 1 if wide else int(by[0])
        column = int(by[0]) if wide else int(by[1] or 1) if len(by) > 1 else 1
        return Cells(((area.top + row - 1, area.left + column - 1),))

    def _match(self, node: Call, place: Place) -> Node | None:
        if len(node.arguments) < 2:
            return None
        area = _area(node.arguments[1])
        found = self._places(node.arguments[0], area, place) if area else None
        if area is None or found is None:
            return None
        wide = area.top == area.bottom
        return Number(found[1] - area.left + 1 if wide else found[0] - area.top + 1)

    def _vlookup(self, node: Call, place: Place) -> Node | None:
        if len(node.arguments) < 3:
            return None
        area, ahead = _area(node.arguments[1]), self._number(node.arguments[2], place)
        if area is None or ahead is None:
            return None
        keys = Area(area.top, area.left, area.bottom, area.left)
        found = self._places(node.arguments[0], keys, place)
        return Cells(((found[0], area.left + int(ahead) - 1),)) if found else None

    def _xlookup(self, node: Call, place: Place) -> Node | None:
        if len(node.arguments) < 3:
            return None
        keys, results = _area(node.arguments[1]), _area(node.arguments[2])
        found = self._places(node.arguments[0], keys, place) if keys and results else None
        if keys is None or results is None or found is None:
            return None
        return Cells(((found[0] - keys.top + results.top, results.left),))

    def _places(self, wanted: Node, area: Area | None, place: Place) -> Place | None:
        """The first cell of an area that holds the wanted value."""
        text = self._text(wanted, place)
        if area is None or not text:
            return None
        if area not in self.keys:
            self.keys[area] = self._texts(area)
        return self.keys[area].get(text)

    def _texts(self, area: Area) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for row in range(area.top, min(area.bottom, max(self.sheet.rows, default=0)) + 1):
            for column, cell in self.sheet.rows.get(row, {}).items():
                if area.left <= column <= area.right:
                    found.setdefault(key(cell.text), (row, column))
        return found

    def _text(self, node: Node, place: Place) -> str:
        if isinstance(node, Text):
            return key(node.value)
        if isinstance(node, Cells) and len(node.places) == 1:
            cell = self._cell(node.places[0])
            return key(cell.text) if cell else ""
        number = self._number(node, place)
        return "" if number is None else f"{number:g}"

    def _number(self, node: Node, place: Place) -> float | None:
        return self.values.number(self.plain(node, place))

    def _cell(self, place: Place) -> Cell | None:
        return self.sheet.rows.get(place[0], {}).get(place[1])


def _area(node: Node) -> Area | None:
    if isinstance(node, Area):
        return node
    if not isinstance(node, Cells):
        return None
    rows, columns = zip(*node.places, strict=True)
    return Area(min(rows), min(columns), max(rows), max(columns))


def _replaced(node: Node, name: str, value: Node) -> Node:
    if isinstance(node, Text) and node.name and node.value == name:
        return value
    if isinstance(node, Call):
        return Call(node.name, tuple(_replaced(one, name, value) for one in node.arguments))
    return node


def calls(node: Node, name: str) -> bool:
    """Whether a formula calls a function."""
    if not isinstance(node, Call):
        return False
    return node.name == name or any(calls(one, name) for one in node.arguments)


def mentioned(node: Node | None) -> Iterator[Cells | Area | Text]:
    """Yields the cells, areas and names in a formula, in their order."""
    if isinstance(node, Cells | Area) or (isinstance(node, Text) and node.name):
        yield node
    elif isinstance(node, Call):
        for one in node.arguments:
            yield from mentioned(one)
