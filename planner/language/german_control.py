"""German: what replaces the English texts about baselines, earned value, changes and updates."""

_SAME = (
    "BAC", "PV", "EV", "AC", "SV", "CV", "SPI", "CPI", "EAC", "ETC", "VAC", "TCPI", "ES", "AT",
    "PD", "SPI(t)", "BAC / CPI", "BAC − EAC", "EAC − AC", "ES / AT", "EV / AC", "EV / PV",
    "EV − AC", "EV − PV", "(BAC − EV) / (BAC − AC)",
)  # fmt: skip
"""Abbreviations and formulas, which are the same."""
_VALUE = {
    "Earned value": "Ertragswert",
    "Whole project and phases": "Gesamtprojekt und Phasen",
    "% done": "% erledigt",
    "% planned": "% geplant",
    "BAC × % done": "BAC × % erledigt",
    "AC by the plan": "AC nach Plan",
    "EV by the plan": "EV nach Plan",
    "Actual cost": "Istkosten",
    "Actual time": "Istzeit",
    "Budget at completion": "Budget bei Fertigstellung",
    "Planned value": "Planwert",
    "Planned duration": "Geplante Dauer",
    "Earned schedule": "Erarbeitete Zeit",
    "Schedule variance": "Planabweichung",
    "Cost variance": "Kostenabweichung",
    "Schedule performance index": "Terminindex",
    "Schedule performance index by time": "Terminindex nach Zeit",
    "Cost performance index": "Kostenindex",
    "Estimate at completion": "Geschätzte Gesamtkosten",
    "Estimate to complete": "Geschätzte Restkosten",
    "Variance at completion": "Abweichung bei Fertigstellung",
    "To-complete performance index": "Nötiger Kostenindex",
    "As dear as so far: BAC / CPI": "So teuer wie bisher: BAC / CPI",
    "The rest as budgeted: AC + BAC − EV": "Der Rest wie budgetiert: AC + BAC − EV",
    "Late as well: AC + (BAC − EV) / (CPI × SPI)": (
        "Auch mit Verzug: AC + (BAC − EV) / (CPI × SPI)"
    ),
    "Earned schedule: AT + PD − ES": "Erarbeitete Zeit: AT + PD − ES",
    "Earned schedule: PD / SPI(t)": "Erarbeitete Zeit: PD / SPI(t)",
    "Cost at completion (EAC), by": "Gesamtkosten (EAC) nach",
    "Finish, by": "Ende nach",
    "This plan": "Diesem Plan",
    "Baseline: BAC": "Basisplan: BAC",
    "Below 1: behind the baseline": "Unter 1: hinter dem Basisplan",
    "Below 1: behind the baseline; unlike SPI it still tells near the end": (
        "Unter 1: hinter dem Basisplan; anders als SPI auch gegen Ende brauchbar"
    ),
    "Below 1: dearer than the baseline": "Unter 1: teurer als der Basisplan",
    "Negative: it costs more than was planned": "Negativ: es kostet mehr als geplant",
    "Negative: less is done than was planned": "Negativ: es ist weniger getan als geplant",
    "Negative: the budget will not do": "Negativ: das Budget wird nicht reichen",
    "The CPI that the rest needs to keep to the budget; blank where the budget is spent": (
        "Der CPI, den der Rest braucht, um das Budget zu halten; leer, wo es verbraucht ist"
    ),
    "The working days by which the baseline has this earned value": (
        "Die Arbeitstage, bis zu denen der Basisplan diesen Wert vorsah"
    ),
    "What all of it costs in the baseline": "Was alles im Basisplan kostet",
    "What all will cost if the rest is as dear as the work so far; two other ways stand beside "
    "the chart": (
        "Was alles kosten wird, wenn der Rest so teuer ist wie das Bisherige; zwei andere Wege "
        "stehen neben dem Diagramm"
    ),
    "What has been spent, as recorded or as the work was done": (
        "Was ausgegeben ist, wie erfasst oder wie gearbeitet wurde"
    ),
    "What is done, at the cost of the baseline": "Was getan ist, zu Kosten des Basisplans",
    "What is still to be spent": "Was noch auszugeben ist",
    "What of that was to be done by the status date; a task's cost falls due evenly over its "
    "working hours": (
        "Was davon bis zum Stichtag getan sein sollte; die Kosten eines Vorgangs fallen "
        "gleichmäßig über seine Arbeitsstunden an"
    ),
    "Working days from the baseline's start to the status date": (
        "Arbeitstage vom Anfang des Basisplans bis zum Stichtag"
    ),
    "Working days of the baseline": "Arbeitstage des Basisplans",
    "What the measures mean": "Was die Kennzahlen bedeuten",
    "Curves": "Kurven",
    "Date": "Datum",
    "Working day": "Arbeitstag",
    "Tasks": "Vorgänge",
    "Planned value, earned value and actual cost": "Planwert, Ertragswert und Istkosten",
    "costs it does not tell are worked out from the rows of the tasks": (
        "Kosten, die er nicht nennt, sind aus den Zeilen der Vorgänge errechnet"
    ),
    "left out, as only the baseline has them: {tasks}": (
        "nicht gezählt, weil nur im Basisplan: {tasks}"
    ),
    "not in the baseline: {tasks}": "nicht im Basisplan: {tasks}",
    "planned by now: {share}": "geplant bis jetzt: {share}",
    "There is no baseline, so nothing has been earned against one: keep this plan as one with "
    "“planner baseline set NAME FILE”, or give columns Baseline Start and Finish": (
        "Es gibt keinen Basisplan, also keinen Ertragswert: diesen Plan mit „planner baseline set "
        "NAME DATEI“ als einen behalten, oder Spalten Basisplan Anfang und Ende angeben"
    ),
    "There is no status date: give it in Settings, with what is done by then": (
        "Es gibt keinen Stichtag: ihn in den Einstellungen angeben, mit dem, was bis dahin getan "
        "ist"
    ),
    "The baseline has no costs: give rates, fixed costs or a column Baseline Cost": (
        "Der Basisplan hat keine Kosten: Sätze, feste Kosten oder eine Spalte Basisplan Kosten "
        "angeben"
    ),
}
_BASELINE = {
    "Baseline": "Basisplan",
    "Baselines": "Basispläne",
    "Saved": "Gespeichert",
    "Work (h)": "Arbeit (h)",
    "Plans that were kept to compare later ones with": (
        "Pläne, die behalten wurden, um spätere mit ihnen zu vergleichen"
    ),
    "Baseline start": "Basisplan Anfang",
    "Baseline finish": "Basisplan Ende",
    "Start variance (days)": "Abweichung Anfang (Tage)",
    "Finish variance (days)": "Abweichung Ende (Tage)",
    "Work variance (h)": "Abweichung Arbeit (h)",
    "Baseline “{name}”": "Basisplan „{name}“",
    "Cost against the baseline": "Kosten gegen den Basisplan",
    "as planned": "wie geplant",
    "baseline": "Basisplan",
    "baseline {money}": "Basisplan {money}",
    "{money} more": "{money} mehr",
    "{money} less": "{money} weniger",
}

