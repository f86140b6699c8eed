"""The lines that a command printed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any


class Lines(list[str]):
    """The lines that a command printed, as IPython gives them."""

    @property
    def l(self) -> list[str]:  # noqa: E743
        return list(self)

    list = l

    @property
    def n(self) -> str:
        return "\n".join(self)

    nlstr = n

    @property
    def s(self) -> str:
        return " ".join(self)

    spstr = s

    @property
    def p(self) -> Any:
        return [Path(line) for line in self if os.path.exists(line)]

    paths = p

    def fields(self, *numbers: int) -> Any:
        """The words of each line, or those with the given numbers."""
        rows = [line.split() for line in self]
        if not numbers:
            return rows
        chosen = Lines(" ".join(row[i] for i in numbers if -len(row) <= i < len(row)) for row in rows)
        return Lines(line for line in chosen if line)

    def grep(self, pattern: Any, prune: bool = False, field: int | None = None) -> Lines:
        """The lines that a regular expression or a function accepts."""
        accepts = pattern if callable(pattern) else re.compile(pattern, re.IGNORECASE).search

        def target(line: str) -> str:
            words = line.split()
            return line if field is None else words[field] if -len(words) <= field < len(words) else ""

        return Lines(line for line in self if bool(accepts(target(line))) is not prune)
