"""The one table of sheets and columns a workbook may have: names, meaning, looks."""
