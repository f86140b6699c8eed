"""Values that go separate ways must not share what one of their receivers changes."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any, NamedTuple

from .errors import GuardError
from .facts import NodeFacts
from .holding import reach
from .labels import renamed_from
from .order import later
from .pickling import dumps, loads

MOST_CHEAP = 20_000
MOST_BYTES = 50_000_000


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


def _outputs(node: NodeFacts, given: dict[str, Any]) -> list[_Side]:
    return [
        _Side(one.dataset, one.names, [given.get(name) for name in one.names], True) for one in node.outputs
    ]


def _sides(node: NodeFacts, taken: dict[str, Any], given: dict[str, Any]) -> list[_Side]:
    inputs = [
        _Side(one.dataset, one.names, [taken.get(name) for name in one.names], False) for one in node.inputs
    ]
    return [*_outputs(node, given), *inputs]


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
    _check_indexes(node, sides, None if full else MOST_CHEAP)


def _check_indexes(node: NodeFacts, sides: list[_Side], most: int | None) -> None:
    """The same of indexes, which tables share although each is a value of its own."""
    if not any(one.relabels for one in later(node)):
        return
    held = [reach(side.values, most).indexes for side in sides]
    for (one, had), (other, has) in permutations(zip(sides, held, strict=True), 2):
        if (
            not (one.is_given or other.is_given)
            or set(other.names) <= set(one.names)
            or not had.keys() & has.keys()
        ):
            continue
        renaming = renamed_from(node, (one.dataset, one.is_given), (other.dataset, other.is_given))
        if renaming is not None:
            raise GuardError(
                f"node {node.name!r} makes {'/'.join(one.names)!r} and {'/'.join(other.names)!r} share an index; "
                f"node {renaming!r} changes its name or frequency; set it on a copy, or make them one node"
            )


def check_bundles(node: NodeFacts, given: dict[str, Any], full: bool) -> None:
    """Stops where saving a dataset separates values that share what a later node changes.

    Some objects of libraries save a copy of what they were given; where there are none, nothing is tried.
    """
    ahead = later(node)
    most = None if full else MOST_CHEAP
    for side in _outputs(node, given):
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
