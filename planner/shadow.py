"""Whether `models` is ours: Python finds a file of that name beside the user's script first."""

import importlib.util
import sys
from pathlib import Path

MODELS = Path(__file__).resolve().parents[1] / "models" / "__init__.py"


def refuse_shadowed() -> None:
    """Find `models` without importing it.

    Raises:
        ImportError: if another package or module of that name comes first.
    """
    loaded = sys.modules.get("models")
    spec = importlib.util.find_spec("models") if loaded is None else loaded.__spec__
    origin = None if spec is None else spec.origin
    if origin is not None and Path(origin).resolve() == MODELS:
        return
    where = origin or getattr(loaded, "__file__", None)
    if where is None:
        return
    raise ImportError(
        f"{where} hides the package `models` that planner needs ({MODELS.parent}), because Python "
        f"looks there first: rename it, or start your program from another folder",
        name="models",
        path=str(where),
    )
