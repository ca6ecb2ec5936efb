"""The tasks from whose first start to whose last end phases and hammocks run."""

from collections.abc import Iterator, Mapping, Sequence

from planner.project import Task


def spanned(tasks: Sequence[Task]) -> Mapping[int, tuple[int, ...]]:
    """For each summary and each task that spans others, the tasks that decide; by position.

    None of these spans others itself: in its place stand those that it spans. A task is never
    among those that it spans, so that it may span the phase it stands in; what spans only itself
    has none.
    """
    return _Spans(tasks).all()


class _Spans:
    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tasks
        self.position = {task.id: k for k, task in enumerate(tasks)}
        self.below: dict[int, list[int]] = {}
        for k, task in enumerate(tasks):
            parent = self.position.get(task.parent)
            if parent is not None and parent != k:
                self.below.setdefault(parent, []).append(k)

    def all(self) -> Mapping[int, tuple[int, ...]]:
        return {
            k: tuple(sorted(set(self._inside(k, {k}))))
            for k, task in enumerate(self.tasks)
            if task.summary or task.spans
        }

    def _inside(self, k: int, seen: set[int]) -> Iterator[int]:
        task = self.tasks[k]
        if task.summary:
            parts = self.below.get(k, [])
        else:
            parts = [self.position[name] for name in task.spans if name in self.position]
        for part in parts:
            if part in seen:
                continue
            if self.tasks[part].summary or self.tasks[part].spans:
                yield from self._inside(part, {*seen, part})
            else:
                yield part
