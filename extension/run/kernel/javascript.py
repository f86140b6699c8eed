"""What runs JavaScript nodes: Node, Deno, and the packages that a notebook imports; and npm for what is missing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from .disk import FOLDER, place
from .tasks import Task, run_telling

# The oldest Node that the project's runner works with.
OLDEST_NODE = (20, 19)
DENO = ["run", "--allow-all", "--no-check", "--no-lock", "--node-modules-dir=none", "--quiet"]
BIN = Path("node_modules", ".bin")


def _folders(project: str) -> list[Path]:
    """Where packages can be that the notebook imports, nearest first: the project, and the folders above the notebook."""
    return [place(project), FOLDER, *FOLDER.parents]


def _search_path(asked: dict[str, Any]) -> str:
    """Where programs are: beside the notebook's kernel, on its own path, and on that of this one."""
    argv = [part for part in asked.get("argv") or [] if os.path.isabs(part)]
    beside = [str(Path(part).parent) for part in argv[:2]]
    own = (asked.get("env") or {}).get("PATH", "")
    return os.pathsep.join([*beside, *([own] if own else []), os.environ.get("PATH", "")])


def _in_project(name: str, project: str) -> str | None:
    path = os.pathsep.join(str(folder / BIN) for folder in _folders(project))
    return shutil.which(name, path=path)


def _version(program: str | None) -> str | None:
    """What a program says of itself: `20.19.0`."""
    if program is None:
        return None
    try:
        said = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
            env={**os.environ, "NO_COLOR": "1"},
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.match(r"(?:v|deno )(\d+\.\d+\.\d+\S*)", said)
    return match.group(1) if match else None


def _is_new_enough(version: str | None) -> bool:
    return version is not None and tuple(int(part) for part in version.split(".")[:2]) >= OLDEST_NODE


def _deno(asked: dict[str, Any]) -> str | None:
    """The notebook's own kernel where it is Deno, else the nearest one."""
    own: str = (asked.get("argv") or [""])[0]
    if re.fullmatch(r"deno(\.exe)?", Path(own).name) and shutil.which(own):
        return own
    return _in_project("deno", asked["project"]) or shutil.which("deno", path=_search_path(asked))


def _package(folder: Path, name: str) -> dict[str, Any] | None:
    try:
        read = json.loads((folder / "node_modules" / name / "package.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return read if isinstance(read, dict) else None


def _tsx(project: str) -> str | None:
    """The file that Node imports to run TypeScript."""
    for folder in _folders(project):
        package = _package(folder, "tsx")
        if package is not None:
            exported = (package.get("exports") or {}).get(".")
            file = exported if isinstance(exported, str) else package.get("main", "dist/loader.mjs")
            return str(folder / "node_modules" / "tsx" / file)
    return None


def _packages(asked: dict[str, Any]) -> dict[str, str]:
    """Versions of the packages that the notebook imports, as far as they are installed."""
    found: dict[str, str] = {}
    for name in asked["packages"]:
        for folder in _folders(asked["project"]):
            package = _package(folder, name)
            if package is not None:
                found[name] = str(package.get("version", ""))
                break
    return found


def programs(asked: dict[str, Any]) -> dict[str, Any]:
    """How the project is started, with which program its nodes run, and what is missing for that."""
    kernel, project = asked["kernel"], asked["project"]
    node = shutil.which("node", path=_search_path(asked))
    node_version = _version(node)
    deno = _deno(asked) if kernel == "deno" else None
    deno_version = _version(deno)
    packages = _packages(asked)
    program = deno if deno_version is not None else _tsx(project) if kernel == "tslab" else None
    lacking = [name for name in asked["packages"] if kernel != "deno" and name not in packages]
    tool = {"deno": "deno", "tslab": "tsx"}.get(kernel)
    if tool is not None and program is None:
        lacking.append(tool)
    command = None
    if node is not None and _is_new_enough(node_version):
        command = [node]
    elif deno is not None and deno_version is not None:
        command = [deno, *DENO]
    own = {"deno": deno_version or ""} if kernel == "deno" else {"node": node_version or ""}
    return {
        "command": command,
        "program": program,
        "node": node_version,
        "npm": _npm(asked) is not None,
        "versions": {**packages, **own},
        "missing": lacking,
        "cores": os.cpu_count() or 1,
        "layer": "local",
    }


def _npm(asked: dict[str, Any]) -> str | None:
    return shutil.which("npm", path=_search_path(asked))


def install_packages(asked: dict[str, Any], task: Task) -> dict[str, Any]:
    """Installs what `package.json` names into the project."""
    npm = _npm(asked)
    if npm is None:
        return {"stopped": False, "error": "there is no npm on the PATH of the kernel"}
    command = [npm, "install", "--no-audit", "--no-fund", "--no-progress", "--loglevel=http"]
    # npm starts the Node beside it.
    env = {**environment(), "PATH": _search_path(asked)}
    code, words = run_telling(command, place(asked["project"]), task, env)
    if code == 0:
        return {"stopped": False}
    return {
        "stopped": task.stops > 0,
        "error": "npm could not install what package.json names",
        "words": words,
    }


OF_THE_KERNEL = {"CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "GIT_PAGER", "MPLBACKEND", "PAGER"}


def environment() -> dict[str, str]:
    """The user's, without what a Python kernel says of its own way to show things: Node would print in colours."""
    return {name: value for name, value in os.environ.items() if name not in OF_THE_KERNEL}
