"""Reads Primavera's XML (PMXML): the objects of its tables, by other names."""

from collections.abc import Iterator, Mapping
from datetime import date
from xml.etree.ElementTree import Element

from planner.interchange.safe_xml import child, children, local
from planner.interchange.xer import XerTables

_TYPES = {
    "Task Dependent": "TT_Task",
    "Resource Dependent": "TT_Rsrc",
    "Level of Effort": "TT_LOE",
    "WBS Summary": "TT_WBS",
    "Start Milestone": "TT_Mile",
    "Finish Milestone": "TT_FinMile",
}
_STATUS = {
    "Not Started": "TK_NotStart",
    "In Progress": "TK_Active",
    "Completed": "TK_Complete",
}
_LINKS = {
    "Finish to Start": "PR_FS",
    "Start to Start": "PR_SS",
    "Finish to Finish": "PR_FF",
    "Start to Finish": "PR_SF",
}
_CONSTRAINTS = {
    "As Late As Possible": "CS_ALAP",
    "Start On": "CS_MSO",
    "Mandatory Start": "CS_MANDSTART",
    "Start On or After": "CS_MSOA",
    "Start On or Before": "CS_MSOB",
    "Finish On": "CS_MEO",
    "Mandatory Finish": "CS_MANDFIN",
    "Finish On or After": "CS_MEOA",
    "Finish On or Before": "CS_MEOB",
}
_PERCENT = {"Physical": "CP_Phys", "Duration": "CP_Drtn", "Units": "CP_Units", "Scope": "CP_Phys"}
_DURATIONS = {"Fixed Units/Time": "DT_FixedRate"}
_RESOURCES = {"Labor": "RT_Labor", "Nonlabor": "RT_Equip", "Material": "RT_Mat"}
_LOADS = {
    "Start of Activity": "CL_Start",
    "End of Activity": "CL_End",
    "Uniform Over Activity": "CL_Uniform",
}
_LEVELS = {
    "1 - Master": "1",
    "2 - Expert": "2",
    "3 - Skilled": "3",
    "4 - Proficient": "4",
    "5 - Inexperienced": "5",
}
_LAGS = {
    "Predecessor Activity Calendar": "rcal_Predecessor",
    "Successor Activity Calendar": "rcal_Successor",
    "Project Default Calendar": "rcal_ProjDefault",
    "24 Hour Calendar": "rcal_24Hour",
}
_PRIORITIES = {"Top": "PT_Top", "High": "PT_High", "Normal": "PT_Normal", "Low": "PT_Low"}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "task_type": _TYPES,
    "status_code": _STATUS,
    "pred_type": _LINKS,
    "cstr_type": _CONSTRAINTS,
    "cstr_type2": _CONSTRAINTS,
    "complete_pct_type": _PERCENT,
    "duration_type": _DURATIONS,
    "rsrc_type": _RESOURCES,
    "cost_load_type": _LOADS,
    "skill_level": _LEVELS,
    "sched_calendar_on_relationship_lag": _LAGS,
    "priority_type": _PRIORITIES | {"Lowest": "PT_Lowest"},
}
_FLAGS = {"true": "Y", "1": "Y", "false": "N", "0": "N"}
_SHARES = ("phys_complete_pct",)
"""Fields with 0–1 here, and per cent in the tables."""

_OBJECTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Project": (
        "PROJECT",
        {
            "ObjectId": "proj_id", "Id": "proj_short_name", "Name": "proj_name",
            "PlannedStartDate": "plan_start_date", "DataDate": "last_recalc_date",
            "ActivityDefaultCalendarObjectId": "clndr_id",
            "CurrentBaselineProjectObjectId": "sum_base_proj_id",
        },
    ),
    "WBS": (
        "PROJWBS",
        {
            "ObjectId": "wbs_id", "ParentObjectId": "parent_wbs_id", "Code": "wbs_short_name",
            "Name": "wbs_name", "SequenceNumber": "seq_num", "ProjectObjectId": "proj_id",
        },
    ),
    "Activity": (
        "TASK",
        {
            "ObjectId": "task_id", "Id": "task_code", "Name": "task_name", "Type": "task_type",
            "DurationType": "duration_type", "Status": "status_code",
            "CalendarObjectId": "clndr_id", "WBSObjectId": "wbs_id",
            "ProjectObjectId": "proj_id", "PlannedDuration": "target_drtn_hr_cnt",
            "RemainingDuration": "remain_drtn_hr_cnt", "ActualStartDate": "act_start_date",
            "ActualFinishDate": "act_end_date", "PrimaryConstraintType": "cstr_type",
            "PrimaryConstraintDate": "cstr_date", "SecondaryConstraintType": "cstr_type2",
            "SecondaryConstraintDate": "cstr_date2", "PercentCompleteType": "complete_pct_type",
            "PhysicalPercentComplete": "phys_complete_pct", "StartDate": "early_start_date",
            "FinishDate": "early_end_date", "PlannedStartDate": "target_start_date",
            "PlannedFinishDate": "target_end_date", "ExpectedFinishDate": "expect_end_date",
            "SuspendDate": "suspend_date", "ResumeDate": "resume_date",
            "RemainingEarlyStartDate": "restart_date",
            "RemainingEarlyFinishDate": "reend_date",
            "ExternalEarlyStartDate": "external_early_start_date",
            "ExternalLateFinishDate": "external_late_end_date",
            "PlannedLaborUnits": "target_work_qty", "PlannedNonLaborUnits": "target_equip_qty",
            "ActualLaborUnits": "act_work_qty", "ActualNonLaborUnits": "act_equip_qty",
            "RemainingLaborUnits": "remain_work_qty",
            "RemainingNonLaborUnits": "remain_equip_qty", "LevelingPriority": "priority_type",
        },
    ),
    "Relationship": (
        "TASKPRED",
        {
            "PredecessorActivityObjectId": "pred_task_id", "Type": "pred_type",
            "SuccessorActivityObjectId": "task_id", "Lag": "lag_hr_cnt",
            "PredecessorProjectObjectId": "pred_proj_id",
        },
    ),
    "ResourceAssignment": (
        "TASKRSRC",
        {
            "ActivityObjectId": "task_id", "ResourceObjectId": "rsrc_id",
            "RoleObjectId": "role_id", "PlannedUnits": "target_qty",
            "PlannedUnitsPerTime": "target_qty_per_hr", "ResourceType": "rsrc_type",
            "PlannedLag": "target_lag_drtn_hr_cnt", "ActualRegularCost": "act_reg_cost",
            "ActualOvertimeCost": "act_ot_cost",
        },
    ),
    "ActivityExpense": (
        "PROJCOST",
        {
            "ActivityObjectId": "task_id", "PlannedCost": "target_cost",
            "AccrualType": "cost_load_type", "ActualCost": "act_cost",
        },
    ),
    "ActivityNote": ("TASKMEMO", {"ActivityObjectId": "task_id", "Note": "task_memo"}),
    "ScheduleOptions": (
        "SCHEDOPTIONS",
        {
            "ProjectObjectId": "proj_id",
            "RelationshipLagCalendar": "sched_calendar_on_relationship_lag",
            "OutOfSequenceScheduleType": "sched_type",
            "UseExpectedFinishDates": "sched_use_expect_end_flag",
        },
    ),
    "Resource": (
        "RSRC",
        {
            "ObjectId": "rsrc_id", "Id": "rsrc_short_name", "Name": "rsrc_name",
            "ResourceType": "rsrc_type", "CalendarObjectId": "clndr_id",
            "DefaultUnitsPerTime": "def_qty_per_hr", "IsOverTimeAllowed": "ot_flag",
            "OvertimeFactor": "ot_factor",
        },
    ),
    "ResourceRate": (
        "RSRCRATE",
        {
            "ResourceObjectId": "rsrc_id", "EffectiveDate": "start_date",
            "MaxUnitsPerTime": "max_qty_per_hr", "PricePerUnit": "cost_per_qty",
        },
    ),
    "ResourceRole": (
        "RSRCROLE",
        {"ResourceObjectId": "rsrc_id", "RoleObjectId": "role_id", "Proficiency": "skill_level"},
    ),
    "Role": ("ROLES", {"ObjectId": "role_id", "Name": "role_name", "Id": "role_short_name"}),
    "UDFType": (
        "UDFTYPE",
        {"ObjectId": "udf_type_id", "Title": "udf_type_label", "SubjectArea": "table_name"},
    ),
    "ActivityCodeType": (
        "ACTVTYPE",
        {"ObjectId": "actv_code_type_id", "Name": "actv_code_type"},
    ),
    "ActivityCode": (
        "ACTVCODE",
        {
            "ObjectId": "actv_code_id", "CodeTypeObjectId": "actv_code_type_id",
            "CodeValue": "short_name", "Description": "actv_code_name",
        },
    ),
    "Currency": ("CURRTYPE", {"ObjectId": "curr_id", "Id": "curr_short_name"}),
}  # fmt: skip
_AREAS = {"Activity": "TASK", "Resource": "RSRC"}
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def tables_of(root: Element) -> XerTables:
    """The objects of the file as rows of the tables they come from."""
    tables: dict[str, list[dict[str, str]]] = {}
    for element, project in _elements(root):
        name = local(element)
        if name in _OBJECTS:
            table, fields = _OBJECTS[name]
            row = dict(_row(element, fields))
            row.setdefault("proj_id", project)
            tables.setdefault(table, []).append(row)
            _extras(element, table, row, tables)
        elif name == "Calendar":
            tables.setdefault("CALENDAR", []).append(_calendar(element))
    _add_baselines(root, tables)
    for row in tables.get("UDFTYPE", []):
        row["table_name"] = _AREAS.get(row.get("table_name", ""), "")
    return tables


