"""Facts of a conflict told together: tasks one after the other, and who needs the same people."""

from collections.abc import Iterable, Iterator, Mapping

from models.conflict.facts import Fact
from planner.analysis.fact_text import FactText
from planner.language.words import Words
from planner.translate.translation import Translation

FactTexts = Mapping[Fact, tuple[FactText, ...]]
"""Facts and what they say."""


def in_few_texts(
    translation: Translation, told: FactTexts, say: Words
) -> Iterator[tuple[Fact, str]]:
    """The texts of facts with their cells, those of chains of tasks and of needs in one each.

    Each comes with the first of its facts.
    """
    chains = tuple(_chains(translation, told))
    together = {fact for chain in chains for fact in chain}
    for fact, texts in told.items():
        if fact not in together:
            yield from ((fact, one.placed) for one in texts if not one.needs)
    for chain in chains:
        yield chain[0], say("one after the other: {steps}", steps=" → ".join(_steps(chain, told)))
    yield from _needs(told, say)


def _needs(told: FactTexts, say: Words) -> Iterator[tuple[Fact, str]]:
    """Who is needed, and by which tasks."""
    found: dict[str, list[tuple[Fact, FactText]]] = {}
    for fact, texts in told.items():
        for one in texts:
            if one.needs:
                found.setdefault(one.needs, []).append((fact, one))
    for names, pairs in found.items():
        ones = [one for _, one in pairs]
        text = ones[0].text
        if len(ones) > 1:
            tasks = ", ".join(one.task for one in ones)
            text = say("{tasks} need {names}", tasks=tasks, names=names)
        yield pairs[0][0], _placed(text, ones)


def _chains(translation: Translation, told: FactTexts) -> Iterator[tuple[Fact, ...]]:
    """Tasks that wait for each other only, each followed by the link to the next."""
    works = {fact.position: fact for fact in told if fact.kind == "work"}
    after: dict[int, list[tuple[Fact, int]]] = {}
    before: dict[int, int] = {}
    for fact in told:
        if fact.kind == "precedence":
            link = translation.problem.precedences[fact.position]
            if _is_plain(translation, fact) and {link.first, link.second} <= set(works):
                after.setdefault(link.first, []).append((fact, link.second))
                before[link.second] = before.get(link.second, 0) + 1
    single = {i: found[0] for i, found in after.items() if len(found) == 1}
    single = {i: step for i, step in single.items() if before[step[1]] == 1}
    followers = {second for _, second in single.values()}
    for first in (i for i in single if i not in followers):
        chain, at = [works[first]], first
        while at in single:
            link_fact, at = single[at]
            chain += [link_fact, works[at]]
        yield tuple(chain)


def _is_plain(translation: Translation, fact: Fact) -> bool:
    """Whether a link says only that a task starts when another one is finished."""
    written = translation.links[fact.position]
    one = written.dependency
    return one is not None and not written.back and one.kind == "FS" and not one.lag.amount


def _steps(chain: tuple[Fact, ...], told: FactTexts) -> Iterator[str]:
    """What each task of a chain takes, with its cell and that of the link to it."""
    for k in range(0, len(chain), 2):
        own = [one for one in told[chain[k]] if not one.needs]
        link = list(told[chain[k - 1]]) if k else []
        if own or link:
            yield _placed((own or link)[0].text, (*own[:1], *link))


def _placed(text: str, of: Iterable[FactText]) -> str:
    """A text with the cells of several; the sheet is named once where it is the same."""
    cells: dict[str, list[str]] = {}
    for one in of:
        cell = one.source.cell(one.field)
        if cell:
            cells.setdefault(one.source.sheet, []).append(cell)
    shown = "; ".join(f"{sheet}!{', '.join(dict.fromkeys(own))}" for sheet, own in cells.items())
    return f"{text} ({shown})" if shown else text
