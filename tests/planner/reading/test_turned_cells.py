"""Dates whose day and month a program swapped, and numbers of levels that became dates."""

from datetime import datetime
from typing import Any

import pytest

from tests.planner.reading.strangers import codes, read, starts, tree

Rows = list[list[Any]]


def test_real_dates_beside_texts_that_no_month_first_can_be_are_swapped() -> None:
    rows: Rows = [
        ["Tarea", "Inicio", "Días"],
        ["Cavar", "25/03/2027", 2],
        ["Muro", "29/03/2027", 3],
    ]
    rows += [["Techo", datetime(2027, 2, 4), 1], ["Pintar", datetime(2027, 6, 4), 2]]
    rows += [["Limpiar", datetime(2027, 12, 4), 2], ["Entregar", "14/04/2027", 1]]
    project = read(rows)
    days = ["03-25", "03-29", "04-02", "04-06", "04-12", "04-14"]
    assert [day[5:] for day in starts(project)] == days
    assert "days-and-months" in codes(project)


def test_dates_that_are_in_order_stay_as_they_are() -> None:
    rows: Rows = [["Tarea", "Inicio", "Días"], ["Cavar", datetime(2027, 3, 2), 2]]
    rows += [["Muro", datetime(2027, 3, 9), 3], ["Techo", "15/03/2027", 1]]
    rows += [["Pintar", "22/03/2027", 2]]
    project = read(rows)
    assert [day[5:] for day in starts(project)] == ["03-02", "03-09", "03-15", "03-22"]
    assert "days-and-months" not in codes(project)


@pytest.mark.parametrize("day_first", [True, False])
def test_numbers_of_levels_that_became_dates_are_numbers_again(day_first: bool) -> None:
    def date(first: int, second: int) -> datetime:
        return datetime(2027, second, first) if day_first else datetime(2027, first, second)

    rows: Rows = [["WBS", "Vorgang", "Dauer"], [1, "Planung", None], [date(1, 1), "Skizze", 2]]
    rows += [[date(1, 2), "Antrag", 3], [2, "Bau", None], [date(2, 1), "Aushub", 4]]
    rows += [[date(2, 2), "Mauer", 5], [3, "Abnahme", 1]]
    project = read(rows)
    names = ["Planung", ".Skizze", ".Antrag", "Bau", ".Aushub", ".Mauer", "Abnahme"]
    assert tree(project) == names
    assert "levels-as-dates" in codes(project)
