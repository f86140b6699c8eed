"""Makes classes of the notebook again, without what its own classes do whenever a class is made."""

from __future__ import annotations

import contextlib
import itertools
import types
from collections.abc import Iterator
from typing import Any

from .facts import PACKAGE

OURS = ("__main__", f"{PACKAGE}.helpers")
_HOOK = "__init_subclass__"
# Members that Python itself puts after those that are written.
_DESCRIPTORS = (types.GetSetDescriptorType, types.MemberDescriptorType)


def reduce_class(value: type, reduced: tuple[Any, ...]) -> tuple[Any, ...]:
    """What makes the class, with its members in their order; `reduced`: the same without."""
    kind, name, bases, own, *_ = reduced[1]
    members = vars(value)
    slots = {key: members[key] for key in ("__slots__",) if key in members}
    written = itertools.takewhile(lambda key: not isinstance(members[key], _DESCRIPTORS), members)
    if types.prepare_class(name, types.resolve_bases(bases), {"metaclass": kind})[0] is not kind:
        # Something like `NamedTuple`, which has put other bases in its own place.
        bases, own = value.__bases__, {**own, "__orig_bases__": bases}
    content, *others = reduced[2]
    ordered = {key: content[key] for key in members if key in content}
    # The tracker would give the receiver another version of the class, and change that one.
    return (
        make_class,
        (kind, name, bases, {**own, "__qualname__": value.__qualname__, **slots}, tuple(written)),
        ({**ordered, **content}, *others),
        *reduced[3:],
    )


def make_class(
    kind: Any, name: str, bases: tuple[Any, ...], own: dict[str, Any], order: tuple[str, ...] = ()
) -> Any:
    """The class without its content, which follows; `kind`: its metaclass, `bases`: as they were written where these make it again, `order`: of its members."""
    classes = types.resolve_bases(bases)
    if all(_is_plain(one) for one in (kind, *classes)):
        own = {**dict.fromkeys(order), **own}
    with _unheard(classes):
        if kind.__module__ not in OURS:
            return types.new_class(name, bases, {"metaclass": kind}, lambda names: names.update(own))
        maker = next(one for one in kind.__mro__ if one.__module__ not in OURS and "__new__" in vars(one))
        return maker.__new__(kind, name, classes, dict(own))


def _is_plain(kind: type) -> bool:
    """Nobody but the notebook looks at the members of classes that are made with it."""
    return all(one.__module__ in (*OURS, "builtins", "abc") for one in kind.__mro__)


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
