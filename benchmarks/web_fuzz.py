"""Schemathesis over the page's API: nothing it invents may end in a 5xx.

``python -m benchmarks.web_fuzz [--examples N] [--seed N]``; needs ``pip install schemathesis``.
Runs twice: with ids made up, and with that of a job that is there.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.web.helpers import TINY, ended
from tests.web.server import Server

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
        job = server.upload(TINY)
        ended(server.client, f"/jobs/{job}")
        description = server.client.get("/api/openapi.json").json()
        made_up = _write(Path(folder) / "made-up.json", description)
        for path in description["paths"].values():
            path.pop("delete", None)
            for parameter in path.get("parameters", []):
                parameter["schema"] = {"enum": [job]}
        real = _write(Path(folder) / "real.json", description)
        return max(_run(server.port, file, arguments) for file in (made_up, real))


def _write(path: Path, description: object) -> Path:
    path.write_text(json.dumps(description), encoding="utf-8")
    return path


def _run(port: int, description: Path, arguments: argparse.Namespace) -> int:
    tool = Path(sys.executable).with_name("schemathesis")
    command = [str(tool), "run", str(description), "--url", f"http://127.0.0.1:{port}"]
    command += ["--phases", "coverage,fuzzing", "-n", str(arguments.examples)]
    command += ["--seed", str(arguments.seed), "--checks", _CHECKS]
    return subprocess.run(command, check=False, cwd=description.parent).returncode


if __name__ == "__main__":
    sys.exit(main())
