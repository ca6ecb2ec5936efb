"""The streams of compound files, in which Office kept its documents before 2007.

Source: [MS-CFB] Compound File Binary File Format, Microsoft.
"""

from collections.abc import Callable, Mapping, Sequence
from struct import Struct, error, unpack_from

_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_LAST = 0xFFFFFFFA
"""Numbers from here on are no sectors."""
_IN_HEADER, _HEADER = 109, 512
_ENTRY, _STREAM, _ROOT = 128, 2, 5
_NUMBER = Struct("<I")


class NoCompoundFileError(ValueError):
    """The data are no compound file, or a damaged one."""


def streams_of(data: bytes, names: Sequence[str]) -> dict[str, bytes]:
    """Name → content of those streams of a file that have one of some names.

    Raises:
        NoCompoundFileError: if the file is none, or is damaged.
    """
    if not data.startswith(_MAGIC) or len(data) < _HEADER:
        raise NoCompoundFileError
    try:
        return _File(data).streams(frozenset(names))
    except (error, IndexError, OverflowError) as fault:
        raise NoCompoundFileError from fault


class _File:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << min(unpack_from("<H", data, 30)[0], 12)
        self._small = 1 << min(unpack_from("<H", data, 32)[0], 12)
        self._directory, self._cutoff, self._small_table = (
            unpack_from("<I", data, at)[0] for at in (48, 56, 60)
        )
        self._next = self._numbers(b"".join(map(self._sector, self._table())))

    def streams(self, names: frozenset[str]) -> dict[str, bytes]:
        entries = self._chain(self._directory, self._next, self._size, self._sector)
        found: dict[str, tuple[int, int]] = {}
        small = b""
        for at in range(0, len(entries), _ENTRY):
            entry = entries[at : at + _ENTRY]
            length = min(64, unpack_from("<H", entry, 64)[0])
            name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
            first, size = unpack_from("<II", entry, 116)
            if entry[66] == _ROOT:
                small = self._chain(first, self._next, self._size, self._sector)[:size]
            elif entry[66] == _STREAM and name in names:
                found[name] = first, size
        told = self._chain(self._small_table, self._next, self._size, self._sector)
        return {
            name: self._content(first, size, small, self._numbers(told))
            for name, (first, size) in found.items()
        }

    def _content(self, first: int, size: int, small: bytes, following: Mapping[int, int]) -> bytes:
        if size >= self._cutoff:
            return self._chain(first, self._next, self._size, self._sector)[:size]
        width = self._small

        def piece(number: int) -> bytes:
            return small[number * width : (number + 1) * width]

        return self._chain(first, following, width, piece)[:size]

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        return self._data[begin : begin + self._size]

    def _table(self) -> list[int]:
        """The sectors that hold the table of sectors."""
        found = list(unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        more, count = unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) // self._size)):
            if more >= _LAST:
                break
            told = unpack_from(f"<{self._size // 4}I", self._sector(more))
            found += told[:-1]
            more = told[-1]
        return [number for number in found if number < _LAST]

    def _numbers(self, told: bytes) -> Mapping[int, int]:
        return {at: number for at, (number,) in enumerate(_NUMBER.iter_unpack(told))}

    def _chain(
        self, first: int, following: Mapping[int, int], width: int, piece: Callable[[int], bytes]
    ) -> bytes:
        """The content of a chain of sectors, which ends where it is damaged."""
        found: list[bytes] = []
        while first < _LAST and len(found) * width <= len(self._data):
            found.append(piece(first))
            first = following.get(first, _LAST)
        return b"".join(found)
