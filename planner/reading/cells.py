"""The content of a file: sheets of cells, each with place, kind and value. No meaning yet."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from planner.language.text import clean
from planner.ooxml.lean import lean
from planner.ooxml.package import RESULT_PREFIX
from planner.ooxml.package_guard import refuse
from planner.phrase import phrase

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Kind = Literal["text", "number", "bool", "date", "time", "error", "uncached"]
"""``time`` is a time of day or a length of time; ``uncached`` a formula without a stored result."""

_ESCAPE = re.compile("_x000[9ADad]_")
"""How a file may write a tab or an end of line."""

Value = str | int | float | bool | datetime | timedelta

MEMORY = ("Plan", "Run", "Baselines", "Plan history", "Update")
"""Keys of the result sheets that are read again; nothing else in the workbook has their content."""


class Cell(NamedTuple):
    """A cell that holds something (a tuple, because there are many).

    `form` is its number format, `indent` its indentation; `bold` is set for texts only.
    """

    row: int
    column: int
    kind: Kind
    value: Value
    form: str = ""
    indent: int = 0
    bold: bool = False

    @property
    def ref(self) -> str:
        """Its place, such as ``E14``."""
        return f"{letters(self.column)}{self.row}"

    @property
    def percent(self) -> bool:
        """Whether the number is shown as a percentage."""
        return "%" in self.form

    @property
    def text(self) -> str:
        """The value as people read it; whole numbers have no decimals."""
        if isinstance(self.value, str):
            return clean(self.value)
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        if isinstance(self.value, datetime):
            midnight = self.value.time() == time()
            return self.value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M")
        return str(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The cells of a sheet by row and column, from 1, without blank ones.

    Args:
        hidden_rows: Hidden by hand or by a filter; they are read like all others.
        levels: Outline level of the grouped rows.
        merged: Merged ranges as (first row, first column, last row, last column).
        formulas: Row and column → formula.
        fills: Row and column → colour of a cell that is filled, but not with white.
        turned: Whether its rows are the file's columns.
        file_rows: Row → row of the file, where it stands elsewhere there.
        file_cells: Row and column → those of the file, where the column differs too.
        joined: Row → value that was put together from parts that delimiters made of it.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    levels: Mapping[int, int] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    fills: Mapping[tuple[int, int], str] = field(default_factory=dict)
    turned: bool = False
    file_rows: Mapping[int, int] = field(default_factory=dict)
    file_cells: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    joined: Mapping[int, str] = field(default_factory=dict)

    def in_file(self, row: int, column: int) -> tuple[int, int]:
        """The row and column of the file in which a cell of this sheet stands."""
        if self.turned:
            return column, row
        return self.file_cells.get((row, column), (self.file_rows.get(row, row), column))


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The user's sheets in order; sheets that an earlier plan was written to are left out.

    Of the latter, `results` holds those in `MEMORY`, by key.
    """

    sheets: tuple[Sheet, ...]
    results: Mapping[str, Sheet] = field(default_factory=dict)


