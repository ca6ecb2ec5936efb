"""The forecast of the finish, by hand: minutes on the clock, 100 for a usual task."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.control.forecast import Assumptions, ForecastLink, ForecastStep, Observed, forecast

PLAIN = Assumptions(expected=1, used_slack=1, plan_share=1)
"""Work is expected to go as planned, slack to be used, and only the plan's order counts."""


def step(
    id_: str, start: float, finish: float, *before: str | ForecastLink, **more: object
) -> ForecastStep:
    links = tuple(
        one if isinstance(one, ForecastLink) else ForecastLink(task=one) for one in before
    )
    return ForecastStep(id=id_, start=start, finish=finish, links=links, **more)  # type: ignore[arg-type]


CHAIN = (step("A", 0, 100), step("B", 100, 200, "A"))


def late(minutes: float, assumed: Assumptions = PLAIN, *, kind: str = "FS") -> float:
    """The finish where one of two tasks before C, the one with 100 of slack, ends so much later."""
    steps = (
        step("A", 0, 200),
        step("B", 0, 100),
        step("C", 200, 300, "A", ForecastLink(task="B", kind=kind)),  # type: ignore[arg-type]
    )
    seen = {
        "A": Observed(started=0, finished=200),
        "B": Observed(started=minutes, finished=100 + minutes),
    }
    return forecast(steps, seen, 200, assumed).by_plan


def test_before_anything_is_done_work_takes_what_is_expected_of_any() -> None:
    found = forecast(CHAIN, {}, 0)
    assert (found.by_plan, found.by_schedule, found.finish) == pytest.approx((210, 210, 210))
    assert (found.pace.observed, found.pace.factor) == (None, 1.05)


@pytest.mark.parametrize(("took", "factor"), [(100, 1.0164), (200, 1.6134), (50, 0.6403)])
def test_what_is_done_counts_more_the_more_it_is(took: float, factor: float) -> None:
    found = forecast(CHAIN, {"A": Observed(started=0, finished=took)}, took)
    assert found.pace.observed == took / 100
    assert found.pace.seen == 0.5
    assert found.pace.factor == pytest.approx(
        factor, abs=1e-4
    )  # 1.05 counts a quarter, `took` a half
    assert found.finish == pytest.approx(took + 100 * factor, abs=0.01)


def test_work_under_way_is_observed_by_what_is_done_of_it() -> None:
    found = forecast(CHAIN, {"A": Observed(started=0, done=0.5)}, 100, PLAIN)
    assert (found.pace.observed, found.pace.under_way) == (2, 1)
    assert found.by_plan == pytest.approx(100 + 1.5 * 100 * found.pace.factor)


def test_what_is_left_may_be_told() -> None:
    steps = (step("A", 0, 100), step("Long", 0, 10_000))
    seen = {"A": Observed(started=0, done=0.5, left=0.8), "Long": Observed(started=0, finished=50)}
    found = forecast(steps, seen, 50, Assumptions(expected=1, expected_share=1e9, plan_share=1))
    assert found.finish == pytest.approx(50 + 80, abs=0.01)


def test_a_task_that_rests_goes_on_when_it_resumes() -> None:
    one = (step("A", 0, 100),)
    seen = {"A": Observed(started=0, done=0.5, resumes=500)}
    found = forecast(one, seen, 50, PLAIN)
    assert found.by_plan == pytest.approx(550)


def test_the_observed_pace_is_the_median_weighed_by_planned_time() -> None:
    steps = (step("A", 0, 10), step("B", 0, 20), step("C", 0, 100), step("D", 0, 70))
    seen = {
        "A": Observed(started=0, finished=50),
        "B": Observed(started=0, finished=60),
        "C": Observed(started=0, finished=120),
    }
    pace = forecast(steps, seen, 200).pace
    assert (pace.observed, pace.finished, pace.seen) == (1.2, 3, 0.65)


def test_an_odd_record_counts_no_more_than_tenfold() -> None:
    pace = forecast(CHAIN, {"A": Observed(started=0, done=0.001)}, 100).pace
    assert pace.observed == 10
    assert pace.factor < 1.2


def test_what_took_no_time_and_what_was_planned_to_tells_nothing() -> None:
    steps = (step("M", 0, 0), *CHAIN)
    seen = {"M": Observed(started=0, finished=70), "A": Observed(started=100, done=0.5)}
    assert forecast(steps, seen, 100).pace.observed is None


def test_a_delay_uses_up_slack_before_it_moves_what_follows() -> None:
    assert [late(minutes) for minutes in (0, 50, 100, 130)] == pytest.approx([300, 300, 300, 330])


def test_usually_only_half_of_the_slack_is_there() -> None:
    usual = Assumptions(expected=1, plan_share=1)
    assert [late(minutes, usual) for minutes in (0, 50, 100, 130)] == pytest.approx(
        [300, 300, 350, 380]
    )


