"""Keeps the plan itself in the result workbook, so that other forms can be made of it later."""

import json
import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from planner.choice import FORMS, ORDERS, UNITS, Choice, one_of
from planner.ooxml.package import OFFICE, GraftRefusedError, Package, Relationship
from planner.phrase import phrase
from planner.plan import Plan
from planner.project import Project
from planner.reading.memory import Remembered
from planner.writing.kept_data import (
    SAID,
    data_of_plan,
    fault,
    kept_texts,
    plan_of_data,
    previous_plan,
)

_NAMESPACE = "urn:crewplan:plan"

_PART = "customXml/item1.xml"

_LINK = f"{OFFICE}/customXml"

_MOST = 500_000_000
"""Bytes of a kept plan; more is not ours."""

_PIECE = 1_000_000
"""Characters in one element; XML readers have limits."""


def keep(package: Package, workbook: str, plan: Plan) -> None:
    """Put the plan into the package, in place of an earlier one."""
    forget(package, workbook)
    links = package.relationships(workbook)
    part = package.free_name(_PART)
    package.parts[part] = _as_part(plan)
    package.add_type("xml", "application/xml")
    number = 1
    while f"rId{number}" in {link.id for link in links}:
        number += 1
    links.append(Relationship(id=f"rId{number}", type=_LINK, target=part))
    package.set_relationships(workbook, links)


def forget(package: Package, workbook: str) -> None:
    """Take a kept plan out of the package."""
    links = []
    for link in package.relationships(workbook):
        if link.target in package.parts and _is_ours(package, link):
            del package.parts[link.target]
        else:
            links.append(link)
    package.set_relationships(workbook, links)


def kept_plan(data: bytes, project: Project) -> Plan:
    """The plan kept in a result workbook.

    Args:
        data: The workbook.
        project: What its input sheets say.

    Raises:
        InputError: if there is none, or if the tasks have changed since.
    """
    try:
        found = _kept(data)
        if not found:
            raise fault("no-plan", phrase("there is no plan in this workbook"))
        return plan_of_data(json.loads(found), project)
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        raise fault("no-plan", phrase("the plan in this workbook is damaged")) from None


def remembered(data: bytes) -> Remembered:
    """What a workbook remembers; nothing where it is no result, or what is kept is damaged."""
    if _NAMESPACE.encode() not in data and b"customXml/" not in data:
        return Remembered()
    try:
        kept = json.loads(_kept(data) or "{}")
    except (ValueError, RecursionError):
        return Remembered()
    return Remembered(choice=_choice_in(kept), statements=_statements_in(kept), near=_near_in(kept))


def _choice_in(kept: Any) -> Choice:
    try:
        return _choice(told) if (told := kept.get("choice")) else Choice()
    except (ValueError, KeyError, TypeError, AttributeError):
        return Choice()


def _near_in(kept: Any) -> bool:
    try:
        before = previous_plan(kept.get("previous"))
        return before is not None and before.near
    except (ValueError, KeyError, TypeError, AttributeError):
        return False


def _statements_in(kept: Any) -> Mapping[tuple[str, str], Mapping[str, str]]:
    try:
        said = [row[SAID] for row in kept.get("rows", ()) if len(row) > SAID]
        return {(str(label), str(name)): kept_texts(texts) for label, name, texts in said}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _kept(data: bytes) -> str:
    """What is kept in a workbook, as JSON; "" where there is nothing of ours."""
    try:
        package = Package.read(data)
        found = [
            package.parts[link.target]
            for link in package.relationships(package.workbook_part())
            if link.target in package.parts and _is_ours(package, link)
        ]
    except GraftRefusedError:
        return ""
    pieces = re.findall(rb"<piece>([^<]*)</piece>", found[0][:_MOST]) if found else []
    return unescape(b"".join(pieces).decode())


def _choice(data: list[Any]) -> Choice:
    pairs, sheet, header_row, unit, form, dates = (*data, "", "")[:6]
    columns = tuple(map(tuple, pairs.items() if isinstance(pairs, dict) else pairs))
    texts = [text for pair in columns for text in pair]
    if not all(isinstance(text, str) for text in (*texts, sheet, unit)):
        raise ValueError("no choice of ours")
    return Choice(
        columns=columns,
        sheet=sheet,
        header_row=int(header_row),
        unit=one_of(UNITS, unit),
        form=one_of(FORMS, form),
        dates=one_of(ORDERS, dates),
    )


def _is_ours(package: Package, link: Relationship) -> bool:
    return link.type == _LINK and _NAMESPACE.encode() in package.parts[link.target][:200]


def _as_part(plan: Plan) -> bytes:
    text = json.dumps(data_of_plan(plan), separators=(",", ":"))
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    content = "".join(f"<piece>{escape(piece, quote=False)}</piece>" for piece in pieces)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<plan xmlns="{_NAMESPACE}">{content}</plan>'.encode("ascii")
