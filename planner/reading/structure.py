"""Finds the summary of each task: by outline level, WBS, parent, row grouping or indentation."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from planner.language.text import fold, key
from planner.phrase import phrase
from planner.reading.bold_heads import (
    depths_by_bold,
    depths_by_fill,
    depths_by_two_heads,
    is_bold,
)
from planner.reading.group_words import PROJECTS
from planner.reading.layout import sections
from planner.reading.level_contradictions import contradicted
from planner.reading.level_numbers import (
    FEWEST_HEADS,
    RowPlace,
    by_numbers,
    by_wbs,
    code,
    depth_of,
)
from planner.reading.outline_styles import above_dots, depths_by_style, depths_by_words
from planner.reading.row_content import says_more
from planner.reading.row_ends import is_left
from planner.reading.spanning_rows import adds_up, depths_by_spans, depths_by_sums, says_all
from planner.reading.tables import Row, Table

_FEW = 4
_BULLETS = frozenset(["- ", "– ", "• ", "· ", "└ ", "ㄴ "])
_DASHED, _FEWEST_DASHED = re.compile(r"[-–](?=[^\W\d_])"), 3
"""A dash without a space is a bullet where several names have one."""
_HALF = 50
"""A bullet before a name is deeper than no bullet and less deep than an indent."""
_INDENT, _SPACES, _DEEPER = 100, 3, 10_000
_MOST_WORDS = 5
"""The name of a project is short."""
_UNSPACED = "\u3000"
"""Words from here on stand in texts without spaces."""
_ODD = 2
"""Fewer leading spaces than this in one row alone make no structure."""


def places(table: Table, rows: Sequence[Row], ids: Sequence[str]) -> tuple[list[RowPlace], str]:
    """The place of each row, and which property of the table gave it."""

    def indented() -> list[RowPlace] | None:
        return _by_indent(rows)

    tries: tuple[tuple[str, Callable[[], list[RowPlace] | None]], ...] = (
        (phrase("the Outline Level column"), lambda: _by_level(rows)),
        (phrase("the Parent column"), lambda: _by_parent(rows, ids)),
        (phrase("the styles of the numbers left of the names"), lambda: _by_roman(rows)),
        (phrase("the WBS column"), lambda: by_wbs(rows, "wbs", grouped=_is_grouped(table, rows))),
        (phrase("the grouping of the rows"), lambda: _by_grouping(table, rows)),
        (phrase("the numbers that the names begin with"), lambda: by_numbers(rows)),
        (
            phrase("the words that the names begin with"),
            lambda: _made(depths_by_words([row.text("name") for row in rows])),
        ),
        (phrase("the indentation of the names"), indented),
        (phrase("the dots in the ID column"), lambda: by_wbs(rows, "id", grouped=False)),
        (phrase("the styles of the numbers left of the names"), lambda: _by_styles(rows)),
        (
            phrase("the bold rows, and others that have a name only"),
            lambda: _made(depths_by_two_heads(rows)),
        ),
        (phrase("the rows that have a name only"), lambda: _by_sections(rows)),
        (phrase("the bold rows that span those below"), lambda: _made(depths_by_bold(rows))),
        (phrase("the rows without a number that add up those below"), lambda: _by_sums(rows)),
        (
            phrase("the rows whose dates span those of the rows below"),
            lambda: _made(depths_by_spans(rows)),
        ),
        (phrase("the rows that add up those below"), lambda: _made(depths_by_sums(rows))),
        (phrase("the coloured rows that have a name only"), lambda: _by_colour(table, rows)),
        (
            phrase("the coloured rows that span those below"),
            lambda: _made(depths_by_fill(rows, _fills(table, rows))),
        ),
        (phrase("the first row, which spans all others"), lambda: _made(_by_project(table, rows))),
    )
    for told_by, attempt in tries:
        found = attempt()
        if found is None or all(place.parent is None for place in found):
            continue
        if attempt is indented and (_bold_instead(rows, found) or contradicted(rows, found)):
            continue
        return _below_titles(table, rows, found), told_by
    titled = _below_titles(table, rows, [RowPlace() for _ in rows])
    told = any(place.parent is not None for place in titled)
    return titled, phrase("the rows with a text left of the names only") if told else ""


def without_captions(table: Table, rows: Sequence[Row]) -> list[Row]:
    """Drops rows that only introduce those below, as ``Preparation:``, and are no summaries.

    Only where most rows say when they are or how long they take.
    """
    captions = {n for n, row in enumerate(rows) if _introduces(row)}
    if not captions or 2 * sum(map(says_more, rows)) <= len(rows):
        return list(rows)
    found, _ = places(table, rows, [str(n) for n in range(len(rows))])
    parents = {place.parent for place in found}
    for n in captions - parents:
        message = phrase("only introduces the rows below; left out")
        rows[n].note("info", "caption-row", message, "name")
    return [row for n, row in enumerate(rows) if n in parents or n not in captions]


def _introduces(row: Row) -> bool:
    numbered = row.has("id") or row.has("wbs")
    return row.text("name").endswith((":", "：")) and not numbered and not says_more(row)


def _below_titles(table: Table, rows: Sequence[Row], found: list[RowPlace]) -> list[RowPlace]:
    """Puts rows without a place below the titles left of the names."""
    titles = [n for n, row in enumerate(rows) if is_left(row, table)]
    parents = {place.parent for place in found}
    if not titles or any(n in parents or found[n].level > 1 for n in titles):
        return found
    depths = [place.level for place in found]
    for n in titles:
        depths[n] = 0
    return _from_depths(depths)


def _by_level(rows: Sequence[Row]) -> list[RowPlace] | None:
    levels: list[int] = []
    for row in rows:
        text = row.cells["level"].text if "level" in row.cells else ""
        if not re.fullmatch(r"\d{1,2}", text):
            return None
        levels.append(int(text))
    return _from_depths(levels)


def _by_grouping(table: Table, rows: Sequence[Row]) -> list[RowPlace] | None:
    return _from_depths([table.sheet.levels.get(row.source.row, 0) for row in rows])


def _is_grouped(table: Table, rows: Sequence[Row]) -> bool:
    return any(table.sheet.levels.get(row.source.row) for row in rows)


def _by_sections(rows: Sequence[Row]) -> list[RowPlace] | None:
    headings = sections(rows)
    return None if headings is None else _from_depths([0 if one else 1 for one in headings])


def _made(depths: Sequence[int] | None) -> list[RowPlace] | None:
    return None if depths is None else _from_depths(depths)


def _by_styles(rows: Sequence[Row]) -> list[RowPlace] | None:
    return _made(depths_by_style(_numbers_left(rows)) or None)


def _by_roman(rows: Sequence[Row]) -> list[RowPlace] | None:
    """Roman numbers above 1, 2 and 2.1, which the dots alone would leave beside these."""
    return _by_styles(rows) if above_dots(_numbers_left(rows)) else None


def _numbers_left(rows: Sequence[Row]) -> list[str]:
    field = "wbs" if any(row.has("wbs") for row in rows) else "id"
    return [code(row.cells[field]) if row.has(field) else "" for row in rows]


def _by_sums(rows: Sequence[Row]) -> list[RowPlace] | None:
    """Makes rows without an ID among such with one summaries, if each adds up those below."""
    heads = [n for n, row in enumerate(rows) if not row.has("id")]
    if len(heads) < FEWEST_HEADS or heads[0] != 0 or 2 * len(heads) > len(rows):
        return None
    ends = [*heads[1:], len(rows)]
    blocks = [rows[one + 1 : end] for one, end in zip(heads, ends, strict=True)]
    several = [
        adds_up(rows[one], block)
        for one, block in zip(heads, blocks, strict=True)
        if len(block) > 1
    ]
    if len(several) < FEWEST_HEADS or not all(several) or not all(blocks):
        return None
    return _from_depths([0 if n in set(heads) else 1 for n in range(len(rows))])


def _bold_instead(rows: Sequence[Row], found: Sequence[RowPlace]) -> bool:
    """Whether bold names are the summaries: they have nothing else, other rows do."""
    parents = {place.parent for place in found}
    own = any(n in parents and row.has("resources") for n, row in enumerate(rows))
    bold = [row for row in rows if is_bold(row)]
    return own and not any(map(says_more, bold)) and depths_by_bold(rows) is not None


def _by_colour(table: Table, rows: Sequence[Row]) -> list[RowPlace] | None:
    """Makes rows summaries that have only a name, in a colour of no other row's name."""
    looks = _fills(table, rows)
    heads = [bool(look) and not says_more(row) for look, row in zip(looks, rows, strict=True)]
    coloured = {look for look, head in zip(looks, heads, strict=True) if head}
    apart = not any(look in coloured for look, head in zip(looks, heads, strict=True) if not head)
    followed = all(not two for one, two in pairwise([*heads, True]) if one)
    enough = sum(heads) >= FEWEST_HEADS or (heads[:1] == [True] and len(rows) > _FEW)
    if not enough or not apart or not followed:
        return None
    return _from_depths([0 if head else 1 for head in heads])


