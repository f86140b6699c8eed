"""Stands in for the shell that notebook code talks to: `get_ipython()` and IPython's `display`."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
import traceback
from functools import cache
from typing import Any

from . import figures
from .errors import GuardError
from .imports import after_import


@cache
def shell() -> Any:
    """An IPython shell that only formats and publishes; made without starting one."""
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.events import EventManager, available_events
    from IPython.core.formatters import DisplayFormatter
    from IPython.core.interactiveshell import InteractiveShell

    from .display import publish

    class Publisher(DisplayPublisher):
        def publish(self, data: dict[str, Any], *others: Any, **options: Any) -> None:
            publish(data)

    class NodeShell(InteractiveShell):
        """Shows values; runs shell commands; refuses the rest of what a live shell does."""

        def __init__(self) -> None:
            """Nothing of a live shell: no history, no profile, no hooks."""

        def system(self, command: str) -> None:
            from .shell import shell as run

            run(command)

        system_raw = system_piped = system

        def getoutput(self, command: str, split: bool = True, depth: int = 0) -> Any:
            from .shell import shell_lines

            return shell_lines(command)

        def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
            if magic_name in QUIET_MAGICS:
                return None
            if magic_name == "precision":
                return set_precision(line)
            raise GuardError(f"the magic %{magic_name} cannot run outside a notebook")

        magic = run_line_magic

        def showtraceback(self, exc_tuple: Any = None, *options: Any, **more: Any) -> None:
            traceback.print_exception(*(exc_tuple or sys.exc_info()))

        def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
            raise GuardError(f"the magic %%{magic_name} cannot run outside a notebook")

    made: Any = NodeShell()
    made.display_formatter = DisplayFormatter()
    pictures = made.display_formatter.formatters["image/png"]
    pictures.for_type_by_name("matplotlib.figure", "Figure", figures.png)
    publisher: Any = Publisher
    made.display_pub = publisher()
    made.events = EventManager(made, available_events)
    made.user_ns, made.user_ns_hidden = {}, {}
    classes: Any = NodeShell._walk_mro()
    for cls in classes:
        cls._instance = made
    return made


QUIET_MAGICS = frozenset({"matplotlib", "config", "load_ext", "reload_ext", "autoreload", "pylab"})


def _plain_text() -> Any:
    """What makes the text that a value is shown as: of the shell that there is."""
    from IPython.core.interactiveshell import InteractiveShell

    live: Any = InteractiveShell.instance() if InteractiveShell.initialized() else shell()
    return live.display_formatter.formatters["text/plain"]


def set_precision(given: str) -> str:
    """How numbers are shown; the format that this means."""
    plain = _plain_text()
    plain.float_precision = given
    return str(plain.float_format)


def toggle_pprint() -> bool:
    """Whether containers are shown over several lines from now on."""
    plain = _plain_text()
    plain.pprint = not plain.pprint
    return bool(plain.pprint)


def display_options() -> dict[str, Any]:
    """How values are shown, as far as magics say it."""
    plain = _plain_text()
    return {"precision": plain.float_precision, "format": plain.float_format, "pprint": plain.pprint}


def set_display_options(wanted: dict[str, Any]) -> None:
    """The same as `display_options` gave, and nothing of numpy's."""
    plain = _plain_text()
    plain.pprint = wanted["pprint"]
    with plain.hold_trait_notifications():
        plain.float_precision, plain.float_format = wanted["precision"], wanted["format"]


def get_ipython() -> Any:
    """The shell, or None where IPython is not installed."""
    return shell() if importlib.util.find_spec("IPython") else None


def _install() -> None:
    with contextlib.suppress(Exception):
        shell()


def watch() -> None:
    """IPython's own functions show through this module as soon as somebody imports IPython."""
    after_import("IPython", _install)
