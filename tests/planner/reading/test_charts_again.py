"""Charts below each other, weeks and dates with words beside them, and rows not filled in yet."""

from datetime import datetime

from planner.reading.read import look
from tests.planner.reading.strangers import (
    BLUE,
    CHOICE,
    YELLOW,
    codes,
    made,
    people,
    read,
    starts,
    tree,
)


def test_of_two_charts_of_the_same_tasks_the_first_counts_and_it_is_told() -> None:
    weeks = [f"Uge {n}" for n in range(10, 16)]
    names = ["Analyse", "Design", "Kode", "Test"]
    rows = [
        ["Forventet", *weeks],
        *([name] for name in names),
        [],
        ["Faktisk", *weeks],
        *([name] for name in names),
    ]
    plan = {"B2:C2": BLUE, "D3": BLUE, "E4:F4": BLUE, "G5": BLUE}
    done = {"B8:D8": YELLOW, "E9": YELLOW, "F10": YELLOW, "G11": YELLOW}
    project = read(rows, fills={**plan, **done})
    assert tree(project) == names
    assert starts(project) == ["2027-03-08", "2027-03-22", "2027-03-29", "2027-04-12"]
    assert "other-version" in codes(project)


def test_numbers_of_weeks_that_go_on_in_a_chart_below_follow_it() -> None:
    rows = [
        ["Actividad", "Semanas"],
        [None, *range(1, 7)],
        ["Cavar"],
        ["Verter"],
        ["Actividad", "Semanas"],
        [None, *range(7, 13)],
        ["Techar"],
        ["Pintar"],
    ]
    project = read(rows, fills={"B3:C3": BLUE, "D4:G4": BLUE, "B7:D7": BLUE, "E8:G8": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-15", "2027-04-12", "2027-05-03"]


def test_the_word_just_above_numbers_tells_what_they_count() -> None:
    rows = [
        ["No.", "Actividad", "Mes 1", None, None, None, "Mes 2"],
        [None, None, "Semanas", None, None, None, "Semanas"],
        [None, None, *range(1, 9)],
        *([n, name] for n, name in enumerate(("Cavar", "Verter", "Techar"), 1)),
    ]
    project = read(rows, fills={"C4": BLUE, "D5:F5": BLUE, "G6:J6": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-08", "2027-03-29"]


def test_months_in_ideograms_head_a_chart() -> None:
    rows = [["作業", "4月", "５月", "6月", "7月", "8月"], ["企画"], ["設計"], ["試験"]]
    project = read(rows, fills={"B2:C2": BLUE, "C3:E3": BLUE, "F4": BLUE})
    assert starts(project) == ["2027-04-01", "2027-05-01", "2027-08-01"]


def test_a_holiday_among_the_dates_of_a_chart_does_not_end_it() -> None:
    days = [datetime(2027, 3, day) for day in (1, 2, 3, 8, 9, 10)]
    rows = [
        [None, "KW 9", None, None, None, "KW 10"],
        ["Vorgang", *days[:3], "Ferien", *days[3:]],
        ["Planen"],
        ["Bauen"],
        ["Prüfen"],
    ]
    project = read(rows, fills={"B3:C3": BLUE, "D4": BLUE, "F5:G5": BLUE})
    assert starts(project) == ["2027-03-01", "2027-03-03", "2027-03-08"]


def test_weeks_of_people_named_by_a_weekday_and_a_date() -> None:
    rows = [
        [None, "Semaine lundi 1 / 3", "Semaine lundi 8/ 3", "Semaine lundi 15 / 3"],
        ["Léa", "Plan du site", "Formulaires", "Tests"],
        ["Hugo", "Base de données", "Requêtes", "Tests"],
    ]
    found = look(made(rows), "plan.xlsx", CHOICE).offers
    first = [offer.first[0].start for offer in found if "grid" in offer.choice.text]
    assert first == [datetime(2027, 3, 1)]


def test_weeks_below_months_with_the_number_first() -> None:
    rows = [
        [None, "3월", None, "4월"],
        [None, "3주차", "4주차", "1주차", "2주차"],
        ["기획", "문서 작성", "문서 작성", "검토 회의", "발표 준비"],
        ["개발", "화면 설계", "서버 구현", "서버 구현", "통합 시험"],
    ]
    found = look(made(rows), "plan.xlsx", CHOICE).offers
    assert any("grid" in offer.choice.text for offer in found)


def test_codes_of_levels_may_begin_with_a_letter() -> None:
    rows = [
        [None, "Tâche", *(datetime(2027, 3, day) for day in range(1, 7))],
        *([code, name] for code, name in [("T1", "Étude"), ("T1.1", "Lire"), ("T1.2", "Écrire")]),
        *([code, name] for code, name in [("T2", "Code"), ("T2.1", "Modèle"), ("T2.2", "Vue")]),
    ]
    fills = {"C2:E2": BLUE, "C3": BLUE, "D4:E4": BLUE, "F5:H5": BLUE, "F6": BLUE, "G7:H7": BLUE}
    assert tree(read(rows, fills=fills)) == [
        *("Étude", ".Lire", ".Écrire", "Code", ".Modèle", ".Vue"),
    ]


def test_numbered_rows_with_zeros_only_are_not_filled_in_yet() -> None:
    rows = [
        ["Nº", "Tarefa", "Responsável", "Tempo estimado (h)"],
        [1, "Cavar", "Ana", 4],
        [2, "Pintar", "Rui", 3],
        *([n, None, None, 0] for n in range(3, 9)),
    ]
    project = read(rows)
    assert tree(project) == ["Cavar", "Pintar"]
    assert people(project) == [["Ana"], ["Rui"]]


def test_months_side_by_side_with_their_days_below_each_other() -> None:
    rows: list[list[object]] = [["April 2027", None, "Maj 2027", None]]
    for day in range(1, 32):
        april = f"{'TFLSMTO'[(day - 1) % 7]} {day}" if day < 31 else None
        rows.append([april, None, day, None])
    for day in (5, 6, 7):
        rows[day][1] = "Skriv rapport"
    rows[20][1] = "Aflevering"
    for day in (3, 4):
        rows[day][3] = "Eksamen i fysik"
    found = look(made(rows), "plan.xlsx", CHOICE).offers
    told = [o for o in found if "calendar" in o.choice.text]
    assert [(one.name, one.start, one.finish) for one in told[0].first] == [
        ("Skriv rapport", datetime(2027, 4, 5), datetime(2027, 4, 7)),
        ("Aflevering", datetime(2027, 4, 20), datetime(2027, 4, 20)),
        ("Eksamen i fysik", datetime(2027, 5, 3), datetime(2027, 5, 4)),
    ]


def test_bold_rows_with_sums_head_those_below_though_one_does_not_add_up() -> None:
    rows = [
        ["Nr.", "Arbeit", "Plan (h)", "Meilenstein"],
        *([10, "Planung", 5], [11, "Skizze", 2, "5.12."], [12, "Antrag", 3]),
        *([20, "Bau", 9], [21, "Graben", 4, "9.12."], [22, "Gießen", 5, "12.12."]),
        *([30, "Prüfung", 9], [31, "Messen", 3], [32, "Abnahme", 4]),
    ]
    project = read(rows, bold="B2 B5 B8")
    assert tree(project) == [
        *("Planung", ".Skizze", ".Antrag", "Bau", ".Graben", ".Gießen"),
        *("Prüfung", ".Messen", ".Abnahme"),
    ]


def test_later_months_above_the_same_weeks_go_on_with_the_chart() -> None:
    rows = [
        ["Obra", datetime(2027, 3, 1), None, None, None, datetime(2027, 4, 1)],
        [None, 1, 2, 3, 4, 1, 2, 3, 4],
        ["Cavar"],
        ["Verter"],
        ["Techar"],
        ["Obra", datetime(2027, 5, 1), None, None, None, datetime(2027, 6, 1)],
        [None, 1, 2, 3, 4, 1, 2, 3, 4],
        ["Cavar"],
        ["Verter"],
        ["Techar"],
    ]
    project = read(rows, fills={"B3:D3": BLUE, "F4:I4": BLUE, "B9": BLUE, "C10:F10": BLUE})
    assert "other-version" not in codes(project)
    assert [t.current_finish.month for t in project.tasks if t.current_finish] == [5, 6]


def test_days_among_milestones_are_told_and_left_aside() -> None:
    rows = [
        ["Arbeit", "Meilenstein", *(f"KW {n}" for n in range(10, 16))],
        ["Planen", "5.12."],
        ["Bauen", "9.12."],
        ["Prüfen", "12.12."],
    ]
    project = read(rows, fills={"C2:D2": BLUE, "E3:F3": BLUE, "G4:H4": BLUE})
    assert tree(project) == ["Planen", "Bauen", "Prüfen"]
