"""What the words of a workbook mean for the plan, each with an example and a counter-example."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A rule in a sentence, an example of it, and one of what it does not mean."""

    title: str
    rule: str
    example: str
    counter: str


TIMES = (
    Meaning(
        title="Steps of time",
        rule=(
            "Time is planned in steps as long as everything in the workbook allows, down to a "
            "minute; work that is no whole number of minutes is rounded up to one. Where so many "
            "steps would not fit into memory (some years in minutes), steps are 5 or 15 minutes, "
            "and a warning names what is rounded by how much. A proof that no plan is better says "
            "for which steps it holds, if not for all."
        ),
        example="`5d` of 7.6 h from Monday end on Friday at 16:06, beside a task of `7.25h` too.",
        counter=(
            "An odd amount elsewhere in the workbook never moves a task that has nothing to do "
            "with it."
        ),
    ),
    Meaning(
        title="Paid time",
        rule=(
            "Money is paid for the work itself, whatever steps it is planned in; what each person "
            "gets for a task is rounded to the cent."
        ),
        example="`1h` shared by three at 60/h is 20 minutes and 20.00 for each.",
        counter="`8h` of work at 33 % of somebody take 24 h 15 min, and cost 8 h.",
    ),
    Meaning(
        title="A day of work",
        rule=(
            "`1d` is as long as Hours per day in Settings says; if that is blank, as most working "
            "days of the project's calendar, the longest of several, up to 12 h; else 8 h."
        ),
        example="With 08:30-12:00, 13:00-17:00 in the calendar, `5d` are five days of 7.5 h.",
        counter="A calendar of three shifts does not make a day of 24 h: it stays at 8 h.",
    ),
)
"""About times and dates."""
