"""Tasks for other processes: what unpickles one imports this file, which takes no time."""

import os
import time
from pathlib import Path


def nap_and_tell(seconds: float) -> int:
    """Takes a while; the process that did so."""
    time.sleep(seconds)
    return os.getpid()


def noted(ledger: Path, n: int, seconds: float) -> int:
    """Takes a while, and notes at its end that it has been run."""
    time.sleep(seconds)
    with ledger.open("a") as stream:
        stream.write(f"{n}\n")
    return n
