"""Levels, leftovers, templates and headers as they stand in files of strangers."""

from datetime import datetime
from typing import Any

import pytest

from planner import pipeline
from tests.planner.reading.books import book
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

Rows = list[list[Any]]


def day(number: int) -> datetime:
    return datetime(2027, 3, number)


def test_styles_of_numbers_tell_levels() -> None:
    rows: Rows = [[None, "Tâches", "Jours"]]
    rows += [["I.", "Page"], ["a.", "Croquis", 3], ["b.", "Texte", 2], ["II.", "Serveur"]]
    rows += [["a.", "Panneau"], ["a1.", "Comptes", 1], ["a2.", "Taxes", 1], ["b.", "Sauvegarde", 1]]
    assert tree(read(rows)) == [
        *("Page", ".Croquis", ".Texte", "Serveur", ".Panneau", "..Comptes", "..Taxes"),
        ".Sauvegarde",
    ]


def test_letters_that_go_on_are_no_levels() -> None:
    rows: Rows = [["No", "Task", "Days"], ["A", "Dig", 1], ["B", "Build", 1], ["C", "Paint", 1]]
    assert tree(read(rows)) == ["Dig", "Build", "Paint"]


def test_rows_without_a_number_that_add_up_those_below_are_summaries() -> None:
    rows: Rows = [["User story ID", "Backlog Item", "Original Estimate"]]
    rows += [[None, "Login", 15], [7, "Sign up", 10], [8, "Sign in", 5]]
    rows += [[None, "Booking", 12], [9, "Room", 8], [10, "Desk", 4], [None, "Weekly sum", 27]]
    project = read(rows)
    assert tree(project) == ["Login", ".Sign up", ".Sign in", "Booking", ".Room", ".Desk"]
    assert "total-row" in codes(project)


def test_activity_tasks_and_subtasks_are_three_levels() -> None:
    rows: Rows = [["Actividad", "Tareas", "Subtareas", "Duración"]]
    rows += [["Casa", "Muro", "Cavar", 2], [None, None, "Construir", 3], [None, "Techo", "Viga", 4]]
    rows += [[None, "Puerta", "Marco", 1], ["Jardín", "Césped", "Sembrar", 5]]
    rows += [[None, None, "Regar", 1], [None, "Camino", "Grava", 2], [None, "Valla", "Postes", 1]]
    assert tree(read(rows))[:5] == ["Casa", ".Muro", "..Cavar", "..Construir", ".Techo"]


def test_a_column_goes_on_where_the_names_left_of_it_end() -> None:
    rows: Rows = [["Category", "Item", "Kind", "Hours", "Due Date"]]
    for area, item in (("Home", "Banner"), (None, "News"), ("Shop", "Cart"), (None, "Search")):
        rows += [[area, item, "Layout", 1, day(3)], [None, None, f"Read {item}", 2, day(4)]]
    project = read(rows)
    assert tree(project)[:5] == ["Home", ".Banner", "..Layout", "..Read Banner", ".News"]
    assert sum(not task.summary for task in project.tasks) == 8


def test_rows_without_names_below_blank_rows_are_leftovers_of_a_template() -> None:
    rows: Rows = [["ACTIVITÉ", "DÉBUT", "DURÉE"], ["Plan", day(1), 2], ["Code", day(3), 3], [], []]
    project = read([*rows, [None, day(4), 5], [None, day(5), 1]])
    assert tree(project) == ["Plan", "Code"]
    assert "nameless-row" in codes(project)


def test_a_zero_that_a_formula_returns_is_no_task_without_a_name() -> None:
    rows: Rows = [["Nr", "Aufgabe", "Dauer"], [1, "Graben", 2], [2, None, 0], [3, "Mauern", 3]]
    assert tree(read(rows)) == ["Graben", "Mauern"]


def test_a_sum_that_is_not_up_to_date_is_no_task() -> None:
    rows: Rows = [["Task", "Days"], *[[f"Step {n}", 1 + n % 3] for n in range(1, 9)], [None, 17]]
    project = read(rows)
    assert len(project.tasks) == 8
    assert "total-row" in codes(project)


