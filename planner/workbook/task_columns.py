"""The columns of the Tasks sheet; part of the one table in `columns`."""

from planner.workbook.schema import Column

_YES_NO = ("Yes", "No")
_CONSTRAINTS = (
    "As Soon As Possible",
    "As Late As Possible",
    "Must Start On",
    "Must Finish On",
    "Start No Earlier Than",
    "Start No Later Than",
    "Finish No Earlier Than",
    "Finish No Later Than",
)

TASK_COLUMNS = (
    Column(
        field="id",
        caption="ID",
        meaning="A unique number or code; other rows refer to it. Without it the row's "
        "position counts: 1 is the first task.",
        aliases=(
            "#, No, Nr, Task ID, Activity ID, task_code, Issue key, Key, Unique ID, "
            "Row, Task No, Task Number, Code"
        ),
        example="3",
    ),
    Column(
        field="wbs",
        caption="WBS",
        meaning="Place in the structure such as 1.2.3; 1.2 is then the summary of 1.2.3.",
        aliases="WBS Code, WBS Number, WBS #, Outline Number, wbs_id, bsi",
        example="1.2",
    ),
    Column(
        field="name",
        caption="Task Name",
        meaning="What is to be done. Leading spaces or indentation show the structure.",
        aliases=(
            "Name, Task, Tasks, Task Title, Activity Name, task_name, Activity, "
            "Summary, Title, Description, Work package, Deliverable"
        ),
        example="Write the handbook",
    ),
    Column(
        field="duration",
        caption="Duration",
        meaning="Working time: 5d, 4h, 2w, 1mo, 3 days; a bare number is days unless the "
        "header names a unit, as in Duration (h). 0 is a milestone.",
        aliases=(
            "Scheduled Duration, Dur, Original Duration, Days, Planned Days, Work "
            "days, Working days, Plan Duration, Planned Duration, Hours, Weeks, "
            "Remaining Duration, Duration Days"
        ),
        look="duration",
        example="5d",
    ),
    Column(
        field="work",
        caption="Work",
        meaning="Effort instead of a duration: 80h of work take two people 40h each.",
        aliases=(
            "Effort, Scheduled Work, Original Estimate, Workload, Estimate, Est. "
            "Hours, Estimated Hours, Effort Hours, Person days, Man days"
        ),
        look="duration",
        example="80h",
    ),
    Column(
        field="heads",
        caption="People",
        meaning="How many people may share the work: 2, or a range such as 1-3.",
        aliases="Number of people, Crew size, Head count, Heads, Staff",
        example="1-3",
    ),
    Column(
        field="predecessors",
        many=True,
        caption="Predecessors",
        meaning="What it waits for: 12, 7SS+50%, 14FF-2d, 3FS+2ed, or 12FS+1d max 3d for a "
        "longest wait. FS, SS, FF, SF; separated by semicolon or comma; IDs, WBS or names.",
        aliases=(
            "Predecessor, Predecessor(s), Depends On, Dependencies, Pred, Immediate "
            "Predecessor, Immediate Predecessors, Preds, Dependency, Dependencies "
            "(WBS #), Prerequisites, Inward issue link (Blocks)"
        ),
        example="2; 1SS+3d",
    ),
    Column(
        field="resources",
        many=True,
        caption="Resource Names",
        meaning='Who does it: "Ann; Bob[50%]" takes both, "Ann or Bob" one of them, '
        '"Electrician[300%]" three of the crew.',
        aliases=(
            "Resource Name, Resources, Resource, Assigned To, Assignee, Assigned, "
            "Task Owner, Owner, Responsible, Assignments, Coordinator, Lead, Task "
            "Lead, Who"
        ),
        example="Ann; Bob[50%]",
    ),
    Column(
        field="skills",
        many=True,
        caption="Skills",
        meaning="Seats to fill by skill: Welding:3 x2 is two people of level 3 or more.",
        aliases=("Skill, Required Skills, Skills needed, Role, Roles, Competence, Profile"),
        example="Welding:3 x2; Crane",
    ),
    Column(
        field="earliest_start",
        caption="Earliest Start",
        meaning="It cannot start before.",
        aliases=(
            "Start No Earlier Than, Not before, Release, Release date, Earliest "
            "begin, Target start, minstart"
        ),
        look="date",
        example="2026-03-02",
    ),
    Column(
        field="deadline",
        caption="Deadline",
        meaning="When it should be finished. The plan may miss it; every day late counts.",
        aliases="Due Date, Due, Due by, Target end, Target date, maxend",
        look="date",
        example="2026-04-30",
    ),
    Column(
        field="priority",
        caption="Priority",
        meaning="0–1000, how much being late matters; 500 is normal. Or a word: Lowest, Low, "
        "Medium, High, Highest.",
        aliases="Prio, Importance",
        look="number",
    ),
    Column(
        field="blocked_until",
        caption="Blocked Until",
        meaning="It cannot start before, and the plan shows it as blocked.",
        aliases="Unblock date, Blocked till",
        look="date",
    ),
    Column(
        field="fixed_cost",
        caption="Fixed Cost",
        meaning="Money it costs whoever does it.",
        aliases="Fixed costs, Material cost, target_cost, Expenses",
        look="money",
    ),
    Column(
        field="notes",
        many=True,
        caption="Notes",
        meaning="Anything; not planned with.",
        aliases="Note, Comments, Comment, Remarks",
    ),
)
"""What the template has."""

