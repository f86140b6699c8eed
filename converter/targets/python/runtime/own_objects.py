"""How objects are passed between nodes whose classes are the notebook's and derive from containers and other plain types.

Pickle makes them by calling methods of these classes (constructors, `__setitem__`, `append`), which would do
a second time what they did in the notebook. Here the types that they derive from fill them.
"""

from __future__ import annotations

import enum
import typing
from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any

from .by_value import SAVING, set_state, state_of
from .slot_names import slot_names

_TABLES = (OrderedDict, Counter, defaultdict, dict)
_MAKING = ("__new__", "__init__")
_IMMUTABLE = (int, float, complex, str, bytes, tuple, frozenset)


def reduce_own(value: Any, own: list[type]) -> tuple[Any, ...] | None:
    """What makes the object; `None` where pickle's own way runs nothing of its classes that are the notebook's, `own`."""
    kind = type(value)
    names = {name for one in own for name in vars(one)}
    if hasattr(kind, "_fields"):
        names.discard("__getnewargs__")
    if not own or not names.isdisjoint(SAVING) or isinstance(value, enum.Enum):
        return None
    base: Any = next(one for one in kind.__mro__ if one not in own and one is not typing.Generic)
    if base in _TABLES:
        extra = value.default_factory if base is defaultdict else None
        return (
            base.__new__,
            (kind,),
            (state_of(value), list(base.items(value)), extra),
            None,
            None,
            _fill_table,
        )
    if base is list:
        return (list.__new__, (kind,), (state_of(value), list.copy(value)), None, None, _fill_list)
    if base is set:
        return (set.__new__, (kind,), (state_of(value), list(set.__iter__(value))), None, None, _fill_set)
    if base is deque:
        content = (state_of(value), list(deque.__iter__(value)), value.maxlen)
        return (deque.__new__, (kind,), content, None, None, _fill_deque)
    if base in _IMMUTABLE and not names.isdisjoint(_MAKING):
        return (base.__new__, (kind, _plain(base, value)), state_of(value), None, None, set_state)
    if "__setattr__" in names and base is object and slot_names(kind):
        return (object.__new__, (kind,), state_of(value), None, None, set_state)
    return _without_constructors(value, kind, base, names)


def _without_constructors(value: Any, kind: type, base: Any, names: set[str]) -> tuple[Any, ...] | None:
    if names.isdisjoint(_MAKING):
        return None
    makes_object = "__new__" in names and base.__new__ is object.__new__
    if makes_object and base.__reduce_ex__ is object.__reduce_ex__ and base.__reduce__ is object.__reduce__:
        return (object.__new__, (kind,), state_of(value), None, None, set_state)
    if base.__reduce__ is object.__reduce__ or base.__init__ is not object.__init__:
        return None
    reduced = value.__reduce_ex__(4)
    if not isinstance(reduced, tuple) or reduced[0] is not kind or len(reduced) > 3:
        return None
    return (base.__new__, (kind, *reduced[1]), state_of(value), None, None, set_state)


def _plain(base: Any, value: Any) -> Any:
    return frozenset(frozenset.__iter__(value)) if base is frozenset else base.__getnewargs__(value)[0]


def _fill_table(table: Any, content: tuple[Any, list[tuple[Any, Any]], Any]) -> None:
    state, items, factory = content
    put = OrderedDict.__setitem__ if isinstance(table, OrderedDict) else dict.__setitem__
    for key, item in items:
        put(table, key, item)
    if isinstance(table, defaultdict):
        table.default_factory = factory
    set_state(table, state)


def _fill_list(found: Any, content: tuple[Any, list[Any]]) -> None:
    state, items = content
    list.extend(found, items)
    set_state(found, state)


def _fill_set(found: Any, content: tuple[Any, list[Any]]) -> None:
    state, items = content
    set.update(found, items)
    set_state(found, state)


def _fill_deque(found: Any, content: tuple[Any, list[Any], int | None]) -> None:
    state, items, most = content
    deque.__init__(found, items, most)
    set_state(found, state)
