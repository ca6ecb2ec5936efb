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
    "frozen": "eingefroren",
    "pinned": "festgehalten",
    "other work": "andere Arbeit",
    "skill shortage": "fehlende Fähigkeit",
    "meeting": "Besprechung",
    "longest pause": "längste Pause",
    "leave or holiday": "Urlaub oder Feiertag",
    "not there yet": "noch nicht da",
    "working hours": "Arbeitszeit",
    "budget": "Budget",
    "as late as possible": "so spät wie möglich",
    "nothing is lost": "nichts geht verloren",
    "goes with others": "läuft mit anderen",
    "Levers": "Hebel",
    "What is changed": "Was geändert wird",
    "What it brings": "Was es bringt",
    "Days less late": "Tage weniger zu spät",
    "Finish earlier (days)": "Ende früher (Tage)",
    "More cost": "Mehr Kosten",
    "More penalties": "Mehr Vertragsstrafen",
    "{n} of {m} changes help; all else as it is": (
        "{n} von {m} Änderungen helfen; alles andere bleibt"
    ),
    "At least: proved, as no plan without the change is that good. "
    "About: the best that was found in the time given.": (
        "Mindestens: bewiesen, denn kein Plan ohne die Änderung ist so gut. "
        "Etwa: das Beste, was in der Zeit gefunden wurde."
    ),
    "A weighted day is a day late, counted by the priority of its task.": (
        "Ein gewichteter Tag ist ein Tag Verspätung, der nach der Priorität des Vorgangs zählt."
    ),
    "“{name}” is {days} late: accept {day}, or: {ways}.": (
        "„{name}“ ist {days} zu spät: den {day} hinnehmen, oder: {ways}."
    ),
    "{lever} ({days} less{price})": "{lever} ({days} weniger{price})",
    "; or ": "; oder ",
    " for {money}": " für {money}",
    "a second {name}": "{name} ein zweites Mal",
    "one more {skill}, as {name}, from {day}": "ab {day} eine Person mehr mit {skill}, wie {name}",
    "overtime of {name}, {n} h a week": "Überstunden von {name}, {n} h je Woche",
    "{name} full time": "{name} in Vollzeit",
    "{name} works on the calendar {calendar}": "{name} arbeitet nach dem Kalender {calendar}",
    "{name} works on Saturdays too": "{name} arbeitet auch samstags",
    "{name} takes the leave of {first} to {last} after the project": (
        "{name} nimmt den Urlaub vom {first} bis {last} nach dem Projekt"
    ),
    "{task} no longer waits for {first}": "{task} wartet nicht mehr auf {first}",
    "{task} is not blocked": "{task} ist nicht blockiert",
    "{task} without its date {date}": "{task} ohne das Datum {date}",
    "release the pin of {task}": "{task} nicht mehr festhalten",
    "raise {budget}, {amount}, by 10 %": "{budget}, {amount}, um 10 % erhöhen",
    "the deadline of {task} a day later": "der Termin von {task} einen Tag später",
    "leave out {task}": "{task} weglassen",
    "{one}, and {other}": "{one}, und {other}",
    "{n} changes that may help were not tried in the time given": (
        "{n} Änderungen, die helfen könnten, wurden in der Zeit nicht versucht"
    ),
    "give more time with --lever-time": "mehr Zeit geben mit --lever-time",
    "no plan was found with it": "damit wurde kein Plan gefunden",
    "no gain, proved": "bringt nichts, bewiesen",
    "no gain was found": "es wurde kein Gewinn gefunden",
    ", {n} in the plan found": ", {n} im gefundenen Plan",
    "nothing was found in the time given, nor a proof that there is nothing": (
        "in der Zeit wurde nichts gefunden, und auch kein Beweis, dass es nichts gibt"
    ),
    "no, impossible": "nein, unmöglich",
    "yes, the plan has it so already": "ja, im Plan ist es schon so",
    "yes, nothing is lost": "ja, dabei geht nichts verloren",
    "yes, with {price}; no plan has it for less, which is proved": (
        "ja, das bedeutet {price}; kein Plan hat es für weniger, das ist bewiesen"
    ),
    "yes, nothing is lost: a plan with {price} was found": (
        "ja, dabei geht nichts verloren: gefunden wurde ein Plan, er bringt {price}"
    ),
    "yes, with {price}": "ja, das bedeutet {price}",
    "about {amount}": "etwa {amount}",
    "at least {amount}": "mindestens {amount}",
    "saves {amount}": "spart {amount}",
    "saves {amount} of lateness": "spart {amount} Verspätung",
    "the project finishes {amount} earlier": "das Projekt endet {amount} früher",
    "what leads to no deadline finishes {amount} earlier": (
        "was zu keinem Termin führt, endet {amount} früher"
    ),
    "saves {amount} of cost": "spart {amount} Kosten",
    "saves {amount} of cost with the prices of budgets exceeded and tasks left out": (
        "spart {amount} Kosten mit den Preisen überschrittener Budgets und weggelassener Vorgänge"
    ),
    "saves {amount} in money": "spart {amount} Geld",
    "{amount} more cost with the prices of budgets exceeded and tasks left out": (
        "{amount} mehr Kosten mit den Preisen überschrittener Budgets und weggelassener Vorgänge"
    ),
    "{amount} less cost with the prices of budgets exceeded and tasks left out": (
        "{amount} weniger Kosten mit den Preisen überschrittener Budgets und weggelassener Vorgänge"
    ),
    "{name} takes the leave of {first} after the project": (
        "{name} nimmt den Urlaub am {first} nach dem Projekt"
    ),
    "{amount} more of lateness": "{amount} mehr Verspätung",
    "a finish {amount} later": "ein um {amount} späteres Ende",
    "a finish of what leads to no deadline {amount} later": (
        "ein um {amount} späteres Ende dessen, was zu keinem Termin führt"
    ),
    "{amount} more cost": "{amount} mehr Kosten",
    "{amount} more in money": "{amount} mehr Geld",
    "{amount} less of lateness": "{amount} weniger Verspätung",
    "a finish {amount} earlier": "ein um {amount} früheres Ende",
    "a finish of what leads to no deadline {amount} earlier": (
        "ein um {amount} früheres Ende dessen, was zu keinem Termin führt"
    ),
    "{amount} less cost": "{amount} weniger Kosten",
    "{amount} less in money": "{amount} weniger Geld",
    "{amount}": "{amount}",
    "{amount} more": "{amount} mehr",
    "{amount} less": "{amount} weniger",
    "weighted day": "gewichteter Tag",
    "{task}: {start}{people}": "{task}: {start}{people}",
    ", {n} at least": ", mindestens {n}",
    "; it costs {money} more": "; es kostet {money} mehr",
    "; it costs {money} less": "; es kostet {money} weniger",
    "{task}: {start} to {finish}{people}": "{task}: {start} bis {finish}{people}",
    "{task}: {now} late, before {was}": "{task}: {now} zu spät, vorher {was}",
    "the project finishes on {now}, before on {was}": (
        "das Projekt endet am {now}, vorher am {was}"
    ),
    "{name}: {n} h more": "{name}: {n} h mehr",
    "{name}: {n} h less": "{name}: {n} h weniger",
    "moved: {tasks}": "verschoben: {tasks}",
    "{n} of {m} others may do it": "{n} von {m} anderen können es",
    "there is nobody else for it": "sonst gibt es niemanden dafür",
    "{name}: is excluded": "{name}: ist ausgeschlossen",
    " at level {n}": " auf Stufe {n}",
    "{name}: has no {skill}{level}": "{name}: hat kein {skill}{level}",
    "Answers": "Antworten",
    "Question": "Frage",
    "Possible": "Möglich",
    "Answer": "Antwort",
    "What comes with it": "Was damit einhergeht",
    "not known": "nicht bekannt",
    "each planned again with what is asked for, all else as it is": (
        "jeweils neu geplant mit dem, was gefragt ist, alles andere wie es ist"
    ),
    "Slack if people may change": "Puffer bei freier Besetzung",
    "{n} or more": "{n} oder mehr",
}
