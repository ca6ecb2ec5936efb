"""Combines tasks on several sheets: each sheet is a phase, or a project that shares the people."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from planner.errors import Issue, Severity
from planner.language.text import fold, key
from planner.phrase import Phrase, phrase
from planner.project import Source, Task
from planner.reading.group_words import ACTUAL, PLANNED
from planner.reading.tables import Log, Row, Table

_ALIKE, _NEARLY = 0.8, 0.8
_SAME, _EXCERPT, _FEWEST_SAME = 0.7, 0.9, 4


def alike(best: Table, others: Sequence[Table]) -> list[Table]:
    """The tables with the same columns as the best one, in the order of the sheets."""
    wanted = best.fields.keys()
    found = []
    for table in others:
        shared = len(wanted & table.fields.keys())
        most = max(len(wanted), len(table.fields))
        same = shared >= _ALIKE * most and not table.sheet.hidden
        if table is best or (same and any(True for _ in table.rows())):
            found.append(table)
    return distinct(best, found)


def distinct(best: Table, tables: Sequence[Table]) -> list[Table]:
    """The tables without other versions of the best one, templates, and what was done."""
    return _latest(best, _not_old(_filled_in(_planned(tables))))


def _filled_in(tables: Sequence[Table]) -> list[Table]:
    """Drops the tables on sheets that are called templates, where another one is as long."""
    if not any(map(_is_template, tables)):
        return list(tables)
    message = phrase("is a template by its name, beside a sheet that is none; left out")
    longest = max((len(_names(one)) for one in tables if not _is_template(one)), default=0)
    return _dropped(
        tables,
        lambda one: _is_template(one) and longest >= _NEARLY * len(_names(one)),
        "info",
        "template-sheet",
        message,
    )


def _is_template(table: Table) -> bool:
    told = any(word in table.sheet.name for word in _TEMPLATE_IN_IDEOGRAMS)
    return told or bool(_TEMPLATE & _words(table))


def _not_old(tables: Sequence[Table]) -> list[Table]:
    """Drops the tables on sheets that are called old, where others are not."""
    message = phrase("is an earlier state of the plan by its name; left out")
    return _dropped(
        tables, lambda table: bool(_OLD & _words(table)), "warning", "other-version", message
    )


def _dropped(
    tables: Sequence[Table],
    out: Callable[[Table], bool],
    severity: Severity,
    code: str,
    message: Phrase,
) -> list[Table]:
    """The tables without some, which are noted; all of them where none would be left."""
    kept = [table for table in tables if not out(table)]
    if not kept:
        return list(tables)
    for table in tables:
        if table not in kept:
            remedy = phrase("choose it with --sheet if it is the one that counts")
            name = table.sheet.name
            table.log.add(
                Issue(severity=severity, code=code, sheet=name, message=message, remedy=remedy)
            )
    return kept


def _words(table: Table) -> set[str]:
    """The words of the sheet's name, and its ideograms one by one."""
    return {fold(word) for word in _WORD.findall(table.sheet.name)}


_WORD = re.compile(r"[^\W\d_\u3040-\u9fff]+|[\u3040-\u9fff]")
_TEMPLATE = frozenset(
    map(
        fold,
        [
            *("template", "templates", "vorlage", "muster", "plantilla", "modelo", "modèle"),
            *("modello", "sjabloon", "skabelon", "szablon", "šablona", "шаблон", "şablon"),
        ],
    )
)
"""Words in the name of a sheet that is still to be filled in."""
_TEMPLATE_IN_IDEOGRAMS = ("模板", "范本", "範本", "テンプレート", "ひな形", "雛形", "템플릿")
_OLD = frozenset(
    [
        *("old", "alt", "backup", "bak", "copy", "kopie", "copie", "copia", "kopi", "previous"),
        *("archive", "archiv", "archivo", "ancien", "ancienne", "antiguo", "antigo", "viejo"),
        *("vecchio", "oud", "stara", "stary", "gammel", "gammal", "старый", "копия", "eski"),
        *("旧", "舊"),
    ]
)
"""Words in the name of a sheet that holds an earlier state of another one."""


