"""Traps seen in real files."""

from collections.abc import Callable
from functools import partial

from tests.planner.reading.books import SETTINGS, book, tasks
from tests.planner.reading.corpus import HEAD, ONE, PLAIN, TWO, Case, case, day, sheet

_JIRA = (
    "Summary,Issue key,Issue id,Issue Type,Status,Status Category,Assignee,Original estimate,"
    "Due date,Parent,Parent key,Sprint,Sprint,"
    "Inward issue link (Blocks),Inward issue link (Blocks),Outward issue link (Blocks),"
    "Custom field (Story Points),Custom field (Start date)\n"
    "Accounts,ORN-1,10001,Epic,To Do,To Do,,,,,,,,,,,,\n"
    "Sign in,ORN-2,10002,Story,In Progress,In Progress,Ann,28800,12/Mar/26,10001,ORN-1,S1,S2,,,,3,"
    "04/Feb/26 11:38 AM\n"
    "Sign out,ORN-3,10003,Story,To Do,To Do,Bob,57600,11/abr/26,10001,ORN-1,S1,,ORN-2,,OLD-9,5,\n"
    "Report,ORN-4,10004,Story,To Do,To Do,Ann,14400,,,,S1,,ORN-2,ORN-3,,2,\n"
    "Log,ORN-5,10005,Story,Done,Done,Ann,14400,,,,S1,,,,,2,\n"
)
_SPANISH = (
    "Resumen,Clave de incidencia,Persona asignada,Original estimate,Fecha de vencimiento\n"
    "Entrar,ORN-2,Ann,28800,12/mar/26\n"
)


def _text(text: str, *lines: str, encoding: str = "utf-8", **more: object) -> Case:
    make: Callable[[], bytes] = partial(text.encode, encoding)
    return Case(make=make, lines=lines, name="plan.csv", **more)  # type: ignore[arg-type]


