"""Begins and ends runs: their folder, what was asked for, and what becomes of nodes that do not run."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
from collections.abc import Mapping
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime, timezone
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from . import record
from .errors import GuardError
from .facts import facts, project_folder
from .failures import describe
from .journal import Journal, activate, active
from .ledger import Ledger, locked


class Refused(RuntimeError):
    """The run cannot begin."""


def new_folder() -> Path:
    """A folder for a run that nobody has named."""
    stamp = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S")
    return project_folder() / "runs" / f"{stamp}-{os.getpid()}"


def fingerprint(journal: Journal, name: str) -> str | None:
    mark = journal.request.get("fingerprints", {}).get(name)
    return None if mark is None else str(mark)


def begin(run_params: Mapping[str, Any], selected: list[str]) -> None:
    """Opens the journal: the plan, what was asked for, and the nodes that are not run this time."""
    journal = active()
    if journal is None or (journal.folder / "run.manifest.json").exists():
        folder = new_folder()
        folder.mkdir(parents=True, exist_ok=True)
        activate(folder)
        journal = active()
    assert journal is not None
    request = journal.request
    nodes = facts().nodes
    journal.emit("run.planned", nodes=list(nodes), edges=edges())
    journal.emit(
        "run.started",
        engine={"name": "kedro", "version": version("kedro")},
        command=request.get("command") or " ".join(sys.argv),
        manifest=request.get("manifest"),
        parameters=request.get("parameters") or run_params.get("runtime_params") or {},
        environment=record.environment(),
    )
    (journal.folder / "logs").mkdir(exist_ok=True)
    for name in nodes:
        if name not in selected:
            _leave_out(journal, name, request)
    with locked("ledger"):
        ledger = Ledger()
        ledger.before_run(selected)
        ledger.write()
    record.write(journal)
    record.point_latest(journal.folder)
    atexit.register(_abandon, os.getpid(), journal)
    check_assumptions(journal)


def _abandon(process: int, journal: Journal) -> None:
    """The process ends while the run goes on: somebody has interrupted it."""
    if os.getpid() == process and active() is journal:
        end("aborted")


def _leave_out(journal: Journal, name: str, request: Mapping[str, Any]) -> None:
    if name not in request.get("cached", ()):
        journal.emit("node.skipped", node=name, reason="not selected")
        return
    carried = dict(request.get("carried", {}).get(name, {}))
    logs = journal.folder / "logs"
    if carried.get("log"):
        old = project_folder() / carried["log"]
        for path in (old, old.with_suffix(".err")):
            if path.is_file() and path.parent != logs:
                shutil.copyfile(path, logs / path.name)
        carried["log"] = f"runs/{journal.run_id}/logs/{name}.out"
    touch_logs(journal, name)
    for display in carried.pop("displays", None) or ():
        journal.emit("node.display", node=name, **display)
    mark = request.get("fingerprints", {}).get(name)
    known = {"fingerprint": mark} if mark else {}
    journal.emit("node.succeeded", node=name, ms=carried.get("ms", 0), cached=True, carried=carried, **known)


def touch_logs(journal: Journal, name: str) -> None:
    """A node that printed nothing has empty logs."""
    for suffix in (".out", ".err"):
        (journal.folder / "logs" / (name + suffix)).touch()


def edges() -> list[dict[str, str]]:
    """Who waits for whom."""
    producer = {dataset: node.name for node in facts() for dataset in node.datasets_out}
    return [
        {"from": producer[dataset], "to": node.name, "dataset": dataset}
        for node in facts()
        for dataset in node.datasets_in
        if dataset in producer
    ]


def check_assumptions(journal: Journal) -> None:
    """The project was made for certain versions of libraries, because values depend on them."""
    from packaging.specifiers import SpecifierSet

    for name, wanted in facts().assumes.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        if not SpecifierSet(wanted).contains(found, prereleases=True):
            message = f"this project was made for {name} {wanted}, but {found} is installed; compile it again"
            end("failed", message)
            raise Refused(message)


def end(status: str, reason: str | None = None) -> None:
    """Closes the journal."""
    journal = active()
    if journal is None:
        return
    journal.emit(f"run.{status}", **({"reason": reason} if reason else {}))
    record.write(journal)
    record.point_latest(journal.folder)
    activate(None)


def fail(error: BaseException) -> None:
    """Closes the journal after an error, which a node may not have been able to report itself."""
    journal = active()
    if journal is None:
        return
    events = journal.events()
    state: dict[str, dict[str, Any]] = {}
    for entry in events:
        if entry["event"] in ("node.phase", "node.started"):
            state[entry["node"]] = entry
        elif entry["event"] in ("node.succeeded", "node.failed", "node.skipped"):
            state.pop(entry["node"], None)
    failed = any(entry["event"] == "node.failed" for entry in events)
    for name, entry in state.items():
        phase = entry.get("phase", "run")
        if failed and phase == "run" and not isinstance(error, BrokenProcessPool):
            continue
        node = facts().nodes.get(name)
        if node is not None:
            journal.emit(
                "node.failed",
                node=name,
                error=describe(_root(error), node, _kind(error, phase), entry.get("dataset")),
            )
            failed = True
    end("failed")


def _root(error: BaseException) -> BaseException:
    """The error that a dataset wrapped."""
    while error.__cause__ is not None and type(error).__name__ == "DatasetError":
        error = error.__cause__
    return error


def _kind(error: BaseException, phase: str) -> str:
    if isinstance(error, BrokenProcessPool):
        return "killed"
    if isinstance(_root(error), GuardError):
        return "guard"
    return phase if phase in ("load", "save") else "exception"