@pytest.mark.parametrize(
    ("kind", "finish"),
    [("FS", 330), ("SS", 300), ("FF", 300), ("SF", 300)],
)
def test_slack_is_that_of_the_kind_of_link(kind: str, finish: float) -> None:
    assert late(130, kind=kind) == pytest.approx(finish)


@pytest.mark.parametrize("kind", ["FS", "SS", "FF", "SF"])
@pytest.mark.parametrize("shift", [-40, 60])
def test_distances_of_the_plan_are_kept(kind: str, shift: float) -> None:
    link = ForecastLink(task="A", kind=kind, lag=-10)  # type: ignore[arg-type]
    steps = (step("A", 100, 200), step("B", 250, 350, link))
    seen = {"A": Observed(started=100 + shift, finished=200 + shift)}
    assert forecast(steps, seen, 200 + shift, PLAIN).by_plan == pytest.approx(350 + shift)


def test_what_should_have_begun_begins_now() -> None:
    assert forecast(CHAIN, {}, 70, PLAIN).by_plan == pytest.approx(270)


def test_without_links_a_task_is_as_late_as_the_work_as_a_whole() -> None:
    steps = (step("A", 0, 100), step("B", 100, 200), step("C", 200, 300))
    seen = {"A": Observed(started=0, finished=150)}
    found = forecast(steps, seen, 150, Assumptions(expected=1, expected_share=1e9, plan_share=1))
    assert found.by_plan == pytest.approx(350, abs=0.01)
    assert found.by_schedule == pytest.approx(350, abs=0.01)


@pytest.mark.parametrize(("after", "finish"), [((), 300), (("A",), 400)])
def test_people_keep_the_order_of_their_tasks(after: tuple[str, ...], finish: float) -> None:
    steps = (step("S", 0, 10), step("A", 50, 150), step("B", 200, 300, "S", after=after))
    seen = {"S": Observed(started=0, finished=10), "A": Observed(started=200)}
    usual = Assumptions(expected=1, expected_share=1e9, plan_share=1)
    assert forecast(steps, seen, 200, usual).by_plan == pytest.approx(finish)


def test_a_task_does_not_begin_before_it_may() -> None:
    steps = (step("A", 0, 100), step("B", 100, 200, "A", earliest=100))
    seen = {"A": Observed(started=0, finished=50)}
    usual = Assumptions(expected=1, expected_share=1e9, plan_share=1)
    assert forecast(steps, seen, 50, usual).by_plan == pytest.approx(200)


def test_what_is_finished_needs_no_forecast() -> None:
    seen = {"A": Observed(started=0, finished=90), "B": Observed(started=90, finished=170)}
    found = forecast(CHAIN, seen, 1000)
    assert (found.finish, found.by_plan, found.by_schedule) == (170, 170, 170)


def test_the_forecast_is_the_mean_of_plan_and_earned_schedule() -> None:
    steps = (step("A", 0, 100), step("B", 0, 300))
    found = forecast(steps, {"A": Observed(started=0, finished=100)}, 200)
    assert found.by_plan != found.by_schedule
    assert found.finish == (found.by_plan + found.by_schedule) / 2


def test_circles_and_unknown_tasks_do_no_harm() -> None:
    steps = (step("A", 0, 100, "B", "gone"), step("B", 100, 200, "A", after=("A", "gone")))
    assert forecast(steps, {"gone": Observed(started=0)}, 0).finish > 0


def test_without_a_task_there_is_nothing_to_forecast() -> None:
    with pytest.raises(ValueError, match="nothing"):
        forecast((), {}, 0)


@st.composite
def projects(draw: st.DrawFn) -> tuple[tuple[ForecastStep, ...], dict[str, Observed], float]:
    steps: list[ForecastStep] = []
    seen: dict[str, Observed] = {}
    for k in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, 300))
        before = draw(st.lists(st.integers(0, k - 1), unique=True)) if k else []
        kinds = [draw(st.sampled_from(("FS", "SS", "FF", "SF"))) for _ in before]
        links = [
            ForecastLink(task=str(b), kind=kind)  # type: ignore[arg-type]
            for b, kind in zip(before, kinds, strict=True)
        ]
        steps.append(step(str(k), start, start + draw(st.integers(0, 200)), *links))
        if draw(st.booleans()):
            began = draw(st.integers(0, 100))
            over = draw(st.booleans())
            seen[str(k)] = Observed(
                started=began,
                finished=began + draw(st.integers(0, 100)) if over else None,
                done=1 if over else draw(st.floats(0, 0.99)),
            )
    return tuple(steps), seen, 200


@settings(deadline=None)
@given(projects())
def test_nothing_left_is_over_before_now_and_waiting_helps_nobody(
    case: tuple[tuple[ForecastStep, ...], dict[str, Observed], float],
) -> None:
    steps, seen, now = case
    found = forecast(steps, seen, now)
    ends = [seen[one.id].finished if one.id in seen else None for one in steps]
    if None not in ends:
        assert found.finish == max(end for end in ends if end is not None)
        return
    assert found.by_plan >= now
    assert found.by_schedule >= now
    assert forecast(steps, seen, now + 50).finish >= found.finish - 1e-6
