"""Orders the activities so that links point forward, with their cycles."""

from collections.abc import Iterator
from itertools import chain

from models.problem import Problem, once


def order(problem: Problem) -> list[int]:
    """The activities such that links point forward, except within a cycle.

    What spans others comes after them.
    """
    return [i for component in components(problem) for i in component]


@once
def components(problem: Problem) -> list[list[int]]:
    """Strongly connected components of the links, in topological order (Tarjan, no recursion).

    From each activity there is also a way to what spans it.
    """
    count = len(problem.activities)
    found: list[list[int]] = []
    index, low = [-1] * count, [0] * count
    stack: list[int] = []
    on_stack = [False] * count
    clock = 0
    for root in range(count - 1, -1, -1):
        if index[root] >= 0:
            continue
        work: list[tuple[int, Iterator[int]]] = []
        node = root
        while True:
            if index[node] < 0:
                index[node] = low[node] = clock
                clock += 1
                stack.append(node)
                on_stack[node] = True
                work.append((node, _following(problem, node)))
            step = _next_child(work[-1], index, low, on_stack)
            if step is not None:
                node = step
                continue
            node, _ = work.pop()
            if low[node] == index[node]:
                found.append(_component(node, stack, on_stack))
            if not work:
                break
            parent = work[-1][0]
            low[parent] = min(low[parent], low[node])
            node = parent
    return found[::-1]


def _following(problem: Problem, node: int) -> Iterator[int]:
    links = (link.second for link in problem.outgoing[node])
    return chain(links, problem.spanned_by[node]) if problem.spanning else links


def _next_child(
    frame: tuple[int, Iterator[int]], index: list[int], low: list[int], on_stack: list[bool]
) -> int | None:
    node, children = frame
    for child in children:
        if index[child] < 0:
            return child
        if on_stack[child]:
            low[node] = min(low[node], index[child])
    return None


def _component(root: int, stack: list[int], on_stack: list[bool]) -> list[int]:
    component: list[int] = []
    while not component or component[-1] != root:
        component.append(stack.pop())
        on_stack[component[-1]] = False
    return component[::-1]
