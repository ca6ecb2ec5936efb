"""Finds who is needed for each task: named people, skills, and unknown names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from planner.errors import Issue
from planner.language.text import fold, key
from planner.phrase import Phrase, phrase
from planner.project import Need, Resource
from planner.reading.cells import Cell
from planner.reading.everybody import means_everybody, means_nobody, names_nobody, so_many
from planner.reading.notation import Named, Names, alone, full_names, staff
from planner.reading.profile import pieces
from planner.reading.skill_seats import SkillReader
from planner.reading.tables import Row
from planner.schema import vocabulary

_SPACED = re.compile(r"\s/\s")
"""Between names; *QA/QC* may be one."""
_SEPARATORS = frozenset(",;/+&|\n[，；、／＋＆・")


def _everybody(row: Row, message: Phrase) -> Issue:
    return row.source.issue(
        "everybody",
        message,
        "resources",
        got=row.text("resources"),
        severity="info",
    )


def _last_first(row: Row) -> Issue:
    """A remark on the first of names that are read as a last and a first name."""
    return row.source.issue(
        "last-and-first-name",
        phrase("is read as the last and the first name of one person, as in all rows"),
        "resources",
        got=row.text("resources"),
        severity="warning",
        remedy=phrase("write a semicolon between two people"),
    )


def _once(needs: Iterable[Need]) -> list[Need]:
    """Drops people who are named again: nobody takes two seats of a task."""
    found: dict[object, Need] = {}
    for place, need in enumerate(needs):
        found.setdefault(need.names if len(need.names) == 1 else place, need)
    return list(found.values())


class SeatReader:
    """Finds who is needed for each task, and collects unknown names."""

    def __init__(
        self, resources: Sequence[Resource], rows: Sequence[Row], *, listed: bool = True
    ) -> None:
        self.resources = tuple(resources)
        self._groups: dict[str, list[str]] = {}
        for resource in resources:
            for group in resource.groups:
                self._groups.setdefault(key(group), []).append(resource.name)
        self._skilled_seats = SkillReader(resources)
        self._skills = {key(resource.name): resource.skills for resource in resources}
        self._skill_names = {key(name) for skills in self._skills.values() for name in skills}
        shared = self._skill_names | self._groups.keys()
        self._names = Names(
            one.name for one in resources if one.kind != "material" or key(one.name) not in shared
        )
        self._most = {resource.name: resource.max_units for resource in resources}
        self._complete = listed and bool(resources)
        self._everybody = [resource.name for resource in resources if resource.kind == "person"]
        texts = [row.text("resources") if row.has("resources") else "" for row in rows]
        bare = {t: _SPACED.sub(" ", t) for t in texts if t}
        self._alone = alone(frozenset(key(t) for t, b in bare.items() if not _SEPARATORS & set(b)))
        self._full = full_names(texts) if not self._complete else frozenset()
        self._seated: dict[str, list[Need]] = {}
        self.unknown: list[str] = []
        self._told_nobody = False
        self._above: list[str] = []
        if not resources and any(names_nobody(one) for text in bare for one in pieces(text)):
            self._everybody = self._named_anywhere(bare)

    def _named_anywhere(self, texts: Iterable[str]) -> list[str]:
        """Everybody whom other tasks name, where no sheet lists the people."""
        named: dict[str, str] = {}
        for text in texts:
            for item in staff(text, self._name, self._alone):
                people = () if item.material else item.names
                named |= {key(name): name for name in people if not names_nobody(name)}
        return list(named.values())

    def needs(self, row: Row, crew: int = 1) -> tuple[Need, ...]:
        """The seats that a row needs: for its named people, and for skills that they do not cover.

        `crew` is the number of people from a column of its own, where the row names one kind of
        them.
        """
        needs = self._needs(row)
        if crew > 1 and not needs and not self._told_nobody:
            self._note_nobody(row)
        if crew == 1 or len(needs) != 1 or (needs[0].count, needs[0].units) != (1, 1):
            return needs
        (need,) = needs
        able = [self._most.get(name, crew) for name in need.names or self._skilled(need.skill)]
        if max(able, default=0) >= crew:  # one crew or company that has this many people
            return (replace(need, units=crew),)
        if len(need.names) != 1:
            return (replace(need, count=crew),)
        self._note_few(row, crew, need.names[0])
        return needs

    def _skilled(self, skill: str) -> list[str]:
        """The names of those who have a skill."""
        return [
            resource.name for resource in self.resources if key(skill) in map(key, resource.skills)
        ]

    def _note_nobody(self, row: Row, field: str = "heads") -> None:
        self._told_nobody = True
        message = phrase(
            "how many people a task takes is not planned with where nothing says who they are"
        )
        remedy = phrase(
            "write their trade, skill or crew in Resource Names, and on the People sheet how many "
            "there are"
        )
        row.note("warning", "people-of-no-kind", message, field, remedy)

    def _note_few(self, row: Row, crew: int, name: str) -> None:
        message = phrase(
            "{crew} of {name} are asked for, and there are no more than {most:g}, who are planned",
            crew=crew,
            name=name,
            most=self._most[name],
        )
        remedy = phrase("write on the People sheet how many there are, as Max Units")
        row.note("warning", "few-people", message, "heads", remedy)

    def _needs(self, row: Row) -> tuple[Need, ...]:
        named = row.take("resources", lambda cell: self._seats(row, cell)) or []
        told = [name for need in named for name in need.names]
        self._above += [name for name in told if name not in self._above]
        skilled = row.take("skills", self._skilled_seats.needs) or []
        skilled = self._uncovered(skilled, named)
        self._skilled_seats.say_several(row, skilled)
        excluded, preferred = self._people(row, "excluded"), self._people(row, "preferred")
        if not excluded and not preferred:
            return (*named, *skilled)
        return tuple(
            replace(need, excluded=excluded, preferred=preferred) for need in (*named, *skilled)
        )

    def _seats(self, row: Row, cell: Cell) -> list[Need]:
        """The seats in a cell; each different text is looked up once."""
        names, text = self._names, cell.text
        if text not in self._seated:
            found = self._read_seats(row, cell)
            if self._names is not names:
                return found
            self._seated[text] = found
        return self._seated[text]

    def _read_seats(self, row: Row, cell: Cell) -> list[Need]:
        if key(cell.text) in self._full:
            row.log.once(_last_first(row))
            return [self._need(row, Named(names=(cell.text,)))]
        items = staff(cell.text, self._name, self._alone)
        counted = any(map(str.isdigit, cell.text))
        known = [item for item in items if not self._is_of_no_kind(item, counted=counted)]
        if len(known) < len(items) and not self._told_nobody:
            self._note_nobody(row, "resources")
        return _once(need for item in known for need in self._seats_of(row, item))

    def _seats_of(self, row: Row, item: Named) -> list[Need]:
        """The seats of an item: one for each person where it means everybody, none for nobody."""
        (first, *others) = item.names
        if others or self._is_known(first):
            return [self._need(row, item)]
        if means_nobody(first):
            return []
        if not (first.isdecimal() or any(map(str.isalpha, first))):
            self._note_no_name(row, first)
            return []
        if self._everybody and (means_everybody(first) or self._are_so_many(first)):
            return self._all(row)
        if so_many(first):
            return [self._need(row, Named(names=(name,))) for name in self._above]
        return [self._need(row, item)]

    def _all(self, row: Row) -> list[Need]:
        """A seat for everybody."""
        whom = phrase("of the People sheet") if self._complete else phrase("whom other tasks name")
        row.log.once(_everybody(row, phrase("takes everybody {whom}", whom=whom)))
        return [self._need(row, Named(names=(name,))) for name in self._everybody]

    def _is_known(self, text: str) -> bool:
        """Whether a text is the name of a person, a group or a skill."""
        named = key(text)
        return self._names(text) is not None or named in self._groups or named in self._skill_names

    def _are_so_many(self, text: str) -> bool:
        """Whether a text says as many people as there are."""
        return so_many(text) == len(self._everybody) > 1

    def _is_of_no_kind(self, item: Named, *, counted: bool) -> bool:
        """Whether an item says how many people, but not who, as ``2 people`` does.

        `counted` says whether its cell has a digit.
        """
        (first, *others) = item.names
        if self._name(first) is not None:
            return False
        if (number := so_many(first)) and not others:
            return number not in (len(self._everybody), len(self._above))
        words = vocabulary.words_for("some people")
        return counted and all(fold(name.lstrip("0123456789 ")) in words for name in item.names)

    def _name(self, text: str) -> str | None:
        known = self._names(text)
        shared = key(text) in self._groups or key(text) in self._skill_names
        return known if known is not None or not shared else text

    def _need(self, row: Row, item: Named) -> Need:
        if item.remark and key(item.remark) not in self._skill_names | self._groups.keys():
            self._note_remark(row, item)
        members = self._groups.get(key(item.names[0]))
        if members and len(item.names) == 1 and self._names(item.names[0]) is None:
            return Need(
                names=tuple(members),
                count=max(1, round(item.units)),
                units=min(1.0, item.units),
            )
        (first, *others) = item.names
        if not others and self._names(first) is None and key(first) in self._skill_names:
            return Need(skill=first, count=max(1, round(item.units)), units=min(1.0, item.units))
        for name in item.names:
            if self._names(name) is None:
                self._note_unknown(row, name)
        return Need(names=item.names, units=item.units)

    def _note_remark(self, row: Row, item: Named) -> None:
        message = phrase(
            "read as {name}; what stands beside the name means nothing for the plan",
            name=item.names[0],
        )
        remedy = phrase("write skills in a column of their own")
        row.note("info", "words-beside-name", message, "resources", remedy)

    def _note_no_name(self, row: Row, text: str) -> None:
        message = phrase("{text} has no letters and names nobody, so nobody is planned", text=text)
        remedy = phrase("write who does the task, or list this name on the People sheet")
        row.note("warning", "no-name", message, "resources", remedy)

    def _note_unknown(self, row: Row, name: str) -> None:
        if self._complete:
            row.note(
                "warning",
                "unknown-resource",
                phrase(
                    "{name} is not on the People sheet and is planned as a person without cost",
                    name=name,
                ),
                "resources",
                self._names.remedy(name, phrase("add a row for this name")),
            )
        self.unknown.append(name)
        self._names = Names((*self._names, name))
        self._seated.clear()

    def _uncovered(self, wanted: list[Need], named: Sequence[Need]) -> list[Need]:
        """The skill seats that remain after the named people have taken those they can."""
        free = [need.names[0] for need in named if len(need.names) == 1]
        left = []
        for need in wanted:
            takers = [name for name in free if self._can(name, need)][: need.count]
            free = [name for name in free if name not in takers]
            if len(takers) < need.count:
                left.append(replace(need, count=need.count - len(takers)))
        return left

    def _can(self, name: str, need: Need) -> bool:
        if need.names:
            return name in need.names
        skills = {key(skill): level for skill, level in self._skills.get(key(name), {}).items()}
        return skills.get(key(need.skill), -1) >= need.level

    def _people(self, row: Row, field: str) -> tuple[str, ...]:
        found = row.take(field, lambda cell: staff(cell.text, self._name)) or []
        names = []
        for item in found:
            for name in item.names:
                if self._names(name) is None:
                    remedy = self._names.remedy(name, phrase("correct it or add this person"))
                    row.note(
                        "warning",
                        "unknown-resource",
                        phrase("{name} is not known", name=name),
                        field,
                        remedy,
                    )
                else:
                    names.append(name)
        return tuple(names)
