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
    "{share} of the baseline's work is done": "{share} der Arbeit des Basisplans sind getan",
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

CONTROL = {**{text: text for text in _SAME}, **_VALUE, **_BASELINE}
