"""The files of the workspace around one node: what it finds, what it changes, whether that is foreseen."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from . import access
from .errors import GuardError
from .facts import NodeFacts, facts, project_folder, working_folder, workspace_folder
from .journal import active
from .ledger import Digests, Ledger, locked
from .order import file_ancestors, foreseen, named, ordered

Signature = tuple[int, int, int]
IGNORED = {"__pycache__", ".ipynb_checkpoints", ".git", "node_modules", ".venv"}


def scan() -> tuple[dict[str, Signature], set[str]]:
    """The files below the workspace, by name from the working folder, and what tells a change; folders."""
    found: dict[str, Signature] = {}
    inner: set[str] = set()
    here = str(working_folder())
    folders = [str(workspace_folder())]
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                name = Path(os.path.relpath(entry.path, here)).as_posix()
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in IGNORED:
                        folders.append(entry.path)
                        inner.add(name)
                elif entry.is_file():
                    stat = entry.stat()
                    found[name] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    return found, inner


class Workspace:
    """The workspace before and after one node. A node that may write anything has it for itself."""

    def __init__(self, node: NodeFacts, guarded: bool) -> None:
        self.node = node
        self.guarded = guarded
        self.stack = contextlib.ExitStack()
        self.recorded = active() is not None
        self.changed: Digests = {}

    def begin(self) -> None:
        if self.recorded:
            self.stack.enter_context(locked("workspace", shared="*" not in self.node.file_writes))
            with locked("ledger"):
                ledger = Ledger()
                ledger.before_node(self.node.name)
                files = scan()[0]
                ledger.keep_before(name for name in files if foreseen(name, self.node.file_writes))
                ledger.write()
        self.files, self.folders = scan()
        self.access = access.begin(str(project_folder() / self.node.file))

    def end(self) -> Digests:
        """The changed files of the node with their digests, None for deleted ones; noted for later runs."""
        access.end()
        files, folders = scan()
        names = [
            name
            for name in sorted(self.files.keys() | files.keys())
            if self.files.get(name) != files.get(name)
        ]
        names = self._own(names)
        if not self.recorded:
            ledger = Ledger()
            self.changed = {name: ledger.digest(name) for name in names}
            return self.changed
        with locked("ledger"):
            ledger = Ledger()
            for name in names:
                if name not in self.files and not any(name in one for one in ledger.nodes.values()):
                    ledger.base.setdefault(name, None)
                self.changed[name] = ledger.keep(name)
            ledger.nodes[self.node.name] = self.changed
            ledger.folders[self.node.name] = sorted(folders - self.folders)
            ledger.write()
        return self.changed

    def close(self) -> None:
        access.end()
        self.stack.close()

    def _own(self, names: list[str]) -> list[str]:
        """Without what nodes that run at the same time may have done."""
        sure = [n for n in names if foreseen(n, self.node.file_writes) or n in self.access.writes]
        return names if len(sure) == len(names) or self._alone() else sure

    def _alone(self) -> bool:
        journal = active()
        running: set[str] = set()
        met: set[str] = set()
        for entry in journal.events() if journal else ():
            if entry["event"] == "node.started":
                running.add(entry["node"])
            elif entry["event"] in ("node.succeeded", "node.failed"):
                running.discard(entry["node"])
            if self.node.name in running:
                met |= running
        return met <= {self.node.name}

    def check(self) -> None:
        """Stops where another node reads or writes the same file and nothing says which of them is first."""
        if not self.guarded:
            return
        others = [node for node in facts() if node.name != self.node.name]
        for name in self.changed:
            if foreseen(name, self.node.file_writes):
                continue
            for other in others:
                used = named(name, (*other.file_reads, *other.file_writes))
                unsure = "*" in other.file_reads and not ordered(self.node.name, other.name, by_files=False)
                if unsure or (used and not ordered(self.node.name, other.name, by_files=True)):
                    raise self._error(
                        "wrote", name, "reads or writes", other.name, self.access.writes.get(name)
                    )
        self.check_reads()

    def check_reads(self, cause: Exception | None = None) -> None:
        """Stops where another node writes a file that this one has opened."""
        ledger = Ledger()
        others = [node for node in facts() if node.name != self.node.name]
        for name, line in self.access.reads.items():
            if (name in self.access.writes and name not in self.files) or name in IGNORED:
                continue
            for other in others:
                wrote = name in ledger.nodes.get(other.name, {}) or named(name, other.file_writes)
                if wrote and not self._waits(other.name):
                    raise self._error("read", name, "writes", other.name, line) from cause

        self._check_processes(others, ledger, cause)

    def _check_processes(self, others: list[NodeFacts], ledger: Ledger, cause: Exception | None) -> None:
        """What a program of its own reads cannot be seen: it may be any file."""
        if not self.access.processes or "*" in self.node.file_reads:
            return
        for other in others:
            writes = other.file_writes or ledger.nodes.get(other.name)
            if writes and not ordered(self.node.name, other.name, by_files=False):
                raise GuardError(
                    f"node {self.node.name!r} starts a program, which may read what node {other.name!r} writes, and "
                    "the pipeline does not say which of them comes first; declare it, or make them one node",
                    self.access.processes[0],
                ) from cause

    def _waits(self, other: str) -> bool:
        table = file_ancestors()
        return other in table[self.node.name] or self.node.name in table[other]

    def _error(self, did: str, name: str, does: str, other: str, line: int | None) -> GuardError:
        return GuardError(
            f"node {self.node.name!r} {did} the file {name!r}, which node {other!r} {does}, and the pipeline "
            f"does not say which of them comes first; declare it, or make them one node",
            line,
        )
