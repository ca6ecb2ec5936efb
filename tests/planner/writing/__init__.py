"""Tests of the result workbook."""
