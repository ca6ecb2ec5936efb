"""A live line on the terminal while a plan is made, and Ctrl-C as "stop and keep the best"."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Self

from planner.console.speech import say, spoken
from planner.console.summary import amount_of, figure, percent
from planner.language.words import ENGLISH, Words
from planner.phrase import Phrase, phrase
from planner.pipeline import News

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

STOPPED = 130
"""Exit code after Ctrl-C, as shells have it."""


class ProgressLine:
    """Shows on stderr what is being done, and in a terminal how the search goes.

    Where stderr is no terminal only the names of the phases appear, one line each.
    """

    def __init__(self) -> None:
        from rich.console import Console

        self._console = Console(stderr=True, highlight=False)
        self._live: Live | None = None
        self._begun = time.monotonic()
        self._phase = ""
        self._words = spoken()
        self._news: News | None = None

    def __enter__(self) -> Self:
        from rich.live import Live

        if self._console.is_terminal:
            self._live = Live(
                get_renderable=self._line,
                console=self._console,
                refresh_per_second=5,
                transient=True,
            )
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def seconds(self) -> float:
        """Seconds since it was made."""
        return time.monotonic() - self._begun

    def close(self) -> None:
        """Takes the live line away."""
        if self._live is not None:
            self._live.stop()

    def phase(self, name: Phrase) -> None:
        """What is done from now on, and is told in the language spoken then."""
        self._words = spoken()  # what draws the line in a terminal is a thread of its own
        self._phase, self._news = self._words(name), None
        if self._live is None:
            self._console.print(f"{self._phase} …", markup=False)

    def search(self, news: News) -> None:
        """Takes note of news from the search."""
        self._news = news

    def _line(self) -> "Text":
        from rich.text import Text

        elapsed = f"{time.monotonic() - self._begun:6.1f} s"
        found = "" if self._news is None else f"  {describe(self._news, self._words)}"
        return Text(
            f"{elapsed}  {self._phase}{found}", overflow="ellipsis", no_wrap=True, style="cyan"
        )


def describe(news: News, words: Words = ENGLISH) -> str:
    """Objective, bound and gap in a few words."""
    goal = words(news.goal)
    bound = words("bound {value}", value=figure(news.bound, words))
    if news.value is None:
        return words("{goal}: none yet, {bound}", goal=goal, bound=bound)
    gap = words("proved best")
    if news.gap:
        gap = words("gap {share}", share=percent(news.gap, words))
    return f"{goal} {amount_of(news.value, news.unit, words)}, {bound}, {gap}"


@contextmanager
def stoppable(leave: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Within it, Ctrl-C only makes the function given true; a second one ends the program.

    Args:
        leave: Called before the program ends, to put the terminal in order.
    """
    asked = False

    def handle(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            leave()
            say(phrase("\nStopped. Nothing was written."), err=True)
            sys.stderr.flush()
            os._exit(STOPPED)  # the solver's own threads do not end at once
        asked = True
        say(phrase("\nStopping, the best plan so far is kept. Ctrl-C again to abort."), err=True)

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
