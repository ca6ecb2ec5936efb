"""The meaning of Primavera's codes of links, constraints, activities and priorities."""

from planner.project import Constraint, LinkKind

KINDS: dict[str, LinkKind] = {
    "PR_FS": "FS",
    "PR_SS": "SS",
    "PR_FF": "FF",
    "PR_SF": "SF",
}

CONSTRAINTS = {
    "CS_ALAP": Constraint.ALAP,
    "CS_MSO": Constraint.MSO,
    "CS_MANDSTART": Constraint.MSO,
    "CS_MSOA": Constraint.SNET,
    "CS_MSOB": Constraint.SNLT,
    "CS_MEO": Constraint.MFO,
    "CS_MANDFIN": Constraint.MFO,
    "CS_MEOA": Constraint.FNET,
    "CS_MEOB": Constraint.FNLT,
}

SOFT = frozenset({"CS_MSO", "CS_MEO", "CS_MSOB", "CS_MEOB"})
"""Kinds whose latest date only gives negative float there."""

HARD = frozenset({"CS_MANDSTART", "CS_MANDFIN"})

MILESTONES = ("TT_Mile", "TT_FinMile")

WBS_SUMMARY = "TT_WBS"

EFFORT = ("TT_LOE", WBS_SUMMARY)

FIELDS = {
    "name": "task_name",
    "duration": "target_drtn_hr_cnt",
    "predecessors": "TASKPRED",
    "resources": "TASKRSRC",
    "constraint": "cstr_type",
    "constraint_date": "cstr_date",
    "calendar": "clndr_id",
    "expected_finish": "expect_end_date",
    "resume": "resume_date",
    "start": "early_start_date",
    "finish": "early_end_date",
}

FIXED_UNITS = "DT_FixedRate"

BY_NAME = (
    ("expect_end_date", "Expected Finish"),
    ("suspend_date", "Suspend Date"),
    ("external_late_end_date", "External Late Finish"),
)

PRIORITIES = {"PT_Top": 900, "PT_High": 700, "PT_Normal": 500, "PT_Low": 300, "PT_Lowest": 100}
