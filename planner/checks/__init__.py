"""Checks of a project as a whole, read from a workbook or built in Python."""