def _fills(table: Table, rows: Sequence[Row]) -> list[str]:
    """The colour of each row's name, "" without one."""
    named = [row.cells.get("name") for row in rows]
    places = [(cell.row, cell.column) if cell is not None else (0, 0) for cell in named]
    return [table.sheet.fills.get(place, "") for place in places]


def _by_project(table: Table, rows: Sequence[Row]) -> list[int] | None:
    """Puts all rows below the first, if it spans them and something else says that it is the whole.

    Its name says so or is that of the sheet, it looks like no other row, or only it has nobody.
    """
    if (
        len(rows) < _FEW
        or not says_all(rows[0], rows[1:])
        or any(says_all(row, rows) for row in rows[1:])
    ):
        return None
    looks = [(fill, is_bold(row)) for fill, row in zip(_fills(table, rows), rows, strict=True)]
    name = rows[0].text("name")
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", name)]
    unspaced = any(word in name for word in PROJECTS if word > _UNSPACED)
    said = len(words) <= _MOST_WORDS and not PROJECTS.isdisjoint(words)
    named = said or unspaced or fold(name) == fold(table.sheet.name)
    nobody = [not row.has("resources") for row in rows]
    alone = nobody[0] and not any(nobody[1:])
    if not (named or alone or looks[0] not in looks[1:]):
        return None
    return [0, *[1] * (len(rows) - 1)]