CASES: dict[str, Case] = {
    "1 day and month swapped by an Excel of another country": case(
        sheet(
            ["ID", "Task Name", "Duration", "Deadline"],
            *([1, "Dig", 1, day(4, 3)], [2, "Dig", 1, day(12, 5)]),
            *([3, "Dig", 1, "13/04/2027"], [4, "Dig", 1, "25/05/2027"]),
        ),
        *("1 Dig 1 due 2027-04-03", "2 Dig 1 due 2027-12-05"),
        *("3 Dig 1 due 2027-04-13", "4 Dig 1 due 2027-05-25"),
        issues=[("swapped-dates", "Tasks!D2")],
    ),
    "2 a list that Excel made a number": case(
        sheet(HEAD, ONE, TWO, [3, "Dry", "1d", 1.2]),
        *(*PLAIN, "3 Dry 1 after 1,2"),
        issues=[("lost-list", "Tasks!D4")],
    ),
    "3 WBS 1.10 as a number": case(
        sheet(
            ["WBS", "Task Name", "Duration"],
            *([1, "Build", ""], [1.1, "Dig", 2], [1.2, "Pour", 1], [1.10, "Dry", 1]),
        ),
        *("1 Build sums up", "2 Dig 2 in 1", "3 Pour 1 in 1", "4 Dry 1 in 1"),
        issues=[("wbs-as-number", "Tasks!A5")],
    ),
    "3 WBS that begins with a point": case(
        sheet(["WBS", "Task Name", "Duration"], ["1", "Build", ""], [".1", "Dig", 2]),
        *("1 Build sums up", "2 Dig 2 in 1"),
    ),
    "4 references to rows that are not there": case(
        sheet(HEAD, ONE, TWO, [3, "Dry", "1d", "1; 17; 69"]),
        issues=[("unknown-predecessor", "Tasks!D4")] * 2,
    ),
    "4 references to rows that only another filter showed": case(
        sheet(HEAD, *([n, f"Task {n}", "1d", str(1000 + n)] for n in range(1, 31))),
        issues=[
            ("foreign-references", "Tasks!D1"),
            *(("unknown-predecessor", f"Tasks!D{n}") for n in range(2, 32)),
        ],
    ),
    "5 a finish before its start": case(
        sheet(["ID", "Task", "Days", "Start", "Finish"], [1, "Dig", 2, day(3, 9), day(3, 1)]),
        "1 Dig 2",
        issues=[("finish-before-start", "Tasks!E2")],
    ),
    "6 a name with its number and commas": case(
        sheet(HEAD, [14, "classroom, etc.)", 2, ""], [15, "Go", 1, "14 - classroom, etc.)"]),
        *("14 classroom, etc.) 2", "15 Go 1 after 14"),
    ),
    "7 semicolons, German yes and no, broken letters": _text(
        "Nr.;Vorgang;Dauer;Vorgänger;Meilenstein;Anfang\n"
        "1;Gr\ufffd\ufffde prüfen;2;;FALSCH;01.03.2027\n2;Abnahme;;1;WAHR;\n",
        *("1 Gr\ufffd\ufffde prüfen 2", "2 Abnahme 0 after 1"),
        issues=[("assumed-project-start", "")],
    ),
    "8 an export from Jira": _text(
        "\ufeff" + _JIRA,
        *("ORN-1 Accounts sums up", "ORN-2 Sign in work 1 in ORN-1 by Ann due 2026-03-12"),
        *("ORN-3 Sign out work 2 in ORN-1 after ORN-2 by Bob due 2026-04-11",),
        *("ORN-4 Report work 0.5 after ORN-2,ORN-3 by Ann", "ORN-5 Log work 0.5 by Ann"),
        issues=[("assumed-project-start", ""), ("unknown-successor", "Tasks!P4")],
        notes=["done-work"],
        columns={"Start": "Custom field (Start date)"},
    ),
    "8 an export from Jira in Spanish": _text(
        "Project start,2026-03-02\n" + _SPANISH, "ORN-2 Entrar work 1 by Ann due 2026-03-12"
    ),
    "8 story points only": case(
        sheet(["Issue key", "Summary", "Story Points"], ["A-1", "Sign in", 3], ["A-2", "Out", 5]),
        *("A-1 Sign in work 3", "A-2 Out work 5"),
        issues=[("points-without-factor", "Tasks!C1")],
    ),
    "8 story points with a factor": case(
        tasks(
            ["A-1", "Sign in", 3],
            header=["Issue key", "Summary", "Story Points"],
            Settings=[*SETTINGS, ["Days per point", 0.5]],
        ),
        "A-1 Sign in work 1.5",
    ),
    "8 story points with a factor above, in CSV": _text(
        "Project start,2027-03-01\nDays per point,0.5\n\n"
        "Issue key,Summary,Story Points\nA-1,Sign in,3\n",
        "A-1 Sign in work 1.5",
    ),
    "9 a block of title and data above": case(
        {
            "Plan": [
                ["New harbour"],
                ["Project start date", "", day(3, 8), "", "Week", 1],
                ["Lead", "Ann"],
                [],
                *(HEAD, ONE, TWO),
            ]
        },
        *PLAIN,
    ),
    "10 formulas and remarks in CSV": _text(
        "Project start;2027-03-01;;\nID;Task;Days;Depends on\n1;Dig;2;\n"
        "=MAX(A4:A1000)+1;;;\n2;Pour;1;1\n# a remark;;;\n",
        *("1 Dig 2", "2 Pour 1 after 1"),
    ),
    "11 many references of which some lead out": case(
        sheet(
            HEAD, *([n, f"Task {n}", 1, str(n - 1 or "")] for n in range(1, 90)), [99, "X", 1, 98]
        ),
        issues=[("unknown-predecessor", "Tasks!D91")],
    ),
    "12 placeholders and totals": case(
        sheet(
            *(HEAD, ONE, TWO, ["", "<Task Name>"], ["", "[Task]"], ["", "Total", 3]),
            *(["", "Insert new rows ABOVE this one"], ["", "Do not delete this row"]),
        ),
        *PLAIN,
        notes=["placeholder-row", "total-row", "rows-read"],
    ),
    "words for nothing as dates": case(
        sheet(["ID", "Task", "Days", "Start"], [1, "Dig", 2, "TBA"], [2, "Pour", 1, "?"]),
        *("1 Dig 2", "2 Pour 1"),
    ),
    "dates that cannot be": case(
        sheet(["ID", "Task", "Days", "Start"], [1, "Dig", 2, "2023/6/31"], [2, "Go", 1, "Week 2"]),
        *("1 Dig 2", "2 Go 1"),
        issues=[("bad-date", "Tasks!D2"), ("bad-date", "Tasks!D3")],
    ),
    "words that are dependencies on others": case(
        sheet(["ID", "Task", "Days", "External Dependencies"], [1, "Dig", 2, "the city's permit"]),
        "1 Dig 2",
    ),
    "dependents are successors": case(
        sheet(["ID", "Task", "Days", "Dependents (after)"], [1, "Dig", 2, "2"], [2, "Pour", 1, ""]),
        *PLAIN,
    ),
    "an old column beside the new": case(
        sheet([*HEAD, "Predecessor"], [*ONE, "7"], [*TWO, "8"]), *PLAIN
    ),
    "coloured bars only": case(
        sheet(
            ["Task", "Predecessors", *(f"W{n}" for n in range(1, 20))], ["Dig"], ["Pour", 1, "X"]
        ),
        *("1 Dig 1", "2 Pour 1 after 1"),
        issues=[("no-durations", "Tasks!A1")],
    ),
    "merged durations": case(
        sheet(["Task", "Days"], ["Dig", 2], ["Pour", ""], ["Dry", 1]),
        *("1 Dig 2", "2 Pour 1", "3 Dry 1"),
        issues=[("merged-cell", "Tasks!B2"), ("missing-duration", "Tasks!B3")],
        merged=("B2:B3",),
    ),
    "a list of names cut in export": case(
        tasks([1, "Dig", 2, "", "Ann; Bob; " * 25 + "Ann; Bo…"]),
        "1 Dig 2 by Ann, Bob, Bo…",
        issues=[("cut-list", "Tasks!E2")],
    ),
    "a header twice": case(
        sheet(["ID", "Task", "Days", "Days"], [1, "Dig", 2, 3]),
        issues=[("duplicate-column", "Tasks!D1")],
    ),
    "ids of more digits than Excel keeps": case(
        sheet(HEAD, [12345678901234567890, "Dig", 2]),
        "12345678901234569216 Dig 2",
        issues=[("long-number", "Tasks!A2")],
    ),
    "a sheet of an earlier plan": Case(
        make=lambda: book(
            {"Plan": [HEAD, [1, "Old", "9d"]], **sheet(HEAD, ONE, TWO)},
            names={"_plan_result_plan": "=Plan!$A$1"},
        ),
        lines=PLAIN,
    ),
}
