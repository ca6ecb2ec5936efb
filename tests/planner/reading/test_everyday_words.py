"""Headers in everyday words: what, who, how many days, after what, from, until."""

from datetime import timedelta

import pytest

from planner.choice import Choice
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON

WORDS = [
    ("Step", "Responsible person", "Begin", "Complete by", "Days needed", "Previous step"),
    ("Quoi", "Qui", "Du", "Au", "Nb de jours", "À faire après"),
    ("Acción", "Encargado", "Empieza", "Termina", "Días", "Requiere"),
    ("Co", "Kto", "Od", "Do", "Ile dni", "Po czym"),
    ("Čo", "Kto", "Od", "Do", "Počet dní", "Po čom"),
    ("Mit", "Ki", "Mettől", "Meddig", "Hány nap", "Mi után"),
    ("Ce", "Cine", "De la", "Până la", "Nr. zile", "După"),
    ("Što", "Tko", "Od", "Do", "Broj dana", "Nakon"),
    ("Mitä", "Kuka", "Alkaa", "Päättyy", "Päiviä", "Jälkeen"),
    ("Mida", "Kes", "Algus", "Lõpp", "Päevi", "Pärast"),
    ("Ką", "Kas", "Nuo", "Iki", "Dienų", "Po"),
    ("Що", "Хто", "З", "До", "Днів", "Після"),
    ("Какво", "Кой", "От", "До", "Дни", "След"),
    ("Τι", "Ποιος", "Από", "Έως", "Ημέρες", "Μετά από"),
    ("Yapılacak", "Kim", "Başlama", "Bitiş", "Kaç gün", "Neden sonra"),
    ("Apa", "Siapa", "Dari", "Sampai", "Berapa hari", "Setelah"),
    ("Việc gì", "Ai làm", "Từ ngày", "Đến ngày", "Số ngày", "Sau việc"),
    ("やること", "誰", "いつから", "いつまで", "日数", "先にやること"),
    ("做什么", "谁", "开始", "结束", "天数", "在什么之后"),
    ("할 일", "누가", "시작", "끝", "일수", "선행"),
    ("מה", "מי", "מתאריך", "עד תאריך", "ימים", "אחרי"),
    ("क्या", "कौन", "कब से", "कब तक", "कितने दिन", "किसके बाद"),
]


def project(rows: Rows) -> Project:
    return read_project(book({"Plan": rows}), choice=Choice(otherwise=MON))


def people(found: Project) -> list[str]:
    return [name for task in found.tasks for need in task.needs for name in need.names]


@pytest.mark.parametrize("words", WORDS, ids=lambda words: str(words[0]))
def test_everyday_words_head_columns(words: tuple[str, ...]) -> None:
    what, who, begin, end, length, after = words
    rows: Rows = [["Alfa x", 2, None, "Ann"], ["Beta x", 3, "Alfa x", "Bob"]]
    found = project([[what, length, after, who], *rows, ["Gama x", 1, "Beta x", "Ann"]])
    assert [(task.name, task.duration) for task in found.tasks] == [
        ("Alfa x", 960), ("Beta x", 1440), ("Gama x", 480),
    ]  # fmt: skip
    assert [len(task.dependencies) for task in found.tasks] == [0, 1, 1]
    assert people(found) == ["Ann", "Bob", "Ann"]
    days = [(MON + timedelta(days=n), MON + timedelta(days=n + 1)) for n in (0, 2, 7)]
    names = [("Alfa x", "Ann"), ("Beta x", "Bob"), ("Gama x", "Ann")]
    dated = project(
        [[what, who, begin, end], *([*n, *d] for n, d in zip(names, days, strict=True))]
    )
    assert [task.current_start for task in dated.tasks] == [first for first, _ in days]
    assert people(dated) == ["Ann", "Bob", "Ann"]


@pytest.mark.parametrize("head", ["Abc", "Previous work"])
def test_names_of_other_rows_are_predecessors_whatever_names_the_tasks(head: str) -> None:
    rows: Rows = [["Alfa x", 2, None], ["Beta x", 3, "Alfa x"], ["Gama x", 1, "Beta x"]]
    found = project([["Xyz", "Days", head], *rows])
    assert [len(task.dependencies) for task in found.tasks] == [0, 1, 1]


def test_numbers_that_go_up_and_down_below_several_days_are_lengths() -> None:
    rows = [["Alfa x", 2, "Ann"], ["Beta x", 3, "Bob"], ["Gama x", 1, "Ann"]]
    found = project([["Zadatak", "Dani", "Osoba"], *rows])
    assert [task.duration for task in found.tasks] == [960, 1440, 480]
    found = project([["Task", "Day", "Who"], *rows])
    assert [str(task.current_start)[8:10] for task in found.tasks] == ["04", "05", "03"]


@pytest.mark.parametrize(
    "head", ["Prior task", "Tâche précédente", "Nachfolger von", "Previous job"]
)
def test_a_column_called_as_tasks_whose_cells_name_others_links_them(head: str) -> None:
    rows: Rows = [["Alfa x", 2, None], ["Beta x", 3, "Alfa x"], ["Gama x", 1, "Beta x"]]
    found = project([["Task", "Days", head], *rows])
    assert [[link.task for link in task.dependencies] for task in found.tasks] == [[], ["1"], ["2"]]


@pytest.mark.parametrize(
    "head", ["Doer", "By", "Vendor", "Durch", "Helfer", "Par qui", "Bénévole", "Ejecuta", "Door"]
)
def test_who_does_it_is_known_by_many_words(head: str) -> None:
    rows: Rows = [["Alfa x", 2, "Ann"], ["Beta x", 3, "Bob"], ["Gama x", 1, "Cy"]]
    assert people(project([["Task", "Days", head], *rows])) == ["Ann", "Bob", "Cy"]


def test_days_that_bind_the_start_are_not_before_the_project() -> None:
    rows: Rows = [["Alfa x", 2, MON - timedelta(days=14)], ["Beta x", 3, MON]]
    found = project([["Task", "Days", "Must Start On"], *rows])
    assert found.start == MON - timedelta(days=14)