def test_a_sheet_called_template_beside_the_plan_is_left_out() -> None:
    table: Rows = [["Task", "Start", "Finish"]]
    plan = [*table, *[[f"Step {n}", day(n), day(n + 1)] for n in range(1, 5)]]
    blank = [*table, *[[f"Activity {n}", day(1), day(1)] for n in range(1, 4)]]
    found = pipeline.look(book({"Plan": plan, "Plan Template": blank}), "plan.xlsx", CHOICE)
    assert found.headers == (("Plan", 1),)
    assert "template-sheet" in {issue.code for issue in found.issues}
    assert found.offers == ()


def test_a_long_plan_on_a_sheet_called_template_counts() -> None:
    table: Rows = [["Task", "Start", "Finish"]]
    plan = [*table, *[[f"Step {n}", day(n), day(n + 1)] for n in range(1, 9)]]
    other = [*table, *[[f"Extra {n}", day(n), day(n)] for n in range(1, 4)]]
    found = pipeline.look(book({"Plan Template": plan, "More": other}), "plan.xlsx", CHOICE)
    assert "Plan Template" in [sheet for sheet, _ in found.headers]


def test_words_for_states_in_a_column_of_progress_are_states() -> None:
    rows: Rows = [["Lot", "Tâche", "Avancement"], ["A", "Creuser", "Fait"]]
    rows += [["A", "Bâtir", "En cours"], ["B", "Peindre", "A faire"]]
    project = read(rows)
    assert [t.progress.state for t in project.tasks if not t.summary] == [
        *("done", "under way", "not started"),
    ]


def test_a_header_far_from_predecessor_is_known_by_its_cells() -> None:
    rows: Rows = [[None, "Tasks", "Days", "Predesscecor"], [1, "Dig", 1], [2, "Build", 2, 1]]
    project = read([*rows, [3, "Paint", 1, 2], [4, "Move", 1, 2]])
    assert [[link.task for link in task.dependencies] for task in project.tasks] == [
        *([], ["1"], ["2"], ["2"]),
    ]


def test_dates_that_were_numbers_of_levels_are_no_names() -> None:
    rows: Rows = [["NUMÉRO", "TITRE DE LA TÂCHE", "DÉBUT", "DURÉE"], [1, "Départ"]]
    rows += [[datetime(2018, n, 1), f"Pas {n}", day(n), 2] for n in range(1, 4)]
    rows += [[2, "Suite"], *[[datetime(2018, n, 2), f"Plus {n}", day(n), 1] for n in range(1, 3)]]
    project = read(rows)
    assert tree(project)[:2] == ["Départ", ".Pas 1"]
    assert len(project.tasks) == 7


def test_a_date_with_words_behind_is_that_date() -> None:
    rows: Rows = [["Task", "Due Date"], ["Dig", day(1)], ["Build", day(9)]]
    project = read([*rows, ["Paint", "23/03/2027 - DELAYED"]])
    assert [task.deadline and task.deadline.day for task in project.tasks] == [1, 9, 23]
    assert "words-behind-dates" in codes(project)


def test_blank_columns_below_merged_headers_divide_no_table() -> None:
    rows: Rows = [["Fase", None, "Objetivo principal", None, "Inicio", None, "Tempo estimado"]]
    names = (
        "Reunião com o cliente",
        "Inicio das obras",
        "Plano",
        "Inicio das obras",
        "Fim da obra",
    )
    for n, name in enumerate(names, 1):
        phase = "Concepção" if n < 3 else "Elaboração"
        rows.append([phase, None, name, None, day(n), None, "1 dia"])
    project = read(rows, merged="A1:B1 C1:D1 E1:F1")
    assert tree(project)[:3] == ["Concepção", ".Reunião com o cliente", ".Inicio das obras"]


