"""Words for the beginning, the middle and the end of a month, in many languages."""

BEGIN = (
    *("anfang", "beginn", "beginning", "begin", "start", "early", "début", "debut", "inicio"),
    *("inicios", "principio", "principios", "comienzo", "comienzos", "início", "começo", "inizio"),
    *("inizi", "początek", "początku", "začátek", "začátkem", "začiatok", "начало", "начале"),
    *("початок", "alku", "alussa", "början", "starten", "awal", "đầu", "başı"),
)
MIDDLE = (
    *("mitte", "mid", "middle", "mi", "milieu", "mediados", "medio", "meados", "metà", "half"),
    *("midden", "połowa", "połowie", "polovina", "polovině", "середина", "середине", "puoliväli"),
    *("mitten", "midten", "pertengahan", "giữa", "ortası"),
)
END = (
    *("ende", "end", "late", "fin", "fins", "final", "finales", "fim", "fine", "eind", "einde"),
    *("koniec", "końcu", "konec", "koncem", "конец", "конце", "кінець", "loppu", "lopussa"),
    *("slutet", "slutten", "akhir", "cuối", "sonu"),
)
