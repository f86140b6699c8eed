"""By how much the numbers of a text differ from run to run of a notebook."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", re.I)
Pair = tuple[str, str]


class Noise:
    """Of lines that are there in several runs: `pairs` has those that differ.

    A line that is the same in all runs by chance (54 %, rounded) cannot differ by more in the pipeline.
    """

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self.absolute = self.relative = 0.0
        for pair in pairs:
            for absolute, relative in _distances(pair) or ():
                self.absolute = max(self.absolute, absolute)
                self.relative = max(self.relative, relative)

    def explains(self, pair: Pair) -> bool:
        """Whether two lines differ in nothing but numbers, and in these by no more than the runs."""
        distances = _distances(pair)
        return distances is not None and all(
            absolute <= self.absolute and relative <= self.relative for absolute, relative in distances
        )


def _distances(pair: Pair) -> list[tuple[float, float]] | None:
    """Absolute and relative distances of the numbers in two lines; None where other things differ."""
    one, other = pair
    if _NUMBER.sub("#", one).split() != _NUMBER.sub("#", other).split():
        return None
    numbers = zip(map(float, _NUMBER.findall(one)), map(float, _NUMBER.findall(other)), strict=True)
    return [(abs(a - b), abs(a - b) / max(abs(a), abs(b))) for a, b in numbers if a != b]
