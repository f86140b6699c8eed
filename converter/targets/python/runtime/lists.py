"""Parameters come from YAML, which knows lists only: tuples and sets are made of them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def restored(value: Any, lost: Mapping[str, Any] | None) -> Any:
    """`value` with the tuples and sets that `lost` names.

    `lost` is `{"is": "tuple", "of": [...]}`; `of` says the same of the members, by place, and the last of
    them holds for further members.
    """
    if lost is None:
        return value
    inside = lost.get("of") or [None]
    if isinstance(value, dict):
        return {
            key: restored(member, _at(inside, place)) for place, (key, member) in enumerate(value.items())
        }
    if not isinstance(value, list):
        return value
    members = [restored(member, _at(inside, place)) for place, member in enumerate(value)]
    return _makers.get(lost["is"], list)(members)


def _at(inside: list[Any], place: int) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = inside[min(place, len(inside) - 1)]
    return found


_makers: Mapping[str, Any] = {"tuple": tuple, "set": set}
