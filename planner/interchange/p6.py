"""Reads Primavera's tables: activities, structure, links and resources of its exchange files."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from html import unescape
from typing import Literal

from planner.errors import refusal
from planner.interchange.draft import (
    DraftAssignment,
    DraftBaseline,
    DraftCalendar,
    DraftLink,
    DraftTask,
    ImportDraft,
    TaskKind,
)
from planner.interchange.p6_calendars import calendar
from planner.interchange.p6_codes import (
    BY_NAME,
    CONSTRAINTS,
    EFFORT,
    FIELDS,
    FIXED_UNITS,
    HARD,
    KINDS,
    MILESTONES,
    PRIORITIES,
    SOFT,
    WBS_SUMMARY,
)
from planner.interchange.p6_names import names_of
from planner.interchange.p6_options import XerRow, options_of
from planner.interchange.p6_progress import complete, spent, used
from planner.interchange.p6_resources import resources_of, roles_of
from planner.interchange.place import ElementPlace, Report
from planner.interchange.typed_fields import Record
from planner.interchange.xer import XerTables
from planner.phrase import phrase
from planner.project import Constraint, Lag


def read_p6(tables: XerTables, report: Report, program: str) -> ImportDraft:
    """Reads the tables of exported projects as a draft.

    Raises:
        InputError: if there is no project with activities.
    """
    return _Reader(tables, report, program).draft()


class _Reader:
    """Reads the tables; rows are found by the ids the database gave them."""

    def __init__(self, tables: XerTables, report: Report, program: str) -> None:
        self.tables, self.report, self.program = tables, report, program
        every = self._rows("PROJECT")
        asked = [row for row in every if row.get("export_flag") != "N"] or every
        busy = {row.get("proj_id", "") for row in self._rows("TASK")}
        self.projects = [row for row in asked if row.get("proj_id", "") in busy] or asked[:1]
        if not self.projects:
            raise refusal(
                "damaged-file", phrase("the {program} file holds no project", program=program)
            )
        self.chosen = {row.get("proj_id", "") for row in self.projects}
        self.project = self.projects[0]
        uids = [row.get("proj_id", "") for row in self.projects]
        self.options = options_of(self._rows("SCHEDOPTIONS"), uids, report)
        self.names = names_of(tables)
        self.roles = roles_of(tables)
        self.links = self._by(self._rows("TASKPRED"), "task_id")
        self.assigned = self._by(self._rows("TASKRSRC"), "task_id")
        self.expenses = self._by(self._rows("PROJCOST"), "task_id")
        self.memos = self._by(self._rows("TASKMEMO"), "task_id")
        self.codes = {
            row.get("task_id", ""): row.get("task_code", "") for row in self._rows("TASK")
        }

    @cached_property
    def along(self) -> Mapping[str, list[str]]:
        """By level of effort the activities whose starts or finishes it is linked with."""
        found: dict[str, list[str]] = defaultdict(list)
        efforts = {
            row.get("task_id") for row in self._rows("TASK") if row.get("task_type") in EFFORT
        }
        for row in self._rows("TASKPRED"):
            if row.get("pred_type", "").removeprefix("PR_") in ("SS", "FF"):
                ends = row.get("pred_task_id", ""), row.get("task_id", "")
                for one, other in (ends, ends[::-1]):
                    if one in efforts and other not in found[one]:
                        found[one].append(other)
        return found

    def _rows(self, table: str) -> Sequence[XerRow]:
        return self.tables.get(table, [])

    def _by(self, rows: Sequence[XerRow], name: str) -> Mapping[str, list[XerRow]]:
        found: dict[str, list[XerRow]] = defaultdict(list)
        for row in rows:
            found[row.get(name, "")].append(row)
        return found

    def draft(self) -> ImportDraft:
        """The whole file."""
        place = ElementPlace(sheet="project")
        fields = Record(fields=self.project, place=place, report=self.report)
        calendars = tuple(calendar(row, self.report) for row in self._rows("CALENDAR"))
        default = self._default_calendar(calendars)
        hours = {row.get("clndr_id", ""): row for row in self._rows("CALENDAR")}.get(default, {})
        sizes = Record(fields=hours, place=place, report=self.report)
        day = sizes.hours("day_hr_cnt") or 480
        return ImportDraft(
            program=self.program,
            place=place,
            name=fields.text("proj_name") or self._root_name() or fields.text("proj_short_name"),
            start=fields.moment("plan_start_date"),
            status_date=fields.moment("last_recalc_date"),
            currency=self._currency(),
            minutes_per_day=day,
            minutes_per_week=sizes.hours("week_hr_cnt") or 5 * day,
            days_per_month=(sizes.hours("month_hr_cnt") or 20 * day) / day,
            calendar=default,
            override=self.options.override,
            lag_calendar=self.options.lag_calendar,
            calendars=calendars,
            tasks=tuple(self._tasks()),
            resources=resources_of(self.tables, self.report, self.names),
        )

    def _default_calendar(self, calendars: Sequence[DraftCalendar]) -> str:
        asked = self.project.get("clndr_id", "")
        known = {one.uid for one in calendars}
        flagged = (
            r.get("clndr_id", "") for r in self._rows("CALENDAR") if r.get("default_flag") == "Y"
        )
        return asked if asked in known else next(flagged, next(iter(sorted(known)), ""))

    def _root_name(self) -> str:
        roots = (row for row in self._rows("PROJWBS") if row.get("proj_node_flag") == "Y")
        mine = (row for row in roots if row.get("proj_id") in self.chosen)
        return next(mine, {}).get("wbs_name", "")

    def _currency(self) -> str:
        rows = self._rows("CURRTYPE")
        base = next((row for row in rows if row.get("curr_type") == "Base"), None)
        if base is None and len(rows) == 1:
            base = rows[0]
        return (base or {}).get("curr_short_name", "")

    # structure

    def _tasks(self) -> Iterator[DraftTask]:
        """The structure from the top, each node with its activities in the order of their codes."""
        nodes = [row for row in self._rows("PROJWBS") if row.get("proj_id") in self.chosen]
        below = self._by(nodes, "parent_wbs_id")
        known = {row.get("wbs_id", "") for row in nodes}
        tops = [row for row in nodes if row.get("parent_wbs_id", "") not in known]
        single = len(tops) == 1
        activities = [row for row in self._rows("TASK") if row.get("proj_id", "") in self.chosen]
        typed = (row.get("duration_type", FIXED_UNITS) != FIXED_UNITS for row in activities)
        self.report.typed("duration_type", sum(typed))
        inside = self._by(activities, "wbs_id")
        stack = [(row, "", 0 if single else 1, "") for row in _in_order(tops, last_first=True)]
        seen: set[str] = set()
        while stack:
            node, parent, level, path = stack.pop()
            uid = node.get("wbs_id", "")
            if uid in seen:
                continue
            seen.add(uid)
            code = f"{path}.{node.get('wbs_short_name', uid)}".lstrip(".") if level else ""
            here = ""
            if level:
                here = f"wbs {uid}"
                yield self._summary(node, here, parent, level, code)
            for row in sorted(inside.get(uid, ()), key=lambda row: row.get("task_code", "")):
                yield self._activity(row, here, level + 1, code)
            children = _in_order(below.get(uid, []), last_first=True)
            stack += [(one, here, level + 1, code) for one in children]
        for row in activities:
            if row.get("wbs_id", "") not in seen:
                yield self._activity(row, "", 1, "")

    def _summary(self, node: XerRow, uid: str, parent: str, level: int, code: str) -> DraftTask:
        place = ElementPlace(sheet=f"WBS {code}", columns={"name": "wbs_name"})
        return DraftTask(
            uid=uid,
            id=code,
            name=node.get("wbs_name", "") or code,
            kind="summary",
            parent=parent,
            level=level,
            wbs=code,
            place=place,
        )

    def _activity(self, row: XerRow, parent: str, level: int, path: str) -> DraftTask:
        code = row.get("task_code", "") or row.get("task_id", "")
        place = ElementPlace(sheet=f"activity {code}", columns=FIELDS)
        fields = Record(fields=row, place=place, report=self.report)
        uid, kind = row.get("task_id", ""), fields.text("task_type")
        constraint, more, soft = self._constraints(fields)
        milestone = kind in MILESTONES
        begun, ended = fields.moment("act_start_date"), fields.moment("act_end_date")
        expenses, accrual = self._fixed_cost(uid, place)
        done = complete(fields)
        return DraftTask(
            uid=uid,
            id=code,
            name=fields.text("task_name") or code,
            kind=self._kind(kind),
            parent=parent,
            level=level,
            wbs=path,
            milestone=milestone,
            duration=0 if milestone else fields.hours("target_drtn_hr_cnt"),
            work=self._work(fields),
            start=begun or _first(fields, "restart_date", "early_start_date", "target_start_date"),
            finish=ended or _first(fields, "reend_date", "early_end_date", "target_end_date"),
            actual_start=begun or (ended if milestone else None),
            actual_finish=ended or (begun if milestone else None),
            percent_complete=done.share,
            percent_of=done.of,
            remaining=0 if milestone else fields.hours("remain_drtn_hr_cnt"),
            suspended=fields.moment("suspend_date"),
            resume=fields.moment("resume_date"),
            expected_finish=fields.moment("expect_end_date") if self.options.expected else None,
            rest_start=fields.moment("restart_date"),
            actual_work=used(fields) or None,
            actual_cost=spent(
                self._records(self.assigned, uid, place), self._records(self.expenses, uid, place)
            ),
            constraint=constraint,
            constraint_date=fields.moment("cstr_date"),
            more_dates=more,
            earliest_start=fields.moment("external_early_start_date"),
            soft_latest=soft,
            priority=PRIORITIES.get(fields.text("priority_type"), 500),
            fixed_cost=expenses,
            accrual=accrual,
            calendar=fields.text("clndr_id"),
            own_calendar_only=False,
            resource_dated=kind == "TT_Rsrc",
            links=tuple(self._links(uid, place)),
            spans=tuple(self._spans(uid, kind, parent)),
            assignments=tuple(self._assignments(uid, code)),
            baselines=self._baselines(fields),
            notes=self._notes(uid),
            named=self._named(uid, fields),
            place=place,
        )  # fmt: skip

    def _spans(self, uid: str, kind: str, parent: str) -> Iterator[str]:
        """What a WBS summary sums up, and what a level of effort starts and finishes with."""
        if kind == WBS_SUMMARY and parent:
            yield parent
        elif kind in EFFORT:
            yield from self.along.get(uid, ())

    def _kind(self, kind: str) -> TaskKind:
        return "effort" if kind in EFFORT else "task"

    def _constraints(
        self, fields: Record
    ) -> tuple[Constraint, tuple[tuple[Constraint, datetime], ...], bool]:
        kinds = [fields.text("cstr_type"), fields.text("cstr_type2")]
        for name, kind in zip(("cstr_type", "cstr_type2"), kinds, strict=True):
            if kind and kind not in CONSTRAINTS:
                fields.report.fault(
                    fields.place, name, "bad-constraint", phrase("is not known"), kind
                )
        second, when = CONSTRAINTS.get(kinds[1]), fields.moment("cstr_date2")
        more = ((second, when),) if second and when else ()
        first = CONSTRAINTS.get(kinds[0], Constraint.ASAP)
        return first, more, bool(SOFT.intersection(kinds)) and not HARD.intersection(kinds)

    def _links(self, uid: str, place: ElementPlace) -> Iterator[DraftLink]:
        for fields in self._records(self.links, uid, place):
            kind = f"PR_{fields.text('pred_type').removeprefix('PR_') or 'FS'}"
            if kind not in KINDS:
                self.report.fault(
                    place, "predecessors", "bad-link", phrase("is PR_FS and the like"), kind
                )
                continue
            before, lag = fields.text("pred_task_id"), fields.hours("lag_hr_cnt") or 0
            foreign = fields.text("pred_proj_id") not in ("", *self.chosen)
            yield DraftLink(
                task=before,
                kind=KINDS[kind],
                lag=Lag(amount=lag),
                other="another project" if foreign else "",
            )

    def _assignments(self, uid: str, code: str) -> Iterator[DraftAssignment]:
        place = ElementPlace(
            sheet=f"assignment to activity {code}", columns={"units": "target_qty"}
        )
        for fields in self._records(self.assigned, uid, place):
            units, work = fields.number("target_qty_per_hr"), fields.hours("target_qty")
            material = fields.text("rsrc_type") == "RT_Mat"
            if material:
                units, work = fields.number("target_qty"), None
            yield DraftAssignment(
                resource=fields.text("rsrc_id"),
                role="" if fields.text("rsrc_id") else self.roles.get(fields.text("role_id"), ""),
                units=1 if units is None else units,
                work=work,
                delayed=bool(fields.number("target_lag_drtn_hr_cnt")),
                place=place,
            )

    def _records(
        self, rows: Mapping[str, list[XerRow]], uid: str, place: ElementPlace
    ) -> Iterator[Record]:
        """The rows of an activity."""
        return (Record(fields=row, place=place, report=self.report) for row in rows.get(uid, ()))

    def _work(self, fields: Record) -> float | None:
        labour, equipment = fields.hours("target_work_qty"), fields.hours("target_equip_qty")
        return None if labour is None and equipment is None else (labour or 0) + (equipment or 0)

    def _fixed_cost(
        self, uid: str, place: ElementPlace
    ) -> tuple[Decimal, Literal["start", "end", "prorated"]]:
        total, kinds = Decimal(0), set()
        for fields in self._records(self.expenses, uid, place):
            total += max(Decimal(0), fields.money("target_cost"))
            kinds.add(fields.text("cost_load_type"))
        if kinds == {"CL_Start"}:
            return total, "start"
        return total, "end" if kinds == {"CL_End"} else "prorated"

    def _baselines(self, fields: Record) -> tuple[DraftBaseline, ...]:
        """The dates of the baseline project; without one the planned dates, as Primavera has it."""
        start, finish = fields.moment("baseline_start"), fields.moment("baseline_finish")
        own = not self.project.get("sum_base_proj_id")
        if start is None and finish is None and own:
            start, finish = fields.moment("target_start_date"), fields.moment("target_end_date")
        found = DraftBaseline(start=start, finish=finish)
        return (found,) if start or finish else ()

    def _notes(self, uid: str) -> str:
        texts = (row.get("task_memo", "") for row in self.memos.get(uid, ()))
        return "\n".join(filter(None, map(_plain, texts)))

    def _named(self, uid: str, fields: Record) -> Mapping[str, str]:
        named = dict(self.names.get(("TASK", uid), {}))
        for field, name in BY_NAME:
            if fields.text(field):
                named[name] = fields.text(field)
        return named


def _in_order(nodes: Sequence[XerRow], *, last_first: bool) -> list[XerRow]:
    def place(row: XerRow) -> tuple[int, str]:
        text = row.get("seq_num", "")
        return (
            int(text) if re.fullmatch(r"-?\d{1,15}", text) else 0,
            row.get("wbs_short_name", ""),
        )

    return sorted(nodes, key=place, reverse=last_first)


def _first(fields: Record, *names: str) -> datetime | None:
    """The first of several dates that is there."""
    return next((when for name in names if (when := fields.moment(name)) is not None), None)


def _plain(text: str) -> str:
    """A note without its markup."""
    bare = unescape(re.sub(r"<[^<>]{0,2000}>", " ", text))
    return re.sub(r"[ \t\xa0]+", " ", bare).strip()
