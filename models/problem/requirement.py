"""How the data of a problem refuse what cannot be."""


def require(condition: bool, message: str, *about: object) -> None:
    """Raises a `ValueError` unless the condition holds.

    The message is put together only then: ``{}`` and ``{!r}`` in it stand for what it is `about`.
    """
    if not condition:
        raise ValueError(message.format(*about))
