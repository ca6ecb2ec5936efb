"""Starts the server and reports its address."""

import ipaddress
import logging
import os
import secrets
import socket
import webbrowser
from collections.abc import Callable, Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import Any

import uvicorn
from starlette.applications import Starlette

from planner.errors import PlannerError
from planner.phrase import phrase, verbatim
from planner.running.dask_cluster import check_address
from planner.web import own_folder
from planner.web.app import create_app
from planner.web.config import MEGABYTE, Config, is_loopback
from planner.web.patience import patient
from planner.web.site import warm_up

_CONNECTIONS = 400
_LOG_BYTES, _LOGS_KEPT = 10 * MEGABYTE, 5
_GRACE = 5

Say = Callable[[str], object]


def serve(
    data_dir: Path | None,
    *,
    say: Say,
    open_browser: bool = False,
    token: str = "",
    log: Path | None = None,
    **options: Any,
) -> None:
    """Serves until it is stopped; running jobs return to the queue and continue at the next start.

    Args:
        data_dir: The folder for uploads and results; None is a folder of the user's.
        say: Receives the address of the page.
        open_browser: Whether a browser opens the page.
        token: The token that clients need; if it is missing where the address requires one, it is
            generated and reported.
        log: A file for the log, instead of the standard error output; five older ones are kept.
        options: Settings of `Config`; ``max_upload`` and ``quota`` in megabytes.

    Raises:
        PlannerError: if the data folder or the address cannot be used.
    """
    for name in ("max_upload", "quota"):
        options[name] = int(options[name] * MEGABYTE)
    made = "" if token or is_loopback(options["host"]) else secrets.token_urlsafe(32)
    _check_proxies(options.get("proxies", ()))
    os.umask(0o077)  # all files from here on are for this user alone
    config = Config(data_dir=data_dir or own_folder(), token=token or made, **options)
    _log_to(log)
    if isinstance(config.workers, str):
        check_address(config.workers, insecure=config.insecure_workers)
    _check_free(config)
    app = create_app(config)
    address = _address(config, made)
    _Server(settings(config, app), app.state.site.closing, address, say, browse=open_browser).run()


def _log_to(path: Path | None) -> None:
    """Logs to the standard error output, or to a file that is rotated when it is full.

    Raises:
        PlannerError: if the file cannot be written.
    """
    handlers: list[logging.Handler] | None = None
    if path is not None:
        try:
            handlers = [RotatingFileHandler(path, "a", _LOG_BYTES, _LOGS_KEPT, "utf-8")]
        except OSError as error:
            text = phrase(
                "{path} cannot be written: {reason}, choose another --log",
                path=path,
                reason=error.strerror or error,
            )
            raise PlannerError(text) from error
    told = "%(asctime)s %(levelname)s %(name)s %(message)s"
    logging.basicConfig(format=told, level=logging.INFO, handlers=handlers)


def settings(config: Config, app: Starlette) -> uvicorn.Config:
    """The settings of uvicorn for the application."""
    return uvicorn.Config(
        app,
        host=config.host,
        port=config.port,
        http=patient(config.receive_timeout),
        proxy_headers=False,  # the application reads them if a proxy is configured
        access_log=False,
        log_config=None,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=64 << 10,
    )


class _Server(uvicorn.Server):
    """Reports the address of the page once it is up, and notifies open streams when it stops."""

    def __init__(
        self, settings: uvicorn.Config, closing: Event, address: str, say: Say, *, browse: bool
    ) -> None:
        super().__init__(settings)
        self._closing = closing
        self._address = address
        self._say = say
        self._browse = browse

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing.set()
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            Thread(target=warm_up, daemon=True).start()
            self._say(phrase("The page is at {address} (stop with Ctrl-C)", address=self._address))
            if self._browse:
                webbrowser.open(self._address)


def _address(config: Config, made: str) -> str:
    """The address of the page, with a generated token; a token that was given is already known."""
    host = "localhost" if config.host in ("0.0.0.0", "::") else config.host  # noqa: S104 compared
    host = f"[{host}]" if ":" in host else host
    path = f"/login?token={made}" if made else "/"
    return f"http://{host}:{config.port}{path}"


def _check_proxies(proxies: Iterable[str]) -> None:
    """Refuses proxies that are no addresses, such as a name that somebody else could answer to.

    Raises:
        PlannerError: with the wrong one.
    """
    for proxy in proxies:
        try:
            ipaddress.ip_network(proxy, strict=False)
        except ValueError as error:
            text = phrase(
                "--proxy takes an address or a network such as 10.0.0.0/8, not {proxy}", proxy=proxy
            )
            raise PlannerError(text) from error


def _check_free(config: Config) -> None:
    """Reports an unusable address clearly, before anything starts.

    Raises:
        PlannerError: if the address is unusable.
    """
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((config.host, config.port))
    except OSError as error:
        text = phrase(
            "cannot listen on {place}: {reason}, choose another --port",
            place=f"{config.host}:{config.port}",
            reason=verbatim(error.strerror or str(error)),
        )
        raise PlannerError(text) from error
