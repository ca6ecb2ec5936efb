"""Words for everybody, for so many people and for nobody, and several people in one cell."""

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from planner.reading.everybody import means_everybody, means_nobody, so_many
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON


def people(cells: list[str], **sheets: Rows) -> list[list[str]]:
    """Whom the tasks with these cells of people have."""
    found = project(cells, **sheets)
    return [[name for need in task.needs for name in need.names] for task in found.tasks]


def project(cells: list[str], **sheets: Rows) -> Project:
    rows: Rows = [["Task", "Who", "Days"], *([f"T{n} a", c, 1] for n, c in enumerate(cells))]
    return read_project(book({"Plan": rows, **sheets}), choice=Choice(otherwise=MON))


@pytest.mark.parametrize(
    "text",
    ["All", "Whole group", "All of us", "Everyone in the team", "Our team", "All (Ann leads)",
     "zusammen", "Ganze Gruppe", "Tous ensemble", "L'équipe entière", "Todo el grupo", "Juntos",
     "Toda a equipa", "Tutta la squadra", "Samen", "Cały zespół", "Společně", "Közösen", "Вместе",
     "Вся группа", "Разом", "Όλη η ομάδα", "Toată echipa", "Hep birlikte", "Koko tiimi",
     "Hela gruppen", "Hele holdet", "Svi zajedno", "Vsi skupaj", "Всички заедно", "Kogu meeskond",
     "Visa komanda", "Mọi người", "Cả nhóm", "Semua anggota", "ทั้งกลุ่ม", "メンバー全員",
     "すべてのメンバー", "全体成员", "全組", "팀원 전원", "다 같이", "كل الفريق", "همه", "כל הצוות",
     "सभी सदस्य", "ყველა", "Tots", "Guztiak", "Pawb", "Wote", "бүгд"],
)  # fmt: skip
def test_a_word_for_everybody_takes_all_whom_others_name(text: str) -> None:
    assert people(["Ann", "Bob", text]) == [["Ann"], ["Bob"], ["Ann", "Bob"]]
    assert means_everybody(text)


@pytest.mark.parametrize(
    "text", ["Team A", "Group 2", "Tim", "All developers", "Team lead", "Alle Maurer", "A. Tim",
             "全智贤", "组长", "Full time", "Member 1", "Ann (all)"],
)  # fmt: skip
def test_other_names_are_not_everybody(text: str) -> None:
    assert not means_everybody(text)
    assert not so_many(text)


def test_everybody_of_the_sheet_of_people_and_beside_others() -> None:
    team: Rows = [["Name", "Role"], ["Ann", "Dev"], ["Bob", "Dev"], ["Cy", "Lead"]]
    assert people(["Ann", "Gesamte Gruppe"], Team=team)[1] == ["Ann", "Bob", "Cy"]
    assert people(["Ann", "Bob", "Client, all"])[2] == ["Client", "Ann", "Bob"]
    own: Rows = [["Name", "Max Units"], ["Ann", 1], ["Team", 4]]
    assert people(["Ann", "Team"], People=own)[1] == ["Team"]


@pytest.mark.parametrize("text", ["the two of us", "二人", "wir zwei", "les deux"])
def test_as_many_as_there_are_is_everybody(text: str) -> None:
    assert people(["Ann", "Bob", text])[2] == ["Ann", "Bob"]


def test_another_number_of_people_names_nobody() -> None:
    found = project(["Ann", "Bob", "Los tres"])
    assert [one.name for one in found.resources] == ["Ann", "Bob"]
    assert "people-of-no-kind" in {issue.code for issue in found.remarks}


@pytest.mark.parametrize("text", ["Unassigned", "не назначен", "未定", "待定", "미정", "À définir"])
def test_words_for_nobody_name_nobody(text: str) -> None:
    assert people(["Ann", "Bob", text])[2] == []
    assert means_nobody(text)


@pytest.mark.parametrize(
    ("cells", "last"),
    [
        (["И.И. Иванов П.П. Петров"], ["И.И. Иванов", "П.П. Петров"]),
        (["1. Ann 2. Bob"], ["Ann", "Bob"]),
        (["1) Ann\n2) Bob"], ["Ann", "Bob"]),
        (["张三", "李四", "张三 李四"], ["张三", "李四"]),
        (["张三", "张三和李四"], ["张三", "李四"]),
        (["佐藤", "佐藤と鈴木"], ["佐藤", "鈴木"]),
        (["김철수", "김철수와 이영희"], ["김철수", "이영희"]),
        (["Ann", "Ann og Bob"], ["Ann", "Bob"]),
        (["Kata", "Kata és Péter"], ["Kata", "Péter"]),
        (["أحمد", "أحمد وسارة"], ["أحمد", "سارة"]),
        (["Ann", "Bob", "Ann Bob"], ["Ann", "Bob"]),
    ],
)
def test_several_people_in_a_cell(cells: list[str], last: list[str]) -> None:
    assert people(cells)[-1] == last


def test_a_name_with_a_question_mark_is_that_name() -> None:
    assert people(["Ann", "Bob", "Ann + Bob?", "Who?"])[2:] == [["Ann", "Bob"], ["Who?"]]


@pytest.mark.parametrize(
    "cells",
    [["佐藤 太郎", "佐藤 花子"], ["李和平", "王五"], ["Ann E Smith", "Bob"], ["A. B. Smith"],
     ["Dr. A. Weber"], ["Ann Lee", "Ann"]],
)  # fmt: skip
def test_one_person_stays_one(cells: list[str]) -> None:
    assert people(cells) == [[cell] for cell in cells]
