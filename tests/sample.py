"""How much of a search for counterexamples is tried.

A sixteenth in every run; all with ``pytest --thorough``, as is due after a change of rules, bounds
or searches. The first sixteenth is the same each time, as seeds and examples are.
"""

from math import ceil

_SHARE = 16
_thorough = False


def be_thorough() -> None:
    """Try everything. To be called before tests are collected."""
    global _thorough  # noqa: PLW0603 — decorators ask before any fixture can answer
    _thorough = True


def sample(count: int) -> int:
    """How many of so many seeds, blocks of seeds or examples are tried in this run."""
    return count if _thorough else ceil(count / _SHARE)
