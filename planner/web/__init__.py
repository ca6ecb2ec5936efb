"""The upload page: it takes a workbook and returns the plan.

``app`` is the web application, ``jobs`` its data. Every workbook is read and planned in a process
of its own (``checking``, ``worker``), so that no input can harm the server.
"""

from pathlib import Path
from typing import Any

from planner.errors import PlannerError
from planner.phrase import phrase


def run(**options: Any) -> None:
    """Serves the page until it is stopped, see `planner.web.serve.serve`.

    Raises:
        PlannerError: if the server cannot start, or a package it needs is not installed.
    """
    try:
        from planner.web.serve import serve
    except ModuleNotFoundError as error:
        text = phrase("the page needs {package}: pip install 'crewplan[web]'", package=error.name)
        raise PlannerError(text) from error
    serve(**options)


def own_folder() -> Path:
    """The user's folder for the data of programs, by the conventions of the system."""
    return Path.home() / ".local" / "share" / "planner"


def back_up(data_dir: Path | None, output: Path, *, force: bool) -> int:
    """Copies a data folder into an archive, see `planner.web.backup.to_file`."""
    from planner.web.backup import to_file

    return to_file(data_dir or own_folder(), output, force=force)


def restore(source: Path, data_dir: Path | None) -> int:
    """Makes a data folder from an archive, see `planner.web.backup.from_file`."""
    from planner.web.backup import from_file

    return from_file(source, data_dir or own_folder())
