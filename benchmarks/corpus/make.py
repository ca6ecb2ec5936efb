"""Writes the corpus: plan files of many layouts, languages and notations, the truth beside each.

    python -m benchmarks.corpus.make FOLDER

Equal runs write equal bytes. Nothing here is shared with the product. What is in the folder under
other names stays as it is.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpus import (
    amounts,
    charts,
    dirt,
    exports,
    formulas,
    languages,
    layouts,
    localized,
    mixed,
    puzzles,
    templates,
)
from benchmarks.corpus.tables import Case
from benchmarks.corpus.truth import dump, truth_file

PARTS = (
    languages, layouts, mixed, amounts, charts, formulas, exports, localized, templates, puzzles,
    dirt,
)  # fmt: skip
"""What makes the files."""


def cases() -> Iterator[Case]:
    """Every file of the corpus; their names differ."""
    for part in PARTS:
        yield from part.cases()


def write(folder: Path) -> int:
    """Writes every file and its truth; how many files."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for case in cases():
        path = folder / case.name
        path.write_bytes(case.data)
        truth_file(path).write_text(dump(case.truth), "utf-8")
        names.append(case.name)
    return len(names)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the corpus into a folder."""
    parser = argparse.ArgumentParser(prog="benchmarks.corpus.make", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    print(f"{write(folder)} files in {folder}")


if __name__ == "__main__":
    main()
