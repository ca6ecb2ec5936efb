"""Tells leave from holidays, and whose it is."""

from dataclasses import replace

from planner.reading.header_names import HeaderWishes
from planner.reading.headers import find_header
from planner.reading.people_content import names_in
from planner.reading.tables import Log, Table, make_table
from planner.schema.columns import TASKS
from planner.schema.day_sheets import HOLIDAYS, LEAVE
from planner.schema.people_sheets import PEOPLE


def tell_leave_from_holidays(
    by_kind: dict[str, list[Table]], log: Log, reading: HeaderWishes
) -> None:
    """Turns holidays into leave where the names in their table are people's."""
    if not by_kind[HOLIDAYS.name]:
        return
    known = names_in(by_kind[TASKS.name], "resources") | names_in(by_kind[PEOPLE.name], "name")
    for table in list(by_kind[HOLIDAYS.name]):
        named = names_in([table], "name")
        leave = find_header(table.sheet, LEAVE, reading)
        if leave is not None and 2 * len(named & known) > len(named):
            by_kind[HOLIDAYS.name].remove(table)
            by_kind[LEAVE.name].append(make_table(table.sheet, LEAVE, leave, log))


def with_people(table: Table) -> Table:
    """Leave without a column of people: the names in it are theirs, not those of the days.

    In many languages a word stands for both.
    """
    if "who" in table.fields or "name" not in table.fields:
        return table
    headings = tuple(replace(h, field="who") if h.field == "name" else h for h in table.headings)
    return replace(table, headings=headings)
