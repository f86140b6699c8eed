"""What the names of a namespace stand for, before and after a cell. Thousands of names must cost next to nothing."""

from __future__ import annotations

import re
import weakref
from collections.abc import Container, Hashable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from .fingerprint import PLAIN, fingerprint

SECONDS = 0.001  # for the fingerprints of one snapshot
KEPT = 1 << 14  # characters up to which a text is kept alive while a cell runs

# What IPython itself keeps among the user's names.
_SHELLS_OWN = re.compile(r"_+|_\d+|_i+|_i\d+|_[dios]h|__\w+__")
_SHELLS_NAMES = {"In", "Out", "exit", "quit", "get_ipython", "open"}

# How a value is recognised: by itself, by a weak reference, or by its id alone.
Token = tuple[int, Any]
_ITSELF, _WEAK, _ID = range(3)


@dataclass(frozen=True)
class Snapshot:
    """What was there: for each name which value, and for as many as time allowed what it held."""

    tokens: Mapping[str, Token]
    prints: Mapping[str, Hashable]
    is_complete: bool


@dataclass
class Difference:
    wrote: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    is_complete: bool = True


def take(namespace: Mapping[str, Any], hidden: Container[str], mentioned: set[str]) -> Snapshot:
    """The names, and fingerprints, first of those that the cell mentions."""
    values = _users(namespace, hidden)
    until = perf_counter() + SECONDS
    prints: dict[str, Hashable] = {}
    is_complete = True
    for name in _in_order(values, mentioned):
        value = values[name]
        if type(value) in PLAIN:
            continue
        if perf_counter() > until:
            is_complete = False
            break
        prints[name] = fingerprint(value)
    return Snapshot({name: _token(value) for name, value in values.items()}, prints, is_complete)


def compare(
    before: Snapshot, namespace: Mapping[str, Any], hidden: Container[str], mentioned: set[str]
) -> Difference:
    """What happened since, names sorted."""
    after = _users(namespace, hidden)
    tokens = before.tokens
    difference = Difference(
        wrote=sorted(
            name for name, value in after.items() if name not in tokens or not _is_same(tokens[name], value)
        ),
        deleted=sorted(tokens.keys() - after.keys()),
        is_complete=before.is_complete,
    )
    wrote = set(difference.wrote)
    known = {
        name: held
        for name, held in before.prints.items()
        if held is not None and name in after and name not in wrote
    }
    until = perf_counter() + SECONDS
    for name in _in_order(known, mentioned):
        if perf_counter() > until:
            difference.is_complete = False
            break
        if fingerprint(after[name]) != known[name]:
            difference.changed.append(name)
    difference.changed.sort()
    return difference


def _users(namespace: Mapping[str, Any], hidden: Container[str]) -> dict[str, Any]:
    return {
        name: value
        for name, value in list(namespace.items())
        if not (
            name in _SHELLS_NAMES
            or (name[:1] == "_" and _SHELLS_OWN.fullmatch(name))
            or _is_hidden(name, value, hidden)
        )
    }


def _is_hidden(name: str, value: Any, hidden: Container[str]) -> bool:
    """IPython hides what was there at its start, until the user gives the name another value."""
    return name in hidden and (not isinstance(hidden, Mapping) or hidden[name] is value)


def _in_order(values: Mapping[str, Any], mentioned: set[str]) -> list[str]:
    first = [name for name in values if name in mentioned]
    return first + [name for name in values if name not in mentioned]


def _token(value: Any) -> Token:
    """Large values are not kept alive. By its id alone a value may be taken for one that came after it: containers for one another,
    where their sizes and the ids of their elements agree as well."""
    if type(value) in PLAIN:
        return (_ID, id(value)) if isinstance(value, (str, bytes)) and len(value) > KEPT else (_ITSELF, value)
    try:
        return _WEAK, weakref.ref(value)
    except TypeError:
        return _ID, id(value)


def _is_same(token: Token, value: Any) -> bool:
    kind, known = token
    if kind == _ITSELF:
        return known is value
    return known() is value if kind == _WEAK else known == id(value)
