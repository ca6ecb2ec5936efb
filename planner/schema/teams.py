"""The meaning of several people on one task, for the page that explains the workbook."""

TEAMS = """\
## People on a task

**Each or together.** Who shares a task begins at its start, or when they next come to work, pauses
only for their own calendar, never for other work, and is free when their own share is done; the
task ends with the last of them. `Ann; Bob` for 10d, Bob away in the second week: Ann is free after
two weeks, the task ends after three. With `Together` all are needed at the same time, from start
to end: the task goes on while all of them work, and nobody is free before the end. This is what
`Team works` in Settings sets for all tasks, and the default in meetings and with equipment or a
room: `Crane; Op` for 3d, Op away from the second day, keeps the crane until Op has come back and
done the rest; with `No` in Together the crane is free after three days. `Ann; Zed` for 1d
together, Ann from 08:00 to 17:00 and Zed from 14:00 to 22:00, takes three days, from 14:00 to
17:00, 17:00 and 16:00; apart Ann is done at 17:00 and Zed at 22:00 of the first. Each is paid for
their own work. People whose calendars never meet, such as a job share of Monday to Wednesday and
Thursday to Friday, can share a task each for themselves, but not together. Where the planner
chooses among people with different hours in more than 24 combinations, all start together but each
pauses for their own calendar only.

**Part-timers.** A day of work is as long whoever does it: `1 week` (40 h) of somebody who works on
four mornings, 16 h a week, keeps them busy for two and a half weeks, and a remark says so; for
weeks of their own write the hours, `16h`.

Nobody gives more of themselves than their Max Units. A Duration with named people
stays as it is: 5d with `Gus`, who is there at 60 %, is five days and 24 h of work. Who is chosen by
the plan for a seat (a skill, `Ann or Gus`, one of a group), or has a Work to do, needs as much
longer as there is less of them: if Gus takes a 5d task from a list he needs 5d / 60 % = 8d 2.7h,
Ann five days, and the goals decide between them. `Ann; Gus` for 5d is five days for both, whereas
two seats for Test are done when the slower of the two is. A Work is shared in proportion to what
there is of those who do it, named or chosen: of 40h Ann does 25h and Gus 15h in the same 25 hours;
`Ann; Bob; Gus` with `1-3` in People leaves it to the plan how many and who. Not so where the shares
can be chosen in more than 24 ways: each seat then has an equal part of the Work.

A lag in per cent is a share of the duration, not of the time on the wall: `1SS+50%` after a 4d task
of somebody who works mornings only waits for 16 working hours of the project, two of its days,
although by then they have done a quarter. It is the duration for those who are chosen: `1SS+50%`
after `3h` of `Ann or Gus` waits for 1 h 30 min if Ann does it, for 2 h 30 min if Gus (60 %) does,
who needs 5 h; not for the longest whoever does it. A longest wait (`1FS max 50%`) likewise.

**Shares are exact.** Six tasks at a sixth of Ann (1/6, or the 16.6666666666667 % that Excel makes
of it) fit side by side; six at 17 % do not, as they are 102 %. 8h of work at 33 % take 24h 15min
of her time and cost 8 hours.

**What changes at a date.** A person whose Max Units, Rate, Cost Per Use or Calendar changes has
several rows, each with Available From and Available Until: Ann 100 % until 5 March, Ann 50 % from
8 March. A later row keeps what it leaves blank as it was. A Duration with Ann named stays as it
is: 10d from 1 March are ten days, 40 h and then 20 h of work, and while half of her is there such
a task takes all of that half. Two tasks for `Ann[50%]` fit side by side in the first week, not in
the second. A Work, or a seat that the plan fills, goes on at the share of each day: 60h of work
take two weeks, 40 h of them until Friday; five days of `Ann or Bob` from Thursday 4 March take Ann
two days and then six. Each hour is paid at the rate of its day, a cost per use as the row says in
which she begins. Between two rows she is not there, as if on leave. Rows that overlap are an
error; rows of one name without dates are the same name twice. Skills and groups are those of all
rows (a warning, if they differ); the efficiency has to be the same in all of them, and overtime is
not yet planned for somebody who has several rows. A Work shared by several named people is shared
in proportion to the most there is of each. In the goal `peaks` somebody counts with what is asked
for.

**The same or different people.** `Same People As 1` means the very same people: where task 1 needs
Law, this one Tax, and Cem alone has both, Cem does both, although Ann or Bob would be cheaper for
one. `Ann; Bob` and `Ann or Bob` are never the same people, as two are not one: an error at the
cell. `Different People From 1` means that nobody is on both; with `Ann` named in both it is an
error. Machines and rooms do not count: the same lab may serve both.
"""
