"""The columns and the sheet of what was done; part of the one table in `columns`."""

from planner.schema.schema import Column, SheetKind
from planner.tracking.records import PercentOf

PROGRESS_COLUMNS = (
    Column(
        field="status",
        caption="Status",
        meaning="Not started, In progress, On hold or Done, in the words of most programs. Done is "
        "finished, at Actual Finish or, without one, as planned. Other words count for nothing.",
        aliases="Status Category, State, Activity Status, Task Status",
        template=False,
    ),
    Column(
        field="actual_start",
        caption="Actual Start",
        meaning="When it started. It stays there, whatever else is planned.",
        aliases="act_start_date, Started, Began on, Begun on, Actual Start Date, Started on, "
        "Real Start",
        look="date",
        template=False,
    ),
    Column(
        field="actual_finish",
        caption="Actual Finish",
        meaning="When it was finished. It is history then, and whatever it broke is no conflict.",
        aliases="act_end_date, Actual End, Actual End Date, Actual Finish Date, Finished, "
        "Resolved, Finished on, Completed on, Completion Date, Real Finish, Ended on, Closed on, "
        "Done on, Date completed, Completed date, Date finished, Date closed",
        look="date",
        template=False,
    ),
    Column(
        field="percent_complete",
        caption="% Complete",
        meaning="How much of its duration is done, 0–100 %; the rest remains from the status date "
        "on. Anything above 0 has begun, 100 % is finished.",
        aliases=(
            "Percent Complete, % Done, Complete, Completion, Progress, complete_pct, "
            "Pct of task complete, % Completed, % compl., Done, Duration % Complete, "
            "Activity % Complete"
        ),
        look="percent",
        template=False,
    ),
    Column(
        field="percent_work",
        caption="% Work Complete",
        meaning="How much of its work is done, 0–100 %.",
        aliases="Percent Work Complete, Units % Complete, % of work, Work % Complete",
        look="percent",
        template=False,
    ),
    Column(
        field="percent_physical",
        caption="Physical % Complete",
        meaning="How much of the result is there, 0–100 %. Counts for earned value; the time that "
        "remains follows from it only where nothing else tells it.",
        aliases="Physical Percent Complete, phys_complete_pct, % Physical",
        look="percent",
        template=False,
    ),
    Column(
        field="remaining_duration",
        caption="Remaining Duration",
        meaning="Working time still to do from the status date on; counts before % Complete.",
        aliases="remain_drtn_hr_cnt, Duration left, Days left, Remaining days, Rem. Duration, "
        "Time left",
        look="duration",
        template=False,
    ),
    Column(
        field="remaining_work",
        caption="Remaining Work",
        meaning="Effort still to do from the status date on; counts before % Complete.",
        aliases="Remaining Estimate, Remaining Effort, Remaining Hours, Work left, Hours left, "
        "remain_work_qty, ETC, To go",
        look="duration",
        template=False,
    ),
    Column(
        field="actual_work",
        caption="Actual Work",
        meaning="Effort spent so far, of all who did it.",
        aliases="Time Spent, Spent hours, Actual Hours, Actual Effort, Hours spent, Logged, "
        "Logged hours, "
        "act_work_qty, Worked, Hours worked",
        look="duration",
        template=False,
    ),
    Column(
        field="actual_cost",
        caption="Actual Cost",
        meaning="Money spent so far, all of it. Without it the time worked is paid at its rates.",
        aliases="act_cost, Spent, Cost to date, Actual Costs, Money spent, Actual total cost",
        look="money",
        template=False,
    ),
    Column(
        field="suspended",
        caption="Suspended",
        meaning="From when on work on it rested. Until Resume, or as long as it is on hold, "
        "nothing is done of it and nothing is paid.",
        aliases="Suspend, Suspend Date, suspend_date, Suspended on, Suspended from, Paused, "
        "Paused on, Paused from, Interrupted, Interrupted on, Interrupted from, On hold since",
        look="date",
        template=False,
    ),
    Column(
        field="resume",
        caption="Resume",
        meaning="When work that was suspended goes on, or went on; what remains is not done "
        "before.",
        aliases="Resume Date, resume_date, Resumes on, Resumed, Resumed on, Goes on, Went on, "
        "Suspended until, Paused until, Interrupted until, On hold until",
        look="date",
        template=False,
    ),
    Column(
        field="pin",
        caption="Pin",
        meaning="What of the previous plan must stay: its start, its people, or both.",
        aliases="Pinned, Keep, Fixed",
        choices=("start", "people", "both"),
        template=False,
    ),
)
"""Of the Tasks sheet."""

PERCENT_COLUMNS: dict[PercentOf, str] = {
    "duration": "percent_complete",
    "work": "percent_work",
    "physical": "percent_physical",
}
"""What a percentage is of → its column."""

TIMESHEET = SheetKind(
    name="Timesheet",
    meaning="The hours that were worked: actual work of tasks, and what they cost. Where it tells "
    "of a task, its Actual Work is not read.",
    aliases="Timesheets, Time sheet, Time entries, Time log, Worklog, Worklogs, Hours worked, "
    "Stundenzettel, Zeiterfassung, Zeiten",
    needs=(("task",), ("day",), ("hours",)),
    telling=(("who", "day", "hours"),),
    columns=(
        Column(
            field="task",
            caption="Task",
            meaning="ID or name of a task.",
            aliases="Task ID, Task Name, Issue, Issue Key, Activity, Work item, Aufgabe, Vorgang",
            example="3",
        ),
        Column(
            field="who",
            caption="Who",
            meaning="A name of the People sheet.",
            aliases="Person, Name, Resource, Employee, User, Author, Worked by, Mitarbeiter",
            example="Ann",
        ),
        Column(
            field="day",
            caption="Day",
            meaning="On which day.",
            aliases="Date, Worked on, Work date, Datum, Tag",
            look="date",
            example="2026-03-02",
        ),
        Column(
            field="hours",
            caption="Hours",
            meaning="How long: 6, 6h or 6:30.",
            aliases="Time, Duration, Hours worked, Time Spent, Worked, Stunden, Zeit",
            look="duration",
            example="6",
        ),
    ),
)
"""Understood, but not in the template."""
