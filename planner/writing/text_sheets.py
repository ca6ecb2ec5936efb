"""Tables of text as a workbook, each cell as the text that it is."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from planner.reading.cells import Sheet
from planner.writing.template import CREATED

_LONGEST, _ROWS, _COLUMNS = 32_767, 1_048_576, 16_384
"""What a cell and a sheet can hold."""
_WIDEST = 360
_RESERVED = frozenset(("history",))
"""Names that Excel keeps for itself."""


def text_workbook(sheets: Sequence[Sheet]) -> bytes | None:
    """A workbook in which these sheets say the same; None where one does not fit into it.

    Args:
        sheets: Sheets of text cells, as they were read.
    """
    if any(sheet.name.casefold() in _RESERVED for sheet in sheets):
        return None
    cells = [cell for sheet in sheets for row in sheet.rows.values() for cell in row.values()]
    if any(
        len(cell.text) > _LONGEST or cell.row > _ROWS or cell.column > _COLUMNS for cell in cells
    ):
        return None
    buffer = BytesIO()
    try:
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            book.set_properties({"created": CREATED})
            for sheet in sheets:
                target = book.add_worksheet(sheet.name)
                for row in sheet.rows.values():
                    for cell in row.values():
                        target.write_string(cell.row - 1, cell.column - 1, str(cell.value))
                target.ignore_errors({"number_stored_as_text": f"A1:XFD{_ROWS}"})
                target.autofit(_WIDEST)
    except XlsxWriterException:  # a name that no sheet can have
        return None
    return buffer.getvalue()
