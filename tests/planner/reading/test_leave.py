"""Leave: who is away, everybody too, and until when."""

from datetime import date, datetime

import pytest

from planner.choice import Choice
from planner.pipeline import look, read_project
from planner.project import DayOff, Project
from tests.planner.reading.books import Rows, book

TASKS: Rows = (
    ("Project start", datetime(2027, 3, 1)),
    ("Task", "Duration", "Resource Names"),
    ("Dig", "3d", "Ann"),
    ("Build", "2d", "Bea"),
)


def read(leave: Rows, tasks: Rows = TASKS, people: Rows = ()) -> Project:
    sheets = {"Tasks": tasks, "Leave": leave} | ({"People": people} if people else {})
    return read_project(book(sheets))


def away(project: Project) -> list[tuple[str, date, date]]:
    return [(day.who, day.start, day.finish) for day in project.days_off if isinstance(day, DayOff)]


@pytest.mark.parametrize("word", ["All", "Everybody", "Allen", "Alle", "Tous", "全员", "Mindenki"])
def test_days_off_of_everybody_are_of_all(word: str) -> None:
    """They were ignored: nobody has this name."""
    day = datetime(2027, 3, 2)
    leave: Rows = (
        ("Who", "From", "To"),
        ("Ann", day, day),
        (word, day, datetime(2027, 3, 4)),
    )
    assert away(read(leave)) == [
        ("Ann", date(2027, 3, 2), date(2027, 3, 2)),
        ("", date(2027, 3, 2), date(2027, 3, 4)),
    ]
    told = look(book({"Tasks": TASKS, "Leave": leave}), "plan.xlsx", Choice()).issues
    assert [(one.place, one.got) for one in told if one.code == "everybody"] == [("Leave!A3", word)]


def test_a_person_or_team_may_be_called_so() -> None:
    day, people = datetime(2027, 3, 2), (("Name", "Groups"), ("Ann", "Team"), ("Bea", ""))
    project = read((("Who", "From", "To"), ("Team", day, day)), people=people)
    assert [who for who, _, _ in away(project)] == ["Team"]


@pytest.mark.parametrize(
    ("who", "first", "last"),
    [
        ("Wie", "Van", "T/m"),
        ("Naam", "Vanaf", "Tot en met"),
        ("Nom", "Du", "Au"),
        ("Nombre", "Desde", "Hasta"),
        ("Nome", "Dal", "Al"),
        ("Nome", "De", "Até"),
        ("Navn", "Fra", "Til og med"),
        ("Namn", "Från", "Till och med"),
        ("Имя", "С", "По"),
        ("Name", "Von", "Bis einschließlich"),
        ("이름", "부터", "까지"),
        ("Név", "Ettől", "Eddig"),
    ],
)
def test_the_last_day_of_leave_is_read_in_many_languages(who: str, first: str, last: str) -> None:
    """It was left out, so that only the first day was off."""
    span = datetime(2027, 3, 2), datetime(2027, 3, 4)
    project = read(((who, first, last), ("Ann", *span), ("Bea", *span)))
    assert away(project) == [(name, *(at.date() for at in span)) for name in ("Ann", "Bea")]


DAY = datetime(2027, 3, 2)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Holidays and leave", ("Date", "Until", "Who", "Reason")),
        ("Ferie e festivi", ("Data", "Fino a", "Chi", "Motivo")),
        ("Urlaub und Feiertage", ("Datum", "Bis", "Wer", "Grund")),
        ("Vacaciones y festivos", ("Fecha", "Hasta", "Quién", "Motivo")),
    ],
)
def test_a_sheet_of_holidays_and_leave_is_read_as_both(name: str, head: Rows) -> None:
    """Both were left aside; a day of nobody stopped the plan."""
    rows: Rows = (head, (DAY, None, None, "Feast"), (DAY, datetime(2027, 3, 4), "Ann", "Away"))
    found = look(book({"Tasks": TASKS, name: rows}), "plan.xlsx", Choice())
    assert found.project is not None
    assert away(found.project) == [
        ("", date(2027, 3, 2), date(2027, 3, 2)),
        ("Ann", date(2027, 3, 2), date(2027, 3, 4)),
    ]
    assert [one.place for one in found.issues if one.code == "leave-of-nobody"] == [f"{name}!C2"]


@pytest.mark.parametrize("name", ["Festivi", "Giorni festivi", "Días festivos", "Feiertage"])
def test_days_of_feasts_are_holidays(name: str) -> None:
    project = read_project(book({"Tasks": TASKS, name: (("Datum", "Motivo"), (DAY, "Feast"))}))
    assert away(project) == [("", date(2027, 3, 2), date(2027, 3, 2))]


def test_a_sheet_that_is_called_leave_and_not_understood_is_a_warning() -> None:
    sheets = {"Tasks": TASKS, "Leave of our team": (("Xyz", "Abc"), ("Ann", "next week"))}
    told = look(book(sheets), "plan.xlsx", Choice()).issues
    assert [one.severity for one in told if one.code == "ignored-sheet"] == ["warning"]


def test_one_day_of_a_span_tells_the_order_of_both() -> None:
    people: Rows = (("Name", "On holiday"), ("Ann", "02/03/2027 - 16/03/2027"))
    assert away(read((("Who", "From", "To"),), people=people)) == [
        ("Ann", date(2027, 3, 2), date(2027, 3, 16))
    ]
