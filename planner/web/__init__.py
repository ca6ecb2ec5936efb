"""The upload page: a workbook is dropped on it, and the plan comes back.

``app`` is the web application, ``jobs`` what it works with; every workbook is read and planned
in a process of its own (``checking``, ``worker``), so that no input can harm the server.
"""

from typing import Any

from planner.errors import PlannerError
from planner.phrase import phrase


def run(**options: Any) -> None:
    """Serve the page until stopped, see `planner.web.serve.serve`.

    Raises:
        PlannerError: also if what it needs is not installed.
    """
    try:
        from planner.web.serve import serve
    except ModuleNotFoundError as error:
        text = phrase("the page needs {package}: pip install 'crewplan[web]'", package=error.name)
        raise PlannerError(text) from error
    serve(**options)
