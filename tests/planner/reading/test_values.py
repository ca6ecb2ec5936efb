"""Single cells: durations, money, rates, shares, working hours."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from planner.reading.cells import Cell, Kind
from planner.reading.durations import TimeUnits, duration
from planner.reading.hours import spans
from planner.reading.money import money, rate
from planner.reading.values import BadValueError, number, share, yes

CLOCK = TimeUnits()


def cell(value: Any, form: str = "") -> Cell:
    kinds: dict[type, Kind] = {
        str: "text",
        int: "number",
        float: "number",
        datetime: "date",
        timedelta: "time",
        bool: "bool",
    }
    return Cell(1, 1, kinds[type(value)], value, form)


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("5d", 2400),
        ("4h", 240),
        ("3 days", 1440),
        ("2w", 4800),
        ("1mo", 9600),
        ("1 month", 9600),
        ("30m", 30),
        ("5 days?", 2400),
        ("1,5d", 720),
        ("1.63 days", 782),
        ("0", 0),
        ("2", 960),
        (3, 1440),
        (0.5, 240),
        ("618d 2h", 618 * 480 + 120),
        ("1 dia", 480),
        ("1周", 2400),
        ("41 дней", 41 * 480),
        ("2 Wochen", 4800),
        ("3 jours", 1440),
        ("~3d", 1440),
        (timedelta(hours=30), 1800),
        ("1 000 h", 60000),
    ],
)
def test_a_duration_is_read(value: Any, minutes: int) -> None:
    assert duration(cell(value), CLOCK) == minutes


@pytest.mark.parametrize(
    "value", ["soon", "-3d", -1, "4 moons", "d", "5 d x", "1/2", True, "2d-1d"]
)
def test_what_is_no_duration_is_refused(value: Any) -> None:
    with pytest.raises(BadValueError, match="must be") as caught:
        duration(cell(value), CLOCK)
    assert caught.value.code == "bad-duration"


def test_an_elapsed_duration_is_refused_with_a_remedy() -> None:
    with pytest.raises(BadValueError, match="elapsed") as caught:
        duration(cell("5ed"), CLOCK)
    assert "working time" in caught.value.remedy


def test_a_bare_number_counts_what_the_header_says() -> None:
    assert duration(cell(3), CLOCK, "h") == 180
    assert duration(cell("3"), CLOCK, "w") == 7200
    assert duration(cell("3d"), CLOCK, "h") == 1440


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", "5"),
        ("5,5", "5.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1,234", "1234"),
        ("1.234.567", "1234567"),
        ("0,125", "0.125"),
        ("12\u202f000", "12000"),
        ("1'250", "1250"),
        ("-3", "-3"),
    ],
)
def test_a_number_is_read_with_point_or_comma(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "x", "1-2", "1e400", "--1", "NaN", "inf"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        number(text)


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (1200, "1200"),
        ("1.234,50 €", "1234.50"),
        ("$1,200", "1200"),
        ("EUR 80", "80"),
        ("0", "0"),
        ("R$ 5.000,00", "5000"),
        ("Rs. 1,200", "1200"),
        ("Rs.80", "80"),
        ("US$ .5", "0.5"),
        ("1.500,- €", "1500"),
        ("£1.2k", "1200"),
        ("1,5 mln zł", "1500000"),
        ("12 тыс. руб.", "12000"),
    ],
)
def test_money_is_read(value: Any, amount: str) -> None:
    assert money(cell(value)) == Decimal(amount)


@pytest.mark.parametrize("value", [-5, "much", "12 apples and 3 pears", "1-2", True])
def test_what_is_no_money_is_refused(value: Any) -> None:
    with pytest.raises(BadValueError) as caught:
        money(cell(value))
    assert caught.value.code == "bad-money"


@pytest.mark.parametrize(
    ("value", "amount", "per"),
    [
        ("31.28/h", "31.28", "h"),
        ("250/d", "250", "d"),
        ("€ 80 per hour", "80", "h"),
        ("$25.00/hr", "25.00", "h"),
        ("1500/w", "1500", "w"),
        ("6 000 €/mo", "6000", "mo"),
        ("80,50 €/Std.", "80.50", "h"),
        (45, "45", "h"),
        ("45", "45", "h"),
        ("0/h", "0", "h"),
    ],
)
def test_a_rate_is_read(value: Any, amount: str, per: str) -> None:
    found = rate(cell(value))
    assert (found.amount, found.per) == (Decimal(amount), per)


@pytest.mark.parametrize("value", ["a lot", "30/lightyear", "30/m", "/h", -3])
def test_what_is_no_rate_is_refused(value: Any) -> None:
    with pytest.raises(BadValueError):
        rate(cell(value))


@pytest.mark.parametrize(
    ("value", "form", "found"),
    [
        ("6500%", "", 65),
        (65, "", 65),
        (0.5, "", 0.5),
        ("50%", "", 0.5),
        (3, "0%", 3),
        ("50 %", "", 0.5),
        ("2,5", "", 2.5),
    ],
)
def test_a_share_is_read(value: Any, form: str, found: float) -> None:
    assert share(cell(value, form)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("08:00-12:00, 13:00-17:00", ((8, 12), (13, 17))),
        ("8-12, 13-17", ((8, 12), (13, 17))),
        ("08:00–12:00 13:00–17:00", ((8, 12), (13, 17))),
        ("8:00 AM - 5:00 PM", ((8, 17),)),
        ("9am to 5pm", ((9, 17),)),
        ("22:00-06:00", ((22, 6),)),
        ("00:00-24:00", ((0, 0),)),
        ("off", ()),
    ],
)
def test_working_hours_are_read(text: str, found: Any) -> None:
    assert spans(cell(text)) == tuple((time(one), time(two)) for one, two in found)


@pytest.mark.parametrize("text", ["08:00-25:00", "17:00-12:00, 13:00-14:00", "8:75-9", "8-8"])
def test_what_are_no_working_hours_is_refused(text: str) -> None:
    with pytest.raises(BadValueError) as caught:
        spans(cell(text))
    assert caught.value.code == "bad-hours"


@pytest.mark.parametrize(("value", "found"), [("Yes", True), ("x", True), (False, False)])
def test_yes_and_no_are_read(value: Any, found: bool) -> None:
    assert yes(cell(value)) is found
