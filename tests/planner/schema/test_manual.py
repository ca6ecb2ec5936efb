from pathlib import Path

from planner.schema.manual import manual

PAGE = Path(__file__).parents[3] / "docs" / "workbook.md"


def test_the_page_about_the_workbook_is_current() -> None:
    """If not: python data/make_docs.py."""
    assert PAGE.read_text("utf-8") == manual()
