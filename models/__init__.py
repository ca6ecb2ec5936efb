"""The mathematics of planning: integers in, integers out.

`Model` puts a project together and solves it. Below it are the data it makes: ``solve(problem,
objective, options)`` plans a `Problem`; ``violations(problem, schedule)`` judges.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.public import *  # noqa: F403 - it lists what it exports
    from models.public import __all__ as __all__


class _Models(ModuleType):
    """Imports what it exports when that is first asked for: who only reads needs no solver."""

    def __getattr__(self, name: str) -> Any:
        if name != "__all__" and (name.startswith("_") or _is_folder_or_file(name)):
            raise AttributeError(name)
        public = vars(import_module("models.public"))
        vars(self).update({one: public[one] for one in (*public["__all__"], "__all__")})
        if name not in vars(self):
            raise AttributeError(f"module 'models' has no attribute {name!r}", name=name, obj=self)
        return vars(self)[name]

    def __setattr__(self, name: str, value: object) -> None:
        """`solve` is the function, whoever imports the folder of that name."""
        if name != "solve":
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*vars(self), *self.__all__})


def _is_folder_or_file(name: str) -> bool:
    return name != "solve" and find_spec(f"models.{name}") is not None


sys.modules[__name__].__class__ = _Models
