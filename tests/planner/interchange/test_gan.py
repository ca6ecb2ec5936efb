"""GanttProject: what its files say, and what that means here."""

from datetime import date, datetime, time
from decimal import Decimal

from planner.interchange.import_project import import_project
from planner.pipeline import read_project
from planner.project import Dependency, Lag, Need, Rate
from tests.planner.interchange.samples import GAN


def test_tasks_links_and_people_are_read() -> None:
    project = read_project(GAN)
    prepare, book, pack, leave = project.tasks
    assert (prepare.summary, book.parent, book.duration) == (True, "1", 480)
    assert (book.priority, book.percent_complete) == (700, 1)
    assert pack.dependencies == (Dependency(task="2", lag=Lag(amount=480)),)
    assert book.needs == (Need(names=("Ann",), units=0.5),)
    assert leave.milestone
    assert project.resources[0].rate == Rate(amount=Decimal(400), per="d")


def test_only_what_nothing_moves_keeps_its_start() -> None:
    starts = [task.earliest_start for task in read_project(GAN).tasks]
    assert starts == [None, datetime(2027, 3, 1), None, datetime(2027, 3, 8)]


def test_holidays_worked_days_and_vacations() -> None:
    project = read_project(GAN)
    fair, away = project.days_off
    assert (fair.start, fair.name, away.who) == (date(2027, 3, 3), "Fair", "Bob")
    assert (away.start, away.finish) == (date(2027, 3, 4), date(2027, 3, 5))
    worked = ((time(8), time(12)), (time(13), time(17)))
    assert project.weeks[0].exceptions == {date(2027, 3, 6): worked}


def test_the_earlier_plan_is_the_baseline_and_own_columns_are_kept() -> None:
    found = import_project(GAN)
    assert found.project.tasks[2].baseline_start == datetime(2027, 3, 2)
    assert found.named["2"]["Colour"] == "red"
