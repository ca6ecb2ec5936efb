"""Questions to a plan: what it would cost, for whom, or which facts exclude it."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from planner.errors import InputError
from planner.language.words import ENGLISH, LANGUAGES
from planner.plan import Answer
from planner.project import Constraint, Need, Project, Rate, Resource, Task
from planner.whatif.advise import answers
from planner.whatif.questions import question
from tests.planner.projects import on, project, task
from tests.planner.whatif.support import OPTIONS, planned

ANN = Resource(name="Ann Lee", skills={"Oil": 3}, rate=Rate(amount=Decimal(50)))
BOB = Resource(name="Bob", skills={"Oil": 1}, rate=Rate(amount=Decimal(20)))
CEM = Resource(name="Cem", skills={"Oil": 3}, rate=Rate(amount=Decimal(80)))
OIL = [Need(skill="Oil", level=2)]


def asked(text: str, tasks: Iterable[Task], people: Any = (ANN, BOB, CEM)) -> Answer:
    found = project(tasks, people)
    plan, draft = planned(found)
    (told,) = answers(plan, draft, [question(text, found)], OPTIONS)
    return told


def small() -> Project:
    """Tasks whose names have the words of questions in them."""
    tasks = [task("7", 1), task("12", 1), Task(id="3", name="Work on site before noon", wbs="1.2")]
    return project(tasks, (ANN, BOB))


@pytest.mark.parametrize(
    ("text", "kind", "id_"),
    [
        ("12 by 2026-02-03", "by", "12"),
        ("T12 by 2026-02-03 12:00?", "by", "12"),
        ("12 bis 3.2.2026", "by", "12"),
        ("ann lee on 7", "on", "7"),
        ("Bob on Work on site before noon", "on", "3"),
        ("Work on site before noon before T7", "before", "3"),
        ("1.2 vor 12", "before", "3"),
        ("Who else for “Work on site before noon”?", "who", "3"),
        ("wer sonst für 7", "who", "7"),
        ("¿12 hasta el 13/2/2026?", "by", "12"),
        ("12 d’ici le 13/02/2026", "by", "12"),
        ("Ann Lee en T7", "on", "7"),
        ("Bob sur T7", "on", "7"),
        ("7 antes de 12", "before", "7"),
        ("T12 avant T7", "before", "12"),
        ("¿Quién más para T7?", "who", "7"),
        ("qui d'autre pour 7", "who", "7"),
        ("¿Qué ayuda a T7?", "help", "7"),
        ("Qu'est-ce qui aide T7 ?", "help", "7"),
        ("What helps 7?", "help", "7"),
        ("was hilft T7", "help", "7"),
    ],
)
def test_questions_are_understood(text: str, kind: str, id_: str) -> None:
    found = question(text, small())
    assert (found.kind, found.task.id) == (kind, id_)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("how are you", "no question that can be answered"),
        ("Ann Leee on 7", 'did you mean "Ann Lee"?'),
        ("T99 by 2026-01-05", "there is no task T99"),
        ("12 by tomorrow", "tomorrow is no date"),
        ("7 before 7", "cannot come before itself"),
    ],
)
def test_what_is_not_understood_is_told_with_a_remedy(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        question(text, small())
    assert words in str(caught.value.issues[0])


def test_what_the_plan_does_anyway_has_no_price() -> None:
    told = asked("a by 2026-01-06", [task("a", 2), task("b", 1, "a")])
    text = "yes, the plan has it so already"
    assert (told.possible, told.text, told.proved) == (True, text, True)
    assert told.lines == ("a A: 5 Jan 2026 08:00 to 6 Jan 2026 17:00",)


def test_a_date_at_the_price_of_another_deadline() -> None:
    tasks = [
        task("a", 2, who=["Ann Lee"], priority=900, deadline=on(6)),
        task("b", 2, who=["Ann Lee"], deadline=on(8)),
    ]
    told = asked("b by 2026-01-06", tasks)
    assert told.possible
    assert (
        told.text
        == "yes, with 3.6 weighted days more of lateness; no plan has it for less, which is proved"
    )
    assert "a A: 2 days late, before 0 days" in told.lines
    assert "moved: a A, b B" in told.lines


def test_a_date_that_facts_exclude_with_the_first_one_that_works() -> None:
    told = asked("b by 2026-01-06", [task("a", 2), task("b", 1, "a")])
    assert (told.possible, told.proved) == (False, True)
    (fact,) = told.lines
    assert fact.startswith("b B has to be finished by 6 Jan 2026 17:00, which cannot hold")
    assert "possible by 7 Jan 2026 17:00" in fact


def test_a_person_and_what_that_costs() -> None:
    told = asked("Cem on a", [task("a", 2, who=OIL)])
    assert told.text == "yes, with 480 more cost; no plan has it for less, which is proved"
    assert {"Cem: 16 h more", "Ann Lee: 16 h less"} < set(told.lines)
    assert asked("Bob on a", [task("a", 2, who=OIL)]).possible is False


def test_an_order_that_makes_a_circle_and_one_that_does_not() -> None:
    tasks = [task("a", 1), task("b", 2, "a"), task("c", 1)]
    told = asked("b before a", tasks)
    assert told.possible is False
    assert "circle" in told.lines[0]
    assert (
        asked("c before a", tasks).text
        == "yes, with a finish 1 working day later; no plan has it for less, which is proved"
    )


def test_who_else_the_cheapest_first_and_why_others_not() -> None:
    tasks = [task("a", 2, who=OIL), task("b", 1, "a", who=["Bob"])]
    told = asked("who else for a", tasks)
    assert told.text == "1 of 2 others may do it"
    assert told.lines[0].startswith("Cem: yes, with 480 more cost")
    assert told.lines[1] == "Bob: has no Oil at level 2"


def test_a_fixed_start_is_a_fact() -> None:
    tasks = [task("a", 1, constraint=Constraint.MSO, constraint_date=on(8)), task("b", 1)]
    told = asked("a by 2026-01-07", tasks)
    assert told.possible is False
    assert any("a A cannot start before 8 Jan 2026" in line for line in told.lines)
    assert ENGLISH("no, impossible") == told.text


@pytest.mark.parametrize("text", ["Ann Lee on 6", "Bob on 6", "Cem on 6"])
def test_who_may_share_a_work_of_two_may_do_it(text: str) -> None:
    work = Task(
        id="6",
        name="Clear",
        work=960,
        heads=(2, 2),
        needs=(Need(names=("Ann Lee", "Bob", "Cem")),),
    )
    told = asked(text, [work])
    assert told.possible
    assert text.removesuffix(" on 6") in told.lines[0]


def test_what_is_not_understood_is_told_in_the_language_of_the_workbook() -> None:
    for text, words in (
        ("wie geht es", "das ist keine Frage"),
        ("Anne Lee an 7", "ist „Ann Lee“ gemeint?"),
        ("12 bis morgen", "so schreiben: 03.05.2027"),
    ):
        with pytest.raises(InputError) as caught:
            question(text, small(), LANGUAGES["de"])
        assert words in str(caught.value.issues[0])


def test_facts_and_circles_are_told_in_the_language_of_the_workbook() -> None:
    found = replace(project([task("a", 2), task("b", 1, "a")], ()), language="de")
    plan, draft = planned(found)
    asked = [question(text, found) for text in ("b vor a", "b bis 2026-01-06")]
    circle, date = answers(plan, draft, asked, OPTIONS)
    (line,) = circle.lines
    waits = "a A wartet auf b B; b B wartet auf a A"
    assert line == f"damit würden diese Vorgänge im Kreis aufeinander warten: {waits}"
    assert date.lines[0].startswith("b B muss bis 6. Jan 2026 17:00 fertig sein; das lässt")


def test_what_an_answer_finds_wrong_is_told_in_the_language_of_the_workbook() -> None:
    two = replace(task("a", 2), needs=(Need(names=("Ann",), units=2),))
    people = (Resource(name="Ann", max_units=2), Resource(name="Crane"))
    found = replace(project([two], people), language="de")
    plan, draft = planned(found)
    (told,) = answers(plan, draft, [question("Crane an a", found)], OPTIONS)
    assert told.lines[0].startswith("200 % nötig, ")


def test_what_would_help_a_late_task_is_told_with_what_it_gains() -> None:
    ann = ("Ann Lee",)
    late = task("2", 3, who=ann, deadline=on(6), priority=900)
    told = asked("what helps 2", [task("1", 3, who=ann, deadline=on(5), priority=999), late])
    assert told.possible
    assert told.text.startswith("tried changes that make it less late: ")
    assert "less late" in told.lines[0]
    kept = asked("what helps 1", [task("1", 3, who=ann)])
    assert (kept.possible, kept.text) == (None, "1 1 is not late")


MARA = Resource(name="Mara", max_units=0.6, rate=Rate(amount=Decimal(50)))
LENA = Resource(name="Lena", max_units=0.5, rate=Rate(amount=Decimal(60)))


@pytest.mark.parametrize(
    ("who", "words"), [("Mara", "has it so already"), ("Lena", "it costs 320.00 more")]
)
def test_whoever_is_put_on_a_task_does_all_of_it(who: str, words: str) -> None:
    work = task("1", 4, who=[Need(names=("Mara", "Lena"))])
    told = asked(f"{who} on 1", [work], (MARA, LENA))
    assert told.possible
    assert words in told.text
