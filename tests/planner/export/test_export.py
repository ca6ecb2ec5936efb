"""A plan as calendar files, tables, picture and page."""

import csv
import io
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from planner.export.csv_tables import csv_files
from planner.export.drawing import gantt_svg
from planner.export.ics import ics_files
from planner.export.names import file_stem
from planner.export.page import html_page
from planner.language.words import LANGUAGES
from planner.plan import Plan
from planner.writing.report.people_sheet import lists
from tests.planner.writing.fake import fake_plan
from tests.planner.writing.test_safety import HOSTILE, hostile


@pytest.fixture(scope="module")
def plan() -> Plan:
    return fake_plan(30, people=5)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_everybody_gets_a_calendar_with_each_of_their_tasks(plan: Plan) -> None:
    files = ics_files(plan)
    assert len(files) == 5
    for name, work in lists(plan).items():
        lines = unfolded(files[f"{name.replace(' ', '-')}.ics"])
        assert lines[0] == "BEGIN:VCALENDAR"
        assert lines[-2:] == ["END:VCALENDAR", ""]
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(work)
        uids = [line for line in lines if line.startswith("UID:")]
        assert len(set(uids)) == len(work)


def test_work_within_a_day_has_times_and_longer_work_takes_days(plan: Plan) -> None:
    lists_of = lists(plan)
    for name, work in lists_of.items():
        lines = unfolded(ics_files(plan)[f"{name.replace(' ', '-')}.ics"])
        starts = [line for line in lines if line.startswith("DTSTART")]
        ends = [line for line in lines if line.startswith("DTEND")]
        events = "\n".join(lines).split("BEGIN:VEVENT")[1:]
        for (_, booking), start, end, event in zip(work, starts, ends, events, strict=True):
            first, last = booking.spans[0][0], booking.spans[-1][1]
            if first.date() == last.date():
                assert (start, end) == (
                    f"DTSTART:{first:%Y%m%dT%H%M%S}",
                    f"DTEND:{last:%Y%m%dT%H%M%S}",
                )
            else:
                worked = {moment.date() for span in booking.spans for moment in span}
                days = [first.date() + timedelta(days=n) for n in range((last - first).days + 2)]
                off = [day for day in days if first.date() < day < last.date()]
                off = [day for day in off if day not in worked and day.weekday() > 4]
                after = (first if off else last) + timedelta(days=1)
                assert start == f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
                assert all(f"{day:%Y%m%d}" in event.partition("EXDATE")[2] for day in off)
                if off:
                    assert f"RRULE:FREQ=DAILY;UNTIL={last:%Y%m%d}" in event
                    assert end == f"DTEND;VALUE=DATE:{after:%Y%m%d}"


def test_calendar_lines_are_short_and_escaped(plan: Plan) -> None:
    name = "a;b,c\\d\n" + "ü" * 100
    rows = tuple(replace(row, task=replace(row.task, name=name)) for row in plan.rows)
    for data in ics_files(replace(plan, rows=rows)).values():
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        assert b"\n" not in data.replace(b"\r\n", b"")
        assert "SUMMARY:a\\;b\\,c\\\\d\\n" + "ü" * 100 in unfolded(data)


def test_file_names_are_no_paths_and_are_told_apart() -> None:
    taken: set[str] = set()
    names = ["../../etc/passwd", "Ann", "ann", "CON", "", "張偉", "-rf"]
    stems = [file_stem(name, taken) for name in names]
    assert stems == ["etc-passwd", "Ann", "ann-2", "CON-1", "unnamed", "張偉", "rf"]


def test_tables_hold_every_task_and_assignment(plan: Plan) -> None:
    tables = {
        name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        for name, data in csv_files(plan).items()
    }
    assert [row["id"] for row in tables["tasks.csv"]] == [row.task.id for row in plan.rows]
    assert len(tables["assignments.csv"]) == sum(len(row.bookings) for row in plan.rows)
    assert sum(float(row["cost"]) for row in tables["costs.csv"]) == pytest.approx(float(plan.cost))
    first = plan.rows[1]
    assert first.start is not None
    assert datetime.fromisoformat(tables["tasks.csv"][1]["start"]) == first.start


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_formulas_in_tables_are_disarmed(text: str) -> None:
    for data in csv_files(hostile(text)).values():
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_breaks_neither_picture_nor_page(text: str) -> None:
    plan = hostile(text)
    ET.fromstring(gantt_svg(plan))
    page = html_page(plan)
    assert "<b>" not in page
    page.encode()
    assert all(data for data in [*csv_files(plan).values(), *ics_files(plan).values()])


class Outside(HTMLParser):
    """Collects what a page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in ("script", "link", "img", "iframe") or names & {"src", "href", "onclick"}:
            self.found.append(tag)


def test_the_page_needs_nothing_from_outside(plan: Plan) -> None:
    parser = Outside()
    parser.feed(html_page(plan))
    assert parser.found == []


def test_the_page_shows_tasks_reasons_and_money(plan: Plan) -> None:
    page = html_page(plan)
    assert page == html_page(fake_plan(30, people=5))
    for row in plan.rows:
        assert row.task.name in page
    assert "Where it stands" in page
    assert "Wo es steht" in html_page(plan, LANGUAGES["de"])


def test_the_page_prints_whole() -> None:
    """The chart comes in parts that fit a page on its side, each with its axis; none is cut."""
    page = html_page(fake_plan(150))
    parts = re.findall(r'<svg [^>]*viewBox="0 0 ([0-9.]+) ([0-9.]+)"', page)
    assert len(parts) > 1
    assert all(float(height) <= 0.6 * float(width) for width, height in parts)
    assert "@page{size:A4 landscape" in page
    assert "svg{width:100%;height:auto}" in page
