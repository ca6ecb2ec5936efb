"""Headers of lists side by side: the same columns again, such as one list for each day."""

from collections.abc import Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.reading.heading import Heading

_FEWEST = 2


def without_further_lists(headings: Sequence[Heading]) -> list[Heading]:
    """Takes their meaning from headers that come again in the same order, the names among them.

    They belong to a list beside this one, whose cells say nothing of the tasks in their row.
    """
    named = [at for at, one in enumerate(headings) if one.names and one.names[0].field == "name"]
    if len(named) < _FEWEST:
        return list(headings)
    texts = [fold(heading.text) for heading in headings]
    again = _again(texts, named[0])
    return [
        replace(one, names=(), apart=True) if at in again and not one.ignored else one
        for at, one in enumerate(headings)
    ]


def _again(texts: Sequence[str], name: int) -> range:
    """The places where a group of texts, one of which is that of a name, comes again."""
    later = [at for at in range(name + 1, len(texts)) if texts[at] == texts[name]]
    length = later[0] - name if later else 0
    if length < _FEWEST:
        return range(0)
    for first in range(max(0, name - length + 1), name + 1):
        end = first + length
        while end < len(texts) and texts[end] == texts[end - length]:
            end += 1
        if end >= first + 2 * length:
            return range(first + length, end)
    return range(0)
