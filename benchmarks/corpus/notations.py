"""How people write amounts, order, people and dates in a cell. Each takes a story and a row."""

from collections.abc import Callable, Sequence
from datetime import date

from benchmarks.corpus.grid import Value
from benchmarks.corpus.story import Story, Wait

Render = Callable[[Story, int], Value]


def name(story: Story, row: int) -> Value:
    """The task's name."""
    return story.items[row].name


def number(_: Story, row: int) -> Value:
    """Numbers from 1."""
    return row + 1


def code(shape: str = "T{:02d}", step: int = 1) -> Render:
    """Codes such as T01, T02."""
    return lambda _, row: shape.format((row + 1) * step)


def letter(_: Story, row: int) -> Value:
    """Capital letters."""
    return chr(ord("A") + row)


def days(story: Story, row: int) -> Value:
    """A bare number of days."""
    return story.items[row].days


def amount(shape: str, factor: float = 1) -> Render:
    """Text such as ``5 days``; `factor` is units for a day."""

    def render(story: Story, row: int) -> Value:
        return shape.format(f"{story.items[row].days * factor:g}")

    return render


def texts(*written: str) -> Render:
    """Whatever is written in the rows one after the other."""
    return lambda _, row: written[row]


def weeks_and_days(story: Story, row: int) -> Value:
    """``1 week & 4 days``."""
    weeks, rest = divmod(story.items[row].days, 5)
    parts = [f"{weeks} week{'s' * (weeks > 1)}"] if weeks else []
    parts += [f"{rest} day{'s' * (rest > 1)}"] if rest or not weeks else []
    return " & ".join(parts)


def start(story: Story, row: int) -> Value:
    """The first day as a date."""
    return story.items[row].start


def finish(story: Story, row: int) -> Value:
    """The last day as a date."""
    return story.items[row].finish


def day_text(which: str, shape: str) -> Render:
    """A date as text, like ``%d.%m.%Y``; `which` is start or finish."""

    def render(story: Story, row: int) -> Value:
        day: date = getattr(story.items[row], which)
        return day.strftime(shape)

    return render


def waits(
    ids: Render = number, separator: str = ", ", none: Value = None, shape: str = "{id}{type}{lag}"
) -> Render:
    """What a task waits for, by the ids of the others: ``3, 4SS+2d``."""

    def render(story: Story, row: int) -> Value:
        written = [_wait(wait, ids(story, wait.row), shape) for wait in story.items[row].waits]
        if len(written) == 1 and written[0].isdigit():
            return int(written[0])
        return separator.join(written) if written else none

    return render


def _wait(wait: Wait, called: Value, shape: str) -> str:
    lag = f"{wait.lag:+d}d" if wait.lag else ""
    kind = wait.kind if wait.kind != "FS" or wait.lag else ""
    return shape.format(id=called, type=kind, lag=lag, kind=wait.kind)


def bracketed(ids: Render) -> Render:
    """``['T1', 'T2']``, and ``[]`` for nothing."""

    def render(story: Story, row: int) -> Value:
        return str([str(ids(story, wait.row)) for wait in story.items[row].waits])

    return render


def people(separator: str = ", ", shape: str = "{}") -> Render:
    """Who does it."""

    def render(story: Story, row: int) -> Value:
        return separator.join(shape.format(who) for who in story.items[row].people) or None

    return render


def fraction(story: Story, row: int) -> Value:
    """Progress from 0 to 1."""
    return story.items[row].percent


def hundredths(story: Story, row: int) -> Value:
    """Progress from 0 to 100."""
    return round(story.items[row].percent * 100)


def percent_text(story: Story, row: int) -> Value:
    """Progress like ``50%``."""
    return f"{story.items[row].percent:.0%}"


def choice(field: str, options: Sequence[Value]) -> Render:
    """One of three words by the sign of a field: below, at, above."""
    return lambda story, row: options[getattr(story.items[row], field) + 1]


def phase(story: Story, row: int) -> Value:
    """The phase in each row."""
    return story.items[row].phase


def phase_once(story: Story, row: int) -> Value:
    """The phase in its first row only."""
    first = row == 0 or story.items[row - 1].phase != story.items[row].phase
    return story.items[row].phase if first else None


def marked(who: str, mark: str = "x") -> Render:
    """A cross where somebody takes part."""
    return lambda story, row: mark if who in story.items[row].people else None


def hours_of(who: str) -> Render:
    """The hours of somebody: 8 for each day."""

    def render(story: Story, row: int) -> Value:
        item = story.items[row]
        return item.days * 8 if who in item.people else None

    return render
