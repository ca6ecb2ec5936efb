"""How our readers of other programs' files agree with mpxj, an independent reader, on a folder.

    python -m benchmarks.interchange FOLDER [--verbose]

Every file of a kind we read is read by both; tasks, links with lags, resources, assignments,
calendars (day by day over the project and a year beyond) and baselines are compared. Needs
``pip install mpxj`` and a Java. Prints a line for each file and a table of what differs.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from planner.errors import InputError
from planner.interchange.formats import Format, format_of, read_draft
from planner.interchange.place import Report
from tests.planner.interchange.facts import Difference, Facts, different, facts_of, span
from tests.planner.interchange.peer import Peer


def main() -> None:
    """Compare all files of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true", help="every difference in a line")
    parser.add_argument("--only", default="", help="one kind of file, such as xer")
    arguments = parser.parse_args()
    peer = Peer()
    totals: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for path in sorted(arguments.folder.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        kind = format_of(data)
        if kind is None or arguments.only not in ("", kind):
            continue
        report(path, list(_compared(path, data, kind, peer, totals)), arguments.verbose, kinds)
        totals[f"files {kind}"] += 1
    print("\ncompared:", dict(totals))
    print("different:", dict(kinds) or "nothing")


def report(path: Path, found: list[Difference], verbose: bool, kinds: Counter[str]) -> None:
    """Print what differs in a file."""
    counts = Counter(what for what, *_ in found)
    kinds.update(counts)
    if counts:
        print(f"{path.name}: {dict(counts)}")
    for what, whose, ours, theirs in found if verbose else found[:0]:
        print(f"    {what} of {whose}: {ours!r} here, {theirs!r} there")


def _compared(
    path: Path, data: bytes, kind: Format, peer: Peer, totals: Counter[str]
) -> Iterator[Difference]:
    begun = time.perf_counter()
    try:
        draft = read_draft(data, kind, Report())
    except InputError as error:
        draft, refused = None, error.issues[0].code
    totals["seconds"] += round(time.perf_counter() - begun, 2)  # type: ignore[assignment]
    try:
        theirs = peer.read(path)
    except Exception as error:  # noqa: BLE001 - a Java exception of any kind
        theirs = None
        if draft is not None:
            yield "readable", path.name, True, str(error)[:80]
    if draft is None:
        if theirs is not None:
            yield "readable", path.name, refused, True
        return
    if theirs is not None:
        ours = facts_of(draft, kind)
        totals["files compared"] += 1
        _count(ours, totals)
        found = different(ours, peer.facts(theirs, kind, *span(draft)))
        yield from (one for one in found if one[0] != "pauses")  # it takes weekends for some


def _count(facts: Facts, totals: Counter[str]) -> None:
    """Add what is compared of a file."""
    for whose, found in facts.items():
        totals[f"{whose.partition(' ')[0]}s"] += 1
        totals["links"] += len(found.get("links", ()))
        totals["assignments"] += len(found.get("assignments", ()))
        totals["baselines"] += any(found.get("baseline", ()))


if __name__ == "__main__":
    main()
