"""Type and size of a value, for people: without running code of the value's own where that may take long."""

from __future__ import annotations

import sys
from typing import Any

_SIZED = (str, bytes, bytearray, list, tuple, dict, set, frozenset, range)
_ARRAYS = {"numpy", "pandas", "polars", "pyarrow", "scipy", "torch", "xarray", "jax", "jaxlib", "tensorflow"}


def describe(name: str, value: Any) -> dict[str, Any]:
    """What `schema/formats/witness.schema.json` calls a value."""
    told: dict[str, Any] = {"name": name, "type": "object"}
    try:
        told["type"] = type_name(type(value))
        if isinstance(value, _SIZED):
            told["length"] = len(value)
        elif type(value).__module__.partition(".")[0] in _ARRAYS:
            told.update(_shape(value))
    except Exception:  # A value may be broken in any way; what is known by then is told.
        pass
    return told


def type_name(kind: type) -> str:
    """The name that people import it by, as in `pandas.DataFrame`, not where it is defined."""
    module, name = kind.__module__, kind.__qualname__
    if module in ("builtins", "__main__"):
        return name
    parts = module.split(".")
    for length in range(1, len(parts)):
        public = ".".join(parts[:length])
        if getattr(sys.modules.get(public), name, None) is kind:
            return f"{public}.{name}"
    return f"{module}.{name}"


def _shape(value: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple) and all(isinstance(size, int) for size in shape):
        told["shape"] = list(shape)
    size = _bytes(value)
    if size is not None:
        told["bytes"] = size
    return told


def _bytes(value: Any) -> int | None:
    blocks = getattr(getattr(value, "_mgr", None), "blocks", None)
    if blocks is not None:
        return sum(int(block.values.nbytes) for block in blocks)
    size = value.estimated_size() if hasattr(value, "estimated_size") else getattr(value, "nbytes", None)
    return int(size) if isinstance(size, int) else None
