"""The columns of the Tasks sheet; part of the one table in `columns`."""

from planner.schema.schema import Column

YES_NO = ("Yes", "No")
CONSTRAINTS = (
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
            "#, No, Nr, Task ID, Activity ID, task_code, Issue key, Key, "
            "Row, Task No, Task Number, Code, Item No, Ref"
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
            "Summary, Title, Description, Descr, Work package, Deliverable, What, Job, Item, "
            "Work item, Action item, User story, Feature, Step, To do, What to do, Things to do, "
            "Story, Stories, Initiative, Ticket"
        ),
        example="Write the handbook",
    ),
    Column(
        field="duration",
        caption="Duration",
        meaning="Working time: 5d, 4h, 2w, 1mo, 3 days; a bare number is days unless the "
        "header names a unit, as in Duration (h). 10ed and 10 calendar days are time on the "
        "clock, weekends included. 0 is a milestone.",
        aliases=(
            "Scheduled Duration, Dur, Original Duration, Orig Dur, Org Dur, OD, "
            "target_drtn_hr_cnt, Work days, Working days, Plan Duration, Planned Duration, "
            "Planned Days, Days, Hours, Hrs, Weeks, "
            "Duration Days, Calendar days, Business days, How long, How many days, Time, "
            "Activity time, Expected time"
        ),
        look="duration",
        example="5d",
    ),
    Column(
        field="work",
        caption="Work",
        meaning="Effort instead of a duration: 80h of work take two people 40h each.",
        aliases=(
            "Effort, Scheduled Work, Original Estimate, Workload, Estimate, Est, Estimation, Est. "
            "Hours, Estimated Hours, Effort Hours, Person days, Man days, Man hours, "
            "Person hours, LOE, Level of effort"
        ),
        look="duration",
        example="80h",
    ),
    Column(
        field="heads",
        caption="People",
        meaning="How many people may share the work: 2, or a range such as 1-3. Beside a Duration "
        "how many of the trade, skill or crew that the row names do it together: 3.",
        aliases="Number of people, No. of people, Crew size, Gang, Gang size, Head count, Heads, "
        "Staff, Number of workers, No. of workers, Manpower, Men, No. of men, Operatives, "
        "No. of operatives, Labourers",
        example="1-3",
    ),
    Column(
        field="predecessors",
        many=True,
        caption="Predecessors",
        meaning="What it waits for: 12, 7SS+50%, 14FF-2d, 3FS+2ed, or 12FS+1d max 3d for a "
        "longest wait. FS, SS, FF, SF; separated by semicolon or comma; IDs, WBS or names.",
        aliases=(
            "Predecessor, Predecessor(s), Preceding item, Preceding task, Preceding activities, "
            "Preceded by, Previous task, Previous activity, Depends On, Dependencies, Pred, "
            "Immediate Predecessor, Immediate Predecessors, Preds, Dependency, Dep, Deps, "
            "Dependencies (WBS #), Prerequisites, Follows, Comes after, After, Waits for, Needs, "
            "Inward issue link (Blocks)"
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
            "Lead, Who, By whom, Trade, Contractor, Subcontractor"
        ),
        example="Ann; Bob[50%]",
    ),
    Column(
        field="skills",
        many=True,
        caption="Skills",
        meaning="Seats to fill by skill: Welding:3 x2 is two people of level 3 or more; Welding; "
        "Crane one person for each, Welding or Crane one with either, Welding + Crane one with "
        "both.",
        aliases=("Skill, Required Skills, Skills needed, Role, Roles, Competence, Profile"),
        example="Welding:3 x2; Crane",
    ),
    Column(
        field="earliest_start",
        caption="Earliest Start",
        meaning="It cannot start before.",
        aliases=(
            "Start No Earlier Than, Not before, Not earlier than, No earlier than, Start not "
            "before, Release, Release date, Earliest begin, Target start, minstart"
        ),
        look="date",
        example="2026-03-02",
    ),
    Column(
        field="deadline",
        caption="Deadline",
        meaning="When it should be finished. The plan may miss it; every day late counts.",
        aliases="Due Date, Due, Due by, When due, Target end, Target date, maxend, By when, "
        "Needed by, Finish by, Done by, Complete by, Due on, End by, Ready by, Required by, "
        "Latest, Latest by, At the latest, Latest end, Promised, Promised for, Drop dead date",
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
