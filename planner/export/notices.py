"""Notices of changes, ready to send: a message for each person, and an update of their calendar."""

from planner.control.change_notices import notices
from planner.control.plan_changes import since_previous
from planner.export.ics import update
from planner.export.names import file_stem
from planner.language.words import ENGLISH, Words
from planner.plan import Plan


def notice_files(plan: Plan, words: Words = ENGLISH) -> dict[str, bytes]:
    """File name → content: a ``.txt`` for each whom changes concern, a ``.ics`` if they work on it.

    The events in it have the same identity as in the calendars of `planner.export.ics`, and a
    higher revision; those of work that is no longer somebody's are cancelled.
    """
    words = words.spelled  # one style of dates: the reasons have it
    found: dict[str, bytes] = {}
    taken: set[str] = set()
    for notice in notices(plan, since_previous(plan, words), words):
        stem = file_stem(notice.name, taken)
        found[f"{stem}.txt"] = notice.text(plan, words).encode("utf-8", "replace")
        if notice.works:
            found[f"{stem}.ics"] = update(plan, notice, words)
    return found
