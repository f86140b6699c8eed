"""Which nodes are sure to run before others."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache

from .facts import NodeFacts, facts


@cache
def _producers() -> dict[str, str]:
    return {dataset: node.name for node in facts() for dataset in node.datasets_out}


def _closed(parents: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    """All ancestors; nodes are in an order in which parents come first."""
    done: dict[str, frozenset[str]] = {}
    for name, direct in parents.items():
        done[name] = frozenset(direct.union(*(done.get(parent, frozenset()) for parent in direct)))
    return done


@cache
def ancestors() -> dict[str, frozenset[str]]:
    """For each node those that end before it starts."""
    made_by = _producers()
    return _closed({n.name: {made_by[d] for d in n.datasets_in if d in made_by} for n in facts()})


@cache
def file_ancestors() -> dict[str, frozenset[str]]:
    """For each node those whose changes of files it waits for."""
    made_by = _producers()
    return _closed(
        {n.name: {made_by[s.dataset] for s in n.files_in if s.dataset in made_by} for n in facts()}
    )


def ordered(one: str, other: str, by_files: bool) -> bool:
    """Whether one of two nodes waits for the other."""
    table = file_ancestors() if by_files else ancestors()
    return one in table[other] or other in table[one]


def named(path: str, patterns: Iterable[str]) -> bool:
    """Whether the pipeline foresees this file by more than "any file"."""
    return any(pattern != "*" and _fits(path, pattern) for pattern in patterns)


def _fits(path: str, pattern: str) -> bool:
    pattern = pattern.removeprefix("./")
    return fnmatchcase(path, pattern) or path.startswith(pattern.rstrip("/") + "/")


def foreseen(path: str, patterns: Iterable[str]) -> bool:
    patterns = tuple(patterns)
    return "*" in patterns or named(path, patterns)


def later(node: NodeFacts) -> list[NodeFacts]:
    """The nodes that come after `node` in the notebook."""
    nodes = list(facts())
    return nodes[[one.name for one in nodes].index(node.name) + 1 :]


def earlier(node: NodeFacts) -> list[NodeFacts]:
    """The nodes that come before `node` in the notebook."""
    nodes = list(facts())
    return nodes[: [one.name for one in nodes].index(node.name)]
