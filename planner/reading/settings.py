"""Reads the sheet Settings, and the title block above a table: words with a value beside them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from planner.errors import Issue
from planner.goals import PRICED
from planner.language.text import fold, nearest
from planner.phrase import Phrase, phrase
from planner.project import Settings, Source
from planner.reading.cells import Book, Cell, Sheet, letters
from planner.reading.dates import Order, is_serial, when
from planner.reading.durations import TimeUnits, duration
from planner.reading.money import money
from planner.reading.setting_values import (
    PLAIN,
    Parse,
    between,
    date_order,
    dated,
    frozen_of,
    timed,
    weight,
)
from planner.reading.span_texts import is_date
from planner.reading.tables import Log, Row
from planner.reading.title_dates import begins_work, word_and_date
from planner.schema.languages import SHEET_WORDS
from planner.schema.schema import listed
from planner.schema.setting_columns import SETTINGS, SETTINGS_NAMES
from planner.schema.sheet_languages import SETTING_WORDS
from planner.schema.vocabulary import meanings, words_for

_KEYS = {
    fold(word): setting.field
    for setting in reversed(SETTINGS)
    for word in listed(SETTING_WORDS.get(setting.field, ""))
} | {name: setting.field for setting in reversed(SETTINGS) for name in setting.keys}
_NAMES = frozenset(map(fold, (*listed(SETTINGS_NAMES), *listed(SHEET_WORDS["Settings"]))))


def settings_sheet(book: Book) -> Sheet | None:
    """The sheet of settings, by its name or by its content; None without one."""
    named = next((sheet for sheet in book.sheets if fold(sheet.name) in _NAMES), None)
    others = book.sheets if len(book.sheets) > 1 else ()
    return named or next((sheet for sheet in others if _says_settings(sheet)), None)


def _says_settings(sheet: Sheet) -> bool:
    """Whether a sheet is a short list of words with values, at least two of which are settings."""
    if not sheet.rows or len(sheet.rows) > _MOST_ROWS or sheet.hidden:
        return False
    if any(len(cells) > _MOST_CELLS for cells in sheet.rows.values()):
        return False
    told = {name for name, row in _pairs(sheet, sheet.rows, Log()) if _is_value(name, row)}
    return len(told) >= _FEWEST_TOLD


def _is_value(name: str, row: Row) -> bool:
    """Whether the cells beside a setting's word can be its value."""
    cell = row.cells[name]
    return name not in _DATED or is_date(cell) or is_serial(cell.value)


_MOST_ROWS, _MOST_CELLS, _FEWEST_TOLD = 40, 3, 2
_DATED = frozenset({"start", "status_date"})


def is_columns(cell: Cell) -> bool:
    """Whether it is the word that the choice of columns stands beside or below."""
    return setting_of(cell) == "columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The content of the sheet: the project's settings, and how to read other cells."""

    settings: Settings = field(default_factory=Settings)
    order: Order = ""
    days_per_point: float | None = None
    default_duration: int | None = None
    default_shown: str = ""


def read_settings(sheet: Sheet | None, log: Log, otherwise: Order = "") -> Told:
    """The content of the sheet Settings; the defaults without one.

    `otherwise` is the order of day and month in its dates where it does not say one.
    """
    if sheet is None:
        return Told()
    rows = dict(_pairs(sheet, sheet.rows, log))
    log.issues += _unknown(sheet)
    order: Order = _take(rows, "date_order", date_order) or otherwise
    values = _values(rows, PLAIN) | _values(rows, dated(order))
    hours = 60 * values.get("hours_per_day", 8)
    clock = TimeUnits(day=hours, week=hours * values.get("days_per_week", 5))
    values |= _values(rows, timed(clock))
    frozen = _take(rows, "frozen_until", lambda cell: frozen_of(cell, clock, order))
    if frozen is not None:
        values["frozen_until" if isinstance(frozen, datetime) else "frozen_for"] = frozen
    values["prices"] = _values(rows, dict.fromkeys(PRICED, money))
    weights = _values(rows, dict.fromkeys(_WEIGHTS, weight))
    usual = zip(_WEIGHTS, Settings().change_weights, strict=True)
    values["change_weights"] = tuple(weights.get(name, one) for name, one in usual)
    settings = Settings(
        source=Source(sheet=sheet.name),
        cells={field: row.source for field, row in rows.items()},
        **values,
    )
    return _told(settings, rows, order)


_WEIGHTS = ("person_change", "near_change", "later_change")


