"""Words in headers that do not change what these mean, or stand beside what is counted."""

IDLE = frozenset(
    [
        *("est", "estimated", "approx", "planned", "plan", "scheduled", "target", "total"),
        *("of", "the", "in", "to", "be", "a", "for", "by", "is"),
        *("no", "number", "nr", "count", "num", "#", "task", "activity", "date"),
        *("de", "la", "el", "du", "des", "le", "l", "da", "do", "das", "dos", "del", "della"),
        *("der", "die", "van", "datum", "fecha", "data", "dato", "pvm", "дата"),
        *("nombre", "numero", "número", "anzahl", "aantal", "antal", "liczba", "počet", "jumlah"),
        *("количество", "кількість", "sayısı", "số", "d", "des", "di", "af", "av", "nbre"),
        *(
            "cantidad",
            "execution",
            "ausführung",
            "exécution",
            "ejecución",
            "execução",
            "esecuzione",
        ),
        *("выполнения", "выполненния", "исполнения", "виконання", "wykonania", "realizacji"),
    ]
)
"""Words that do not change the meaning of a header, beside those for a task or for planned."""
COUNTED = frozenset(
    [
        *("#", "no", "nr", "num", "number", "n", "º", "nummer", "número", "numero", "numéro", "nº"),
        *("nombre", "anzahl", "aantal", "antal", "liczba", "počet", "jumlah", "cantidad", "nbre"),
        *("количество", "кількість", "sayısı", "số", "numer", "номер", "nombres", "quantidade"),
        *("of", "de", "der", "d", "di", "af", "av", "the", "total", "del", "da", "do", "code"),
    ]
)
"""Words beside what is counted or numbered."""
NUMBERING = frozenset(["id", "no", "nr", "number", "code", "key", "nummer", "número", "numéro"])
_NUMBERS_BEHIND = NUMBERING - {"id", "code", "key"} | {"#", "n", "nº", "n°", "№", "num", "numero"}


def numbers_one(header: str) -> bool:
    """Whether a header is the number of one thing, as in *Week no.*, not of how many there are."""
    words = header.casefold().replace(".", " ").split()
    behind = len(words) > 1 and words[-1] in _NUMBERS_BEHIND
    return behind and not words[0].endswith("s") and words[0] not in COUNTED


NEEDED = frozenset(["to", "complete", "finish", "needed", "required", "taken", "allotted"])
"""Words beside a unit of time that a task needs, as in ``Days to complete``."""
ITEMS = frozenset(["item", "row", "line", "serial", "sl", "sr", "ref"])