def letters(column: int) -> str:
    """The letters of a column number: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def read_book(data: bytes) -> Book:
    """Reads an .xlsx or .xlsm workbook that `package_guard.check_file` has accepted.

    Raises:
        InputError: if it is damaged.
    """
    with _told_if_damaged():
        data = lean(data, MEMORY)
        book = _load(data, values=False)
        ours = _results(book)
        by_title = {title: key for key, title in ours.items()}
        worksheets = [sheet for sheet in book.worksheets if sheet.title not in by_title]
        memory = [s for s in book.worksheets if by_title.get(s.title) in MEMORY]
        cached = _cached(data) if any(map(_has_formula, [*worksheets, *memory])) else {}
        sheets = tuple(_sheet(sheet, cached.get(sheet.title, {})) for sheet in worksheets)
        results = {by_title[s.title]: _sheet(s, cached.get(s.title, {})) for s in memory}
    if not sheets:
        refuse(
            "no-sheets",
            phrase("the workbook has no readable sheets"),
            phrase('save it as "Excel Workbook (.xlsx)", not as "Strict Open XML"'),
        )
    return Book(sheets=sheets, results=results)


@contextmanager
def _told_if_damaged() -> Iterator[None]:
    import warnings

    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()):  # openpyxl sometimes prints
            warnings.simplefilter("ignore")
            yield
    except MemoryError:
        refuse(
            "too-big",
            phrase("the workbook is too big to read"),
            phrase("remove what planning does not need"),
        )
    except Exception as error:  # noqa: BLE001 - a damaged file can break openpyxl anywhere
        refuse(
            "damaged-file",
            phrase("the workbook cannot be read ({name})", name=type(error).__name__),
            phrase("open it in Excel or LibreOffice and save it anew as .xlsx"),
        )


def _load(data: bytes, *, values: bool) -> "Workbook":
    from openpyxl import load_workbook

    _may_leave_looks()
    reading = _LOOKS_LEFT.set(True)
    try:
        return load_workbook(BytesIO(data), data_only=values)
    finally:
        _LOOKS_LEFT.reset(reading)


_LOOKS_LEFT = ContextVar("looks_left", default=False)
"""Whether charts, pictures and the borders of merged cells are left: nobody looks at them here."""


@cache
def _may_leave_looks() -> None:
    """Lets openpyxl leave these, where only we read; others find it as it was.

    For 32,000 merged cells the borders took more than a minute. A chart takes longer to read than
    the sheet that it is on, and one that openpyxl cannot read is no fault of the workbook.
    """
    from openpyxl.reader import excel
    from openpyxl.worksheet.merge import MergedCellRange

    for owner, step, nothing in (
        (MergedCellRange, "_get_borders", None),
        (MergedCellRange, "format", None),
        (excel, "find_images", ((), ())),
    ):
        setattr(owner, step, _for_others(getattr(owner, step), nothing))


def _for_others(step: Callable[..., Any], nothing: object) -> Callable[..., Any]:
    """The step where others read; nothing comes of it where we do."""

    def taken(*arguments: Any) -> Any:
        return nothing if _LOOKS_LEFT.get() else step(*arguments)

    return taken


def _results(book: "Workbook") -> dict[str, str]:
    """Key → name of the sheets that an earlier plan was written to, found by their tags."""
    return {
        name.name.removeprefix(RESULT_PREFIX): name.attr_text.rpartition("!")[0]
        .strip("'")
        .replace("''", "'")
        for name in book.defined_names.values()
        if name.name.startswith(RESULT_PREFIX) and name.attr_text
    }


def _has_formula(sheet: "Worksheet") -> bool:
    return any(cell.data_type == "f" for cell in _present(sheet).values())


def _present(sheet: "Worksheet") -> dict[tuple[int, int], Any]:
    """The existing cells by place; a request for a range would create the missing ones."""
    cells: dict[tuple[int, int], Any] = sheet._cells  # noqa: SLF001
    return cells


def _cached(data: bytes) -> dict[str, dict[tuple[int, int], Any]]:
    """The stored results of all formulas: sheet name → (row, column) → cell."""
    found = {}
    for sheet in _load(data, values=True).worksheets:
        cells = _present(sheet)
        found[sheet.title] = dict(cells)
        cells.clear()  # the sheet and its workbook refer to each other, so its memory is freed late
    return found


def _sheet(sheet: "Worksheet", cached: Mapping[tuple[int, int], Any]) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    formulas: dict[tuple[int, int], str] = {}
    fills: dict[tuple[int, int], str] = {}
    colours = _Colours(sheet)
    cells = _present(sheet)
    for place in sorted(cells):
        source = cells.pop(place)  # popped: big sheets must not be held twice
        if source.data_type == "f":
            formulas[place] = str(getattr(source.value, "text", source.value))
        if source.has_style and (colour := colours.of(source)):
            fills[place] = colour
        cell = _cell(source, cached)
        if cell is not None:
            rows.setdefault(cell.row, {})[cell.column] = cell
    dimensions = sheet.row_dimensions
    return Sheet(
        name=sheet.title,
        rows=rows,
        formulas=formulas,
        fills=fills,
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(row for row in rows if row in dimensions and dimensions[row].hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
        levels={
            row: int(dimensions[row].outlineLevel or 0)
            for row in rows
            if row in dimensions and dimensions[row].outlineLevel
        },
        merged=tuple(
            (area.min_row, area.min_col, area.max_row, area.max_col)
            for area in sheet.merged_cells.ranges
        ),
    )


class _Colours:
    """The fill colours of a workbook; each is looked up once."""

    def __init__(self, sheet: "Worksheet") -> None:
        self._fills: Any = getattr(sheet.parent, "_fills", [])
        self._known: dict[int, str] = {0: "", 1: ""}

    def of(self, cell: Any) -> str:
        """The colour of a cell's fill, "" for none and for white."""
        number = cell._style.fillId  # noqa: SLF001
        if number not in self._known:
            self._known[number] = self._colour(self._fills[number])
        return self._known[number]

    def _colour(self, fill: Any) -> str:
        if not getattr(fill, "fill_type", None):
            return ""
        colour = fill.fgColor if hasattr(fill, "fgColor") else None
        if colour is None:
            return "gradient"
        value = getattr(colour, colour.type, "") if colour.type else ""
        tint = f"{colour.tint:+.2f}" if colour.tint else ""
        shown = f"{colour.type}:{value}{tint}"
        return "" if shown in _WHITE else shown


_WHITE = frozenset(["rgb:FFFFFFFF", "rgb:00FFFFFF", "theme:0", "indexed:9", "indexed:65"])


def _hidden_columns(sheet: "Worksheet") -> Iterator[int]:
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            yield from range(dimension.min, min(dimension.max or dimension.min, 16384) + 1)


def _cell(source: Any, cached: Mapping[tuple[int, int], Any]) -> Cell | None:
    row, column = source.row, source.column
    if source.data_type == "f":
        result = cached.get((row, column))
        if result is None or (result.value is None and result.data_type != "str"):
            return Cell(row, column, "uncached", str(getattr(source.value, "text", source.value)))
        source = result
    kind, value = _value(source.value, source.data_type)
    if kind is None:
        return None
    form, indent, bold = "", 0, False
    if source.has_style:
        form = source.number_format
        if kind == "text":
            indent, bold = int(source.alignment.indent or 0), bool(source.font.b)
    return Cell(row, column, kind, value, form, indent, bold)


def _value(value: object, data_type: str) -> tuple[Kind | None, Value]:
    """Kind and value in our terms; the kind of a blank cell is None."""
    if data_type == "e":
        return "error", str(value)
    if isinstance(value, str):
        text = _ESCAPE.sub("\n", value) if "_x00" in value else value
        return ("text", text) if text.strip() else (None, "")
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, int | float):
        return "number", value
    return _moment(value)


def _moment(value: object) -> tuple[Kind | None, Value]:
    if isinstance(value, datetime):
        return "date", _to_minute(value)
    if isinstance(value, date):
        return "date", datetime.combine(value, time())
    if isinstance(value, time):
        return "time", timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return ("time", value) if isinstance(value, timedelta) else (None, "")


def _to_minute(moment: datetime) -> datetime:
    """Rounds to a minute, because serial numbers carry noise below it."""
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
