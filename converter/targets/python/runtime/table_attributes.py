"""What a notebook keeps on a table or column besides its cells: `frame.note = "x"` makes an attribute, not a column.

Pandas leaves it out of what it saves.
"""

from __future__ import annotations

from typing import Any


def is_of_pandas(kind: type) -> bool:
    """Whether a class is one of pandas, or derives from one."""
    return any(one.__module__.split(".")[0] == "pandas" for one in kind.__mro__)


def attributes_of(value: Any) -> dict[str, Any]:
    """The attributes that were set from outside; nothing of what pandas itself keeps there.

    What a library puts there and refuses to save (the design of patsy's tables) only tells how they were made.
    """
    kind = type(value)
    if not (hasattr(kind, "_internal_names") and hasattr(kind, "_metadata")):
        return {}
    known = {"_attrs", *kind._internal_names, *kind._metadata}
    kept = vars(value).items()
    found = {name: one for name, one in kept if name not in known and not hasattr(kind, name)}
    return {name: one for name, one in found.items() if not _refuses(one)}


def _refuses(value: Any) -> bool:
    try:
        value.__reduce_ex__(5)
    except NotImplementedError:
        return True
    except Exception:
        return False
    return False


def reduce_with_attributes(value: Any, protocol: int) -> tuple[Any, ...] | None:
    """How a table is pickled with its attributes; `None` where it has none."""
    kept = attributes_of(value)
    if not kept:
        return None
    reduced = value.__reduce_ex__(protocol)
    if not isinstance(reduced, tuple) or len(reduced) < 3 or type(reduced[2]) is not dict:
        return None
    return (*reduced[:2], {**reduced[2], **kept}, *reduced[3:])