def _elements(root: Element) -> Iterator[tuple[Element, str]]:
    """The objects of the file, those of a project with its id."""
    for element in root:
        if local(element) == "Project":
            found = child(element, "ObjectId")
            uid = (found.text or "").strip() if found is not None else ""
            yield element, uid
            yield from ((inner, uid) for inner in element if len(inner))
        else:
            yield element, ""


def _row(element: Element, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for one in element:
        name, text = fields.get(local(one), ""), (one.text or "").strip()
        if not name or not text:
            continue
        if name in _WORDS:
            text = _WORDS[name].get(text, text)
        elif name in _SHARES:
            text = _as_percent(text)
        yield name, _FLAGS.get(text, text) if name.endswith("_flag") else text


def _as_percent(text: str) -> str:
    try:
        return repr(float(text) * 100)
    except ValueError:
        return text


def _extras(
    element: Element, table: str, row: Mapping[str, str], tables: dict[str, list[dict[str, str]]]
) -> None:
    """Custom fields and codes, which stand inside their object here."""
    uid = row.get("task_id", "") if table == "TASK" else row.get("rsrc_id", "")
    if table not in ("TASK", "RSRC"):
        return
    for one in children(element, "UDF"):
        found = {local(part): (part.text or "").strip() for part in one}
        value = next((text for name, text in found.items() if name != "TypeObjectId" and text), "")
        line = {"udf_type_id": found.get("TypeObjectId", ""), "fk_id": uid, "udf_text": value}
        tables.setdefault("UDFVALUE", []).append(line)
    for one in children(element, "Code"):
        found = {local(part): (part.text or "").strip() for part in one}
        line = {"task_id": uid, "actv_code_id": found.get("ValueObjectId", "")}
        tables.setdefault("TASKACTV", []).append(line)


def _add_baselines(root: Element, tables: dict[str, list[dict[str, str]]]) -> None:
    """The dates of the project's baseline, by the activities' codes."""
    chosen = {
        (found.text or "").strip()
        for project in children(root, "Project")
        if (found := child(project, "CurrentBaselineProjectObjectId")) is not None
    }
    dates: dict[str, dict[str, str]] = {}
    for baseline in children(root, "BaselineProject"):
        uid = child(baseline, "ObjectId")
        if uid is None or (chosen - {""} and (uid.text or "").strip() not in chosen):
            continue
        for activity in children(baseline, "Activity"):
            row = dict(_row(activity, {"Id": "id", "StartDate": "baseline_start",
                                       "FinishDate": "baseline_finish"}))  # fmt: skip
            dates.setdefault(row.pop("id", ""), row)
    for row in tables.get("TASK", []):
        row.update(dates.get(row.get("task_code", ""), {}))


def _calendar(element: Element) -> dict[str, str]:
    """A calendar, its hours in the notation of the tables."""
    fields = {
        "ObjectId": "clndr_id", "Name": "clndr_name", "BaseCalendarObjectId": "base_clndr_id",
        "HoursPerDay": "day_hr_cnt", "HoursPerWeek": "week_hr_cnt",
        "HoursPerMonth": "month_hr_cnt", "IsDefault": "default_flag",
    }  # fmt: skip
    row = dict(_row(element, fields))
    week = {}
    for day in children(element, "StandardWorkWeek", "StandardWorkHours"):
        name = child(day, "DayOfWeek")
        week[(name.text or "").strip() if name is not None else ""] = _shifts(day)
    days = "".join(f"(0||{n}()({week.get(day, '')}))" for n, day in enumerate(_DAYS, 1))
    offs = "".join(
        _exception(one) for one in children(element, "HolidayOrExceptions", "HolidayOrException")
    )
    if week or offs:
        inside = f"(0||DaysOfWeek()({days}))" if week else ""
        row["clndr_data"] = f"(0||CalendarData()({inside}(0||Exceptions()({offs}))))"
    return row


def _shifts(element: Element) -> str:
    """Working times; an end of 16:59 is the last minute that is worked there."""
    found = []
    for one in children(element, "WorkTime"):
        start, finish = child(one, "Start"), child(one, "Finish")
        if start is not None and finish is not None:
            found.append(f"(0||0(s|{_clock(start, 0)}|f|{_clock(finish, 1)})())")
    return "".join(found)


def _clock(element: Element, more: int) -> str:
    hour, _, rest = (element.text or "").strip().partition(":")
    minute = rest.partition(":")[0]
    if not (hour.isdecimal() and minute.isdecimal()) or len(hour + minute) > 4:
        return ""
    total = int(hour) * 60 + int(minute)
    total += more if total % 5 == 4 else 0
    return f"{total // 60 % 24:02}:{total % 60:02}"


def _exception(element: Element) -> str:
    found = child(element, "Date")
    try:
        day = date.fromisoformat((found.text or "").strip()[:10]) if found is not None else None
    except ValueError:
        day = None
    if day is None:
        return ""
    return f"(0||0(d|{day.toordinal() - date(1899, 12, 30).toordinal()})({_shifts(element)}))"
