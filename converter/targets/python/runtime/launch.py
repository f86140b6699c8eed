"""Runs the pipeline as a file says: `python -m <package>.runtime.launch --request runs/<id>/request.json`."""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from . import runs
from .facts import facts, project_folder
from .journal import Journal, activate, say

QUIET = {"DO_NOT_TRACK": "1", "KEDRO_DISABLE_TELEMETRY": "1"}


class Interrupted(BaseException):
    """Somebody wants the run to stop."""


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
    from kedro.runner import ParallelRunner, SequentialRunner

    return ParallelRunner(max_workers=jobs) if jobs > 1 else SequentialRunner()


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
    with KedroSession.create(project, runtime_params=nested(request.get("parameters") or {})) as session:
        session.run(
            node_names=selected, runner=_runner(min(request.get("jobs") or 1, len(selected or facts().nodes)))
        )


def _stop_children() -> None:
    """Ends the processes of this run, and what they have started."""
    children = multiprocessing.active_children()
    for sent in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        for child in children:
            if child.pid is None or not child.is_alive():
                continue
            with contextlib.suppress(OSError):
                if hasattr(os, "killpg") and os.getpgid(child.pid) == child.pid:
                    os.killpg(child.pid, sent)
                else:
                    os.kill(child.pid, sent)
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline and any(child.is_alive() for child in children):
            time.sleep(0.02)


def main(arguments: list[str] | None = None) -> int:
    """0: the run succeeded; 1: it did not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--request", required=True, type=Path)
    path = parser.parse_args(arguments).request.resolve()
    os.environ.update({name: os.environ.get(name, value) for name, value in QUIET.items()})
    os.chdir(project_folder())
    activate(path.parent)

    def interrupt(*_: Any) -> None:
        for sent in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sent, signal.SIG_IGN)
        raise Interrupted

    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, interrupt)
    try:
        run(Journal(path.parent).request)
        return 0
    except Interrupted:
        _stop_children()
        runs.end("aborted")
        say("the run was stopped")
        return 1
    except Exception as error:
        runs.fail(error)
        say(f"{type(error).__name__}: {error}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
