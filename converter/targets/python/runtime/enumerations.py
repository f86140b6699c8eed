"""How enumerations of the notebook are passed between nodes: member by member, with all that they hold.

Made anew from names and values they would lose what `__init__` and `__new__` gave their members, combined
flags, and which objects are the same.
"""

from __future__ import annotations

import enum
from typing import Any

from cloudpickle import cloudpickle


def reduce_enumeration(value: type) -> tuple[Any, ...]:
    """The class without any content, which follows: its members belong to it."""
    made_of = (type(value), value.__name__, value.__bases__, value.__module__, value.__qualname__)
    return (_enumeration, made_of, cloudpickle._class_getstate(value), None, None, _fill)


def _enumeration(kind: type, name: str, bases: tuple[type, ...], module: str, qualname: str) -> type:
    return type.__new__(kind, name, bases, {"__module__": module, "__qualname__": qualname})


def _fill(made: type, state: tuple[dict[str, Any], Any]) -> None:
    for name, value in state[0].items():
        type.__setattr__(made, name, value)


def reduce_member(member: enum.Enum) -> tuple[Any, ...]:
    """A member of a class that is passed as well: its data, and what is stored in it."""
    given = object.__reduce_ex__(member, 2)[1][1:]
    return (_member, (type(member), given), dict(vars(member)), None, None, _set_member)


def _member(kind: Any, given: tuple[Any, ...]) -> Any:
    data = next(
        (one for one in kind.__mro__ if not issubclass(one, enum.Enum) and "__new__" in vars(one)), object
    )
    return data.__new__(kind, *given)


def _set_member(member: Any, state: dict[str, Any]) -> None:
    vars(member).update(state)
