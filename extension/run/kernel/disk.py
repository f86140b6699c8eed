"""Looks at the notebook's folder and writes the project beside it. All paths are relative to that folder."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

FOLDER = Path(os.getcwd())

TOOLS = {
    ".git",
    ".hg",
    ".svn",
    ".ipynb_checkpoints",
    ".venv",
    "venv",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".virtual_documents",
}
MOST_FILES = 5000
MOST_TEXT = 20_000_000
MOST_COPIED = 100_000_000

_digests: dict[str, tuple[int, int, str]] = {}


def place(path: str) -> Path:
    return Path(os.path.normpath(FOLDER / path))


def is_tools(folder: Path) -> bool:
    return folder.name in TOOLS or any(
        os.path.lexists(folder / name) for name in ("pipeline.manifest.json", "pyvenv.cfg")
    )


def kind(path: str, root: Path) -> str | None:
    """What a path is, if it lies below the root; a link, or anything behind one, is a link."""
    full = place(path)
    if full != root and root not in full.parents:
        return None
    for part in reversed([full, *full.parents]):
        if root in part.parents and part.is_symlink():
            return "link"
    return "file" if full.is_file() else "folder" if full.is_dir() else None


def files_below(path: str, root: Path) -> list[str]:
    """Regular files, but those of tools and of projects that were emitted."""
    if kind(path, root) != "folder":
        return []
    found: list[str] = []
    queue = [place(path)]
    for folder in queue:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_symlink():
                continue
            if entry.is_file():
                found.append(Path(os.path.relpath(entry.path, FOLDER)).as_posix())
            elif entry.is_dir() and not is_tools(Path(entry.path)):
                queue.append(Path(entry.path))
        if len(found) > MOST_FILES:
            break
    return sorted(found)


def text(path: str) -> str | None:
    full = place(path)
    try:
        if not full.is_file() or full.stat().st_size > MOST_TEXT:
            return None
        return full.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return None


def stat(path: str) -> dict[str, int] | None:
    try:
        found = place(path).lstat()
    except OSError:
        return None
    return {"size": found.st_size, "mtime": found.st_mtime_ns} if place(path).is_file() else None


def digest(path: str) -> str | None:
    """sha256 of the bytes; read again only where size or time changed."""
    full = place(path)
    try:
        if not full.is_file():
            return None
        found = full.stat()
        known = _digests.get(str(full))
        if known and known[:2] == (found.st_size, found.st_mtime_ns):
            return known[2]
        total = hashlib.sha256()
        with full.open("rb") as stream:
            while block := stream.read(1 << 20):
                total.update(block)
    except OSError:
        return None
    _digests[str(full)] = (found.st_size, found.st_mtime_ns, total.hexdigest())
    return total.hexdigest()


def names(path: str) -> list[str] | None:
    """What lies directly in a folder."""
    try:
        return sorted(os.listdir(place(path)))
    except OSError:
        return None


def look(asked: dict[str, Any]) -> dict[str, Any]:
    """Answers about paths, by kind of question."""
    root = Path(os.path.normpath(FOLDER / (asked.get("root") or ".")))
    if root != FOLDER and root not in FOLDER.parents:
        root = FOLDER
    return {
        "kinds": {path: kind(path, root) for path in asked.get("kinds", [])},
        "lists": {path: files_below(path, root) for path in asked.get("lists", [])},
        "texts": {path: text(path) for path in asked.get("texts", [])},
        "stats": {path: stat(path) for path in asked.get("stats", [])},
        "digests": {path: digest(path) for path in asked.get("digests", [])},
        "names": {path: names(path) for path in asked.get("names", [])},
    }


class Refused(Exception):
    """A path that is not to be written."""


def inside(project: str, path: str) -> Path:
    """A place in the project; never out of it, never through a link."""
    top = place(project)
    full = Path(os.path.normpath(top / path))
    if top not in full.parents:
        raise Refused(f"'{path}' leads out of the project")
    for part in [full, *full.parents]:
        if part == top.parent:
            break
        if part.is_symlink():
            raise Refused(f"a part of '{path}' is a link")
    return full


def write_file(full: Path, content: str) -> None:
    """Whoever reads the file sees the old text or the new one, never a part."""
    full.parent.mkdir(parents=True, exist_ok=True)
    temporary = full.with_name(f"{full.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content.encode("utf-8"))
        temporary.replace(full)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def write(asked: dict[str, Any]) -> dict[str, Any]:
    """Writes and removes files of a project, in order."""
    project = asked["project"]
    for change in asked["changes"]:
        full = inside(project, change["path"])
        if full.is_dir():
            raise Refused(f"'{change['path']}' is a folder")
    for change in asked["changes"]:
        full = inside(project, change["path"])
        if change.get("text") is not None:
            write_file(full, change["text"])
            continue
        with contextlib.suppress(OSError):
            full.unlink()
            for folder in full.parents:
                if folder == place(project):
                    break
                folder.rmdir()
    return {"skipped": []}


def copy(asked: dict[str, Any]) -> dict[str, Any]:
    """Brings the files that the notebook reads into the project; what their user made of the copies stays."""
    project, before = asked["project"], asked.get("before") or {}
    sources: dict[str, str] = {}
    kept: list[str] = []
    failed: list[dict[str, str]] = []
    linked: list[dict[str, Any]] = []
    for item in asked["files"]:
        origin, to, written = item["from"], item["to"], item["written"]
        try:
            full = inside(project, to)
            source = digest(origin)
            if source is None or place(origin).is_symlink():
                raise Refused("it is not a regular file that can be read")
            size = place(origin).stat().st_size
            is_linked = size > MOST_COPIED and not written
            if is_linked:
                linked.append({"path": origin, "bytes": size})
            sources[to] = source
            if full.is_file():
                now = digest(f"{project}/{to}")
                if (before.get(to) == source and written) or now == source:
                    continue
                if now != before.get(to) and not written and not asked.get("force"):
                    sources[to] = now or source
                    kept.append(to)
                    continue
            put(place(origin), full, is_linked)
        except (OSError, Refused) as error:
            sources.pop(to, None)
            failed.append({"path": origin, "why": str(error)})
    if asked["files"] and sources != before:
        noted = json.dumps(sources, indent=1, ensure_ascii=False)
        write_file(inside(project, "data/.files/copies.json"), f"{noted}\n")
    return {"sources": sources, "kept": kept, "failed": failed, "linked": linked}


def put(origin: Path, full: Path, is_linked: bool) -> None:
    """A copy or a link, whole or not at all."""
    full.parent.mkdir(parents=True, exist_ok=True)
    temporary = full.with_name(f"{full.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        temporary.unlink()
    if is_linked:
        temporary.symlink_to(os.path.relpath(origin, full.parent))
    else:
        shutil.copy2(origin, temporary)
    temporary.replace(full)


def rewind(asked: dict[str, Any]) -> dict[str, Any]:
    """Puts files of the workspace back as they were before any node ran."""
    for item in asked["files"]:
        full = inside(asked["project"], item["to"])
        if item.get("from") is None:
            with contextlib.suppress(OSError):
                full.unlink()
        else:
            put(place(item["from"]), full, False)
    return {}
