"""Writes the other forms of a plan to files."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from planner import pipeline
from planner.console import files, reading
from planner.errors import OutputError
from planner.export.trackers import PROGRAMS, tracker_csv
from planner.phrase import phrase
from planner.plan import Plan

if TYPE_CHECKING:
    from planner.export.raster import Paper


def read_plan(data: bytes, name: str = "") -> Plan:
    """The plan kept in a result workbook.

    Args:
        data: Content of the file.
        name: Its name, for messages only.

    Raises:
        InputError: if there is none, or if the tasks have changed since.
    """
    from planner.writing.keep import kept_plan

    return kept_plan(data, reading.read(data, name))


def save(
    source: Path,
    wanted: Mapping[str, Path | None],
    *,
    force: bool = False,
    paper: "Paper" = "A4",
    team: bool = False,
) -> list[Path]:
    """Write what is wanted of the plan in a workbook; the files and folders written.

    Args:
        source: A workbook that planner has planned.
        wanted: ``ics``, ``notices`` and ``csv`` name a folder, which is made, or ``csv`` an issue
            tracker; the others a file.
        force: Replace files that exist.
        paper: The size of a PDF's pages.
        team: Leave out all money.

    Raises:
        InputError: if the workbook holds no plan that fits it.
        OutputError: if something cannot be written, or nothing is wanted.
    """
    places = {form: path for form, path in wanted.items() if path is not None}
    if not places:
        raise OutputError(
            phrase(
                "nothing to export: add --ics DIR, --notices DIR, --csv DIR, --svg FILE, "
                "--png FILE, --pdf FILE, --html FILE or --mspdi FILE"
            )
        )
    plan = read_plan(files.read_bytes(source), source.name)
    plan = pipeline.for_team(plan) if team else plan
    tracker = str(places.get("csv", ""))
    if tracker in PROGRAMS:
        name = source.name.removesuffix(source.suffix).removesuffix(".plan")
        places["csv"] = source.with_name(f"{name}.{tracker}.csv")
    for path, data in _contents(plan, places, tracker, paper):
        files.write(files.settle(path, source=source, force=force), data)
    return list(places.values())


def _contents(
    plan: Plan, places: Mapping[str, Path], tracker: str, paper: "Paper"
) -> Iterator[tuple[Path, bytes]]:
    from planner.export.csv_tables import csv_files
    from planner.export.drawing import gantt_svg
    from planner.export.ics import ics_files
    from planner.export.mspdi_out import mspdi
    from planner.export.notices import notice_files
    from planner.export.page import html_page
    from planner.export.raster import gantt_pdf, gantt_png
    from planner.language.words import LANGUAGES

    words = LANGUAGES[plan.project.language]
    if tracker in PROGRAMS:
        yield places["csv"], tracker_csv(plan, tracker)
    folders: dict[str, Callable[[], dict[str, bytes]]] = {
        "ics": lambda: ics_files(plan, words),
        "notices": lambda: notice_files(plan, words),
        "csv": lambda: csv_files(plan),
    }
    for form, make in folders.items():
        if form in places and not (form == "csv" and tracker in PROGRAMS):
            places[form].mkdir(parents=True, exist_ok=True)
            made = make()
            yield from ((places[form] / name, data) for name, data in made.items())
    if "mspdi" in places:
        yield places["mspdi"], mspdi(plan)
    if "png" in places:
        yield places["png"], gantt_png(plan, words)
    if "pdf" in places:
        yield places["pdf"], gantt_pdf(plan, words, paper)
    for form, text in (("svg", gantt_svg), ("html", html_page)):
        if form in places:
            yield places[form], text(plan, words).encode()
