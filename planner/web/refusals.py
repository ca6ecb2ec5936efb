"""Errors that refuse a request."""

from collections.abc import Mapping

from planner.errors import PlannerError


class NotTakenError(PlannerError):
    """A visitor's request is refused; `status` is the HTTP status.

    `more` is added to the answer to a program, beside the message.
    """

    status: int = 422
    more: Mapping[str, object] = {}


class NotPossibleError(NotTakenError):
    """The request is impossible in the present state."""

    status = 409
