"""Dates and lengths as people type them in many languages."""

from datetime import datetime

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from planner.reading.cells import Cell
from planner.reading.dates import when
from planner.reading.durations import TimeUnits, duration
from planner.reading.values import BadValueError
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON


def project(rows: Rows) -> Project:
    return read_project(book({"Plan": rows}), choice=Choice(otherwise=MON))


@pytest.mark.parametrize(
    "text",
    [
        "2027년 3월 3일", "2027년 3월 3일(수)", "2027年3月3日（水）", "2027年3月3日 星期三",
        "3 Mart 2027 Çarşamba", "ngày 3 tháng 3 năm 2027", "2027 m. kovo 3 d.",
        "2027. gada 3. marts", "3. ožujka 2027.", "3. mart 2027.", "3. maaliskuuta 2027",
        "3 марта 2027 года", "3 березня 2027 року", "3 مارس 2027", "3 במרץ 2027",
        "2027. március 3.", "3 kovo 2027", "3. marec 2027",
    ],
)  # fmt: skip
def test_dates_of_many_languages_are_days(text: str) -> None:
    assert when(Cell(1, 1, "text", text), "dmy") == datetime(2027, 3, 3)


@pytest.mark.parametrize("text", ["3 March 2027 (TBC)", "3 March 2027 Paris", "3. lip 2027 (x)"])
def test_other_words_behind_a_date_leave_it_unread(text: str) -> None:
    with pytest.raises(BadValueError):
        when(Cell(1, 1, "text", text), "dmy")


def test_polish_and_czech_names_of_months_keep_their_meaning() -> None:
    texts = ["3 listopada 2027", "3 lip 2027", "3. listopad 2027", "3. srpna 2027"]
    months = [when(Cell(1, 1, "text", text), "dmy").month for text in texts]
    assert months == [11, 7, 11, 8]


@pytest.mark.parametrize(
    ("language", "text", "minutes"),
    [
        ("sk", "pol dňa", 240), ("ru", "полдня", 240), ("ja", "半日", 240),
        ("zh-Hans", "半天", 240), ("ko", "반나절", 240),
        ("ar", "نصف يوم", 240), ("ro", "jumătate de zi", 240),
        ("hr", "3 sata", 180), ("sr-Latn", "1 nedelja", 2400), ("de", "1 Wo.", 2400),
        ("el", "2 ημ.", 960),
    ],
)  # fmt: skip
def test_lengths_of_many_languages_are_amounts(language: str, text: str, minutes: int) -> None:
    assert duration(Cell(1, 1, "text", text), TimeUnits(language=language), "d") == minutes


@pytest.mark.parametrize(
    "text",
    [
        "8 al 12 de marzo", "8 a 12 de março", "8 t/m 12 maart", "с 8 по 12 марта", "8.-12.3.",
        "8 s.d. 12 Maret", "kovo 8-12 d.", "vom 8. bis 12. März", "from 8 to 12 March",
        "3月8日～12日", "8-12 maart",
    ],
)  # fmt: skip
def test_spans_of_many_languages_have_two_days(text: str) -> None:
    rows: Rows = [["Plan 2027"], ["Task", "Dates"], ["Dig", text], ["Pour", "1-5 March"]]
    task = project([*rows, ["Roof", text]]).tasks[0]
    assert (str(task.current_start)[5:10], str(task.current_finish)[5:10]) == ("03-08", "03-12")


def test_days_beside_east_asian_ones_have_the_month_first() -> None:
    rows: Rows = [["Plan 2027"], ["Task", "Start"], ["Dig", "3月1日"], ["Pour", "3/8"]]
    found = project([*rows, ["Roof", "3/9"]])
    assert [str(task.current_start)[5:10] for task in found.tasks] == ["03-01", "03-08", "03-09"]


@pytest.mark.parametrize("word", ["Sett.", "tydz.", "tj.", "тижд.", "седм.", "нед."])
def test_short_words_for_weeks_head_charts_of_weeks(word: str) -> None:
    head = ["Task", *(f"{word} {number}" for number in range(10, 14))]
    rows: Rows = [["Plan 2027"], head, ["Dig", "x", "x"], ["Pour", None, "x"]]
    task = project([*rows, ["Roof", None, None, "x", "x"]]).tasks[0]
    assert (str(task.current_start)[5:10], str(task.current_finish)[5:10]) == ("03-08", "03-19")


@pytest.mark.parametrize(
    "months",
    ["яну фев мар апр май юни", "jaan veebr märts aprill mai juuni",
     "siječanj veljača ožujak travanj svibanj lipanj",
     "sausis vasaris kovas balandis gegužė birželis"],
)  # fmt: skip
def test_months_of_more_languages_head_charts(months: str) -> None:
    rows: Rows = [["2027"], ["Task", *months.split()], ["Dig", "x", "x"], ["Pour", None, "x"]]
    found = project([*rows, ["Roof", *[None] * 3, "x", "x", "x"]])
    assert [str(task.current_start)[5:7] for task in found.tasks] == ["01", "02", "04"]
    assert str(found.tasks[2].current_finish)[5:10] == "06-30"
