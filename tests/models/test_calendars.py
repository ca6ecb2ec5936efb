"""Working time against counting slot by slot."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.calendars import Calendar, intersection, union
from models.cpsat import piecewise

HORIZON = 14
slots = st.integers(0, HORIZON)
works = st.integers(0, HORIZON + 1)
worked_sets = st.sets(st.integers(0, HORIZON - 1))
quick = settings(max_examples=150, deadline=None, derandomize=True)


def calendar(worked: set[int]) -> Calendar:
    return Calendar.from_slots(sorted(worked))


def naive_end(worked: set[int], start: int, work: int) -> int | None:
    """Walk from the start until the work is done."""
    slot = start
    while work:
        if slot >= HORIZON:
            return None
        work -= slot in worked
        slot += 1
    return slot


@quick
@given(worked=worked_sets)
def test_the_spans_hold_exactly_the_slots_worked(worked: set[int]) -> None:
    made = calendar(worked)
    assert {t for start, end in made.spans for t in range(start, end)} == worked
    assert {t for t in range(HORIZON) if made.works(t)} == worked
    assert made.total == len(worked)
    assert made.gapless(HORIZON) == (len(worked) == HORIZON)


@quick
@given(worked=worked_sets, slot=slots)
def test_worked_counts_the_working_slots_before(worked: set[int], slot: int) -> None:
    assert calendar(worked).worked(slot) == sum(t < slot for t in worked)


@quick
@given(worked=worked_sets, slot=slots)
def test_next_working_is_the_first_from_there(worked: set[int], slot: int) -> None:
    assert calendar(worked).next_working(slot) == min(
        (t for t in worked if t >= slot), default=None
    )


@quick
@given(worked=worked_sets, work=works)
def test_reached_is_the_first_slot_before_which_so_much_is_worked(
    worked: set[int], work: int
) -> None:
    enough = [t for t in range(HORIZON + 1) if sum(s < t for s in worked) >= work]
    assert calendar(worked).reached(work) == (enough[0] if enough else None)


@quick
@given(worked=worked_sets, start=slots, work=works)
def test_finish_is_where_a_walk_ends(worked: set[int], start: int, work: int) -> None:
    made = calendar(worked)
    if start in worked or work == 0:
        assert made.finish(start, work) == naive_end(worked, start, work)
    begin = made.next_working(start)
    if work:
        end = None if begin is None else naive_end(worked, begin, work)
        assert made.run(start, work) == (None if end is None else (begin, end))


@quick
@given(worked=worked_sets, end=slots, work=works)
def test_latest_start_is_the_last_one_that_is_done_in_time(
    worked: set[int], end: int, work: int
) -> None:
    ends = {t: naive_end(worked, t, work) for t in worked}
    in_time = [t for t, done in ends.items() if done is not None and done <= end]
    expected = end if work == 0 else max(in_time, default=None)
    assert calendar(worked).latest_start(end, work) == expected


@quick
@given(worked=worked_sets, work=works)
def test_sizes_tell_how_long_each_start_takes(worked: set[int], work: int) -> None:
    told = {
        start: size
        for size, ranges in calendar(worked).sizes(work).items()
        for first, last in ranges
        for start in range(first, last + 1)
    }
    ends = {start: naive_end(worked, start, work) for start in worked}
    assert told == {start: end - start for start, end in ends.items() if end is not None}


@quick
@given(worked=worked_sets, work=works)
def test_ranges_of_a_size_are_increasing_and_apart(worked: set[int], work: int) -> None:
    for ranges in calendar(worked).sizes(work).values():
        edges = [edge for pair in ranges for edge in pair]
        assert edges == sorted(edges)
        assert all(one[1] < two[0] for one, two in pairwise(ranges))


@quick
@given(worked=worked_sets, start=slots, end=slots)
def test_within_and_cropped_cut_to_a_span(worked: set[int], start: int, end: int) -> None:
    inside = {t for t in worked if start <= t < end}
    made = calendar(worked)
    assert {t for a, b in made.within(start, end) for t in range(a, b)} == inside
    if start <= end:
        assert made.cropped(start, end) == calendar({t - start for t in inside})


@quick
@given(sets=st.lists(worked_sets, min_size=1, max_size=3))
def test_union_and_intersection_are_those_of_the_slots(sets: list[set[int]]) -> None:
    made = [calendar(worked) for worked in sets]
    assert union(made) == calendar(set.union(*sets))
    assert intersection(made) == calendar(set.intersection(*sets))


@quick
@given(worked=worked_sets)
def test_pieces_of_working_time_are_worth_it(worked: set[int]) -> None:
    made = calendar(worked)
    assert values(piecewise.of_work(made)) == {t: made.worked(t) for t in range(HORIZON + 1)}


@quick
@given(gaps=st.lists(st.integers(1, 3), min_size=HORIZON, max_size=HORIZON))
def test_pieces_of_a_clock_are_worth_it(gaps: list[int]) -> None:
    clock = [sum(gaps[:t]) for t in range(HORIZON + 1)]
    assert values(piecewise.of_clock(clock)) == dict(enumerate(clock))


@quick
@given(worked=worked_sets, low=slots, high=slots)
def test_pieces_inside_a_window_are_worth_it_there(worked: set[int], low: int, high: int) -> None:
    low, high = min(low, high), max(low, high)
    made = calendar(worked)
    found = [piece.inside(low, high) for piece in piecewise.of_work(made)]
    inside = [piece for piece in found if piece is not None]
    told = {t: v for t, v in values(inside).items() if low <= t <= high}
    assert told == {t: made.worked(t) for t in range(low, high + 1)}
    for piece in inside:
        ranges = piece.ranges(low, high)
        assert len(ranges) == piece.times
        assert all(low <= first <= last <= high for first, last in ranges)


def values(told: list[piecewise.Piece] | tuple[piecewise.Piece, ...]) -> dict[int, int]:
    """What the pieces say of every slot; each slot must be in one piece."""
    found: dict[int, int] = {}
    for slot in range(HORIZON + 1):
        for piece in told:
            turn = piece.turn(slot)
            if turn is not None:
                assert slot not in found
                from_first = slot - piece.first - turn * piece.period
                found[slot] = piece.value + turn * piece.gain + piece.slope * from_first
    return found


def test_working_weeks_of_years_are_told_in_a_few_pieces() -> None:
    days = (day for day in range(7 * 100) if day % 7 < 5)
    hours = (24 * day + hour for day in days for hour in (8, 9, 10, 11, 13, 14, 15, 16))
    assert len(piecewise.of_work(Calendar.from_slots(hours))) <= 25


@pytest.mark.parametrize(
    "spans", [((3, 3),), ((3, 2),), ((0, 2), (1, 4)), ((0, 2), (2, 4)), ((4, 6), (0, 2))]
)
def test_spans_must_be_in_order_and_apart(spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="span"):
        Calendar(spans=spans)


def test_always_works_always() -> None:
    assert Calendar.always(5).spans == ((0, 5),)
    assert Calendar.always(0).spans == ()


@quick
@given(worked=worked_sets)
def test_gaps_end_where_work_follows_time_off(worked: set[int]) -> None:
    never = HORIZON + 1
    what = calendar(worked)
    ends = {after: length for length, slots in what.gaps(never).items() for after in slots}
    for slot in range(never):
        after = what.next_working(slot)
        after = never if after is None else after
        if after > slot:
            assert what.idle_since(slot) == after - ends[after]
    assert set(ends) == {never} | {slot for slot in worked if slot and slot - 1 not in worked}
