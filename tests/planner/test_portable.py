"""The commands get along without what only Unix has.

Python on Windows lacks these modules and names; here they are taken away before planner starts.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.planner.examples import tiny_workbook

MODULES = ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios")
NAMES = {
    "os": (
        "fork",
        "forkpty",
        "getpgid",
        "getuid",
        "geteuid",
        "killpg",
        "setsid",
        "sched_setaffinity",
    ),
    "signal": ("SIGALRM", "SIGHUP", "SIGKILL", "SIGUSR1", "SIGWINCH", "alarm", "pthread_sigmask"),
    "time": ("tzset",),
}
BARE = f"""
import os, signal, sys, time

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in {MODULES!r}:
            raise ModuleNotFoundError(f"there is no {{name}} on Windows", name=name)

for name in {MODULES!r}:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())
for module, names in {NAMES!r}.items():
    for name in names:
        vars(sys.modules[module]).pop(name, None)
from planner.cli import main
main()
"""


def _planner(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BARE, *arguments]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("windows")
    (folder / "tiny.xlsx").write_bytes(tiny_workbook())
    return folder


SOLVE = "solve tiny.xlsx --json tiny.json --deterministic-limit 0.2 --workers 2"
EXPORT = "export tiny.plan.xlsx --ics ics --csv csv --svg tiny.svg --html tiny.html"


@pytest.mark.parametrize(
    "commands",
    [
        ("--help",),
        ("template empty.xlsx",),
        ("check tiny.xlsx --mark marked.xlsx",),
        (SOLVE, EXPORT),
    ],
)
def test_a_command_needs_nothing_that_only_unix_has(
    folder: Path, commands: tuple[str, ...]
) -> None:
    for command in commands:
        done = _planner(*command.split(), cwd=folder)
        assert done.returncode == 0, done.stderr
