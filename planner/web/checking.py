"""Reads an upload in a process of its own and stores what was understood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.choice import Choice, next_working_day
from planner.errors import InputError, Issue
from planner.language.words import LANGUAGES
from planner.phrase import phrase
from planner.project import Project
from planner.web.mending import Mended, can_mend, mend
from planner.web.private import write_bytes, write_json
from planner.web.recall import Earlier, marks_of, recalled
from planner.web.said import choice_in

if TYPE_CHECKING:
    from planner.reading.look import Look
    from planner.reading.offers import Offer

FOUND = "found.json"
_MOST_ISSUES = 500


def check(
    folder: Path,
    name: str,
    options: Mapping[str, Any],
    shown: str | None = None,
    earlier: Sequence[Earlier] = (),
    cells: Sequence[Mended] = (),
) -> None:
    """Reads ``folder/input`` and writes ``folder/found.json``, see `found_in` and `refused`.

    Args:
        folder: The folder of the upload.
        name: The name of the upload, for messages.
        options: The options of the job; those on reading count.
        shown: The sheet to show beside it, "" for that of the tasks; None for no sheet.
        earlier: Choices for earlier files; those that fit this one apply and are ``recalled``.
        cells: The cells to be corrected, which are shown too.
    """
    try:
        left = mend(folder, cells) if shown is not None else ()
        seen, told = _seen(folder, name, choice_of(options, datetime.now()), earlier)
        found = refused(seen.issues) if seen.project is None else found_in(seen.project)
        found |= {"headers": marks_of(seen)}
        if told is not None:
            found |= {"recalled": told}
        if shown is not None:
            found["issues"] = [*issues_as_data(left), *found["issues"]]
            found |= {"look": looked(seen, shown, cells), "can_mend": can_mend(folder)}
    except InputError as error:
        found = refused(error.issues)
    except MemoryError:
        found = too_much()
    write_json(folder / FOUND, found)


def _seen(
    folder: Path, name: str, choice: Choice, earlier: Sequence[Earlier]
) -> tuple["Look", Earlier | None]:
    """How an upload is read, and the choices recalled for it, unless they make it unusable."""
    from planner.pipeline import look

    data = (folder / "input").read_bytes()
    plain = look(data, name, choice)
    told = recalled(plain, earlier)
    if told is None:
        return plain, None
    seen = look(data, name, replace(Choice.of(told["reading"]), otherwise=choice.otherwise))
    if seen.project is None and plain.project is not None:
        return plain, None
    return seen, told


def choice_of(options: Mapping[str, Any], today: datetime) -> Choice:
    """How the options of a job say that its file is to be read."""
    return replace(choice_in(options), otherwise=next_working_day(today))


def looked(seen: "Look", shown: str, cells: Sequence[Mended] = ()) -> dict[str, Any]:
    """How a file is read, as data for a page: its sheets, one of them in full, and its size."""
    sheet = seen.seen(shown, [one.place for one in cells])
    return {
        "sheets": dict(seen.sheets),
        "sheet": asdict(sheet) if sheet else None,
        "counts": asdict(seen.counts),
        "offers": [_offered(one) for one in seen.offers],
        "only_possible": any(one.possible_only for one in seen.offers),
        "start": seen.project.start.isoformat(timespec="minutes") if seen.project else "",
    }


def _offered(offer: "Offer") -> dict[str, Any]:
    """A reading that is offered, as data for a page: what chooses it, and what it comes to."""
    return {
        "reading": offer.choice.data,
        "counts": asdict(offer.counts),
        "how": {code: words(offer.how) for code, words in LANGUAGES.items()},
        "first": [
            [
                one.name,
                *(day.isoformat() if day else "" for day in (one.start, one.finish)),
                "" if one.start or one.finish or not one.hours else f"{one.hours:g} h",
            ]
            for one in offer.first
        ],
    }


def make_template(path: Path, example: bool) -> None:
    """Writes an empty workbook to fill in, or an example."""
    from planner import pipeline

    write_bytes(path, pipeline.make_template(example=example))


def found_in(project: Project) -> dict[str, Any]:
    """The size of a project, how its columns were understood, and the remarks, as data."""
    tasks = [task for task in project.tasks if not task.summary]
    return {
        "ok": True,
        "project": project.name,
        "start": project.start.isoformat(timespec="minutes"),
        "tasks": len(tasks),
        "resources": len(project.resources),
        "columns": _columns(project),
        "issues": issues_as_data(project.remarks),
        "audit": _audit_in(project),
    }


def _audit_in(project: Project) -> dict[str, Any] | None:
    """The audit of the dates in the file; None without dates."""
    from planner.audit import has_dates
    from planner.pipeline import audit
    from planner.writing.report.audit_sheet import RULES

    if not has_dates(project):
        return None
    found = audit(project)
    return {
        "share": found.share,
        "hours": found.hours,
        "tasks": found.tasks,
        "undated": found.undated,
        "counts": [(name, n) for code, name in RULES if (n := found.counts.get(code))],
        "issues": issues_as_data(found.issues),
        "points": [
            {
                "number": point.number,
                "name": point.name,
                "value": point.value,
                "unit": point.unit,
                "limit": point.held_against,
                "met": point.met,
                "note": point.note,
            }
            for point in found.points
        ],
    }


def refused(issues: Iterable[Issue]) -> dict[str, Any]:
    """The data for a workbook that cannot be planned: its issues, the worst first."""
    ranks = {"error": 0, "warning": 1, "info": 2}
    ranked = sorted(issues, key=lambda issue: ranks[issue.severity])
    return {"ok": False, "issues": issues_as_data(ranked)}


def too_much() -> dict[str, Any]:
    """The data for a workbook that needs too much memory or time to read."""
    remedy = phrase(
        "delete empty formatted rows and columns, pictures and sheets not needed for planning"
    )
    issue = Issue(
        code="too-big",
        message=phrase("the workbook takes too much memory or time to read"),
        remedy=remedy,
    )
    return refused([issue])


def issues_as_data(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """Issues for a page or an API, no more than a page can show.

    They are in English, with the other languages in `said`, by code.
    """
    return [
        {
            "severity": issue.severity,
            "code": issue.code,
            "place": issue.place,
            "sheet": issue.sheet,
            "cell": issue.cell,
            "message": issue.message,
            "got": issue.got,
            "remedy": issue.remedy,
            "said": {
                code: {"message": words(issue.message), "remedy": words(issue.remedy)}
                for code, words in LANGUAGES.items()
                if code != "en"
            },
        }
        for issue in list(issues)[:_MOST_ISSUES]
    ]


def _columns(project: Project) -> list[dict[str, str]]:
    """Sheet, column and field, from the first task and the first resource."""
    from planner.schema.columns import TASKS
    from planner.schema.people_sheets import PEOPLE

    found = []
    for kind, objects in ((TASKS, project.tasks), (PEOPLE, project.resources)):
        captions = {column.field: column.caption for column in kind.columns}
        source = next((one.source for one in objects if one.source.columns), None)
        if source is not None:
            found += [
                {"sheet": source.sheet, "column": letter, "meaning": captions.get(name, name)}
                for name, letter in source.columns.items()
            ]
    return sorted(found, key=lambda one: (one["sheet"], len(one["column"]), one["column"]))
