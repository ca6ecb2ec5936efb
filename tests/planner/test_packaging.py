"""The built wheel: what is in it, and that it plans an example where only it is installed."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "data" / "examples" / "product-launch.xlsx"


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    _run(*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_planner_and_models_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names}
    assert {name for name in top if not name.endswith(".dist-info")} == {"planner", "models"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {"planner/py.typed", "models/py.typed"} <= set(names)


@pytest.mark.slow
def test_the_wheel_alone_plans_an_example(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "clean"
    venv.create(home, with_pip=False)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    _run(*pip, "install", "-q", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    site = _run(
        python, "-c", "import sysconfig as s; print(s.get_path('purelib'))", cwd=home
    ).strip()
    # The dependencies are taken from here; a path line brings no editable installs along.
    dependencies = Path(site) / "dependencies.pth"
    dependencies.write_text(sysconfig.get_path("purelib"), encoding="utf-8")

    where = _run(python, "-c", "import planner, models; print(planner.__file__)", cwd=tmp_path)
    assert str(home.resolve()) in str(Path(where.strip()).resolve())
    target = tmp_path / "launch.xlsx"
    _run(
        *(scripts / "planner", "solve", EXAMPLE, "-o", target, "--workers", "1"),
        *("--deterministic-limit", "1"),
        cwd=tmp_path,
    )
    assert zipfile.is_zipfile(target)
    for command in ((scripts / "planner",), (scripts / "crewplan",), (python, "-m", "planner")):
        assert _run(*command, "--version", cwd=tmp_path).startswith("planner, version ")
