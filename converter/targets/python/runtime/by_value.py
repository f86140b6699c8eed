"""How functions and classes are passed between nodes that no import can find."""

from __future__ import annotations

import contextlib
import functools
import importlib
import sys
import threading
import types
import typing
from typing import Any

from . import namespace
from .class_shells import OURS
from .errors import GuardError
from .facts import PACKAGE
from .slot_names import slot_names
from .top_level import module_name

_SLOTS = (
    "__defaults__",
    "__kwdefaults__",
    "__annotations__",
    "__qualname__",
    "__module__",
    "__doc__",
    "__type_params__",
)


def _found(module: Any, qualname: str) -> Any:
    found = module
    for part in qualname.split("."):
        found = getattr(found, part)
    return found


def importable(value: Any) -> bool:
    """Whether this function or class is found again by the name of its module and its own."""
    name = getattr(value, "__module__", None) or ""
    module = sys.modules.get(name) or _submodule(name)
    if module is None or name == "__main__":
        return False
    try:
        return _found(module, value.__qualname__) is value
    except AttributeError:
        return False


def _submodule(name: str) -> types.ModuleType | None:
    """A part of a library that is there but has not been asked for by this name."""
    if name.rpartition(".")[0] not in sys.modules:
        return None
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def is_synthetic(function: types.FunctionType) -> bool:
    """Whether its globals are of no module: a library made them for generated code, as `namedtuple` does."""
    variables = function.__globals__
    if namespace.is_namespace(variables) or "__file__" in variables:
        return False
    module = sys.modules.get(variables.get("__name__", ""))
    return module is None or vars(module) is not variables


def reduce_helper(value: Any) -> tuple[Any, ...] | None:
    """By reference, for the project's helpers while they say that they are from `__main__`."""
    helpers = sys.modules.get(f"{PACKAGE}.helpers")
    if helpers is None or value.__module__ != "__main__":
        return None
    try:
        return (_helper, (value.__qualname__,)) if _found(helpers, value.__qualname__) is value else None
    except AttributeError:
        return None


def _helper(qualname: str) -> Any:
    return _found(importlib.import_module(f"{PACKAGE}.helpers"), qualname)


def reduce_function(function: types.FunctionType) -> tuple[Any, ...]:
    """The code and what it is bound to; global names are looked up where the function arrives."""
    variables = function.__globals__
    place = None if namespace.is_namespace(variables) else module_name(variables)
    if place == "__main__":
        raise GuardError(
            f"the function {function.__name__!r} of a file that was run cannot be passed to another node"
        )
    slots = {}
    for name in _SLOTS:
        with contextlib.suppress(AttributeError, NameError):
            slots[name] = getattr(function, name)
    contents = [_contents(cell) for cell in function.__closure__ or ()]
    made_of = (function.__code__, place, function.__name__, function.__closure__)
    return (_function, made_of, (dict(vars(function)), slots, contents), None, None, _set_function)


def _contents(cell: types.CellType) -> tuple[Any, ...]:
    try:
        return (cell.cell_contents,)
    except ValueError:
        return ()


def _function(code: types.CodeType, place: str | None, name: str, cells: Any) -> types.FunctionType:
    module = namespace.pending() if place is None else importlib.import_module(place)
    return types.FunctionType(code, vars(module), name, None, cells)


def _set_function(function: types.FunctionType, state: tuple[Any, Any, Any]) -> None:
    attributes, slots, contents = state
    vars(function).update(attributes)
    for name, value in slots.items():
        with contextlib.suppress(AttributeError):
            setattr(function, name, value)
    for cell, content in zip(function.__closure__ or (), contents, strict=False):
        if content:
            cell.cell_contents = content[0]


def reduce_cell(cell: types.CellType, filled: bool) -> tuple[Any, ...]:
    """A closure's cell; empty where its function fills it, because the function may be in the cell itself."""
    if not filled:
        return (types.CellType, ())
    return (types.CellType, (), _contents(cell), None, None, _fill)


def _fill(cell: types.CellType, content: tuple[Any, ...]) -> None:
    if content:
        cell.cell_contents = content[0]


SAVING = (
    "__reduce__",
    "__reduce_ex__",
    "__getstate__",
    "__setstate__",
    "__getnewargs__",
    "__getnewargs_ex__",
)


def answers_for_others(kind: type) -> bool:
    """Whether objects of this class of the notebook answer for what they lack: pickle would ask them for its methods."""
    if kind.__module__ not in OURS:
        return False
    own = [one for one in kind.__mro__ if one is not object]
    if not any("__getattr__" in vars(one) for one in own):
        return False
    return all(one.__module__ in OURS and not any(name in vars(one) for name in SAVING) for one in own)


def reduce_attributes(value: Any) -> tuple[Any, ...]:
    """An object by its attributes, without a question to its own code."""
    return (object.__new__, (type(value),), state_of(value), None, None, set_state)


def state_of(value: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The object's attributes, and those that have slots."""
    kept = object.__getattribute__(value, "__dict__") if type(value).__dictoffset__ else {}
    if kept is not value:
        kept = dict(kept)
    slots = {}
    for name in slot_names(type(value)):
        with contextlib.suppress(AttributeError):
            slots[name] = object.__getattribute__(value, name)
    return kept, slots


def set_state(value: Any, state: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """Gives an object what `state_of` has told of another."""
    kept, slots = state
    if kept is value:
        object.__setattr__(value, "__dict__", value)
    elif kept:
        object.__getattribute__(value, "__dict__").update(kept)
    for name, held in slots.items():
        object.__setattr__(value, name, held)


def reduce_typing(value: Any) -> tuple[Any, ...] | None:
    """Types of the notebook's own of which pickle would keep no more than their names."""
    if isinstance(value, typing.NewType) and not importable(value):
        return (object.__new__, (typing.NewType,), dict(vars(value)))
    if isinstance(value, typing.ParamSpec):
        return (typing.ParamSpec, (value.__name__,))
    if isinstance(value, typing.TypeVarTuple):
        return (typing.TypeVarTuple, (value.__name__,))
    return None


def reduce_cached_property(value: functools.cached_property[Any]) -> tuple[Any, ...]:
    """A property that keeps what it gives; until Python 3.12 it has a lock."""
    kept = {name: held for name, held in vars(value).items() if name != "lock"}
    return (object.__new__, (type(value),), kept, None, None, _set_cached_property)


def _set_cached_property(value: Any, kept: dict[str, Any]) -> None:
    vars(value).update(kept)
    if sys.version_info < (3, 12):
        value.lock = threading.RLock()
