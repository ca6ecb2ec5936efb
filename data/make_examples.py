"""Makes data/examples/*.xlsx out of data/sources/*.txt: python data/make_examples.py [FOLDER].

A source is plain text: `[Sheet]` opens a sheet, its first line holds the headers, cells are
separated by `|`, and `#` lines say what the example is about. ISO dates become real dates,
numbers numbers and shares of a resource per cent; everything else stays text.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

HERE = Path(__file__).parent
INK, PALE, RULE = "#1F3A5F", "#EEF2F7", "#D5DCE6"
WIDTHS = {"Task Name": 36, "Notes": 30, "Predecessors": 16, "Resource Names": 34, "Skills": 26}
TEXT = {"ID", "WBS", "Predecessors", "Setting", "Name", "Task Name", "Skills"}
FORMATS = {
    "date": "yyyy-mm-dd",
    "date and time": "yyyy-mm-dd hh:mm",
    "money": "#,##0",
    "share": "0%",
    "number": "0",
}
MONEY = {"Fixed Cost", "Late Penalty", "Limit", "Cost/Use"}
NUMBERS = {"ID": "number", "Value": "number", "Priority": "number", "Max Units": "share"}

Rows = list[list[str]]


def parse(text: str) -> dict[str, Rows]:
    """Sheets by name, each a list of rows of cell texts, the headers first."""
    sheets: dict[str, Rows] = {}
    rows: Rows = []
    for line in text.splitlines():
        if heading := re.fullmatch(r"\[(.+)\]", line.strip()):
            rows = sheets.setdefault(heading[1], [])
        elif line.strip() and not line.startswith("#"):
            rows.append([cell.strip() for cell in line.split("|")])
    return sheets


def value(text: str, header: str) -> str | float | datetime:
    """What a cell holds: a number or a date where it reads like one, else the text."""
    if header == "Max Units" and text.endswith("%"):
        return float(text[:-1]) / 100
    for kind in () if header in TEXT else (float, datetime.fromisoformat):
        with suppress(ValueError):
            return kind(text)
    return int(text) if header == "ID" and text.isdigit() else text


def summaries(rows: Rows) -> Iterator[bool]:
    """For each row below the headers, whether the next one stands under it by its WBS."""
    if "WBS" not in rows[0]:
        yield from (False for _ in rows[1:])
        return
    column = rows[0].index("WBS")
    codes = [row[column] for row in rows[1:]]
    for code, following in zip(codes, [*codes[1:], ""], strict=True):
        yield following.startswith(f"{code}.")


def write_sheet(book: xlsxwriter.Workbook, name: str, rows: Rows) -> None:
    """One sheet with a header that stays in sight, bold summaries and indented tasks."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    headers = rows[0]
    look = _looks(book)
    for column, header in enumerate(headers):
        cells = [row[column] for row in rows if column < len(row)]
        width = min(WIDTHS.get(header, 60), 3 + max(map(len, cells)))
        sheet.set_column(column, column, width)
        shown = "money" if header in MONEY else ""
        sheet.write_string(0, column, header, look(header=True, shown=shown))
    for number, (row, bold) in enumerate(zip(rows[1:], summaries(rows), strict=True), start=1):
        for column, header in enumerate(headers):
            depth = row[headers.index("WBS")].count(".") if header == "Task Name" else 0
            content = value(row[column], header) if column < len(row) else ""
            style: dict[str, Any] = {"summary": bold, "indent": depth}
            if isinstance(content, datetime):
                shown = "date and time" if content.hour else "date"
                sheet.write_datetime(number, column, content, look(shown=shown, **style))
            elif isinstance(content, int | float):
                shown = NUMBERS.get(header, "money")
                sheet.write_number(number, column, content, look(shown=shown, **style))
            elif content:
                sheet.write_string(number, column, content, look(**style))
            else:
                sheet.write_blank(number, column, None, look(**style))
    sheet.freeze_panes(1, headers.index("Task Name") + 1 if "Task Name" in headers else 1)
    sheet.autofilter(0, 0, len(rows) - 1, len(headers) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _looks(book: xlsxwriter.Workbook) -> Callable[..., Any]:
    """Cell formats by what they are for, each made once."""
    made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(**wanted: Any) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in made:
            made[key] = book.add_format(_properties(**wanted))
        return made[key]

    return look


def _properties(
    *, header: bool = False, summary: bool = False, shown: str = "", indent: int = 0
) -> dict[str, Any]:
    properties: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
    properties |= {"bottom": 1, "bottom_color": RULE, "text_wrap": True, "indent": indent}
    properties |= {"align": "left"}
    if header:
        properties |= {"bold": True, "font_color": "white", "bg_color": INK, "valign": "vcenter"}
    if summary:
        properties |= {"bold": True, "bg_color": PALE}
    if shown:
        properties |= {
            "num_format": FORMATS[shown],
            "align": "right" if shown == "money" else "left",
        }
    return properties


def make(source: Path, folder: Path) -> Path:
    """Writes the workbook of one source into the folder."""
    target = folder / f"{source.stem}.xlsx"
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"created": datetime(2026, 11, 24), "author": "The crewplan authors"})
        sheets = parse(source.read_text(encoding="utf-8"))
        for name in sorted(sheets, key=lambda name: name != "Tasks"):
            write_sheet(book, name, sheets[name])
    return target


def main(folder: Path) -> None:
    """Makes all examples."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in sorted((HERE / "sources").glob("*.txt")):
        print(make(source, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "examples")
