"""Notes how sheets and columns were read."""

import re
from collections.abc import Sequence

from planner.errors import Issue
from planner.language.text import first_few, fold
from planner.phrase import Phrase, joined, phrase, verbatim
from planner.reading.cells import Book, Sheet, letters
from planner.reading.header_names import IN_PART, PROPOSED
from planner.reading.heading import Heading
from planner.reading.layout import beside_name
from planner.reading.profile import profiles
from planner.reading.tables import Log, Table
from planner.schema.vocabulary import sheet_names

_CHART = 6
_MOSTLY = 0.7
_FEW = 8
_READ, _IGNORED_COLUMN, _IGNORED_SHEET = "sheet-read", "ignored-column", "ignored-sheet"
_IGNORED_DATES = "ignored-dates"


def say_mapping(book: Book, tables: Sequence[Table], settings: Sheet | None, log: Log) -> None:
    """Notes the kind of every sheet, and every column and sheet that is left aside."""
    by_sheet = {table.sheet.name: table for table in tables}
    for sheet in book.sheets:
        table = by_sheet.get(sheet.name)
        if table is not None:
            _say_table(table, log)
        elif sheet is settings:
            log.add(_info(_READ, sheet.name, "", phrase("read as settings")))
        elif sheet.rows:
            log.add(_not_planned_with(sheet))


def _not_planned_with(sheet: Sheet) -> Issue:
    """A sheet that is left aside; that is a warning where its name says that somebody is off."""
    message = phrase("this sheet is not planned with")
    off = {fold(word) for word in re.findall(r"[^\W\d_]+", sheet.name)}
    if off.isdisjoint(sheet_names("Holidays") | sheet_names("Leave")):
        return _info(_IGNORED_SHEET, sheet.name, "", message)
    return Issue(
        severity="warning",
        code=_IGNORED_SHEET,
        sheet=sheet.name,
        message=message,
        remedy=phrase("if it says who is off when, head its columns Who, From and To"),
    )


def _say_table(table: Table, log: Log) -> None:
    name = table.sheet.name
    columns = joined("; ", (_told(table, one) for one in table.headings if one.field))
    known = sum(1 for heading in table.headings if heading.field)
    texts = sum(1 for heading in table.headings if heading.text)
    where = phrase(
        "headers in row {header}, {known} of {all} columns understood",
        header=_header_in_file(table),
        known=known,
        all=max(known, texts),
    )
    if not texts:
        where = phrase("no headers, {known} columns are told by their cells", known=known)
    message = phrase(
        "read as {name}, {where}: {columns}",
        name=Phrase(table.kind.name),
        where=where,
        columns=columns,
    )
    log.add(_info(_READ, name, "", message))
    ignored = [h for h in table.headings if not (h.field or h.person or h.span) and h.text]
    _say_ignored(table, sorted([*ignored, *_unnamed(table)], key=lambda h: h.column), log)
    for heading in table.headings:
        if heading.by_content:
            _say_guess(table, heading, log)
    if table.cut:
        _say_cut(table, log)
    if table.sheet.joined:
        _say_joined(table, log)
    hidden = sum(1 for row in table.sheet.hidden_rows if row > table.header)
    if hidden:
        message = phrase("{hidden} hidden or filtered rows are read like the others", hidden=hidden)
        log.add(_info("hidden-rows", name, "", message))


def _header_in_file(table: Table) -> int:
    """The row of the file with the first header; of a sheet that is turned, its column."""
    sheet, columns = table.sheet, [h.column for h in table.headings if h.field]
    if sheet.turned or not columns:
        return table.header
    return sheet.in_file(table.header, min(columns))[0]


def _say_joined(table: Table, log: Log) -> None:
    """Says in which lines of a text file delimiters parted a value."""
    log.add(
        Issue(
            severity="warning",
            code="joined-values",
            sheet=table.sheet.name,
            cell=f"A{min(table.sheet.joined)}",
            message=phrase(
                "some lines have more values than the header; in each those that fit best are read "
                "as one; lines: {lines}",
                lines=first_few(list(table.sheet.joined), _FEW),
            ),
            got=next(iter(table.sheet.joined.values())),
            remedy=phrase("put values with delimiters into quotation marks"),
        )
    )


