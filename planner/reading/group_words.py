"""Words above groups of columns, or beside colours: what is planned, what was, what was planned."""

ACTUAL = frozenset(
    [
        *("actual", "actuals", "ist", "real", "realitat", "reell", "reel", "reelle"),
        *("tatsachlich", "effektiv", "effectif", "effettivo", "reale", "realizado"),
        *("ejecutado", "realise", "werkelijk", "faktisk", "facto", "факт", "実績", "实际"),
    ]
)
PLANNED = frozenset(
    [
        *("plan", "planned", "geplant", "soll", "prevu", "prevue", "previsto", "prevision"),
        *("planificado", "planejado", "planifie", "preventivato", "gepland", "planlagt"),
        *("planerat", "планировано", "план", "予定", "計画", "计划"),
    ]
)
BASELINE = frozenset(["baseline", "basisplan", "bl", "lineabase", "基準", "基线"])
