"""The names of months in more languages; a month is recognised by the beginning of its name.

A word means a month if it is such a name, or at least three letters that begin the names of one
month only.
"""

from collections.abc import Sequence
from functools import lru_cache

from planner.language.text import fold

_NAMES = (
    ("januari,februari,maart mrt,april,mei,juni,juli,augustus,september,oktober,november,december"),
    ("januar,februari,marts,april,maj,juni,juli,augusti,september,oktober,november,desember"),
    (
        "styczeń stycznia,luty lutego,marzec marca,kwiecień kwietnia,maj maja,"
        "czerwiec czerwca,lipiec lipca,sierpień sierpnia,wrzesień września,"
        "październik października,listopad listopada,grudzień grudnia"
    ),
    (
        "leden ledna,únor února,březen března,duben dubna,květen května,červen června,"
        "červenec července,srpen srpna,září,říjen října,listopad listopadu,prosinec prosince"
    ),
    ("januára,februára,marca,apríla,mája,júna,júla,augusta,septembra,októbra,novembra,decembra"),
    "ocak,şubat,mart,nisan,mayıs,haziran,temmuz,ağustos,eylül,ekim,kasım,aralık",
    (
        "январь января,февраль февраля,март марта,апрель апреля,май мая,июнь июня,июль июля,"
        "август августа,сентябрь сентября,октябрь октября,ноябрь ноября,декабрь декабря"
    ),
    (
        "січень січня,лютий лютого,березень березня,квітень квітня,травень травня,"
        "червень червня,липень липня,серпень серпня,вересень вересня,жовтень жовтня,"
        "листопад листопада,грудень грудня"
    ),
    (
        "tammikuu tammikuuta,helmikuu helmikuuta,maaliskuu maaliskuuta,huhtikuu huhtikuuta,"
        "toukokuu toukokuuta,kesäkuu kesäkuuta,heinäkuu heinäkuuta,elokuu elokuuta,"
        "syyskuu syyskuuta,lokakuu lokakuuta,marraskuu marraskuuta,joulukuu joulukuuta"
    ),
    (
        "január,február,március,április,május,június,július,augusztus,szeptember,október,"
        "november,december"
    ),
    (
        "ianuarie,februarie,martie,aprilie,mai,iunie,iulie,august,septembrie,octombrie,"
        "noiembrie,decembrie"
    ),
    (
        "ιανουάριος ιανουαρίου,φεβρουάριος φεβρουαρίου,μάρτιος μαρτίου,απρίλιος απριλίου,"
        "μάιος μαΐου,ιούνιος ιουνίου,ιούλιος ιουλίου,αύγουστος αυγούστου,"
        "σεπτέμβριος σεπτεμβρίου,οκτώβριος οκτωβρίου,νοέμβριος νοεμβρίου,"
        "δεκέμβριος δεκεμβρίου"
    ),
    ("януари,февруари,март,април,май,юни,юли,август,септември,октомври,ноември,декември"),
    ("jaanuar,veebruar,märts,aprill,mai,juuni,juuli,august,september,oktoober,november,detsember"),
    "gener,febrer,març,abril,maig,juny,juliol,agost,setembre,octubre,novembre,desembre",
    ("januari,februari,maret,april,mei,juni,juli,agustus,september,oktober,november,desember"),
)
_WHOLE = (
    (
        "siječanj siječnja,veljača veljače,ožujak ožujka,travanj travnja,svibanj svibnja,"
        "lipanj lipnja,srpanj srpnja,kolovoz kolovoza,rujan rujna,,studeni studenog studenoga,"
        "prosinac prosinca"
    ),
    (
        "sausis sausio,vasaris vasario,kovas kovo,balandis balandžio,gegužė gegužės,"
        "birželis birželio,liepa liepos,rugpjūtis rugpjūčio,rugsėjis rugsėjo,spalis spalio,"
        "lapkritis lapkričio,gruodis gruodžio"
    ),
    (
        "ינואר בינואר,פברואר בפברואר,מרץ במרץ מרס במרס,אפריל באפריל,מאי במאי,יוני ביוני,"
        "יולי ביולי,אוגוסט באוגוסט,ספטמבר בספטמבר,אוקטובר באוקטובר,נובמבר בנובמבר,"
        "דצמבר בדצמבר"
    ),
    (
        "يناير,فبراير,مارس,أبريل إبريل ابريل,مايو,يونيو,يوليو,أغسطس اغسطس,سبتمبر,أكتوبر اكتوبر,"
        "نوفمبر,ديسمبر"
    ),
    ",شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول",
)
"""Names that count in full only: their beginnings, and *listopad*, mean others elsewhere."""
_LEAST, _MONTHS = 3, 12


@lru_cache(maxsize=1)
def _begun() -> dict[str, int]:
    """Name of a month or beginning of one → month; 0 where names of several months begin so."""
    whole: dict[str, int] = {}
    begun: dict[str, int] = {}
    for names in _NAMES:
        for number, forms in enumerate(names.split(","), 1):
            for name in map(fold, forms.split()):
                whole[name] = number
                for length in range(_LEAST, len(name)):
                    part = name[:length]
                    begun[part] = number if begun.get(part, number) == number else 0
    for names in _WHOLE:
        for number, forms in enumerate(names.split(","), 1):
            whole |= {name: number for name in map(fold, forms.split()) if name not in whole}
    return begun | whole


def month_begun(folded: str) -> int:
    """The month that a folded word means in one of these languages, 0 for none."""
    return _begun().get(folded, 0)


_LETTERS = ("jfmamjjasond", "efmamjjasond", "gfmamglasond")
_FEWEST_LETTERS = 6


def months_of_letters(texts: Sequence[str]) -> list[int]:
    """The months of single letters that follow each other: J F M A M J; else empty.

    At least six of them tell which they are.
    """
    told = "".join(map(fold, texts))
    if len(texts) < _FEWEST_LETTERS or len(told) != len(texts):
        return []
    for letters in _LETTERS:
        begin = (letters * (2 + len(told) // _MONTHS)).find(told)
        if 0 <= begin < _MONTHS:
            return [(begin + place) % _MONTHS + 1 for place in range(len(told))]
    return []
