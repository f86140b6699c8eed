"""Which files of the workspace a node created, changed or deleted."""

from __future__ import annotations

import os
from pathlib import Path

from .facts import NodeFacts, working_folder, workspace_folder
from .store import file_sha256

Signature = tuple[int, int, int]
IGNORED = {"__pycache__", ".ipynb_checkpoints", ".git", "node_modules", ".venv"}


def scan() -> dict[str, Signature]:
    """Every file below the workspace, relative to the working folder, with what tells that it changed."""
    found: dict[str, Signature] = {}
    top, here = str(workspace_folder()), str(working_folder())
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in IGNORED:
                    folders.append(entry.path)
            elif entry.is_file():
                stat = entry.stat()
                name = Path(os.path.relpath(entry.path, here)).as_posix()
                found[name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return found


class Changes:
    """The workspace before and after a node."""

    def __init__(self, node: NodeFacts) -> None:
        self.node = node
        self.before = scan()

    def end(self) -> dict[str, str | None]:
        after = scan()
        changed: dict[str, str | None] = {}
        for name in sorted(self.before.keys() | after.keys()):
            if name not in after:
                changed[name] = None
            elif self.before.get(name) != after[name]:
                changed[name] = file_sha256(working_folder() / name)
        return changed
