"""Counts by which the shape of the code is judged, of any commit: ``python -m benchmarks.census``.

Usage: ``python -m benchmarks.census [COMMIT ...]`` prints a table of Markdown with a column for
each commit, HEAD by default. It reads the files of ``planner`` and ``models`` as the commits have
them and changes nothing.
"""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_LONG = 40
_MANY = 6
_LARGE = 400


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the program, read and parsed."""

    name: str
    text: str
    tree: ast.Module


def sources(commit: str) -> tuple[Source, ...]:
    """The Python files of both packages at a commit."""
    names = _git("ls-tree", "-r", "--name-only", commit, "planner", "models").splitlines()
    python = (name for name in names if name.endswith(".py"))
    texts = ((name, _git("show", f"{commit}:{name}")) for name in python)
    return tuple(Source(name, text, ast.parse(text)) for name, text in texts)


def census(files: Iterable[Source]) -> Mapping[str, int]:
    """What is counted, by its name."""
    files = tuple(files)
    functions = [one for file in files for one in _functions(file.tree)]
    lines = [file.text.count("\n") for file in files]
    return {
        "files": len(files),
        "lines": sum(lines),
        f"files over {_LARGE} lines": sum(count > _LARGE for count in lines),
        "functions": len(functions),
        f"functions over {_LONG} lines": sum(_length(one) > _LONG for one in functions),
        f"functions of more than {_MANY} parameters": sum(
            _parameters(one) > _MANY for one in functions
        ),
        "`Any` in annotations": sum(_anys(file.tree) for file in files),
        "names of types defined more than once": len(several(files)),
        "the same in one package": len(several(files, apart=True)),
        "file names used more than once": len(_twice(file.name for file in files)),
    }


def several(files: Iterable[Source], *, apart: bool = False) -> tuple[str, ...]:
    """Names of classes and types that are defined more than once, private ones not counted.

    Args:
        files: The files.
        apart: Whether `planner` and `models` may each define a name, for the same thing in the
            terms of each; then only a second definition in one of them counts.
    """
    names = Counter(
        (file.name.partition("/")[0] if apart else "", name)
        for file in files
        for name in _types(file.tree)
        if not name.startswith("_")
    )
    return tuple(sorted({name for (_, name), count in names.items() if count > 1}))


def _types(tree: ast.Module) -> Iterator[str]:
    """Names of classes, and of the types that a module names: ``Spans = tuple[Span, ...]``."""
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name[0].isupper() and not name.isupper():
                yield name


def _twice(paths: Iterable[str]) -> set[str]:
    names = Counter(path.rpartition("/")[2] for path in paths)
    return {name for name, count in names.items() if count > 1 and not name.startswith("__")}


_Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(tree: ast.Module) -> Iterator[_Function]:
    return (node for node in ast.walk(tree) if isinstance(node, _Function))


def _length(function: _Function) -> int:
    """Lines of a function from its head to its end, its docstring aside."""
    said = function.body[0] if ast.get_docstring(function) else None
    docstring = said.end_lineno - said.lineno + 1 if said and said.end_lineno else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - docstring


def _parameters(function: _Function) -> int:
    told = function.args
    names = [one.arg for one in (*told.posonlyargs, *told.args, *told.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


def _anys(tree: ast.Module) -> int:
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(tree))


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], capture_output=True, text=True, check=True).stdout


def main(commits: list[str]) -> None:
    """Print the table."""
    counted = [census(sources(commit)) for commit in commits]
    print("| | " + " | ".join(f"`{commit}`" for commit in commits) + " |")
    print("|---|" + "---:|" * len(commits))
    for name in counted[0]:
        print(f"| {name} | " + " | ".join(f"{each[name]:,}" for each in counted) + " |")


if __name__ == "__main__":
    main(sys.argv[1:] or ["HEAD"])
