"""Everything around a running node: its folder, its streams, and the state of the interpreter."""

from __future__ import annotations

import builtins
import contextlib
import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import journal, namespace, not_numbers, states
from .errors import NodeExit
from .facts import PACKAGE, NodeFacts, facts, working_folder
from .imports import importable
from .top_level import as_main_module

OWN_VARIABLES = (journal.RUN_VARIABLE,)


@dataclass
class NodeContext:
    """The node that runs in this process."""

    facts: NodeFacts
    main: namespace.Main
    displays: Any = None
    log: Any = None
    state_values: dict[str, Any] = field(default_factory=dict)

    def flushed(self) -> None:
        """Called at the end of each cell: what was printed so far can be followed by others."""
        if self.log is not None:
            self.log.emit()


_current: NodeContext | None = None


def current() -> NodeContext | None:
    """The running node, or None outside of nodes."""
    return _current


@contextlib.contextmanager
def entered(node: NodeFacts, main: namespace.Main) -> Iterator[NodeContext]:
    """What a node finds when it starts, and puts back when it ends (states are apart, see `states`)."""
    global _current
    if _current is not None:
        raise RuntimeError(
            f"node {node.name!r} was called while {_current.facts.name!r} runs in this process"
        )
    folder = str(working_folder())
    run = journal.active()
    with contextlib.ExitStack() as stack:
        context = NodeContext(node, main)
        not_numbers.begin(node.name)
        stack.enter_context(_working_directory(folder))
        stack.enter_context(importable(folder))
        stack.enter_context(_environment(node.env))
        stack.enter_context(_replaced(sys.modules, "__main__", main))
        stack.enter_context(_replaced(vars(sys), "argv", ["notebook"]))
        stack.enter_context(_conveniences())
        stack.enter_context(as_main_module())
        if run is not None:
            context.log = stack.enter_context(run.captured(node.name))
            context.displays = run.displays(node.name)
        if node.kind == "function":
            main.lend()
        _current = context
        try:
            yield context
        finally:
            _current = None


@contextlib.contextmanager
def _working_directory(folder: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """The environment with what the node asks for, without what the runner added for itself."""
    before = dict(os.environ)
    for name in OWN_VARIABLES:
        os.environ.pop(name, None)
    os.environ.setdefault("MPLBACKEND", "Agg")
    os.environ.update(wanted)
    try:
        yield
    finally:
        states.set_environment(before)


@contextlib.contextmanager
def _replaced(table: dict[str, Any], key: str, value: Any) -> Iterator[None]:
    before = table.get(key, _ABSENT)
    table[key] = value
    try:
        yield
    finally:
        if before is _ABSENT:
            table.pop(key, None)
        else:
            table[key] = before


_ABSENT = object()


@contextlib.contextmanager
def _conveniences() -> Iterator[None]:
    """`display` and `get_ipython` exist without an import, as in a notebook."""
    from .display import display
    from .interactive import get_ipython

    with _replaced(vars(builtins), "display", display), _replaced(vars(builtins), "get_ipython", get_ipython):
        yield


def run_setup(context: NodeContext) -> None:
    """Runs the project's option statements without a word."""
    name = facts().setup
    if name is None:
        return
    setup: Callable[[], Any] | None = getattr(importlib.import_module(f"{PACKAGE}.helpers"), name, None)
    if setup is None:
        return
    with _silence(context):
        setup()


def import_again(context: NodeContext) -> None:
    """Imports the notebook's own modules that have run before this node: the node's own imports find them done."""
    with _silence(context):
        for name in context.facts.imported:
            importlib.import_module(name)


@contextlib.contextmanager
def _silence(context: NodeContext) -> Iterator[None]:
    from .capture import redirected

    displays, context.displays = context.displays, _Nothing()
    try:
        with redirected(None, None):
            yield
    finally:
        context.displays = displays


class _Nothing:
    """Drops displays."""

    def keep(self, shown: Any) -> None:
        """Repeated statements show nothing."""


@contextlib.contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Stops the node after `seconds`, where the system and the thread allow it."""
    if (
        not seconds
        or not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(*_: Any) -> None:
        raise NodeExit(f"the node ran longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def log_paths(folder: Path, name: str) -> tuple[Path, Path]:
    """Where the output and the errors of a node are kept."""
    return folder / "logs" / f"{name}.out", folder / "logs" / f"{name}.err"
