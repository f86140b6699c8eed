"""Types of arrays' elements: of each that is built in there is one object, by which `asarray` tells that it has nothing to do."""

from __future__ import annotations

import sys
from typing import Any


def is_array_type(value: Any) -> bool:
    """Whether it is a type of elements, without importing numpy."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.dtype)


def reduce_array_type(dtype: Any) -> Any:
    """How pickle keeps one that is built in: by default it makes another that is equal."""
    make = sys.modules["numpy"].dtype
    return (make, (dtype.char,)) if make(dtype.char) is dtype else NotImplemented
