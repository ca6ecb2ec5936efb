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
