"""What values hold: objects that can change, and the memory of arrays."""

from __future__ import annotations

import enum
import gc
import sys
import types
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .by_value import SAVING
from .facts import facts
from .figures import figure_of
from .table_attributes import attributes_of, is_of_pandas

_ATOMIC = (
    str,
    bytes,
    int,
    float,
    complex,
    bool,
    type(None),
    range,
    type,
    types.ModuleType,
    types.CodeType,
)
_MUTABLE = (list, dict, set, bytearray, deque, array, Iterator, types.CellType)
_MUTABLE_MODULES = ("xml.etree.ElementTree", "numpy.random")


class Memory(NamedTuple):
    """Where the elements of an array are, and whether they can be set through it."""

    low: int
    high: int
    writable: bool

    def overlaps(self, other: Memory) -> bool:
        """Whether what is set through one of them is seen through the other."""
        return (self.writable or other.writable) and self.low < other.high and other.low < self.high


@dataclass
class Held:
    """What values hold: objects that can change, by identity, and the memory of arrays."""

    objects: dict[int, Any] = field(default_factory=dict)
    memory: list[Memory] = field(default_factory=list)
    indexes: dict[int, Any] = field(default_factory=dict)
    """Of tables: they share them, and nothing but their names and frequency can change."""
    saves_itself: bool = False
    """Some object of a library decides itself what is saved of it."""

    @property
    def size(self) -> int:
        """Bytes in arrays."""
        return sum(high - low for low, high, _ in self.memory)

    def shared_with(self, other: Held) -> str | None:
        """What both hold, in words."""
        common = next((self.objects[key] for key in self.objects if key in other.objects), None)
        if common is not None:
            return f"an object of type {type(common).__name__}"
        overlap = any(a.overlaps(b) for a in self.memory for b in other.memory)
        return "the memory of an array" if overlap else None


def reach(value: Any, most: int | None) -> Held:
    """The mutable objects that `value` holds, and the memory of its arrays; nothing where these are many."""
    held = Held()
    seen: dict[int, Any] = {}
    kinds: set[type] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind in _ATOMIC or isinstance(one, (type, enum.Enum)) or id(one) in seen:
            continue
        seen[id(one)] = one
        if kind not in kinds:
            kinds.add(kind)
            seen.update(_of_library_classes(kind))
        if most is not None and len(seen) > most:
            return Held(indexes=held.indexes)
        waiting.extend(_parts(one, held))
    return held


def _parts(one: Any, held: Held) -> Iterator[Any]:
    kind = type(one)
    family = kind.__module__.split(".")[0]
    if family == "matplotlib":
        held.objects.update((id(figure), figure) for figure in [figure_of(one)] if figure is not None)
        yield from one if isinstance(one, tuple) else ()
        return
    if isinstance(one, types.ModuleType) or family == "logging" or _is_constant(one, kind):
        return
    if kind is types.FunctionType:
        yield from (cell for cell in one.__closure__ or ())
        yield from one.__defaults__ or ()
        yield from vars(one).values()
        return
    if is_of_pandas(kind):
        held.indexes.update((id(index), index) for index in _indexes(one))
    if family == "pandas":
        yield from _cells(one)
        return
    if family == "numpy" and hasattr(one, "__array_interface__"):
        yield from (mask for mask in [getattr(one, "_mask", None)] if hasattr(mask, "flags"))
        if one.nbytes and not one.dtype.hasobject:
            held.memory.append(_memory(one))
        elif one.dtype.hasobject:
            held.objects[id(one)] = one
            yield from one.ravel().tolist()
        return
    if _is_mutable(one, kind, family):
        held.objects[id(one)] = one
    held.saves_itself |= _saves_itself(kind, family)
    yield from (part for part in gc.get_referents(one) if not isinstance(part, type))


def _saves_itself(kind: type, family: str) -> bool:
    if family in sys.stdlib_module_names or family == "numpy" or _is_own(family):
        return False
    return any(getattr(kind, name, None) is not getattr(object, name, None) for name in SAVING)


def _is_own(family: str) -> bool:
    """Whether a class of this package is one of the notebook."""
    return family in (facts().package, "__main__")


def _of_library_classes(kind: type) -> dict[int, Any]:
    """What installed classes give all their objects, by identity: that none of these has for itself."""
    classes = [one for one in kind.__mro__ if _is_installed(one)]
    members = (member for one in classes for member in vars(one).values())
    return {
        id(member): member
        for member in members
        if isinstance(member, types.FunctionType) or _attributes(member)
    }


def _is_installed(kind: type) -> bool:
    return "-packages" in (getattr(sys.modules.get(kind.__module__), "__file__", None) or "")


def _is_constant(one: Any, kind: type) -> bool:
    """An instance that the installed module of its class has by name, such as a sentinel: nobody's to change."""
    if not _is_installed(kind):
        return False
    if not _attributes(one) and not kind.__module__.startswith(_MUTABLE_MODULES):
        return False
    return any(one is other for other in vars(sys.modules[kind.__module__]).values())


def _attributes(one: Any) -> Any:
    """The instance's own attributes, without asking a `__getattr__` of its class."""
    try:
        return object.__getattribute__(one, "__dict__")
    except (AttributeError, TypeError):
        return None


def _is_mutable(one: Any, kind: type, family: str) -> bool:
    if isinstance(one, _MUTABLE) or kind.__module__.startswith(_MUTABLE_MODULES) or _attributes(one):
        return True
    return _is_own(family) and (
        _attributes(one) is not None or any(vars(c).get("__slots__") for c in kind.__mro__)
    )


def _memory(value: Any) -> Memory:
    numpy = sys.modules["numpy"]
    bounds = numpy.lib.array_utils if hasattr(numpy.lib, "array_utils") else numpy
    low, high = bounds.byte_bounds(value)
    return Memory(int(low), int(high), bool(value.flags.writeable))


def _indexes(value: Any) -> list[Any]:
    """An index itself, or those of a table or column."""
    manager = getattr(value, "_mgr", None)
    return list(manager.axes) if manager is not None else [value] if hasattr(value, "set_names") else []


def _cells(value: Any) -> Iterator[Any]:
    """Frames copy on write, so only mutable objects in their cells can be shared."""
    if not hasattr(value, "_mgr"):
        return
    yield from attributes_of(value).values()
    for block in value._mgr.blocks:
        if getattr(getattr(block.values, "dtype", None), "kind", "") == "O" and hasattr(
            block.values, "ravel"
        ):
            yield from (cell for cell in block.values.ravel().tolist() if type(cell) not in _ATOMIC)
