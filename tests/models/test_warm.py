"""Machine code that is made in the background."""

import logging
from collections.abc import Iterator
from threading import Event, Timer

import pytest

from models.search.warm import Warm


def test_it_is_there_once_all_steps_are_done() -> None:
    going, done = Event(), []

    def steps() -> Iterator[None]:
        going.wait()
        yield
        done.append(1)

    warm = Warm(steps)
    warm.begin()
    assert not warm.ready()
    assert not warm.wait(lambda: True, poll=0.001)
    going.set()
    assert warm.wait()
    assert warm.ready()
    warm.begin()
    assert done == [1]


def test_planning_goes_on_without_what_cannot_be_made(caplog: pytest.LogCaptureFixture) -> None:
    def steps() -> Iterator[None]:
        yield
        raise OSError("no compiler")

    with caplog.at_level(logging.WARNING):
        warm = Warm(steps)
        assert not warm.wait()
    assert not warm.ready()
    assert "planning goes on without it" in caplog.text


def test_a_process_that_ends_waits_for_the_step_at_hand_only() -> None:
    begun, ending, later = Event(), Event(), []

    def steps() -> Iterator[None]:
        begun.set()
        ending.wait()
        yield
        later.append(1)

    warm = Warm(steps)
    warm.begin()
    begun.wait()
    Timer(0.05, ending.set).start()
    warm._end()
    assert not warm.ready()
    assert later == []
