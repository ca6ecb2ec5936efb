"""Draws docs/**/*.png: sheets of examples and tutorials, as LibreOffice shows them.

Needs LibreOffice, poppler, and the font Carlito. Usage: python docs/make_pictures.py
"""

import contextlib
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from click.testing import CliRunner
from follow import follow

from planner import Options, plan_workbook
from planner.cli import main as planner

ROOT = Path(__file__).parents[1]
DENSITY, MARGIN = 90, 15
SHOWN = "product-launch"
TUTORIALS = {
    "tutorials/software": {
        "checkout-gantt": "checkout.plan.xlsx",
        "checkout-status": "april.xlsx",
        "checkout-report": "week4.xlsx",
    },
    "tutorials/building": {
        "extension-gantt": "extension.plan.xlsx",
        "extension-status": "budgets.xlsx",
        "extension-report": "week4.xlsx",
    },
    "tutorials/event": {
        "fair-gantt": "fair.plan.xlsx",
        "fair-status": "money.xlsx",
        "fair-report": "week4.xlsx",
    },
    "tutorials/materials": {
        "garden-gantt": "garden.plan.xlsx",
        "garden-stock": "garden.plan.xlsx",
    },
    "weekly": {"weekly-update": "monday.xlsx", "weekly-changes": "friday.xlsx"},
}
"""For each tutorial, its pictures and the workbooks they show."""


def print_out(book: Path) -> Path:
    """The workbook as a PDF file."""
    folder = book.parent
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    _run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, book)
    return book.with_suffix(".pdf")


def draw(pdf: Path, sheet: str, target: Path) -> None:
    """The first page of a sheet, without its white margins and its footer."""
    shot = ("pdftoppm", "-r", DENSITY, "-f", _page(pdf, f"– {sheet}"), "-singlefile")
    _run(*shot, pdf, pdf.with_name("page"))
    left, top, right, bottom = _ink(pdf.with_name("page.ppm"))
    box = ("-x", left - MARGIN, "-y", top - MARGIN)
    box += ("-W", right - left + 2 * MARGIN, "-H", bottom - top + 2 * MARGIN)
    _run(*shot, "-png", *box, pdf, target.with_suffix(""))


def _run(*command: object) -> str:
    words = [str(word) for word in command]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def _page(pdf: Path, footer: str) -> int:
    pages = _run("pdftotext", pdf, "-").split("\f")
    return 1 + next(number for number, text in enumerate(pages) if footer in text)


def _ink(picture: Path) -> tuple[int, int, int, int]:
    """The box around everything that is not white, above the footer."""
    _, size, _, pixels = picture.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    dark = (np.frombuffer(pixels, np.uint8).reshape(height, width, 3) < 250).any(axis=2)
    dark[int(height * 0.94) :] = False
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


def main() -> None:
    """Plans and draws the example that README shows, and what comes of the tutorials."""
    with tempfile.TemporaryDirectory() as folder:
        source = ROOT / "data" / "examples" / f"{SHOWN}.xlsx"
        book = Path(folder) / source.name
        book.write_bytes(plan_workbook(source.read_bytes(), Options(deterministic_limit=20)))
        pdf = print_out(book)
        draw(pdf, "Gantt", ROOT / "docs" / f"{SHOWN}.png")
        draw(pdf, "Status", ROOT / "docs" / "status.png")
    for name, pictures in TUTORIALS.items():
        tutorial(ROOT / "docs" / f"{name}.md", pictures)


def tutorial(page: Path, pictures: dict[str, str]) -> None:
    """Follows a tutorial and draws what comes of it."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for _ in follow(page, Path(folder), _planner):
            pass
        for picture, book in pictures.items():
            pdf = print_out(Path(folder) / book)
            kind = picture.rpartition("-")[2]
            sheet = "Status" if kind == "report" else kind.title()
            draw(pdf, sheet, page.with_name(f"{picture}.png"))


def _planner(words: list[str]) -> str:
    brief = ("--deterministic-limit", "1") if words[0] == "solve" else ()  # the same plan again
    return CliRunner().invoke(planner, [*words, *brief]).output


if __name__ == "__main__":
    main()
