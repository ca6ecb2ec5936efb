"""Questions in a user's words: by when, by whom, in which order, who else, and what would help.

``T12 by 2027-05-03``, ``Ann on T7``, ``T9 before T4``, ``who else for T7``, ``what helps T7``;
tasks by their ID, WBS
or name, in English or German.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from planner.errors import InputError, Issue
from planner.language.text import key, nearest
from planner.language.words import ENGLISH, Words
from planner.phrase import Phrase, verbatim
from planner.project import Project, Resource, Task

QuestionKind = Literal["by", "on", "before", "who", "help"]

_WORDS: dict[str, QuestionKind] = {
    **dict.fromkeys(("by", "bis"), "by"),
    **dict.fromkeys(("on", "an"), "on"),
    **dict.fromkeys(("before", "vor"), "before"),
}
_WHO = re.compile(r"(?:who else for|who for|wer sonst für|wer für)\s+(.+)", re.IGNORECASE)
_HELP = re.compile(r"(?:what helps|what would help|was hilft|was hülfe)\s+(.+)", re.IGNORECASE)
_DATES = ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d.%m.%Y", "%d.%m.%Y %H:%M")
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
        kind = _WORDS.get(words[at].lower())
        if kind is not None:
            yield kind, " ".join(words[:at]), " ".join(words[at + 1 :])


class _Reader:
    """Reads one question."""

    def __init__(self, text: str, project: Project, words: Words) -> None:
        self.text, self.project, self.say = text, project, words

    def question(self) -> Question:
        asked = " ".join(self.text.split()).removesuffix("?").strip()
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
        for pattern in _DATES:
            try:
                when = datetime.strptime(right, pattern)
            except ValueError:
                continue
            return Question(text=self.text, kind="by", task=self._task(left), by=when)
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
