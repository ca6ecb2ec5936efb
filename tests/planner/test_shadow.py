"""A `models` of the user's own beside a script is named, with the remedy, before it is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["models.py", "models/__init__.py"])
@pytest.mark.parametrize("before", ["", "import models\n"])
def test_what_hides_models_is_named(tmp_path: Path, name: str, before: str) -> None:
    theirs = tmp_path / name
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("print('theirs')\n", encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(f"{before}import planner\n", encoding="utf-8")
    env = {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=env)
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"ImportError: {theirs} hides the package `models`")
    assert str(ROOT / "models") in last
    assert "rename it" in last
    assert done.stdout == ("theirs\n" if before else "")


def test_a_folder_that_is_no_package_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    script = tmp_path / "script.py"
    script.write_text("import planner\n", encoding="utf-8")
    env = {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, script], check=True, env=env)
