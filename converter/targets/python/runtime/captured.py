"""What `%%capture` keeps back."""

from __future__ import annotations

import io
import sys
from typing import Any

from .context import current

_IPYTHONS = "IPython.utils.capture.CapturedIO"


class CapturedOutput:
    """What `%%capture name` binds: the texts, and what was displayed."""

    def __init__(self, stdout: str, stderr: str, outputs: list[dict[str, Any]]) -> None:
        self.stdout, self.stderr = stdout, stderr
        self._outputs = outputs

    def __str__(self) -> str:
        return self.stdout

    def __repr__(self) -> str:
        return f"<{_IPYTHONS} object at {id(self):#x}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(f"<{_IPYTHONS} at {id(self):#x}>")

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


def told(value: Any) -> Any:
    """Captured output as plain values, be it ours or IPython's; other values as they are."""
    name = f"{type(value).__module__}.{type(value).__qualname__}"
    if name == _IPYTHONS:
        return value.stdout, value.stderr, [shown["data"] for shown in value._outputs]
    if name.endswith(".runtime.captured.CapturedOutput"):
        return value.stdout, value.stderr, value.outputs
    return value


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
