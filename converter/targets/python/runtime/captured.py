"""What `%%capture` keeps back."""

from __future__ import annotations

import io
import sys
from typing import Any

from .context import current


class CapturedOutput:
    """What `%%capture name` binds: the texts, and what was displayed."""

    def __init__(self, stdout: str, stderr: str, outputs: list[dict[str, Any]]) -> None:
        self.stdout, self.stderr = stdout, stderr
        self._outputs = outputs

    def __str__(self) -> str:
        return self.stdout

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return self._outputs

    def show(self) -> None:
        """Prints and shows all of it again."""
        from .display import publish

        sys.stdout.write(self.stdout)
        sys.stderr.write(self.stderr)
        sys.stdout.flush()
        for shown in self._outputs:
            publish(shown)

    __call__ = show


class _Kept:
    """Takes displays in place of the node."""

    def __init__(self) -> None:
        self.shown: list[dict[str, Any]] = []

    def keep(self, shown: dict[str, Any]) -> None:
        self.shown.append(shown)


class Capture:
    """The output between `begin_capture()` and `end_capture()`."""

    def __init__(self, stdout: bool = True, stderr: bool = True, displays: bool = True) -> None:
        self.wanted = stdout, stderr
        self.before = sys.stdout, sys.stderr
        self.texts = io.StringIO(), io.StringIO()
        self.kept = _Kept()
        self.node = current() if displays else None
        if stdout:
            sys.stdout = self.texts[0]
        if stderr:
            sys.stderr = self.texts[1]
        if self.node is not None:
            self.displays, self.node.displays = self.node.displays, self.kept

    def end(self) -> CapturedOutput:
        sys.stdout, sys.stderr = self.before
        if self.node is not None:
            self.node.displays = self.displays
        return CapturedOutput(self.texts[0].getvalue(), self.texts[1].getvalue(), self.kept.shown)


def begin_capture(*, stdout: bool = True, stderr: bool = True, displays: bool = True) -> Capture:
    """The start of a `%%capture` cell."""
    return Capture(stdout, stderr, displays)


def end_capture(capture: Capture) -> CapturedOutput:
    """The end of a `%%capture` cell: what it would have printed and shown."""
    return capture.end()
