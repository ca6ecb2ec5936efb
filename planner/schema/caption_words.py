"""Names of new columns and sheets by language; the rules of their use are in `captions`."""

from collections.abc import Mapping

SHEET = ""
"""Stands for the name of the sheet itself."""
CAPTION_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl")
_SKILLS = (
    "Fähigkeiten, Compétences, Habilidades, Competenze, Competências, Vaardigheden, Umiejętności"
)
CAPTIONS: Mapping[str, Mapping[str, str]] = {
    "Tasks": {
        "duration": "Dauer, Durée, Duración, Durata, Duração, Duur, Czas trwania",
        "deadline": "Frist, Échéance, Fecha límite, Scadenza, Prazo, Uiterste datum, "
        "Termin końcowy",
        "earliest_start": "Frühester Beginn, Pas avant le, No antes de, Non prima del, "
        "Não antes de, Niet voor, Nie wcześniej niż",
        "resources": "Ressourcen, Ressources, Recursos, Risorse, Recursos, Resourcenamen, Zasoby",
        "predecessors": "Vorgänger, Prédécesseurs, Predecesoras, Predecessori, Predecessoras, "
        "Voorgangers, Poprzedniki",
        "priority": "Priorität, Priorité, Prioridad, Priorità, Prioridade, Prioriteit, Priorytet",
        "percent_complete": "% Abgeschlossen, % terminé, % completado, % completamento, "
        "% concluído, % voltooid, % wykonania",
        "actual_start": "Ist-Beginn, Début réel, Comienzo real, Inizio effettivo, Início real, "
        "Werkelijke start, Rzeczywisty początek",
        "actual_finish": "Ist-Ende, Fin réelle, Fin real, Fine effettiva, Fim real, "
        "Werkelijk einde, Rzeczywisty koniec",
        "pin": "Fixiert, Figé, Fijado, Fissato, Fixado, Vastgezet, Zablokowane",
        "skills": _SKILLS,
    },
    "People": {
        SHEET: "Personen, Personnes, Personas, Persone, Pessoas, Medewerkers, Osoby",
        "name": "Name, Nom, Nombre, Nome, Nome, Naam, Nazwa",
        "leave": "Urlaub, Congés, Vacaciones, Ferie, Férias, Verlof, Urlop",
        "skills": _SKILLS,
        "rate": "Satz, Taux standard, Tasa estándar, Tariffa standard, Taxa padrão, "
        "Standaardtarief, Stawka standardowa",
        "max_units": "Kapazität, Capacité max., Capacidad máxima, Unità max., Capacidade máxima, "
        "Max. eenheden, Maks. jednostek",
        "available_from": "Verfügbar ab, Disponible à partir du, Disponible desde, "
        "Disponibile dal, Disponível desde, Beschikbaar vanaf, Dostępny od",
        "available_until": "Verfügbar bis, Disponible jusqu'au, Disponible hasta, "
        "Disponibile fino al, Disponível até, Beschikbaar tot, Dostępny do",
    },
    "Leave": {
        SHEET: "Urlaub, Congés, Vacaciones, Ferie, Férias, Verlof, Urlopy",
        "who": "Wer, Qui, Quién, Chi, Quem, Wie, Kto",
        "start": "Von, Du, Desde, Dal, De, Van, Od",
        "finish": "Bis, Au, Hasta, Al, Até, Tot, Do",
    },
    "Settings": {
        SHEET: "Einstellungen, Paramètres, Configuración, Impostazioni, Configurações, "
        "Instellingen, Ustawienia",
        "status_date": "Statusdatum, Date d'état, Fecha de estado, Data di stato, "
        "Data de status, Statusdatum, Data stanu",
    },
}
"""Kind of sheet → field → its name in each of the languages."""
