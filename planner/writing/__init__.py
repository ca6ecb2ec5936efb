"""Writes a plan as sheets of a workbook."""
