"""Reads the progress in a row as it is written; a later step decides what it means."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.cells import Cell
from planner.reading.dates import Order, when
from planner.reading.durations import TimeUnits, duration
from planner.reading.jira import DONE, is_jira
from planner.reading.money import money
from planner.reading.recorded_names import says_only_left
from planner.reading.span_texts import is_date
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError, share, yes
from planner.schema import vocabulary
from planner.schema.progress_columns import PERCENT_COLUMNS
from planner.schema.schema import listed
from planner.tracking.records import NOTHING, PercentOf, Progress, State

_STATE_WORDS: dict[State, str] = {
    "done": "Complete, Completed, Finished, TK_Complete, Ready, Delivered, Accepted, Terminated, "
    "Released, Deployed, 100 %, Beendet, Geliefert, Abgenommen",
    "under way": "In Progress, Started, Active, Ongoing, Under way, Working on it, TK_Active, "
    "Running, Doing, In Review, Review, In Test, Testing, On track, At risk, Late, Begun, WIP, "
    "In work, Working, Progressing, In QA, QA, Under review, Ready for review, Partly done, "
    "Partially complete, Begonnen, Angefangen, Gestartet, Läuft, Laufend, Im Gang, In Umsetzung, "
    "In Prüfung, Teilweise erledigt",
    "not started": "Not started, Open, New, To do, Todo, Backlog, Planned, TK_NotStart, Pending, "
    "Scheduled, Future task, Offen, Geplant, Nicht begonnen, Noch nicht begonnen, Selected for "
    "development, Not yet started, Not yet, Not begun, To be done, Unstarted, Nicht gestartet, "
    "Noch nicht gestartet, Zu erledigen, Zu tun, Ausstehend",
    "suspended": "On hold, Suspended, Paused, Blocked, Stuck, Waiting, Deferred, Stopped, Stalled, "
    "Angehalten, Pausiert, Unterbrochen, Halted, Awaiting, Interrupted, Parked, Wartet, Wartend, "
    "Ruht, Ruhend, Gestoppt, Blockiert, Zurückgestellt",
}
_STATES: dict[str, State] = {
    fold(word): state for state, words in _STATE_WORDS.items() for word in listed(words)
} | dict.fromkeys(DONE, "done")
_CALLED_OFF = frozenset(
    fold(word)
    for word in listed(
        "Cancelled, Canceled, Dropped, Rejected, Abandoned, Won't do, Abgebrochen, Storniert, "
        "Entfallen, Entfällt, Gestrichen, Abgesagt, Annulé, Cancelado, Annullato"
    )
)
"""Words for a task that will not be done at all."""
_MEANT: dict[str, State] = {
    "done": "done",
    "running": "under way",
    "open": "not started",
    "waiting": "suspended",
}
"""Meaning of a word in other languages → state."""


_TELLING = frozenset(
    [
        "actual_start",
        "actual_finish",
        "remaining_duration",
        "remaining_work",
        "actual_work",
        "actual_cost",
        "status",
        "suspended",
        "resume",
        *PERCENT_COLUMNS.values(),
    ]
)
"""Columns of progress."""


def read_progress(row: Row, table: Table, order: Order, clock: TimeUnits) -> Progress:
    """The progress in a row of tasks."""
    if row.cells.keys().isdisjoint(_TELLING):
        return NOTHING

    def date(field: str) -> datetime | None:
        return row.take(field, lambda cell: when(cell, order), "warning")

    def minutes(field: str, unit: str) -> int | None:
        unit = table.unit(field, unit)
        return row.take(field, lambda cell: duration(cell, clock, unit), "warning")

    hours = "s" if is_jira(table) else "h"
    percent, of = _percent(row)
    state = _state(row) or _state_in_words(row)
    left, left_work = _left(table, minutes, hours)
    return Progress(
        actual_start=date("actual_start"),
        actual_finish=date("actual_finish"),
        percent=percent,
        percent_of=of,
        remaining_duration=left,
        remaining_work=left_work,
        actual_work=minutes("actual_work", hours),
        actual_cost=row.take("actual_cost", money, "warning"),
        state=state,
        suspended=date("suspended"),
        resume=date("resume"),
    )


def _left(
    table: Table, minutes: Callable[[str, str], int | None], hours: str
) -> tuple[int | None, int | None]:
    """The remaining duration and the remaining work.

    A bare "Remaining" belongs to the estimate of the task and has the same unit.
    """
    heading = table.fields.get("remaining_duration")
    bare = heading is not None and says_only_left(heading.text)
    if bare and "work" in table.fields and "duration" not in table.fields:
        return None, minutes("remaining_duration", table.unit("work", hours))
    left = minutes("remaining_duration", table.unit("duration", "d"))
    return left, minutes("remaining_work", table.unit("work", hours))


def _percent(row: Row) -> tuple[float | None, PercentOf]:
    """The share done and what it is a share of; the duration counts first."""
    for of, field in PERCENT_COLUMNS.items():
        if _words_for_state(row, field):
            continue
        found = row.take(field, complete, "warning")
        if found is not None:
            return found, of
    return None, "duration"


def _words_for_state(row: Row, field: str) -> State:
    """The state that a cell for a share done says in words, "" for a share, a yes or a no."""
    cell = row.cells.get(field)
    if cell is None or cell.kind != "text" or any(map(str.isdigit, cell.text)):
        return ""
    try:
        yes(cell)
    except BadValueError:
        return state_of(cell.text)
    return ""


def _state_in_words(row: Row) -> State:
    found = (_words_for_state(row, field) for field in PERCENT_COLUMNS.values())
    return next(filter(None, found), "")


_PERCENT = re.compile(
    r"(?i)\s*(?:percent|per cent|prozent|pour cent|por ciento|por cento|per cento|procent"
    r"|процент\w*)$"
)


def complete(cell: Cell) -> float:
    """A share done: 0.5, 50 % and 50 are one half; a tick is everything."""
    if cell.kind == "bool" or (cell.kind == "text" and not any(map(str.isdigit, cell.text))):
        return float(yes(cell))
    written = _PERCENT.sub("%", cell.text) if cell.kind == "text" else ""
    cell = cell._replace(value=written) if written.endswith("%") else cell
    found = share(cell, phrase("must be a share done"))
    if found > 1 and not cell.percent and "%" not in cell.text:
        found /= 100
    if found > 1:
        raise BadValueError("bad-percent", phrase("must be from 0% to 100%"), phrase("correct it"))
    return found


def state_of(text: str) -> State:
    """The state that a word means in any language, "" for any other word."""
    folded = fold(text)
    if folded in _STATES:
        return _STATES[folded]
    meant = {word.meaning for word in vocabulary.meanings(folded)}
    found: State = next((state for meaning, state in _MEANT.items() if meaning in meant), "")
    return found or _stems().get(_stem(folded), "")


def _stem(folded: str) -> str:
    """A word without the vowel for gender and number at its end; "" for short words, and others."""
    stem = folded.rstrip(_ENDINGS)
    return stem if _SHORTEST_STEM <= len(stem) < len(folded) else ""


_ENDINGS, _SHORTEST_STEM = "aeiouyаеиоуыэюяй", 5


@cache
def _stems() -> dict[str, State]:
    """Stem of a word for a state in other languages → state: *hotov* of Hotovo and Hotové."""
    told: dict[str, set[State]] = {}
    for meaning, state in _MEANT.items():
        for word in vocabulary.words_for(meaning):
            told.setdefault(_stem(word), set()).add(state)
    return {stem: next(iter(states)) for stem, states in told.items() if stem and len(states) == 1}


def _state(row: Row) -> State:
    if not row.has("status") or is_date(row.cells["status"]):
        return ""
    text = row.text("status")
    found = state_of(text)
    if fold(text) in _CALLED_OFF:
        message = phrase("is planned all the same: a state does not take a task out of the plan")
        remedy = phrase("delete the row, or write 0 as its duration")
        row.note("warning", "called-off", message, "status", remedy)
        return ""
    if not found and text and not any(map(str.isdigit, text)):
        row.log.once(
            row.source.issue(
                "unknown-state",
                phrase("is no state of progress that is known here, and counts for nothing"),
                "status",
                got=text,
                remedy=phrase(
                    "write Not started, In progress, On hold or Done if it is meant to count"
                ),
                severity="info",
            )
        )
    return found
