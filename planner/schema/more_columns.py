"""Columns of tasks beside those of the template; part of the one table in `columns`."""

from planner.schema.schema import Column
from planner.schema.task_columns import CONSTRAINTS, YES_NO

MORE_TASK_COLUMNS = (
    Column(
        field="uid",
        caption="Unique ID",
        meaning="Another number of the task by which other rows may refer to it.",
        aliases="Issue id, UID, GUID",
        template=False,
    ),
    Column(
        field="points",
        caption="Story Points",
        meaning="Size, if there is no duration and no work; a point is a working day, unless "
        "Settings has Days per point.",
        aliases="Story point estimate, Custom field (Story Points), Points, SP, "
        "Custom field (Story point estimate), Campo personalizado (Story point estimate)",
        look="number",
        template=False,
    ),
    Column(
        field="stakeholders",
        caption="Stakeholders",
        meaning="Who waits for the result and is told of its changes; names, separated by ; or ,. "
        "At a phase it holds for its tasks.",
        aliases="Stakeholder, Customer contact, To be informed, Interested parties",
        template=False,
    ),
    Column(
        field="phase",
        caption="Phase",
        meaning="Name of the phase; rows of one phase get a summary of that name.",
        aliases="Stage, Workstream, Work stream, Section, Epic, Project Phase, Level 1, Lv1, Lvl 1",
        template=False,
    ),
    Column(
        field="subname",
        caption="Subtask",
        meaning="Name of a task a level below; each further such column is a level deeper.",
        aliases="Sub-task, Subtasks, Sub Task Name, Sub-activity, "
        "Level 2, Level 3, Level 4, Level 5, Lv2, Lv3, Lv4, Lv5, Lvl 2, Lvl 3, Lvl 4",
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
        caption="Parent ID",
        meaning="ID of the summary the task stands under; an alternative to WBS.",
        aliases="Parent key, Custom field (Epic Link), Epic Link, Parent Task, Parent",
        template=False,
    ),
    Column(
        field="summary",
        caption="Is Summary",
        meaning="Yes for a row that only sums up others.",
        aliases="Summary Row",
        choices=YES_NO,
        template=False,
    ),
    Column(
        field="active",
        caption="Active",
        meaning="No for a task that is kept in the list but is not done; it is left out, and "
        "nothing waits for it.",
        aliases="Is Active, Aktiv, Actif, Activo, Ativo, Attivo, Actief",
        choices=YES_NO,
        template=False,
    ),
    Column(
        field="archived",
        caption="Archived",
        meaning="Yes for a card of a board that was put away; it is left out, and nothing waits "
        "for it.",
        aliases="Is archived, Archiviert, Archivé, Archivado, Arquivado, Archiviato, Gearchiveerd",
        choices=YES_NO,
        template=False,
    ),
    Column(
        field="milestone",
        caption="Milestone",
        meaning="Yes for an event that takes no time; the same as a duration of 0.",
        aliases="Is Milestone, M",
        choices=YES_NO,
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
        meaning="IDs of tasks to be done by the very same people.",
        aliases="Same person as, Same team as, Same as",
        template=False,
    ),
    Column(
        field="different_from",
        caption="Different People From",
        meaning="IDs of tasks with none of whose people it may have one in common (four eyes).",
        aliases="Different person from, Not same as, Different from",
        template=False,
    ),
    Column(
        field="together",
        caption="Together",
        meaning="Yes if all of its people are needed at the same time, from start to end: for a "
        "lift with a crane, a review. No if each does their own share and is free when that is "
        "done. If blank: as Team works in Settings says; Yes with equipment or a room.",
        choices=YES_NO,
        aliases="All together, At the same time, All at once",
    ),
    Column(
        field="spans",
        caption="Spans",
        meaning="A hammock, or level of effort, such as project management: 2;5 runs from the "
        "first start to the last finish of these tasks or phases. It has no duration of its own "
        "and never makes the finish; who is on it is taken and paid for all the time.",
        aliases="Hammock, Hammock of, Level of effort, Runs with, Spans tasks",
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
        choices=CONSTRAINTS,
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
        aliases="Latest start, Start by, Start not later than",
        look="date",
        template=False,
    ),
    Column(
        field="finish_no_later",
        caption="Finish No Later Than",
        meaning="Hard: it must be finished by then.",
        aliases="Latest finish, Hard deadline, Not later than, No later than, Not after, "
        "Finish not later than, Must finish by, Must be done by",
        look="date",
        template=False,
    ),
    Column(
        field="must_start",
        caption="Must Start On",
        meaning="Hard: it starts exactly then.",
        aliases="Fixed start, Fixed date, Fixed on, Fixed start date",
        look="date",
        template=False,
    ),
    Column(
        field="must_finish",
        caption="Must Finish On",
        meaning="Hard: it is finished exactly then.",
        aliases="Fixed finish, Fixed end, Must end on, Fixed finish date, Fixed end date",
        look="date",
        template=False,
    ),
    Column(
        field="finish_no_earlier",
        caption="Finish No Earlier Than",
        meaning="Hard: it is not finished before.",
        aliases="Earliest finish, Finish not before, Finish not earlier than",
        look="date",
        template=False,
    ),
    Column(
        field="cost",
        caption="Cost",
        meaning="Money it costs in all, where there is no Fixed Cost. Where people have rates it "
        "is left aside, as their cost may be in it; it is counted beside theirs where a fifth of "
        "the tasks that people do have no amount.",
        aliases="Costs, Total cost, Planned cost, Estimated cost, Est. cost, Cost estimate, "
        "Budget, Planned budget, Task budget, Task cost",
        look="money",
        template=False,
    ),
    Column(
        field="blocked_by",
        caption="Blocked By",
        meaning="What blocks it, in words; not a task of this workbook.",
        aliases="Blocker, Blocked by (external), External Dependencies, Custom field (Flagged), "
        "Flagged",
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
        choices=YES_NO,
        template=False,
    ),
    Column(
        field="no_pause",
        caption="Unbroken",
        meaning="Yes: nobody on it may pause for leave or a meeting; as a longest pause of 0.",
        aliases="No pause, Without pause, Ununterbrochen, Ohne Pause",
        template=False,
    ),
    Column(
        field="longest_pause",
        caption="Longest Pause",
        meaning="The most of their usual working time that people on it may pause for.",
        aliases="Max pause, Maximum pause, Längste Pause",
        example="1d",
        template=False,
    ),
    Column(
        field="splittable",
        caption="Splittable",
        meaning="Yes if it may be interrupted so that more urgent work of its people passes; the "
        "same people go on with it afterwards. It is done in as few pieces as that allows. No "
        "overtime is planned on it.",
        choices=YES_NO,
        aliases="Interruptible, May be interrupted, Can be interrupted, Can be split, Preemptible, "
        "Preemptive, Allow splitting",
        template=False,
    ),
    Column(
        field="smallest_piece",
        caption="Smallest Piece",
        meaning="The least working time between two interruptions; half a day if blank. Makes it "
        "splittable.",
        aliases="Minimum piece, Min piece, Shortest piece, Smallest part, Minimum split",
        example="1d",
        template=False,
    ),
    Column(
        field="most_pieces",
        caption="Most Pieces",
        meaning="How many pieces it may be done in at most, 1 to 20; 3 if blank. Makes it "
        "splittable.",
        aliases="Maximum pieces, Max pieces, Most parts, Maximum splits, Max splits",
        example="2",
        template=False,
    ),
    Column(
        field="drop_cost",
        caption="Drop Cost",
        meaning="Money lost if the plan leaves it out; makes it optional.",
        aliases="Price of dropping",
        look="money",
        template=False,
    ),
    Column(
        field="start",
        caption="Start",
        meaning="Start in the present plan. A task in no link keeps it, as far as that goes; of "
        "any other it is only compared with.",
        aliases=(
            "Start Date, Begin date, Begin, Scheduled Start, Planned Start, Plan Start, "
            "Start_Date, Start on site"
        ),
        look="date",
        template=False,
    ),
    Column(
        field="finish",
        caption="Finish",
        meaning="Finish in the present plan; of a task in no link and without a Start it tells "
        "its date.",
        aliases=(
            "Finish Date, End Date, End, Scheduled Finish, Planned Finish, Plan "
            "End, Planned End, Finish_Date"
        ),
        look="date",
        template=False,
    ),
)
"""What the reader understands beside."""
