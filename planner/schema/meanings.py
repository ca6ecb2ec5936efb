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
    Meaning(
        title="A date without a time",
        rule=(
            "For a start it is when that day's work starts, for a finish or a deadline when it "
            "ends: the work of the task's calendar if it has one, else of the people who do it; of "
            "several the first starts and the last ends. A shift belongs to the day it starts."
        ),
        example=(
            "Finish No Later Than 5 March, done by a late shift: by 22:00. Must Start On 3 March, "
            "done by a night shift: at 22:00, to 06:00 on the 4th."
        ),
        counter=(
            "A date with a time, `2026-03-03 08:00`, is that time, whoever does it. Hours of "
            "people who have nothing to do with the task do not count."
        ),
    ),
    Meaning(
        title="A date on a day off",
        rule=(
            "Not before a day without work is from the next working time on; by such a day is by "
            "the last working time before. What must start or finish on it moves to the next "
            "working time, with a warning at the cell. A milestone stays on the very day."
        ),
        example=(
            "Must Start On a holiday, `1d`: the next working day. A milestone Must Start On a "
            "Saturday is on that Saturday; what waits for it starts on Monday."
        ),
        counter="If one of those who may do the task works on that day, nothing moves.",
    ),
    Meaning(
        title="Pauses",
        rule=(
            "Work pauses while who does it is away, and goes on afterwards. With yes in Unbroken "
            "nobody may pause, with `1d` in Longest Pause for one day at most: what counts is the "
            "usual working time (calendar less holidays) in which somebody does not work on it. A "
            "pause of more than a week of working days is told in any case, and so is a task that "
            "ends on a later day because who does it works little of the task's calendar."
        ),
        example=(
            "A review of `4h` from Thursday 15:00, before two weeks of leave: with Unbroken it is "
            "done earlier, by somebody else, or after the leave."
        ),
        counter="Nights, lunch, weekends and holidays are no pauses.",
    ),
    Meaning(
        title="Meetings that fall out",
        rule=(
            "A meeting whose time is planned is not held, with a warning, where holidays and the "
            "leave of those who attend leave it no room between its start and finish."
        ),
        example="An hour on Mondays between 08:00 and 12:00 is not held on Easter Monday.",
        counter=(
            "Leave for a part of that time is no reason: it is held in the rest. Where nobody "
            "would work then anyway, it is a conflict."
        ),
    ),
)
"""About times and dates."""
