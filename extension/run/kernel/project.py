"""The project's folder as a whole: whether it can be written, and taking a run out of it."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

from .disk import FOLDER, Refused, inside, place
from .runs import point_latest

OURS = ("pipeline.manifest.json", ".espalier-pending.json")
OF_NOBODY = {".ipynb_checkpoints", ".DS_Store", ".venv", "desktop.ini"}
RUN = re.compile(r"\d{8}T\d{6}[\w.-]*")


def folder(asked: dict[str, Any]) -> dict[str, Any]:
    """What is in the way of writing the project, if anything: `file`, `link`, `foreign` or `unwritable`."""
    top = place(asked["project"])
    return {"folder": str(top if top.is_dir() else FOLDER), "obstacle": _obstacle(top)}


def _obstacle(top: Path) -> str | None:
    if top.is_symlink():
        return "link"
    if not top.exists():
        return None if os.access(FOLDER, os.W_OK | os.X_OK) else "unwritable"
    if not top.is_dir():
        return "file"
    if not os.access(top, os.R_OK | os.W_OK | os.X_OK):
        return "unwritable"
    names = set(os.listdir(top)) - OF_NOBODY
    return "foreign" if names and not names.intersection(OURS) else None


def remove_run(asked: dict[str, Any]) -> dict[str, Any]:
    """Takes a run's record, journal and logs away; `runs/latest` is then the newest that is left."""
    run = asked["run"]
    if not RUN.fullmatch(run):
        raise Refused(f"'{run}' is no run")
    runs = inside(asked["project"], f"runs/{run}").parent
    shutil.rmtree(runs / run)
    left = sorted(name for name in os.listdir(runs) if RUN.fullmatch(name))
    latest = runs / "latest"
    if left:
        point_latest(asked["project"], left[-1])
    elif latest.is_symlink():
        latest.unlink()
    else:
        shutil.rmtree(latest, ignore_errors=True)
    return {}
