"""The pipeline from workbook to workbook: all that the front ends call, on bytes and arguments.

``bytes ─ read_project → Project ─ solve → Plan ─ write_plan → bytes``
"""

from planner.pipeline.open_file import as_workbook, is_foreign, is_text, look, read_project, said_in
from planner.pipeline.plan_project import (
    NOT_SHOWN,
    Early,
    Prepared,
    check,
    first_plan,
    prepare,
    solve,
)
from planner.pipeline.search_options import Draft, News, NewsObserver, NoPlanError, Options
from planner.pipeline.write_workbook import (
    audit,
    for_team,
    make_template,
    plan_workbook,
    publish,
    record_as_planned,
    set_baseline,
    with_dates,
    write_audit,
    write_plan,
)

__all__ = [
    "NOT_SHOWN",
    "Draft",
    "Early",
    "News",
    "NewsObserver",
    "NoPlanError",
    "Options",
    "Prepared",
    "as_workbook",
    "audit",
    "check",
    "first_plan",
    "for_team",
    "is_foreign",
    "is_text",
    "look",
    "make_template",
    "plan_workbook",
    "prepare",
    "publish",
    "read_project",
    "record_as_planned",
    "said_in",
    "set_baseline",
    "solve",
    "with_dates",
    "write_audit",
    "write_plan",
]
