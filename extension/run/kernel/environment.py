"""What is installed where the pipeline is to run, and making an environment for it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from .disk import place
from .tasks import Task, run_telling


def own_python(project: str) -> str | None:
    """The interpreter of the project's own environment."""
    for name in ("bin/python", "Scripts/python.exe"):
        python = place(project) / ".venv" / name
        if python.is_file():
            return str(python)
    return None


def _installed(paths: list[str] | None) -> list[list[Any]]:
    """Name, version and what it requires, extras left out."""
    found: dict[str, list[Any]] = {}
    for each in metadata.distributions() if paths is None else metadata.distributions(path=paths):
        name = each.metadata["Name"]
        if not name or re.sub(r"[-_.]+", "-", name).lower() in found:
            continue
        requires = [
            match.group(0)
            for line in each.requires or []
            if not re.search(r";.*\bextra\s*==", line) and (match := re.match(r"[A-Za-z0-9][\w.-]*", line))
        ]
        found[re.sub(r"[-_.]+", "-", name).lower()] = [name, each.version, requires]
    return list(found.values())


def environment(asked: dict[str, Any]) -> dict[str, Any]:
    """The project's own environment where there is one, else the kernel's."""
    python = own_python(asked["project"])
    kernel = {
        "cores": os.cpu_count() or 1,
        "layer": os.environ.get("KEDRO_ENV", "local"),
        "kernel": sys.executable,
    }
    if python is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return {**kernel, "python": sys.executable, "version": version, "installed": _installed(None)}
    prefix = Path(python).parents[1]
    settings = (prefix / "pyvenv.cfg").read_text("utf-8", "replace")
    match = re.search(r"^version(?:_info)?\s*=\s*(\d+\.\d+)", settings, re.MULTILINE)
    sites = [*prefix.glob("lib*/python3*/site-packages"), *prefix.glob("Lib/site-packages")]
    return {
        **kernel,
        "python": python,
        "version": match.group(1) if match else "",
        "installed": _installed([str(site) for site in sites]),
    }


def install(asked: dict[str, Any], task: Task) -> dict[str, Any]:
    """Makes `.venv` inside the project with what it requires: with uv where present, else with pip."""
    project = place(asked["project"])
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "VIRTUAL_ENV")}
    uv = shutil.which("uv")
    if own_python(asked["project"]) is None:
        venv = str(project / ".venv")
        make = [uv, "venv", "--python", sys.executable, venv] if uv else [sys.executable, "-m", "venv", venv]
        code, words = run_telling(make, project, task, env)
        if code:
            return _failed(task, f"{'uv' if uv else 'Python'} could not make {venv}", words)
    python = own_python(asked["project"])
    if python is None:
        return _failed(task, f"there is no Python in {project / '.venv'}", "")
    wanted = asked["requirements"]
    command = (
        [uv, "pip", "install", "--python", python, "-r", wanted]
        if uv
        else [python, "-m", "pip", "install", "--disable-pip-version-check", "-r", wanted]
    )
    code, words = run_telling(command, project, task, env)
    if code:
        return _failed(task, f"{'uv' if uv else 'pip'} could not install what {wanted} names", words)
    return {"stopped": False}


def _failed(task: Task, error: str, words: str) -> dict[str, Any]:
    return {"stopped": task.stops > 0, "error": error, "words": words}
