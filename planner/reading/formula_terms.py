"""Splits the formula of a date into the terms whose latest it takes: cells of rows, and days."""

from dataclasses import dataclass, replace

from planner.reading.formulas import Call, Cells, Node, Number, Place, Text, UnknownFormulaError


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A lower limit of a date: the sum of some cells, calendar days, and working days."""

    places: tuple[Place, ...]
    days: float = 0
    workdays: float | None = None


def terms(node: Node | None) -> tuple[Term, ...]:
    """The terms whose latest a formula of a date takes; () if it has another form."""
    try:
        return tuple(_terms(node)) if node is not None else ()
    except UnknownFormulaError:
        return ()


def _terms(node: Node) -> list[Term]:
    if isinstance(node, Number):
        return [Term(places=(), days=node.value)]
    if isinstance(node, Cells):
        return [Term(places=(place,)) for place in node.places]
    if isinstance(node, Text) and node.name:  # a name, such as that of the project's start
        return [Term(places=())]
    if not isinstance(node, Call):
        raise UnknownFormulaError(str(node))
    if node.name == "MAX":
        return [term for argument in node.arguments for term in _terms(argument)]
    if node.name == "IF":
        branches = [b for b in node.arguments[1:] if not isinstance(b, Text) or b.name]
        return [term for branch in branches for term in _terms(branch)]
    if node.name in ("+", "-"):
        return _sums(node)
    if node.name == "WORKDAY" and len(node.arguments) >= 2:
        return _after_workdays(*node.arguments[:2])
    raise UnknownFormulaError(node.name)


def _after_workdays(start: Node, days: Node) -> list[Term]:
    """The terms of a number of working days later; cells that count them are a start's duration."""
    count = _terms(days)
    if len(count) != 1:
        raise UnknownFormulaError("WORKDAY")
    more = count[0]
    return [
        replace(t, places=t.places + more.places, workdays=(t.workdays or 0) + more.days)
        for t in _terms(start)
    ]


def _sums(node: Call) -> list[Term]:
    one, two = (_terms(argument) for argument in node.arguments)
    if node.name == "-":
        if len(two) != 1 or two[0].places:
            raise UnknownFormulaError("-")
        return [replace(term, days=term.days - two[0].days) for term in one]
    return [
        Term(
            places=a.places + b.places,
            days=a.days + b.days,
            workdays=a.workdays if b.workdays is None else (a.workdays or 0) + b.workdays,
        )
        for a in one
        for b in two
    ]
