"""Work during which Python does not look for garbage that goes in circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """For work that makes many objects and hardly any circles of them.

    Looking for circles takes a quarter of the time of building a model, an eighth of that of
    reading a workbook and a tenth of that of writing one. Where several do such work at a time, who
    switched it off switches it on again.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
