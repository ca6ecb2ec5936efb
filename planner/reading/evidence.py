"""Says in a few words how each column was read, for people to check and to correct."""

from collections.abc import Iterator, Sequence
from itertools import islice

from planner.phrase import Phrase, phrase
from planner.project import ReadColumn
from planner.reading.cells import letters
from planner.reading.header_names import (
    FOREIGN,
    IN_PART,
    OWN,
    PROPOSED,
    REDUCED,
    SLIP,
    WISHED,
    WITHIN,
)
from planner.reading.heading import Heading
from planner.reading.tables import Table

_SAMPLES = 3
_OTHERS = 2
_PEOPLE = {
    "mark": phrase("its header is a name, its cells are marks"),
    "duty": phrase("its header is a name, its cells are R, A, C and I"),
    "hours": phrase("its header is a name, its cells are hours"),
    "share": phrase("its header is a name, its cells are hours"),
}


def read_columns(tables: Sequence[Table]) -> Iterator[ReadColumn]:
    """Yields every column that planning uses, in the order of the sheets."""
    for table in tables:
        for heading in table.headings:
            if heading.field or heading.person:
                yield _column(table, heading)


def _column(table: Table, heading: Heading) -> ReadColumn:
    field = heading.field or "resources"
    rows = table.sheet.rows
    below = (
        rows[number][heading.column].text
        for number in sorted(rows)
        if number > table.header and heading.column in rows[number]
    )
    captions = [table.kind.column(name.field).caption for name in heading.names]
    caption = table.kind.column(field).caption
    others = [one for one in dict.fromkeys(captions) if one != caption]
    return ReadColumn(
        sheet=table.sheet.name,
        cell=f"{letters(heading.column)}{max(1, table.header)}",
        header=heading.text,
        meaning=caption,
        unit=heading.unit if table.kind.column(field).look == "duration" else "",
        evidence=heading.by_content or _PEOPLE.get(heading.person) or _by_name(heading.rank),
        sure=not heading.by_content and (bool(heading.person) or PROPOSED < heading.rank < IN_PART),
        chosen=heading.rank == WISHED,
        samples=tuple(islice(below, _SAMPLES)),
        others=tuple(others[:_OTHERS]),
    )


def _by_name(rank: int) -> Phrase:
    """The words for how well a header's name fits."""
    if rank == WISHED:
        return phrase("as you say")
    if rank == PROPOSED:
        return phrase("the rest fits best with it")
    for least, words in (
        (WITHIN, phrase("a word of its header")),
        (SLIP, phrase("its header, misspelt")),
        (IN_PART, phrase("a part of its header")),
        (REDUCED, phrase("its header without what does not matter")),
        (FOREIGN, phrase("its header in another language")),
        (OWN, phrase("its header in the language of the others")),
    ):
        if rank >= least:
            return words
    return phrase("its header")
