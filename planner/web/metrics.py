"""Numbers of a server in the text format of Prometheus."""

import shutil
import time
from collections.abc import Iterable, Mapping

from planner.web.config import Config
from planner.web.store import Store


def metrics(config: Config, store: Store, answers: Mapping[str, int]) -> str:
    """The metrics of a server, as text.

    Args:
        config: The settings of the server.
        store: The list of jobs.
        answers: Class of status such as 2xx → number of answers.
    """
    oldest = store.oldest_waiting()
    waited = 0.0 if oldest is None else max(0.0, time.time() - oldest)
    free = shutil.disk_usage(config.data_dir).free
    states = {f'{{state="{state}"}}': n for state, n in sorted(store.counts().items())}
    classes = {f'{{status="{status}"}}': n for status, n in sorted(answers.items())}
    lines = [
        *_family("planner_jobs", "gauge", "Jobs by state.", states),
        *_family("planner_waited_seconds", "gauge", "Longest wait in the queue.", {"": waited}),
        *_family("planner_stored_bytes", "gauge", "Bytes of all jobs.", {"": store.stored()}),
        *_family("planner_quota_bytes", "gauge", "Most bytes of all jobs.", {"": config.quota}),
        *_family("planner_free_bytes", "gauge", "Free bytes on the disk.", {"": free}),
        *_family("planner_answers_total", "counter", "Requests answered, by status.", classes),
    ]
    return "\n".join(lines) + "\n"


def _family(name: str, kind: str, text: str, values: Mapping[str, float]) -> Iterable[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} {kind}"
    for labels, value in values.items():
        yield (
            f"{name}{labels} {value:.10g}"
            if isinstance(value, float)
            else f"{name}{labels} {value}"
        )
