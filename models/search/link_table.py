"""Links as plain tables for machine code, in both directions of time."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from models.problem import Precedence, Problem
from models.search.arrays import Ints
from models.timing import precedence_order
from models.timing.lags import LagKey, earliest_second, latest_first, rule

_Row = tuple[Precedence, int]
"""A link, and its row of the table of rules, or -1."""


class LooseLinks(NamedTuple):
    """Links within cycles whose second may stand before their first in a list: maximum lags.

    Args:
        begin: Where those begin that each activity waits for; one entry more than activities.
        first, second: The events of a link, as `LinkTable.event`.
        lag, rule: See `LinkTable`.
        out: Their positions, by their firsts.
        begin_out: Where each activity's begin in `out`; one entry more than activities.
    """

    begin: Ints
    first: Ints
    second: Ints
    lag: Ints
    rule: Ints
    out: Ints
    begin_out: Ints


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
        loose: Links that are in none of those above.
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
    loose: LooseLinks


def needed_links(problem: Problem) -> list[Precedence]:
    """The links without those direct ones that other direct ones imply.

    A direct link that is left is the only way of direct links from its first to its second, or one
    of them is in a cycle.
    """
    kept: list[Precedence] = []
    cyclic = cycles(problem)
    after = [0] * len(problem.activities)
    """For each activity, as bits, all that comes after it by links of that kind."""
    for i in reversed(precedence_order.order(problem)):
        links = problem.outgoing[i]
        plain = [is_direct(one) and not {i, one.second} & cyclic.keys() for one in links]
        direct = {link.second for link, kind in zip(links, plain, strict=True) if kind}
        beyond = 0
        for j in direct:
            beyond |= after[j]
        kept += [Precedence(first=i, second=j) for j in sorted(direct) if not beyond >> j & 1]
        kept += [link for link, kind in zip(links, plain, strict=True) if not kind]
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


def cycles(problem: Problem) -> dict[int, int]:
    """For each activity in a cycle of links, which maximum lags close, the number of its cycle."""
    groups = precedence_order.components(problem)
    return {i: k for k, group in enumerate(groups) if len(group) > 1 for i in group}


def link_table(
    problem: Problem, links: Sequence[Precedence], slots: int, lengths: Ints, *, turned: bool
) -> LinkTable:
    """The links in one direction; `turned` is backward.

    Args:
        problem: What is planned.
        links: Those that bind.
        slots: Length of the axis.
        lengths: See `models.search.timetable.Timetable.length`.
        turned: Whether time runs backward.
    """
    known: dict[LagKey, int] = {}
    after: list[Ints] = []
    tight: list[_Row] = []
    loose: list[_Row] = []
    cyclic = cycles(problem)
    for link in sorted(links, key=is_direct, reverse=True):
        row = known.setdefault(rule(problem, link), len(after)) if is_ruled(link) else -1
        if row == len(after):
            after.append(_after(problem, link, slots, turned=turned))
        one = link.backward if turned else link, row
        (loose if _is_loose(one, cyclic, lengths) else tight).append(one)
    flat, begin = _by_second(tight, len(problem.activities))
    direct = [
        sum(row < 0 and is_direct(link) for link, row in flat[a:b])
        for a, b in pairwise(begin.tolist())
    ]
    return LinkTable(
        begin=begin,
        lagged=begin[:-1] + _column(direct),
        first=_column(link.first for link, _ in flat),
        event=_column(_event(problem, link.first, link.kind[0]) for link, _ in flat),
        lag=_column(link.lag for link, _ in flat),
        rule=_column(row for _, row in flat),
        to_end=_column(link.kind[1] == "F" for link, _ in flat),
        after=np.array(after, dtype=np.int64).reshape(-1, slots + 1),
        ordered=int(all(map(_in_order, flat))),
        loose=_loose_links(problem, loose),
    )


def sorted_by_links(links: LinkTable, listed: Ints) -> Ints | None:
    """The list with what is waited for first; None where no schedule can keep the links.

    Where nothing has to move it is the list itself.
    """
    if not len(links.loose.first):
        return listed
    begin, first = links.begin.tolist(), links.first.tolist()
    waits = {i: first[begin[i] : begin[i + 1]] for i in listed.tolist()}
    try:
        return _column(TopologicalSorter(waits).static_order())
    except CycleError:
        return None


def _column(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def _event(problem: Problem, i: int, letter: str) -> int:
    """The position of a start (S) or an end (F) among starts, then ends."""
    return i + len(problem.activities) * (letter == "F")


def _by_second(rows: Iterable[_Row], count: int) -> tuple[list[_Row], Ints]:
    """Links by what waits for them, and where each activity's begin."""
    groups: list[list[_Row]] = [[] for _ in range(count)]
    for link, row in rows:
        groups[link.second].append((link, row))
    return list(chain.from_iterable(groups)), np.cumsum([0, *map(len, groups)], dtype=np.int64)


def _is_loose(one: _Row, cyclic: Mapping[int, int], lengths: Ints) -> bool:
    """Whether a link is within a cycle and does not make its second start after its first."""
    link, row = one
    if link.first not in cyclic or cyclic[link.first] != cyclic.get(link.second):
        return False
    first, second = int(lengths[link.first]), int(lengths[link.second])
    if row >= 0 or first < 0 or second < 0:
        return True
    return link.lag + first * (link.kind[0] == "F") - second * (link.kind[1] == "F") <= 0


def _loose_links(problem: Problem, rows: Iterable[_Row]) -> LooseLinks:
    count = len(problem.activities)
    flat, begin = _by_second(rows, count)
    out: list[list[int]] = [[] for _ in range(count)]
    for x, (link, _) in enumerate(flat):
        out[link.first].append(x)
    return LooseLinks(
        begin=begin,
        first=_column(_event(problem, link.first, link.kind[0]) for link, _ in flat),
        second=_column(_event(problem, link.second, link.kind[1]) for link, _ in flat),
        lag=_column(link.lag for link, _ in flat),
        rule=_column(row for _, row in flat),
        out=_column(chain.from_iterable(out)),
        begin_out=np.cumsum([0, *map(len, out)], dtype=np.int64),
    )


def _after(problem: Problem, link: Precedence, slots: int, *, turned: bool) -> Ints:
    """For each slot of the first's event, the slot until which the link makes the second wait."""
    if turned:
        times = [slots - latest_first(problem, link, slots - slot) for slot in range(slots + 1)]
    else:
        times = [earliest_second(problem, link, slot) for slot in range(slots + 1)]
    row: Ints = np.clip(np.array(times, dtype=np.int64), 0, slots + 1)
    return row


def _in_order(link: _Row) -> bool:
    """Whether the link lets nothing start before what it waits for."""
    one, row = link
    return row < 0 and one.kind[1] == "S" and one.lag >= 0
