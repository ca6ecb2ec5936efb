"""A live line on the terminal while a plan is made, and Ctrl-C as "stop and keep the best"."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Self

from planner.console.summary import figure, percent
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

    def close(self) -> None:
        """Takes the live line away."""
        if self._live is not None:
            self._live.stop()

    def phase(self, name: str) -> None:
        """What is done from now on."""
        self._phase, self._news = name, None
        if self._live is None:
            self._console.print(f"{name} …", markup=False)

    def search(self, news: News) -> None:
        """Takes note of news from the search."""
        self._news = news

    def _line(self) -> "Text":
        from rich.text import Text

        elapsed = f"{time.monotonic() - self._begun:6.1f} s"
        found = "" if self._news is None else f"  {describe(self._news)}"
        return Text(
            f"{elapsed}  {self._phase}{found}", overflow="ellipsis", no_wrap=True, style="cyan"
        )


def describe(news: News) -> str:
    """Objective, bound and gap in a few words."""
    bound = f"bound {figure(news.bound)}"
    if news.value is None:
        return f"{news.goal}: none yet, {bound}"
    gap = f"gap {percent(news.gap)}" if news.gap else "proved best"
    return f"{news.goal} {figure(news.value)} {news.unit}, {bound}, {gap}"


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
            sys.stderr.write("\nStopped. Nothing was written.\n")
            sys.stderr.flush()
            os._exit(STOPPED)  # the solver's own threads do not end at once
        asked = True
        sys.stderr.write("\nStopping, the best plan so far is kept. Ctrl-C again to abort.\n")

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
