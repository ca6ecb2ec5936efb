"""What it means that several people do a task: the page that explains the workbook says it."""

TEAMS = """\
## People on a task

**Each or together.** Who shares a task begins at its start, or when they next come to work, pauses
only for their own calendar, never for other work, and is free when their own share is done; the
task ends with the last of them. `Ann; Bob` for 10d, Bob away in the second week: Ann is free
after two weeks, the task ends after three. With `Together` all are needed at the same time, from
start to end: they start when all are there, and nobody is free before the end. This is what
`Team works` in Settings sets for all tasks, and the default in meetings and with equipment or a
room: `Crane; Op` for 3d, Op away from the second day, keeps the crane until Op has come back and
done the rest; with `No` in Together the crane is free after three days. People whose calendars
never meet, such as a job share of Monday to Wednesday and Thursday to Friday, can share a task
each for themselves, but not together.
"""
