"""What tests let a child of the server do: a file that is imported at once, as each child does."""

import os
import sys
import time
from pathlib import Path
from typing import Any

from planner import pipeline
from planner.web import worker
from planner.web.config import MEGABYTE, Config
from planner.web.signed import Secret


def leave(_told: object = None) -> None:
    """Ends at once."""


def abort(*_arguments: object) -> None:
    """Ends as the solver does where there is no memory."""
    os.abort()


def full_disk(*_arguments: object) -> None:
    """Ends as a worker does that can write nothing."""
    sys.exit(worker.NOT_NOTED)


def eat(told: Path) -> None:
    """Takes memory, and notes that it was refused."""
    try:
        bytearray(400 * MEGABYTE)
    except MemoryError:
        told.write_text("refused")


def spin() -> None:
    """Never ends."""
    while True:
        pass


def tell_rank(told: Path) -> None:
    """Notes its session, whether it leads a group, and its niceness."""
    told.write_text(f"{os.getsid(0)} {os.getpgrp() == os.getpid()} {os.nice(0)}")


def writes_when_told(config: Config, job: str, secret: Secret) -> None:
    """Plans a job as if it was large, and writes its workbook once there is a file ``go``."""
    write = pipeline.write_plan

    def patient(*arguments: Any, **options: Any) -> Any:
        while not (config.data_dir / "go").exists():
            time.sleep(0.02)
        return write(*arguments, **options)

    vars(worker)["LARGE"] = 1  # in this process, which ends with the job
    vars(pipeline)["write_plan"] = patient
    worker.work(config, job, secret)
