"""Starts the server and says where it is."""

import logging
import os
import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from planner.errors import PlannerError
from planner.running.workers import check_address
from planner.web.app import create_app
from planner.web.config import MEGABYTE, Config, is_loopback

_CONNECTIONS = 400
_GRACE = 5

Say = Callable[[str], object]


def serve(
    data_dir: Path | None, *, say: Say, open_browser: bool = False, token: str = "", **options: Any
) -> None:
    """Serve until stopped; running jobs are then handed back and go on at the next start.

    Args:
        data_dir: Where uploads and results are kept; None is a folder of the user's.
        say: Told where the page is.
        open_browser: Whether to open it.
        token: What clients have to know; made up where the address asks for one.
        options: Settings of `Config`; ``max_upload`` and ``quota`` in megabytes.

    Raises:
        PlannerError: if the data folder or the address cannot be used.
    """
    for name in ("max_upload", "quota"):
        options[name] = int(options[name] * MEGABYTE)
    if not is_loopback(options["host"]):
        token = token or secrets.token_urlsafe(32)
    os.umask(0o077)  # whatever is written from here on is for this user alone
    config = Config(data_dir=data_dir or _own_folder(), token=token, **options)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.INFO)
    if isinstance(config.workers, str):
        check_address(config.workers, insecure=config.insecure_workers)
    _check_free(config)
    settings = uvicorn.Config(
        create_app(config),
        host=config.host,
        port=config.port,
        access_log=False,
        log_config=None,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=64 << 10,
    )
    _Server(settings, _address(config), say, open_browser=open_browser).run()


class _Server(uvicorn.Server):
    """Says where the page is once it is there."""

    def __init__(
        self, settings: uvicorn.Config, address: str, say: Say, *, open_browser: bool
    ) -> None:
        super().__init__(settings)
        self._address = address
        self._say = say
        self._open_browser = open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._say(f"The page is at {self._address} (stop with Ctrl-C)")
            if self._open_browser:
                webbrowser.open(self._address)


def _address(config: Config) -> str:
    host = "localhost" if config.host in ("0.0.0.0", "::") else config.host  # noqa: S104 compared
    host = f"[{host}]" if ":" in host else host
    path = f"/login?token={config.token}" if config.token else "/"
    return f"http://{host}:{config.port}{path}"


def _check_free(config: Config) -> None:
    """Say clearly that an address cannot be used, before anything is started.

    Raises:
        PlannerError: if so.
    """
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((config.host, config.port))
    except OSError as error:
        place = f"{config.host}:{config.port}"
        text = f"cannot listen on {place}: {error.strerror or error}, choose another --port"
        raise PlannerError(text) from error


def _own_folder() -> Path:
    """The user's folder for data of programs, as far as systems agree on one."""
    return Path.home() / ".local" / "share" / "planner"
