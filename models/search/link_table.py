"""Links as plain tables for machine code, in both directions of time."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from models.problem import Precedence, Problem
from models.search.arrays import Ints
from models.timing import precedence_order
from models.timing.lags import LagKey, earliest_second, latest_first, rule


class LinkTable(NamedTuple):
    """The links in one direction of time.

    Args:
        begin: Where each activity's links begin in those below; one entry more than activities.
        lagged: Where among them those begin that are not plainly from an end to a start.
        first: The activity that a link waits for.
        event: The same for its start; for its end as many are added as there are activities.
        lag: How long after that.
        rule: -1, or the row of `after` that tells instead.
        to_end: 1 where the activity's end waits, 0 where its start does.
        after: For each rule and slot until when a link waits: a lag on a calendar or the clock.
        ordered: 1 where nothing starts before what it waits for, by whatever lags there are.
    """

    begin: Ints
    lagged: Ints
    first: Ints
    event: Ints
    lag: Ints
    rule: Ints
    to_end: Ints
    after: Ints
    ordered: int


def needed_links(problem: Problem) -> list[Precedence]:
    """The links without those direct ones that other direct ones imply.

    A direct link that is left is the only way of direct links from its first to its second.
    """
    kept: list[Precedence] = []
    after = [0] * len(problem.activities)
    """For each activity, as bits, all that comes after it by links of that kind."""
    for i in reversed(precedence_order.order(problem)):
        direct = {link.second for link in problem.outgoing[i] if is_direct(link)}
        beyond = 0
        for j in direct:
            beyond |= after[j]
        kept += [Precedence(first=i, second=j) for j in sorted(direct) if not beyond >> j & 1]
        kept += [link for link in problem.outgoing[i] if not is_direct(link)]
        for j in direct:
            after[i] |= 1 << j
        after[i] |= beyond
    return kept


def is_direct(link: Precedence) -> bool:
    """Whether a link leads from an end to a start without more."""
    return link.kind == "FS" and not (link.lag or is_ruled(link))


def is_ruled(link: Precedence) -> bool:
    """Whether a link has a lag on a calendar or on the clock."""
    return link.calendar is not None or link.elapsed


def link_table(
    problem: Problem, links: Sequence[Precedence], slots: int, *, turned: bool
) -> LinkTable:
    """The links in one direction; `turned` is backward."""
    count = len(problem.activities)
    groups: list[list[tuple[Precedence, int]]] = [[] for _ in range(count)]
    known: dict[LagKey, int] = {}
    after: list[Ints] = []
    for link in sorted(links, key=is_direct, reverse=True):
        row = known.setdefault(rule(problem, link), len(after)) if is_ruled(link) else -1
        if row == len(after):
            after.append(_after(problem, link, slots, turned=turned))
        own = link.backward if turned else link
        groups[own.second].append((own, row))
    flat = list(chain.from_iterable(groups))
    begin = np.cumsum([0, *map(len, groups)], dtype=np.int64)
    direct = [sum(row < 0 and is_direct(link) for link, row in group) for group in groups]

    def column(values: Iterable[int]) -> Ints:
        return np.array(list(values), dtype=np.int64)

    return LinkTable(
        begin=begin,
        lagged=begin[:-1] + column(direct),
        first=column(link.first for link, _ in flat),
        event=column(link.first + count * (link.kind[0] == "F") for link, _ in flat),
        lag=column(link.lag for link, _ in flat),
        rule=column(row for _, row in flat),
        to_end=column(link.kind[1] == "F" for link, _ in flat),
        after=np.array(after, dtype=np.int64).reshape(-1, slots + 1),
        ordered=int(all(map(_in_order, flat))),
    )


def _after(problem: Problem, link: Precedence, slots: int, *, turned: bool) -> Ints:
    """For each slot of the first's event, the slot until which the link makes the second wait."""
    if turned:
        times = [slots - latest_first(problem, link, slots - slot) for slot in range(slots + 1)]
    else:
        times = [earliest_second(problem, link, slot) for slot in range(slots + 1)]
    row: Ints = np.clip(np.array(times, dtype=np.int64), 0, slots + 1)
    return row


def _in_order(link: tuple[Precedence, int]) -> bool:
    """Whether the link lets nothing start before what it waits for."""
    one, row = link
    return row < 0 and one.kind[1] == "S" and one.lag >= 0
