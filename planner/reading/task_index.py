"""Finds tasks by ID, WBS code, name or position, whichever a column refers to."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from planner.language.text import key, nearest
from planner.reading.tables import Row

TARGETS = (
    *("id", "wbs", "uid", "code", "name", "number in the name"),
    *("position", "row", "row of the sheet"),
)
_MOST_COMPARED, _MOST_WORDS = 200, 20
_Said = tuple[tuple[str, ...], str]
"""The words of a name, and the name."""


@dataclass(frozen=True, kw_only=True)
class Index:
    """For each kind of reference, text → ID of a task. Ambiguous names are left out.

    `partial` says that there are tasks elsewhere, as in an export of one project of many. `twice`
    holds the names that several tasks have; `elsewhere` the tasks of other sheets by ID and name,
    as far as these are unique; `inactive` the keys of tasks that are not done. `fits` says that
    half of the cells or more refer to tasks, `lost` that they count the rows of another list.
    """

    tables: Mapping[str, Mapping[str, str]]
    chosen: str = "id"
    partial: bool = False
    twice: frozenset[str] = frozenset()
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    fits: bool = False
    inactive: frozenset[str] = frozenset()
    lost: bool = False

    def resolve(self, text: str) -> str | None:
        """The ID of the task; a unique name is understood besides the chosen kind."""
        wanted = key(text)
        found = self.tables[self.chosen].get(wanted)
        if found is None:
            found = self._number(wanted) if wanted.isdecimal() else self.tables["name"].get(wanted)
        return self.elsewhere.get(wanted) if found is None and self._own_ids else found

    def _number(self, wanted: str) -> str | None:
        """The task with a number among names: by its own ID, else if every count has the same."""
        if self.chosen != "name":
            return None
        ids, places, rows = (self.tables[one] for one in ("id", "position", "row"))
        own = ids != places
        return ids.get(wanted) if own or ids.get(wanted) == rows.get(wanted) else None

    @property
    def _own_ids(self) -> bool:
        """Whether cells use the tasks' own names or codes, and do not count rows of this sheet."""
        return self.chosen not in ("position", "row", "row of the sheet")

    def is_no_task(self, text: str) -> bool:
        """Whether a text is words, such as the name of a firm, where cells refer by codes.

        It then is not like the name of any task.
        """
        codes = (
            self.fits
            and self.chosen != "name"
            and not any(map(_is_words, self.tables[self.chosen]))
        )
        return codes and _is_words(text) and not nearest(text, self.tables["name"])

    def is_other_code(self, text: str) -> bool:
        """Whether a text is a code such as REQ-12, though no code of a task begins with REQ."""
        told = _CODE.fullmatch(text.strip())
        codes = [_CODE.fullmatch(one) for one in self.tables[self.chosen]]
        begun = {one[1] for one in codes if one}
        return bool(told and begun) and key(told[1]) not in begun if told else False

    def having(self, words: tuple[str, ...]) -> list[str]:
        """The names in which these words follow each other, and the longest ones among the words.

        None where too many have one of the words to compare them all.
        """
        by_words, by_word = self._by_words
        lists = [by_word.get(word, ()) for word in words]
        fewest = min(lists, key=len)
        longer = [
            name
            for said, name in (fewest if len(fewest) <= _MOST_COMPARED else ())
            if words in _runs(said)
        ]
        within = [by_words[run] for run in _runs(words[:_MOST_WORDS]) if run in by_words]
        longest = max((len(words_in(name)) for name in within), default=0)
        return [*longer, *(name for name in within if len(words_in(name)) == longest)]

    @cached_property
    def _by_words(self) -> tuple[dict[tuple[str, ...], str], dict[str, list[_Said]]]:
        """The names by all their words, and by each of them."""
        said = [(words_in(name), name) for name in self.tables["name"]]
        by_word: dict[str, list[_Said]] = {}
        for words, name in said:
            for word in set(words):
                by_word.setdefault(word, []).append((words, name))
        return dict(said), by_word

    def near(self, text: str) -> str:
        """The known reference most similar to the text, or ""."""
        return nearest(text, self.tables[self.chosen])


def index(
    rows: Sequence[Row],
    ids: Sequence[str],
    codes: Sequence[str],
    header: int,
    others: Sequence[str] = (),
) -> Index:
    """The index of the tasks in their order; it resolves IDs until another kind is chosen.

    `others` are the cells of a second column of codes.

    A position counts the tasks. A row number also counts rows below the header that are left out or
    blank: Microsoft Project and Smartsheet number blank rows.
    """
    columns = {
        "id": ids,
        "wbs": codes,
        "uid": [row.text("uid") for row in rows],
        "code": others or [""] * len(rows),
        "name": [row.text("name") for row in rows],
        "number in the name": [_number_in(row.text("name")) for row in rows],
        "position": [str(n) for n in range(1, len(ids) + 1)],
        "row": [str(row.source.row - header) for row in rows],
        "row of the sheet": [str(row.source.row) for row in rows],
    }
    counts = Counter(map(key, columns["name"]))
    return Index(
        tables={target: _table(texts, ids) for target, texts in columns.items()},
        twice=frozenset(name for name, count in counts.items() if name and count > 1),
    )


def _is_words(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= FEWEST_LETTERS and not any(map(str.isdecimal, text))


FEWEST_LETTERS = 4
_CODE = re.compile(r"([^\W\d_]{1,8})[-_.#/ ]?\d[\w.-]*")


def _number_in(name: str) -> str:
    """The number before a name: 1.2 of ``1.2 Draft``; "" without one."""
    found = _NUMBERED.match(name)
    return found[1] if found else ""


_NUMBERED = re.compile(r"\s*([A-Z]?\d+(?:\.\d+)*)[.):]?\s+(?=[^\W\d_])")


def _table(texts: Sequence[str], ids: Sequence[str]) -> dict[str, str]:
    counts = Counter(map(key, texts))
    return {
        key(text): task
        for text, task in zip(texts, ids, strict=True)
        if text and counts[key(text)] == 1
    }


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters."""
    return tuple(re.findall(r"\w+", text.casefold()))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words that follow each other in a text, the longest run first, but not all of them."""
    for count in range(len(words) - 1, 0, -1):
        for at in range(len(words) - count + 1):
            run = tuple(words[at : at + count])
            if sum(map(len, run)) >= FEWEST_LETTERS:
                yield run
