"""The meaning of links and lags between tasks, for docs/workbook.md."""

from collections.abc import Iterator

_INTRO = """\
## Links and lags

Office hours are 08:00-12:00 and 13:00-17:00 from Monday to Friday, unless said otherwise. Task 1,
Cast, takes four days, from Monday 08:00 to Thursday 17:00; the links stand at task 2, Strip.
"""

_ROWS = (
    (
        "`1`",
        (
            "Strip starts no earlier than the true end of Cast: Friday 08:00. Where a weekend crew "
            "casts until Sunday 12:00, the next of the crew strips on Sunday 13:00"
        ),
        "on Saturday, though the office does not work on either day",
    ),
    (
        "`1FS+2d`",
        "16 working hours of the project's calendar after that: Tuesday 08:00",
        "two days of the calendar of who strips, unless Lag calendar says so",
    ),
    (
        "`1FS-1d`",
        "at most a day of that calendar before the end of Cast: Thursday 08:00",
        "",
    ),
    (
        "`1FS max 0d`",
        (
            "at once: Friday 08:00, for Thursday 17:00 and Friday 08:00 are one instant. A night "
            "worker with other tasks changes nothing"
        ),
        "Friday 08:00, where a night crew strips: it could begin on Thursday 22:00",
    ),
    (
        "`1FS max 1d`",
        "by Friday 17:00, or Monday 08:00 at the latest",
        "by the wall clock; for that write `max 1ed`",
    ),
    (
        "`1SF`",
        "Strip ends no earlier than Cast starts, Monday 08:00; Friday 17:00 before is as good",
        "Friday 17:00, where who strips works on Saturday",
    ),
    (
        "`1FS+2ed`",
        (
            "48 hours of the wall clock after Thursday 17:00 are over on Saturday: Monday 08:00. "
            "The same through a milestone after Cast, which is on Thursday 17:00"
        ),
        "48 hours after Friday 08:00",
    ),
    (
        "`1FS max 1ed`",
        "by Friday 17:00; a milestone is on Thursday 17:00 then",
        "Monday 08:00, after Cast that ends on Friday",
    ),
    (
        "`1FS+50%`",
        (
            "half of the duration of Cast, 16 working hours: Tuesday 08:00. Where three share 24 h "
            "of work, the duration is 8 h and the half of it 4 h"
        ),
        "half of the work, or of the time on the calendar",
    ),
    (
        "`1FS+50e%`",
        "the same 16 hours on the wall clock: Friday 09:00",
        "half of the 81 hours from Monday 08:00 to Thursday 17:00",
    ),
)

_CALENDAR = """
`Lag calendar` in Settings says in whose time working lags, leads, longest waits and per cent
count. Blank is the project's calendar. `predecessor` and `successor` are the times in which the
people of that task work on it, in the task's own calendar if it has one: with `1FS+1d` after a
night shift that ends on Friday 06:00, the successor's day may be Saturday. Of a phase, a milestone,
or a task whose people the planner chooses among several calendars, it is the project's. `24 h` is
all time, but 1d stays 8 hours (Hours per day): `1FS+4h` after 12:00 is 16:00, not 17:00.

Two instants are one only if neither the link's calendar nor anybody on either task (or on the
tasks of a phase) works between them. A milestone is as early as what it waits for and its date
allow, also at night: 12 elapsed hours after 17:00 it is 05:00.
"""


def lag_meanings() -> Iterator[str]:
    """A chapter, as Markdown."""
    yield _INTRO
    yield "| written | meaning | not |\n|---|---|---|"
    yield from (f"| {' | '.join(row)} |" for row in _ROWS)
    yield _CALENDAR
