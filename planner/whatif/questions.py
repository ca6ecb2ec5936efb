"""Questions in a user's words: by when, by whom, in which order, who else, and what would help.

``T12 by 2027-05-03``, ``Ann on T7``, ``T9 before T4``, ``who else for T7``, ``what helps T7``;
tasks by their ID, WBS or name, in the languages whose words stand here.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from planner.errors import InputError, Issue
from planner.language.text import fold, key, nearest
from planner.language.words import ENGLISH, Words
from planner.phrase import Phrase, verbatim
from planner.project import Project, Resource, Task
from planner.schema.day_sheets import LEAVE
from planner.schema.vocabulary import words_for

QuestionKind = Literal["by", "on", "before", "who", "help"]

_WORDS: dict[QuestionKind, tuple[str, ...]] = {
    "by": (
        *("by", "bis", "bis zum", "hasta", "hasta el", "para el", "antes del"),
        *("jusqu'au", "d'ici le", "d'ici au", "avant le", "pour le"),
        *("entro", "entro il", "até", "até o", "tegen"),
    ),
    "on": ("on", "an", "auf", "en", "sur", "su", "em", "na", "no", "op"),
    "before": (
        *("before", "vor", "antes de", "antes que", "antes da", "antes do", "avant", "prima di"),
        "voor",
    ),
    "who": (
        *("who else for", "who for", "wer sonst für", "wer für", "wie anders voor", "wie voor"),
        *("quién más para", "quien más para", "quién para", "quien mas para", "quien para"),
        *("qui d'autre pour", "qui pour", "chi altro per", "chi per"),
        *("quem mais para", "quem para"),
    ),
    "help": (
        *("what helps", "what would help", "was hilft", "was hülfe", "wat helpt"),
        *("qué ayuda a", "que ayuda a", "qué ayudaría a", "que ayudaría a"),
        *("qu'est-ce qui aide", "qu'est-ce qui aiderait", "cosa aiuta", "o que ajuda"),
    ),
}
"""What is between the two things of a question, or before its one: words of several languages."""


_BETWEEN: tuple[QuestionKind, ...] = ("by", "on", "before")
_KINDS = {word: kind for kind in _BETWEEN for word in _WORDS[kind]}
_LEAVE = LEAVE.keys | words_for("leave")
_LONGEST = 2
"""Words between two things."""


def _beginning(kind: QuestionKind) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _WORDS[kind]))})\s+(.+)", re.IGNORECASE)


_WHO, _HELP = _beginning("who"), _beginning("help")
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%m/%d/%Y")
"""A date that is another one by the last two is none."""
_TIMES = ("", " %H:%M", "T%H:%M")
_DAY = date(2027, 5, 3)
"""For examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about a plan.

    Args:
        text: As written.
        kind: Of what.
        task: The task it is about; of two the first.
        other: The task that is to come after it.
        person: Who is to do it.
        by: When it is to be finished; without a time, in the work of that day.
    """

    text: str
    kind: QuestionKind
    task: Task
    other: Task | None = None
    person: Resource | None = None
    by: datetime | None = None


def understood(text: str, project: Project, words: Words = ENGLISH) -> Question | Issue:
    """The question in a text, or what is wrong with it; `words` is the language of the latter."""
    try:
        return question(text, project, words)
    except InputError as error:
        return error.issues[0]


def question(text: str, project: Project, words: Words = ENGLISH) -> Question:
    """The question in a text; `words` is the language of the error if it is not understood.

    Raises:
        InputError: if it is no known question, or names something that does not exist.
    """
    return _Reader(text, project, words).question()


def _splits(text: str) -> Iterator[tuple[QuestionKind, str, str]]:
    """Every way to read it as two things with a word between them, the last one first."""
    words = text.split(" ")
    for at in range(len(words) - 2, 0, -1):
        for end in range(min(at + _LONGEST, len(words) - 1), at, -1):
            kind = _KINDS.get(" ".join(words[at:end]).lower())
            if kind is not None:
                yield kind, " ".join(words[:at]), " ".join(words[end:])


def _moments(text: str, pattern: str) -> Iterator[datetime]:
    """The date in a text, with or without a time, if it is written so."""
    for clock in _TIMES:
        with suppress(ValueError):
            yield datetime.strptime(text, pattern + clock)


class _Reader:
    """Reads one question."""

    def __init__(self, text: str, project: Project, words: Words) -> None:
        self.text, self.project, self.say = text, project, words

    def question(self) -> Question:
        asked = " ".join(self.text.replace("’", "'").split()).strip("¿? ")
        if found := _WHO.fullmatch(asked):
            return Question(text=self.text, kind="who", task=self._task(found[1]))
        if found := _HELP.fullmatch(asked):
            return Question(text=self.text, kind="help", task=self._task(found[1]))
        faults: list[InputError] = []
        read = {"by": self._by, "on": self._on, "before": self._before}
        for kind, left, right in _splits(asked):
            try:
                return read[kind](left, right)
            except InputError as error:
                faults.append(error)
        if faults:
            raise faults[0]
        raise self._fault(verbatim(self.say("it is no question that can be answered")), self._how)

    def _by(self, left: str, right: str) -> Question:
        found = {when for pattern in _DATES for when in _moments(right, pattern)}
        if len(found) == 1:
            return Question(text=self.text, kind="by", task=self._task(left), by=found.pop())
        message = verbatim(self.say("{written} is no date", written=right))
        raise self._fault(
            message, verbatim(self.say("write it like {date}", date=self.say.day(_DAY)))
        )

    def _on(self, left: str, right: str) -> Question:
        people = {key(one.name): one for one in self.project.resources if one.kind != "material"}
        person = people.get(key(left))
        if person is None:
            names = [one.name for one in people.values()]
            message = verbatim(self.say("nobody is called {name}", name=left))
            raise self._fault(message, self._near(left, names))
        if _LEAVE & {fold(word) for word in right.split()[:1]}:
            message = verbatim(self.say("days off cannot be asked about"))
            remedy = verbatim(self.say("write them on the sheet Leave, and plan again"))
            raise self._fault(message, remedy)
        return Question(text=self.text, kind="on", task=self._task(right), person=person)

    def _before(self, left: str, right: str) -> Question:
        first, other = self._task(left), self._task(right)
        if first.id == other.id:
            message = verbatim(self.say("a task cannot come before itself"))
            raise self._fault(message, self._how)
        return Question(text=self.text, kind="before", task=first, other=other)

    def _task(self, name: str) -> Task:
        """A task by its ID, its WBS, or its name, or both of these; then by T and its ID."""
        wanted = key(name.strip("“”„\"' "))
        keys: tuple[Callable[[Task], str], ...] = (
            lambda task: task.id,
            lambda task: task.wbs,
            lambda task: task.name,
            lambda task: task.title,
            lambda task: f"t{task.id}",
        )
        for told in keys:
            found = [task for task in self.project.tasks if key(told(task)) == wanted]
            if len(found) == 1:
                return found[0]
            if found:
                message = verbatim(self.say("several tasks are called {name}", name=name))
                ids = ", ".join(task.id for task in found)
                raise self._fault(message, verbatim(self.say("name one by its ID: {ids}", ids=ids)))
        names = [text for task in self.project.tasks for text in (task.id, task.name)]
        raise self._fault(
            verbatim(self.say("there is no task {name}", name=name)), self._near(name, names)
        )

    def _near(self, text: str, names: Iterable[str]) -> Phrase:
        near = nearest(text, names)
        return verbatim(self.say('did you mean "{name}"?', name=near)) if near else self._how

    @property
    def _how(self) -> Phrase:
        day = self.say.day(_DAY)
        text = (
            'ask like "T12 by {day}", "Ann on T7", "T9 before T4", "who else for T7" '
            'or "what helps T7"'
        )
        return verbatim(self.say(text, day=day))

    def _fault(self, message: Phrase, remedy: Phrase) -> InputError:
        return InputError([Issue(code="question", message=message, got=self.text, remedy=remedy)])
