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


def name_of(value: Any) -> tuple[str, bytes] | None:
    """What tells a NaN from others within one file; None for everything else."""
    if type(value) is not float or value == value:
        return None
    data = struct.pack("d", value)
    if value is math.nan:
        return ("math", data)
    numpy = sys.modules.get("numpy")
    return ("numpy", data) if numpy is not None and value is numpy.nan else (str(id(value)), data)


def named(name: tuple[str, bytes], known: dict[str, float]) -> float:
    """The NaN that `name_of` named so."""
    place, data = name
    if place in ("math", "numpy"):
        found: float = importlib.import_module(place).nan
        return found
    own: float = known.setdefault(place, struct.unpack("d", data)[0])
    return own
