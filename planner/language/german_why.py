"""German of what tells why, and what would help."""

WHY = {
    "Why the project finishes on {day}": "Warum das Projekt am {day} endet",
    "Why {name} is {days} late": "Warum {name} {days} zu spät ist",
    "click a task to go to its row, a cell to go there": (
        "ein Klick auf einen Vorgang führt zu seiner Zeile, auf eine Zelle dorthin"
    ),
    "predecessor": "Vorgänger",
    "date": "Datum",
    "blocker": "Sperre",
    "other work": "andere Arbeit",
    "meeting": "Besprechung",
    "longest pause": "längste Pause",
    "leave or holiday": "Urlaub oder Feiertag",
    "not there yet": "noch nicht da",
    "working hours": "Arbeitszeit",
    "budget": "Budget",
    "as late as possible": "so spät wie möglich",
    "nothing is lost": "nichts geht verloren",
    "goes with others": "läuft mit anderen",
}
