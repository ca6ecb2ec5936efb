"""The sheet Ask: questions about the plan; part of the one table in `columns`."""

from planner.schema.languages import SHEET_WORDS
from planner.schema.schema import Column, SheetKind

ASK = SheetKind(
    name="Ask",
    words={"question": "Frage"},
    foreign=SHEET_WORDS["Ask"],
    meaning="What you want to know of the plan: whether it is possible, at which price and for "
    "whom, or because of what not. The answers are on the sheet Answers of the result.",
    aliases="What if, Ask the plan",
    needs=(("question",),),
    columns=(
        Column(
            field="question",
            caption="Question",
            meaning="When a task is to be finished, who is to do it, which one comes first, or who "
            "else could do it; tasks by ID, WBS or name. T12 by 2027-05-03; Ann on T7; T9 before "
            "T4; who else for T7; what helps T7.",
            aliases="Questions, Ask",
            example="Ann on T7",
        ),
    ),
)
