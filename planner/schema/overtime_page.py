"""The meaning of overtime, for the page that explains the workbook."""

OVERTIME = """\
## Overtime

Who has an Overtime Rate and Overtime Hours may go on working after the last shift of a day: for
at most `Overtime per day` (Settings; 2 h if blank), and for the Overtime Hours from Monday to
Sunday on all tasks together. The plan works as little of it as pays by its goals, by the day, and
lists it: hours and days in the column Overtime of the sheet Plan and in the JSON, and in the
summary who works how much. Ann costs 50 an hour and 80 for overtime, and works 40 h a week.

- Example: 42h of Ann, due Friday, cost 2,150: 40 h and two of overtime. But: due on the next
  Monday there is no overtime, and it costs 2,100; nor is there where being two hours late costs
  less than 60.
- Example: with 3 Overtime Hours, 18h due Tuesday and then 10h due Wednesday are an hour late: 24
  h and three of overtime are not 28. But: with 2 Overtime Hours 84h are done on the second
  Friday, for each Monday has new ones.
- Example: 10h on Thursday, due Thursday, are done at 19:00: the evening belongs to the day. A
  night from 22:00 to 06:00 goes on until 08:00, and that is still the day on which it began. But:
  Finish No Earlier Than Thursday is kept at 17:00, and Start No Later Than Thursday means 08:00.
- Example: an hour of Ann after a task of hers that ends on Monday 17:00 can be done by 18:00.
  But: there is no overtime on a day off, nor after leave or a meeting that ends the day, nor
  beyond a meeting in the evening. On Friday evening there is, on Saturday not.
- Example: `Ann; Bob` for 42h: each works the overtime that they need; if Bob may not, the task
  ends when he is done. Two hours of overtime of half of Ann are one of her Overtime Hours. But: a
  task with a calendar of its own, one that is Unbroken or Splittable, one that several do together
  and a hammock have no overtime, and nobody who has several rows does any.
- Example: an hour of overtime is paid at the Overtime Rate in the month in which it is worked.
  With 800 left for March, 34h from Tuesday, 30 March, to Friday have their two hours of overtime
  in April. But: an Overtime Rate below the Rate counts as the Rate, and an evening ends with a
  month that has a budget.
"""
