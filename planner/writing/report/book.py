"""The result workbook while it is built: cached formats, and cells that are safe to write.

Everything that comes from the user goes through `Sheet.put` or `Sheet.link` and becomes a text, a
number or a date, never a formula. Refusals of XlsxWriter are errors here, not warnings.
"""

import io
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from planner.errors import OutputError
from planner.language.text import fit
from planner.language.words import Words
from planner.ooxml.package import Package
from planner.phrase import phrase
from planner.writing.report import style

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SheetValue = str | int | float | Decimal | date | None

MOST_CHARACTERS = 32_000
_MOST_LINKS = 65_000
_LONGEST_HEAD = 100
"""Characters of a table's header; Excel allows 255, on one line."""
_FIRST_DATE = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was
_FIRST_DATE_1904 = date(1904, 1, 2)
_MOST_OUTLINE = 7
_ANCHOR = re.compile(rb"<xdr:twoCellAnchor\b.*</xdr:twoCellAnchor>", re.DOTALL)


def clean(text: str) -> str:
    """Text that a cell can hold: no control characters or half characters, at most 32,000."""
    text = fit(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 <= MOST_CHARACTERS:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return text
    return units[: 2 * MOST_CHARACTERS].decode("utf-16-le", "ignore") + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The workbook around the result: names, words and dates that it has to fit.

    Args:
        names: Name of each result sheet by its key; a sheet without a name is not made.
        tables: Name of the table on a sheet by the sheet's key.
        inputs: Sheets of the user's that links may lead to.
        date_1904: Whether days are counted from 1904.
        words: The language written.
        made: Creation date put into the file.
    """

    names: Mapping[str, str]
    tables: Mapping[str, str] = field(default_factory=dict)
    inputs: frozenset[str] = frozenset()
    date_1904: bool = False
    words: Words
    made: datetime


class ReportBook:
    """A workbook in memory; `sheet` adds a sheet, `package` closes it and gives its parts."""

    def __init__(self, frame: Frame) -> None:
        from xlsxwriter import Workbook

        self.frame = frame
        self.say = frame.words
        self._file = io.BytesIO()
        self._workbook = Workbook(
            self._file,
            {"in_memory": True, "date_1904": frame.date_1904, "nan_inf_to_errors": False},
        )
        self._workbook.set_properties({"created": frame.made})
        self._formats: dict[frozenset[tuple[str, object]], Format] = {}
        self._drawn: dict[str, bytes] = {}

    def format(self, *looks: style.Style, **more: object) -> "Format":
        """The format of these looks laid over the base look, later ones over earlier ones."""
        look = {**style.BASE}
        for layer in (*looks, more):
            look |= layer
        key = frozenset(look.items())
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(look)
        return self._formats[key]

    @contextmanager
    def saying(self, words: Words) -> Iterator[None]:
        """Other words for a while, such as those with spelled dates."""
        before, self.say = self.say, words
        try:
            yield
        finally:
            self.say = before

    def sheet(self, key: str, *, tab: str) -> "ResultSheet":
        """A new empty sheet with our defaults."""
        return ResultSheet(self, key, self._workbook.add_worksheet(self.frame.names[key]), tab)

    def chart(self, options: Mapping[str, object]) -> "Chart":
        """A chart to be put on a sheet."""
        return self._workbook.add_chart(dict(options))

    @property
    def date_format(self) -> str:
        """The format of a day."""
        return self.say.date_format

    def package(self) -> Package:
        """Close the book; its parts."""
        self._workbook.close()
        package = Package.read(self._file.getvalue())
        _draw(package, self._drawn)
        return package

    def drawn(self, shapes: bytes) -> str:
        """A text that, in a text box of a sheet, stands for these shapes until they are there."""
        token = f"planner-shapes-{len(self._drawn)}"
        self._drawn[token] = shapes
        return token


def _draw(package: Package, drawn: Mapping[str, bytes]) -> None:
    """Put shapes in place of the text boxes that stand for them."""
    for name, part in package.parts.items():
        found = _ANCHOR.search(part) if name.startswith("xl/drawings/drawing") else None
        for token, shapes in drawn.items():
            if found and token.encode() in found[0]:
                package.parts[name] = part[: found.start()] + shapes + part[found.end() :]


class ResultSheet:
    """A sheet whose rows and columns count from 0."""

    def __init__(self, book: ReportBook, key: str, worksheet: "Worksheet", tab: str) -> None:
        self.book = book
        self.key = key
        self.name: str = worksheet.name
        self.raw = worksheet
        self._links = 0
        worksheet.hide_gridlines(2)
        worksheet.set_tab_color(tab)
        worksheet.outline_settings(visible=True, symbols_below=False, symbols_right=False)

    def put(self, row: int, column: int, value: SheetValue, form: "Format | None" = None) -> None:
        """Write a value as what it is: text, number, date, or nothing."""
        sheet = self.raw
        if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
            _check(sheet.write_blank(row, column, None, form))
        elif isinstance(value, str):
            _check(sheet.write_string(row, column, clean(value), form))
        elif isinstance(value, date):
            self._put_date(row, column, value, form)
        else:
            _check(sheet.write_number(row, column, _number(value), form))

    def _put_date(self, row: int, column: int, value: date, form: "Format | None") -> None:
        first = _FIRST_DATE_1904 if self.book.frame.date_1904 else _FIRST_DATE
        day = value.date() if isinstance(value, datetime) else value
        if day < first:
            _check(self.raw.write_string(row, column, value.isoformat(), form))
            return
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        _check(self.raw.write_datetime(row, column, moment.replace(tzinfo=None), form))

    def formula(
        self, row: int, column: int, formula: str, value: float | None, form: "Format"
    ) -> None:
        """Write a formula of references and numbers, never of texts, with its computed value."""
        result = "" if value is None else value
        _check(self.raw.write_formula(row, column, f"={formula}", form, result))

    def row(
        self, row: int, column: int, values: Iterable[SheetValue], form: "Format | None"
    ) -> None:
        """Write values side by side in one format."""
        for offset, value in enumerate(values):
            self.put(row, column + offset, value, form)

    def link(self, row: int, column: int, place: str, text: str, form: "Format") -> None:
        """Write text that leads to a place like ``'Tasks'!D7`` of this workbook."""
        text = clean(text)
        if not text or self._links >= _MOST_LINKS or len(text) > 255 or len(place) > 255:
            self.put(row, column, text, form)
            return
        self._links += 1
        _check(self.raw.write_url(row, column, f"internal:{place}", form, text))

    def input_link(
        self, row: int, column: int, sheet: str, cell: str, text: str, **look: object
    ) -> None:
        """Write text that leads to a cell of the user's own sheets, if the book has it."""
        book = self.book
        if cell and sheet in book.frame.inputs:
            form = book.format(style.ROW, look, style.LINK)
            self.link(row, column, f"{quoted(sheet)}!{cell}", text, form)
        else:
            self.put(row, column, text, book.format(style.ROW, look))

    def merge(self, row: int, first: int, last: int, value: SheetValue, form: "Format") -> None:
        """Write a value across columns ``first … last`` of a row."""
        if last > first:
            _check(self.raw.merge_range(row, first, row, last, "", form))
        self.put(row, first, value, form)

    def table(self, area: tuple[int, int, int, int], heads: Sequence[str], form: "Format") -> None:
        """Make ``first row, first column, last row, last column`` an Excel table with filters.

        The cells keep their own looks; the table has no style of its own.
        """
        texts = [" ".join(clean(head).split())[:_LONGEST_HEAD] for head in heads]
        texts = [text.replace("_x", "_ x") for text in texts]  # Excel would take _x0041_ for A
        columns = [{"header": text, "header_format": form} for text in texts]
        name = self.book.frame.tables[self.key]
        _check(self.raw.add_table(*area, {"name": name, "columns": columns, "style": None}))

    def draw(self, shapes: bytes) -> None:
        """Put shapes on the sheet, which has no other drawings."""
        if shapes:
            _check(self.raw.insert_textbox(0, 0, self.book.drawn(shapes)))

    def widths(self, widths: Sequence[float], first: int = 0) -> None:
        """Set the widths of columns from `first` on."""
        for offset, width in enumerate(widths):
            _check(self.raw.set_column(first + offset, first + offset, width))

    def pixels(self, width: int, first: int, last: int) -> None:
        """Set the width of columns ``first … last`` in pixels."""
        _check(self.raw.set_column_pixels(first, last, width))

    def height(self, row: int, height: float, level: int = 0, **options: bool) -> None:
        """Set a row's height and outline level, and whether it is hidden or collapsed."""
        _check(self.raw.set_row(row, height, None, {"level": min(level, _MOST_OUTLINE), **options}))

    def title(self, title: str, subtitle: str) -> None:
        """Write the two lines every sheet starts with."""
        self.raw.set_row(0, 26)
        self.put(0, 0, title, self.book.format(style.TITLE))
        self.put(1, 0, subtitle, self.book.format(style.SUBTITLE))

    def page(
        self, last_row: int, last_column: int, *, heads: tuple[int, int] | None = None,
        paper: int = 9, portrait: bool = False, pages: int = 0,
    ) -> None:  # fmt: skip
        """Set the page up: fit to width, footer, and `heads` as rows repeated on each page.

        `pages` is how many pages high it may be, 0 as many as it takes.
        """
        sheet = self.raw
        if portrait:
            sheet.set_portrait()
        else:
            sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, pages)
        sheet.print_area(0, 0, last_row, last_column)
        if heads is not None:
            sheet.repeat_rows(*heads)
        page = self.book.say("Page")
        sheet.set_footer(f"&L&8&F – &A&C&8{page} &P / &N")


def quoted(name: str) -> str:
    """A sheet's name as references need it."""
    return "'" + name.replace("'", "''") + "'"


def _number(value: float | Decimal) -> float:
    number = float(value)
    if math.isinf(number):
        raise OutputError(phrase("a result is infinite and cannot be written as a number"))
    return number


def _check(code: int | object) -> None:
    """Raise where XlsxWriter only returns a negative code."""
    if isinstance(code, int) and code < 0:
        raise OutputError(
            phrase(
                "the plan does not fit into an Excel sheet (1,048,576 rows, 16,384 columns); "
                "plan fewer tasks at a time or export to CSV"
            )
        )
