"""Dates as they are typed in some languages, in a form that `planner.reading.dates` reads."""

import re
from functools import lru_cache

from planner.reading.weekday_names import may_be_weekdays, whole_weekday

_YEAR = re.compile(r"\d{4}")
_UNUSUAL = re.compile(r"[년]|[)）]$|[^\W\d_]\.?$|\d{4}\.$|\d{4}\. ?g|\d m\. |tháng")
"""What only such dates have: other texts are left alone at once."""
_NUMBERS = (
    re.compile(r"(?P<y>\d{4})\s*년\s*(?P<m>\d{1,2})\s*월\s*(?P<d>\d{1,2})\s*일?"),
    re.compile(
        r"(?i)(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2}),?\s+(?:năm\s+)?(?P<y>\d{4})"
    ),
)
_WORDED = (
    re.compile(r"(?i)(?P<y>\d{4})\s*m\.?\s+(?P<m>[^\W\d_]{3,12})\s+(?P<d>\d{1,2})\s*(?:d\.?)?"),
    re.compile(r"(?i)(?P<y>\d{4})\.?\s*gada\s+(?P<d>\d{1,2})\.?\s*(?P<m>[^\W\d_]{3,12})"),
)
_BRACKETED = re.compile(r"\s*[(（]\s*([^\W\d_]{1,12})\.?\s*[)）]$")
_LAST_WORD = re.compile(r"(?<=[\d日号號일])[.,]?\s+([^\W\d_]{2,12})\.?$")
_YEAR_WORDS = re.compile(r"(?<=\d{4})\s+(?:року|рік|года|год|година|gads?|aasta|évi?)\.?$")
_SIGNS = frozenset("月火水木金土日一二三四五六월화수목금토일")
"""Weekdays of one letter, as they stand in brackets behind days."""


def in_known_form(text: str) -> str:
    """The text with its numbers or its month in their usual order; as it is where that is known.

    A weekday behind the day and a word for the year are left out.
    """
    if not _YEAR.search(text) or not _UNUSUAL.search(text):
        return text
    return _in_known_form(text)


@lru_cache(maxsize=4096)
def _in_known_form(text: str) -> str:
    bare = _BRACKETED.sub(_without_weekday, text)
    if bare == text:
        bare = _LAST_WORD.sub(_without_weekday, _YEAR_WORDS.sub("", text))
    for pattern in _NUMBERS:
        if found := pattern.fullmatch(bare):
            return f"{found['y']}-{found['m']}-{found['d']}"
    for pattern in _WORDED:
        if found := pattern.fullmatch(bare):
            return f"{found['d']} {found['m']} {found['y']}"
    return bare[:-1] if re.search(r"[^\W\d_]\s*\d{4}\.$", bare) else bare


def _without_weekday(found: re.Match[str]) -> str:
    """Nothing in place of a weekday; the text itself where it is none."""
    word = found[1]
    named = word in _SIGNS or whole_weekday(word) is not None or bool(may_be_weekdays(word))
    return "" if named else found[0]
