"""Writes the corpus to a folder, to look at it with other programs."""

import sys
from pathlib import Path

from tests.planner.reading.test_corpus import BOOKS


def main(folder: Path) -> None:
    """One file for each case, numbered, the name of the case in a list beside."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for number, (name, case) in enumerate(BOOKS.items(), 1):
        data = case.make()
        suffix = "xlsx" if data.startswith(b"PK") else "csv"
        (folder / f"{number:03}.{suffix}").write_bytes(data)
        listed.append(f"{number:03} {name}\n")
    (folder / "names.txt").write_text("".join(listed), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
