"""Functions made machine code when they are first called, and kept for the next process."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """The function as machine code; other threads go on while it runs.

    It may not make arrays: then nobody counts who refers to them, which takes small functions three
    quarters of their time. The code is kept beside the source or among the user's caches; where
    neither can be written, it is made anew in each process.
    """
    return _compiled(function)


def inner(function: F) -> F:
    """The same for what only machine code calls: without a way in from Python it is made sooner."""
    return _compiled(function, kept=False, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def _compiled(function: F, *, kept: bool = True, **more: bool) -> F:
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "forceinline": True, **more}
    options["_nrt"] = False
    try:
        return cast("F", numba.njit(cache=kept, **options)(function))
    except RuntimeError:
        return cast("F", numba.njit(**options)(function))
