"""Functions made machine code when they are first called, and kept for the next process."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function as machine code; other threads go on while it runs.

    It may not make arrays: then nobody counts who refers to them, which takes three quarters of the
    time of a small function. The code is kept beside the source or among the user's caches; where
    neither can be written, it is made anew in each process.
    """
    options = {"nogil": True, "error_model": "numpy", "_nrt": False, "forceinline": True}
    try:
        return cast(F, numba.njit(cache=True, **options)(function))
    except RuntimeError:
        return cast(F, numba.njit(**options)(function))
