"""Names of people in many languages: the lines of ``names.tsv``.

A line is a language, a kind (``given``, ``family``, ``title``) and names of that kind. Left out are
names that are common words.
"""

from functools import cache
from importlib.resources import files

from planner.language.text import fold


@cache
def names_of(*kinds: str) -> frozenset[str]:
    """The folded names of some kinds, in all languages."""
    text = files("planner.schema").joinpath("names.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines()[1:])
    told = (name for _, kind, names in lines if kind in kinds for name in names.split())
    return frozenset(map(fold, told))
