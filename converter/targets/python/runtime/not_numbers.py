"""Which NaN a number is: programs look for NaN by identity (`x is np.nan`, `np.nan in values`), since no NaN equals another."""

from __future__ import annotations

import importlib
import math
import re
import struct
import sys
from functools import cache
from typing import Any

from .facts import facts, project_folder

_NAN = re.compile(r"\bnan\b", re.IGNORECASE)


@cache
def are_told_apart() -> bool:
    """Whether the notebook's text names NaN at all: to look at every number takes time."""
    files = [project_folder() / file for file in facts().texts]
    return any(_NAN.search(file.read_text(encoding="utf-8")) for file in files if file.is_file())


_known: dict[str, float] = {}
_names: dict[int, str] = {}
_node = ""


def begin(node: str) -> None:
    """From now on this node makes what has no name yet."""
    global _node
    _node = node


def name_of(value: Any) -> tuple[str, bytes] | None:
    """What tells a NaN from others, in whichever file it is; None for everything else."""
    if type(value) is not float or value == value:
        return None
    data = struct.pack("d", value)
    if value is math.nan:
        return ("math", data)
    numpy = sys.modules.get("numpy")
    if numpy is not None and value is numpy.nan:
        return ("numpy", data)
    if id(value) not in _names:
        _keep(f"{_node}:{len(_known)}", value)
    return (_names[id(value)], data)


def named(name: tuple[str, bytes]) -> float:
    """The NaN that `name_of` named so, here or in the process of another node."""
    place, data = name
    if place in ("math", "numpy"):
        found: float = importlib.import_module(place).nan
        return found
    if place not in _known:
        _keep(place, struct.unpack("d", data)[0])
    return _known[place]


def _keep(place: str, value: float) -> None:
    _known[place] = value
    _names[id(value)] = place
