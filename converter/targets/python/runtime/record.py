"""The run record: what is known of a run, folded from its journal and kept whole on the disk at any time."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .facts import facts
from .journal import Journal
from .store import write_whole

ENDED = ("succeeded", "failed", "skipped", "aborted")


def environment() -> dict[str, Any]:
    """The interpreter and the installed distributions that the project names."""
    from importlib.metadata import PackageNotFoundError, version

    from .facts import project_folder

    packages = {}
    listed = project_folder() / "requirements.txt"
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else ["kedro"]
    for name in (match[0] for line in lines if (match := re.match(r"[A-Za-z0-9][\w.-]*", line))):
        with contextlib.suppress(PackageNotFoundError):
            packages[name] = version(name)
    return {"python": platform.python_version(), "platform": platform.platform(), "packages": packages}


def fold(events: list[dict[str, Any]]) -> dict[str, Any]:
    """The record that these events amount to."""
    record: dict[str, Any] = {"version": 1, "status": "running", "nodes": []}
    nodes: dict[str, dict[str, Any]] = {
        name: {"name": name, "status": "queued", "cached": False} for name in facts().nodes
    }
    for entry in events:
        kind = entry["event"]
        if kind == "run.started":
            record |= {key: entry[key] for key in entry if key not in ("v", "event", "seq", "ts", "pid")}
            record["started"] = entry["ts"]
        elif kind in ("run.succeeded", "run.failed", "run.aborted"):
            record |= {"status": kind.split(".")[1], "ended": entry["ts"]}
        elif entry.get("node") in nodes:
            _fold_node(nodes[entry["node"]], kind, entry)
    record["nodes"] = list(nodes.values())
    if record["status"] != "running":
        for node in record["nodes"]:
            if node["status"] not in ENDED:
                node["status"] = "aborted"
    return record


def _fold_node(node: dict[str, Any], kind: str, entry: dict[str, Any]) -> None:
    if kind == "node.started":
        node |= {"status": "running", "started": entry["ts"], "displays": [], "outputs": [], "inputs": []}
    elif kind == "node.phase":
        node["phase"] = entry["phase"]
        if "inputs" in entry:
            node["inputs"] = entry["inputs"]
    elif kind == "node.retried":
        node["displays"] = []
    elif kind == "node.display":
        node.setdefault("displays", []).append({"mime": entry["mime"], "path": entry["path"]})
    elif kind == "node.output":
        keys = ("dataset", "path", "format", "type", "shape", "bytes", "sha256", "mtime_ns", "preview")
        node.setdefault("outputs", []).append({key: entry.get(key) for key in keys})
    elif kind in ("node.succeeded", "node.failed", "node.skipped"):
        node.pop("phase", None)
        node["status"] = kind.split(".")[1]
        carried = entry.get("carried") or {}
        node |= {key: value for key, value in carried.items() if key not in ("name", "status", "cached")}
        node |= {
            key: entry[key]
            for key in ("ms", "cached", "metrics", "error", "fingerprint", "log")
            if key in entry
        }


def write(journal: Journal) -> dict[str, Any]:
    """Rewrites the record from the journal, one process at a time."""
    with _locked(journal.folder / ".lock"):
        record = fold(journal.events())
        text = json.dumps(record, indent=1, ensure_ascii=False, default=str)
        write_whole(
            journal.folder / "run.manifest.json", text.encode("utf-8", "backslashreplace"), durable=False
        )
    return record


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def point_latest(folder: Path) -> None:
    """`runs/latest` is this run; where there are no links, a copy of it."""
    latest = folder.parent / "latest"
    link = folder.parent / f".latest-{os.getpid()}"
    with contextlib.suppress(OSError):
        link.unlink(missing_ok=True)
        try:
            link.symlink_to(folder.name, target_is_directory=True)
            os.replace(link, latest)
        except (OSError, NotImplementedError):
            shutil.rmtree(latest, ignore_errors=True)
            shutil.copytree(folder, latest)
