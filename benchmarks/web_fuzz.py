"""Schemathesis over the page's API: nothing it invents may end in a 5xx.

``python -m benchmarks.web_fuzz [--examples N] [--seed N]``; needs ``pip install schemathesis``.
Runs twice: with ids made up, and with those of jobs that are there; see `web_fuzz_hooks`. Prints
at the end how often each operation gave which answer.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.planner.examples import ROOT, tiny_workbook
from tests.web.helpers import TINY, ended
from tests.web.server import Server

IMPOSSIBLE = tiny_workbook(finish_no_later="2027-01-11")
_CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance"
)


def main() -> int:
    """Run it; the exit code is schemathesis' worst."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder) / "data", "--rate", "1000000", "--quota", "20") as server,
    ):
        jobs = {name: _job(server, data) for name, data in (("done", TINY), ("failed", IMPOSSIBLE))}
        description = server.client.get("/api/openapi.json").json()
        made_up = _write(Path(folder) / "made-up.json", description)
        for path in description["paths"].values():
            for parameter in path.get("parameters", []):
                if parameter["name"] == "job":
                    parameter["schema"] = {"enum": [*jobs, "new"]}
        real = _write(Path(folder) / "real.json", description)
        codes = [_run(server.port, file, arguments, jobs) for file in (made_up, real)]
        for line, times in sorted(_answers(Path(folder) / "server.log").items()):
            sys.stdout.write(f"{times:6} {line}\n")
        return max(codes)


def _job(server: Server, data: bytes) -> str:
    job = server.upload(data)
    ended(server.client, f"/jobs/{job}")
    return job


def _answers(log: Path) -> Counter[str]:
    """How often which operation gave which answer, by the server's log."""
    found: Counter[str] = Counter()
    for line in log.read_text(encoding="utf-8").splitlines():
        if (at := line.find('{"client"')) >= 0:
            one = json.loads(line[at:])
            path = re.sub("(/api/jobs/)[^/]+", r"\1…", one["path"])
            if path.startswith("/api/jobs"):
                path = re.sub("(/files/).*", r"\1…", path)
                found[f"{one['status']} {one['method']} {path}"] += 1
    return found


def _write(path: Path, description: object) -> Path:
    path.write_text(json.dumps(description), encoding="utf-8")
    return path


def _run(port: int, description: Path, arguments: argparse.Namespace, jobs: dict[str, str]) -> int:
    tool = Path(sys.executable).with_name("schemathesis")
    command = [str(tool), "run", str(description), "--url", f"http://127.0.0.1:{port}"]
    command += ["--phases", "coverage,fuzzing", "-n", str(arguments.examples)]
    command += ["--seed", str(arguments.seed), "--checks", _CHECKS]
    workbook = description.with_name("tiny.xlsx")
    workbook.write_bytes(TINY)
    hooks = {
        "SCHEMATHESIS_HOOKS": "benchmarks.web_fuzz_hooks",
        "PYTHONPATH": str(ROOT),
        "FUZZ_SERVER": f"http://127.0.0.1:{port}",
        "FUZZ_JOBS": json.dumps(jobs),
        "FUZZ_WORKBOOK": str(workbook),
    }
    environment = {**os.environ, **hooks}
    return subprocess.run(command, check=False, cwd=description.parent, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
