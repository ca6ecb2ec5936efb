"""The only door for reading: from the bytes of a workbook to its project."""

from dataclasses import replace

from models.uncollected import uncollected
from planner.choice import Choice
from planner.errors import InputError, Issue
from planner.phrase import phrase
from planner.project import ReadColumn
from planner.reading.look import Look
from planner.reading.memory import Remembered
from planner.reading.offers import Offer, is_nonsense, offers, remark
from planner.reading.opening import open_book
from planner.reading.reader import Reader
from planner.reading.tables import in_order


def look(data: bytes, name: str, choice: Choice, before: Remembered | None = None) -> Look:
    """Reads a workbook with a choice; the look has its faults, if any.

    Where neither the choice nor the Settings decide, `before` does: the previous plan.
    """
    with uncollected():
        return _look(data, name, choice, before or Remembered())


def _look(data: bytes, name: str, choice: Choice, before: Remembered) -> Look:
    book = open_book(data, name)

    def read(chosen: Choice) -> Look:
        return _read(Reader(book, chosen, before))

    plain = replace(choice, offer=0)
    found = read(plain)
    present = plain.over(found.own)
    offered = offers(found, present, read)
    if choice.offer:
        if choice.offer > len(offered):
            return replace(found, project=None, issues=(_no_such(choice.offer, len(offered)),))
        taken = offered[choice.offer - 1].choice
        found = found if taken == plain else read(taken)
        return replace(found, offers=offered)
    if not offered and is_nonsense(found) and present.text == "":
        return replace(found, project=None, issues=(*found.issues, _NO_PLAN))
    if found.project is not None and offered and offered[0].choice != present:
        found = read(_proposed(offered[0].choice, present))
    return _with_offers(found, offered) if offered else found


def _proposed(choice: Choice, present: Choice) -> Choice:
    """A choice that nobody made, beside what was said."""
    columns = tuple(pair for pair in choice.columns if pair not in present.columns)
    return replace(choice, proposed=columns)


_NO_PLAN = Issue(
    code="no-plan",
    message=phrase("no sheet holds together as a plan: hardly anything names tasks or says when"),
    remedy=phrase("list the tasks with how long they take or when they are, or choose --sheet"),
)


def _with_offers(found: Look, offered: tuple[Offer, ...]) -> Look:
    """The reading with what else may be meant, which is a remark like others."""
    issues = (*found.issues, remark(offered, found))
    issues = in_order(issues, found.book.sheets if found.book else ())
    project = found.project and replace(found.project, remarks=issues)
    return replace(found, project=project, issues=issues, offers=offered)


def _no_such(wanted: int, there: int) -> Issue:
    message = phrase("there is no reading {wanted}", wanted=wanted)
    remedy = phrase("planner check shows which there are: {there}", there=there)
    return Issue(code="no-such-reading", message=message, remedy=remedy)


def _read(reader: Reader) -> Look:
    try:
        project = reader.project()
    except InputError as error:
        read = tuple(one for one in error.columns if isinstance(one, ReadColumn))
        found = Look(project=None, issues=error.issues, columns=read)
    else:
        found = Look(project=project, issues=project.remarks, columns=project.columns)
    return replace(
        found,
        own=reader.own,
        book=reader.book,
        tables=reader.tables,
        language=reader.language,
    )
