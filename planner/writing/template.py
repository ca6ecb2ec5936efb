"""The workbook to fill in: sheets and columns of the one table, with drop-downs and prompts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from planner.goals import GOALS
from planner.reading.cells import letters
from planner.schema.columns import KINDS, TASKS
from planner.schema.day_sheets import CALENDARS, MEETINGS
from planner.schema.people_sheets import PEOPLE
from planner.schema.schema import Column, SheetKind
from planner.schema.setting_columns import SETTINGS
from planner.writing import example as filled

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_ROWS = 1000
CREATED = datetime(2026, 1, 1)
_FORMATS = {
    "text": "@",
    "number": "General",
    "duration": "General",
    "percent": "0%",
    "date": "yyyy-mm-dd",
    "money": "#,##0.##",
}
_WIDTHS = {
    "id": 6,
    "wbs": 8,
    "name": 34,
    "duration": 11,
    "heads": 9,
    "predecessors": 18,
    "resources": 26,
    "skills": 24,
    "notes": 34,
    "question": 60,
    "deadline": 13,
    "meaning": 90,
    **dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 24),
}
_TABS = {"Tasks": "#2F5D8C", "People": "#4F8A5B", "Settings": "#8A6D3B"}
_INTRO = (
    ("title", "How to fill in this workbook"),
    ("text", "Needed are a name and a duration for each task, and the Project start in Settings."),
    ("text", "All else is optional: leave blank or delete what you do not use."),
    ("text", "Columns may be moved, renamed to other usual names, and added; yours are kept."),
    ("text", "Then plan it: planner solve THIS-FILE.xlsx. Faults are listed by sheet and cell."),
)


def make_template(example: bool = False) -> bytes:
    """An empty workbook to fill in, or with `example` a filled one that can be planned at once."""
    import xlsxwriter

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        sheet_formats = looks_of(book)
        _read_me(book.add_worksheet("ReadMe"), sheet_formats)
        for kind in KINDS:
            sheet = book.add_worksheet(kind.name)
            rows = filled.ROWS.get(kind.name, []) if example else _starting_rows(kind)
            _fill_kind(sheet, kind, rows, sheet_formats)
        _settings(book.add_worksheet("Settings"), example, sheet_formats)
        book.get_worksheet_by_name(TASKS.name).activate()
    return buffer.getvalue()


def looks_of(book: "Workbook") -> dict[str, Any]:
    """Makes one cell format for each look, and those of headers and text."""
    base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    looks = {look: {**base, "num_format": form} for look, form in _FORMATS.items()}
    looks["date and time"] = {**base, "num_format": "yyyy-mm-dd hh:mm"}
    for look in ("percent", "date", "date and time"):
        looks[look]["align"] = "center"
    looks["setting"] = {**looks["number"], "align": "left"}
    looks["dated setting"] = {**looks["date"], "align": "left"}
    looks["header"] = {
        **base,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#2F5D8C",
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#D5DCE6",
    }
    looks["title"] = {**base, "bold": True, "font_size": 16, "font_color": "#2F5D8C"}
    looks["section"] = {**base, "bold": True, "font_size": 13, "font_color": "#2F5D8C"}
    looks["wrapped"] = {**base, "text_wrap": True}
    looks["grey"] = {**base, "text_wrap": True, "font_color": "#667085"}
    looks["name"] = {**base, "bold": True}
    return {name: book.add_format(look) for name, look in looks.items()}


def column_width(column: Column) -> int:
    """The width of a column."""
    return _WIDTHS.get(column.field, max(12, len(column.caption) + 4))


def _starting_rows(kind: SheetKind) -> Sequence[Mapping[str, filled.TemplateValue]]:
    return filled.ROWS[kind.name][:1] if kind is CALENDARS else ()


def _fill_kind(
    sheet: "Worksheet",
    kind: SheetKind,
    rows: Sequence[Mapping[str, filled.TemplateValue]],
    formats: Mapping[str, Any],
) -> None:
    columns = [column for column in kind.columns if column.template]
    for at, column in enumerate(columns):
        timed = kind is MEETINGS and column.field in ("start", "finish")
        size = 17 if timed else column_width(column)
        sheet.set_column(at, at, size, formats["date and time" if timed else column.look])
        sheet.write_string(0, at, column.caption, formats["header"])
        sheet.data_validation(1, at, _ROWS, at, _validation(column))
        for number, row in enumerate(rows, 1):
            put(sheet, number, at, row.get(column.field, ""), formats)
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 3 if kind is TASKS else 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if kind.name in _TABS:
        sheet.set_tab_color(_TABS[kind.name])


def put(
    sheet: "Worksheet",
    row: int,
    column: int,
    value: filled.TemplateValue,
    formats: Mapping[str, Any],
    look: Any = None,
) -> None:
    """Write a value as what it is, never as a formula; without a look in that of its column."""
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value, look or formats["date and time"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look or formats["date"])
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, column, value, look)
    else:
        sheet.write_number(row, column, value, look)


def _validation(column: Column) -> dict[str, Any]:
    """The prompt of a column; its drop-down or check of dates, both only as advice."""
    prompt = {
        "input_title": column.caption[:32],
        "input_message": column.meaning[:255],
        "error_type": "warning",
        "error_title": column.caption[:32],
    }
    if column.choices:
        return {**prompt, "validate": "list", "source": list(column.choices)}
    if column.field == "calendar" and column.template:
        return {**prompt, "validate": "list", "source": f"={CALENDARS.name}!$A$2:$A$50"}
    if column.field == "who":
        place = letters(1 + [c.field for c in PEOPLE.columns if c.template].index("name"))
        source = f"={PEOPLE.name}!${place}$2:${place}$500"
        return {**prompt, "validate": "list", "source": source}
    if column.look == "date":
        return {
            **prompt,
            "validate": "date",
            "criteria": ">",
            "value": date(2000, 1, 1),
            "error_message": "This should be a date such as 2027-03-01.",
        }
    return {**prompt, "validate": "any"}


def _settings(sheet: "Worksheet", example: bool, formats: Mapping[str, Any]) -> None:
    for at, (caption, width) in enumerate((("Setting", 20), ("Value", 26), ("Meaning", 90))):
        sheet.set_column(at, at, width, formats["text" if at != 1 else "number"])
        sheet.write_string(0, at, caption, formats["header"])
    values = filled.SETTINGS if example else {}
    for row, setting in enumerate(SETTINGS, 1):
        default = setting.example if setting.look == "number" else ""
        value = values.get(setting.field, int(default) if default else "")
        sheet.write_string(row, 0, setting.caption, formats["name"])
        sheet.write_string(row, 2, setting.meaning, formats["grey"])
        look = formats["dated setting" if setting.look == "date" else "setting"]
        sheet.write_blank(row, 1, None, look)
        put(sheet, row, 1, value, formats, look)
        sheet.data_validation(row, 1, row, 1, _validation(setting))
    sheet.set_tab_color(_TABS["Settings"])
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(1, 0)


def _read_me(sheet: "Worksheet", formats: Mapping[str, Any]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, _WIDTHS["meaning"])
    row = 0
    for style, text in _INTRO:
        sheet.write_string(row, 0, text, formats[style])
        row += 1
    for kind in KINDS:
        row += 1
        sheet.write_url(row, 0, f"internal:'{kind.name}'!A1", formats["section"], kind.name)
        sheet.set_row(row, _height(kind.meaning))
        sheet.write_string(row, 1, kind.meaning, formats["wrapped"])
        row += 1
        for column in sorted(kind.columns, key=lambda column: not column.template):
            sheet.set_row(row, _height(_explained(column)))
            sheet.write_string(row, 0, column.caption, formats["name"])
            sheet.write_string(row, 1, _explained(column), formats["grey"])
            row += 1
    sheet.write_string(row + 1, 0, "Goals", formats["section"])
    for at, (name, goal) in enumerate(GOALS.items(), row + 2):
        sheet.set_row(at, _height(goal.meaning))
        sheet.write_string(at, 0, name, formats["name"])
        sheet.write_string(at, 1, goal.meaning, formats["grey"])


def _height(text: str) -> int:
    """Height of a row of the ReadMe sheet that shows all of a text."""
    return 16 * (1 + len(text) // (_WIDTHS["meaning"] + 5))


def _explained(column: Column) -> str:
    example = f" Example: {column.example}" if column.example else ""
    more = "" if column.template else " Add this column if you need it."
    return f"{column.meaning}{example}{more}"
