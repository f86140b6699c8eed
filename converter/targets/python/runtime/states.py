"""The states of the interpreter that notebook cells change and later cells feel.

Each is a row of `STATES`: how to take it, how to set it. A state of a library that is not imported is `None`.
"""

from __future__ import annotations

import contextlib
import decimal
import importlib
import locale
import os
import random
import sys
import warnings
from collections.abc import Callable, Mapping
from os import getcwd  # notebooks may put another in its place
from typing import Any, NamedTuple

from . import interactive, warning_filters
from .facts import working_folder
from .logging_state import (
    capture_logging,
    check_logging,
    live_logging,
    pristine_logging,
    put_back_logging,
    set_logging,
)


class State(NamedTuple):
    """One kind of state. `library`: only there once this module is imported."""

    capture: Callable[[], Any]
    apply: Callable[[Any], None]
    library: str = ""
    pristine: Callable[[], None] | None = None


def _numpy() -> Any:
    return importlib.import_module("numpy")


def set_environment(wanted: Mapping[str, str]) -> None:
    """Makes the environment variables exactly `wanted`."""
    for name in set(os.environ) - set(wanted):
        del os.environ[name]
    for name, value in wanted.items():
        if os.environ.get(name) != value:
            os.environ[name] = value


def _pandas_config() -> Any:
    return importlib.import_module("pandas._config.config")


def _pandas_options() -> dict[str, Any]:
    """All options with their values; warnings of old options are dropped."""
    registered = _pandas_config()._registered_options
    values = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in registered:
            with contextlib.suppress(Exception):
                values[name] = _read_option(name)
    return values


def _read_option(name: str) -> Any:
    place = _pandas_config()._global_config
    for part in name.split("."):
        place = place[part]
    return place


def _set_pandas_options(wanted: Mapping[str, Any]) -> None:
    pandas = importlib.import_module("pandas")
    current = _pandas_options()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, value in wanted.items():
            if not same(current.get(name), value):
                pandas.set_option(name, value)


def _set_numpy_options(wanted: Mapping[str, Any]) -> None:
    numpy = _numpy()
    numpy.set_printoptions(**wanted["print"])
    numpy.seterr(**wanted["errors"])


def _set_numpy_random(wanted: Any) -> None:
    _numpy().random.set_state(wanted)


def _matplotlib() -> Any:
    return importlib.import_module("matplotlib")


def _figure_options() -> dict[str, Any]:
    options = _matplotlib().rcParams
    return {name: dict.__getitem__(options, name) for name in dict.keys(options) if "backend" not in name}


def _set_figure_options(wanted: Mapping[str, Any]) -> None:
    dict.update(_matplotlib().rcParams, wanted)


def _torch_random() -> dict[str, Any]:
    torch = importlib.import_module("torch")
    return {
        "cpu": torch.get_rng_state(),
        "cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_initialized() else [],
    }


def _set_torch_random(wanted: Mapping[str, Any]) -> None:
    torch = importlib.import_module("torch")
    torch.set_rng_state(wanted["cpu"])
    if wanted["cuda"]:
        torch.cuda.set_rng_state_all(wanted["cuda"])


def _locale() -> str:
    return locale.setlocale(locale.LC_ALL)


def _set_locale(wanted: str) -> None:
    if wanted != _locale():
        locale.setlocale(locale.LC_ALL, wanted)


def _directory() -> str:
    """The working directory, relative to the one that nodes start in, so that a project can be moved."""
    return os.path.relpath(getcwd(), working_folder())


def _sklearn() -> Any:
    return importlib.import_module("sklearn")


