"""Compares every value that crosses an edge of a pipeline with the notebook's own, run top to bottom by IPython.

values.py NOTEBOOK PROJECT     PROJECT has been run; prints one line a dataset, exits with 1 where one differs
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import cloudpickle
from IPython.core.interactiveshell import InteractiveShell


class Shell(InteractiveShell):
    """IPython without a terminal, a history file or a window system."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Figures are drawn to files."""


def node_ends(manifest: dict[str, Any]) -> dict[int, list[str]]:
    """By cell: the names whose value, right after that cell, some node hands on."""
    ends: dict[int, list[str]] = {}
    for node in manifest["nodes"]:
        names = [name for output in node["outputs"] for name in output["names"]]
        ends.setdefault(max(cell["index"] for cell in node["cells"]), []).extend(names)
    return ends


def notebook_values(notebook: Path, ends: dict[int, list[str]]) -> dict[tuple[int, str], bytes]:
    """The pickled values of those names, taken at once so that later changes do not reach them."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    shell = Shell.instance()
    shell.history_manager.enabled = False
    taken: dict[tuple[int, str], bytes] = {}
    for index, cell in enumerate(cells):
        if cell["cell_type"] == "code" and "skip" not in cell["metadata"].get("tags", []):
            with contextlib.redirect_stdout(io.StringIO()):
                shell.run_cell("".join(cell["source"])).raise_error()
        for name in ends.get(index, []):
            if name in shell.user_ns:
                taken[index, name] = cloudpickle.dumps(shell.user_ns[name])
    return taken


def main(notebook: Path, project: Path) -> int:
    manifest = json.loads((project / "pipeline.manifest.json").read_text(encoding="utf-8"))
    ends = node_ends(manifest)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(notebook.parent, Path(folder, "notebook")))
        os.chdir(copy)
        sys.path.insert(0, "")
        wanted = notebook_values(copy / notebook.name, ends)
        os.chdir(project)
    sys.path.insert(0, str(project / "src"))
    package = manifest["package"]
    store = importlib.import_module(f"{package}.runtime.store")
    compare = importlib.import_module(f"{package}.runtime.compare")
    layers = {dataset["name"]: dataset["layer"] for dataset in manifest["datasets"]}
    compared = differing = 0
    for node in manifest["nodes"]:
        end = max(cell["index"] for cell in node["cells"])
        for output in node["outputs"]:
            dataset, names = output["dataset"], output["names"]
            found = store.load(project / "data" / layers[dataset] / dataset)
            for name in names:
                value = found if len(names) == 1 else found.get(name)
                # Pickled as the notebook's was: that closes gaps in arrays.
                pickled = cloudpickle.dumps(value)
                difference = compare.difference(*map(cloudpickle.loads, (wanted[end, name], pickled)), name)
                compared += 1
                differing += difference is not None
                print(f"{'differs' if difference else 'equal  '} {node['name']}: {dataset}.{name} {difference or ''}")
    print(f"{compared} values compared, {differing} differ")
    return 1 if differing or not compared else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
