"""A plan in other forms: calendar files, CSV tables, a Gantt picture, a page to send around.

Functions of a `Plan` that return text or files by name; nothing here writes to disk.
"""

from planner.export.drawing import gantt_svg
from planner.export.ics import ics_files
from planner.export.page import html_page
from planner.export.tables import csv_files

__all__ = ["csv_files", "gantt_svg", "html_page", "ics_files"]
