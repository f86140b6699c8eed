"""Arrays of numpy and the memory that they share: whose it is, and how one is made over it again."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from .by_value import SAVING
from .class_shells import OURS


def base_of(array: Any) -> Any:
    """The array that another is a view of, through what `as_strided` puts between them."""
    base = array.base
    while type(base).__name__ in {"DummyArray", "void", "record"}:
        base = base.base
    return base if type(base).__name__ == "ndarray" or is_disguised(base) else None


OF_MASKED = ("_mask", "_fill_value", "_hardmask", "_sharedmask", "_optinfo", "_basedict")


def is_masked(value: Any) -> bool:
    """Whether it is one of numpy's arrays with a mask."""
    return type(value).__name__ == "MaskedArray" and type(value).__module__.startswith("numpy.ma")


def is_disguised(value: Any) -> bool:
    """Whether it is an array of another class, which keeps its attributes beside the memory."""
    return is_masked(value) or is_own_array(type(value)) or is_dressed(type(value))


def is_dressed(kind: type) -> bool:
    """Whether it is one of numpy's own classes for plain arrays."""
    return kind.__name__ in {"recarray", "matrix", "chararray"} and kind.__module__.split(".")[0] == "numpy"


def is_own_array(kind: type) -> bool:
    """Whether it is a class of the notebook for arrays, which says nothing of how they are saved."""
    if kind.__module__ not in OURS:
        return False
    base = next(one for one in kind.__mro__ if one.__module__ not in OURS)
    own = kind.__mro__[: kind.__mro__.index(base)]
    return base.__name__ == "ndarray" and not any(name in vars(one) for one in own for name in SAVING)


def plain(array: Any) -> Any:
    """The same memory as an array of no other class."""
    return array.view(sys.modules["numpy"].ndarray)


def masked(kind: Any, data: Any) -> Any:
    """An array of another class over the memory of a plain one."""
    return data.view(kind)


def set_masked(array: Any, state: dict[str, Any]) -> None:
    """Gives it the attributes that it keeps beside the memory, without what its class does when they are set."""
    vars(array).update(state)


def owning(memory: Any, dtype: Any, shape: Any, order: str) -> Any:
    """An array whose memory is its own: it can be resized."""
    numpy = importlib.import_module("numpy")
    return numpy.frombuffer(memory, dtype).reshape(shape, order=order).copy(order=order)


def frozen(array: Any) -> Any:
    """The array itself, which nobody may write to any more."""
    array.flags.writeable = False
    return array


def is_record(value: Any) -> bool:
    """Whether it is a row of an array of records, which has its memory."""
    return (
        type(value).__name__ in {"void", "record"}
        and type(value).__module__.split(".")[0] == "numpy"
        and base_of(value) is not None
    )


def address(value: Any) -> int:
    """Where the memory of an array, or of a row of it, begins."""
    return int(value.__array_interface__["data"][0])


def record(owner: Any, offset: int, dtype: Any, writeable: bool) -> Any:
    """A row of an array of records, `offset` bytes from where its memory begins."""
    return view(owner, offset, (), (), dtype, writeable)[()]


def view(owner: Any, offset: int, shape: Any, strides: Any, dtype: Any, writeable: bool) -> Any:
    """An array over a part of another's memory, from `offset` bytes on."""
    numpy = importlib.import_module("numpy")
    before = owner.flags.writeable
    if writeable and not before:
        owner.flags.writeable = True
    made = numpy.ndarray(shape, dtype, owner.ravel(order="K").view(numpy.uint8), offset, strides)
    made.flags.writeable = writeable
    owner.flags.writeable = before
    return made
