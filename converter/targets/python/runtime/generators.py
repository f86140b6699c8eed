"""Random generators that belong to a module: all code shares them, and their state is passed on by itself."""

from __future__ import annotations

import importlib
import sys
from typing import Any

# Functions of the module are methods of its generator.
_GENERATORS = {
    "Random": ("random", "_inst"),
    "RandomState": ("numpy.random.mtrand", "_rand"),
    "Generator": ("torch", "default_generator"),
}


def own_generator(value: Any) -> tuple[str, str] | None:
    """Where a module keeps this generator, whose state is passed on by itself."""
    place = _GENERATORS.get(type(value).__name__)
    return place if place and getattr(sys.modules.get(place[0]), place[1], None) is value else None


def member_of(module: str, name: str) -> Any:
    """What a module has under a name."""
    return getattr(importlib.import_module(module), name)