MORE_TASK_COLUMNS = (
    Column(
        field="phase",
        caption="Phase",
        meaning="Name of the phase; rows of one phase get a summary of that name.",
        aliases="Stage, Workstream, Work stream, Section, Epic, Project Phase, Level 1",
        template=False,
    ),
    Column(
        field="actual_start",
        caption="Actual Start",
        meaning="When it started; kept, not planned with.",
        aliases="act_start_date, Started, Actual Start Date",
        look="date",
        template=False,
    ),
    Column(
        field="actual_finish",
        caption="Actual Finish",
        meaning="When it was finished; kept, not planned with.",
        aliases="act_end_date, Actual End, Actual End Date, Finished, Resolved",
        look="date",
        template=False,
    ),
    Column(
        field="level",
        caption="Outline Level",
        meaning="Depth in the structure, from 1; an alternative to WBS.",
        aliases="Level, Lvl, Indent",
        look="number",
        template=False,
    ),
    Column(
        field="parent",
        caption="Parent",
        meaning="ID of the summary the task stands under; an alternative to WBS.",
        aliases="Parent ID, Parent Task, Parent key, Epic Link, Summary Task",
        template=False,
    ),
    Column(
        field="summary",
        caption="Is Summary",
        meaning="Yes for a row that only sums up others.",
        aliases="Summary Row",
        choices=_YES_NO,
        template=False,
    ),
    Column(
        field="milestone",
        caption="Milestone",
        meaning="Yes for an event that takes no time; the same as a duration of 0.",
        aliases="Is Milestone, M",
        choices=_YES_NO,
        template=False,
    ),
    Column(
        field="successors",
        many=True,
        caption="Successors",
        meaning="What waits for it, in the same notation.",
        aliases=(
            "Successor, Successor(s), Dependents, Dependents (after), Blocks, "
            "Outward issue link (Blocks), Followers"
        ),
        template=False,
    ),
    Column(
        field="excluded",
        many=True,
        caption="Not",
        meaning="People who must not do it.",
        aliases="Excluded, Not by, Excluded people, Exclude",
        template=False,
    ),
    Column(
        field="preferred",
        many=True,
        caption="Preferred",
        meaning="People who should rather do it, where nothing speaks against it.",
        aliases="Preferred people, Prefer, Preferably",
        template=False,
    ),
    Column(
        field="same_as",
        caption="Same People As",
        meaning="IDs of tasks to be done by the same people.",
        aliases="Same person as, Same team as, Same as",
        template=False,
    ),
    Column(
        field="different_from",
        caption="Different People From",
        meaning="IDs of tasks to be done by other people (four eyes).",
        aliases="Different person from, Not same as, Different from",
        template=False,
    ),
    Column(
        field="late_penalty",
        caption="Late Penalty",
        meaning="Money for each working day after the deadline.",
        aliases="Penalty, Penalty per day, Late penalty per day, Penalty/day",
        look="money",
        template=False,
    ),
    Column(
        field="early_bonus",
        caption="Early Bonus",
        meaning="Money gained for each working day before the deadline.",
        aliases="Bonus, Bonus per day, Bonus/day",
        look="money",
        template=False,
    ),
    Column(
        field="constraint",
        caption="Constraint Type",
        meaning="One of MS Project's eight kinds of date rule; hard.",
        aliases="Constraint, cstr_type, Primary Constraint",
        choices=_CONSTRAINTS,
        template=False,
    ),
    Column(
        field="constraint_date",
        caption="Constraint Date",
        meaning="The date of the constraint type.",
        aliases="cstr_date, Primary Constraint Date",
        look="date",
        template=False,
    ),
    Column(
        field="start_no_later",
        caption="Start No Later Than",
        meaning="Hard: it must have started by then.",
        aliases="Latest start",
        look="date",
        template=False,
    ),
    Column(
        field="finish_no_later",
        caption="Finish No Later Than",
        meaning="Hard: it must be finished by then.",
        aliases="Latest finish, Hard deadline",
        look="date",
        template=False,
    ),
    Column(
        field="must_start",
        caption="Must Start On",
        meaning="Hard: it starts exactly then.",
        aliases="Fixed start",
        look="date",
        template=False,
    ),
    Column(
        field="blocked_by",
        caption="Blocked By",
        meaning="What blocks it, in words; not a task of this workbook.",
        aliases="Blocker, Blocked by (external), External Dependencies",
        template=False,
    ),
    Column(
        field="accrual",
        caption="Fixed Cost Accrual",
        meaning="When the fixed cost falls due: Start, End or Prorated.",
        aliases="Accrue At, Accrual",
        choices=("Start", "End", "Prorated"),
        template=False,
    ),
    Column(
        field="calendar",
        caption="Calendar",
        meaning="A calendar of the Calendars sheet, if not the project's.",
        aliases="Task Calendar",
        template=False,
    ),
    Column(
        field="optional",
        caption="Optional",
        meaning="Yes if the plan may leave it out.",
        choices=_YES_NO,
        template=False,
    ),
    Column(
        field="drop_cost",
        caption="Drop Cost",
        meaning="Money lost if the plan leaves it out; makes it optional.",
        aliases="Price of dropping, Value",
        look="money",
        template=False,
    ),
    Column(
        field="percent_complete",
        caption="% Complete",
        meaning="How much is done, 0–100 %; shown, not planned with.",
        aliases=(
            "Percent Complete, % Done, Complete, Completion, Progress, "
            "complete_pct, % Work Complete, Pct of task complete, % Completed, Done"
        ),
        look="percent",
        template=False,
    ),
    Column(
        field="baseline_start",
        caption="Baseline Start",
        meaning="Start in the approved plan; compared with, never a rule.",
        aliases="Baseline Start Date, BL Start",
        look="date",
        template=False,
    ),
    Column(
        field="baseline_finish",
        caption="Baseline Finish",
        meaning="Finish in the approved plan; compared with, never a rule.",
        aliases="Baseline Finish Date, Baseline End, BL Finish",
        look="date",
        template=False,
    ),
    Column(
        field="start",
        caption="Start",
        meaning="Start in the present plan; compared with, never a rule.",
        aliases=(
            "Start Date, Begin date, Begin, Scheduled Start, Planned Start, Plan Start, Start_Date"
        ),
        look="date",
        template=False,
    ),
    Column(
        field="finish",
        caption="Finish",
        meaning="Finish in the present plan; compared with, never a rule.",
        aliases=(
            "Finish Date, End Date, End, Scheduled Finish, Planned Finish, Plan "
            "End, Planned End, Finish_Date"
        ),
        look="date",
        template=False,
    ),
)
"""What the reader understands beside."""
