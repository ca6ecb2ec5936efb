"""Reads the bytes of a workbook into a `Project`; everything that gives cells a meaning is here."""
