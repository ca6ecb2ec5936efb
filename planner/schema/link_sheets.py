"""Sheets of links and of assignments, as other programs write them; part of the one table."""

from planner.schema.schema import Column, SheetKind

ASSIGNMENTS = SheetKind(
    name="Assignments",
    meaning="Who is on which task, where the Tasks sheet does not say; as Microsoft Project "
    "exports it.",
    aliases="Assignment, Assignment_Table, Assignment_Table1",
    needs=(("task", "task_uid"), ("who", "who_uid")),
    columns=(
        Column(
            field="task",
            caption="Task",
            meaning="ID or name of a task.",
            aliases="Task ID, Task_Name, Task Name",
        ),
        Column(
            field="task_uid",
            caption="Task Unique ID",
            meaning="Its unique ID.",
            aliases="Task_Unique_ID",
        ),
        Column(
            field="who",
            caption="Resource",
            meaning="A name of the People sheet.",
            aliases="Resource_Name, Resource Names, Who, Person",
        ),
        Column(
            field="who_uid",
            caption="Resource Unique ID",
            meaning="Its unique ID.",
            aliases="Resource_Unique_ID, Resource ID",
        ),
        Column(
            field="units",
            caption="Units",
            meaning="How much of it, 100% if blank.",
            aliases="Assignment Units, Allocation, % Allocation",
            look="percent",
        ),
    ),
)
"""Understood, but not in the template: its columns are in Tasks."""

LINKS = SheetKind(
    name="Links",
    meaning="What waits for what, where the Tasks sheet does not say; as Primavera P6 exports it.",
    aliases="Link, TASKPRED, Relationships, Dependencies, Task Dependencies, Predecessors",
    needs=(("before",), ("after",)),
    columns=(
        Column(
            field="before",
            caption="Predecessor",
            meaning="ID or name of the task that comes first.",
            aliases="pred_task_id, Predecessor ID, Predecessor Task, From",
        ),
        Column(
            field="after",
            caption="Successor",
            meaning="ID or name of the task that waits.",
            aliases="task_id, Successor ID, Successor Task, Task, Task ID, To",
        ),
        Column(
            field="kind",
            caption="Type",
            meaning="FS, SS, FF or SF; FS if blank.",
            aliases="pred_type, Relationship Type, Link Type, Dependency Type",
        ),
        Column(
            field="lag",
            caption="Lag",
            meaning="Working time between them: 2d, -4h; a bare number is days unless the header "
            "names a unit.",
            aliases="lag_hr_cnt",
            look="duration",
        ),
    ),
)
"""Understood, but not in the template: its columns are in Tasks."""
