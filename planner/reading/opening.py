"""Chooses the reader of a file by its content, not by its name."""

from dataclasses import replace

from planner.errors import InputError
from planner.ooxml.package_guard import check_file
from planner.reading.cells import Book, Sheet, read_book
from planner.reading.delimited import looks_delimited, read_archive, read_delimited
from planner.reading.foreign import read_foreign
from planner.reading.formulas import computed


def text_tables(data: bytes) -> Book | None:
    """The sheets of a text file of values, or of an archive of such; None of any other file.

    Raises:
        InputError: if it is not safe to open, or damaged.
    """
    if looks_delimited(data):
        return read_delimited(data)
    return read_archive(data) if check_file(data) == "csv" else None


def open_book(data: bytes, name: str = "") -> Book:
    """Opens a workbook, or a text file of values, as sheets of cells.

    Raises:
        InputError: if it is neither, not safe to open, or damaged.
    """
    if looks_delimited(data):
        return read_delimited(data, name)
    found = check_file(data, name)
    if found == "csv":
        return read_archive(data)
    if found != "xlsx":
        return read_foreign(data)
    try:
        book = read_book(data)
    except InputError as damaged:
        try:
            return read_foreign(data)
        except InputError:
            raise damaged from None
    return replace(book, sheets=tuple(map(_computed, book.sheets)))


def _computed(sheet: Sheet) -> Sheet:
    """The sheet with dates computed from its formulas."""
    if not sheet.formulas:
        return sheet
    return replace(sheet, rows=computed(sheet.rows, sheet.formulas))
