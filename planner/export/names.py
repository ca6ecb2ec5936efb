"""File names made of people's names."""

import re
import unicodedata

_LONGEST = 60
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def file_stem(name: str, taken: set[str]) -> str:
    """A file name without suffix that every system takes and that is not taken; it is then.

    Letters of all scripts stay; what could be a path, a device or an option does not.
    """
    text = unicodedata.normalize("NFC", name)
    stem = re.sub(r"[^\w]+", "-", text).strip("-_")[:_LONGEST].strip("-_") or "unnamed"
    stem = f"{stem}-1" if _DEVICES.match(stem) else stem
    number, free = 1, stem
    while free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}"
    taken.add(free.casefold())
    return free
