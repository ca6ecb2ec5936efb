"""Limits how long a connection may be idle, before a request and while it reads its answer."""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.h11_impl import H11Protocol

_STALLED = 3
"""A client that reads an answer may pause this many times as long."""


def patient(seconds: float) -> type[H11Protocol]:
    """The protocol with a limit on the time until a request's head has arrived.

    `planner.web.guard` limits the time of the body, the server the time between requests.
    """
    return type("_Patient", (_Timed,), {"patience": seconds})


class _Timed(H11Protocol):
    patience: float
    _expecting: TimerHandle | None = None
    _stalled: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._expect()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(_STALLED * self.patience, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._stalled is not None:
            self._stalled.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        for timer in (self._expecting, self._stalled):
            if timer is not None:
                timer.cancel()

    def _expect(self) -> None:
        """Waits for the head of the next request."""
        if self._expecting is not None:
            self._expecting.cancel()
        self._expecting = self.loop.call_later(self.patience, self._give_up)

    def _give_up(self) -> None:
        """Closes the connection, unless a request is being answered."""
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
