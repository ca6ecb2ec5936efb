"""Resources and roles of Primavera's tables."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from planner.interchange.draft import DraftAvailability, DraftRate, DraftResource
from planner.interchange.p6_names import NamedValues
from planner.interchange.place import ElementPlace, Report
from planner.interchange.typed_fields import Record
from planner.interchange.xer import XerTables
from planner.project import Rate

_KINDS: dict[str, Literal["person", "equipment", "material"]] = {
    "RT_Labor": "person",
    "RT_Equip": "equipment",
    "RT_Mat": "material",
}
_FIELDS = {"name": "rsrc_name", "calendar": "clndr_id", "max_units": "max_qty_per_hr"}


def roles_of(tables: XerTables) -> Mapping[str, str]:
    """The names of roles by their id."""
    return {
        row.get("role_id", ""): row.get("role_name", "") or row.get("role_short_name", "")
        for row in tables.get("ROLES", [])
    }


def resources_of(
    tables: XerTables, report: Report, names: NamedValues
) -> tuple[DraftResource, ...]:
    """All resources, also those without assignments."""
    rates: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in tables.get("RSRCRATE", []):
        rates[row.get("rsrc_id", "")].append(row)
    roles, levels = roles_of(tables), _levels(tables, report)
    skills: dict[str, dict[str, float]] = defaultdict(dict)
    for row in tables.get("RSRCROLE", []):
        role = roles.get(row.get("role_id", ""), "")
        if role:
            skills[row.get("rsrc_id", "")][role] = levels.get(id(row), 0)
    return tuple(
        _resource(row, rates[row.get("rsrc_id", "")], skills, names, report)
        for row in tables.get("RSRC", [])
    )


def _levels(tables: XerTables, report: Report) -> Mapping[int, float]:
    """Skill levels: 1 is the master there, 5 the beginner; here more is better."""
    found = {}
    for row in tables.get("RSRCROLE", []):
        fields = Record(fields=row, place=ElementPlace(sheet="role of a resource"), report=report)
        level = fields.number("skill_level")
        if level is not None:
            found[id(row)] = max(0.0, 6 - level)
    return found


def _resource(
    row: Mapping[str, str],
    rates: list[Mapping[str, str]],
    skills: Mapping[str, Mapping[str, float]],
    names: NamedValues,
    report: Report,
) -> DraftResource:
    uid = row.get("rsrc_id", "")
    name = row.get("rsrc_name", "") or row.get("rsrc_short_name", "") or uid
    place = ElementPlace(sheet=f"resource {name}", columns=_FIELDS)
    fields = Record(fields=row, place=place, report=report)
    found = sorted(rates, key=lambda rate: rate.get("start_date", ""))
    records = [Record(fields=rate, place=place, report=report) for rate in found]
    most = [units for rate in records if (units := rate.number("max_qty_per_hr")) is not None]
    default = fields.number("def_qty_per_hr")
    return DraftResource(
        uid=uid,
        name=name,
        kind=_KINDS.get(fields.text("rsrc_type"), "person"),
        max_units=most[-1] if most else 1 if default is None else default,
        calendar=fields.text("clndr_id"),
        rates=tuple(_rates(records, fields)),
        availability=tuple(_availability(records)),
        skills=skills.get(uid, {}),
        named=names.get(("RSRC", uid), {}),
        place=place,
    )


def _rates(records: list[Record], fields: Record) -> Iterator[DraftRate]:
    factor = fields.number("ot_factor") or 0
    for rate in records:
        amount = max(Decimal(0), rate.money("cost_per_qty"))
        overtime = fields.yes("ot_flag") and factor > 0
        yield DraftRate(
            start=rate.moment("start_date"),
            rate=Rate(amount=amount),
            overtime=Rate(amount=amount * Decimal(str(factor))) if overtime else None,
        )


def _availability(records: list[Record]) -> Iterator[DraftAvailability]:
    """The units from each date on; the first hold before it as well."""
    starts = [rate.moment("start_date") for rate in records]
    for number, rate in enumerate(records):
        start = starts[number]
        yield DraftAvailability(
            start=start.date() if start and number else None,
            units=1 if (units := rate.number("max_qty_per_hr")) is None else units,
        )
