"""What a comparison found, in the order of the notebook."""

from __future__ import annotations

from collections import Counter
from typing import Any

MOST_SHOWN = 600


class Report:
    """Collects differences, what is unstable, and how much was compared."""

    def __init__(self) -> None:
        self.differences: list[dict[str, Any]] = []
        self.unstable: list[dict[str, Any]] = []
        self.unseen: list[dict[str, Any]] = []
        self.compared: Counter[str] = Counter()

    def differs(self, place: dict[str, Any], path: str, notebook: str | None, pipeline: str | None) -> None:
        """`place`: `cell`, `node`, `kind` and `name`; `path` is where in the value; None: there is nothing."""
        self.differences.append(
            {**place, "path": path, "notebook": _shortened(notebook), "pipeline": _shortened(pipeline)}
        )

    def is_unstable(self, place: dict[str, Any]) -> None:
        """Two runs of the notebook give different things here, so the pipeline cannot be asked for one of them."""
        if place not in self.unstable:
            self.unstable.append(place)

    def as_json(self) -> dict[str, Any]:
        return {
            "differences": self.differences,
            "unstable": self.unstable,
            "unseen": self.unseen,
            "compared": dict(self.compared),
        }


def _shortened(text: str | None) -> str | None:
    return text if text is None or len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 3] + "..."
