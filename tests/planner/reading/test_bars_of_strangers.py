"""Charts with striped backgrounds, dates shown as numbers, weekdays cut short, hours as times."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.planner.reading.strangers import BLUE, GREY, YELLOW, people, read, starts, tree
from tests.planner.reading.test_headers_of_charts import ends

Rows = list[list[Any]]
DAYS = [datetime(2027, 3, day) for day in (1, 2, 3, 4, 5)]


def test_stripes_behind_bars_are_background() -> None:
    rows: Rows = [["Tarefa", *DAYS], ["Cavar"], ["Muro"], ["Teto"], ["Pintar"], ["Limpar"]]
    stripes = {f"{c}{row}": GREY for c in "BDF" for row in range(2, 7)}
    bars = {"B2": BLUE, "C3:D3": BLUE, "D4": BLUE, "E5": BLUE, "E6:F6": BLUE}
    project = read(rows, fills=stripes | bars)
    assert starts(project) == [f"2027-03-0{day}" for day in (1, 2, 3, 4, 4)]
    assert ends(project) == [f"03-0{day}" for day in (1, 3, 3, 4, 5)]


def test_dates_in_a_header_may_be_shown_as_numbers() -> None:
    rows: Rows = [["工作", 46447, 46448, 46449, 46450], ["挖"], ["建"], ["漆"]]
    project = read(rows, fills={"B2": BLUE, "C3:D3": BLUE, "E4": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-02", "2027-03-04"]


@pytest.mark.parametrize(
    "head",
    [
        ["Lun. 1", "Mar. 2", "Mer. 3", "Jeu. 4", "Ven. 5", "Lun. 8"],
        ["lun 1", "mar 2", "mié 3", "jue 4", "vie 5", "lun 8"],
        ["Montag 1.", "Dienstag 2.", "Mittwoch 3.", "Donnerstag 4.", "Freitag 5.", "Montag 8."],
    ],
)
def test_weekdays_with_days_are_the_next_that_agree(head: list[str]) -> None:
    rows: Rows = [["", *head], ["A1"], ["B2"], ["C3"]]
    project = read(rows, fills={"B2:C2": BLUE, "D3": BLUE, "F4:G4": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-03", "2027-03-05"]
    assert ends(project)[-1] == "03-08"


def test_weeks_of_months_with_a_word_may_begin_with_the_third() -> None:
    rows: Rows = [[None, "Noviembre", None, "Diciembre", None, None, None]]
    rows += [["Actividad", *(f"Semana{n}" for n in (3, 4, 1, 2, 3, 4))]]
    rows += [["Cavar", "x"], ["Muro", None, "x"], ["Techo", None, None, "x", "x"]]
    project = read(rows, merged="B1:C1 D1:G1")
    assert starts(project) == ["2027-11-15", "2027-11-22", "2027-12-01"]
    assert ends(project) == ["11-21", "11-30", "12-14"]


def test_hours_of_a_day_may_be_lengths_of_time() -> None:
    half, whole = timedelta(minutes=30), timedelta(hours=1)
    rows: Rows = [["Tâche", *DAYS], ["lire", half], ["écrire", whole, half], ["dire", None, whole]]
    project = read(rows)
    assert starts(project) == ["2027-03-01", "2027-03-01", "2027-03-02"]
    assert [task.work for task in project.tasks] == [30, 90, 60]


def test_a_legend_stands_below_bars_of_one_cell_each() -> None:
    rows: Rows = [["Zadanie", *DAYS], ["Kopać"], ["Mur"], ["Dach"], []]
    rows += [[None, None, "Ola"], [], [None, None, "Jan"]]
    fills = {"B2": BLUE, "C3": YELLOW, "D4": BLUE, "B6": BLUE, "B8": YELLOW}
    assert people(read(rows, fills=fills)) == [["Ola"], ["Jan"], ["Ola"]]


def test_a_legend_of_states_names_no_people() -> None:
    rows: Rows = [["Task", *DAYS], ["Dig"], ["Build"], ["Paint"], []]
    rows += [["Done"], ["In progress"]]
    fills = {"B2:C2": BLUE, "C3:D3": YELLOW, "D4:E4": YELLOW, "B6": BLUE, "B7": YELLOW}
    project = read(rows, fills=fills)
    assert people(project) == [[], [], []]


def test_finishes_that_are_starts_plus_durations_are_moments() -> None:
    rows: Rows = [["Zadanie", "start", "duration", "end"]]
    rows += [["Kopać", 0, 2, 2], ["Mur", 2, 3, 5], ["Odbiór", 5, 0, 5], ["Dach", 5, 1, 6]]
    project = read(rows)
    assert starts(project) == ["2027-03-01", "2027-03-03", "2027-03-08", "2027-03-08"]
    assert ends(project)[:2] == ["03-02", "03-05"]


@pytest.mark.parametrize("text", ["1|2", "1 / 2", "1 & 2"])
def test_predecessors_may_stand_between_strokes(text: str) -> None:
    rows: Rows = [["ID", "Task", "Days", "Predecessors"]]
    rows += [[1, "Dig", 1, ""], [2, "Wait", 1, ""], [3, "Build", 1, text]]
    assert [link.task for link in read(rows).tasks[2].dependencies] == ["1", "2"]


def test_names_beside_bars_may_stand_in_a_column_for_each_level() -> None:
    rows: Rows = [[None, None, *DAYS], ["Reading"], ["Building"], [None, "the wall"]]
    rows += [[None, "the roof"], ["Checking"], [None, "by us"], [None, "by them"]]
    fills = {
        "C2": BLUE,
        "D3:F3": BLUE,
        "D4": BLUE,
        "E5:F5": BLUE,
        "G6": BLUE,
        "F7": BLUE,
        "G8": BLUE,
    }
    names = ["Reading", "Building", ".the wall", ".the roof", "Checking", ".by us", ".by them"]
    assert tree(read(rows, fills=fills)) == names


def test_a_few_numbers_below_a_chart_are_no_hours_of_its_bars() -> None:
    rows: Rows = [["Task", *DAYS], ["Dig"], ["Build"], ["Paint"], ["Move in"], []]
    rows += [["Open", 4, 3, 3, 2, 1], ["Done", None, 1, 1, 2, 3], ["Late", 1, 1, None, 2, 1]]
    fills = {"B2:C2": BLUE, "C3:D3": BLUE, "D4": BLUE, "E5:F5": BLUE}
    project = read(rows, fills=fills)
    assert starts(project)[:4] == [f"2027-03-0{day}" for day in (1, 2, 3, 4)]


def test_bars_may_be_what_is_left_without_colour() -> None:
    weeks = ["2 - 8 SEP", "9 - 15 SEP", "16 - 22 SEP", "23 - 29 SEP", "30 SEP - 6 OCT"]
    rows: Rows = [["ACTIVIDAD", *weeks], ["A"], ["B"], ["C"], ["D"], ["E"], ["F"]]
    gaps = ("B", "C", "C", "D", "E", "F")
    fills = {
        f"{column}{row}": GREY
        for row, gap in enumerate(gaps, 2)
        for column in "BCDEF"
        if column != gap
    }
    days = ["09-02", "09-09", "09-09", "09-16", "09-23", "09-30"]
    assert [day[5:] for day in starts(read(rows, fills=fills))] == days


def test_months_below_halves_of_years_are_no_days() -> None:
    months = ["jan", "fev", "mar", "abr", "mai", "jun"]
    rows: Rows = [[None, "2027/1", *[None] * 5, "2028/1"], ["Atividade", *months, *months[:3]]]
    rows += [["Tema", "X", "X"], ["Texto", None, "X", "X", "X"], ["Banca", *[None] * 7, "X"]]
    project = read(rows, merged="B1:G1 H1:J1")
    assert starts(project) == ["2027-01-01", "2027-02-01", "2028-02-01"]


def test_bars_date_a_table_whose_column_of_starts_is_blank() -> None:
    rows: Rows = [
        ["Atividades", "duração", "Início", *DAYS],
        ["Tema", 2],
        ["Texto", 2],
        ["Banca", 1],
    ]
    project = read(rows, fills={"D2:E2": BLUE, "F3:G3": BLUE, "H4": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-03", "2027-03-05"]
