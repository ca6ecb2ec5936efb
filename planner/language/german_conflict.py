"""German of what cannot hold together, and of questions that are not understood."""

CONFLICT = {
    "no plan keeps all hard dates, longest waits and hard budgets together": (
        "kein Plan hält alle festen Daten, längsten Wartezeiten und festen Budgets zugleich ein"
    ),
    "loosen one: a Deadline instead of a hard date, a Price for a budget": (
        "eines davon lockern: ein Termin (Deadline) statt eines festen Datums, ein Preis (Price) "
        "für ein Budget"
    ),
    "there is a plan with these together: {repairs}": (
        "mit diesen Änderungen zusammen gibt es einen Plan: {repairs}"
    ),
    "{fact}, which cannot hold together with: {others}": (
        "{fact}; das lässt sich nicht einhalten zusammen mit: {others}"
    ),
    "conflict {n}: {message}": "Konflikt {n}: {message}",
    "change one of them": "etwas davon ändern",
    "change one of the others": "etwas von den anderen ändern",
    "change it together with another of them": "es zusammen mit etwas anderem davon ändern",
    "possible by {when}": "möglich bis {when}",
    "give it a Price": "ihm einen Preis (Price) geben",
    "make it a Deadline, which may be missed": (
        "einen Termin (Deadline) daraus machen, der verfehlt werden darf"
    ),
    "raise it to {value}": "auf {value} erhöhen",
    "move it to {value} or later": "auf {value} oder später legen",
    "move it to {value} or earlier": "auf {value} oder früher legen",
    "release it": "es freigeben",
    "add a second {name}": "{name} ein zweites Mal einplanen",
    "move the leave of {name} that begins on {day}": (
        "den Urlaub von {name} verlegen, der am {day} beginnt"
    ),
    "hold the meeting {name} without them, or at another time": (
        "die Besprechung {name} ohne sie oder zu einer anderen Zeit halten"
    ),
    ", or ": ", oder ",
    "{task} runs from the first to the last of what it spans": (
        "{task} läuft vom ersten bis zum letzten der Vorgänge, die es umspannt"
    ),
    "the meeting {about} takes {name} until {last}": (
        "die Besprechung {about} bindet {name} bis {last}"
    ),
    "nothing is planned after {day}": "nach dem {day} wird nichts geplant",
    "{task} needs {names}": "{task} braucht {names}",
    "{task} takes {amount}": "{task} dauert {amount}",
    "{task} costs {amount}": "{task} kostet {amount}",
    "{task} costs {amount} at least": "{task} kostet mindestens {amount}",
    "{task} is {amount} of work": "{task} ist {amount} Arbeit",
    "those who do {task} are there together at times only": (
        "wer {task} zusammen macht, ist nur zeitweise gemeinsam da"
    ),
    "who is on {task} may not pause": "wer an {task} arbeitet, darf nicht pausieren",
    "who is on {task} may pause for at most {most}": (
        "wer an {task} arbeitet, darf höchstens {most} pausieren"
    ),
    "{second} may wait for {first} for at most {most}": (
        "{second} darf höchstens {most} auf {first} warten"
    ),
    "{second} waits for {first}": "{second} wartet auf {first}",
    "{second} starts only after {first} has started": (
        "{second} fängt erst an, wenn {first} angefangen hat"
    ),
    "{second} finishes only after {first} has finished": (
        "{second} endet erst, wenn {first} zu Ende ist"
    ),
    "{second} finishes only after {first} has started": (
        "{second} endet erst, wenn {first} angefangen hat"
    ),
    "{second} may start {amount} before {first} finishes, not earlier": (
        "{second} darf {amount} vor dem Ende von {first} anfangen, nicht früher"
    ),
    "{second} may start {amount} before {first} starts, not earlier": (
        "{second} darf {amount} vor dem Anfang von {first} anfangen, nicht früher"
    ),
    "{second} may finish {amount} before {first} finishes, not earlier": (
        "{second} darf {amount} vor dem Ende von {first} enden, nicht früher"
    ),
    "{second} may finish {amount} before {first} starts, not earlier": (
        "{second} darf {amount} vor dem Anfang von {first} enden, nicht früher"
    ),
    "{task} has to start by {when}": "{task} muss bis {when} anfangen",
    "{task} has to be finished by {when}": "{task} muss bis {when} fertig sein",
    "{task} cannot start before {when}": "{task} kann nicht vor {when} anfangen",
    "{task} cannot end before {when}": "{task} kann nicht vor {when} enden",
    "{task} cannot be before the project starts": "{task} kann nicht vor dem Projektbeginn sein",
    "{task} cannot start before {when}, the status date": (
        "{task} kann nicht vor dem Stichtag anfangen, {when}"
    ),
    "the project starts on {day}": "das Projekt beginnt am {day}",
    "{task} is blocked until {when}": "{task} ist bis {when} blockiert",
    "{task} began on {when}": "{task} begann am {when}",
    "{task} is pinned to {when}": "{task} ist am {when} festgehalten",
    "{task} is frozen at {when}": "{task} ist am {when} eingefroren",
    "{day}, in working time {when}": "{day}, in der Arbeitszeit {when}",
    "have {name} full time": "{name} in Vollzeit einplanen",
    "there is {share} of {name}": "von {name} gibt es {share}",
    "there is only one {name}": "{name} gibt es nur einmal",
    "{name} works {week}": "{name} arbeitet {week}",
    "{name} never works": "{name} arbeitet nie",
    "{hours}, and {task} is done on the calendar {calendar} only": (
        "{hours}, und {task} läuft nur nach dem Kalender {calendar}"
    ),
    "{name} is away from {first} to {last}": "{name} ist vom {first} bis {last} fort",
    "{name} is away on {first}": "{name} ist am {first} fort",
    "nobody works from {first} to {last}{about}": "vom {first} bis {last} arbeitet niemand{about}",
    "nobody works on {first}{about}": "am {first} arbeitet niemand{about}",
    "{name} is there only from {last} on": "{name} ist erst ab {last} da",
    "{name} is there only until {first}": "{name} ist nur bis {first} da",
    "{name} is in the meeting {about} until {last}": (
        "{name} ist bis {last} in der Besprechung {about}"
    ),
    "{budget} is {amount}": "{budget} beträgt {amount}",
    "{task} is done by the same people as {other}": "{task} machen dieselben Leute wie {other}",
    "{task} is done by others than {other}": "{task} machen andere Leute als {other}",
    "with it these tasks would wait for each other in a circle: {tasks}": (
        "damit würden diese Vorgänge im Kreis aufeinander warten: {tasks}"
    ),
    "it is no question that can be answered": "das ist keine Frage, die beantwortet werden kann",
    "{written} is no date": "{written} ist kein Datum",
    "write it like {date}": "so schreiben: {date}",
    "nobody is called {name}": "niemand heißt {name}",
    "a task cannot come before itself": "ein Vorgang kann nicht vor sich selbst kommen",
    "several tasks are called {name}": "mehrere Vorgänge heißen {name}",
    "name one by its ID: {ids}": "einen mit seiner Nr. nennen: {ids}",
    "there is no task {name}": "es gibt keinen Vorgang {name}",
    'did you mean "{name}"?': "ist „{name}“ gemeint?",
    'ask like "T12 by {day}", "Ann on T7", "T9 before T4" or "who else for T7"': (
        "so fragen: „12 bis {day}“, „Anna an 7“, „9 vor 4“ oder „wer sonst für 7“"
    ),
}

