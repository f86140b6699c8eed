"""What stops a node besides the exceptions of its own code."""

from __future__ import annotations

from typing import Any


class GuardError(RuntimeError):
    """The node did something that the pipeline does not expect, so that a later value could be wrong.

    `line` is the line of the node's own file where it happened, where that is known.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (str(self), self.line))


class NodeExit(RuntimeError):
    """The node's code asked the interpreter to exit, or ran past its time."""


class MissingType:
    """Stands for a name that has no value at the end of a node."""

    _instance: MissingType | None = None

    def __new__(cls) -> MissingType:
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __repr__(self) -> str:
        return "Missing"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> tuple[Any, ...]:
        return (MissingType, ())


Missing = MissingType()
