"""Primavera's exchange files (.xer): tables of a database as tab-separated text."""

from collections.abc import Mapping

from planner.errors import refusal, too_large
from planner.phrase import phrase

MAX_BYTES = 200 << 20
MAX_ROWS = 3_000_000
XerTables = Mapping[str, list[dict[str, str]]]
"""Name of a table → its rows, as texts by the name of their field; empty ones are left out."""

_LINE_BREAK = "\x7f\x7f"
"""Stands for a line break within a text."""
_QUOTES = '""'
"""Stands for a quotation mark."""


def tables_of(data: bytes) -> XerTables:
    """The tables of a file.

    Raises:
        InputError: if it is too big, or none of its lines is a table.
    """
    if len(data) > MAX_BYTES:
        raise too_large(data, MAX_BYTES, phrase("export fewer projects"))
    if data.count(b"\n%R") > MAX_ROWS:
        raise refusal(
            "too-big",
            phrase("the file has more than {max_rows:,} rows", max_rows=MAX_ROWS),
            phrase("export fewer projects"),
        )
    tables: dict[str, list[dict[str, str]]] = {}
    rows: list[dict[str, str]] = []
    fields: list[str] = []
    for line in _decoded(data).split("\n"):
        mark, _, rest = line.rstrip("\r").partition("\t")
        if mark == "%T":
            rows = tables.setdefault(rest.strip(), [])
            fields = []
        elif mark == "%F":
            fields = [name.strip() for name in rest.split("\t")]
        elif mark == "%R":
            values = rest.replace(_LINE_BREAK, "\n").replace(_QUOTES, '"').split("\t")
            pairs = zip(fields, values, strict=False)
            rows.append({name: text for name, value in pairs if (text := value.strip())})
    if "TASK" not in tables and "PROJECT" not in tables:
        raise refusal(
            "damaged-file",
            phrase("the XER file holds no project"),
            phrase("export it anew from Primavera, with at least one project"),
        )
    return tables


def _decoded(data: bytes) -> str:
    """UTF-8 where it is, else the encoding of western Windows."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
