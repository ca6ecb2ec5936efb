"""The meaning of words of a workbook for the plan, with an example and a counter-example."""

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
            "and a warning names what is rounded by how much. Where a budget of a month limits "
            "what is spent up to some moment, the best start may lie between two steps: they are "
            "15 minutes at most then, if that makes no more than 3,000. A proof that no plan is "
            "better says for which steps it holds, if not for all."
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
            "several the first starts and the last ends. Of a phase it is the work of those who do "
            "its first, or its last, task."
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
        title="A shift",
        rule=(
            "A shift belongs to the day it starts, whatever is said of that day: a date, the "
            "project's start, a holiday, leave, the first and the last day of a contract. Hours of "
            "leave and meetings are cut by the clock."
        ),
        example=(
            "Night crew 22:00-06:00, Project start Monday 1 March: the first shift starts on "
            "Monday at 22:00. Leave on Tuesday takes Tuesday 22:00 to Wednesday 06:00."
        ),
        counter=(
            "The hours from 00:00 to 06:00 on 1 March belong to Sunday's shift: nobody works then. "
            "With Project start `2027-03-01 00:00` it is the same; with `02:00` work starts then."
        ),
    ),
    Meaning(
        title="A milestone",
        rule=(
            "A milestone may be at any moment, also at night, as early as what it waits for and "
            "its dates allow; without a date it is no earlier than the work of the project's first "
            "day. Where a budget makes it matter, it may be later, up to the next work. For Cost "
            "per day it needs a day of its own only where its date or an elapsed lag puts it there."
        ),
        example=(
            "After work to Friday 17:00 it is on Friday 17:00; with `+12eh` it is on Saturday "
            "05:00, and Saturday is a day of the project."
        ),
        counter=(
            "It is not on Monday because that is the next day of work; but if February, which ends "
            "on Sunday, has no money left, it and its cost may be on Monday, 1 March."
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
        counter=(
            "If one of those who do the task works on that day, nothing moves. A deadline is no "
            "hard date: on a day off of who does the task it is the end of that day, so that what "
            "is done on Wednesday instead of Tuesday is one day late, not two."
        ),
    ),
    Meaning(
        title="Pauses",
        rule=(
            "Work pauses while who does it is away, and goes on afterwards. With yes in Unbroken "
            "nobody may pause, with `1d` in Longest Pause for one day at most: what counts is the "
            "usual working time (calendar less holidays; in the task's calendar, if it has one) in "
            "which somebody does not work on it. A "
            "pause of more than a week of working days is told in any case, and so is a task that "
            "ends on a later day because who does it works little of the task's calendar."
        ),
        example=(
            "A review of `4h` from Thursday 15:00, before two weeks of leave: with Unbroken it is "
            "done earlier, by somebody else, or after the leave."
        ),
        counter=(
            "Nights, lunch, weekends and holidays are no pauses, nor is the time outside the "
            "task's calendar."
        ),
    ),
    Meaning(
        title="Interruptions",
        rule=(
            "A task with yes in Splittable may be interrupted where the goals gain by it: its "
            "people do something else meanwhile, and the same people go on with it. Each piece "
            "has at least the working time of Smallest Piece (half a day if blank), and there are "
            "at most as many as Most Pieces says (3 if blank); one of the two in place of yes "
            "does as well. The plan has as few interruptions as its goals allow, lists the pieces "
            "in the column Pieces of the sheet Plan, and says what passes. The slack of a task "
            "that is interrupted is 0, as its pieces are where they are."
        ),
        example=(
            "Two weeks of Ann's from Monday, and an audit of hers that must start on Thursday for "
            "`2d`: she works three days on the first, two on the audit and seven on the first "
            "again. Without yes she begins it after the audit."
        ),
        counter=(
            "With a Smallest Piece of `4d` it begins after the audit too: three days are too "
            "small a piece. A task that several people do each for themselves is not interrupted, "
            "nor is one that is Unbroken, has a Longest Pause, counts in a budget with dates, "
            "uses a material evenly over its work, is waited for by a share of it, or may be done "
            "by somebody with several rows; each is told at its cell."
        ),
    ),
    Meaning(
        title="Late, and finished",
        rule=(
            "Lateness and finish count the project's working time. Of two plans that are finished "
            "at the same moment of it, the one that is done earlier on the clock is better. A "
            "deadline is that of the people who do the task; with a time it is that time."
        ),
        example=(
            "A weekend crew that ends on Sunday is as late for a deadline on Friday as if it had "
            "ended on Friday evening: not at all. Due on Tuesday, done by an early shift until "
            "14:00 on Wednesday: a day late."
        ),
        counter=(
            "Done on Sunday 04:00 is better than on Sunday 06:00, though both are the same finish "
            "for an office that works from Monday."
        ),
    ),
    Meaning(
        title="Meetings that fall out",
        rule=(
            "A meeting whose time is planned is not held, with a warning, where holidays and the "
            "leave of those who attend leave it no room between its start and finish. A fixed one "
            "takes place without those who are on leave all day, have left or have not come yet."
        ),
        example="An hour on Mondays between 08:00 and 12:00 is not held on Easter Monday.",
        counter=(
            "Leave for a part of that time is no reason: it is held in the rest. Where nobody "
            "would work then anyway, it is a conflict."
        ),
    ),
)
"""About times and dates."""
