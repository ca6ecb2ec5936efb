"""How well plan files are understood.

    python -m benchmarks.corpus FOLDER [--kind KIND] [--details]

Reads every file of a folder that has a truth beside it (``plan.truth.json``, see `truth`) and
prints by kind how many were understood, left in doubt with the cell named, or wrong; files that
were refused; clean files with more than one needless remark; time and memory.
"""

import argparse
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus.adapter import read
from benchmarks.corpus.compare import Outcome, judge
from benchmarks.corpus.truth import SUFFIX, Truth, load, truth_file

_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A file, its truth, what came of it, and the seconds it took."""

    name: str
    truth: Truth
    outcome: Outcome
    seconds: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the files of a folder and print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", help="only files of this kind")
    parser.add_argument("--details", action="store_true", help="the differences of each file")
    chosen = parser.parse_args(arguments)
    tried = try_all(chosen.folder, chosen.kind)
    if not tried:
        parser.error(f"no file with a truth beside it in {chosen.folder}")
    if chosen.details:
        print("\n".join(_detail(one) for one in tried if _worth_telling(one)), end="\n\n")
    print(table(tried))


def try_all(folder: Path, kind: str | None = None) -> list[Tried]:
    """Every file in a folder, and in those below, that has a truth beside it, by name."""
    found = []
    read(b"", "nothing.csv")  # loads what reading needs, so that the first file is not the slowest
    for path in sorted(folder.rglob("*")):
        if path.name.endswith(SUFFIX) or not truth_file(path).is_file():
            continue
        truth = load(truth_file(path).read_text("utf-8"))
        if kind in (None, truth.kind):
            found.append(try_file(path, truth))
    return found


def try_file(path: Path, truth: Truth) -> Tried:
    """One file read and judged."""
    data = path.read_bytes()
    began = time.perf_counter()
    answer = read(data, path.name)
    seconds = time.perf_counter() - began
    return Tried(name=path.name, truth=truth, outcome=judge(truth, answer), seconds=seconds)


def table(tried: Sequence[Tried]) -> str:
    """The figures by kind and in all."""
    kinds: dict[str, list[Tried]] = defaultdict(list)
    for one in tried:
        kinds[one.truth.kind].append(one)
    width = max(map(len, [*kinds, "kind", "all"]))
    heads = ("files", "understood", "doubt", "wrong", "refused", "needless")
    lines = [f"{'kind':{width}}  {'  '.join(heads)}"]
    lines += [_line(kind, width, kinds[kind]) for kind in sorted(kinds)]
    lines.append(_line("all", width, tried))
    share = Counter(one.outcome.verdict for one in tried)["understood"] / len(tried)
    slowest = max(tried, key=lambda one: one.seconds)
    total = sum(one.seconds for one in tried)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    lines.append(f"{share:.1%} understood")
    lines.append(f"{total:.1f} s, slowest {slowest.seconds:.2f} s ({slowest.name}), {peak} MB")
    return "\n".join(lines)


def _line(kind: str, width: int, tried: Sequence[Tried]) -> str:
    verdicts = Counter(one.outcome.verdict for one in tried)
    refused = sum(one.outcome.refused and bool(one.truth.tasks) for one in tried)
    needless = sum(len(one.outcome.needless) > 1 for one in tried)
    counts = (verdicts["understood"], verdicts["doubt"], verdicts["wrong"], refused, needless)
    widths = (10, 5, 5, 7, 8)
    shown = "  ".join(f"{count:{w}}" for count, w in zip(counts, widths, strict=True))
    return f"{kind:{width}}  {len(tried):5}  {shown}"


def _worth_telling(one: Tried) -> bool:
    return one.outcome.verdict != "understood" or len(one.outcome.needless) > 1


def _detail(one: Tried) -> str:
    differences = one.outcome.differences
    lines = [f"{one.name}: {one.outcome.verdict}{', refused' if one.outcome.refused else ''}"]
    lines += [f"    {difference}" for difference in differences[:_SHOWN]]
    if len(differences) > _SHOWN:
        lines.append(f"    and {len(differences) - _SHOWN} more")
    if not differences:
        lines += [f"    needless: {remark.text}" for remark in one.outcome.needless]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
