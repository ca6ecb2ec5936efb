"""Imported once by the helper process that all others are forked from, see `children`.

What is imported here stays for good, so that no garbage collection of theirs has to look at it.
"""

import gc

import models.solve
import planner.analysis.plan_of_schedule
import planner.export.ics
import planner.export.page
import planner.reading.read
import planner.web.answering
import planner.web.checking
import planner.web.view
import planner.web.worker
import planner.whatif.advise
import planner.writing.template
import planner.writing.write

gc.freeze()

__all__ = ["models", "planner"]
