"""`%%node NAME` at the top of a cell: for the converter. Here the cell simply runs."""

from __future__ import annotations

from typing import Any


def register(shell: Any) -> None:
    shell.input_transformers_cleanup.append(without_directive)
    # Only for completion, and so that `%%node?` answers: the line is gone before a magic could be called.
    shell.register_magic_function(node, "cell", "node")


def unregister(shell: Any) -> None:
    shell.input_transformers_cleanup.remove(without_directive)
    del shell.magics_manager.magics["cell"]["node"]


def without_directive(lines: list[str]) -> list[str]:
    """The cell with the line as a comment, so that tracebacks count right; before another `%%magic`, which must come first, without it."""
    at = next((index for index, line in enumerate(lines) if line.strip()), None)
    if at is None or lines[at].split(maxsplit=1)[0] != "%%node":
        return lines
    rest = lines[at + 1 :]
    below = next((index for index, line in enumerate(rest) if line.strip()), None)
    if below is not None and rest[below].startswith("%%"):
        return rest[below:]
    return [*lines[:at], "# " + lines[at], *rest]


def node(line: str, cell: str) -> None:
    """%%node NAME [--outputs a b] [--inputs a b]

    Makes the cell a part of the pipeline node NAME. It changes nothing about how the cell runs.
    """
