"""Starts the project's runner, follows its journal, stops it; and reads what earlier runs left."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from . import javascript
from .disk import inside, place, text, write_file
from .tasks import PATIENCE, Task

INTERVAL = 0.08
MOST_LOOKED_AT = 30
LONGEST_EVENT = 100_000
OURS = re.compile(rb"python|kedro|espalier|cli\.mjs|launch\.mjs|node\.mjs")
ATTENDING = re.compile(rb"espalier|cli\.mjs|kernel")

# Keep engines from calling home; what the user set stays.
QUIET = {
    "DO_NOT_TRACK": "1",
    "KEDRO_DISABLE_TELEMETRY": "1",
    "MLFLOW_DISABLE_TELEMETRY": "true",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "FLYTE_DISABLE_SENTRY": "true",
    "ZENML_ANALYTICS_OPT_IN": "false",
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
    "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
}


def is_alive(pid: int, ours: re.Pattern[bytes] = OURS) -> bool:
    """Neither a dead process that nobody has collected nor another with its number counts."""
    if sys.platform == "win32":
        listed = subprocess.run(
            ["tasklist", "/FI", f"PID eq {pid}"], capture_output=True, text=True, check=False
        )
        return str(pid) in listed.stdout
    try:
        os.kill(pid, 0)
    except PermissionError:
        pass
    except OSError:
        return False
    try:
        return bool(ours.search(Path(f"/proc/{pid}/cmdline").read_bytes()))
    except OSError:
        return True


def _parsed(source: str | None) -> Any:
    try:
        return json.loads(source or "null")
    except ValueError:
        return None


def _pids(journal: str) -> list[int]:
    found: dict[int, None] = {}
    for line in journal.splitlines():
        event = _parsed(line)
        if isinstance(event, dict) and isinstance(event.get("pid"), int):
            found[event["pid"]] = None
    return list(found)


def runs(asked: dict[str, Any]) -> dict[str, Any]:
    """The newest runs of a project, newest first. The journal is sent only where the record is not final."""
    folder = place(asked["project"]) / "runs"
    try:
        ids = [
            name
            for name in os.listdir(folder)
            if name != "latest" and (folder / name / "events.ndjson").exists()
        ]
    except OSError:
        ids = []
    found = []
    for name in sorted(ids, reverse=True)[:MOST_LOOKED_AT]:
        at = f"{asked['project']}/runs/{name}"
        manifest = _parsed(text(f"{at}/run.manifest.json"))
        request = _parsed(text(f"{at}/request.json"))
        is_final = isinstance(manifest, dict) and manifest.get("status") in ("succeeded", "failed", "aborted")
        journal = None if is_final else text(f"{at}/events.ndjson") or ""
        pid = None if is_final else next((pid for pid in _pids(journal or "") if is_alive(pid)), None)
        starter = request.get("started_by") if isinstance(request, dict) else None
        found.append(
            {
                "id": name,
                "manifest": manifest,
                "journal": journal,
                "request": request,
                "pid": pid,
                "attended": not isinstance(starter, int) or is_alive(starter, ATTENDING),
                "started_here": starter == os.getpid(),
            }
        )
    return {"runs": found}


def end(asked: dict[str, Any]) -> dict[str, Any]:
    """Stops a runner that nobody attends to any more."""
    pid = asked["pid"]
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGINT)
    until = time.monotonic() + PATIENCE
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    if is_alive(pid) and hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
    return {}


def point_latest(project: str, run: str) -> None:
    """`runs/latest`: a link, or where there are none a copy."""
    latest = place(project) / "runs" / "latest"
    try:
        if latest.is_symlink() and os.readlink(latest) == run:
            return
        temporary = latest.with_name(f"latest.{os.getpid()}.tmp")
        with contextlib.suppress(OSError):
            temporary.unlink()
        temporary.symlink_to(run)
        if latest.is_dir() and not latest.is_symlink():
            shutil.rmtree(latest)
        temporary.replace(latest)
    except OSError:
        shutil.rmtree(latest, ignore_errors=True)
        shutil.copytree(latest.parent / run, latest, dirs_exist_ok=True)


def record(asked: dict[str, Any]) -> dict[str, Any]:
    """Writes files of a run's folder; takes over logs of nodes from earlier runs (`carry`: node → run)."""
    project, run = asked["project"], asked["run"]
    folder = inside(project, f"runs/{run}")
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    for node, origin in (asked.get("carry") or {}).items():
        for suffix in (".out", ".err"):
            log = inside(project, f"runs/{origin}/logs/{node}{suffix}")
            if log.is_file():
                shutil.copy2(log, inside(project, f"runs/{run}/logs/{node}{suffix}"))
    for name, content in asked["files"].items():
        write_file(inside(project, f"runs/{run}/{name}"), content)
    point_latest(project, run)
    return {}


