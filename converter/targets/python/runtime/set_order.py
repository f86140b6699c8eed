"""The order of sets: they are walked over in the order of their tables, which building them anew from their members may not give.

Only sets of numbers, and of tuples of these: other members have other places in each process.
"""

from __future__ import annotations

import itertools
import pickle
import sys
from collections.abc import Iterable, Iterator
from typing import Any

_EMPTY = sys.getsizeof(set())
_SMALLEST = 8
_ENTRY = 16
# As CPython looks for a place.
_NEIGHBOURS = 9
_SHIFT = 5
_TRIES = 6
# Beyond, it would take seconds.
_MOST = 100_000

# How a set with members begins in a pickle.
SIGN = pickle.EMPTY_SET + pickle.MEMOIZE + pickle.MARK

# What is in the way, and the members in the order in which they are put in.
Plan = tuple[list[int], list[Any]]
Order = tuple[int, Plan]


class _InOrder:
    """A value, and how sets within it get their order again."""

    def __init__(self, value: Any, orders: list[tuple[set[Any], Order]]) -> None:
        self.made_of = (value, orders)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_arranged, self.made_of)


def in_order(value: Any, sets: Iterable[set[Any]]) -> Any:
    """What to save in place of the value, so that the sets within it keep their order."""
    orders = [(members, order) for members in sets if (order := order_of(members)) is not None]
    return _InOrder(value, orders) if orders else value


def _arranged(value: Any, orders: list[tuple[set[Any], Order]]) -> Any:
    for members, order in orders:
        arrange(members, order)
    return value


def order_of(members: set[Any]) -> Order | None:
    """What `arrange` needs to give the set its order again; `None` where nothing is needed or nothing helps."""
    listed = list(members)
    if not 0 < len(listed) <= _MOST or not all(map(_has_place, listed)):
        return None
    size = _size(members)
    rebuilt = set(listed)
    # Where members go that are added later goes by the size of the table.
    if _size(rebuilt) == size and _same(list(rebuilt), listed):
        return None
    paths = [list(_places(hash(one), size)) for one in listed]
    for places in (_nearest(paths), _nearest(paths, -1)):
        plan = None if places is None else _plan(size, listed, paths, places)
        again: set[Any] = set()
        if plan is None:
            continue
        arrange(again, (size, plan))
        if _same(list(again), listed):
            return size, plan
    return None


def _size(members: set[Any]) -> int:
    """How many places the table has."""
    return (sys.getsizeof(members) - _EMPTY) // _ENTRY or _SMALLEST


def arrange(members: set[Any], order: Order) -> None:
    """Makes the set anew: each member at its place in a table of as many places."""
    size, (places, ordered) = order
    blocked = [_Blocker(place) for place in places]
    first = max(0, size // 2 - 1 - len(blocked))
    members.clear()
    # A dictionary's keys are put in one by one, after room has been made for all of them.
    members.update(dict.fromkeys([*blocked, *ordered[:first]]))
    members.update(ordered[first:])
    members.difference_update(blocked)


def _nearest(paths: list[list[int]], way: int = 1) -> list[int] | None:
    """A place for each, in ascending order: as near as can be to where it is looked for first, for the first or (-1) the last of them."""
    bounds: list[int] = []
    bound = 2**64 * way
    for path in paths[::-way]:
        fitting = [place * way for place in path if place * way < bound * way]
        if not fitting:
            return None
        bound = max(fitting) * way
        bounds.append(bound)
    found: list[int] = []
    last = -(2**64) * way
    for path, most in zip(paths[::way], bounds[::-1], strict=True):
        last = next(place for place in path if last * way < place * way <= most * way)
        found.append(last)
    return found[::way]


def _plan(size: int, listed: list[Any], paths: list[list[int]], places: list[int]) -> Plan | None:
    """What has to be in the way for all to come to their places, and the order of the members."""
    taken = {place: at for at, place in enumerate(places)}
    before = [path[: path.index(place)] for path, place in zip(paths, places, strict=True)]
    blocked = {place for path in before for place in path if place not in taken}
    if size > _SMALLEST:
        missing = size // 4 + 1 - len(blocked) - min(len(listed), size // 2 - 1)
        free = (place for place in range(size - 1, -1, -1) if place not in taken and place not in blocked)
        blocked.update(itertools.islice(free, max(0, missing)))
    ordered: dict[int, None] = {}
    while len(ordered) < len(listed):
        ready = [
            at
            for at, path in enumerate(before)
            if at not in ordered and all(taken.get(place, at) in ordered for place in path if place in taken)
        ]
        if not ready:
            return None
        ordered.update(dict.fromkeys(ready))
    return list(blocked), [listed[at] for at in ordered]


def _places(number: int, size: int) -> Iterator[int]:
    """Where a member may go, one place after the other."""
    mask = size - 1
    perturbed = number & (2**64 - 1)
    start = number & mask
    for _ in range(_TRIES):
        yield from range(start, start + 1 + (_NEIGHBOURS if start + _NEIGHBOURS <= mask else 0))
        perturbed >>= _SHIFT
        start = (start * 5 + 1 + perturbed) & mask


class _Blocker:
    """Stands at one place while members are put in."""

    def __init__(self, place: int) -> None:
        self.place = place

    def __hash__(self) -> int:
        return self.place


def _has_place(member: Any) -> bool:
    """Whether it hashes alike in each process."""
    if type(member) is tuple:
        return all(map(_has_place, member))
    return type(member) in (int, float, bool, complex)


def _same(some: list[Any], others: list[Any]) -> bool:
    return all(one is other for one, other in zip(some, others, strict=True))
