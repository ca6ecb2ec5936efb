"""The live line, and Ctrl-C as "stop and keep the best"."""

import os
import signal

import pytest

from planner.console.progress_line import STOPPED, ProgressLine, stoppable
from planner.phrase import phrase
from planner.pipeline import News


def test_without_a_terminal_only_the_phases_are_named(capfd: pytest.CaptureFixture[str]) -> None:
    with ProgressLine() as progress:
        progress.phase(phrase("Planning"))
        progress.search(News(goal="cost", unit="€", value=200, bound=150))
    output = capfd.readouterr()
    assert output.err == "Planning …\n"
    assert output.out == ""


def test_in_a_terminal_the_line_follows_the_search_and_goes_away(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with ProgressLine() as progress:
        progress.phase(phrase("Planning"))
        progress.search(News(goal="cost", unit="€", value=200, bound=150))
    error = capfd.readouterr().err
    assert "Planning  cost 200 €, bound 150, gap 25.0%" in error
    assert error.endswith("\x1b[2K")


def test_ctrl_c_asks_to_stop_and_the_usual_meaning_comes_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stoppable(lambda: None) as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_ctrl_c_tidies_up_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    class EndedError(Exception):
        pass

    def leave(code: int) -> None:
        raise EndedError(code)

    tidied: list[bool] = []
    monkeypatch.setattr(os, "_exit", leave)
    with stoppable(lambda: tidied.append(True)):
        signal.raise_signal(signal.SIGINT)
        assert not tidied
        with pytest.raises(EndedError, match=str(STOPPED)):
            signal.raise_signal(signal.SIGINT)
    assert tidied == [True]
