"""Figures that a node leaves open are kept as pictures and closed, as a notebook does after each cell."""

from __future__ import annotations

import functools
import io
import sys
import traceback
from typing import Any

from .imports import after_import


def is_figure(value: Any) -> bool:
    """Whether `value` is a matplotlib figure, without importing matplotlib."""
    module = sys.modules.get("matplotlib.figure")
    return module is not None and isinstance(value, module.Figure)


def figure_of(value: Any) -> Any:
    """The figure that axes, lines, … are on; None where they are on none."""
    figure, parent = None, getattr(value, "figure", None)
    while parent is not None and parent is not figure:
        figure, parent = parent, getattr(parent, "figure", None)
    return figure


def settle(value: Any) -> None:
    """A colour map makes its table when it is first asked."""
    module = sys.modules.get("matplotlib.colors")
    if module is not None and isinstance(value, module.Colormap):
        value(0.0)


def png(figure: Any) -> bytes:
    """The picture of `figure`, cut to its content as notebooks show it."""
    picture = io.BytesIO()
    figure.savefig(picture, format="png", bbox_inches="tight")
    return picture.getvalue()


def picture(figure: Any) -> dict[str, bytes]:
    """As notebooks show it: where it cannot be drawn, the error is printed, and the cell goes on."""
    try:
        return {"image/png": png(figure)}
    except Exception:
        traceback.print_exc()
        return {}


def watch() -> None:
    """`plt.show()` ends the open figures, as in a notebook; without that the next plot would go into them."""
    after_import("matplotlib.pyplot", _replace_show)


def _replace_show() -> None:
    pyplot = sys.modules["matplotlib.pyplot"]
    original = pyplot.show

    @functools.wraps(original)
    def show(*arguments: Any, **named: Any) -> Any:
        from .context import current
        from .display import flush_figures

        return original(*arguments, **named) if current() is None else flush_figures()

    pyplot.show = show  # type: ignore[attr-defined]


def take_open() -> list[Any]:
    """The figures that pyplot holds open, which are closed by this."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    figures = [pyplot.figure(number) for number in pyplot.get_fignums()]
    if figures:
        pyplot.close("all")
    return figures
