"""Causes as data, and the chains of what is late, through the front door."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import openpyxl

from planner.analysis.timing import Timing
from planner.pipeline import Options, read_project, solve
from planner.plan import Plan, Reason
from planner.project import DayOff, Meeting, Need, Resource, Source, Task, Unit
from planner.translate import to_problem
from planner.writing.write import write_plan
from tests.planner.opened import sheet_of
from tests.planner.projects import after, greedy, january, on, planned, project, row, task
from tests.planner.reading.books import book


def chain(plan: Plan, of: str = "") -> list[tuple[str, str, tuple[str, ...], str]]:
    """Steps: task, kind of cause, tasks it points to, and the person."""
    found = next(chain for chain in plan.chains if chain.of == of)
    return [(s.task, s.reason.kind, s.reason.tasks, s.reason.person) for s in found.steps]


def plan_with(tasks: Sequence[Task], people: Any = ("Ann", "Bob"), **more: Any) -> Plan:
    return planned(to_problem(project(tasks, people, **more)))


def test_a_chain_goes_over_links_and_people_to_its_root() -> None:
    tasks = [
        task("a", 2, who=["Ann"], priority=900, deadline=on(6)),
        task("b", 2, who=["Ann"]),
        task("c", 2, "b", who=["Bob"], deadline=on(7)),
        task("d", 1, who=["Bob"]),
    ]
    plan = plan_with(tasks)
    steps = [
        ("a", "begin", (), ""),
        ("b", "busy", ("a",), "Ann"),
        ("c", "link", ("b",), ""),
    ]
    assert chain(plan) == steps
    assert chain(plan, "c") == steps
    assert [(c.of, c.days_late) for c in plan.chains] == [("", None), ("c", 3.0)]


def test_a_chain_begins_with_what_is_no_task() -> None:
    away = DayOff(start=january(5), finish=january(6), who="Ann", source=Source(
        sheet="Leave", row=2, columns={"who": "A"}))  # fmt: skip
    plan = plan_with([task("a", 1, who=["Ann"]), task("b", 1, "a")], days_off=(away,))
    assert chain(plan)[0] == ("a", "leave", (), "Ann")
    (cause,) = row(plan, "a").causes
    assert (cause.sheet, cause.cell, cause.until) == ("Leave", "A2", on(7, 8))


def test_a_meeting_of_a_whole_day_is_no_absence() -> None:
    fair = Meeting(name="Fair", start=on(5, 8), finish=on(6, 17), who=("Ann",))
    plan = plan_with([task("a", 1, who=["Ann"])], meetings=(fair,))
    (cause,) = row(plan, "a").causes
    assert (cause.kind, cause.until) == ("meeting", on(6, 17))
    assert cause.text == "Ann is in the meeting Fair until 6 Jan 2026 17:00"


def test_a_chain_goes_through_phases_to_the_task_that_decides() -> None:
    tasks = [
        task("s", None, summary=True),
        task("a", 1, parent="s"),
        task("b", 3, parent="s"),
        task("c", 1, "s", deadline=on(5)),
        task("t", None, summary=True, deadline=on(6)),
        task("d", 1, after("c", "SS"), parent="t"),
    ]
    plan = plan_with(tasks)
    assert chain(plan, "c") == [("b", "begin", (), ""), ("c", "link", ("s",), "")]
    assert chain(plan, "t") == [*chain(plan, "c"), ("d", "link", ("c",), "")]


def test_a_maximum_lag_does_not_make_a_chain_go_round() -> None:
    tasks = [task("a", 1), task("b", 1, after("a", most=0), earliest_start=on(8))]
    plan = plan_with(tasks)
    assert chain(plan) == [("b", "date", (), "")]
    assert row(plan, "a").causes[0].tasks == ("b",)
    assert row(plan, "b").causes[0].tasks == ("a",)


def test_every_step_of_a_chain_ends_where_the_next_begins() -> None:
    """Of links without lag and people who come from another task, on a plan of many."""
    tasks = [
        task(f"t{n}", 1 + n % 3, *([f"t{n - 3}"] if n >= 3 else []), who=[("Ann", "Bob")[n % 2]],
             deadline=on(9)) for n in range(14)
    ]  # fmt: skip
    found = to_problem(project(tasks, ("Ann", "Bob")))
    schedule = greedy(found)
    plan, timing = planned(found, schedule), Timing(found.problem, schedule)
    ids = {one.id: k for k, one in enumerate(tasks)}
    assert len(plan.chains) > 4
    for one in plan.chains:
        assert one.steps[0].reason.kind == "begin"
        for before, step in zip(one.steps, one.steps[1:], strict=False):
            assert before.task in step.reason.tasks
            end = timing.task(ids[before.task]).end
            assert timing.task(ids[step.task]).start == end


def target(cell: Any) -> str:
    """Where a cell leads."""
    return str(cell.hyperlink.location)


def test_the_sheet_leads_from_row_to_row_and_to_the_cells() -> None:
    head = ["ID", "Task", "Duration", "Predecessors", "Resource Names", "Deadline"]
    data = book(
        {
            "Tasks": [head, [1, "Dig", "2d", "", "Ann", ""], [2, "Pour", "2d", 1, "Ann", on(6)]],
            "Settings": [["Project start", on(5)]],
        }
    )
    plan = solve(read_project(data), Options(deterministic_limit=2))
    sheet = sheet_of(write_plan(data, plan).data, "Why")
    first = [cell.value for cell in sheet["A"]]
    assert "Why the project finishes on 8 Jan 2026" in first
    assert "Why 2 Pour is 2 days late" in first
    line = first.index("ID") + 1
    assert sheet.tables["tblWhy"].ref == f"A{line}:K{line + 2}"
    pour = line + 2
    assert sheet.cell(pour, 6).value == "1 Dig"
    assert target(sheet.cell(pour, 6)) == f"'Why'!A{line + 1}"
    assert sheet.cell(pour, 8).value == "Tasks!D3"
    assert target(sheet.cell(pour, 8)) == "'Tasks'!D3"
    assert target(sheet.cell(6, 1)) == f"'Why'!A{pour}"


def test_left_out_tasks_and_summaries_have_a_cause_too() -> None:
    plan = plan_with([task("s", None, summary=True), task("a", 1, parent="s")])
    assert row(plan, "s").causes == (Reason(kind="span", text="starts with a A", tasks=("a",)),)
    assert replace(row(plan, "a").causes[0], text="") == Reason(kind="begin", text="")


def test_leave_before_and_within_a_task_stands_on_the_chain_at_its_cell() -> None:
    def leave(line: int, first: int, last: int, who: str = "Bob") -> DayOff:
        source = Source(sheet="Leave", row=line, columns={"start": "B", "name": "D"})
        return DayOff(start=january(first), finish=january(last), who=who, source=source)

    tasks = [task("a", 2, who=["Ann"]), task("b", 3, "a", who=["Bob"])]
    off = (leave(2, 7, 8), leave(3, 12, 13), leave(4, 15, 15, ""), leave(5, 5, 5), leave(6, 20, 20))
    plan = plan_with(tasks, days_off=off)
    (first, last) = plan.chains[0].steps
    assert first.more == ()
    assert [(one.text, one.cell) for one in last.more] == [
        ("Bob is away until 9 Jan 2026 08:00", "B2"),
        ("Bob is away from 12 Jan 2026 to 13 Jan 2026", "B3"),
        ("nobody works on 15 Jan 2026", "B4"),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(write_plan(book({"Tasks": [["ID"]]}), plan).data))[
        "Why"
    ]
    texts = [line[8].value for line in sheet.iter_rows(min_row=4, max_row=9)]
    assert texts[3:6] == [one.text for one in last.more]


def test_an_elapsed_lag_counts_from_the_instant_of_a_dated_milestone() -> None:
    gate = task("gate", 0, earliest_start=on(7, 17))
    half = after("gate", days=0.5, unit=Unit.ELAPSED)
    found = project([gate, task("b", 1, half, who=["Ann"])], ["Ann"])
    plan = solve(found, Options(deterministic_limit=0.5))
    assert [one.kind for one in row(plan, "b").causes] == ["link"]
    plan = plan_with([gate, task("b", 1, after("gate", days=2, unit=Unit.ELAPSED), who=["Ann"])])
    assert row(plan, "gate").slack == 2


def test_that_it_was_night_is_no_cause_beside_another() -> None:
    """Cem works on Saturdays: that Ann comes back on Monday needs no saying; half days do."""
    tasks = [task("a", 5, who=["Ann"]), task("b", 1, "a", who=["Bob"])]
    week = Resource(name="Cem", calendar="Six days")
    plan = plan_with([*tasks, task("c", 6, who=["Cem"])], ("Ann", "Bob", week))
    assert [one.kind for one in row(plan, "b").causes] == ["link"]
    tasks = [task("a", 0.5, who=["Bob"]), task("b", 0.5, "a", who=["Ann"])]
    plan = plan_with(tasks, (Resource(name="Ann", calendar="Mornings"), "Bob"))
    assert [one.kind for one in row(plan, "b").causes] == ["link", "calendar"]


def test_who_alone_has_a_skill_is_told_as_its_shortage() -> None:
    ann, bob = Resource(name="Ann", skills={"Oil": 1}), Resource(name="Bob", skills={"Ink": 1})
    oil = Need(skill="Oil")
    plan = plan_with([task("a", 2, who=[oil], priority=900), task("b", 1, who=[oil])], (ann, bob))
    later = max(plan.rows, key=lambda one: one.start or january(1))
    (cause,) = later.causes
    assert (cause.kind, cause.person) == ("skill", "Ann")
    assert cause.text.endswith("and nobody else has Oil")
    cem = Resource(name="Cem", skills={"Oil": 1})
    names = Need(names=("Ann",))
    plan = plan_with([task("a", 2, who=[names]), task("b", 1, "a", who=[oil])], (ann, cem))
    assert all(one.kind != "skill" for r in plan.rows for one in r.causes)


def test_leave_of_who_is_done_last_counts_from_the_first_day_on() -> None:
    """Ann begins on Monday, Bob after his leave; that Ann is away later decides nothing."""

    def leave(first: int, last: int, who: str) -> DayOff:
        return DayOff(start=january(first), finish=january(last), who=who)

    off = (leave(5, 6, "Bob"), leave(7, 7, "Ann"))
    plan = plan_with([task("a", 3, who=["Ann", "Bob"])], days_off=off)
    (step,) = plan.chains[0].steps
    assert [one.text for one in step.more] == ["Bob is away from 5 Jan 2026 to 6 Jan 2026"]


def test_until_when_somebody_is_on_other_work_is_what_the_text_says() -> None:
    plan = plan_with([task("a", 2, who=["Ann"]), task("b", 1, "a", who=["Ann"]),
                      task("c", 1, who=["Ann"], priority=900)])  # fmt: skip
    busy = [one for found in plan.rows for one in found.causes if one.kind == "busy"]
    assert busy
    for one in busy:
        assert one.until
        assert one.until.hour == 17
        assert one.text.endswith("17:00")


def test_of_two_causes_the_chain_follows_the_one_without_slack() -> None:
    """Two days and nights after Thursday are over on Saturday: a day more would not matter."""
    tasks = [
        task("a", 4, who=["Ann"]),
        task("b", 5, who=["Bob"]),
        task("c", 1, after("a", days=2, unit=Unit.ELAPSED), "b", who=["Ann"], deadline=on(9)),
    ]
    plan = plan_with(tasks)
    assert [task for task, *_ in chain(plan, "c")] == ["b", "c"]
    assert {cause.tasks for cause in row(plan, "c").causes} == {("a",), ("b",)}
