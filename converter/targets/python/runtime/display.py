"""Shows values as a notebook does: what IPython prints for them, HTML, and pictures."""

from __future__ import annotations

import base64
import importlib.util
import pprint
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from . import figures
from .context import current

Bundle = dict[str, Any]
_PLAIN = (bool, int, float, complex, str, bytes, type(None))


@cache
def _formatter() -> Any | None:
    """IPython's formatter, or None where IPython is not installed."""
    if importlib.util.find_spec("IPython") is None:
        return None
    from .interactive import shell

    return shell().display_formatter


def _registered(value: Any) -> bool:
    """Whether somebody may have told IPython how to show values; then only IPython knows."""
    return "IPython" in sys.modules


def _is_pandas(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and type(value) in (pandas.DataFrame, pandas.Series, pandas.Index)


def _is_array(value: Any) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and (type(value) is numpy.ndarray or isinstance(value, numpy.generic))


def bundle(value: Any) -> Bundle:
    """MIME type to content: always `text/plain`, unless the value shows itself."""
    if figures.is_figure(value):
        return {"text/plain": repr(value), **figures.picture(value)}
    if not _registered(value):
        if type(value) in _PLAIN or _is_array(value):
            return {"text/plain": repr(value)}
        if _is_pandas(value):
            html = value._repr_html_() if hasattr(value, "_repr_html_") else None
            return {"text/plain": repr(value)} | ({"text/html": html} if html else {})
    formatter = _formatter()
    if formatter is None:
        return _without_ipython(value)
    shown, _ = formatter.format(value)
    return dict(shown)


def _without_ipython(value: Any) -> Bundle:
    if hasattr(value, "_ipython_display_"):
        value._ipython_display_()
        return {}
    shown: Bundle = {"text/plain": repr(value)}
    if isinstance(value, (dict, list, tuple, set, frozenset)):
        shown["text/plain"] = pprint.pformat(value, width=79, sort_dicts=False)
    for mime, method in (("text/html", "_repr_html_"), ("image/png", "_repr_png_")):
        if hasattr(type(value), method) and (content := getattr(value, method)()) is not None:
            shown[mime] = content
    return shown


def publish(shown: Mapping[str, Any]) -> None:
    """Keeps one display of the running node, or prints it where no node is recorded; some have no plain text."""
    shown = {"text/plain": "", **shown}
    node = current()
    if node is None or node.displays is None:
        if node is None:
            print(shown.get("text/plain", ""))
        return
    node.displays.keep({mime: _raw(mime, content) for mime, content in shown.items()})


def _raw(mime: str, content: Any) -> Any:
    """Pictures reach us as bytes or, from IPython, as base64 text."""
    if mime.startswith("image/") and mime != "image/svg+xml" and isinstance(content, str):
        return base64.b64decode(content)
    return content


class DisplayHandle:
    """What `display(…, display_id=…)` returns."""

    def __init__(self, display_id: str) -> None:
        self.display_id = display_id

    def display(self, value: Any, **options: Any) -> None:
        display(value, **options)

    def update(self, value: Any, **options: Any) -> None:
        display(value, **options)


def display(*values: Any, raw: bool = False, display_id: Any = None, **options: Any) -> DisplayHandle | None:
    """Shows the values, as IPython's `display` does."""
    for value in values:
        shown = dict(value) if raw else bundle(value)
        for keep, name in ((True, "include"), (False, "exclude")):
            if options.get(name) is not None:
                shown = {mime: data for mime, data in shown.items() if (mime in options[name]) is keep}
        if shown:
            publish(shown)
    if display_id is None or display_id is False:
        return None
    return DisplayHandle(str(display_id) if display_id is not True else f"{id(values):x}")


def flush_figures() -> None:
    """Shows the figures that are open, and closes them."""
    for figure in figures.take_open():
        publish(bundle(figure))


def echo(value: Any) -> None:
    """Shows what an expression gives, as Python's own prompt does."""
    if value is not None and (shown := bundle(value)):
        publish(shown)


def show(value: Any = None) -> None:
    """Shows what the last line of a cell gives, and then the figures that are open."""
    node = current()
    echo(value)
    flush_figures()
    if node is not None:
        node.flushed()
