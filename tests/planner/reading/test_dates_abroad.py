"""Dates and lengths as people type them in many languages."""

from datetime import datetime

import pytest

from planner.reading.cells import Cell
from planner.reading.dates import when
from planner.reading.durations import TimeUnits, duration
from planner.reading.values import BadValueError


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