def _told(settings: Settings, rows: Mapping[str, Row], order: Order) -> Told:
    """The settings and the other content of the sheet."""
    day = float(settings.day)
    clock = TimeUnits(
        day=day, week=day * settings.days_per_week, month=day * settings.days_per_month
    )
    default = _take(rows, "default_duration", lambda cell: duration(cell, clock))
    shown = rows["default_duration"].text("default_duration") if default is not None else ""
    return Told(
        settings=settings,
        order=order,
        days_per_point=_take(rows, "days_per_point", lambda cell: between(cell, 100)),
        default_duration=default,
        default_shown=shown,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The content of the block above a table's header row."""

    name: str = ""
    start: datetime | None = None
    status_date: datetime | None = None
    days_per_point: float | None = None


def read_title(sheet: Sheet, above: int, order: Order, log: Log | None = None) -> Title:
    """The title block above a row; text that it does not understand is not for us.

    `log` receives a note on a date of which nothing tells the day from the month.
    """
    own = Log()
    rows: dict[str, Row] = {}
    for name, row in _pairs(sheet, [row for row in sheet.rows if row < above], own, 4):
        if name != _BEGUN or name not in rows:  # of several beginnings the first
            rows[name] = row
    if "start" not in rows and _BEGUN in rows:
        rows["start"] = _as_start(rows[_BEGUN])
    title = Title(
        name=_take(rows, "name", lambda cell: cell.text) or "",
        start=_take(rows, "start", lambda cell: when(cell, order)),
        status_date=_take(rows, "status_date", lambda cell: when(cell, order)),
        days_per_point=_take(rows, "days_per_point", lambda cell: between(cell, 100)),
    )
    unclear = [issue for issue in own.issues if issue.code == "ambiguous-date"]
    if log is not None:
        log.issues += [replace(issue, severity="warning") for issue in unclear]
        log.issues += [issue for issue in own.issues if issue.code == "title-start"]
    return title


def _pairs(
    sheet: Sheet, numbers: Iterable[int], log: Log, reach: int = 1
) -> Iterator[tuple[str, Row]]:
    """Yields each known word with its value as a row.

    The value is the first cell at most `reach` columns to its right, or else the one below it.
    """
    allowed = set(numbers)
    for number_ in sorted(allowed):
        cells = sheet.rows[number_]
        for column in sorted(cells):
            field = setting_of(cells[column])
            beside = [cells[at] for at in range(column + 1, column + 1 + reach) if at in cells]
            if field is None:
                yield from _in_one(cells[column], sheet, log)
                if reach > 1 and beside and is_date(beside[0]):
                    yield from _beside(cells[column], beside[0], sheet, log)
                continue
            below = sheet.rows.get(number_ + 1, {}).get(column) if number_ + 1 in allowed else None
            value = _value(field, beside[:1], below)
            if value is not None:
                columns = {field: letters(value.column)}
                source = Source(sheet=sheet.name, row=value.row, columns=columns)
                yield field, Row(source=source, cells={field: value}, log=log)
                if beside[:1] == [value]:
                    break


def _in_one(cell: Cell, sheet: Sheet, log: Log) -> Iterator[tuple[str, Row]]:
    """The start or the name of the project in one cell with its word: ``Start: 2027-03-01``."""
    word, colon, said = cell.text.partition(":") if cell.kind == "text" else ("", "", "")
    named = colon and said.strip() and setting_of(cell._replace(value=word)) == "name"
    dated = word_and_date(cell)
    found: tuple[str, Cell] | None = ("name", cell._replace(value=said.strip())) if named else None
    headed = dated is not None and setting_of(cell._replace(value=dated[0])) == "start"
    begun = dated is not None and (_ends_so(dated[0]) or begins_work(dated[0]))
    if dated is not None and (headed or begun):
        found = ("start" if headed else _BEGUN, dated[1])
    if found is not None:
        source = Source(sheet=sheet.name, row=cell.row, columns={found[0]: letters(cell.column)})
        yield found[0], Row(source=source, cells={found[0]: found[1]}, log=log)


def _beside(cell: Cell, day: Cell, sheet: Sheet, log: Log) -> Iterator[tuple[str, Row]]:
    """The start of the project beside words for it: *Début du chantier | 3 mai 2027*."""
    if cell.kind == "text" and begins_work(cell.text):
        source = Source(sheet=sheet.name, row=day.row, columns={_BEGUN: letters(day.column)})
        yield _BEGUN, Row(source=source, cells={_BEGUN: day}, log=log)


_BEGUN = "begun"
"""A start that words for it tell, which counts where nothing is called the start."""


def _as_start(row: Row) -> Row:
    """The row of a beginning as that of the start of the project, with a note."""
    message = phrase("says when the project starts")
    remedy = phrase('say otherwise with "Project start" in a sheet called Settings')
    row.note("info", "title-start", message, _BEGUN, remedy)
    source = replace(row.source, columns={"start": row.source.columns[_BEGUN]})
    return replace(row, source=source, cells={"start": row.cells[_BEGUN]})


def _unknown(sheet: Sheet) -> Iterator[Issue]:
    """A warning for each word of the first column that resembles a setting, else a note."""
    captions = [setting.caption for setting in SETTINGS]
    others: list[Cell] = []
    for cell in _words(sheet):
        near = nearest(cell.text, captions) if len(cell.text) > _SHORT else ""
        if not near:
            others.append(cell)
            continue
        yield _without_effect(sheet, cell, cell.text, phrase('did you mean "{near}"?', near=near))
    if others:
        names = ", ".join(cell.text for cell in others[:_LISTED])
        names += ", …" if len(others) > _LISTED else ""
        remedy = phrase("the names of settings stand on the page of the workbook in the manual")
        yield replace(_without_effect(sheet, others[0], names, remedy), severity="info")


def _words(sheet: Sheet) -> Iterator[Cell]:
    """The words with a value in the first column that are no setting."""
    first = min((column for cells in sheet.rows.values() for column in cells), default=0)
    for number_ in sorted(sheet.rows):
        cells = sheet.rows[number_]
        cell = cells.get(first)
        if cell is not None and is_columns(cell) and first + 1 not in cells:
            return  # our names of columns follow below
        if cell is None or cell.kind != "text" or first + 1 not in cells:
            continue
        if setting_of(cell) is None and fold(cell.text) not in _HEADS:
            yield cell


def _without_effect(sheet: Sheet, cell: Cell, got: str, remedy: Phrase) -> Issue:
    return Issue(
        severity="warning",
        code="unknown-setting",
        sheet=sheet.name,
        cell=cell.ref,
        message=phrase("is no setting and has no effect"),
        got=got,
        remedy=remedy,
    )


_HEADS = frozenset(
    map(fold, ("Setting", "Settings", "Name", "Parameter", "Key", "Einstellung", "Einstellungen"))
)
"""Heads above the names of settings."""
_LISTED = 8
_SHORT = 3


def setting_of(cell: Cell) -> str | None:
    """The setting that a word means; phrases for the start count too."""
    if cell.kind != "text":
        return None
    folded = fold(cell.text.rstrip(": "))
    return _KEYS.get(folded) or ("start" if folded in _STARTS or _begins(folded) else None)


_CHOICES = {one.field: frozenset(map(fold, one.choices)) for one in SETTINGS if one.choices}
"""Field → values that are no settings' words beside it, such as the project of a lag calendar."""


def _begins(folded: str) -> bool:
    return any(word.meaning == "start" for word in meanings(folded))


def _ends_so(text: str) -> bool:
    """Whether a text before a date ends with words for what begins then, as in *Rota from*."""
    words = text.replace(",", " ").split()
    ends = (fold(" ".join(words[-count:])) for count in range(1, min(_MOST_WORDS, len(words)) + 1))
    return any(end in words_for("begins") for end in ends)


_MOST_WORDS = 3
_STARTS = frozenset(
    ("dateofstart", "beginson", "startson", "begins", "projectbegins", "startofproject")
)


def _value(field: str, beside: Sequence[Cell], below: Cell | None) -> Cell | None:
    """The value of a word: the cell beside it, or the one below if that is no other word."""
    for cell in beside:
        if field != "start" or is_date(cell) or below is None or not is_date(below):
            chosen = fold(cell.text) in _CHOICES.get(field, ())
            return cell if chosen or not setting_of(cell) else None
    if below is not None and (is_date(below) if field == "start" else setting_of(below) is None):
        return below if field == "start" else None
    return None


def _take(rows: Mapping[str, Row], field: str, parse: Callable[[Cell], Any]) -> Any:
    return rows[field].take(field, parse) if field in rows else None


def _values(rows: Mapping[str, Row], parsers: Mapping[str, Parse]) -> dict[str, Any]:
    """Field → value of the settings that are filled and readable."""
    found = {field: _take(rows, field, parse) for field, parse in parsers.items()}
    return {field: value for field, value in found.items() if value is not None}
