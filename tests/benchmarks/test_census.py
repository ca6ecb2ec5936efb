"""What the census counts."""

import ast
from pathlib import Path

from benchmarks.census import Source, census, several

ROOT = Path(__file__).parents[2]
LONG = "def long(self, a, b, c, *, d, e, f, g):\n" + '    """Said\n    at length."""\n'


def source(name: str, text: str) -> Source:
    return Source(name, text, ast.parse(text))


def test_lines_parameters_and_names_are_counted() -> None:
    files = [
        source("a/one.py", LONG + "    x = 1\n" * 40),
        source("b/one.py", "class Twice: ...\nclass _Own: ...\nx: Any = 1\nSide = str\n"),
        source("b/two.py", "class Twice: ...\nclass _Own: ...\n" + "def short(self): ...\n" * 399),
        source("c/own.py", "class Side: ...\nLIMIT = 1\n"),
    ]
    found = census(files)
    assert (found["files"], found["lines"], found["functions"]) == (4, 43 + 4 + 401 + 2, 400)
    assert found["files over 400 lines"] == 1
    assert found["functions over 40 lines"] == 1
    assert found["functions of more than 6 parameters"] == 1
    assert found["`Any` in annotations"] == 1
    assert found["names of types defined more than once"] == 2
    assert found["the same in one package"] == 1
    assert found["file names used more than once"] == 1
    assert several(files) == ("Side", "Twice")
    assert several(files, apart=True) == ("Twice",)
    shorter = [source("a/one.py", LONG + "    x = 1\n" * 39)]
    assert census(shorter)["functions over 40 lines"] == 0


def test_the_name_of_a_type_has_one_sense_in_each_package() -> None:
    paths = [path for package in ("planner", "models") for path in (ROOT / package).rglob("*.py")]
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}
    assert several((source(*one) for one in texts.items()), apart=True) == ()
