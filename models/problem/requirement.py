"""How the data of a problem refuse what cannot be."""


def require(condition: bool, message: str) -> None:
    """Raises a `ValueError` with the message unless the condition holds."""
    if not condition:
        raise ValueError(message)
