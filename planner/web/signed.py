"""Python's own objects on disk, for processes of this run of the server and for nobody else.

Each is signed with a secret that only they know: what anybody else, or another release, left there
is never looked at.
"""

import hmac
import pickle
import secrets
from dataclasses import dataclass
from pathlib import Path

from planner.web.private import write_bytes

_LENGTH = 32


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """The secret of a run of the server."""

    key: bytes

    @classmethod
    def new(cls) -> "Secret":
        """Draws one that nobody knows."""
        return cls(secrets.token_bytes(_LENGTH))

    def sign(self, mark: str, data: bytes) -> bytes:
        """Returns what only who knows the secret can say of data with a mark."""
        return hmac.digest(self.key, mark.encode() + b"\n" + data, "sha256")


def keep(path: Path, mark: str, thing: object, secret: Secret) -> None:
    """Writes an object; `mark` says all that it was made of.

    Raises:
        OSError: if it cannot be written.
    """
    data = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    write_bytes(path, secret.sign(mark, data) + data)


def kept(path: Path, mark: str, secret: Secret) -> object | None:
    """Returns the object kept; None if there is none of this run with this mark."""
    try:
        found = path.read_bytes()
    except OSError:
        return None
    sign, data = found[:_LENGTH], found[_LENGTH:]
    if not hmac.compare_digest(sign, secret.sign(mark, data)):
        return None
    thing: object = pickle.loads(data)  # noqa: S301 - signed by a process of this server
    return thing