def test_a_row_of_the_list_far_below_is_no_header() -> None:
    rows: Rows = [["Objective", "Initiative/Activity", "Details", "Timeline", "Responsible Team"]]
    rows += [[f"Goal {n}", f"Do {n}", f"Sentences about {n} and more", "Once a quarter", "Board"]
             for n in range(1, 9)]  # fmt: skip
    rows += [["Money", "Dues", "Collect them", "Monthly", "Treasurer"]]
    rows += [["Feast", "Fathers", "Feast of all", "May 1", "Board"]]
    rows += [[None, "Founders", "Feast of some", "November 23, 2027", "Board"]]
    found = pipeline.look(book({"Plan": rows}), "plan.xlsx", CHOICE)
    first = (
        found.project
        or pipeline.look(
            book({"Plan": rows}), "plan.xlsx", CHOICE.over(found.offers[0].choice)
        ).project
    )
    assert first is not None
    assert sum(not task.summary for task in first.tasks) == 11


def test_names_in_the_colour_of_their_bars_are_no_bands() -> None:
    rows: Rows = [[None, *[datetime(2027, 3, n) for n in (1, 8, 15, 22, 29)]], ["Ann"]]
    rows += [["Draw"], ["Plan"], ["Talk"], ["Bo"], ["Code"], ["Test"]]
    fills = {"A2": BLUE, "A3:F3": BLUE, "A4": BLUE, "C4:D4": BLUE, "A5": BLUE, "E5:F5": BLUE}
    fills |= {"A6": YELLOW, "A7:C7": YELLOW, "A8": YELLOW, "D8:F8": YELLOW}
    project = read(rows, fills=fills)
    dated = [task for task in project.tasks if task.current_start]
    assert [task.name for task in dated] == ["Draw", "Plan", "Talk", "Code", "Test"]
    assert starts(project)[:1] == ["2027-03-01"] or dated[0].current_start == day(1)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (["Test Case", "Shape", "Test Data", "Output"], "test cases"),
        (["Fecha", "Hora de entrada", "Hora de salida", "Horas trabajadas"], "worked"),
        (["Artikelnummer", "Bezeichnung", "Lagerbestand", "Preis"], "goods"),
        (["姓名", "邮箱", "电话", "学号"], "people"),
    ],
)
def test_lists_that_are_no_plans_are_refused_by_what_they_are(
    headers: list[str], kind: str
) -> None:
    rows: Rows = [headers, *[[f"A{n}", f"Name {n}", f"{n}:00", 3 * n] for n in range(1, 7)]]
    found = pipeline.look(book({"Sheet": rows}), "list.xlsx", CHOICE)
    assert found.project is None
    assert any(kind in str(issue.message) for issue in found.issues if issue.severity == "error")


def test_times_below_each_other_are_no_plan() -> None:
    rows: Rows = [["Left", "On"], *[[f"{n + 8}:00", day(n)] for n in range(1, 6)]]
    found = pipeline.look(book({"Sheet": rows}), "list.xlsx", CHOICE)
    assert found.project is None


def test_people_of_a_grid_are_not_its_legend() -> None:
    assert people(read([["Task", "Who"], ["Dig", "Ann"], ["Build", "Bo"]])) == [["Ann"], ["Bo"]]


def test_total_testing_is_a_task_where_no_rows_add_up_to_it() -> None:
    rows: Rows = [["Requirements", "Days"], *[[f"Build {n}", 2 + n % 2] for n in range(1, 13)]]
    project = read([*rows, ["total testing", 4], ["rework", 7]])
    assert "total testing" in tree(project)


def test_and_before_the_last_of_a_list_is_no_part_of_a_name() -> None:
    rows: Rows = [["Task", "Start", "Assigned to"], ["Dig", day(1), "Eli, Ryan, and Kaden"]]
    rows += [["Cavar", day(2), "Ryan, Eli, y Kaden"], ["Build", day(3), "Kaden, und Ryan"]]
    assert people(read(rows)) == [
        *(["Eli", "Ryan", "Kaden"], ["Ryan", "Eli", "Kaden"], ["Kaden", "Ryan"]),
    ]


def test_one_text_beside_all_names_names_nothing() -> None:
    rows: Rows = [["AUFGABE", None, "START", "ENDE"]]
    rows += [[f"Schritt {n}", "Name", day(n), day(n + 1)] for n in range(1, 7)]
    assert tree(read(rows)) == [f"Schritt {n}" for n in range(1, 7)]


