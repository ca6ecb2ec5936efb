"""Questions about the plan of a workbook, and their answers on the terminal."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from planner import pipeline
from planner.choice import Choice
from planner.console import files, reading, summary
from planner.console.destination import Where
from planner.console.progress_line import ProgressLine, stoppable
from planner.console.speech import say, spoken
from planner.errors import InputError, Issue
from planner.phrase import phrase

_NOTHING = Issue(
    code="question",
    message=phrase("nothing is asked"),
    remedy=phrase('ask on the command line, as "T12 by 2027-05-03", or on a sheet called Ask'),
)


def ask(
    source: Path,
    texts: Sequence[str],
    options: pipeline.Options,
    *,
    choice: Choice,
    where: Where,
) -> None:
    """Plans a workbook, and says for each question what it would cost, or why it cannot be.

    Without `texts` it answers the questions of the sheet Ask.

    Raises:
        InputError: if it cannot be planned, or no question is one; one among others that is none
            has that for an answer.
        OutputError: if the JSON cannot be written there.
    """
    from planner.whatif.advise import answers, with_answers
    from planner.whatif.questions import understood

    data = files.read_bytes(source)
    target = files.settle(where.json, source=source, force=where.force) if where.json else None
    drafts: list[pipeline.Draft] = []
    with ProgressLine() as progress:
        progress.phase(phrase("Reading"))
        project = reading.read(data, source.name, reading.with_today(choice))
        asked = [understood(text, project, spoken()) for text in texts]
        faults = [one for one in asked if isinstance(one, Issue)]
        if len(faults) == len(asked) and (faults or not project.asked):
            raise InputError(faults or [_NOTHING])
        with stoppable(progress.close) as stop:
            progress.phase(phrase("Planning"))
            plan = pipeline.solve(
                project, options, observer=progress.search, stop=stop, keep=drafts.append
            )
            progress.phase(phrase("Asking"))
            if texts:
                told = tuple(answers(plan, drafts[-1], asked, options, stop=stop))
            else:
                told = with_answers(plan, drafts[-1], options, stop=stop).answers
    if told:
        say(summary.of_answers(told))
    if target:
        text = json.dumps([asdict(one) for one in told], ensure_ascii=False, indent=2) + "\n"
        files.write(target, text.encode("utf-8", "replace"))
