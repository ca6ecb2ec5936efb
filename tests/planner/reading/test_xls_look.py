"""How cells of .xls workbooks look; the workbook is written here, record by record."""

from struct import pack

import pytest

from planner.reading.foreign import _look, _sheet
from planner.reading.xls_look import looks_of_xls

SECTOR, SMALL = 512, 64
FREE, LAST, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
LARGE = 4096


def record(kind: int, content: bytes) -> bytes:
    return pack("<HH", kind, len(content)) + content


def font(weight: int) -> bytes:
    return record(0x31, pack("<4H", 200, 0, 0x7FFF, weight) + bytes(8))


def style(*, font: int = 0, indent: int = 0, colour: int = 64, filled: bool = False) -> bytes:
    told = pack("<HH", font, 0) + bytes(4) + bytes([indent, 0]) + bytes(4)
    return record(0xE0, told + pack("<IH", filled << 26, colour))


def workbook(length: int) -> bytes:
    """The stream of a workbook with a sheet called Plan, with blanks up to a length."""
    begin, end = record(0x809, pack("<HH", 0x600, 5) + bytes(12)), record(0x0A, b"")
    fonts = font(400) * 4 + font(700)
    palette = record(0x92, pack("<H", 2) + bytes.fromhex("2F75B500FFFFFF00"))
    styles = style() + style(colour=8, filled=True) + style(font=5, indent=2)
    styles += style(colour=9, filled=True) + style(colour=13, filled=True) + style(colour=13)
    place = len(begin + fonts + palette + styles + end) + 4 + 12
    head = begin + fonts + palette + styles
    head += record(0x85, pack("<IBBBB", place, 0, 0, 4, 0) + b"Plan") + end
    assert len(head) == place
    cells = record(0xFD, pack("<3HI", 0, 0, 2, 0)) + record(0x203, pack("<3Hd", 0, 1, 1, 4.0))
    cells += record(0xBE, pack("<2H4HH", 1, 2, 1, 3, 4, 5, 5))
    cells += record(0xBD, pack("<2HHIHIH", 2, 0, 1, 0, 0, 0, 1))
    cells += record(0xE5, pack("<H4H", 1, 1, 2, 0, 1))
    stream = head + begin + cells + end
    return stream + bytes(max(0, length - len(stream)))


def entry(name: str, kind: int, first: int, size: int) -> bytes:
    told = name.encode("utf-16-le") + b"\0\0"
    return told.ljust(64, b"\0") + pack("<HBB", len(told), kind, 1) + pack(
        "<3I", FREE, FREE, FREE
    ) + bytes(36) + pack("<IIi", first, size, 0)  # fmt: skip


def compound(stream: bytes) -> bytes:
    """A compound file with the stream Workbook, in small sectors if it is short."""
    short = len(stream) < LARGE
    sectors = -(-len(stream) // SECTOR)
    first = 3  # behind the table, the directory and the table of small sectors
    numbers = [TABLE, LAST, LAST, *range(first + 1, first + sectors), LAST]
    small = [*range(1, sectors * SECTOR // SMALL), LAST]
    root = entry("Root Entry", 5, first if short else LAST, sectors * SECTOR if short else 0)
    book = entry("Workbook", 2, 0 if short else first, len(stream))
    directory = root + book + bytes(2 * 128)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + pack("<5H", 62, 3, 0xFFFE, 9, 6)
    header += bytes(10) + pack("<3I", 1, 1, 0) + pack("<I", LARGE)
    header += pack("<4I", 2 if short else LAST, int(short), LAST, 0) + pack("<I", 0)

    def filled(told: list[int]) -> bytes:
        return pack(f"<{len(told)}I", *told).ljust(SECTOR, b"\xff")

    body = filled(numbers) + directory + filled(small if short else [])
    return header.ljust(SECTOR, b"\xff") + body + stream.ljust(sectors * SECTOR, b"\0")


@pytest.mark.parametrize("length", [0, LARGE])
def test_colours_bold_indents_and_merged_cells_are_known(length: int) -> None:
    found = looks_of_xls(compound(workbook(length)))["Plan"]
    blue = "rgb:FF2F75B5"
    assert found.fills == {
        (1, 2): blue, (2, 3): blue, (2, 5): "indexed:13", (3, 1): blue
    }, "neither white nor a colour without a pattern"  # fmt: skip
    assert found.bold == {(1, 1)}
    assert found.indents == {(1, 1): 2}
    assert found.merged == [(2, 1, 3, 2)]


def test_they_become_those_of_a_sheet() -> None:
    told = _look(looks_of_xls(compound(workbook(0)))["Plan"])
    cells = [(1, 1, "text", "Dig"), (1, 2, "number", 4.0)]
    sheet = _sheet({"name": "Plan", "hidden": False, "cells": cells, **told})
    assert (sheet.rows[1][1].bold, sheet.rows[1][1].indent) == (True, 2)
    assert sheet.fills[1, 2] == "rgb:FF2F75B5"


def test_what_is_damaged_has_no_look_and_ends() -> None:
    whole = compound(workbook(0))
    assert looks_of_xls(b"PK\x03\x04") == looks_of_xls(whole[:600]) == {}
    for at in range(0, len(whole), 7):
        broken = whole[:at] + b"\xff\xff" + whole[at + 2 :]
        looks_of_xls(broken)
        looks_of_xls(whole[:at])
