"""Issues in a language: what is wrong and what to do, said where it is shown."""

from collections.abc import Iterable
from dataclasses import replace

from planner.errors import Issue
from planner.language.words import Words
from planner.phrase import verbatim


def said(issue: Issue, words: Words) -> Issue:
    """The issue with its message and remedy in a language; all else is as it is."""
    if words.code == "en":
        return issue
    message, remedy = verbatim(words(issue.message)), verbatim(words(issue.remedy))
    return replace(issue, message=message, remedy=remedy)


def all_said(issues: Iterable[Issue], words: Words) -> tuple[Issue, ...]:
    """Issues in a language."""
    return tuple(said(issue, words) for issue in issues)
