"""Runs the pipeline as a file says: `python -m <package>.runtime.launch --request runs/<id>/request.json`."""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from . import runs
from .facts import facts, project_folder
from .journal import Journal, activate, say

PATIENCE = 5.0
QUIET = {"DO_NOT_TRACK": "1", "KEDRO_DISABLE_TELEMETRY": "1"}


class Interrupted(BaseException):
    """Somebody wants the run to stop."""


def typed(parameters: dict[str, Any], project: Path) -> dict[str, Any]:
    """The request is JSON, where a float without a fraction is written as a whole number."""
    manifest = project / "pipeline.manifest.json"
    if not parameters or not manifest.is_file():
        return parameters
    declared = json.loads(manifest.read_text("utf-8"))["parameters"]
    floats = {parameter["name"] for parameter in declared if parameter["type"] == "float"}
    return {
        name: float(value) if name in floats and type(value) is int else value
        for name, value in parameters.items()
    }


def nested(parameters: dict[str, Any]) -> dict[str, Any]:
    """`{"a.b": 1}` as `{"a": {"b": 1}}`."""
    tree: dict[str, Any] = {}
    for name, value in parameters.items():
        *folders, last = name.split(".")
        place = tree
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = value
    return tree


def _runner(jobs: int) -> Any:
    """In parallel, or one node after the other in the order of the notebook."""
    from kedro.runner import ParallelRunner, SequentialRunner

    class NotebookOrder(SequentialRunner):
        """Kedro sorts nodes that do not depend on each other by name."""

        def _run(self, pipeline: Any, *others: Any, **named: Any) -> None:
            places = {name: place for place, name in enumerate(facts().nodes)}
            for node in sorted(pipeline.nodes, key=lambda node: places.get(node.name, len(places))):
                super()._run(Pipeline([node]), *others, **named)

    from kedro.pipeline import Pipeline

    return ParallelRunner(max_workers=jobs) if jobs > 1 else NotebookOrder()


def run(request: dict[str, Any]) -> None:
    """Runs the nodes that were asked for; the hooks keep the record."""
    from kedro.framework.session import KedroSession
    from kedro.framework.startup import bootstrap_project

    project = project_folder()
    selected = request.get("nodes")
    if selected is not None and not selected:
        runs.begin({}, [])
        runs.end("succeeded")
        return
    bootstrap_project(project)
    parameters = nested(typed(request.get("parameters") or {}, project))
    session: Any
    with KedroSession.create(project, runtime_params=parameters) as session:
        session.run(
            node_names=selected, runner=_runner(min(request.get("jobs") or 1, len(selected or facts().nodes)))
        )


def _parents() -> list[tuple[int, int]]:
    """Every process of the machine with its parent."""
    stats = list(Path("/proc").glob("[0-9]*/stat"))
    if stats:
        pairs = []
        for path in stats:
            with contextlib.suppress(OSError, ValueError):
                pairs.append((int(path.parent.name), int(path.read_text().rpartition(")")[2].split()[1])))
        return pairs
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=False
    ).stdout
    return [(int(pid), int(parent)) for pid, parent in map(str.split, listed.splitlines())]


def _descendants() -> list[int]:
    """The processes that this one and its children have started."""
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    found: list[int] = []
    waiting = [os.getpid()]
    while waiting:
        new = children.get(waiting.pop(), [])
        found += new
        waiting += new
    return found


def _stop_children() -> None:
    """Ends the processes of this run, and what they have started."""
    try:
        pids = _descendants()
    except OSError:
        pids = [child.pid for child in multiprocessing.active_children() if child.pid]
    for sent in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        for pid in pids:
            with contextlib.suppress(OSError):
                os.kill(pid, sent)
        time.sleep(0.2)


class _Stopping:
    """What a signal does: the children end, then the run; at the latest after some seconds."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        for wanted in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wanted, self.interrupt)

    def interrupt(self, *_: Any) -> None:
        if os.getpid() != self.owner:
            os._exit(1)
        for wanted in (signal.SIGINT, signal.SIGTERM):
            signal.signal(wanted, signal.SIG_IGN)
        _stop_children()
        watch = threading.Timer(PATIENCE, self.give_up)
        watch.daemon = True
        watch.start()
        raise Interrupted

    def give_up(self) -> None:
        runs.end("aborted")
        os._exit(1)


def main(arguments: list[str] | None = None) -> int:
    """0: the run succeeded; 1: it did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--request", required=True, type=Path)
    path = parser.parse_args(arguments).request.resolve()
    os.environ.update({name: os.environ.get(name, value) for name, value in QUIET.items()})
    os.chdir(project_folder())
    activate(path.parent)

    _Stopping()
    try:
        run(Journal(path.parent).request)
        return 0
    except Interrupted:
        runs.end("aborted")
        say("the run was stopped")
        return 1
    except BaseException as error:
        runs.fail(error)
        say(f"{type(error).__name__}: {error}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
