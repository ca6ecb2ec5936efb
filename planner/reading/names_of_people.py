"""Tells the names of tasks from those of people where several columns have names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.phrase import phrase
from planner.reading.heading import Heading
from planner.reading.known_fields import CODE
from planner.reading.people_evidence import likeness
from planner.reading.profile import ColumnProfile
from planner.schema.vocabulary import meanings

_FEWEST, _TEXTS, _DIFFERENT = 2, 0.8, 0.6
_AGAIN, _SHORT = 0.6, 25


def with_second_names(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> Sequence[Heading]:
    """Makes a second column of repeated names the people, where no column has them."""
    fields = {h.field for h in headings}
    if "name" not in fields or "resources" in fields:
        return headings
    for at, heading in enumerate(headings):
        one = every.get(heading.column)
        second = not heading.field and [name.field for name in heading.names][:1] == ["name"]
        if one is None or not second or one.count < _FEWEST or one.kinds["text"] < _TEXTS:
            continue
        bare = is_bare_name(heading)
        again = one.distinct < 1 if bare else one.distinct <= _AGAIN
        shown = likeness(one.texts)
        if again and one.length < _SHORT and (shown > 0 or (bare and shown == 0)):
            why = phrase("its names come again, beside those of the tasks")
            people = replace(heading, field="resources", names=(), by_content=why)
            return (*headings[:at], people, *headings[at + 1 :])
    return headings


def is_bare_name(heading: Heading) -> bool:
    """Whether a header says that its cells are names, but not of what: Name, Nombre."""
    return any(word.meaning == "name" for word in meanings(fold(heading.text)))


def named_by_tasks(
    headings: Sequence[Heading], every: Mapping[int, ColumnProfile]
) -> Sequence[Heading]:
    """Names the tasks by another column called so than codes, or names that come again.

    Codes below *Task* beside *Name* are the IDs; names below a bare *Name* beside *Task* are those
    of people.
    """
    name = next((h for h in headings if h.field == "name"), None)
    names = every.get(name.column) if name is not None else None
    if name is None or names is None or names.count < _FEWEST:
        return headings
    fields = {h.field for h in headings}
    again = is_bare_name(name) and names.distinct < 1 and names.length < _SHORT
    coded = _are_codes(names) and not {"id", "wbs"} & fields
    if not coded and (not again or "resources" in fields):
        return headings
    other = next((h for h in headings if h is not name and _may_name(h, every)), None)
    if other is None or (not coded and is_bare_name(other)):
        return headings
    was = replace(name, field="id" if coded else "", rank=99)
    tasks = replace(other, field="name", rank=name.rank)
    return [tasks if h is other else was if h is name else h for h in headings]


def _may_name(heading: Heading, every: Mapping[int, ColumnProfile]) -> bool:
    """Whether a column is called as tasks are, and its texts tell rows apart."""
    one = every.get(heading.column)
    called = any(name.field == "name" for name in heading.names)
    return called and heading.field in ("", "work") and one is not None and names_rows(one)


def _are_codes(one: ColumnProfile) -> bool:
    """Whether all cells are different codes with a number: T1, T2."""
    numbered = all(any(map(str.isdigit, text)) for text in one.texts)
    return one.distinct == 1 and numbered and all(map(CODE.fullmatch, one.texts))


def names_rows(one: ColumnProfile) -> bool:
    """Whether the texts of a column differ, and are no codes."""
    words = one.kinds["text"] >= _TEXTS and not _are_codes(one)
    return words and one.distinct >= _DIFFERENT
