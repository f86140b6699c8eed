"""Indexes of tables in which something was looked up keep a table for that, which `info` and `memory_usage` count."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any


def is_looked_up(index: Any) -> bool:
    """Whether an index of pandas has made its table."""
    engine = getattr(index, "_cache", {}).get("_engine")
    return engine is not None and hasattr(engine, "sizeof") and engine.sizeof() > 0


def look_up(index: Any) -> Any:
    """The index, with its table."""
    with contextlib.suppress(Exception):
        index.get_indexer_for(index[:1])
    return index


def reduce_looked_up(value: Any, protocol: int) -> tuple[Any, ...] | None:
    """How such an index is pickled; `None` for all else. Columns are asked nothing: they would look it up in their index."""
    if not hasattr(type(value), "get_indexer_for") or not is_looked_up(value):
        return None
    make, given, *more = value.__reduce_ex__(protocol)
    return None if any(part is not None for part in more) else (_looked_up, (make, given))


def _looked_up(make: Callable[..., Any], given: tuple[Any, ...]) -> Any:
    return look_up(make(*given))
