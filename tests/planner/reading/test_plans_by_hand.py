"""Units that notes tell, marks beside durations, men of a trade: plans as people make them."""

from datetime import timedelta

import pytest

from planner.choice import Choice
from planner.errors import InputError
from planner.pipeline import read_project
from planner.project import Project
from tests.planner.reading.books import Rows, book
from tests.planner.reading.test_layouts import MON

HEAD = ["Activity", "Predecessor", "Duration"]
ROWS: Rows = [["A", "", 4], ["B", "", 6], ["C", "A", 8]]


def project(rows: Rows, name: str = "Plan", **others: Rows) -> Project:
    return read_project(book({name: rows, **others}), choice=Choice(start=MON))


def codes(found: Project) -> set[str]:
    return {issue.code for issue in found.remarks}


@pytest.mark.parametrize(
    ("note", "unit"),
    [
        ("All durations in weeks", 2400),
        ("* times are given in hours", 60),
        ("Project X (time in weeks)", 2400),
        ("Alle Dauern in Wochen", 2400),
        ("Durée en semaines", 2400),
        ("Duration: 12 weeks", 480),
        ("Weeks of hard work", 480),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_note_above_or_below_the_tasks_tells_their_unit(
    note: str, unit: int, below: bool
) -> None:
    table = [HEAD, *ROWS]
    found = project([*table, [], [note]] if below else [[note], [], *table])
    assert [task.duration for task in found.tasks] == [4 * unit, 6 * unit, 8 * unit]
    assert ("unit-by-note" in codes(found)) is (unit != 480)


def test_a_unit_in_the_header_counts_before_a_note() -> None:
    found = project([["All durations in weeks"], [], [*HEAD[:2], "Duration (h)"], *ROWS])
    assert [task.duration for task in found.tasks] == [240, 360, 480]


def test_the_letters_of_three_estimates_are_no_units_and_their_spread_nobody() -> None:
    head = ["Activity", "Predecessor", "Optimistic (a)", "Most Likely (m)", "Pessimistic (b)"]
    found = project([[*head, "Std dev"], ["Dig", "", 2, 3, 6, 0.7], ["Pour", "Dig", 3, 5, 9, 1]])
    assert [task.three_points for task in found.tasks] == [(960, 1440, 2880), (1440, 2400, 4320)]
    assert found.resources == ()


def test_numbered_m_heads_months() -> None:
    months = [f"M{number}" for number in range(1, 7)]
    found = project(
        [["Work Package", "Task", *months], ["Data", "Collect", "x", "x"],
         ["", "Clean", None, None, "x"], ["Models", "Build", *[None] * 3, "x", "x", "x"]]
    )  # fmt: skip
    tasks = [task for task in found.tasks if not task.summary]
    assert [str(task.current_start)[:10] for task in tasks] == [
        "2027-05-01", "2027-07-01", "2027-08-01",
    ]  # fmt: skip
    assert [str(tasks[0].current_finish)[:10], len(found.tasks)] == ["2027-06-30", 5]


def test_marks_date_tasks_that_have_durations() -> None:
    weeks = [f"W{number}" for number in range(1, 6)]
    found = project(
        [["Task", "Who", "Days", *weeks], ["Dig", "Ann", 5, "x"],
         ["Pour", "Bob", 8, None, "x", "x"], ["Roof", "Ann", 10, *[None] * 3, "x", "x"]]
    )  # fmt: skip
    assert [(str(task.current_start)[:10], task.duration) for task in found.tasks] == [
        ("2027-05-03", 2400), ("2027-05-10", 3840), ("2027-05-24", 4800),
    ]  # fmt: skip


def test_men_of_a_trade_are_planned_and_men_of_none_told() -> None:
    head = ["Operation", "Trade", "Men", "Days"]
    found = project([head, ["Dig", "Labourer", 2, 3], ["Roof", "Joiner", 1, 2]])
    assert [task.needs[0].units for task in found.tasks] == [2, 1]
    found = project([["Operation", "Men", "Days"], ["Dig", 2, 3], ["Roof", 1, 2]])
    assert "people-of-no-kind" in codes(found)


def test_a_capacity_in_story_points_is_no_number_of_people() -> None:
    team: Rows = [["Member", "Capacity (pts/sprint)"], ["Ann", 10], ["Bob", 8]]
    found = project([["Task", "Days", "Owner"], ["Dig", 2, "Ann"]], "Tasks", Team=team)
    assert [one.max_units for one in found.resources] == [1, 1]
    assert "ignored-column" in codes(found)


def test_a_description_beside_codes_is_what_is_done() -> None:
    head = ["Activity", "Description", "Predecessor", "Weeks"]
    found = project(
        [head, ["A", "Ask", "-", 2], ["B", "Draw", "A", 3], ["C", "Build it", "A, B", 4]]
    )
    assert [(task.id, task.name) for task in found.tasks] == [
        ("A", "Ask"), ("B", "Draw"), ("C", "Build it"),
    ]  # fmt: skip
    assert [link.task for link in found.tasks[2].dependencies] == ["A", "B"]


def test_dates_of_several_forms_in_one_column_have_the_year_of_the_others() -> None:
    head = ["Task", "Days", "Start", "Finish"]
    found = project(
        [head, ["Ask", 3, "Jan 2027", "Feb 2027"], ["Make", 5, "w/c 1 March", "end of April"],
         ["Try", 2, "mid-May", "by 18 June"]]
    )  # fmt: skip
    days = [(str(t.current_start)[:10], str(t.current_finish)[:10]) for t in found.tasks]
    assert days == [
        ("2027-01-01", "2027-02-28"), ("2027-03-01", "2027-04-30"), ("2027-05-11", "2027-06-18"),
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["Start on site", "Project kick-off:", "Commencement date"])
@pytest.mark.parametrize("day", ["5 April 2027", "Mon 4/5/27", "Mon 5/4/2027"])
def test_a_title_says_when_work_begins(label: str, day: str) -> None:
    rows: Rows = [[label, day], [], ["Task", "Days"], ["Dig", 1]]
    assert str(read_project(book({"Plan": rows})).start)[:10] == "2027-04-05"


def test_a_start_in_the_title_that_may_be_two_days_is_told() -> None:
    found = project([["Project start", "12/04/2027"], [], ["Task", "Days"], ["Dig", 1]])
    (told,) = [issue for issue in found.remarks if issue.code == "ambiguous-date"]
    assert (told.place, told.severity) == ("Plan!B1", "warning")


def test_priorities_with_numbers_before_them_and_preceding_items_are_known() -> None:
    head = ["Item", "Task", "Days", "Preceding item(s)", "Priority"]
    found = project([head, [1, "Dig", 2, "", "1 - High"], [2, "Pour", 1, "1", "(3) Low"]])
    assert [task.priority for task in found.tasks] == [700, 300]
    assert [link.task for link in found.tasks[1].dependencies] == ["1"]


def test_lists_of_cards_that_are_states_say_what_is_done() -> None:
    head = ["Card Name", "List Name", "Members", "Days"]
    cards: Rows = [
        ["Brief", "Done", "ann", 1],
        ["Draw", "Doing", "bob", 2],
        ["Print", "To Do", "bob", 3],
    ]
    found = project([head, *cards])
    assert [task.progress.done for task in found.tasks] == [True, False, False]
    assert all(task.parent == "" for task in found.tasks)


def test_a_history_of_versions_is_no_plan() -> None:
    head = ["Version", "Date", "Author", "Change"]
    with pytest.raises(InputError) as refused:
        project([head, ["0.1", MON, "Ann", "First draft"], ["1.0", MON, "Bob", "Released"]])
    assert "other-kind" in {issue.code for issue in refused.value.issues}


def test_weekdays_tell_the_day_from_the_month() -> None:
    head = ["Name", "Duration", "Start"]
    found = project([head, ["Dig", "3 days", "Mon 3/1/27"], ["Pour", "2 days?", "Thu 3/4/27"]])
    days = [str(task.current_start)[:10] for task in found.tasks]
    assert days == ["2027-03-01", "2027-03-04"]
    assert "ambiguous-date" not in codes(found)


def test_spans_with_months_in_words_have_the_year_of_the_others() -> None:
    head = ["What", "Who", "When"]
    found = project(
        [head, ["Book", "Ann", "1-5 March 2027"], ["Invite", "Bob", "8 - 12 March"],
         ["Order", "Ann", "Mar 29 to Apr 2"], ["Party", "all", "6 April"]]
    )  # fmt: skip
    days = [(str(t.current_start)[5:10], str(t.current_finish)[5:10]) for t in found.tasks]
    assert days == [
        ("03-01", "03-05"), ("03-08", "03-12"), ("03-29", "04-02"), ("04-06", "04-06"),
    ]  # fmt: skip
    assert {task.current_start.year for task in found.tasks if task.current_start} == {2027}


def test_months_with_short_years_are_no_days() -> None:
    head = ["Phase", "Start", "End"]
    rows: Rows = [["Begin", "Oct-27", "Nov-27"], ["Make", "Nov-27", "Jan-28"]]
    found = project([head, *rows])
    assert [(str(t.current_start)[:10], str(t.current_finish)[:10]) for t in found.tasks] == [
        ("2027-10-01", "2027-11-30"), ("2027-11-01", "2028-01-31"),
    ]  # fmt: skip


def test_days_before_an_event_are_no_durations() -> None:
    head = ["Task", "Days before event", "Who"]
    found = project([head, ["Book", 90, "Ann"], ["Print", 7, "Bob"]])
    assert {task.duration for task in found.tasks} <= {None, 480}
    assert "ignored-column" in codes(found)


def test_tasks_side_by_side_are_read_where_captions_would_be_the_tasks() -> None:
    days = [MON + timedelta(days=days) for days in (0, 7, 21, 30)]
    found = project(
        [["Task", "Design", "Build", "Test", "Launch"], ["Owner", "Ann", "Bob", "Cy", "Ann"],
         ["Start", *days], ["End", *(day + timedelta(days=4) for day in days)],
         ["Depends on", "", "Design", "Build", "Test"]]
    )  # fmt: skip
    assert [task.name for task in found.tasks] == ["Design", "Build", "Test", "Launch"]
    assert [task.current_start for task in found.tasks] == days
    assert sum(len(task.dependencies) for task in found.tasks) == 3


@pytest.mark.parametrize(
    "head",
    [
        ["№ п/п", "Наименование работ", "Срок начала", "Срок окончания"],
        ["Lp.", "Zadanie", "Termin rozpoczęcia", "Termin zakończenia"],
        ["Č.", "Úkol", "Termín zahájení", "Termín ukončení"],
    ],
)
def test_terms_of_start_and_finish_are_no_deadlines(head: list[str]) -> None:
    rows: Rows = [[n, text, MON, MON + timedelta(days=4)] for n, text in enumerate(("Xa", "Xb"), 1)]
    found = project([head, *rows])
    assert [task.current_start for task in found.tasks] == [MON, MON]
    assert {task.current_finish for task in found.tasks} == {MON + timedelta(days=4)}
    assert {task.deadline for task in found.tasks} == {None}


def test_numbered_lots_are_ids_and_companies_do_them() -> None:
    head = ["Lot", "Désignation", "Entreprise", "Durée (j)", "Antécédent"]
    found = project([head, [1, "Murs", "Nord", 6, ""], [2, "Toit", "Bois", 3, "1"]])
    assert [(task.id, task.parent, task.needs[0].names) for task in found.tasks] == [
        ("1", "", ("Nord",)), ("2", "", ("Bois",)),
    ]  # fmt: skip


TRACKED = ["Project", "Category", "Assigned To", "Estimated Start", "Estimated Finish"]


@pytest.mark.parametrize("names", [["Fair", "Brochure", "Pricing"], ["价格", "展会", "手册"]])
def test_a_tracker_below_its_title_is_a_plan_and_no_leave(names: list[str]) -> None:
    first, last = MON + timedelta(weeks=1), MON + timedelta(weeks=1, days=4)
    rows = [[name, "Ads", "Employee 1", first, last, "late"] for name in names]
    title: Rows = [["Project tracker"], ["Flag over:", 0.25], []]
    found = project([*title, [*TRACKED, "Notes"], *rows], name="Sheet1")
    assert [task.name for task in found.tasks] == names
    assert [person.name for person in found.resources] == ["Employee 1"]


def test_predecessors_go_on_in_columns_without_a_header() -> None:
    head = ["ID", "Task Name", "Predecessors", None, None, "Duration"]
    rows = [["A", "Survey", None, None, None, 2], ["B", "Draw", "A", None, None, 3]]
    rows += [["C", "Permit", "A", None, None, 4], ["D", "Dig", "A", "B", "C", 1]]
    found = project([head, *rows])
    assert [len(task.dependencies) for task in found.tasks] == [0, 1, 1, 3]
    other = [[*row[:3], "see" if row[0] == "D" else None, *row[4:]] for row in rows]
    assert [len(task.dependencies) for task in project([head, *other]).tasks] == [0, 1, 1, 1]


@pytest.mark.parametrize(("title", "start"), [("Site 2027", "2027-03-08"), ("Site", "2027-05-03")])
def test_links_and_lengths_begin_with_the_bars_beside_them(title: str, start: str) -> None:
    """But where nothing says the year of the weeks."""
    head = ["No.", "Task", "Days", "Predecessors", *[f"Week {n}" for n in range(10, 20)]]
    rows = [[1, "Dig", 10, None, "x", "x"], [2, "Build", 20, 1, None, None, *"xxxx"]]
    rows += [[3, "Roof", 10, 2, *[None] * 6, "x", "x"]]
    found = read_project(book({"Plan": [[title], head, *rows]}), choice=Choice(otherwise=MON))
    assert f"{found.start:%Y-%m-%d}" == start
