"""Between datasets and names: what a node is passed becomes names, its names become what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .errors import GuardError, Missing
from .facts import Input, NodeFacts, Output
from .lists import restored


def unpack(node: NodeFacts, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The names that the node's code finds."""
    names: dict[str, Any] = {}
    for slot in node.inputs:
        value = arguments[slot.argument]
        if len(slot.names) <= 1:
            names[slot.names[0] if slot.names else slot.argument] = restored(value, slot.type)
        else:
            names.update({name: value.get(name, Missing) for name in _taken(slot)})
    return names


def _taken(slot: Input) -> tuple[str, ...]:
    return slot.names if slot.takes is None else slot.takes


def bundles(node: NodeFacts, arguments: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The bundles as they were passed, by argument."""
    return {slot.argument: arguments[slot.argument] for slot in node.inputs if len(slot.names) > 1}


def pack(node: NodeFacts, names: Mapping[str, Any]) -> list[Any]:
    """The values of the node's output datasets."""
    return [_packed(node, output, names) for output in node.outputs]


def _packed(node: NodeFacts, output: Output, names: Mapping[str, Any]) -> Any:
    found = {name: names.get(name, Missing) for name in output.names}
    lacking = [name for name, value in found.items() if value is Missing and name not in output.optional]
    if lacking:
        raise GuardError(f"node {node.name!r} has given no value to {', '.join(map(repr, lacking))}")
    if len(output.names) == 1:
        return found[output.names[0]]
    return {name: value for name, value in found.items() if value is not Missing}


def from_result(node: NodeFacts, result: Any) -> dict[str, Any]:
    """The names that a node function returned, in the order of its outputs."""
    names = [name for output in node.outputs for name in output.names]
    if not names:
        return {}
    if len(names) == 1:
        return {names[0]: result}
    if not isinstance(result, tuple) or len(result) != len(names):
        raise GuardError(f"node {node.name!r} must return {len(names)} values: {', '.join(names)}")
    return dict(zip(names, result, strict=True))
