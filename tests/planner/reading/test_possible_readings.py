"""Readings that are possible beside one that hangs together: told without a warning."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from planner import pipeline
from planner.reading import read
from planner.reading.look import Look
from planner.reading.reader import Reader
from tests.planner.examples import EXAMPLES
from tests.planner.reading.books import book
from tests.planner.reading.strangers import CHOICE

Rows = list[list[Any]]
STEPS = ["Dig", "Build", "Paint", "Roof", "Garden"]


def day(number: int) -> datetime:
    return datetime(2027, 3, number)


def look(sheets: dict[str, Rows], offer: int = 0, bars: dict[str, str] | None = None) -> Look:
    """How sheets are read; `bars` are coloured ranges of the first one."""
    data = book(sheets)
    if bars:
        workbook = openpyxl.load_workbook(BytesIO(data))
        for area, colour in bars.items():
            for cells in workbook.worksheets[0][area]:
                for cell in cells:
                    cell.fill = PatternFill("solid", fgColor=colour)
        buffer = BytesIO()
        workbook.save(buffer)
        data = buffer.getvalue()
    return pipeline.look(data, "plan.xlsx", replace(CHOICE, offer=offer))


def severities(found: Look) -> list[str]:
    return [issue.severity for issue in found.issues if issue.code == "other-readings"]


def starts(found: Look) -> list[str]:
    assert found.project is not None
    return [f"{t.current_start:%m-%d}" for t in found.project.tasks if t.current_start]


def test_numbers_above_bars_may_be_weeks_or_days() -> None:
    rows: Rows = [["", *range(7, 19)], *[[name] for name in STEPS]]
    bars = {"B2:C2": "FF2F75B5", "D3:E3": "FF2F75B5", "F4:H4": "FF2F75B5", "I5:J5": "FF2F75B5"}
    bars["K6:M6"] = "FF2F75B5"
    found = look({"Plan": rows}, bars=bars)
    assert severities(found) == ["info"]
    units = [offer.choice.unit for offer in found.offers]
    assert starts(look({"Plan": rows}, units.index("d") + 1, bars))[:2] == ["03-07", "03-09"]


def test_a_column_of_dates_that_is_left_aside_may_be_the_finish() -> None:
    rows: Rows = [["Task", "Start", "Week Ending"]]
    rows += [[name, day(n), day(n + 2)] for n, name in enumerate(STEPS, 1)]
    rows += [[f"{name} again", day(9), day(9) if n else day(8)] for n, name in enumerate(STEPS)]
    found = look({"Plan": rows})
    assert [offer.choice.columns for offer in found.offers] == [
        (),
        (("Finish", "Week Ending"),),
    ]
    taken = look({"Plan": rows}, 2).project
    assert taken is not None
    assert [f"{t.current_finish:%d}" for t in taken.tasks][:5] == ["03", "04", "05", "06", "07"]


def test_another_column_of_amounts_may_have_the_durations() -> None:
    rows: Rows = [["Task", "Total (min)", "Total (days)"]]
    rows += [[name, 30 * n, n] for n, name in enumerate(STEPS, 1)]
    found = look({"Plan": rows})
    assert [offer.choice.columns for offer in found.offers] == [(), (("Duration", "Total (days)"),)]
    assert found.offers[1].first[1].hours == 16
    assert "16 h" in str(found.offers[1].told)


def test_work_is_that_of_the_tasks_where_another_column_has_sums_alone() -> None:
    rows: Rows = [["Task", "Owner", "Estimated", "Effort"]]
    for name in STEPS:
        rows += [[f"Part {name}", None, None, 8], *[[f"{name} {n}", "Ann", 2] for n in range(4)]]
    found = look({"Plan": rows})
    assert found.project is not None
    assert {task.work for task in found.project.tasks if not task.summary} == {120}
    assert [offer.choice.columns for offer in found.offers] == [(("Work", "Estimated"),), ()]
    (read,) = [one for one in found.columns if one.header == "Estimated"]
    assert (read.meaning, str(read.evidence)) == ("Work", "the rest fits best with it")
    assert (read.sure, read.chosen) == (False, False)  # nobody said so
    assert any("Estimated = Work (a guess)" in str(one.message) for one in found.issues)


def test_a_list_that_uses_one_of_four_dates_counts_as_much() -> None:
    rows: Rows = [["", "Ours from", "Ours till", "", "Real from", "Real till"]]
    names = ["Dig"] * 5 + STEPS
    rows += [[name, day(n), day(n + 1), "", day(n), day(n + 2)] for n, name in enumerate(names, 1)]
    offers = look({"Plan": rows}).offers
    assert [offer.points for offer in offers if offer.choice.form == "lists"] == [0.25]


def test_another_sheet_of_tasks_may_be_the_plan() -> None:
    sheets: dict[str, Rows] = {"Plan": [["Task", "Start", "Finish"]], "More": [["Step", "Days"]]}
    sheets["Plan"] += [[name, day(n), day(n + 1)] for n, name in enumerate(STEPS, 1)]
    sheets["More"] += [[f"Other {name}", n] for n, name in enumerate(STEPS, 1)]
    found = look(sheets)
    assert severities(found) == ["info"]
    said = [(offer.choice.sheet, offer.choice.form) for offer in found.offers]
    assert said == [("", ""), ("", "together"), ("More", "")]


def test_bars_that_contradict_the_dates_beside_them_may_be_meant() -> None:
    rows: Rows = [["Task", "Start", "Finish", *[datetime(2027, 4, n) for n in range(1, 21)]]]
    rows += [[name, day(n), day(n + 1)] for n, name in enumerate(STEPS, 1)]
    places = ("D2:G2", "H3:K3", "L4:O4", "P5:S5", "T6:W6")
    found = look({"Plan": rows}, bars=dict.fromkeys(places, "FF2F75B5"))
    assert severities(found) == ["info"]
    assert [offer.choice.form for offer in found.offers] == ["", "bars"]


def test_actual_dates_may_be_meant_where_those_of_the_plan_were_never_filled_in() -> None:
    rows: Rows = [["Activity", "Plan Start", "Plan Duration", "Actual Start", "Actual Duration"]]
    rows += [[name, 0, 0, 4 * n, 3] for n, name in enumerate(STEPS, 1)]
    found = look({"Plan": rows})
    said = [offer.choice.columns for offer in found.offers]
    assert (("Start", "Actual Start"), ("Duration", "Actual Duration")) in said


def test_a_sheet_with_the_same_tasks_is_no_other_reading() -> None:
    table: Rows = [["Task", "Start", "Finish"]]
    table += [[name, day(n), day(n + 1)] for n, name in enumerate(STEPS, 1)]
    found = look({"Plan": table, "List": [["Step", "From"], *[[r[0], r[1]] for r in table[1:]]]})
    assert found.offers == ()


@pytest.mark.parametrize("source", [None, *sorted(EXAMPLES.glob("*.xlsx"))], ids=str)
def test_what_says_all_in_our_words_is_read_once(
    monkeypatch: pytest.MonkeyPatch, source: Path | None
) -> None:
    """Another reading takes as long: pages that explain, settings and colours give no reason."""
    times: list[Reader] = []
    once = read._read

    def counted(reader: Reader) -> Look:
        times.append(reader)
        return once(reader)

    monkeypatch.setattr(read, "_read", counted)
    data = pipeline.make_template(example=True) if source is None else source.read_bytes()
    assert pipeline.look(data, "plan.xlsx", CHOICE).offers == ()
    assert len(times) == 1


NAMED = (("Dig", 1), ("Build walls", 4), ("Paint", 7), ("Roof the house", 10), ("Garden", 13))


def with_column(header: str, texts: list[str]) -> Rows:
    """Tasks of three days each, and a column beside them."""
    rows: Rows = [["Task", "Start", "Finish", header]]
    for (name, n), text in zip(NAMED, texts, strict=True):
        rows.append([name, day(n), day(n + 2), text])
    return rows


def people(found: Look) -> list[str]:
    assert found.project is not None
    return [name for task in found.project.tasks for need in task.needs for name in need.names]


def test_texts_that_come_again_may_say_who_does_it() -> None:
    sheets = {"Plan": with_column("REP", ["Crew Red", "Crew Blue", "Kuz", "Crew Red", "Deb"])}
    found = look(sheets)
    assert people(found) == []
    assert [offer.choice.columns for offer in found.offers] == [(), (("Resource Names", "REP"),)]
    told = next(str(issue.message) for issue in found.issues if issue.code == "other-readings")
    assert "Dig 2027-03-01–2027-03-03 [Crew Red]" in told
    assert people(look(sheets, 2)) == ["Crew Red", "Crew Blue", "Kuz", "Crew Red", "Deb"]


def test_what_was_taken_for_people_may_be_left_out_or_be_phases() -> None:
    texts = ["Rosa", "Rosa", "Otto", "Otto", "Otto"]
    sheets = {"Plan": with_column("Where it goes", texts)}
    found = look(sheets)
    assert people(found) == texts
    assert [offer.choice.columns for offer in found.offers] == [
        (),
        (("Ignore", "Where it goes"),),
        (("Phase", "Where it goes"),),
    ]
    assert people(look(sheets, 2)) == []
    phases = look(sheets, 3)
    assert people(phases) == []
    assert phases.project is not None
    assert [task.name for task in phases.project.tasks if task.summary] == ["Rosa", "Otto"]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["y", "n", "y", "y", "n"], id="answers"),
        pytest.param(["m^3", "m^3", "m^2", "m^2", "h"], id="units"),
        pytest.param(["Ann", "Bob", "Cy", "Dee", "Eve"], id="nothing comes again"),
    ],
)
def test_other_texts_are_not_offered_as_people(texts: list[str]) -> None:
    assert not look({"Plan": with_column("Kx", texts)}).offers


def test_who_is_known_by_a_header_is_not_doubted() -> None:
    sheets = {"Plan": with_column("Owner", ["Ann", "Ann", "Bob", "Bob", "Bob"])}
    assert not look(sheets).offers


def test_dates_beside_lengths_may_be_the_starts_or_the_finishes() -> None:
    rows: Rows = [["Task", "Where written down", "Duration"]]
    rows += [[name, day(3 * n), 2] for n, name in enumerate(STEPS, 1)]
    found = look({"Plan": rows})
    assert [offer.choice.columns for offer in found.offers[1:]] == [
        (("Start", "Where written down"),),
        (("Finish", "Where written down"),),
    ]
    taken = look({"Plan": rows}, 2).project
    assert taken is not None
    assert [f"{t.current_start:%d}" for t in taken.tasks] == ["03", "06", "09", "12", "15"]
