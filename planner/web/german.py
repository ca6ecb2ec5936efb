"""German texts of the page."""

from planner.language.german import AUDIT

TEXTS = {
    **AUDIT,
    "The dates as they stand": "Die Termine, wie sie sind",
    "{tasks} tasks have dates, {undated} have none": (
        "{tasks} Aufgaben haben Termine, {undated} keine"
    ),
    "What they break, cell by cell": "Was sie verletzen, Zelle für Zelle",
    "Publish this plan": "Diesen Plan veröffentlichen",
    "Published on {day}: what is planned from this workbook stays near it.": "Veröffentlicht am "
    "{day}: was aus dieser Arbeitsmappe geplant wird, bleibt nahe bei ihm.",
    "Once people know it: what is planned from this workbook then stays near it.": "Wenn ihn alle "
    "kennen: was dann aus dieser Arbeitsmappe geplant wird, bleibt nahe bei ihm.",
    "It stays near the plan published on {day}. Publish this one once people know it.": "Er bleibt "
    "nahe beim Plan vom {day}. Veröffentlichen Sie diesen, wenn ihn alle kennen.",
    "This plan cannot be published.": "Dieser Plan kann nicht veröffentlicht werden.",
    "Changes since the plan before": "Änderungen seit dem Plan davor",
    "Finish before": "Ende davor",
    "People before": "Personen davor",
    "Cause": "Grund",
    "{n} more are in the workbook.": "{n} weitere stehen in der Arbeitsmappe.",
    "Whom to tell": "Wem es zu sagen ist",
    "works on it": "arbeitet daran",
    "stakeholder": "Interessent",
    "Notices to send (messages, iCal)": "Nachrichten zum Verschicken (Text, iCal)",
    "Ask the plan": "Den Plan fragen",
    "What would it cost, or why can it not be?": "Was würde es kosten, oder warum geht es nicht?",
    "T12 by 2027-05-03": "T12 bis 2027-05-03",
    "Tasks by ID, WBS or name: “T12 by 2027-05-03”, “Ann on T7”, “T9 before T4”, “who else for "
    "T7”. The plan itself stays as it is.": (
        "Vorgänge mit Nummer, PSP oder Name: „T12 bis 2027-05-03“, „Ann an T7“, „T9 vor T4“, "
        "„wer sonst für T7“. Der Plan selbst bleibt, wie er ist."
    ),
    "Ask": "Fragen",
    "Planning it again with that": "Damit wird neu geplant",
    "Planning it again with that, {seconds} s so far …": (
        "Damit wird neu geplant, bisher {seconds} s …"
    ),
    "not known": "nicht bekannt",
    "the question could not be answered, ask it again": (
        "die Frage konnte nicht beantwortet werden, stellen Sie sie noch einmal"
    ),
    "phase answering": "Beantworten, was die Arbeitsmappe fragt",
    "Point": "Punkt",
    "Met": "Erfüllt",
    "no": "nein",
    "Skip to the content": "Zum Inhalt",
    "Language": "Sprache",
    "Files stay on this server and are deleted after {days} days.": "Dateien bleiben auf diesem "
    "Server und werden nach {days} Tagen gelöscht.",
    "Plan a workbook": "Eine Arbeitsmappe planen",
    "Drop a workbook of tasks, people, dates and money. It comes back with who does what and "
    "when.": "Legen Sie eine Arbeitsmappe mit Aufgaben, Personen, Terminen und Geld ab. Sie kommt "
    "zurück mit dem Plan, wer was wann tut.",
    "{name} cannot be planned yet": "{name} kann noch nicht geplant werden",
    "Mend these cells, save the workbook and upload it again.": "Berichtigen Sie diese Zellen, "
    "speichern Sie die Arbeitsmappe und laden Sie sie wieder hoch.",
    "Workbook, table or project file, up to {size} MB (.xlsx, .ods, .csv, .mpp, .xml, .xer, …)": (
        "Arbeitsmappe, Tabelle oder Projektdatei bis {size} MB (.xlsx, .ods, .csv, .mpp, .xml, "
        ".xer, …)"
    ),
    "Reading the workbook …": "Die Arbeitsmappe wird gelesen …",
    "Plan it": "Planen",
    "Nothing at hand?": "Nichts zur Hand?",
    "Empty workbook to fill in": "Leere Arbeitsmappe zum Ausfüllen",
    "Example workbook, ready to be planned": "Beispiel, bereit zum Planen",
    "Your plans": "Ihre Pläne",
    "Issues": "Hinweise",
    "Cell": "Zelle",
    "Kind": "Art",
    "What": "Was",
    "Found": "Gefunden",
    "What to do": "Was zu tun ist",
    "error": "Fehler",
    "warning": "Warnung",
    "info": "Hinweis",
    "Search for up to": "Höchstens suchen",
    "What matters most": "Was am wichtigsten ist",
    "Plan freely, not near the published plan or by the file's own dates": (
        "Frei planen, nicht nahe am veröffentlichten Plan oder nach den Terminen der Datei"
    ),
    "Also write dates, people and % into the workbook's own columns": (
        "Termine, Personen und % auch in die eigenen Spalten der Arbeitsmappe schreiben"
    ),
    "Workbook": "Arbeitsmappe",
    "State": "Stand",
    "Finish": "Ende",
    "Days late": "Tage Verspätung",
    "Cost": "Kosten",
    "Uploaded": "Hochgeladen",
    "Compare": "Vergleichen",
    "Compare {name}": "{name} vergleichen",
    "Compare the two ticked": "Die zwei angekreuzten vergleichen",
    "queued": "wartet",
    "running": "läuft",
    "done": "fertig",
    "cancelled": "angehalten",
    "failed": "gescheitert",
    "Progress": "Fortschritt",
    "Stop and keep the best plan": "Anhalten und den besten Plan behalten",
    "You may close this page and come back.": "Sie können die Seite schließen und wiederkommen.",
    "Stopped on request: this is the best plan found until then.": "Auf Wunsch angehalten: Das ist "
    "der beste bis dahin gefundene Plan.",
    "Why there is no plan": "Warum es keinen Plan gibt",
    "Noteworthy in the workbook": "Bemerkenswertes in der Arbeitsmappe",
    "How the workbook was understood": "Wie die Arbeitsmappe verstanden wurde",
    "Columns": "Spalten",
    "Sheet": "Blatt",
    "Column": "Spalte",
    "Taken for": "Verstanden als",
    "Run again": "Noch einmal",
    "Plan it again": "Noch einmal planen",
    "Delete this plan and its files": "Diesen Plan und seine Dateien löschen",
    "Waiting, number {position} in the queue.": "Wartet als Nummer {position} in der Schlange.",
    "Stopping …": "Wird angehalten …",
    "Starting …": "Beginnt …",
    "taken up again after an interruption": "nach einer Unterbrechung fortgesetzt",
    "Time used": "Verbrauchte Zeit",
    "Elapsed": "Vergangen",
    "of {seconds}": "von {seconds}",
    "best value": "bester Wert",
    "proved bound": "bewiesene Schranke",
    "best plan so far": "bester Plan bisher",
    "Bound": "Schranke",
    "no plan can be better": "kein Plan kann besser sein",
    "Gap": "Lücke",
    "start {start}": "Beginn {start}",
    "{late} of {tasks} tasks after their deadline": "{late} von {tasks} Aufgaben nach ihrem Termin",
    "budget {budget}": "Budget {budget}",
    "no budget given": "kein Budget angegeben",
    "Quality": "Güte",
    "proved best": "bewiesen optimal",
    "gap {gap}": "Lücke {gap}",
    "{proved} of {all} goals proved best": "{proved} von {all} Zielen bewiesen optimal",
    "at least {bound} in any plan": "mindestens {bound} in jedem Plan",
    "within the tolerance of {best}": "in der Toleranz von {best}",
    "under {share}": "unter {share}",
    "Goals in their order": "Die Ziele in ihrer Reihenfolge",
    "Download the workbook": "Arbeitsmappe herunterladen",
    "Report (HTML)": "Bericht (HTML)",
    "Calendars (iCal)": "Kalender (iCal)",
    "Gantt chart": "Balkenplan",
    "By": "Nach",
    "by task": "Aufgabe",
    "by person": "Person",
    "Scale": "Maßstab",
    "scale day": "Tage",
    "scale week": "Wochen",
    "scale month": "Monate",
    "Only tasks or people with": "Nur Aufgaben oder Personen mit",
    "task or person": "Aufgabe oder Person",
    "Filter": "Filtern",
    "Gantt chart; the same plan is a table below": "Balkenplan; derselbe Plan steht unten als "
    "Tabelle",
    "Legend": "Legende",
    "planned": "geplant",
    "critical: any delay delays the goal": "kritisch: jede Verzögerung verzögert das Ziel",
    "phase": "Phase",
    "milestone": "Meilenstein",
    "deadline kept": "Termin gehalten",
    "deadline missed": "Termin verfehlt",
    "Nothing matches.": "Nichts passt dazu.",
    "Late tasks, and why": "Verspätete Aufgaben, und warum",
    "Task": "Aufgabe",
    "Deadline": "Termin",
    "Why it starts then": "Warum sie dann beginnt",
    "The plan as a table": "Der Plan als Tabelle",
    "ID": "Nr.",
    "People": "Personen",
    "Start": "Beginn",
    "Days": "Tage",
    "Late": "Zu spät",
    "Critical": "Kritisch",
    "yes": "ja",
    "Pages": "Seiten",
    "Rows": "Zeilen",
    "Rows of the chart": "Zeilen des Diagramms",
    "Load": "Auslastung",
    "Share of the working time that is taken, by {step}.": "Anteil der belegten Arbeitszeit je "
    "{step}.",
    "step day": "Tag",
    "step week": "Woche",
    "step month": "Monat",
    "Person": "Person",
    "Compare two plans": "Zwei Pläne vergleichen",
    "In numbers": "In Zahlen",
    "What differs": "Was sich unterscheidet",
    "Goal: {goal}": "Ziel: {goal}",
    "New: only in {run}": "Neu: nur in {run}",
    "Gone: only in {run}": "Weggefallen: nur in {run}",
    "Every task that is in both has the same dates and people.": "Jede Aufgabe, die in beiden "
    "steht, hat dieselben Termine und Personen.",
    "These seem to be plans of different projects: few tasks have the same names.": "Das scheinen "
    "Pläne verschiedener Projekte zu sein: Wenige Aufgaben heißen gleich.",
    "The amounts are in different currencies: {one} and {two}.": "Die Beträge sind in "
    "verschiedenen Währungen: {one} und {two}.",
    "none given": "keine angegeben",
    "not proved best": "nicht als optimal bewiesen",
    "name": "Name",
    "deadline": "Termin",
    "Choose two plans to compare.": "Wählen Sie zwei Pläne zum Vergleichen.",
    "Back to the first page": "Zurück zur ersten Seite",
    "Log in": "Anmelden",
    "Token, as printed where the server was started": "Schlüssel, wie er beim Start des Servers "
    "angezeigt wurde",
    "That is not the token.": "Das ist nicht der Schlüssel.",
    "Choose a file first.": "Wählen Sie zuerst eine Datei.",
    "This page does not exist": "Diese Seite gibt es nicht",
    "There is nothing here, or it is not yours, or it was deleted.": "Hier ist nichts, oder es "
    "gehört Ihnen nicht, oder es wurde gelöscht.",
    "there is no plan": "Es gibt keinen Plan.",
    "the workbook cannot be planned": "Die Arbeitsmappe kann nicht geplant werden.",
    "stopped before there was a plan": "Angehalten, bevor es einen Plan gab.",
    "stopped before it began": "Angehalten, bevor es begann.",
    "planning takes more memory than a job may use": "Die Planung braucht mehr Speicher, als ein "
    "Auftrag belegen darf.",
    "planning takes more processor time than a job may use": (
        "Die Planung braucht mehr Rechenzeit, als ein Auftrag verbrauchen darf."
    ),
    "planning was cut off {n} times": "Die Planung wurde {n}-mal abgebrochen.",
    "planning failed because of a fault in the program": (
        "Die Planung scheiterte an einem Fehler des Programms."
    ),
    "the uploaded file is gone": "Die hochgeladene Datei ist nicht mehr da.",
    "the result could not be stored on the server; run it again later": (
        "Das Ergebnis konnte auf dem Server nicht gespeichert werden; planen Sie es "
        "später noch einmal."
    ),
    "the queue is full, try again later": (
        "Die Warteschlange ist voll, versuchen Sie es später noch einmal."
    ),
    "too many of your plans are waiting, try again when some are done": (
        "Zu viele Ihrer Pläne warten, versuchen Sie es noch einmal, wenn einige fertig sind."
    ),
    "the disk space for jobs is used up, delete old ones": (
        "Der Speicherplatz für Aufträge ist belegt, löschen Sie alte."
    ),
    "The server cannot store or read its files now; see its log.": (
        "Der Server kann seine Dateien gerade nicht lesen oder schreiben; siehe sein Protokoll."
    ),
    "This is a fault of the program, not of your workbook.": (
        "Das ist ein Fehler des Programms, nicht Ihrer Arbeitsmappe."
    ),
    "What became of the files": "Was aus den Dateien wurde",
    "accepted": "angenommen",
    "to be mended": "zu berichtigen",
    "not taken": "nicht angenommen",
    "Deleted, kept for an hour": "Gelöscht, noch eine Stunde aufbewahrt",
    "Undo": "Rückgängig",
    "Bring back {name}": "{name} zurückholen",
    "Delete for good": "Endgültig löschen",
    "Delete {name} for good": "{name} endgültig löschen",
    "Refresh": "Aktualisieren",
    "Take the best plan found until then": "Den besten bis dahin gefundenen Plan nehmen",
    "This is the best plan found until then.": "Das ist der beste bis dahin gefundene Plan.",
    "No plan had been found before.": "Bis dahin war kein Plan gefunden.",
    "Your browser blocks cookies: allow them here, or you will not find your plans again.": (
        "Ihr Browser sperrt Cookies: Erlauben Sie sie hier, sonst finden Sie Ihre Pläne nicht "
        "wieder."
    ),
    "This address is there, but not for that kind of request.": (
        "Diese Adresse gibt es, aber nicht für diese Art von Anfrage."
    ),
    "the server stops, try again later": (
        "Der Server hält an, versuchen Sie es später noch einmal."
    ),
    "Something went wrong": "Etwas ging schief",
    "Log in first": "Melden Sie sich zuerst an",
    "Log in with the token first.": "Melden Sie sich zuerst mit dem Schlüssel an.",
    "Not from here": "Nicht von hier",
    "The request comes from another site.": "Die Anfrage kommt von einer anderen Seite.",
    "Not this way": "Nicht auf diese Weise",
    "Too slow": "Zu langsam",
    "The upload stopped arriving.": "Von der Datei kam nichts mehr an.",
    "Not now": "Nicht jetzt",
    "Too large": "Zu groß",
    "The upload is too large, at most {n} MB are taken.": (
        "Die Datei ist zu groß, höchstens {n} MB werden angenommen."
    ),
    "Another name": "Ein anderer Name",
    "This server does not go by that name, see --allow-host in the manual.": (
        "Dieser Server heißt nicht so, siehe --allow-host im Handbuch."
    ),
    "Not understood": "Nicht verstanden",
    "Too many at once": "Zu viel auf einmal",
    "Too many uploads, wait a minute.": "Zu viele Dateien, warten Sie eine Minute.",
    "Too many wrong tokens, wait a minute.": "Zu viele falsche Schlüssel, warten Sie eine Minute.",
    "No room": "Kein Platz",
    "{n} seconds": "{n} Sekunden",
    "1 minute": "1 Minute",
    "{n} minutes": "{n} Minuten",
    "as the workbook says": "wie die Arbeitsmappe sagt",
    ", then ": ", dann ",
    "lateness": "Verspätung",
    "cost": "Kosten",
    "finish": "frühes Ende",
    "late_count": "wenige verspätete Aufgaben",
    "money": "Geld",
    "open_finish": "frühes Ende dessen, was zu keinem Termin führt",
    "peaks": "niedrige Spitzen",
    "handovers": "wenige Übergaben",
    "headcount": "wenige Beteiligte",
    "moves": "wenige verschobene Tage",
    "changes": "wenige Änderungen am veröffentlichten Plan",
    "wishes": "viele erfüllte Wünsche",
    "tasks": "Aufgaben",
    "weighted days": "gewichtete Tage",
    "people at once": "Leute zugleich",
    "hand-overs": "Übergaben",
    "days moved": "verschobene Tage",
    "days of change": "Tage Änderung",
    "wishes not met": "unerfüllte Wünsche",
    "days": "Tage",
    "working days": "Arbeitstage",
    "people": "Personen",
    "start": "Beginn",
    "phase reading": "Die Arbeitsmappe wird gelesen",
    "phase planning": "Bessere Pläne werden gesucht",
    "phase writing": "Die Arbeitsmappe wird geschrieben",
}