def _say_cut(table: Table, log: Log) -> None:
    """Says where another table begins, of which nothing is read."""
    log.add(
        Issue(
            severity="warning",
            code="other-table",
            sheet=table.sheet.name,
            cell=f"{letters(min(heading.column for heading in table.headings))}{table.cut}",
            message=phrase("another table of other columns begins here; not planned with"),
            remedy=phrase("move what are tasks in it to the table above, or to a sheet of its own"),
        )
    )


def _unnamed(table: Table) -> list[Heading]:
    """The columns with cells but without a name in the header, except those of deeper names."""
    below = [cells for number, cells in table.sheet.rows.items() if number > table.header]
    named = {heading.column for heading in table.headings if heading.text or heading.field}
    left = {column for cells in below for column in cells} - named
    return [Heading(column=column, text="") for column in left - set(beside_name(table))]


def _say_ignored(table: Table, ignored: Sequence[Heading], log: Log) -> None:
    """Notes each column that is left aside; many adjacent ones, such as a Gantt chart, together."""
    runs: list[list[Heading]] = []
    for heading in ignored:
        if runs and runs[-1][-1].column == heading.column - 1:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    for run in runs:
        if _are_of_further_list(table, run):
            _say_further_list(table, run)
            continue
        if len(run) >= _CHART:
            last = letters(run[-1].column)
            message = phrase(
                "this and the columns up to {last} look like a chart; not planned with", last=last
            )
            shown = run[:1]
        else:
            message, shown = phrase("this column is not planned with"), run
        for heading in shown:
            cell = f"{letters(heading.column)}{table.header}"
            code = _IGNORED_DATES if _dated(table, heading) else _IGNORED_COLUMN
            log.add(_info(code, table.sheet.name, cell, message, heading.text))


def _are_of_further_list(table: Table, run: Sequence[Heading]) -> bool:
    """Whether all columns have headers that stand left of them too, read or not."""
    left = {h.text for h in table.headings if h.column < run[0].column}
    return len(run) > 1 and all(h.apart and h.text and h.text in left for h in run)


def _say_further_list(table: Table, run: Sequence[Heading]) -> None:
    message = phrase(
        "the same headers come again in this and the columns up to {last}: another list or stage, "
        "not planned with",
        last=letters(run[-1].column),
    )
    remedy = phrase("plan all of them with --form blocks, or put them below each other")
    table.note("warning", "further-list", message, run[0], remedy)


def _dated(table: Table, heading: Heading) -> bool:
    """Whether a column of a task table holds dates, which would probably change the plan."""
    if table.kind.name != "Tasks" or not heading.text:
        return False
    (profile,) = profiles(table.sheet, table.header, [heading.column], table.language)
    return profile.count > 0 and profile.kinds["date"] > _MOSTLY


def _say_guess(table: Table, heading: Heading, log: Log) -> None:
    caption = table.kind.column(heading.field).caption
    log.add(
        Issue(
            severity="warning",
            code="column-by-content",
            sheet=table.sheet.name,
            cell=f"{letters(heading.column)}{table.header}",
            message=phrase(
                "this column is taken for {caption}, because {by_content}",
                caption=caption,
                by_content=heading.by_content,
            ),
            got=heading.text,
            remedy=phrase("name it {caption} to be sure, or map it otherwise", caption=caption),
        )
    )


def _told(table: Table, heading: Heading) -> Phrase:
    column = table.kind.column(heading.field)
    caption = column.caption
    counts = column.look == "duration" or column.field == "rate"
    unit = f" in {heading.unit}" if heading.unit and counts else ""
    same = fold(caption) == fold(heading.text)
    called = heading.text if same else f"{heading.text} = {caption}"
    column_read = f"{letters(heading.column)} {called}{unit}"
    doubt = _doubt(heading)
    return (
        phrase("{column} ({doubt})", column=column_read, doubt=doubt)
        if doubt
        else verbatim(column_read)
    )


def _doubt(heading: Heading) -> Phrase:
    """How certain the field is, unless the header is its name."""
    if heading.by_content or heading.rank == PROPOSED:
        return phrase("a guess")
    if heading.rank < 0:
        return phrase("as you say")
    return phrase("likely") if heading.rank >= IN_PART else Phrase("")


def _info(code: str, sheet: str, cell: str, message: Phrase, got: str = "") -> Issue:
    return Issue(severity="info", code=code, sheet=sheet, cell=cell, message=message, got=got)