def _by_indent(rows: Sequence[Row]) -> list[RowPlace] | None:
    depths: list[int] = []
    dashed = sum(bool(_DASHED.match(row.text("name"))) for row in rows) >= _FEWEST_DASHED
    for row in rows:
        cell = row.cells.get("name")
        if cell is None and depths:
            depths.append(depths[-1])
            continue
        text = cell.value if cell is not None and isinstance(cell.value, str) else ""
        spaces = len(text) - len(text.lstrip(" \t\u00a0\u3000"))
        begun = text.lstrip(" \t\u00a0\u3000")
        bullet = _HALF * (begun[:2] in _BULLETS or (dashed and bool(_DASHED.match(begun))))
        depths.append((cell.indent if cell is not None else 0) * _INDENT + spaces + bullet)
    if any(depth >= _INDENT for depth in depths):  # leading spaces beside indents count as indents
        depths = [
            _INDENT * max(1, round(depth / _SPACES)) if _ODD <= depth < _HALF else depth
            for depth in depths
        ]
    if _are_bold_heads(rows, depths):
        depths = [
            depth + _DEEPER * (not is_bold(row)) for row, depth in zip(rows, depths, strict=True)
        ]
    odd = [n for n, depth in enumerate(depths) if 0 < depth < _ODD]
    lone = max(depths, default=0) < _ODD and all(two - one > 1 for one, two in pairwise(odd))
    if len(odd) == 1 or lone:  # they are typing errors
        depths = [0 if depth < _ODD else depth for depth in depths]
    return _from_depths(depths)


def _are_bold_heads(rows: Sequence[Row], depths: Sequence[int]) -> bool:
    """Whether unindented rows that only have a bold name stand above the others."""
    heads = [n for n, row in enumerate(rows) if is_bold(row)]
    plain = [n for n in range(len(rows)) if n not in set(heads)]
    least = min(depths, default=0)
    if len(heads) < FEWEST_HEADS or not plain or all(depths[n] == least for n in plain):
        return False
    follow = all(two - one > 1 for one, two in pairwise(heads)) and heads[-1] < len(rows) - 1
    return follow and not any(depths[n] > least or says_more(rows[n]) for n in heads)


def _from_depths(depths: Sequence[int]) -> list[RowPlace]:
    """Puts each row below the nearest row above that is less deep."""
    found: list[RowPlace] = []
    open_rows: list[int] = []
    for position, depth in enumerate(depths):
        while open_rows and depths[open_rows[-1]] >= depth:
            open_rows.pop()
        parent = open_rows[-1] if open_rows else None
        found.append(RowPlace(level=len(open_rows) + 1, parent=parent))
        open_rows.append(position)
    return found


def _by_parent(rows: Sequence[Row], ids: Sequence[str]) -> list[RowPlace] | None:
    if not any(row.has("parent") for row in rows):
        return None
    by_id = {key(row.text("name")): n for n, row in enumerate(rows) if row.has("name")}
    by_id |= {key(row.text("uid")): n for n, row in enumerate(rows) if row.has("uid")}
    by_id |= {key(task): position for position, task in enumerate(ids)}
    if not any(key(row.text("parent")) in by_id for row in rows if row.has("parent")):
        return None
    parents: list[int | None] = []
    for position, row in enumerate(rows):
        wanted = key(row.text("parent")) if row.has("parent") else ""
        parent = by_id.get(wanted) if wanted else None
        if wanted and parent is None:
            row.note(
                "warning",
                "unknown-parent",
                phrase("no row has this ID"),
                "parent",
                phrase("correct it"),
            )
        parents.append(None if parent == position else parent)
    return [RowPlace(level=depth_of(parents, n), parent=parents[n]) for n in range(len(rows))]
