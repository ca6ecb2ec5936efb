"""The names of weekdays in many languages, told by those beside them where they are cut short.

``S T Q Q S S D`` is a week in Portuguese, ``ma ti ke to pe`` one in Finnish: alone these texts may
be anything, in a row they are weekdays that follow each other.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from planner.language.text import fold

_NAMES = (
    "monday,tuesday,wednesday,thursday,friday,saturday,sunday",
    "montag,dienstag,mittwoch,donnerstag,freitag,samstag sonnabend,sonntag",
    "lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche",
    "lunes,martes,miércoles x,jueves,viernes,sábado,domingo",
    "segunda 2ª,terça 3ª,quarta 4ª,quinta 5ª,sexta 6ª,sábado,domingo",
    "lunedì,martedì,mercoledì,giovedì,venerdì,sabato,domenica",
    "maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,zondag",
    "mandag,tirsdag,onsdag,torsdag,fredag,lørdag,søndag",
    "måndag,tisdag,onsdag,torsdag,fredag,lördag,söndag",
    "maanantai,tiistai,keskiviikko,torstai,perjantai,lauantai,sunnuntai",
    "poniedziałek pn,wtorek,środa,czwartek,piątek pt,sobota sb,niedziela nd",
    "pondělí,úterý,středa,čtvrtek,pátek,sobota,neděle",
    "pondelok,utorok,streda,štvrtok,piatok,sobota,nedeľa",
    "ponedeljek,torek,sreda,četrtek,petek,sobota,nedelja",
    "ponedjeljak ponedeljak,utorak,srijeda sreda,četvrtak,petak,subota,nedjelja nedelja",
    "понедељак,уторак,среда,четвртак,петак,субота,недеља",
    "luni,marți,miercuri,joi,vineri,sâmbătă,duminică",
    "hétfő,kedd,szerda,csütörtök,péntek,szombat,vasárnap",
    "понедельник пн,вторник вт,среда,четверг чт,пятница пт,суббота сб,воскресенье вс",
    "понеділок пн,вівторок вт,середа ср,четвер чт,п'ятниця пт,субота сб,неділя нд",
    "понеделник пн,вторник вт,сряда ср,четвъртък чт,петък пт,събота сб,неделя нд",
    "δευτέρα,τρίτη,τετάρτη,πέμπτη,παρασκευή,σάββατο,κυριακή",
    "pazartesi pzt pt,salı,çarşamba,perşembe,cuma,cumartesi cmt ct,pazar",
    "senin,selasa,rabu,kamis,jumat jum'at,sabtu,minggu ahad",
    (
        "thứhai t2 thứ2 hai,thứba t3 thứ3 ba,thứtư t4 thứ4 tư,thứnăm t5 thứ5 năm,"
        "thứsáu t6 thứ6 sáu,thứbảy t7 thứ7 bảy,chủnhật cn"
    ),
    "dilluns dl,dimarts dt,dimecres dc,dijous dj,divendres dv,dissabte ds,diumenge dg",
    (
        "pirmadienis,antradienis,trečiadienis,ketvirtadienis kt,penktadienis pn,šeštadienis,"
        "sekmadienis sk"
    ),
    "pirmdiena,otrdiena,trešdiena,ceturtdiena,piektdiena pk,sestdiena,svētdiena",
    "esmaspäev,teisipäev,kolmapäev,neljapäev,reede,laupäev,pühapäev",
    "月曜日,火曜日,水曜日,木曜日,金曜日,土曜日,日曜日",
    "월요일,화요일,수요일,목요일,금요일,토요일,일요일",
    (
        "星期一 周一 週一 礼拜一 一,星期二 周二 週二 礼拜二 二,星期三 周三 週三 礼拜三 三,"
        "星期四 周四 週四 礼拜四 四,星期五 周五 週五 礼拜五 五,星期六 周六 週六 礼拜六 六,"
        "星期日 星期天 周日 週日 礼拜天 日"
    ),
)
_FEWEST, _LONGEST, _WHOLE = 5, 14, 4
_LENGTHS = (7, 5, 6)
"""Days of a week that have columns: all, or those from Monday on."""
_Forms = tuple[tuple[str, ...], ...]


@cache
def _languages() -> tuple[_Forms, ...]:
    """For each language the forms of Monday to Sunday."""
    return tuple(
        tuple(tuple(map(fold, day.split())) for day in names.split(",")) for names in _NAMES
    )


@cache
def _whole_names() -> dict[str, int]:
    """Name of at least some letters → weekday, where all languages agree."""
    found: dict[str, set[int]] = {}
    for week in _languages():
        for number, forms in enumerate(week):
            for form in forms:
                found.setdefault(form, set()).add(number)
    names = {
        form: days for form, days in found.items() if len(form) >= _WHOLE or not form.isascii()
    }
    return {form: days.pop() for form, days in names.items() if len(days) == 1 and len(form) > 1}


def whole_weekday(text: str) -> int | None:
    """The weekday that a text names in full in any of the languages; Monday is 0."""
    return _whole_names().get(fold(text))


def may_be_weekdays(text: str) -> frozenset[int]:
    """The weekdays whose names begin as a text does in some language, with two letters at least."""
    return _beginning(fold(text))


@lru_cache(maxsize=1024)
def _beginning(folded: str) -> frozenset[int]:
    return frozenset(
        day
        for week in _languages()
        for day, forms in enumerate(week)
        if len(folded) >= _SHORT and _begins(folded, forms)
    )


_SHORT = 2


def week_row(texts: Sequence[str]) -> list[int] | None:
    """The weekdays of at least five texts that name days which follow each other; else None.

    Each may be cut short, to a letter too. Weekends may be left out.
    """
    if len(texts) < _FEWEST or any(len(text) > _LONGEST for text in texts):
        return None
    return _week_row(tuple(fold(text) for text in texts))


@lru_cache(maxsize=1024)
def _week_row(folded: tuple[str, ...]) -> list[int] | None:
    if not all(folded) or len(set(folded)) < _FEWEST - 2:
        return None
    for length in _LENGTHS:
        for week in _languages():
            for start in range(length):
                days = [(start + n) % length for n in range(len(folded))]
                if all(_begins(text, week[day]) for text, day in zip(folded, days, strict=True)):
                    return days
    return None


def _begins(text: str, forms: Sequence[str]) -> bool:
    return any(form.startswith(text) for form in forms)