def _environment(project: Path, is_python: bool) -> dict[str, str]:
    """The user's, without what would slow down or misdirect the runner."""
    if not is_python:
        return {**QUIET, **javascript.environment()}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONSTARTUP")
    }
    # The kernel's own way to draw is none of the runner's.
    if kept.get("MPLBACKEND", "").startswith("module://"):
        del kept["MPLBACKEND"]
    own = kept.get("PYTHONPATH")
    source = str(project / "src")
    path = f"{source}{os.pathsep}{own}" if own else source
    return {**QUIET, **kept, "MPLBACKEND": kept.get("MPLBACKEND") or "Agg", "PYTHONPATH": path}


def start(asked: dict[str, Any], task: Task) -> dict[str, Any]:
    """Runs what the request says until it ends; tells each piece of the journal."""
    project = place(asked["project"])
    run = asked["request"]["run_id"]
    folder = inside(asked["project"], f"runs/{run}")
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    request = {**asked["request"], "started_by": os.getpid()}
    write_file(folder / "request.json", f"{json.dumps(request, indent=1)}\n")
    with (folder / "engine.log").open("ab") as log:
        child = subprocess.Popen(
            [*asked["command"], "--request", f"runs/{run}/request.json"],
            cwd=project,
            env=_environment(project, asked["is_python"]),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=sys.platform != "win32",
        )
    task.told |= {"run": run, "project": asked["project"]}
    task.watch(child)
    _follow(child, folder / "events.ndjson", run, task)
    point_latest(asked["project"], run)
    return {"code": child.returncode, "stopped": task.stops > 0}


def _follow(child: subprocess.Popen[bytes], events: Path, run: str, task: Task) -> None:
    """Until the runner has ended, and all that it wrote is told."""
    position = 0
    while True:
        ended = child.poll() is not None
        piece, end = _piece(events, position)
        if piece:
            task.tell({"run": run, "piece": piece, "from": position, "to": end})
        position = end
        if ended:
            return
        task.enforce()
        time.sleep(INTERVAL)


def _piece(events: Path, position: int) -> tuple[str, int]:
    """Whole lines only; the rest comes with the next look."""
    try:
        with events.open("rb") as stream:
            stream.seek(position)
            found = stream.read()
    except OSError:
        return "", position
    whole = found[: found.rfind(b"\n") + 1]
    if len(whole) > LONGEST_EVENT:
        lines = [_shortened(line) for line in whole.split(b"\n")]
        return "\n".join(line.decode("utf-8", "replace") for line in lines), position + len(whole)
    return whole.decode("utf-8", "replace"), position + len(whole)


def _shortened(line: bytes) -> bytes:
    """Of a long piece of a log only its end is sent: nobody reads more of it, and the log's file has it all."""
    event = _parsed(line.decode("utf-8", "replace")) if len(line) > LONGEST_EVENT else None
    if not isinstance(event, dict) or not isinstance(event.get("text"), str):
        return line
    return json.dumps({**event, "text": event["text"][-LONGEST_EVENT:]}).encode()


def journal(asked: dict[str, Any]) -> dict[str, Any]:
    """The journal of a run so far, for whoever comes later."""
    piece, end = _piece(inside(asked["project"], f"runs/{asked['run']}/events.ndjson"), 0)
    return {"run": asked["run"], "piece": piece, "from": 0, "to": end}
