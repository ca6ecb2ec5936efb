"""Words above groups of columns, or beside colours: planned, actual, baseline; words for time."""

import re
from collections.abc import Iterable, Sequence

from planner.language.text import fold


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


ACTUAL = _folded(
    [
        *("actual", "actuals", "ist", "real", "realitat", "reell", "reel", "reelle"),
        *("tatsachlich", "effektiv", "effectif", "effettivo", "reale", "realizado"),
        *(
            "ejecutado",
            "realise",
            "realitaet",
            "werkelijk",
            "faktisk",
            "facto",
            "reelt",
            "virkelig",
            "факт",
            "実績",
            "実際",
            "实际",
            "實際",
        ),
        *("gerealiseerd", "rzeczywisty", "rzeczywiste", "rzeczywista", "skutecny", "skutecne"),
        *("skutecnost", "gerceklesen", "toteutunut", "toteuma", "utfall", "verklig", "verkligt"),
        *("realisasi", "aktual", "executado", "efetivo", "실제", "실적"),
    ]
)
PLANNED = _folded(
    [
        *("plan", "planned", "projected", "geplant", "geplante", "geplanter", "geplantes", "soll"),
        *("prevu", "prevue", "prevus", "prevues", "previsto", "prevista", "previstos", "previstas"),
        *("previsionnel", "previsionnelle", "previsionnels", "provisoire", "previsional"),
        *("prevision", "planificado", "planificada", "planejado", "planejada", "planeado"),
        *("planeada", "planifie", "planifiee", "preventivato", "gepland", "geplande"),
        *("planlagt", "planerat", "planerad", "planowany", "planowana", "planowane"),
        *("planovany", "planovane", "planirano", "план", "плановая", "плановое", "планировано"),
        *("予定", "計画", "计划", "目標", "目标", "预计", "預計", "計劃", "预期", "預期", "計畫"),
        *("planlanan", "suunniteltu", "rencana", "계획", "예정", "планируемый"),
    ]
)
PROJECT = _folded(["project", "projekt", "projet", "proyecto", "projeto", "progetto"])
PROJECTS = PROJECT | _folded(
    [
        *("projektet", "projekti", "proje", "proyek", "proiect", "projecte", "проект", "проєкт"),
        *(
            "έργο",
            "プロジェクト",
            "案件",
            "项目",
            "專案",
            "项目",
            "프로젝트",
            "مشروع",
            "پروژه",
            "פרויקט",
        ),
    ]
)
"""Words for a project in the names of tasks."""
EXPECTED = _folded(["expected", "target", "scheduled", "esperado", "erwartet", "attendu"])
DIFFERENCE = _folded(
    [
        *("var", "variance", "deviation", "difference", "diff", "delta", "slippage", "slip"),
        *("stdev", "stddev", "sigma", "σ", "dispersion"),
        *("abweichung", "differenz", "ecart", "desviacion", "desvio", "variacion", "scostamento"),
        *("varianza", "afwijking", "verschil", "odchylka", "odchylenie", "avvikelse", "avvik"),
        *("отклонение", "sapma", "差异", "差異", "偏差"),
        *("delay", "delayed", "verzug", "verspatung", "retraso", "atraso", "retard", "ritardo"),
        *("vertraging", "opoznienie", "zpozdeni", "forsinkelse", "forsening", "задержка"),
        *("отставание", "gecikme", "遅延", "遅れ", "延迟", "延遲", "延误", "지연"),
        *("avant", "until", "till", "before", "vor", "antes", "prima"),
    ]
)
"""Words for a difference from the planned value, a spread, a delay or what is left until then."""
BASELINE = _folded(["baseline", "basisplan", "bl", "lineabase", "基準", "基线"])
TIMES = [
    [word]
    for word in (
        *("time", "zeit", "temps", "tiempo", "tempo", "tijd", "tid", "czas", "cas", "время"),
        *("час", "sure", "时间", "時間", "시간", "zeitaufwand", "zeitbedarf"),
        *("计划时间", "预计时间", "预估时间", "所需时间", "計劃時間", "予定時間", "見積時間"),
    )
]
"""Words for time, which is a length where a unit stands beside it."""

UNDIVIDED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{3,12}")
"""A header in a language without spaces."""


def is_difference(text: str, words: Sequence[str]) -> bool:
    """Whether a header is about a difference from the plan or a spread, as Effort variance is.

    In languages without spaces the word begins the header.

    Args:
        text: The header.
        words: Its words.
    """
    told = set(map(fold, words))
    begun = {fold(text)[:2]} if UNDIVIDED.fullmatch(text.strip()) else set()
    return told >= _SPREAD or bool(DIFFERENCE & (told | begun))


_SPREAD = frozenset(["std", "dev"])
