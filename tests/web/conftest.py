"""A server in this process for each test, and a visitor's browser without a screen."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from planner.web import children, runner
from planner.web.app import create_app
from planner.web.config import Config

BROWSER = {"accept": "text/html", "sec-fetch-site": "same-origin"}


class Visitor(TestClient):
    """A visitor's browser without a screen, and the server it asks."""

    def stop(self) -> None:
        """End the server."""
        self._begun.close()

    def begin(self) -> None:
        """Start the server."""
        self._begun = ExitStack()
        self._begun.enter_context(self)


Visit = Callable[..., Visitor]

_warmed_up = cache(children.warm_up)
"""All servers of this process have one helper."""


@pytest.fixture
def visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Starts a server with the settings given; what comes back asks it as a browser would."""
    opened: list[Visitor] = []
    monkeypatch.setattr(runner, "warm_up", _warmed_up)

    def start(**settings: object) -> Visitor:
        config = Config(data_dir=tmp_path / "data", **{"workers": 1, **settings})  # type: ignore[arg-type]
        client = Visitor(
            create_app(config),
            base_url="http://127.0.0.1:8000",
            headers=BROWSER,
            follow_redirects=False,
        )
        client.begin()
        opened.append(client)
        return client

    yield start
    for client in opened:
        client.stop()


@pytest.fixture
def client(visit: Visit) -> Visitor:
    """A visitor of a server with the usual settings who has seen the first page."""
    client = visit()
    client.get("/")
    return client