def test_marks_above_the_days_of_a_chart_are_no_repeated_headers() -> None:
    rows: Rows = [["wbs", "task", "start", "finish", *["#"] * 9]]
    rows += [[f"{n}", f"設計{n}", day(n), day(n + 1), None, "|"] for n in range(1, 5)]
    assert tree(read(rows)) == [f"設計{n}" for n in range(1, 5)]


def test_a_copy_of_a_sheet_with_its_letters_and_numbers_is_read() -> None:
    rows: Rows = [[None, "A", "B", "C"], [1, "Moment", "Start", "Varaktighet"]]
    rows += [[2, "Uppstart", 0, 2], [3, "Intervjuer", 2, 1], [4, "Sammanställning", 3, 2]]
    project = read(rows)
    assert tree(project) == ["Uppstart", "Intervjuer", "Sammanställning"]
    assert [task.duration for task in project.tasks] == [960, 480, 960]


def test_texts_in_bars_that_name_no_task_are_offered_as_the_tasks() -> None:
    rows: Rows = [[None, *[f"DAY {n}" for n in range(1, 9)]]]
    rows += [["DEVELOPER", "Site building", None, "Coding of pages"]]
    rows += [["DESIGNER", None, "Drawing the icons", None, None, "Colours for pages"]]
    rows += [["DEVELOPER", None, None, None, None, "Browser checks", None, "Launch at last"]]
    fills = {"B2:C2": BLUE, "D2:E2": BLUE, "C3:D3": BLUE, "F3:G3": BLUE, "F4:G4": BLUE}
    found = pipeline.look(made(rows, fills={**fills, "H4:I4": BLUE}), "plan.xlsx", CHOICE)
    forms = [offer.choice.form for offer in found.offers]
    assert "grid" in forms or (found.project and "Site building" in tree(found.project))


@pytest.mark.parametrize(
    "weeks",
    [
        ["Mar 1-5", "Mar 8-12", "Mar 15-19", "Mar 22-26", "Mar 29-Apr 2"],
        ["1.3. bis 5.3.", "8.3. bis 12.3.", "15.3. bis 19.3.", "22.3. bis 26.3.", "29.3. bis 2.4."],
    ],
)
def test_spans_in_words_head_the_weeks_of_a_chart(weeks: list[str]) -> None:
    rows: Rows = [[None, *weeks]]
    rows += [["Dig"], ["Build"], ["Paint"]]
    project = read(rows, fills={"B2:C2": BLUE, "D3:E3": BLUE, "F4": BLUE})
    assert [task.current_start for task in project.tasks] == [day(1), day(15), day(29)]


def test_one_coloured_row_above_all_is_a_summary() -> None:
    rows: Rows = [["Task", "Start", "Finish"], ["House"]]
    rows += [[f"Step {n}", day(n), day(n + 1)] for n in range(1, 5)]
    project = read(rows, fills={"A2:C2": BLUE})
    assert tree(project)[:2] == ["House", ".Step 1"]


def test_a_number_in_a_circle_is_no_week_of_a_month() -> None:
    rows: Rows = [[None, None, "目標開始日", "目標完了日"]]
    rows += [[mark, f"設計{mark}", day(n), day(n + 1)] for n, mark in enumerate("①②③④⑤", 1)]
    assert len(read(rows).tasks) == 5


def test_names_in_the_many_colours_of_their_bars_are_no_bands() -> None:
    rows: Rows = [[None, *[datetime(2027, 3, n) for n in (1, 8, 15, 22, 29)]]]
    rows += [[f"Step {n}"] for n in range(1, 7)]
    fills = {"A2:B2": "FF112233", "A3:C3": "FF223344"}
    for row, colour in enumerate(("FF334455", "FF445566", "FF556677", "FF667788"), 4):
        fills |= {f"A{row}": colour, f"D{row}:E{row}": colour}
    assert all(task.current_start for task in read(rows, fills=fills).tasks)


def test_numbered_names_without_a_header_are_offered_as_a_list() -> None:
    rows: Rows = [[None, None, "Work Breakdown Structure"], []]
    rows += [["1", "Begin"], ["1.1", "Define the problem"], ["1.1.1", "Scope"], ["1.2", "Plan it"]]
    rows += [["2", "Design"], ["2.1", "Draw the system"], ["2.2", "Draw the parts"]]
    data = made(rows)
    found = pipeline.look(data, "wbs.xlsx", CHOICE)
    assert [offer.choice.form for offer in found.offers] == ["board"]
    project = pipeline.look(data, "wbs.xlsx", found.offers[0].choice).project
    assert project is not None
    assert tree(project)[:3] == ["Begin", ".Define the problem", "..Scope"]


