"""Names of slots, found without a trace.

The interpreter leaves what it finds in the class (`__slotnames__`), where `dir` shows it: classes of
objects that nobody has saved have nothing there.
"""

from __future__ import annotations

import contextlib
import copyreg
from collections.abc import Iterator


def slot_names(kind: type) -> list[str]:
    """Names under which objects of the class keep what is not in their dictionary."""
    known = kind.__dict__.get("__slotnames__")
    if isinstance(known, list):
        return known
    return [_mangled(name, base) for base in kind.__mro__ for name in _slots(base) if name not in _NO_DATA]


_NO_DATA = ("__dict__", "__weakref__")


def _slots(base: type) -> list[str]:
    slots = base.__dict__.get("__slots__", ())
    return [slots] if isinstance(slots, str) else list(slots)


def _mangled(name: str, base: type) -> str:
    owner = base.__name__.lstrip("_")
    return f"_{owner}{name}" if owner and name.startswith("__") and not name.endswith("__") else name


@contextlib.contextmanager
def untraced() -> Iterator[None]:
    """Within, nothing is left in the classes of what is saved."""
    before = vars(copyreg)["_slotnames"]
    vars(copyreg)["_slotnames"] = slot_names
    try:
        yield
    finally:
        vars(copyreg)["_slotnames"] = before
