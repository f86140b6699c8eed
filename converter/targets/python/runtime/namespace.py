"""The module that a node's code sees as `__main__`.

Values can hold functions that were defined in the namespace of an earlier node. They are loaded before
the node runs, so the namespace of the node that is about to run exists already then: `pending()`.
"""

from __future__ import annotations

import builtins
import sys
from types import ModuleType
from typing import Any

from .facts import module
from .imports import fresh_local_modules

# As in IPython.
_DOC = "Automatically created module for IPython interactive environment"
REAL_MAIN = sys.modules.get("__main__")


class Main(ModuleType):
    """A fresh `__main__`; names it does not bind are looked up among the project's helpers.

    So `pickle` finds the notebook's classes in `__main__`, and `globals()` holds only the node's names.
    """

    def __init__(self) -> None:
        super().__init__("__main__")
        self.__dict__.update(__builtins__=builtins, __doc__=_DOC)
        for name in ("__spec__", "__loader__", "__package__"):
            self.__dict__[name] = None

    def __getattr__(self, name: str) -> Any:
        for place in ("helpers", "nodes"):
            found = module(place)
            if found is not None and not name.startswith("__") and name in vars(found):
                return vars(found)[name]
        raise AttributeError(f"module '__main__' has no attribute {name!r}")

    def lend(self) -> None:
        """Binds the helpers' names for a node that is a function: who resolves annotations looks among what is bound."""
        helpers = module("helpers")
        lent = {} if helpers is None else {k: v for k, v in vars(helpers).items() if k[0] != "_"}
        self.__dict__.update({**lent, **self.__dict__})


_pending: Main | None = None


def pending() -> Main:
    """The namespace of the node that is about to run."""
    global _pending
    if _pending is None:
        fresh_local_modules()
        _pending = Main()
    return _pending


def take() -> Main:
    """The namespace for the node that starts now."""
    global _pending
    taken = pending()
    _pending = None
    return taken


_kept: list[Main] = []


def keep(main: Main) -> None:
    """As in a notebook, what the names mean is not gone before the process is."""
    _kept.append(main)


def discard() -> None:
    """Forgets what was loaded for a node that will not run."""
    global _pending
    _pending = None


def is_namespace(variables: dict[str, Any]) -> bool:
    """Whether `variables` are the globals of some node's namespace, and not those of a file that was run."""
    main = vars(REAL_MAIN) if REAL_MAIN is not None else None
    return variables.get("__name__") == "__main__" and variables is not main and "__file__" not in variables