def test_a_list_of_tasks_of_which_few_have_dates_is_a_plan() -> None:
    rows: Rows = [["Actividad", "Cuando se hace"], ["Mover", "17/12/2026 - 28/12/2026"]]
    rows += [["Disparar", "22/12/2026 - 31/12/2026"], *[[f"Paso {n}"] for n in range(1, 13)]]
    assert len(read(rows).tasks) == 14


def test_names_without_a_number_are_parts_of_the_numbered_one_above() -> None:
    rows: list[list[Any]] = [["Task", "Days"], ["Garden for Kim", 40]]
    for n, name in enumerate(("Plan", "Dig", "Build", "Tidy"), 1):
        rows += [[f"{n}. {name}", 8], [f"{n}.1 {name} front", 4], [f"{name} walk", 2]]
        rows += [[f"{name} round", 2], [f"{n}.2 {name} back", 4], [f"{name} late", 4]]
    names = tree(read(rows))
    assert names[:4] == ["Garden for Kim", "1. Plan", ".1.1 Plan front", "..Plan walk"]
    assert names[7:9] == ["2. Dig", ".2.1 Dig front"]


def test_bold_rows_with_amounts_are_tasks_where_other_bold_rows_stand_alone() -> None:
    rows: Rows = [["Activity", "Days"], ["Phase 1"], ["Draw", 3], ["Test"], ["Mend", 4]]
    rows[3].append(2)
    rows += [["Phase 2"], ["Launch", 1], ["Phase 3"], ["Support", "∞"]]
    bold = "A2 A4 A6 A7 A8"
    assert tree(read(rows, bold=bold)) == [
        *("Phase 1", ".Draw", ".Test", ".Mend"),
        *("Phase 2", ".Launch", "Phase 3", ".Support"),
    ]


def test_a_bold_row_with_a_word_for_an_unknown_length_heads_those_below() -> None:
    rows: Rows = [["Task", "Start", "End", "Days"], ["Week 1"]]
    rows += [["Dig", day(1), day(3), 3], ["Pour", day(4), day(5), 2], ["Week 2", None, None, "-"]]
    rows += [["Roof", day(8), day(10), 3], ["Paint", day(11), day(12), 2]]
    assert tree(read(rows, bold="A2 A5")) == [
        *("Week 1", ".Dig", ".Pour", "Week 2", ".Roof", ".Paint"),
    ]


def test_plain_names_that_stand_alone_are_below_bold_ones() -> None:
    rows: Rows = [["No", "Task", "Who"], [None, "Plan"], [1, "Meet", "Ann"], [None, "Design"]]
    rows += [[None, "Screens"], [2, "Sketch", "Bo"], [None, "Data"], [3, "Model", "Ann"]]
    assert tree(read(rows, bold="B2 B4")) == [
        *("Plan", ".Meet", "Design", ".Screens", "..Sketch", ".Data", "..Model"),
    ]


def test_texts_among_the_ticks_left_of_the_names_are_summaries() -> None:
    rows: Rows = [["Done?", "Task", "Owner"], ["ART"], [True, "Head", "Ann"], [False, "Legs", "Bo"]]
    rows += [["SOUND"], [True, "Song", "Ann"], [False, "Steps", "Bo"]]
    assert tree(read(rows)) == ["ART", ".Head", ".Legs", "SOUND", ".Song", ".Steps"]


def test_dashes_without_a_space_are_bullets_where_several_names_have_one() -> None:
    rows: Rows = [["Task", "Who"], ["Screens"], ["- Start", "Ann"], ["-Pause", "Bo"]]
    rows += [["Sound"], ["-Music", "Ann"], ["-Steps", "Bo"]]
    assert tree(read(rows)) == [
        *("Screens", ".- Start", ".-Pause", "Sound", ".-Music", ".-Steps"),
    ]
