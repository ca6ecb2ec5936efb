"""What mpxj makes of our own small files, kept for tests where it or a Java is not there.

    python -m tests.planner.interchange.answers [FOLDER]

Writes one file for each format of `wide`. Needs ``pip install mpxj`` and a Java.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from planner.interchange.draft import ImportDraft
from planner.interchange.formats import Format, read_draft
from planner.interchange.place import Report
from tests.planner.interchange.facts import facts_of, span
from tests.planner.interchange.wide import FILES

ANSWERS = Path(__file__).with_name("answers")
KINDS: tuple[Format, ...] = ("mspdi", "pod", "xer", "pmxml", "gan")
_SUFFIXES = {"mspdi": "xml", "pmxml": "xml"}


def draft_of(kind: Format) -> ImportDraft:
    """What our reader makes of the file of a format."""
    return read_draft(FILES[kind], kind, Report())


def ours(kind: Format) -> dict[str, dict[str, Any]]:
    """The facts that it finds."""
    return facts_of(draft_of(kind), kind)


def kept(kind: Format) -> dict[str, dict[str, Any]]:
    """The facts that mpxj found."""
    found: dict[str, dict[str, Any]] = json.loads((ANSWERS / f"{kind}.json").read_text())
    return found


def write(folder: Path = ANSWERS) -> None:
    """Ask mpxj anew."""
    from tests.planner.interchange.peer import Peer

    peer = Peer()
    with tempfile.TemporaryDirectory() as place:
        for kind in KINDS:
            path = Path(place) / f"wide.{_SUFFIXES.get(kind, kind)}"
            path.write_bytes(FILES[kind])
            facts = peer.facts(peer.read(path), kind, *span(draft_of(kind)))
            text = json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False)
            (folder / f"{kind}.json").write_text(f"{text}\n")


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:]))
