"""Errors that refuse a request."""

from collections.abc import Mapping

from planner.errors import PlannerError
from planner.phrase import phrase


class NotTakenError(PlannerError):
    """A visitor's request is refused; `status` is the HTTP status.

    `more` is added to the answer to a program, beside the message.
    """

    status: int = 422
    more: Mapping[str, object] = {}


class TooLongError(NotTakenError):
    """A text has more characters than are stored."""


class NotPossibleError(NotTakenError):
    """The request is impossible in the present state."""

    status = 409


def within(text: str, most: int) -> str:
    """The text without spaces around it; it is never cut.

    Raises:
        TooLongError: if it has more than `most` characters.
    """
    text = text.strip()
    if len(text) > most:
        raise TooLongError(
            phrase(
                'the text that begins with "{text}" has {count} characters, '
                "at most {most} are taken",
                text=text[:20],
                count=len(text),
                most=most,
            )
        )
    return text