def _latest(best: Table, tables: Sequence[Table]) -> list[Table]:
    """Drops tables with nearly the same tasks as the best one, which are other versions of it.

    So are those whose tasks nearly all stand in a longer table with the same dates, as where each
    month has a copy of the months before.
    """
    if len(tables) == 1:
        return list(tables)
    kept = []
    for table in tables:
        other = _version_of(table, best, tables)
        if other is None:
            kept.append(table)
            continue
        message = phrase(
            "has nearly the same tasks as {sheet}, or some of them; left out",
            sheet=other.sheet.name,
        )
        remedy = phrase("choose it with --sheet if it is the one that counts")
        table.log.add(
            Issue(
                severity="warning",
                code="other-version",
                sheet=table.sheet.name,
                message=message,
                remedy=remedy,
            )
        )
    return kept


def _version_of(table: Table, best: Table, tables: Sequence[Table]) -> Table | None:
    """The table that one is another version of, or None."""
    names, dated = _names(table), _dated_names(table)
    wanted = _names(best)
    same = len(wanted & names) if table is not best else 0
    again = same >= _SAME * max(len(wanted), len(names)) or same >= _EXCERPT * len(names)
    if same >= _FEWEST_SAME and again:
        return best
    for one in tables if table is not best and len(dated) >= _FEWEST_SAME else ():
        other = _dated_names(one)
        if len(other) > len(dated) and len(other & dated) >= _EXCERPT * len(dated):
            return one
    return None


def _dated_names(table: Table) -> set[tuple[str, str]]:
    """The names with their starts, of the tasks that have one."""
    return {(name, row.text("start")) for name, row in _named(table) if row.has("start")}


def _names(table: Table) -> set[str]:
    return {name for name, _ in _named(table)}


def _named(table: Table) -> Iterator[tuple[str, Row]]:
    """The rows with their names, of several columns of levels those of the deepest."""
    levels = sorted(h.column for h in table.headings if h.field in ("name", "subname"))
    for row in table.rows(frozenset(levels[1:])):
        cells = table.sheet.rows[row.source.row]
        texts = [cells[column].text for column in levels[1:] if column in cells]
        if texts or row.has("name"):
            yield key(texts[-1] if texts else row.text("name")), row


def _planned(tables: Sequence[Table]) -> list[Table]:
    """Drops tables on sheets of actual values, where others are planned."""
    words = [set(map(fold, table.sheet.name.split())) for table in tables]
    if not any(said & PLANNED for said in words):
        return list(tables)
    kept = []
    for table, said in zip(tables, words, strict=True):
        if not said & ACTUAL or said & PLANNED:
            kept.append(table)
            continue
        message = phrase("says what was, beside a sheet of what is planned; left out")
        name = table.sheet.name
        table.log.add(Issue(severity="info", code="actual-sheet", sheet=name, message=message))
    return kept


def one_after_the_other(
    parts: Sequence[tuple[Table, Sequence[Task]]], log: Log
) -> tuple[Task, ...]:
    """The tasks of all sheets; each sheet's tasks are below a summary with its name."""
    if len(parts) == 1:
        return tuple(parts[0][1])
    taken: set[str] = set()
    found: list[Task] = []
    for table, tasks in parts:
        name = table.sheet.name
        ids = {task.id: _free(task.id, name, taken) for task in tasks}
        summary = _free(name, "Sheet", taken)
        source = Source(sheet=name, row=table.header, columns={"name": "A"})
        found.append(Task(id=summary, name=name, source=source, unnumbered=True, summary=True))
        found += [_under(task, summary, ids) for task in tasks]
    names = ", ".join(table.sheet.name for table, _ in parts)
    message = phrase("tasks are read from the sheets {names}; each is a phase", names=names)
    log.add(Issue(severity="info", code="several-task-sheets", message=message))
    return tuple(found)


def _free(wanted: str, more: str, taken: set[str]) -> str:
    """A free ID, with a prefix if another task has it; it is taken from then on."""
    text = wanted
    while key(text) in taken:
        text = f"{more} {text}"
    taken.add(key(text))
    return text


def _under(task: Task, summary: str, ids: Mapping[str, str]) -> Task:
    return replace(
        task,
        id=ids[task.id],
        parent=ids.get(task.parent, task.parent) if task.parent else summary,
        level=task.level + 1,
        dependencies=tuple(replace(d, task=ids.get(d.task, d.task)) for d in task.dependencies),
        spans=tuple(ids.get(one, one) for one in task.spans),
        same_as=tuple(ids.get(one, one) for one in task.same_as),
        different_from=tuple(ids.get(one, one) for one in task.different_from),
    )
