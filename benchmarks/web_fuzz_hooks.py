"""Given to schemathesis by `benchmarks.web_fuzz`: what is there, in place of what is made up.

Of the names of jobs, ``done`` becomes a job with a plan, ``failed`` one without, and ``new`` one
that is made each time, so that there is always one to follow, to stop and to delete. Every second
file that is uploaded is a workbook.
"""

import json
import os
import urllib.request
from itertools import cycle
from pathlib import Path
from typing import Any

import schemathesis

_JOBS = json.loads(os.environ["FUZZ_JOBS"])
_WORKBOOK = Path(os.environ["FUZZ_WORKBOOK"]).read_bytes()
_turns = cycle((True, False))


@schemathesis.hook
def before_call(_context: Any, case: Any, _arguments: dict[str, Any]) -> None:
    """Put there what is meant."""
    parameters = case.path_parameters or {}
    job = str(parameters.get("job"))
    if job == "new" or (job in _JOBS and case.method.upper() == "DELETE"):
        parameters["job"] = _new()
    elif job in _JOBS:
        parameters["job"] = _JOBS[job]
    if isinstance(case.body, dict) and "file" in case.body and next(_turns):
        case.body["file"] = _WORKBOOK


def _new() -> str:
    again = f"{os.environ['FUZZ_SERVER']}/api/jobs/{_JOBS['done']}/again"
    with urllib.request.urlopen(urllib.request.Request(again, method="POST")) as answer:
        return str(json.load(answer)["id"])
