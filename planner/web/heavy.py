"""Modules that the helper process imports once before it forks the others, see `children`.

They stay in memory for good, so that no garbage collection in the forks scans them; so do the
results of the first use of a table or a catalogue.
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
from models.search import annealing
from planner.choice import Choice
from planner.language.words import LANGUAGES
from planner.pipeline import look, make_template

look(make_template(example=True), "", Choice())  # reads the words of headers
for _words in LANGUAGES.values():
    _words("Plan")  # reads the catalogue
if annealing.WARM.ready():  # what is not there yet is made beside the first search that wants it
    annealing.make()
gc.freeze()

__all__ = ["models", "planner"]
