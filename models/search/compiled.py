"""Functions made machine code when they are first called, and kept for the next process."""

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

import numba
from numba.core import config

F = TypeVar("F", bound=Callable[..., object])

_SETTING = Lock()
"""Held while numba's folder is set, for all threads have the same one."""


def compiled(function: F) -> F:
    """The function as machine code; other threads go on while it runs.

    It may not make arrays: then nobody counts who refers to them, which takes small functions three
    quarters of their time. The code is kept in `folder`.
    """
    settings: Any = config
    with _SETTING:
        before, settings.CACHE_DIR = settings.CACHE_DIR, str(folder())
        try:
            return _compiled(function, cache=True)
        finally:
            settings.CACHE_DIR = before


def inner(function: F) -> F:
    """The decorator for functions that only machine code calls: it compiles sooner."""
    return _compiled(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def kept(function: Callable[..., object]) -> bool:
    """Whether machine code of a `compiled` function is on disk."""
    where: str = function.stats.cache_path  # type: ignore[attr-defined]
    own = function.py_func  # type: ignore[attr-defined]
    return any(Path(where).glob(f"{Path(own.__code__.co_filename).stem}.{own.__qualname__}-*.nbi"))


@cache
def folder() -> Path:
    """The folder that keeps the machine code of these very sources: beside them, or in a cache.

    Each state of the sources has a folder of its own, since numba looks for changes in the file of
    the function it calls only, not in those of the functions inside. Where neither place can be
    written, the code lives as long as the process.
    """
    here = Path(__file__).parent
    state = hashlib.sha256()
    for source in sorted([*here.glob("*.py"), *here.parent.glob("bounds/*.py")]):
        state.update(source.read_bytes())
    name = f"crewplan-{state.hexdigest()[:16]}"
    for base in (here / "__pycache__", *_caches()):
        place = base / name
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(place, os.W_OK):
            return place
    base = Path(tempfile.mkdtemp(prefix="crewplan-"))
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    place = base / name
    place.mkdir()
    return place


def _caches() -> Iterator[Path]:
    """The user's folder of caches, if there is a user."""
    named = os.environ.get("XDG_CACHE_HOME")
    with suppress(RuntimeError):
        yield Path(named) if named else Path.home() / ".cache"


def _compiled(function: F, **more: bool) -> F:
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "forceinline": True, **more}
    options["_nrt"] = False
    return cast("F", numba.njit(**options)(function))
