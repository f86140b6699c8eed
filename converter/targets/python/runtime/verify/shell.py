"""IPython without a terminal, a history file or a window system; what it displays is kept."""

from __future__ import annotations

import base64
import contextlib
import functools
import sys
import traceback
from collections.abc import Callable
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from .. import figures
from ..imports import after_import
from ..journal import display_text

Shown = dict[str, str]
_kept: list[Shown] = []


def keep(shown: dict[str, Any]) -> None:
    """Notes one display, in all its forms as text."""
    _kept.append({mime: _as_text(content) for mime, content in shown.items()})


def _as_text(content: Any) -> str:
    return base64.b64encode(content).decode() if isinstance(content, bytes) else display_text(content)


def take_displays() -> list[Shown]:
    """What was displayed since the last call."""
    taken = list(_kept)
    _kept.clear()
    return taken


class _Results(DisplayHook):
    """Takes the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        """There is no one to read `Out[1]:`."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        keep(format_dict)

    def finish_displayhook(self) -> None:
        """Nothing is buffered."""


class _Displays(DisplayPublisher):
    def publish(self, data: dict[str, Any], *others: Any, **options: Any) -> None:
        keep(data)


class Shell(InteractiveShell):
    """What a kernel has, without the kernel."""

    displayhook_class: Any = Type(_Results)
    display_pub_class: Any = Type(_Displays)

    def enable_gui(self, gui: str | None = None) -> None:
        """Figures are pictures."""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str, str]:
        """`%matplotlib` changes nothing: figures are shown after each cell all the same."""
        return "inline", "agg"

    def showtraceback(self, exc_tuple: Any = None, *options: Any, **more: Any) -> None:
        """What a display raises is printed, and the cell goes on."""
        if exc_tuple is not None:
            traceback.print_exception(*exc_tuple)
        else:
            super().showtraceback(exc_tuple, *options, **more)

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        """The error is told apart from what the cell prints."""


def start() -> Any:
    """The shell in which the notebook runs."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "NoColor"
    shell: Any = Shell.instance(config=config)
    shell.set_hook("show_in_pager", lambda *arguments, **named: None, priority=0)
    formatter = shell.display_formatter.formatters["image/png"]
    formatter.for_type_by_name("matplotlib.figure", "Figure", figures.png)
    shell.events.register("post_execute", lambda: flush_figures(shell))
    after_import("matplotlib.pyplot", _replace_show)
    with contextlib.suppress(ImportError):
        from matplotlib_inline.config import InlineBackend

        # `%config InlineBackend.…` is accepted, as in a kernel.
        InlineBackend.instance(parent=shell)
    return shell


def flush_figures(shell: Any) -> None:
    """Shows the figures that are open and closes them, as a kernel does after each cell, also one that is captured."""
    for figure in figures.take_open():
        shown, _ = shell.display_formatter.format(figure)
        shell.display_pub.publish(shown)


def _replace_show() -> None:
    pyplot = sys.modules["matplotlib.pyplot"]
    original: Callable[..., Any] = pyplot.show

    @functools.wraps(original)
    def show(*arguments: Any, **named: Any) -> None:
        flush_figures(Shell.instance())

    pyplot.show = show  # type: ignore[attr-defined]