FINDINGS = {
    "{name} has {planned} on {first}, where there are {there}: {tasks}": (
        "{name} hat am {first} {planned}, wo es {there} gibt: {tasks}"
    ),
    "{name} has {planned} on each of {n} days from {first} to {last}, where there are "
    "{there}: {tasks}": (
        "{name} hat an {n} Tagen vom {first} bis {last} je {planned}, wo es {there} gibt: {tasks}"
    ),
    "move one of them, or give it to somebody else": (
        "einen davon verschieben oder jemand anderem geben"
    ),
    "{hours} of {task} fall on {days}, when {name} is away (leave, a meeting or no contract)": (
        "{hours} von {task} fallen auf {days}, wenn {name} fort ist (Urlaub, eine Besprechung oder "
        "kein Vertrag)"
    ),
    "{hours} of {task} fall on {days}, a day off for all": (
        "{hours} von {task} fallen auf {days}, wenn alle frei haben"
    ),
    "{hours} of {name}'s work on {task} do not fit between its dates": (
        "{hours} der Arbeit von {name} an {task} passen nicht zwischen seine Termine"
    ),
    "move the task, or give it to somebody else": (
        "den Vorgang verschieben oder jemand anderem geben"
    ),
    "move its finish, or correct the duration": "sein Ende verschieben oder die Dauer berichtigen",
    "move it to {when} or later, or drop the link": (
        "auf {when} oder später legen oder die Verknüpfung streichen"
    ),
    "{second} starts {at}, but {first} finishes {then} and lets it start after {due}": (
        "{second} beginnt {at}, aber {first} endet {then} und lässt es nach {due} anfangen"
    ),
    "{second} starts {at}, but {first} starts {then} and lets it start from {due} on": (
        "{second} beginnt {at}, aber {first} beginnt {then} und lässt es ab {due} anfangen"
    ),
    "{second} finishes {at}, but {first} finishes {then} and lets it finish after {due}": (
        "{second} endet {at}, aber {first} endet {then} und lässt es nach {due} enden"
    ),
    "{second} finishes {at}, but {first} starts {then} and lets it finish from {due} on": (
        "{second} endet {at}, aber {first} beginnt {then} und lässt es ab {due} enden"
    ),
    "nobody is named for {n}: {tasks}": "niemand ist benannt für {n}: {tasks}",
    "say who does them, or which skill they need": (
        "sagen, wer es macht oder welche Fähigkeit es braucht"
    ),
    "who does them is still to be chosen for {n}: {tasks}": (
        "wer es macht, ist noch zu wählen für {n}: {tasks}"
    ),
    "plan them": "sie planen lassen",
    "{task} finishes {at}, {days} after its deadline": (
        "{task} endet {at}, {days} nach seinem Termin"
    ),
    "{task} finishes {at}, after its deadline": "{task} endet {at}, nach seinem Termin",
    "plan it anew, or move the deadline": "neu planen oder den Termin verschieben",
    "{task}: {rule} {day}, but it is dated {dated}": (
        "{task}: {rule} {day}, aber es steht auf {dated}"
    ),
    "correct one of the two dates": "eines der beiden Daten berichtigen",
    "{task} should have started {at}, and nothing is recorded": (
        "{task} hätte {at} anfangen sollen, und nichts ist vermerkt"
    ),
    "record its progress, or move it behind the status date": (
        "seinen Stand vermerken oder es hinter den Stichtag legen"
    ),
    "the dates come to {amount}, more than {budget}": (
        "die Termine kommen auf {amount}, mehr als {budget}"
    ),
    "move work out of it, or raise it": "Arbeit herausnehmen oder es erhöhen",
    "Start No Earlier Than": "Anfang nicht früher als",
    "Start No Later Than": "Anfang nicht später als",
    "Finish No Earlier Than": "Ende nicht früher als",
    "Finish No Later Than": "Ende nicht später als",
    "Must Start On": "Muss anfangen am",
    "Must Finish On": "Muss enden am",
}
