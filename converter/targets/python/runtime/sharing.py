"""Values that go separate ways must not share what one of their receivers changes."""

from __future__ import annotations

import gc
import sys
import types
from collections.abc import Iterator
from typing import Any

from .errors import GuardError
from .facts import NodeFacts, Output, facts

MOST_CHEAP = 20_000
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
    types.BuiltinFunctionType,
    types.CodeType,
)
_MUTABLE = (list, dict, set, bytearray)


def reach(value: Any, most: int | None) -> tuple[dict[int, Any], list[tuple[int, int]]]:
    """The mutable objects that `value` holds, and the memory of its arrays; nothing where these are many."""
    objects: dict[int, Any] = {}
    memory: list[tuple[int, int]] = []
    seen: dict[int, Any] = {}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind in _ATOMIC or isinstance(one, type) or id(one) in seen:
            continue
        seen[id(one)] = one
        if most is not None and len(seen) > most:
            return {}, []
        waiting.extend(_parts(one, objects, memory))
    return objects, memory


def _parts(one: Any, objects: dict[int, Any], memory: list[tuple[int, int]]) -> Iterator[Any]:
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
        if one.nbytes and one.flags.writeable and not one.dtype.hasobject:
            memory.append(_interval(one))
        elif one.dtype.hasobject:
            objects[id(one)] = one
            yield from one.ravel().tolist()
        return
    if isinstance(one, _MUTABLE) or _attributes(one) or kind is types.CellType:
        objects[id(one)] = one
    yield from (part for part in gc.get_referents(one) if not isinstance(part, type))


def _is_constant(one: Any, kind: type) -> bool:
    """An instance that the installed module of its class has by name, such as a sentinel: nobody's to change."""
    module = sys.modules.get(kind.__module__)
    if "-packages" not in (getattr(module, "__file__", None) or "") or not _attributes(one):
        return False
    return any(one is other for other in vars(module).values())


def _attributes(one: Any) -> Any:
    """The instance's own attributes, without asking a `__getattr__` of its class."""
    try:
        return object.__getattribute__(one, "__dict__")
    except (AttributeError, TypeError):
        return None


def _interval(array: Any) -> tuple[int, int]:
    numpy = sys.modules["numpy"]
    low, high = (
        numpy.lib.array_utils.byte_bounds(array)
        if hasattr(numpy.lib, "array_utils")
        else numpy.byte_bounds(array)
    )
    return int(low), int(high)


def _cells(value: Any) -> Iterator[Any]:
    """Frames copy on write, so only mutable objects in their cells can be shared."""
    if not hasattr(value, "_mgr"):
        return
    for block in value._mgr.blocks:
        if getattr(getattr(block.values, "dtype", None), "kind", "") == "O" and hasattr(
            block.values, "ravel"
        ):
            yield from (cell for cell in block.values.ravel().tolist() if type(cell) not in _ATOMIC)


def _hot(output: Output, order: list[str]) -> int | None:
    """The place of the first node that may change this dataset."""
    for node in facts():
        for slot in node.inputs:
            if slot.dataset == output.dataset and not set(output.names) <= set(node.reads_only):
                return order.index(node.name)
    return None


def _last_reader(output: Output, order: list[str]) -> int:
    readers = [n.name for n in facts() if any(slot.dataset == output.dataset for slot in n.inputs)]
    return max((order.index(name) for name in readers), default=-1)


def check_sharing(node: NodeFacts, values: dict[str, Any], full: bool) -> None:
    """Stops where one receiver would change an object that another receiver should see changed."""
    order = list(facts().nodes)
    pairs = []
    for one in node.outputs:
        hot = _hot(one, order)
        if hot is None:
            continue
        pairs += [
            (one, other)
            for other in node.outputs
            if other is not one
            and (one.dataset, other.dataset) not in node.harmless
            and _last_reader(other, order) >= hot
        ]
    held = {
        output.dataset: reach([values.get(name) for name in output.names], None if full else MOST_CHEAP)
        for output in {output.dataset: output for pair in pairs for output in pair}.values()
    }
    for one, other in pairs:
        objects, memory = held[one.dataset]
        others, other_memory = held[other.dataset]
        common = next((objects[key] for key in objects if key in others), None)
        overlap = any(a < d and c < b for a, b in memory for c, d in other_memory)
        if common is not None or overlap:
            what = (
                f"an object of type {type(common).__name__}"
                if common is not None
                else "the memory of an array"
            )
            raise GuardError(
                f"node {node.name!r} gives {'/'.join(one.names)!r} and {'/'.join(other.names)!r} "
                f"which share {what}; "
                "a later node changes one of them; declare it, or make them one node"
            )
