"""Reacts to imports: a call back when a library has been imported, and fresh local modules for every node."""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from .facts import workspace_folder

CallBack = Callable[[], None]


class _After:
    """A finder that adds a call to the end of the import of the modules that somebody waits for."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[CallBack]] = {}
        self.locally: Callable[[ModuleType], None] | None = None
        self.busy = False

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if self.busy or (name not in self.waiting and not self._is_local(name)):
            return None
        calls = self.waiting.pop(name, [])
        self.busy = True
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self.busy = False
        loader: Any = spec.loader if spec else None
        if spec is None or not hasattr(loader, "exec_module"):
            if calls:
                self.waiting[name] = calls
            return None
        execute = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            loader.exec_module = execute
            execute(module)
            for call in calls:
                call()
            if self.locally is not None and self._is_local(name):
                self.locally(module)

        loader.exec_module = exec_module
        return spec

    def _is_local(self, name: str) -> bool:
        """Whether there may be a file for it in the workspace."""
        if self.locally is None:
            return False
        place = os.path.join(workspace_folder(), *name.split("."))
        return os.path.isfile(f"{place}.py") or os.path.isdir(place)


_after = _After()


def after_import(name: str, call: CallBack) -> None:
    """Calls `call` now if module `name` is imported, else right after it will be."""
    if name in sys.modules:
        call()
        return
    if _after not in sys.meta_path:
        sys.meta_path.insert(0, _after)
    _after.waiting.setdefault(name, []).append(call)


def on_local_import(call: Callable[[ModuleType], None] | None) -> None:
    """Calls `call` with each module of the workspace when it has been imported; None: no longer."""
    if _after not in sys.meta_path:
        sys.meta_path.insert(0, _after)
    _after.locally = call


def cancel(call: CallBack) -> None:
    """Withdraws a call that has not happened."""
    for name, calls in list(_after.waiting.items()):
        _after.waiting[name] = [one for one in calls if one is not call]
        if not _after.waiting[name]:
            del _after.waiting[name]


_foreign: set[str] = set()
_kept: set[str] | None = None


def local_modules() -> set[str]:
    """Names of the imported modules whose file lies in the workspace."""
    top = os.path.join(os.path.realpath(workspace_folder()), "")
    local: set[str] = set()
    for name in set(sys.modules) - _foreign:
        (local if name != "__main__" and _lies_below(sys.modules[name], top) else _foreign).add(name)
    return local


def _lies_below(module: Any, top: str) -> bool:
    try:
        file = getattr(module, "__file__", None)
        places = [file] if file else list(getattr(module, "__path__", ()))
    except Exception:
        return False
    return any(isinstance(place, str) and os.path.realpath(place).startswith(top) for place in places)


def fresh_local_modules() -> None:
    """Forgets the local modules that earlier nodes imported; those of the project's own imports stay."""
    global _kept
    found = local_modules()
    if _kept is None:
        _kept = found
    for name in found - _kept:
        del sys.modules[name]
    importlib.invalidate_caches()


def kept_modules() -> set[str]:
    """Local modules that the project's own imports need: no node imports them anew."""
    return _kept or set()


@contextlib.contextmanager
def importable(folder: str) -> Iterator[None]:
    """Modules in `folder` can be imported, as first choice."""
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        with contextlib.suppress(ValueError):
            sys.path.remove(folder)


@cache
def imported_names(file: str) -> frozenset[str]:
    """The names that a module's own imports bind: what they mean belongs to others."""
    with open(file, "rb") as source:
        statements = ast.parse(source.read()).body
    return frozenset(
        alias.asname or alias.name.partition(".")[0]
        for statement in statements
        if isinstance(statement, (ast.Import, ast.ImportFrom))
        for alias in statement.names
    )


def local_module(name: str, *inside: str) -> Any:
    """A module of the workspace with what was imported inside it, for a node that has not begun yet."""
    with importable(str(workspace_folder())):
        module = importlib.import_module(name)
        for each in inside:
            importlib.import_module(each)
        return module
