"""The state of the `logging` module: levels, and handlers that write to the standard streams."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from typing import Any

from .errors import GuardError

_ENGINE = ("kedro", "py4j", "fsspec")
_DISABLED = " disabled"  # no logger can be named so
_STYLES = {"PercentStyle": "%", "StrFormatStyle": "{", "StringTemplateStyle": "$"}


def _loggers() -> dict[str, logging.Logger]:
    """The root logger (as "") and the loggers of the notebook and of libraries."""
    named = list(logging.Logger.manager.loggerDict.items())
    found = {n: one for n, one in named if isinstance(one, logging.Logger) and n.split(".")[0] not in _ENGINE}
    return {"": logging.getLogger(), **found}


def live_logging() -> dict[str, Any]:
    """The state with the real handlers, to put it back in the same process."""
    state: dict[str, Any] = {
        name: (one.level, one.propagate, one.disabled, list(one.handlers), list(one.filters))
        for name, one in _loggers().items()
    }
    return state | {_DISABLED: logging.root.manager.disable}


def put_back_logging(state: Mapping[str, Any]) -> None:
    """Undoes every change since `live_logging()`."""
    logging.disable(state[_DISABLED])
    for name, one in _loggers().items():
        level, one.propagate, one.disabled, handlers, filters = state.get(name, (0, True, False, [], []))
        if one.level != level:
            one.setLevel(level)
        one.handlers[:], one.filters[:] = handlers, filters


def pristine_logging() -> None:
    """The root logger of a fresh interpreter."""
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    root.handlers[:], root.filters[:] = [], []
    logging.disable(logging.NOTSET)


def _handler(handler: logging.Handler) -> dict[str, Any]:
    """A handler by the stream and format it writes; others only by their identity."""
    if type(handler) is logging.NullHandler:
        return {"stream": None}
    stream = getattr(handler, "stream", None)
    places = {"stdout": (sys.stdout, sys.__stdout__), "stderr": (sys.stderr, sys.__stderr__)}
    name = next((place for place, streams in places.items() if any(stream is one for one in streams)), None)
    formatter = handler.formatter
    style = type(formatter._style).__name__ if type(formatter) is logging.Formatter else ""
    known = formatter is None or style in _STYLES
    if type(handler) is not logging.StreamHandler or name is None or handler.filters or not known:
        return {"unknown": type(handler).__name__, "id": id(handler)}
    entry: dict[str, Any] = {"stream": name, "level": handler.level}
    if formatter is not None:
        entry["format"] = {"fmt": formatter._fmt, "datefmt": formatter.datefmt, "style": _STYLES[style]}
    return entry


def capture_logging() -> dict[str, Any]:
    """Loggers that differ from fresh ones."""
    state: dict[str, Any] = {_DISABLED: logging.root.manager.disable}
    for name, one in _loggers().items():
        entry = {
            "level": one.level,
            "propagate": one.propagate,
            "disabled": one.disabled,
            "handlers": [_handler(handler) for handler in one.handlers],
            "filters": len(one.filters),
        }
        fresh = {"level": 0 if name else logging.WARNING, "propagate": True, "disabled": False, "filters": 0}
        if entry != fresh | {"handlers": []}:
            state[name] = entry
    return state


def check_logging(state: Mapping[str, Any]) -> None:
    """Refuses what another process cannot rebuild."""
    for name, entry in state.items():
        if name == _DISABLED:
            continue
        strange = [handler["unknown"] for handler in entry["handlers"] if "unknown" in handler]
        if strange or entry["filters"]:
            what = f"handler of type {strange[0]}" if strange else "filter"
            raise GuardError(
                f"logger {name or 'root'!r} has a {what}, which cannot be passed to another node"
            )


def _rebuilt(entry: Mapping[str, Any]) -> logging.Handler:
    if entry["stream"] is None:
        return logging.NullHandler()
    handler = logging.StreamHandler(getattr(sys, entry["stream"]))
    handler.setLevel(entry["level"])
    if "format" in entry:
        handler.setFormatter(logging.Formatter(**entry["format"]))
    return handler


def set_logging(state: Mapping[str, Any]) -> None:
    """Makes the loggers in `state` so."""
    logging.disable(state.get(_DISABLED, logging.NOTSET))
    current = capture_logging()
    for name, entry in state.items():
        if name == _DISABLED or current.get(name) == entry:
            continue
        one = logging.getLogger(name or None)
        one.setLevel(entry["level"])
        one.propagate, one.disabled = entry["propagate"], entry["disabled"]
        one.handlers[:] = [_rebuilt(handler) for handler in entry["handlers"]]
