"""Parses and computes formulas of dates, and finds the cells that they refer to.

It understands what people write for dates: references, sums, WORKDAY, NETWORKDAYS, MAX, MIN, IF,
and what `formula_lookups` simplifies. openpyxl's tokenizer reads them; any other formula is None.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from planner.reading.cells import Cell

Place = tuple[int, int]
"""Row and column of a cell."""
_MOST_CELLS = 2000
_DEEPEST = 40
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")
_LAST_ROW = 1_048_576
_EPOCH = datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True, slots=True)
class Cells:
    """One cell, or a range of them."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A range too large to list, such as whole columns; the ends are included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text, or something that stands for itself: TRUE, a name, a cell of another sheet."""

    value: str
    name: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A function, or an operator by its sign, with its arguments."""

    name: str
    arguments: tuple["Node", ...]


Node = Number | Cells | Area | Text | Call


class UnknownFormulaError(ValueError):
    """A part of a formula is not understood."""


@lru_cache(maxsize=20000)
def parsed(formula: str) -> Node | None:
    """A formula as a tree, None if any part of it is not understood."""
    from openpyxl.formula import Tokenizer

    if not formula.startswith("=") or len(formula) > 500:
        return None
    try:
        tokens = [t for t in Tokenizer(formula).items if t.type != "WHITE-SPACE"]
        parser = _Parser(tokens)
        node = parser.sum()
        return node if parser.at == len(tokens) else None
    except (UnknownFormulaError, IndexError, ValueError, RecursionError):
        return None


class _Parser:
    """Parses tokens as sums of products of single operands."""

    def __init__(self, tokens: Sequence[object]) -> None:
        self._tokens = tokens
        self.at = 0

    def _next(self, *values: str, kind: str = "") -> str:
        """Takes the next token if it is one of these and returns its value; else returns ""."""
        if self.at >= len(self._tokens):
            return ""
        token = self._tokens[self.at]
        value, found = str(getattr(token, "value", "")), str(getattr(token, "type", ""))
        if (values and value in values) or (kind and found == kind):
            self.at += 1
            return value
        return ""

    def sum(self) -> Node:
        """Parses one or more terms with + and -; it reads comparisons and drops them."""
        node = self._product()
        while sign := self._next("+", "-", "=", "<", ">", "<=", ">=", "<>", "&"):
            other = self._product()
            node = Call(sign, (node, other))
        return node

    def _product(self) -> Node:
        node = self._single()
        while sign := self._next("*", "/"):
            node = Call(sign, (node, self._single()))
        return node

    def _single(self) -> Node:
        if sign := self._next(kind="OPERATOR-PREFIX"):
            inner = self._single()
            return inner if sign == "+" else Call("-", (Number(0), inner))
        token = self._tokens[self.at]
        kind, subtype = str(getattr(token, "type", "")), str(getattr(token, "subtype", ""))
        self.at += 1
        value = str(getattr(token, "value", ""))
        if kind == "OPERAND":
            return _operand(value, subtype)
        if kind == "PAREN" and subtype == "OPEN":
            node = self.sum()
            if not self._next(")"):
                raise UnknownFormulaError(value)
            return node
        if kind == "FUNC" and subtype == "OPEN":
            return Call(_function(value), tuple(self._arguments()))
        raise UnknownFormulaError(value)

    def _arguments(self) -> Iterator[Node]:
        while not self._next(")"):
            if self._next(",", ";"):
                continue
            yield self.sum()


def _function(text: str) -> str:
    return text.rstrip("(").upper().removeprefix("_XLFN.").removesuffix(".INTL")


def _operand(value: str, subtype: str) -> Node:
    if subtype == "NUMBER":
        return Number(float(value))
    if subtype in ("TEXT", "LOGICAL"):
        return Text(value.strip('"'))
    if subtype == "RANGE":
        return _range(value)
    raise UnknownFormulaError(value)


def _range(text: str) -> Node:
    """The cells of a reference to the same sheet; any other reference stays a text."""
    if found := _COLUMNS.fullmatch(text):
        return Area(1, _column(found[1]), _LAST_ROW, _column(found[2]))
    ends = [_REFERENCE.fullmatch(part) for part in text.split(":")]
    if len(ends) > 2 or not all(ends):
        return Text(text, name=True)
    corners = [(int(end[2]), _column(end[1])) for end in ends if end]
    (top, left), (bottom, right) = corners[0], corners[-1]
    if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
        return Area(top, left, bottom, right)
    columns = range(left, right + 1)
    return Cells(tuple((row, column) for row in range(top, bottom + 1) for column in columns))


def _column(text: str) -> int:
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True, slots=True)
class FormulaValue:
    """The number that a formula computes; `date` marks a day as Excel counts days."""

    number: float
    date: bool = False


class Sheetwise:
    """Computes the formulas of a sheet from its cells and from one another."""

    def __init__(
        self, rows: Mapping[int, Mapping[int, Cell]], formulas: Mapping[Place, str]
    ) -> None:
        self._rows = rows
        self._formulas = formulas
        self._found: dict[Place, FormulaValue | None] = {}

    def value(self, place: Place, depth: int = 0) -> FormulaValue | None:
        """The value of a cell, None if it is blank or not understood."""
        if place not in self._found:
            self._found[place] = None  # a circular reference has no value
            self._found[place] = self._cell(place, depth)
        return self._found[place]

    def _cell(self, place: Place, depth: int) -> FormulaValue | None:
        cell = self._rows.get(place[0], {}).get(place[1])
        if cell is not None and isinstance(cell.value, datetime):
            return FormulaValue((cell.value - _EPOCH) / timedelta(days=1), date=True)
        node = parsed(self._formulas[place]) if place in self._formulas else None
        if node is not None and depth < _DEEPEST:
            found = self._node(node, depth + 1)
            if found is not None:
                return found
        if cell is not None and cell.kind == "number" and isinstance(cell.value, int | float):
            return FormulaValue(float(cell.value))
        return None

    def number(self, node: Node) -> float | None:
        """The number that a formula, or a part of one, computes."""
        found = self._node(node, 0)
        return None if found is None else found.number

    def _node(self, node: Node, depth: int) -> FormulaValue | None:
        if isinstance(node, Number):
            return FormulaValue(node.value)
        if isinstance(node, Cells):
            return self.value(node.places[0], depth) if len(node.places) == 1 else None
        if not isinstance(node, Call):
            return None
        if node.name in ("MAX", "MIN"):
            return self._extreme(node, depth)
        if node.name in _COMPUTED:
            values = [self._node(argument, depth) for argument in node.arguments[:2]]
            if len(values) == 2 and values[0] is not None and values[1] is not None:
                return _COMPUTED[node.name](values[0], values[1])
        return None

    def _extreme(self, node: Call, depth: int) -> FormulaValue | None:
        found: list[FormulaValue] = []
        for argument in node.arguments:
            if isinstance(argument, Cells):
                values = [self.value(place, depth) for place in argument.places]
            else:
                values = [self._node(argument, depth)]
            found += [value for value in values if value is not None]
        pick = max if node.name == "MAX" else min
        return pick(found, key=lambda value: value.number) if found else None


def _plus(one: FormulaValue, two: FormulaValue) -> FormulaValue:
    return FormulaValue(one.number + two.number, one.date or two.date)


def _minus(one: FormulaValue, two: FormulaValue) -> FormulaValue:
    return FormulaValue(one.number - two.number, one.date and not two.date)


def _workday(one: FormulaValue, two: FormulaValue) -> FormulaValue:
    return FormulaValue(float(workday(int(one.number), int(two.number))), date=True)


def workday(day: int, count: int) -> int:
    """Excel's WORKDAY for Monday to Friday; days are counted as Excel counts them."""
    step = 1 if count > 0 else -1
    left = abs(count)
    weeks, left = divmod(left, 5)
    day += step * weeks * 7
    if left == 0 and weeks:  # from a weekend, it counts from the working day before
        while (day - 2) % 7 > 4:
            day -= step
        return day
    while left:
        day += step
        left -= (day - 2) % 7 < 5
    return day


