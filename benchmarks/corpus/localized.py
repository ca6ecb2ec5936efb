"""Exports of MS Project and Jira in other languages than English."""

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.corpus import notations as n
from benchmarks.corpus.grid import Grid, Value, delimited, xlsx
from benchmarks.corpus.programs import MOST_LINKS, estimate, key_of, nothing
from benchmarks.corpus.story import Story
from benchmarks.corpus.tables import Case, column, lay, true_of
from benchmarks.corpus.words import local_story

_PROJECT: dict[str, tuple[str, ...]] = {
    "de": ("Nr.", "Vorgangsname", "Dauer", "Anfang", "Ende", "Vorgänger", "Ressourcennamen",
           "% Abgeschlossen", "{} Tage"),
    "fr": ("N°", "Nom de la tâche", "Durée", "Début", "Fin", "Prédécesseurs",
           "Noms ressources", "% achevé", "{} jours"),
    "es": ("Id", "Nombre de tarea", "Duración", "Comienzo", "Fin", "Predecesoras",
           "Nombres de los recursos", "% completado", "{} días"),
    "it": ("ID", "Nome attività", "Durata", "Inizio", "Fine", "Predecessori", "Nomi risorse",
           "% completamento", "{} g"),
    "pt-BR": ("Id", "Nome da tarefa", "Duração", "Início", "Término", "Predecessoras",
              "Nomes dos recursos", "% concluída", "{} dias"),
    "ru": ("Ид.", "Название задачи", "Длительность", "Начало", "Окончание", "Предшественники",
           "Названия ресурсов", "% завершения", "{} дней"),
    "nl": ("Id", "Taaknaam", "Duur", "Begindatum", "Einddatum", "Voorafgaande taken",
           "Resourcenamen", "% voltooid", "{} dagen"),
    "ja": ("ID", "タスク名", "期間", "開始日", "終了日", "先行タスク", "リソース名", "達成率",
           "{}日"),
    "zh-Hans": ("标识号", "任务名称", "工期", "开始时间", "完成时间", "前置任务", "资源名称",
                "完成百分比", "{} 个工作日"),
    "pl": ("Identyfikator", "Nazwa zadania", "Czas trwania", "Rozpoczęcie", "Zakończenie",
           "Poprzedniki", "Nazwy zasobów", "% ukończenia", "{} dni"),
    "sv": ("ID", "Aktivitetsnamn", "Varaktighet", "Start", "Slut", "Föregående aktiviteter",
           "Resursnamn", "% färdigt", "{} dagar"),
}  # fmt: skip
"""Captions of the Gantt table, and a number of days."""

_JIRA: dict[str, tuple[str, ...]] = {
    "de": ("Zusammenfassung", "Vorgangsschlüssel", "Zugewiesene Person", "Fällig am",
           "Ursprüngliche Schätzung"),
    "es": ("Resumen", "Clave de incidencia", "Persona asignada", "Fecha de vencimiento",
           "Estimación original"),
    "fr": ("Résumé", "Clé de ticket", "Personne assignée", "Date d'échéance",
           "Estimation originale"),
}  # fmt: skip


def cases() -> Iterator[Case]:
    """One file for each program and language."""
    for language, captions in _PROJECT.items():
        yield _project(local_story(language), captions)
    for language, captions in _JIRA.items():
        yield _jira(local_story(language), captions)


def _project(story: Story, captions: tuple[str, ...]) -> Case:
    renders: dict[str, n.Render] = {
        "duration": n.amount(captions[-1]),
        "links": n.waits(separator=";"),
        "people": n.people(";"),
        "percent": n.percent_text,
    }
    fields = ("id", "name", "duration", "start", "finish", "links", "people", "percent")
    pairs = zip(fields, captions[:-1], strict=True)
    grid = Grid(name="MSP")
    laid = lay(grid, story, [column(one, header, renders.get(one)) for one, header in pairs])
    truth = true_of(laid, kind="export of MS Project")
    return Case(name=f"export_ms_project_{story.language}.xlsx", data=xlsx(grid), truth=truth)


def _jira(story: Story, captions: tuple[str, ...]) -> Case:
    key = key_of("BAU-{}", 7)

    def blocked(number: int) -> n.Render:
        def render(story: Story, row: int) -> Value:
            waits = story.items[row].waits
            return key(story, waits[number].row) if number < len(waits) else None

        return render

    columns = [
        column("name", captions[0]),
        column("id", captions[1], key),
        nothing("Status", "Open"),
        column("people", captions[2]),
        column("due", captions[3], n.day_text("finish", "%d.%m.%Y 00:00")),
        column("work", captions[4], estimate(28800)),
        *(
            column("links", "Inward issue link (Blocks)", blocked(number))
            for number in range(MOST_LINKS)
        ),
    ]
    grid = Grid(name="")
    truth = true_of(lay(grid, story, columns), kind="export of Jira")
    tasks = tuple(
        replace(task, cell=task.cell.rpartition("!")[2], duration=None) for task in truth.tasks
    )
    places = {
        name: tuple(place.rpartition("!")[2] for place in at) for name, at in truth.columns.items()
    }
    truth = replace(truth, tasks=tasks, columns=places)
    data = delimited(grid, ",", "utf-8-sig")
    return Case(name=f"export_jira_{story.language}.csv", data=data, truth=truth)
