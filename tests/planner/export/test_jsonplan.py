import json
from datetime import datetime
from decimal import Decimal

from planner.export import jsonplan
from planner.plan import Booking, Chain, ChainStep, GoalValue, Plan, PlannedTask, Reason
from planner.project import Project, Settings, Task

START, FINISH = datetime(2027, 1, 11, 8), datetime(2027, 1, 12, 17)


AWAY = Reason(
    kind="leave",
    text="Ann is away",
    tasks=("2",),
    person="Ann",
    sheet="Leave",
    cell="A2",
    until=START,
)


def plan() -> Plan:
    task = Task(id="1", name="Öl „nachfüllen“")
    dropped = Task(id="2", name="left out")
    return Plan(
        project=Project(settings=Settings(currency="€"), start=START, tasks=(task, dropped)),
        status="feasible",
        goals=(GoalValue(name="cost", unit="€", value=640.5, bound=600),),
        start=START,
        finish=FINISH,
        cost=Decimal("640.50"),
        rows=(
            PlannedTask(
                task=task,
                start=START,
                finish=FINISH,
                days_late=1.5,
                cost=Decimal("640.50"),
                bookings=(Booking(resource="Ann", units=0.5, skill="Oil"),),
                causes=(AWAY,),
            ),
            PlannedTask(task=dropped, start=None, finish=None),
        ),
        chains=(
            Chain(of="1", days_late=1.5, steps=(ChainStep(task="1", reason=AWAY, more=(AWAY,)),)),
        ),
    )


CAUSES = [
    {
        "kind": "leave",
        "text": "Ann is away",
        "tasks": ["2"],
        "person": "Ann",
        "sheet": "Leave",
        "cell": "A2",
        "until": "2027-01-11T08:00:00",
    }
]


def test_a_plan_keeps_every_field_and_its_letters() -> None:
    text = jsonplan.to_json(plan())
    assert "Öl „nachfüllen“" in text
    assert json.loads(text) == {
        "status": "feasible",
        "goals": [{"name": "cost", "unit": "€", "value": 640.5, "best": 640.5, "bound": 600}],
        "start": "2027-01-11T08:00:00",
        "finish": "2027-01-12T17:00:00",
        "status_date": None,
        "cost": 640.5,
        "penalties": 0.0,
        "currency": "€",
        "changes": [],
        "earned_value": None,
        "forecast": None,
        "free": None,
        "tasks": [
            {
                "id": "1",
                "name": "Öl „nachfüllen“",
                "summary": False,
                "start": "2027-01-11T08:00:00",
                "finish": "2027-01-12T17:00:00",
                "pieces": [],
                "baseline_start": None,
                "baseline_finish": None,
                "days_late": 1.5,
                "cost": 640.5,
                "actual_start": None,
                "actual_finish": None,
                "percent_complete": None,
                "remaining_hours": 0.0,
                "assignments": [{"resource": "Ann", "units": 0.5, "skill": "Oil", "overtime": {}}],
                "critical": False,
                "slack": None,
                "free_slack": None,
                "true_slack": None,
                "true_slack_proved": False,
                "causes": CAUSES,
            },
            {
                "id": "2",
                "name": "left out",
                "summary": False,
                "start": None,
                "finish": None,
                "pieces": [],
                "baseline_start": None,
                "baseline_finish": None,
                "days_late": None,
                "cost": 0.0,
                "actual_start": None,
                "actual_finish": None,
                "percent_complete": None,
                "remaining_hours": None,
                "assignments": [],
                "critical": False,
                "slack": None,
                "free_slack": None,
                "true_slack": None,
                "true_slack_proved": False,
                "causes": [],
            },
        ],
        "materials": [],
        "chains": [
            {
                "of": "1",
                "days_late": 1.5,
                "steps": [{"task": "1", "cause": CAUSES[0], "more": [CAUSES[0]]}],
            }
        ],
        "levers": [],
        "answers": [],
    }


def test_without_a_plan_the_same_fields_are_there_and_empty() -> None:
    empty = json.loads(jsonplan.without_plan("infeasible"))
    assert empty["status"] == "infeasible"
    assert empty.keys() == json.loads(jsonplan.to_json(plan())).keys()
    assert not any(value for key, value in empty.items() if key != "status")


def test_half_of_a_letter_cannot_break_the_file() -> None:
    lone = Task(id="1", name="\ud800")
    broken = Plan(
        project=Project(settings=Settings(), start=START, tasks=(lone,)),
        status="optimal",
        goals=(),
        start=START,
        finish=FINISH,
        cost=Decimal(0),
        rows=(PlannedTask(task=lone, start=START, finish=FINISH),),
    )
    assert jsonplan.to_json(broken).encode("utf-8")
