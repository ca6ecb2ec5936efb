"""Reads materials, their deliveries, and how much of them tasks use."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.project import Accrual, Delivery, Need, Rate, Resource
from planner.reading.cells import Cell
from planner.reading.dates import Order, when
from planner.reading.money import money
from planner.reading.notation import Names, items
from planner.reading.profile import is_bare
from planner.reading.tables import Row, Table
from planner.reading.values import BadValueError, number

_DIGITS = 6
"""Quantities have at most this many decimals."""

_AT: dict[str, Accrual] = {
    **dict.fromkeys(("start", "begin", "beginning", "beginn", "anfang"), "start"),
    **dict.fromkeys(("finish", "end", "ende", "schluss"), "end"),
}
_ACCRUAL = re.compile(
    rf"(?P<what>.+?)\s+(?:at|at the|am|zu|zum)\s+(?P<at>{'|'.join(_AT)})", re.IGNORECASE
)
_NUMBER = r"\d[\d.,']*"
_BEHIND = re.compile(
    rf"(?P<name>.+?)\s*[:=\[(]?\s*(?P<number>-?{_NUMBER})\s*(?P<unit>[^\d\])]*?|[^\d\])]*[^\W\d_][23])[\])]?"
)
_BEFORE = re.compile(rf"(?P<number>-?{_NUMBER})\s*[x×]?\s*(?P<name>[^\d].*)")


def read_materials(table: Table) -> Iterator[Resource]:
    """Yields the materials of a sheet."""
    for row in table.rows():
        if row.text("name"):
            yield Resource(
                name=row.text("name"),
                source=row.source,
                kind="material",
                rate=Rate(amount=row.take("price", money) or Decimal(0)),
                stock=row.take("stock", quantity),
                unit=row.text("unit"),
            )


def with_materials(resources: Iterable[Resource], found: Iterable[Resource]) -> list[Resource]:
    """Adds the materials to the resources; one that is also in People gets what is blank there."""
    sheets = {key(one.name): one for one in found}

    def stocked(one: Resource) -> Resource:
        said = sheets.pop(key(one.name), None) if one.kind == "material" else None
        if said is None:
            return one
        priced = said.rate if said.rate.amount else one.rate
        return replace(one, stock=said.stock, unit=said.unit, rate=priced)

    known = [stocked(one) for one in resources]
    taken = {key(one.name) for one in known if one.kind != "material"}
    return [*known, *(_apart(one) if name in taken else one for name, one in sheets.items())]


_SUFFIX = " (material)"
"""Ends the name of a material if a person or a trade has the same name."""


def _apart(one: Resource) -> Resource:
    return replace(one, name=one.name + _SUFFIX)


def read_deliveries(
    table: Table, order: Order, resources: Sequence[Resource]
) -> Iterator[Delivery]:
    """Yields the deliveries of a sheet."""
    known = _Materials(resources)
    for row in table.rows():
        if not row.text("material"):
            continue
        at = row.take("date", lambda cell: when(cell, order))
        much = row.take("quantity", quantity)
        for field, value in (("date", at), ("quantity", much)):
            if value is None and not row.has(field):
                message = phrase("a delivery needs a date and a quantity")
                row.note("error", "missing-value", message, field, phrase("add it"))
        name = known(row.text("material"))
        if name is None:
            _unknown(row, row.text("material"), "material", known)
        elif at is not None and much is not None:
            yield Delivery(material=name, when=at, quantity=much, source=row.source)


def quantity(cell: Cell) -> Decimal:
    """A quantity of a material, not negative; a unit after it is for people only."""
    bad = BadValueError(
        "bad-quantity", phrase("must be a number, not negative"), phrase("write how much it is")
    )
    text = re.sub(r"(?<=\d)\s*[^\d.,'\s]*$", "", cell.text.strip())
    try:
        found = Decimal(str(cell.value)) if cell.kind == "number" else number(text)
    except ValueError:
        raise bad from None
    if not found.is_finite() or found < 0:
        raise bad
    return round(found, _DIGITS)


def uses(row: Row, resources: Sequence[Resource]) -> tuple[Need, ...]:
    """The materials that a task uses up, from its column Materials; () without any materials."""
    if not row.has("materials"):
        return ()
    known = _Materials(resources)
    if not list(known):
        if not is_bare(row.cells["materials"]):  # such are told of as a whole column
            message = phrase("not counted: no sheet Materials says which there are")
            row.log.once(row.source.issue("no-materials", message, "materials", severity="info"))
        return ()
    found = row.take("materials", lambda cell: list(_uses(row, cell, known)))
    return tuple(found or ())


class _Materials(Names):
    """The materials by the names on their sheet, and their units."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        found = [one for one in resources if one.kind == "material"]
        super().__init__(one.name for one in found)
        self._plain = {key(one.name.removesuffix(_SUFFIX)): one.name for one in found}
        self.units = {one.name: one.unit for one in found}

    def __call__(self, text: str) -> str | None:
        """The material of that name, or None."""
        return self._plain.get(key(text)) or super().__call__(text)


def _uses(row: Row, cell: Cell, known: _Materials) -> Iterator[Need]:
    for piece in items(cell.text, lambda text: _amount(text, known) is not None):
        match = _ACCRUAL.fullmatch(piece)
        at: Accrual = _AT[match["at"].casefold()] if match else "prorated"
        told = _amount(match["what"] if match else piece, known)
        if told is None:
            name = _bare(match["what"] if match else piece)
            if known(name) is not None:
                raise BadValueError(
                    "missing-quantity",
                    phrase("how much of {name} is used is not said", name=name),
                    phrase("write it behind the name: {name} 20", name=name),
                )
            _unknown(row, name, "materials", known)
            continue
        name, much, unit = told
        if unit and known.units[name] and fold(unit) != fold(known.units[name]):
            raise BadValueError(
                "bad-unit",
                phrase(
                    "{name} is counted in {unit}, not in {other}",
                    name=name,
                    unit=known.units[name],
                    other=unit,
                ),
                phrase("write it in {unit}, or without a unit", unit=known.units[name]),
            )
        if much < 0:
            raise BadValueError(
                "bad-quantity", phrase("must not be negative"), phrase("write how much is used")
            )
        yield Need(names=(name,), units=float(much), accrual=at)


def _amount(text: str, known: Callable[[str], str | None]) -> tuple[str, Decimal, str] | None:
    """Material, quantity and unit of ``Cement 20 t`` or ``20 t Cement``."""
    for form in (_BEHIND, _BEFORE):
        match = form.fullmatch(text.strip())
        if match is None:
            continue
        unit = (match["unit"] or "").strip() if form is _BEHIND else ""
        name, bare = known(match["name"].strip()), match["name"].strip()
        if name is None and form is _BEFORE and " " in bare:
            unit, _, bare = bare.partition(" ")
            name = known(bare.strip())
        try:
            much = round(number(match["number"]), _DIGITS)
        except ValueError:
            continue
        if name is not None:
            return name, much, unit
    return None


def _bare(text: str) -> str:
    """The name in a text that could not be understood."""
    match = _BEHIND.fullmatch(text.strip()) or _BEFORE.fullmatch(text.strip())
    return (match["name"] if match else text).strip()


def _unknown(row: Row, name: str, field: str, known: Names) -> None:
    remedy = known.remedy(name, phrase("add a row for it to the sheet Materials"))
    message = phrase("{name} is no material", name=name)
    row.note("error", "unknown-material", message, field, remedy)
