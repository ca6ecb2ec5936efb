"""What a single header may mean."""

from hypothesis import given
from hypothesis.strategies import text

from planner.reading import misspelt
from planner.reading.header_names import HeaderWishes
from planner.reading.naming import names
from planner.schema.columns import TASKS


def test_a_text_as_long_as_a_cell_is_no_header_unless_the_user_says_so() -> None:
    note = " (one of the days on which the shop is open)"
    assert names(f"Duration{note}", TASKS, HeaderWishes())[0].field == "duration"
    assert names(f"Duration{note * 10}", TASKS, HeaderWishes()) == ()
    assert names("x" * 32767, TASKS, HeaderWishes()) == ()
    wishes = HeaderWishes(wanted={"tasks!c": "duration"})
    assert names("x" * 32767, TASKS, wishes, "Tasks!C")[0].field == "duration"


@given(*[text(alphabet="abcde", max_size=9)] * 2)
def test_what_is_not_compared_letter_by_letter_is_too_different(one: str, two: str) -> None:
    assert misspelt._letters_apart(one, two) <= misspelt.distance(one, two)
