"""One person whose name is written in two ways."""

from typing import Any

import pytest

from tests.planner.reading.strangers import read


def _told(names: list[str]) -> list[str]:
    rows: list[list[Any]] = [["Task", "Days", "Resource Names"]]
    rows += [[f"Job {n} here", n, name] for n, name in enumerate(names, 1)]
    return [issue.got for issue in read(rows).remarks if issue.code == "similar-name"]


@pytest.mark.parametrize(
    ("often", "other"),
    [
        ("Carlos Fuentes", "Carlos A. Fuentes M."),
        ("John Smith", "John F. Smith"),
        ("José Núñez", "Jose Nunez"),
        ("Иван Петров", "Иван П. Петров"),
    ],
)
def test_a_name_with_other_initials_or_accents_is_told(often: str, other: str) -> None:
    assert _told([often, often, other, often, other]) == [other]


@pytest.mark.parametrize("other", ["John Smythe", "Jane Smith", "J. Smith", "John Smith Miller"])
def test_other_names_are_other_people(other: str) -> None:
    assert _told(["John Smith", "John Smith", other, "John Smith", other]) == []