def networkdays(first: int, last: int) -> int:
    """Excel's NETWORKDAYS: the days from Monday to Friday from first to last, both included."""
    return sum((day - 2) % 7 < 5 for day in range(first, last + 1)) if last - first < 20000 else 0


def _networkdays(one: FormulaValue, two: FormulaValue) -> FormulaValue:
    return FormulaValue(float(networkdays(int(one.number), int(two.number))))


_COMPUTED: Mapping[str, Callable[[FormulaValue, FormulaValue], FormulaValue | None]] = {
    "+": _plus,
    "-": _minus,
    "*": lambda one, two: FormulaValue(one.number * two.number),
    "WORKDAY": _workday,
    "NETWORKDAYS": _networkdays,
}


def computed(
    rows: Mapping[int, Mapping[int, Cell]], formulas: Mapping[Place, str]
) -> dict[int, dict[int, Cell]]:
    """Gives a date to each formula of dates whose result is missing or a plain number."""
    asked = [
        place
        for place in formulas
        if (cell := rows.get(place[0], {}).get(place[1])) is not None
        and (cell.kind == "uncached" or (cell.kind == "number" and _serial(cell.value)))
    ]
    found = {row: dict(cells) for row, cells in rows.items()}
    sheet = Sheetwise(rows, formulas)
    for row, column in asked:
        value, cell = sheet.value((row, column)), rows[row][column]
        if value is None or not (value.date or _refers(parsed(formulas[row, column]))):
            continue
        if not value.date and cell.kind == "number":
            continue
        known = cell.value if isinstance(cell.value, int | float) else value.number
        found[row][column] = _told(cell, float(known), date=value.date)
    return found


def _refers(node: Node | None) -> bool:
    """Whether a formula refers to other cells."""
    if isinstance(node, Call):
        return any(map(_refers, node.arguments))
    return isinstance(node, Cells)


def _serial(value: object) -> bool:
    return isinstance(value, int | float) and 29221 <= value < 110000


def _told(cell: Cell, number: float, *, date: bool) -> Cell:
    if not date:
        return cell._replace(kind="number", value=number)
    day = _EPOCH + timedelta(days=number)
    return cell._replace(kind="date", value=day.replace(second=0, microsecond=0))
