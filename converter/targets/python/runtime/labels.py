"""Names of indexes, and their frequency: tables share indexes, and to change these is to change all that have one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .errors import GuardError
from .facts import NodeFacts, facts
from .holding import reach
from .order import later

Names = Mapping[str, list[tuple[Any, list[Any]]]]


def names_of(values: Mapping[str, Any], most: int | None) -> Names:
    """By name the indexes in a value, each with what can change of it."""
    return {
        name: [(index, _labels(index)) for index in reach([value], most).indexes.values()]
        for name, value in values.items()
    }


def _labels(index: Any) -> list[Any]:
    return [*index.names, getattr(index, "freq", None)]


def check_renamed(node: NodeFacts, before: Names) -> None:
    """Stops where the node has renamed indexes that are not only of what the plan says."""
    for slot in node.inputs:
        for name in set(slot.names) & before.keys() - set(node.relabels or ()):
            if all(_labels(index) == labels for index, labels in before[name]):
                continue
            earlier = _before(node)
            if _are_read(_made_of(_sources(slot.dataset, earlier), earlier), later(node)):
                raise GuardError(
                    f"node {node.name!r} changes an index that {name!r} has, too, by its name or frequency, which "
                    "the pipeline does not expect, and later nodes can see it; set it on a copy, or make them one node"
                )


def renamed_from(node: NodeFacts, one: tuple[str, bool], other: tuple[str, bool]) -> str | None:
    """The later node that renames the indexes of `one`, where it matters to `other` or its kin.

    Each is a dataset, and whether the node gives it.
    """
    ahead = later(node)
    versions = _versions(one[0], ahead)
    if other[0] in versions:
        return None
    for at, renaming in enumerate(ahead):
        renamed = (slot for slot in renaming.inputs if slot.dataset in versions)
        if not any(set(slot.names) & set(renaming.relabels or ()) for slot in renamed):
            continue
        # What an input is made of, and what else is made of that, may have its indexes as well.
        is_new = one[1] and not other[1]
        kin = _sources(other[0], _before(node)) if is_new else {other[0]}
        others = [*(_before(node) if is_new else []), *ahead[:at]]
        if _are_read(_made_of(kin, others, versions), ahead[at:]):
            return renaming.name
    return None


def _before(node: NodeFacts) -> list[NodeFacts]:
    nodes = list(facts())
    return nodes[: len(nodes) - len(later(node)) - 1]


def _versions(dataset: str, ahead: Iterable[NodeFacts]) -> set[str]:
    """The dataset, and those that take its place: later nodes give them under names that they were given."""
    found = {dataset}
    for node in ahead:
        names = {name for slot in node.inputs if slot.dataset in found for name in slot.names}
        found |= {one.dataset for one in node.outputs if names & set(one.names)}
    return found


def _sources(dataset: str, earlier: list[NodeFacts]) -> set[str]:
    """The dataset and all that it was made of, or with."""
    found = {dataset}
    for node in reversed(earlier):
        given = {one.dataset for one in node.outputs}
        if given & found:
            found |= given | {slot.dataset for slot in node.inputs}
    return found


def _made_of(sources: set[str], nodes: Iterable[NodeFacts], without: Iterable[str] = ()) -> set[str]:
    """The datasets and all that these nodes make of them."""
    found = sources - set(without)
    for node in nodes:
        if any(slot.dataset in found for slot in node.inputs):
            found |= {one.dataset for one in node.outputs} - set(without)
    return found


def _are_read(datasets: set[str], nodes: Iterable[NodeFacts]) -> bool:
    return any(slot.dataset in datasets for node in nodes for slot in node.inputs)
