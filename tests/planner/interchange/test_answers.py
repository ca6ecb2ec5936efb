"""Our readers find what mpxj, an independent one, finds in files with something of everything."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from planner.interchange.formats import Format
from tests.planner.interchange.answers import ANSWERS, KINDS, kept, ours
from tests.planner.interchange.facts import different

_THERE = all(map(find_spec, ("mpxj", "jpype"))) and shutil.which("java")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_is_found_as_mpxj_found(kind: Format) -> None:
    answers = kept(kind)
    assert list(different(ours(kind), answers)) == []
    assert {whose.partition(" ")[0] for whose in answers} == {"task", "resource", "calendar"}


@pytest.mark.parametrize(
    ("kind", "what", "at_least"),
    [("mspdi", "links", 7), ("xer", "links", 5), ("pmxml", "links", 1)],
)
def test_the_answers_say_much(kind: Format, what: str, at_least: int) -> None:
    assert sum(len(facts.get(what, ())) for facts in kept(kind).values()) >= at_least


@pytest.mark.skipif(not _THERE, reason="needs mpxj and a Java")
def test_the_answers_are_those_of_mpxj(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.planner.interchange.answers", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for kind in KINDS:
        name = f"{kind}.json"
        assert (tmp_path / name).read_text() == (ANSWERS / name).read_text()
