"""Custom fields and codes of Primavera's tables, by the names people gave them."""

from collections import defaultdict
from collections.abc import Mapping

from planner.interchange.xer import XerTables

NamedValues = Mapping[tuple[str, str], Mapping[str, str]]
"""Table and id of a row → names of its fields and their values."""

_VALUES = ("udf_text", "udf_number", "udf_date", "udf_code_id")


def names_of(tables: XerTables) -> NamedValues:
    """User-defined fields, activity codes and resource codes."""
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    types = {row.get("udf_type_id", ""): row for row in tables.get("UDFTYPE", [])}
    for row in tables.get("UDFVALUE", []):
        kind = types.get(row.get("udf_type_id", ""), {})
        value = next((row[name] for name in _VALUES if name in row), "")
        if value and kind:
            name = kind.get("udf_type_label", "") or kind.get("udf_type_name", "")
            found[kind.get("table_name", ""), row.get("fk_id", "")][name] = value
    titles = {
        row.get("actv_code_type_id", ""): row.get("actv_code_type", "")
        for row in tables.get("ACTVTYPE", [])
    }
    codes = {row.get("actv_code_id", ""): row for row in tables.get("ACTVCODE", [])}
    for row in tables.get("TASKACTV", []):
        code = codes.get(row.get("actv_code_id", ""), {})
        title = titles.get(code.get("actv_code_type_id", ""), "")
        value = " – ".join(filter(None, (code.get("short_name"), code.get("actv_code_name"))))
        if title and value:
            found["TASK", row.get("task_id", "")][title] = value
    return found
