"""Short descriptions of what a value holds, cheap enough to be taken around every cell.

Two that differ prove a change. Two that are equal prove nothing: large values are sampled, and whatever is not known
here is not looked into.
"""

from __future__ import annotations

import sys
import types
import zlib
from collections.abc import Hashable, Iterable
from itertools import chain, islice
from typing import Any

WHOLE_ARRAY = 1 << 18  # bytes up to which an array is read as a whole
SAMPLES = 64  # elements of a container that are looked at; of an axis, for larger arrays
DEPTH = 3  # containers within containers
BLOCKS = 64  # blocks of a data frame that are looked at

# Types, exactly these, of values that cannot change.
PLAIN = frozenset({type(None), bool, int, float, complex, str, bytes})
_STILL = (
    type(None),
    bool,
    int,
    float,
    complex,
    str,
    bytes,
    type,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.ModuleType,
)


def fingerprint(value: Any) -> Hashable | None:
    """What the value holds; None where it cannot change, or where nobody can say."""
    if type(value) in PLAIN or isinstance(value, _STILL):
        return None
    try:
        return _look(value, DEPTH)
    except Exception:  # A value may be broken in any way: then nothing is known about it.
        return None


def _look(value: Any, depth: int) -> Hashable | None:
    if depth == 0 or isinstance(value, _STILL):
        return None
    if isinstance(value, (list, tuple)):
        return len(value), _elements(_spread(value), depth)
    if isinstance(value, dict):
        return (
            len(value),
            _elements(_ends(dict.keys(value)), depth),
            _elements(_ends(dict.values(value)), depth),
        )
    if isinstance(value, (set, frozenset)):
        return len(value), tuple(map(id, islice(iter(value), SAMPLES)))
    if isinstance(value, bytearray):
        return len(value), zlib.crc32(value[:WHOLE_ARRAY])
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and isinstance(value, numpy.ndarray):
        return _array(value)
    if pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series)):
        return _frame(value)
    attributes = getattr(value, "__dict__", None)
    return _look(attributes, depth) if type(attributes) is dict else None


def _elements(values: Iterable[Any], depth: int) -> tuple[Hashable, ...]:
    return tuple(
        [id(value) if type(value) in PLAIN else (id(value), _look(value, depth - 1)) for value in values]
    )


def _spread(values: Any) -> Iterable[Any]:
    return (values[at] for at in range(0, len(values), max(1, len(values) // SAMPLES)))


def _ends(view: Any) -> Iterable[Any]:
    return (
        view
        if len(view) <= SAMPLES
        else chain(islice(view, SAMPLES // 2), islice(reversed(view), SAMPLES // 2))
    )


def _array(array: Any) -> Hashable:
    if array.nbytes > WHOLE_ARRAY:
        array = array[tuple(slice(None, None, max(1, size // SAMPLES)) for size in array.shape[:2])]
        array = array[:, :, :1] if array.ndim > 2 else array
    return array.shape, str(array.dtype), zlib.crc32(array.tobytes()[:WHOLE_ARRAY])


def _frame(frame: Any) -> Hashable:
    """By the blocks that the columns lie in: reading columns one by one would take a hundred times as long."""
    axes = tuple(id(axis) for axis in frame.axes)
    return frame.shape, axes, tuple(_block(block.values) for block in frame._mgr.blocks[:BLOCKS])


def _block(values: Any) -> Hashable:
    if isinstance(values, sys.modules["numpy"].ndarray):
        return _array(values)
    # Arrow's arrays cannot change, so a change is another one; other extension arrays lie in NumPy's.
    for name in ("_pa_array", "_ndarray", "_data", "_codes"):
        inner = getattr(values, name, None)
        if inner is not None:
            return _array(inner) if hasattr(inner, "tobytes") else id(inner)
    return len(values)
