"""Imported once by the helper process that all others are forked from, see `children`."""

import models.solve
import planner.export
import planner.translate.plan
import planner.web.checking
import planner.web.worker
import planner.workbook.read
import planner.workbook.template
import planner.workbook.write

__all__ = ["models", "planner"]
