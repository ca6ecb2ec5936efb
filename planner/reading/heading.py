"""A header: what each of its columns may mean, and what was chosen."""

from dataclasses import dataclass

from planner.reading.header_names import IN_PART, Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column of a table: its number, header text, and the unit in the header, if any.

    Args:
        rank: How well the name fits the field; 0 is best.
        repeats: The column with the same header that is read instead; 0 without one.
        by_content: What in its cells shows the field, if its name does not.
        names: The other meanings that its name and cells allow, the best first.
        group: The header above it that several columns share.
        filled: Whether cells below it are filled.
        apart: Whether it lies right of a blank column, as the columns of a legend do.
        hidden: Whether the column is hidden.
        span: Whether its cells are a start and a finish, or the days of those beside it.
        person: ``mark`` or ``hours`` where the header is a name, by what its cells hold.
        chart: Whether it belongs to a chart: one of many columns named by a day, week or letter.
        ignored: Whether the user leaves it out.
    """

    column: int
    text: str
    field: str = ""
    unit: str = ""
    rank: int = 99
    repeats: int = 0
    by_content: str = ""
    names: tuple[Name, ...] = ()
    group: str = ""
    filled: bool = True
    apart: bool = False
    hidden: bool = False
    chart: bool = False
    person: str = ""
    span: bool = False
    ignored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header row with its headings."""

    row: int
    headings: tuple[Heading, ...]

    @property
    def fields(self) -> set[str]:
        """The fields found; columns of the hours of people are work."""
        found = {heading.field for heading in self.headings if heading.field}
        hours = any(heading.person == "hours" for heading in self.headings)
        return found | ({"work"} if hours else set())

    @property
    def possible(self) -> set[str]:
        """The fields that its columns may have, before their cells decide."""
        every = [name for heading in self.headings for name in heading.names]
        bare = {name.field for name in every if name.is_bare_bound}
        return {name.field for name in every if not name.is_bare_bound} | (self.fields - bare)

    @property
    def known(self) -> int:
        """The number of fields with a good name; each of the others counts half."""
        ranks = [heading.rank for heading in self.headings if heading.field]
        return sum(2 if rank < IN_PART else 1 for rank in ranks)
