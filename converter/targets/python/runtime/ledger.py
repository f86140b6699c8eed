"""What each node changed in the workspace, with copies, so that a node that runs again finds the same."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from .errors import GuardError
from .facts import facts, project_folder, working_folder
from .order import file_ancestors
from .store import file_sha256, write_whole

MOST_KEPT = 64 << 20
Digests = dict[str, "str | None"]


def _folder() -> Path:
    return project_folder() / "data" / ".files"


@contextlib.contextmanager
def locked(name: str, shared: bool = False) -> Iterator[None]:
    """Waits for other processes of this project, where the system can."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    _folder().mkdir(parents=True, exist_ok=True)
    descriptor = os.open(_folder() / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class Ledger:
    """`base`: files before any node; `nodes`: what each left; `folders`: those it made; `known`: digests."""

    def __init__(self) -> None:
        data: dict[str, Any] = {}
        with contextlib.suppress(OSError, ValueError):
            data = json.loads((_folder() / "ledger.json").read_text(encoding="utf-8"))
        self.base: Digests = data.get("base", {})
        self.nodes: dict[str, Digests] = data.get("nodes", {})
        self.folders: dict[str, list[str]] = data.get("folders", {})
        self.known: dict[str, list[Any]] = data.get("known", {})

    def write(self) -> None:
        content = {"base": self.base, "nodes": self.nodes, "folders": self.folders, "known": self.known}
        write_whole(_folder() / "ledger.json", json.dumps(content, indent=1).encode(), durable=False)

    def digest(self, name: str) -> str | None:
        """The digest of a file as it is now, None where there is none."""
        path = working_folder() / name
        if not path.is_file():
            return None
        stat = path.stat()
        signature = [stat.st_mtime_ns, stat.st_size, stat.st_ino]
        entry = self.known.get(name)
        if entry is None or entry[:3] != signature:
            self.known[name] = entry = [*signature, file_sha256(path)]
        return str(entry[3])

    def keep(self, name: str) -> str | None:
        """Keeps a copy of a file, if it is not too large; gives its digest."""
        digest = self.digest(name)
        path = working_folder() / name
        if digest is not None and path.stat().st_size <= MOST_KEPT and not _object(digest).exists():
            _copy(path, _object(digest))
        return digest

    def keep_before(self, names: Iterable[str]) -> None:
        """Copies of files that a node may change and none has changed so far."""
        for name in names:
            if name not in self.base and not any(name in changed for changed in self.nodes.values()):
                self.base[name] = self.keep(name)

    def _put(self, name: str, digest: str | None) -> None:
        if self.digest(name) == digest:
            return
        path = working_folder() / name
        if digest is None:
            path.unlink()
            return
        if not _object(digest).exists():
            writers = [node for node, changed in self.nodes.items() if changed.get(name) == digest]
            origin = (
                f"node {writers[-1]!r} left it; run that node" if writers else "the notebook has it; compile"
            )
            raise GuardError(f"no copy of the file {name!r} is kept as {origin} again")
        path.parent.mkdir(parents=True, exist_ok=True)
        _copy(_object(digest), path)

    def before_run(self, selected: Collection[str]) -> None:
        """Takes back what the nodes that will run had done; what the others did stays."""
        wanted: Digests = {}
        for name in {name for changed in self.nodes.values() for name in changed}:
            known = {self.base.get(name), *(changed.get(name) for changed in self.nodes.values())}
            if self.digest(name) not in known:
                self.base[name] = self.keep(name)  # somebody has put a new file there
            wanted[name] = self.base.get(name)
        for node in facts().nodes:
            if node not in selected:
                wanted.update(self.nodes.get(node, {}))
        for node in selected:
            self.nodes.pop(node, None)
        for name, digest in wanted.items():
            if digest is not None or self.base.get(name) is None or name not in self.base:
                self._put(name, digest)
        self._remove_folders(selected)

    def _remove_folders(self, selected: Collection[str]) -> None:
        made = {folder for node in selected for folder in self.folders.pop(node, [])}
        for folder in sorted(made, key=len, reverse=True):
            shutil.rmtree(working_folder() / folder / "__pycache__", ignore_errors=True)
            with contextlib.suppress(OSError):
                (working_folder() / folder).rmdir()
        for folders in self.folders.values():
            for folder in folders:
                (working_folder() / folder).mkdir(parents=True, exist_ok=True)

    def as_found(self, node: str) -> None:
        """The workspace as `node` finds it, for a try: without what it and those after it do."""
        wanted = {name: self.base.get(name) for changed in self.nodes.values() for name in changed}
        for other in file_ancestors()[node]:
            wanted.update(self.nodes.get(other, {}))
        for name, digest in wanted.items():
            self._put(name, digest)
        self._remove_folders([one for one in facts().nodes if one not in file_ancestors()[node]])

    def before_node(self, node: str) -> None:
        """The files that the node's predecessors left, as they left them."""
        wanted: Digests = {}
        for other in facts().nodes:
            if other in file_ancestors()[node]:
                wanted.update(self.nodes.get(other, {}))
        for name, digest in wanted.items():
            self._put(name, digest)


def _object(digest: str) -> Path:
    return _folder() / "objects" / digest[:2] / digest


def _copy(source: Path, target: Path) -> None:
    """A copy that is whole or not there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent)
    os.close(descriptor)
    try:
        shutil.copyfile(source, name)
        shutil.copymode(source, name)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
