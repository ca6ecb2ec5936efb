"""Building XML: elements with a text each, in the order in which they are added."""

from datetime import date, datetime, time
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, tostring

from planner.language.text import fit

MarkupValue = str | int | float | Decimal | datetime


def add(parent: Element, name: str, value: MarkupValue | None = None) -> Element:
    """A new last child; without value one for others to stand in. Text is made fit for XML."""
    element = SubElement(parent, name)
    if isinstance(value, datetime):
        element.text = value.isoformat(timespec="seconds")
    elif isinstance(value, str):
        element.text = fit(value)
    elif isinstance(value, float):
        element.text = f"{value:.10g}"
    elif value is not None:
        element.text = str(value)
    return element


def day_moment(day: date, *, end: bool = False) -> datetime:
    """The first or the last minute of a day."""
    return datetime.combine(day, time(23, 59) if end else time())


def duration(minutes: float) -> str:
    """An ISO 8601 duration as MS Project writes it."""
    seconds = round(abs(minutes) * 60)
    sign = "-" if minutes < 0 else ""
    return f"{sign}PT{seconds // 3600}H{seconds // 60 % 60}M{seconds % 60}S"


def document(root: Element) -> bytes:
    """The document as UTF-8."""
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=False)
    return head + text
