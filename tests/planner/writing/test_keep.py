"""A result workbook carries its plan along."""

from dataclasses import replace

import pytest

from planner.errors import InputError
from planner.plan import Plan
from planner.writing.keep import kept_plan
from planner.writing.write import write_plan
from tests.planner.writing.checker import faults
from tests.planner.writing.fake import fake_plan
from tests.planner.writing.hosts import charts_images_tables, parts, plain, zipped
from tests.planner.writing.test_safety import hostile
from tests.planner.writing.test_write import swapped

PART = "customXml/item1.xml"


@pytest.mark.parametrize("source", [None, plain(), charts_images_tables()[0]])
@pytest.mark.parametrize("plan", [fake_plan(30), hostile("<&>\x0b \ud800 張")])
def test_the_plan_comes_back_as_it_was(source: bytes | None, plan: Plan) -> None:
    assert kept_plan(write_plan(source, plan).data, plan.project) == plan


def test_a_later_plan_takes_the_place_of_an_earlier_one() -> None:
    first, second = fake_plan(30), fake_plan(12)
    data = write_plan(write_plan(plain(), first).data, second).data
    assert [name for name in parts(data) if name.startswith("customXml")] == [PART]
    assert kept_plan(data, second.project) == second


def codes(data: bytes, plan: Plan) -> list[str]:
    with pytest.raises(InputError) as caught:
        kept_plan(data, plan.project)
    return [issue.code for issue in caught.value.issues]


def test_a_workbook_without_plan_says_so() -> None:
    plan = fake_plan(12)
    assert codes(plain(), plan) == ["no-plan"]
    assert codes(b"no workbook", plan) == ["no-plan"]


def test_changed_tasks_need_a_new_plan() -> None:
    plan = fake_plan(12)
    other = replace(plan, project=replace(plan.project, tasks=plan.project.tasks[1:]))
    assert codes(write_plan(plain(), plan).data, other) == ["plan-outdated"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"version":2', b'"version":1'),
        (b'"version":2', b'"version":'),
        (b'"cost":"', b'"cost":"x'),
        (b'"start":"2026', b'"start":"soon'),
        (b'"rows":[', b'"rows":[7,'),
        (b'"goals":[', b'"goals":[[],'),
    ],
)
def test_damaged_plans_are_told(old: bytes, new: bytes) -> None:
    plan = fake_plan(12)
    assert codes(swapped(write_plan(plain(), plan).data, PART, old, new), plan) == ["no-plan"]


def test_a_workbook_that_types_each_part_alone_takes_a_plan() -> None:
    kind = b'<Default Extension="xml" ContentType="application/xml"/>'
    plan = fake_plan(12)
    data = write_plan(swapped(plain(), "[Content_Types].xml", kind, b""), plan).data
    assert faults(data) == []
    assert kept_plan(data, plan.project) == plan


def test_custom_parts_of_the_user_stay() -> None:
    content = parts(plain())
    content[PART] = b"<own/>"
    rels = "xl/_rels/workbook.xml.rels"
    link = (
        b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/customXml" Target="../customXml/item1.xml"/></Relationships>'
    )
    content[rels] = content[rels].replace(b"</Relationships>", link)
    plan = fake_plan(12)
    data = write_plan(zipped(content), plan).data
    assert parts(data)[PART] == b"<own/>"
    assert kept_plan(data, plan.project) == plan
    assert write_plan(data, plan).data == data