STATES: dict[str, State] = {
    "random.python": State(random.getstate, random.setstate, pristine=random.seed),
    "random.numpy": State(
        lambda: _numpy().random.get_state(), _set_numpy_random, "numpy", lambda: _numpy().random.seed()
    ),
    "random.torch": State(
        _torch_random, _set_torch_random, "torch", lambda: importlib.import_module("torch").seed()
    ),
    "options.pandas": State(_pandas_options, _set_pandas_options, "pandas"),
    "options.numpy": State(
        lambda: {"print": _numpy().get_printoptions(), "errors": _numpy().geterr()},
        _set_numpy_options,
        "numpy",
    ),
    "options.matplotlib": State(_figure_options, _set_figure_options, "matplotlib"),
    "options.sklearn": State(
        lambda: _sklearn().get_config(), lambda wanted: _sklearn().set_config(**wanted), "sklearn"
    ),
    "options.display": State(interactive.display_options, interactive.set_display_options, "IPython"),
    "warnings": State(warning_filters.current, warning_filters.apply, pristine=warning_filters.pristine),
    "logging": State(capture_logging, set_logging, pristine=pristine_logging),
    "environ": State(lambda: dict(os.environ), set_environment),
    "sys.path": State(lambda: list(sys.path), lambda wanted: sys.path.__setitem__(slice(None), wanted)),
    "cwd": State(_directory, lambda wanted: os.chdir(working_folder() / wanted)),
    "decimal": State(lambda: decimal.getcontext().copy(), lambda wanted: decimal.setcontext(wanted.copy())),
    "locale": State(_locale, _set_locale),
    "recursion": State(sys.getrecursionlimit, sys.setrecursionlimit),
}


def of_module(name: str) -> State:
    """The attributes of module `name`, as a state."""
    top = name.split(".")[0]

    def capture() -> dict[str, Any]:
        return dict(vars(importlib.import_module(name)))

    def apply(wanted: Mapping[str, Any]) -> None:
        variables = vars(importlib.import_module(name))
        for key in set(variables) - set(wanted):
            if not key.startswith("__"):
                del variables[key]
        variables.update(wanted)

    return State(capture, apply, top)


def find(name: str) -> State:
    """The state that `nodes.json` calls `name`."""
    return of_module(name[len("module:") :]) if name.startswith("module:") else STATES[name]


def take(name: str) -> Any:
    """The state now, or None where its library is not imported."""
    state = find(name)
    needed = name[len("module:") :] if name.startswith("module:") else state.library
    return state.capture() if not needed or needed in sys.modules else None


def same(one: Any, other: Any) -> bool:
    """Whether two captured states are equal; arrays and tensors are compared as a whole."""
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, decimal.Context) and isinstance(other, decimal.Context):
        return _arithmetic(one) == _arithmetic(other)
    try:
        equal = one == other
        return bool(equal.all()) if hasattr(equal, "all") else bool(equal)
    except Exception:
        return False


def _arithmetic(context: decimal.Context) -> tuple[Any, ...]:
    """All of a context but the flags, which every inexact result sets."""
    return (*context.__reduce__()[1][:6], context.traps)


# How a state travels between nodes: only what differs from what a node starts with.

_SPARSE = ("environ", "options.pandas", "options.matplotlib", "logging")


def packed(name: str, start: Any, end: Any) -> Any:
    """What a later node needs to have the state `end`, where it starts with `start`."""
    if end is None:
        return None
    if name.startswith("module:"):
        before = start or {}
        changed = {key: value for key, value in end.items() if key not in before or before[key] is not value}
        return {"set": changed, "deleted": [key for key in before if key not in end]}
    if name in _SPARSE:
        before = start or {}
        changed = {
            key: value for key, value in end.items() if key not in before or not same(before[key], value)
        }
        if name == "logging":
            check_logging(changed)
        return {"set": changed, "deleted": [key for key in before if key not in end]}
    if name == "sys.path":
        return _path_changes(start, end)
    return end


def unpacked(name: str, start: Any, value: Any) -> Any:
    """The state to apply, from what `packed` gave."""
    if value is None:
        return None
    if name.startswith("module:") or name in _SPARSE:
        state = {key: old for key, old in (start or {}).items() if key not in value["deleted"]}
        return state | value["set"]
    if name == "sys.path":
        kept = [entry for entry in start if entry not in value["removed"]]
        return [*value["front"], *kept, *value["back"]]
    return value


def _path_changes(start: list[str], end: list[str]) -> dict[str, list[str]]:
    old = [entry for entry in end if entry in start]
    first = end.index(old[0]) if old else len(end)
    return {
        "front": end[:first],
        "back": [entry for entry in end[first:] if entry not in start],
        "removed": [entry for entry in start if entry not in end],
    }


# To put back what a node changed, in the same process: with the real objects.


def live(name: str) -> Any:
    return live_logging() if name == "logging" else take(name)


def put_back(name: str, value: Any) -> None:
    if value is None:
        return
    if name == "logging":
        put_back_logging(value)
    else:
        find(name).apply(value)
