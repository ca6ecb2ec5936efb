"""The small languages inside cells."""

from typing import Any

import pytest

from planner.project import Dependency, Lag, Need, Unit
from planner.reading.durations import TimeUnits
from planner.reading.link_notation import bare_reference, links
from planner.reading.notation import (
    Named,
    Names,
    head_range,
    items,
    seats,
    skill_levels,
    staff,
)
from planner.reading.values import BadValueError

IDS = {"1", "2", "3", "7", "12", "14", "1.2", "2.1", "A", "dig, then pour", "A-1", "order van"}


def resolve(text: str) -> str | None:
    return text.casefold() if text.casefold() in {name.casefold() for name in IDS} else None


def link(
    task: str, kind: Any = "FS", lag: float = 0, unit: Unit = Unit.WORK, **more: Any
) -> Dependency:
    return Dependency(task=task, kind=kind, lag=Lag(amount=lag, unit=unit), **more)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12", [link("12")]),
        ("12FS+2d", [link("12", lag=960)]),
        ("12 fs + 2 d", [link("12", lag=960)]),
        ("2fs", [link("2")]),
        ("7SS+50%", [link("7", "SS", 50, Unit.PERCENT)]),
        ("14FF-1ed", [link("14", "FF", -1440, Unit.ELAPSED)]),
        ("3SF", [link("3", "SF")]),
        ("3-1", [link("3", lag=-480)]),
        ("11FF+1; 12", ["11FF+1", link("12")]),
        ("1FS+1 hr", [link("1", lag=60)]),
        ("12FS+2d max 3d", [link("12", lag=960, max_lag=Lag(amount=1440))]),
        ("12 max 3d", [link("12", max_lag=Lag(amount=1440))]),
        ("12SS max 2ed", [link("12", "SS", max_lag=Lag(amount=2880, unit=Unit.ELAPSED))]),
        ("1, 2;3", [link("1"), link("2"), link("3")]),
        ("1\n2", [link("1"), link("2")]),
        ("1 & 2", [link("1"), link("2")]),
        ("1.2FS+1d", [link("1.2", lag=480)]),
        ("2 - Determine scope", [link("2")]),
        ("Dig, then pour", [link("dig, then pour")]),
        ("Dig, then pour; 2", [link("dig, then pour"), link("2")]),
        ("Order van FS+1d", [link("order van", lag=480)]),
        ("A-1", [link("a-1")]),
        (
            "3-FS=P1D;14-SS=P-2D;12-FF",
            [link("3", lag=480), link("14", "SS", -960), link("12", "FF")],
        ),
        ("99", ["99"]),
        ("17FS;1FS", ["17FS", link("1")]),
    ],
)
def test_predecessors_are_read(text: str, found: list[Any]) -> None:
    assert list(links(text, resolve, TimeUnits())) == found


def test_a_lag_of_an_unknown_unit_is_refused() -> None:
    with pytest.raises(BadValueError) as caught:
        list(links("1FS+2 moons", resolve, TimeUnits()))
    assert caught.value.code == "bad-lag"


PEOPLE = Names(
    [
        "Ann",
        "Bob",
        "Smith, John",
        "Board of directors",
        "Or Cohen",
        "Stretcher/porter",
        "Studio X 1",
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann", [("Ann", 1)]),
        ("ann; bob[50%]", [("Ann", 1), ("Bob", 0.5)]),
        ("Ann,Bob", [("Ann", 1), ("Bob", 1)]),
        ("Ann\nBob", [("Ann", 1), ("Bob", 1)]),
        ("Smith, John, Ann", [("Smith, John", 1), ("Ann", 1)]),
        ("Smith, John[50%]; Ann", [("Smith, John", 0.5), ("Ann", 1)]),
        ("Board of directors[700%]", [("Board of directors", 7)]),
        ("Or Cohen", [("Or Cohen", 1)]),
        ("Stretcher/porter[2400%]", [("Stretcher/porter", 24)]),
        ("Bob[0.5]", [("Bob", 0.5)]),
        ("Bob[2,00]", [("Bob", 2)]),
        ("Bob (50%)", [("Bob", 0.5)]),
        ("Bob x 2", [("Bob", 2)]),
        ("bob ×3; Ann", [("Bob", 3), ("Ann", 1)]),
        ("2x Bob", [("Bob", 2)]),
        ("Studio X 1", [("Studio X 1", 1)]),
    ],
)
def test_resources_are_read(text: str, found: list[tuple[str, float]]) -> None:
    assert staff(text, PEOPLE) == [Named(names=(name,), units=units) for name, units in found]


