"""Makes classes of the notebook again, without what its own classes do whenever a class is made."""

from __future__ import annotations

import contextlib
import types
from collections.abc import Iterator
from typing import Any

from .facts import PACKAGE

OURS = ("__main__", f"{PACKAGE}.helpers")
_HOOK = "__init_subclass__"


def make_class(kind: Any, name: str, bases: tuple[Any, ...], own: dict[str, Any]) -> Any:
    """The class without its content, which follows; `kind`: its metaclass, `bases`: as they were written."""
    classes = types.resolve_bases(bases)
    with _unheard(classes):
        if kind.__module__ not in OURS:
            return types.new_class(name, bases, {"metaclass": kind}, lambda names: names.update(own))
        maker = next(one for one in kind.__mro__ if one.__module__ not in OURS and "__new__" in vars(one))
        return maker.__new__(kind, name, classes, dict(own))


@contextlib.contextmanager
def _unheard(bases: tuple[type, ...]) -> Iterator[None]:
    """No base learns of a class that is made meanwhile: they did in the notebook."""
    found = dict.fromkeys(one for base in bases for one in base.__mro__ if one.__module__ in OURS)
    kept = {one: vars(one)[_HOOK] for one in found if _HOOK in vars(one)}
    for one in kept:
        type.__setattr__(one, _HOOK, classmethod(lambda cls, **_: None))
    try:
        yield
    finally:
        for one, hook in kept.items():
            type.__setattr__(one, _HOOK, hook)
