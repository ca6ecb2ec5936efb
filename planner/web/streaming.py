"""A long page that is sent while it is made, packed for browsers that take it so."""

import zlib
from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

_FIRST, _PIECE = 1_024, 16_384
"""Characters that are sent at once: few at first, each time twice as many after that."""

_LEVEL, _GZIP = 5, 31
"""How much to pack, and zlib's name for the format."""


def streamed(request: Request, texts: Iterable[str]) -> Response:
    """Sends a page of texts, the first of them before the last are made."""
    pieces, headers = _pieces(texts), {"vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        pieces, headers["content-encoding"] = _packed(pieces), "gzip"
    return StreamingResponse(pieces, media_type="text/html", headers=headers)


def _pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Yields the texts, several at a time."""
    some, size, enough = list[str](), 0, _FIRST
    for text in texts:
        some.append(text)
        size += len(text)
        if size >= enough:
            yield "".join(some).encode()
            some, size, enough = [], 0, min(2 * enough, _PIECE)
    yield "".join(some).encode()


def _packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Packs each piece by itself, so that it can be read before the next one is there."""
    packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
    for piece in pieces:
        yield packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()
