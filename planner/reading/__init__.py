"""From the bytes of a workbook to the project it describes: all that gives meaning to cells."""
