"""Why a request is not taken."""

from collections.abc import Mapping

from planner.errors import PlannerError


class NotTakenError(PlannerError):
    """What a visitor asks for is not taken; `status` is HTTP's word for why.

    `more` goes into the answer to a program, beside the message.
    """

    status: int = 422
    more: Mapping[str, object] = {}


class NotPossibleError(NotTakenError):
    """It cannot be done as things stand."""

    status = 409
