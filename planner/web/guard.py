"""Checks every request before the pages: host names, tokens, origins, sizes, times, headers.

It is plain ASGI around the application, so that a refused request is not read.
"""

import asyncio
import hashlib
import hmac
import secrets
import time
from collections import deque
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from planner.phrase import phrase
from planner.web.config import Config

Refuse = Callable[[Request, HTTPException], Response]
"""Makes the answer to a refused request."""

OWNER_COOKIE, KEY_COOKIE = "planner_owner", "planner_key"
_OPEN = ("/login", "/healthz", "/static/", "/shared/")
"""Addresses that need no token of the server; those of shared plans contain their own."""
_SAFE = ("GET", "HEAD", "OPTIONS")
_MINUTE = 60.0
_WRONG_TOKENS = 10
_MOST_CLIENTS = 10_000
_WHOLE = 15
"""A whole request may take this many times the longest silence."""

_YEAR = 365 * 86400

_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # no-referrer makes browsers send forms with Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class RateLimit:
    """Limits how often something happens in a minute, for each key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._times: dict[str, deque[float]] = {}

    def full(self, key: str) -> bool:
        """Whether the key has used up its minute."""
        times = self._times.get(key)
        while times and times[0] < time.monotonic() - _MINUTE:
            times.popleft()
        return times is not None and len(times) >= self._most

    def count(self, key: str) -> None:
        """Adds one event."""
        if len(self._times) >= _MOST_CLIENTS:
            self._times.clear()
        self._times.setdefault(key, deque()).append(time.monotonic())


class Keys:
    """Knows the token, and the cookie that replaces it afterwards."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._wrong = RateLimit(_WRONG_TOKENS)

    @property
    def needed(self) -> bool:
        """Whether a token is required at all."""
        return bool(self._token)

    @property
    def cookie(self) -> str:
        """The value that a browser keeps instead of the token."""
        return hmac.new(self._token.encode(), b"planner cookie", hashlib.sha256).hexdigest()

    def right(self, token: str, client: str) -> bool:
        """Whether this is the token; the right one always passes, so nobody can lock others out.

        Raises:
            HTTPException: 429 for a wrong one after too many of them.
        """
        if hmac.compare_digest(token.encode(), self._token.encode()):
            return True
        if self._wrong.full(client):
            raise HTTPException(429, phrase("Too many wrong tokens, wait a minute."))
        self._wrong.count(client)
        return False

    def admits(self, headers: Headers, cookies: dict[str, str], client: str) -> bool:
        """Whether a request has the cookie or the token."""
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return self.right(token.strip(), client)
        return hmac.compare_digest(cookies.get(KEY_COOKIE, "").encode(), self.cookie.encode())


class Guard:
    """Refuses requests that must not enter, limits the others, and sets the headers of all answers.

    The application finds ``owner`` in the request's state: the visitor, "" for programs.
    """

    def __init__(self, app: ASGIApp, *, config: Config, keys: Keys, refuse: Refuse) -> None:
        self._app = app
        self._config = config
        self._keys = keys
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers)
        owner = cookies.get(OWNER_COOKIE, "")
        new = "" if owner or "text/html" not in headers.get("accept", "") else _new_owner()
        scope.setdefault("state", {})["owner"] = owner or new
        send = _with_headers(send, scope, new)
        refusal = self._refusal(scope, headers, cookies)
        if refusal is not None:
            await self._refuse(Request(scope), refusal)(scope, receive, send)
            return
        body = _Body(receive, self._config.max_upload, self._config.receive_timeout)
        await self._app(scope, body, send)

    def _refusal(
        self, scope: Scope, headers: Headers, cookies: dict[str, str]
    ) -> HTTPException | None:
        host = headers.get("host", "")
        if not self._config.knows_host(_hostname(host)):
            return HTTPException(
                421,
                phrase("This server does not go by that name, see --allow-host in the manual."),
            )
        if scope["method"] not in _SAFE and not _same_site(headers, host):
            return HTTPException(403, phrase("The request comes from another site."))
        if self._keys.needed and not scope["path"].startswith(_OPEN):
            try:
                if not self._keys.admits(headers, cookies, client_of(scope)):
                    return HTTPException(401, phrase("Log in with the token first."))
            except HTTPException as refusal:
                return refusal
        size = headers.get("content-length", "0")
        if size.isdigit() and int(size) > self._config.max_upload:
            return too_large(self._config.max_upload)
        return None


class _Body:
    """A request's body, with limits on its size and on the time that it takes to arrive."""

    def __init__(self, receive: Receive, most: int, timeout: float) -> None:
        self._receive = receive
        self._most = most
        self._timeout = timeout
        self._size = 0
        self._until = time.monotonic() + _WHOLE * timeout
        self._complete = False

    async def __call__(self) -> Message:
        if self._complete:  # now only the message can come that the client has gone
            return await self._receive()
        try:
            left = max(0.0, self._until - time.monotonic())
            message = await asyncio.wait_for(self._receive(), min(self._timeout, left))
        except TimeoutError as error:
            raise HTTPException(408, phrase("The upload stopped arriving.")) from error
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            raise too_large(self._most)
        self._complete = not message.get("more_body", False)
        return message


def too_large(most: int) -> HTTPException:
    """The refusal of a body above the limit."""
    return HTTPException(
        413, phrase("The upload is too large, at most {most} MB are taken.", most=most >> 20)
    )


def client_of(scope: Scope) -> str:
    """The address that a request comes from."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def set_cookie(headers: MutableHeaders, scope: Scope, name: str, value: str) -> None:
    """Sets a cookie that scripts cannot read."""
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    text = f"{name}={value}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Lax{secure}"
    headers.append("set-cookie", text)


def _new_owner() -> str:
    return secrets.token_hex(16)


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        parsed = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in parsed.items()}


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _same_site(headers: Headers, host: str) -> bool:
    """Whether the request comes from our own pages; a client that does not say it is no browser."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host


def _with_headers(send: Send, scope: Scope, new_owner: str) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            public = scope["path"].startswith("/static/")
            headers["cache-control"] = "no-cache" if public else "no-store"
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if new_owner and not public:
                set_cookie(headers, scope, OWNER_COOKIE, new_owner)
        await send(message)

    return wrapped