def test_a_choice_of_resources_is_read() -> None:
    assert staff("Ann or Bob", PEOPLE) == [Named(names=("Ann", "Bob"))]
    assert staff("Ann or Bob[50%]; Zoe", PEOPLE) == [
        Named(names=("Ann", "Bob"), units=0.5),
        Named(names=("Zoe",)),
    ]


def test_an_amount_of_material_is_read() -> None:
    assert staff("Paint[4 tins]", PEOPLE) == [Named(names=("Paint",), units=4, material=True)]


def test_skills_are_read_as_seats() -> None:
    assert seats("Welding:3 x2; Crane") == [
        Need(skill="Welding", level=3, count=2),
        Need(skill="Crane"),
    ]
    assert seats("2 x Painting, Office x2") == [
        Need(skill="Painting", count=2),
        Need(skill="Office", count=2),
    ]
    assert seats("Welding >= 2") == [Need(skill="Welding", level=2)]
    assert skill_levels("Welding:3; Crane") == {"Welding": 3, "Crane": 0}


@pytest.mark.parametrize(("text", "found"), [("2", (2, 2)), ("1-3", (1, 3)), ("1 – 3", (1, 3))])
def test_a_range_of_heads_is_read(text: str, found: tuple[int, int]) -> None:
    assert head_range(text) == found


@pytest.mark.parametrize("text", ["0", "3-1", "many", ""])
def test_what_is_no_range_of_heads_is_refused(text: str) -> None:
    with pytest.raises(BadValueError):
        head_range(text)


def test_a_list_is_never_split_inside_a_known_name() -> None:
    assert items("Smith, John; Ann, Bob", lambda text: PEOPLE(text) is not None) == [
        "Smith, John",
        "Ann",
        "Bob",
    ]


@pytest.mark.parametrize("text", ["x" * 32767, "12FS+" + "1" * 32000, "2 - " * 8000])
def test_a_reference_as_long_as_a_cell_is_not_taken_apart(text: str) -> None:
    asked: list[str] = []

    def asking(name: str) -> str | None:
        asked.append(name)
        return resolve(name)

    assert [*links(text, asking, TimeUnits())] == [text.strip()]
    assert {name.strip() for name in asked} == {text.strip()}
    assert bare_reference(text) == text


@pytest.mark.parametrize(
    ("language", "text", "kind", "lag"),
    [
        ("es", "order van CC", "SS", 0),
        ("es", "order van FC+1d", "FS", 480),
        ("es", "Dig, then pour FF - 2d", "FF", -960),
        ("de", "order van AE", "SF", 0),
        ("fr", "Order Van DD", "SS", 0),
    ],
)
def test_kinds_of_links_stand_behind_names_in_the_language_of_the_headers(
    language: str, text: str, kind: str, lag: float
) -> None:
    (found,) = links(text, resolve, TimeUnits(day=480, week=2400, month=9600, language=language))
    assert isinstance(found, Dependency)
    assert (found.kind, found.lag.amount) == (kind, lag)


@pytest.mark.parametrize(("language", "text"), [("en", "order van CC"), ("es", "order van cc")])
def test_letters_behind_a_name_are_no_kind_in_another_language(language: str, text: str) -> None:
    clock = TimeUnits(day=480, week=2400, month=9600, language=language)
    assert list(links(text, resolve, clock)) == [text]


@pytest.mark.parametrize("text", ["Ann o Bob", "Ann or Bob", "Ann oppure Bob", "Ann или Bob"])
def test_a_choice_of_people_is_read_in_other_languages(text: str) -> None:
    assert staff(text, Names([])) == [Named(names=("Ann", "Bob"))]


@pytest.mark.parametrize("text", ["Ann 50%", "Ann: 50 %", "Ann - 50%", "50% Ann", "50 % of Ann"])
def test_a_share_stands_beside_a_name(text: str) -> None:
    assert (
        staff(text, Names(["Ann"])) == staff(text, Names([])) == [Named(names=("Ann",), units=0.5)]
    )
    assert staff(f"{text}; Bob", Names([]))[1].names == ("Bob",)


def test_a_share_behind_several_people_is_that_of_the_last() -> None:
    assert staff("Ann and Bob 50%", Names(["Ann", "Bob"])) == [
        Named(names=("Ann",)),
        Named(names=("Bob",), units=0.5),
    ]


@pytest.mark.parametrize("text", ["Ann (electrician)", "electrician (Ann)"])
def test_words_in_brackets_beside_a_known_name_are_no_part_of_it(text: str) -> None:
    read = [Named(names=("Ann",), remark="electrician")]
    assert staff(text, Names(["Ann"])) == staff(text, Names([]), frozenset(["ann"])) == read
    assert staff(text, Names([])) == [Named(names=(text,))]
    assert staff(text, Names([text, "Ann"])) == [Named(names=(text,))]
