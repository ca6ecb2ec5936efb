"""XML from strangers: limits before it is parsed, no entities, names without namespaces."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from planner.errors import refusal, too_large
from planner.interchange.place import ElementPlace, Report
from planner.interchange.typed_fields import Record
from planner.phrase import phrase

MAX_BYTES = 100 << 20
MAX_ELEMENTS = 8_000_000
MAX_DEPTH = 100


def parse(data: bytes, what: str) -> Element:
    """The root of a document.

    Args:
        data: The document.
        what: Which kind of file it is, for messages.

    Raises:
        InputError: if it is too big, damaged, or declares entities.
    """
    if len(data) > MAX_BYTES:
        raise too_large(data, MAX_BYTES, phrase("export a part of the project"))
    if data.count(b"<") > MAX_ELEMENTS:
        raise refusal(
            "too-big",
            phrase("the file has more than {max_elements:,} elements", max_elements=MAX_ELEMENTS),
            phrase("export a part of the project, without timephased data"),
        )
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise refusal(
            "entity-declaration",
            phrase("the {what} file contains a document type or entity declarations", what=what),
            phrase("export it anew from the program that made it"),
        ) from None
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise refusal(
            "damaged-file",
            phrase("the {what} file is damaged ({error})", what=what, error=error),
            phrase("export it anew from the program that made it"),
        ) from None
    _check_depth(root)
    return root


def _check_depth(root: Element) -> None:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise refusal(
                "too-big",
                phrase(
                    "the file has elements nested more than {max_depth} deep", max_depth=MAX_DEPTH
                ),
            )
        level = [child for element in level for child in element]


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element, *path: str) -> Element | None:
    """The first descendant along a path of names."""
    found: Element | None = element
    for name in path:
        if found is None:
            return None
        found = next((one for one in found if local(one) == name), None)
    return found


def children(element: Element, *path: str) -> Iterator[Element]:
    """The descendants along a path of names: all of the last, the first of the others."""
    *above, last = path
    inside = child(element, *above)
    if inside is not None:
        yield from (one for one in inside if local(one) == last)


def record(element: Element, place: ElementPlace, report: Report) -> Record:
    """The fields of an element: the texts of its children that have none themselves."""
    fields: dict[str, str] = {}
    for one in element:
        text = (one.text or "").strip() if not len(one) else ""
        if text:
            fields.setdefault(local(one), text)
    return Record(fields=fields, place=place, report=report)


def attributes(element: Element, place: ElementPlace, report: Report) -> Record:
    """The fields of an element that has them as attributes."""
    fields = {name: text.strip() for name, text in element.attrib.items() if text.strip()}
    return Record(fields=fields, place=place, report=report)