_CHANGES = {
    "Changes": "Änderungen",
    "Change": "Änderung",
    "Days": "Tage",
    "Finish before": "Ende bisher",
    "People before": "Personen bisher",
    "People": "Personen",
    "Cause": "Grund",
    "new": "neu",
    "gone": "entfallen",
    "finished": "fertig",
    "other people": "andere Personen",
    "moved": "verschoben",
    "longer": "länger",
    "dearer": "teurer",
    "Nothing changed.": "Nichts hat sich geändert.",
    "Since the plan before": "Seit dem Plan davor",
    "Since the baseline": "Seit dem Basisplan",
    "the same finish": "gleiches Ende",
    "finish {day}": "Ende {day}",
    "Compared with the plan before, which is not published; positive days are later": (
        "Verglichen mit dem Plan davor, der nicht veröffentlicht ist; positive Tage sind später"
    ),
    "Compared with the published plan before; positive days are later": (
        "Verglichen mit dem veröffentlichten Plan davor; positive Tage sind später"
    ),
    "Whom to tell": "Wer es wissen muss",
    "“planner export --notices DIR” writes these as messages and calendar updates": (
        "„planner export --notices ORDNER“ schreibt dies als Nachrichten und Kalender"
    ),
    "works on it": "arbeitet daran",
    "stakeholder": "wartet darauf",
    "was not in the plan before": "war bisher nicht im Plan",
    "is no longer in the workbook": "steht nicht mehr in der Mappe",
    "is left out of the plan": "ist im Plan weggelassen",
    "recorded as finished, as planned": "als fertig erfasst, wie geplant",
    "recorded as finished on {day}": "als fertig am {day} erfasst",
    "recorded as started on {day}": "als begonnen am {day} erfasst",
    "what remains of it takes until then": "was übrig ist, dauert bis dahin",
    "its rates, its work or its fixed cost have changed": (
        "Sätze, Arbeit oder feste Kosten haben sich geändert"
    ),
    "takes {days} instead of {before}": "dauert {days} statt {before}",
    "its duration was changed from {before} to {now}": "seine Dauer wurde von {before} auf {now} "
    "geändert",
    "its work was changed from {before} to {now}": "sein Aufwand wurde von {before} auf {now} "
    "geändert",
    "who does it was changed from {before} to {now}": "wer es macht, wurde von {before} zu {now} "
    "geändert",
    "what it waits for was changed": "worauf er wartet, wurde geändert",
    "its hard dates were changed": "seine festen Termine wurden geändert",
    "its calendar was changed": "sein Kalender wurde geändert",
    "its deadline was changed": "sein Stichtag wurde geändert",
    "its priority was changed from {before} to {now}": "seine Priorität wurde von {before} auf "
    "{now} geändert",
    "follows {name}, whose finish moved by {days}": (
        "folgt auf {name}, deren Ende sich um {days} verschob"
    ),
    "makes room for {name}, which is new": "macht Platz für {name}, die neu ist",
    "{name} is away on {day}": "{name} ist am {day} fort",
    "{name} is away from {first} to {last}": "{name} ist vom {first} bis {last} fort",
    "{name} is no longer named for it": "{name} ist dafür nicht mehr genannt",
    "{name} is on {task} then": "{name} arbeitet dann an {task}",
    "people are chosen anew": "Personen sind neu gewählt",
    "{n} new": "{n} neu",
    "{n} gone": "{n} entfallen",
    "{n} finished": "{n} fertig",
    "{n} moved": "{n} verschoben",
    "{n} with other people": "{n} mit anderen Personen",
    "{n} longer": "{n} länger",
    "{n} dearer": "{n} teurer",
    "{tasks} changed: {parts}.": "{tasks} geändert: {parts}.",
    "The cost rises by {money}.": "Die Kosten steigen um {money}.",
    "The cost falls by {money}.": "Die Kosten sinken um {money}.",
    "Moved most: {tasks}.": "Am meisten verschoben: {tasks}.",
    "The finish stays on {day}.": "Das Ende bleibt am {day}.",
    "The finish moves from {before} to {day}.": (
        "Das Ende verschiebt sich vom {before} auf den {day}."
    ),
    "Changes in the plan of {project} for {name}:": (
        "Änderungen im Plan von {project} für {name}:"
    ),
    "“{task}” is no longer yours": "„{task}“ ist nicht mehr deine Aufgabe",
    "“{task}” is yours now, {after}": "„{task}“ ist jetzt deine Aufgabe, {after}",
    "“{task}” is no longer planned": "„{task}“ ist nicht mehr geplant",
    "“{task}” is new, {after}": "„{task}“ ist neu, {after}",
    "“{task}” is finished, {after}": "„{task}“ ist fertig, {after}",
    "“{task}” is {after} instead of {before}": "„{task}“ ist {after} statt {before}",
    "“{task}” stays {after}": "„{task}“ bleibt {after}",
}
_HISTORY = {
    "Plan history": "Planverlauf",
    "What each planning came to, the latest last": ("Was jede Planung ergab, die letzte zuletzt"),
    "Finish and cost by planning": "Ende und Kosten je Planung",
    "No.": "Lfd.",
    "Status date": "Stichtag",
}
_FREE = {
    "Planned freely: {parts}; {how}.": "Frei geplant: {parts}; {how}.",
    "no free plan is better, proved": "kein freier Plan ist besser, bewiesen",
    "found in the time given": "in der Suchzeit gefunden",
    "{days} less late": "{days} weniger Verzug",
    "{days} more late": "{days} mehr Verzug",
    "{money} cheaper": "{money} billiger",
    "{money} dearer": "{money} teurer",
    "finished {days} sooner": "{days} früher fertig",
    "finished {days} later": "{days} später fertig",
    "Staying near the published plan costs nothing: the best free plan is as late, as dear and "
    "finished as soon, which is proved.": (
        "Beim veröffentlichten Plan zu bleiben kostet nichts: der beste freie Plan ist so spät, "
        "so teuer und so bald fertig, das ist bewiesen."
    ),
    "No free plan that is less late, cheaper or finished sooner was found in the time given.": (
        "In der Suchzeit fand sich kein freier Plan mit weniger Verzug, Kosten oder Dauer."
    ),
}
_UPDATE = {
    "of the time of a week": "der Zeit einer Woche",
    "Update": "Rückmeldung",
    "Due, running or overdue": "Fällig, laufend oder überfällig",
    "State": "Stand",
    "Planned start": "Anfang geplant",
    "Planned finish": "Ende geplant",
    "As planned": "Wie geplant",
    "Actual start": "Anfang ist",
    "Actual finish": "Ende ist",
    "% complete": "% fertig",
    "Days left": "Tage übrig",
    "Note": "Bemerkung",
    "told before": "früher gemeldet",
    "Started": "Begonnen",
    "Finished": "Beendet",
    "Done": "Erledigt",
    "Left": "Rest",
    "should have started": "sollte begonnen haben",
    "should be finished": "sollte fertig sein",
    "running": "läuft",
    "starts": "beginnt",
    "finishes": "endet",
    "Progress told": "Gemeldeter Fortschritt",
    "nothing of {tasks}": "nichts von {tasks}",
    "that should have started": "die begonnen haben sollten",
    "Fill in the yellow cells, the status date first, and plan this workbook again. "
    "x in As planned: it went as planned up to the status date. Blank says nothing.": (
        "Die gelben Zellen ausfüllen, zuerst den Stichtag, und diese Mappe neu planen. "
        "x bei Wie geplant: bis zum Stichtag ging es wie geplant. Leer sagt nichts."
    ),
}

CONTROL = {
    **{text: text for text in _SAME},
    **_VALUE,
    **_BASELINE,
    **_CHANGES,
    **_HISTORY,
    **_UPDATE,
    **_FREE,
}
