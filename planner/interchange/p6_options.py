"""Primavera's options of scheduling, one row for each project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.interchange.place import ElementPlace, Report
from planner.phrase import phrase
from planner.project import LAG_TIMES, LagCalendar

XerRow = Mapping[str, str]
_LAG_CALENDARS: dict[str, LagCalendar] = {
    "rcal_Predecessor": "predecessor",
    "rcal_Successor": "successor",
    "rcal_ProjDefault": "project",
    "rcal_24Hour": "24 h",
}
_LAG_CALENDAR = "sched_calendar_on_relationship_lag"
_RETAINED, _OVERRIDE = "sched_retained_logic", "sched_progress_override"
_EXPECTED = "sched_use_expect_end_flag"
_TYPE = "sched_type"
"""In Primavera's XML one word says what two flags of the tables say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class P6Options:
    """The options that count.

    Args:
        lag_calendar: On whose calendar lags are counted; Primavera's own default is the
            predecessor's.
        override: Work that has begun goes on though what it waits for is not finished.
        expected: What is left of an activity with an expected finish takes until then.
    """

    lag_calendar: LagCalendar = "predecessor"
    override: bool = False
    expected: bool = True


def options_of(rows: Sequence[XerRow], projects: Sequence[str], report: Report) -> P6Options:
    """The options of the first of these projects; that the others have the same is not taken."""
    place = ElementPlace(sheet="project")
    told = {row.get("proj_id", ""): row for row in rows}
    found = [_options(told[uid]) for uid in projects if uid in told] or [P6Options()]
    first = found[0]
    if any(other != first for other in found):
        rule = phrase(
            "the first project's options hold for all: lags in {lag_times}",
            lag_times=LAG_TIMES[first.lag_calendar],
        )
        report.changed(place, "SCHEDOPTIONS", rule)
    row = told.get(projects[0], {})
    neither = row.get(_RETAINED) == "N" and row.get(_OVERRIDE) == "N"
    if neither or row.get(_TYPE) == "Actual Dates":
        rule = phrase(
            "what has begun waits for what it is linked to (retained logic), not by actual dates"
        )
        report.changed(place, _RETAINED, rule)
    return first


def _options(row: XerRow) -> P6Options:
    return P6Options(
        lag_calendar=_LAG_CALENDARS.get(row.get(_LAG_CALENDAR, ""), "predecessor"),
        override=row.get(_OVERRIDE) == "Y" or row.get(_TYPE) == "Progress Override",
        expected=row.get(_EXPECTED, "Y") == "Y",
    )
