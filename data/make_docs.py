"""Makes docs/workbook.md from the table of sheets and columns: python data/make_docs.py."""

from pathlib import Path

from planner.schema.manual import manual

if __name__ == "__main__":
    page = Path(__file__).parents[1] / "docs" / "workbook.md"
    page.write_text(manual(), "utf-8", newline="\n")
