"""Arrays whose elements do not lie side by side: `ravel`, `reshape` and the like copy them, and look at others."""

from __future__ import annotations

import importlib
from typing import Any

# Memory that an array may lie scattered in, in bytes; above it, and above so many times its own, it moves together.
MOST_SCATTERED = 1 << 28
MOST_TIMES = 4


def reduce_scattered(array: Any) -> Any:
    """How pickle keeps an array of numpy that is not contiguous, without what lies between its elements."""
    low, high = _extent(array.shape, array.strides, array.itemsize)
    is_wide = high - low > max(MOST_SCATTERED, MOST_TIMES * array.nbytes)
    strides = _closer(array.shape, array.strides, array.itemsize) if is_wide else array.strides
    data = array[_distinct(array.strides)].copy()
    return (scattered, (data, array.shape, strides, array.flags.writeable))


def scattered(data: Any, shape: tuple[int, ...], strides: tuple[int, ...], writeable: bool) -> Any:
    """An array with these strides and elements."""
    numpy = importlib.import_module("numpy")
    low, high = _extent(shape, strides, data.itemsize)
    made = numpy.ndarray(shape, data.dtype, numpy.zeros(high - low, numpy.uint8), -low, strides)
    made[_distinct(strides)] = data
    made.flags.writeable = writeable
    return made


def _extent(shape: tuple[int, ...], strides: tuple[int, ...], size: int) -> tuple[int, int]:
    """Where the array's memory begins and ends, in bytes from its first element on."""
    ends = [(length - 1) * stride for length, stride in zip(shape, strides, strict=True)]
    return sum(end for end in ends if end < 0), size + sum(end for end in ends if end > 0)


def _distinct(strides: tuple[int, ...]) -> tuple[slice, ...]:
    """Leaves out what is the same element again, as `broadcast_to` has it."""
    return tuple(slice(None) if stride else slice(1) for stride in strides)


def _closer(shape: tuple[int, ...], strides: tuple[int, ...], size: int) -> tuple[int, ...]:
    """Strides that leave less room, with gaps between the same axes."""
    made = list(strides)
    inner: int | None = None
    for axis in sorted(range(len(shape)), key=lambda one: abs(strides[one])):
        if strides[axis] == 0 or shape[axis] == 1:
            continue
        if inner is None:
            step = size if abs(strides[axis]) == size else 2 * size
        else:
            is_gapless = abs(strides[axis]) == shape[inner] * abs(strides[inner])
            step = shape[inner] * abs(made[inner]) + (0 if is_gapless else size)
        made[axis] = step if strides[axis] > 0 else -step
        inner = axis
    return tuple(made)
