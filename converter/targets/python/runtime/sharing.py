"""Values that go separate ways must not share what one of their receivers changes."""

from __future__ import annotations

import enum
import gc
import sys
import types
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, NamedTuple

from .errors import GuardError
from .facts import NodeFacts, facts
from .order import later
from .pickling import dumps, loads

MOST_CHEAP = 20_000
MOST_BYTES = 50_000_000
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
_SAVING = ("__reduce__", "__reduce_ex__", "__getstate__", "__setstate__")
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
    waiting = [value]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind in _ATOMIC or isinstance(one, (type, enum.Enum)) or id(one) in seen:
            continue
        seen[id(one)] = one
        if most is not None and len(seen) > most:
            return Held()
        waiting.extend(_parts(one, held))
    return held


def _parts(one: Any, held: Held) -> Iterator[Any]:
    kind = type(one)
    family = kind.__module__.split(".")[0]
    if isinstance(one, types.ModuleType) or family in ("matplotlib", "logging") or _is_constant(one, kind):
        return
    if kind is types.FunctionType:
        yield from (cell for cell in one.__closure__ or ())
        yield from one.__defaults__ or ()
        yield from vars(one).values()
        return
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
    if family in sys.stdlib_module_names or family in (facts().package, "__main__", "numpy"):
        return False
    return any(getattr(kind, name, None) is not getattr(object, name, None) for name in _SAVING)


def _is_constant(one: Any, kind: type) -> bool:
    """An instance that the installed module of its class has by name, such as a sentinel: nobody's to change."""
    module = sys.modules.get(kind.__module__)
    if "-packages" not in (getattr(module, "__file__", None) or ""):
        return False
    if not _attributes(one) and not kind.__module__.startswith(_MUTABLE_MODULES):
        return False
    return any(one is other for other in vars(module).values())


def _attributes(one: Any) -> Any:
    """The instance's own attributes, without asking a `__getattr__` of its class."""
    try:
        return object.__getattribute__(one, "__dict__")
    except (AttributeError, TypeError):
        return None


def _is_mutable(one: Any, kind: type, family: str) -> bool:
    if isinstance(one, _MUTABLE) or kind.__module__.startswith(_MUTABLE_MODULES) or _attributes(one):
        return True
    is_own = family in (facts().package, "__main__")
    return is_own and (_attributes(one) is not None or any(vars(c).get("__slots__") for c in kind.__mro__))


def _memory(value: Any) -> Memory:
    numpy = sys.modules["numpy"]
    bounds = numpy.lib.array_utils if hasattr(numpy.lib, "array_utils") else numpy
    low, high = bounds.byte_bounds(value)
    return Memory(int(low), int(high), bool(value.flags.writeable))


def _cells(value: Any) -> Iterator[Any]:
    """Frames copy on write, so only mutable objects in their cells can be shared."""
    if not hasattr(value, "_mgr"):
        return
    for block in value._mgr.blocks:
        if getattr(getattr(block.values, "dtype", None), "kind", "") == "O" and hasattr(
            block.values, "ravel"
        ):
            yield from (cell for cell in block.values.ravel().tolist() if type(cell) not in _ATOMIC)


class _Side(NamedTuple):
    """A dataset that the node takes or gives, with its values."""

    dataset: str
    names: tuple[str, ...]
    values: list[Any]
    is_given: bool


def _hot(side: _Side, later: list[NodeFacts]) -> int | None:
    """The place of the first later node that may change this dataset."""
    for at, node in enumerate(later):
        for slot in node.inputs:
            if slot.dataset == side.dataset and not set(side.names) <= set(node.reads_only):
                return at
    return None


def _last_reader(side: _Side, later: list[NodeFacts]) -> int:
    readers = [
        at for at, node in enumerate(later) if any(slot.dataset == side.dataset for slot in node.inputs)
    ]
    return max(readers, default=-1)


def _sides(node: NodeFacts, taken: dict[str, Any], given: dict[str, Any]) -> list[_Side]:
    outputs = [
        _Side(one.dataset, one.names, [given.get(name) for name in one.names], True) for one in node.outputs
    ]
    inputs = [
        _Side(one.dataset, one.names, [taken.get(name) for name in one.names], False) for one in node.inputs
    ]
    return [*outputs, *inputs]


def check_sharing(node: NodeFacts, taken: dict[str, Any], given: dict[str, Any], full: bool) -> None:
    """Stops where one receiver would change an object that another receiver should see changed.

    What the node gives is compared with what else it gives and with what it took: others may take that, too.
    """
    ahead = later(node)
    sides = _sides(node, taken, given)
    pairs = []
    for one in sides:
        hot = _hot(one, ahead)
        if hot is None:
            continue
        pairs += [
            (one, other)
            for other in sides
            if other is not one
            and (one.is_given or other.is_given)
            and (one.dataset, other.dataset) not in node.harmless
            and _last_reader(other, ahead) >= hot
        ]
    held = {
        side.dataset: reach(side.values, None if full else MOST_CHEAP)
        for side in {side.dataset: side for pair in pairs for side in pair}.values()
    }
    for one, other in pairs:
        what = held[one.dataset].shared_with(held[other.dataset])
        if what is not None:
            raise GuardError(
                f"node {node.name!r} makes {'/'.join(one.names)!r} and {'/'.join(other.names)!r} "
                f"share {what}; "
                "a later node changes one of them; declare it, or make them one node"
            )


def check_bundles(node: NodeFacts, given: dict[str, Any], full: bool) -> None:
    """Stops where saving a dataset separates values that share what a later node changes.

    Some objects of libraries save a copy of what they were given; where there are none, nothing is tried.
    """
    ahead = later(node)
    most = None if full else MOST_CHEAP
    for side in _sides(node, {}, given):
        values = {name: given[name] for name in side.names if name in given}
        if len(values) < 2 or _hot(side, ahead) is None:
            continue
        before = {name: reach([value], most) for name, value in values.items()}
        pairs = [pair for pair in combinations(values, 2) if before[pair[0]].shared_with(before[pair[1]])]
        saves_itself = any(held.saves_itself for held in before.values())
        if not pairs or not (full or (saves_itself and sum(h.size for h in before.values()) < MOST_BYTES)):
            continue
        copied = loads(dumps(values))
        after = {name: reach([copied[name]], most) for name in values}
        for one, other in pairs:
            if after[one].shared_with(after[other]) is None:
                raise GuardError(
                    f"{one!r} and {other!r} share {before[one].shared_with(before[other])}, "
                    f"and no longer do when node {node.name!r} saves them; "
                    "a later node changes one of them; make them one node"
                )
