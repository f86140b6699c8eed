"""What the code of a node says of itself is what it would say at the top level of the notebook.

A function in a node's function is there `node.<locals>.f` of the module `nodes`; in the notebook it is `f` of
`__main__`, and its representation, what `pickle` writes and what `namedtuple` makes say so.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

from .facts import PACKAGE
from .imports import after_import, cancel

_HELPERS = f"{PACKAGE}.helpers"
_NODES = f"{PACKAGE}.nodes"


def at_top_level(code: CodeType, within: str) -> CodeType:
    """The code with inner functions and classes named as if it were that of a module; `within`: its own name."""
    return _renamed(code, f"{within}.<locals>.")


def _renamed(code: CodeType, prefix: str) -> CodeType:
    # Up to Python 3.10 the names of functions are constants, and those of classes still are.
    changes: dict[str, Any] = {"co_consts": tuple(_constant(each, prefix) for each in code.co_consts)}
    if getattr(code, "co_qualname", "").startswith(prefix):
        changes["co_qualname"] = _without(code.co_qualname, prefix)  # type: ignore[attr-defined, unused-ignore]
    return code.replace(**changes)


def _constant(value: Any, prefix: str) -> Any:
    if isinstance(value, CodeType):
        return _renamed(value, prefix)
    return _without(value, prefix) if isinstance(value, str) else value


def _without(text: str, prefix: str) -> str:
    return text[len(prefix) :] if text.startswith(prefix) else text


def module_name(variables: dict[str, Any]) -> str | None:
    """Under which name the module with these globals is imported, whatever it says of itself."""
    own = (
        name for name in (_NODES, _HELPERS) if name in sys.modules and vars(sys.modules[name]) is variables
    )
    return next(own, None) or variables.get("__name__")


@contextlib.contextmanager
def as_main_module() -> Iterator[None]:
    """The project's nodes and helpers, and all that they make, say that they are from `__main__`."""
    changed: list[Any] = []

    def visit(value: Any, depth: int = 0) -> None:
        if getattr(value, "__module__", None) != _HELPERS or depth > 3:
            return
        with contextlib.suppress(AttributeError, TypeError):
            if isinstance(value, type) or callable(value):
                if "__module__" not in getattr(value, "__dict__", ()) and isinstance(value, type):
                    return
                value.__module__ = "__main__"
                changed.append(value)
        if isinstance(value, type):
            for inner in list(vars(value).values()):
                if isinstance(inner, type):
                    visit(inner, depth + 1)

    def imported() -> None:
        for value in list(vars(sys.modules[_HELPERS]).values()):
            if isinstance(value, (type, FunctionType)):
                visit(value)
        _call(_HELPERS, "__main__")

    _call(_NODES, "__main__")
    # The code of a script imports them when it runs.
    after_import(_HELPERS, imported)
    try:
        yield
    finally:
        cancel(imported)
        for module in (_NODES, _HELPERS):
            _call(module, module)
        for value in changed:
            value.__module__ = _HELPERS


def _call(module: str, name: str) -> None:
    """What the module makes from here on says that it is from `name`."""
    if module in sys.modules:
        vars(sys.modules[module])["__name__"] = name
