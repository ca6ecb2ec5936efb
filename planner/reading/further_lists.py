"""Headers of lists or stages side by side: the same columns again, such as a list for each day."""

from collections.abc import Sequence
from dataclasses import replace

from planner.language.text import fold
from planner.reading.heading import Heading

_FEWEST, _FEWEST_STAGES = 2, 3


def without_further_lists(headings: Sequence[Heading]) -> list[Heading]:
    """Takes their meaning from headers that come again in the same order, the names among them.

    They belong to a list beside this one, whose cells say nothing of the tasks in their row. So do
    further starts, and what stands beside them, where tasks go through stages.
    """
    fields = [one.names[0].field if one.names else "" for one in headings]
    if fields.count("name") < _FEWEST and fields.count("start") < _FEWEST_STAGES:
        return list(headings)
    texts = [fold(heading.text) for heading in headings]
    again = set(_again(texts, fields.index("name")) if "name" in fields else ())
    again |= _of_stages(texts, [at for at, field in enumerate(fields) if field == "start"])
    return [
        replace(one, names=(), apart=True) if at in again and not one.ignored else one
        for at, one in enumerate(headings)
    ]


def _of_stages(texts: Sequence[str], starts: Sequence[int]) -> set[int]:
    """The places behind the first stage of several, each of which has its own start."""
    same = [at for at in starts if texts[at] == texts[starts[0]]]
    if len(same) < _FEWEST_STAGES:
        return set()
    first = set(texts[: same[1]])
    return {at for at in range(same[1], len(texts)) if texts[at] in first}


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
