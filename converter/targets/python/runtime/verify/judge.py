"""Compares runs of a notebook with a run of its pipeline, and writes what differs."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from .. import states
from ..compare import OWN_MODULES
from .displays import compare_displays, of_pipeline
from .report import Report
from .texts import STREAMS, compare_printed
from .values import NotebookRun, Values
from .written import compare_files

# What IPython itself changes, or what is told by its effects.
UNCOMPARED_STATES = ("warnings", "logging", "sys.path", "environ", "module:")


class Judge:
    """`request`: the JSON that `espalier verify` wrote."""

    def __init__(self, request: dict[str, Any]) -> None:
        self.request = request
        self.project = Path(request["project"])
        self.report = Report()
        self.runs = [NotebookRun(Path(out)) for out in request["runs"]]
        self.store = importlib.import_module(f"{request['package']}.runtime.store")
        self.values = Values(self.runs, self.load, self.report)
        run = json.loads((self.project / "runs/latest/run.manifest.json").read_text(encoding="utf-8"))
        self.record: dict[str, dict[str, Any]] = {node["name"]: node for node in run["nodes"]}

    def load(self, dataset: str) -> Any:
        return self.store.load(self.project / "data" / self.request["layers"][dataset] / dataset)

    def judge(self) -> None:
        for node in self.request["nodes"]:
            recorded = self.record.get(node["name"], {})
            if not node["cells"] or recorded.get("status") not in ("succeeded", "failed"):
                continue
            for slot in node["inputs"]:
                self.values.dataset(slot, node["name"], "input")
            if recorded.get("status") == "succeeded":
                self._shown(node, recorded)
                for slot in node["outputs"]:
                    self.values.dataset(slot, node["name"], "value")
                for slot in node["states"]:
                    if not slot["state"].startswith(UNCOMPARED_STATES):
                        self.values.state(slot, node["name"], states.same)
        rest = {"name": None, "cells": self.request["setup"]}
        if rest["cells"]:
            for kind in STREAMS:
                compare_printed(self.runs, rest, "", self.report, kind)
            compare_displays(self.runs, rest, [], self.report)
        is_stopped = any((node.get("error") or {}).get("kind") == "guard" for node in self.record.values())
        compare_files(self.request, self.report, is_stopped)

    def _shown(self, node: dict[str, Any], recorded: dict[str, Any]) -> None:
        logs = self.project / "runs" / "latest" / "logs"
        for kind, suffix in (("printed", "out"), ("errors", "err")):
            path = logs / f"{node['name']}.{suffix}"
            text = path.read_bytes().decode("utf-8", "replace") if path.exists() else ""
            compare_printed(self.runs, node, text, self.report, kind)
        found = of_pipeline(self.project, recorded.get("displays", []))
        compare_displays(self.runs, node, found, self.report)


def main(request_path: str) -> int:
    """Writes the report; the exit code tells only whether there is one."""
    warnings.simplefilter("ignore")
    request = json.loads(Path(request_path).read_text(encoding="utf-8"))
    os.chdir(request["folders"]["pipeline"])
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 10_000))
    here, top = Path(request["folders"]["pipeline"]), Path(request["workspace"])
    above = [str(folder) for folder in (here, *here.parents) if folder.is_relative_to(top)]
    # A file beside the notebook may be called as the project's package is.
    sys.path[:0] = [str(Path(request["project"], "src")), *above]
    package = request["package"]
    OWN_MODULES.update({f"{package}.nodes", f"{package}.helpers"})
    if importlib.util.find_spec(f"{package}.helpers") is not None:
        helpers = importlib.import_module(f"{package}.helpers")
        # Some libraries pickle what the notebook defines as a name of its module.
        found = {name: value for name, value in vars(helpers).items() if not name.startswith("__")}
        vars(sys.modules["__main__"]).update(found)
    top_level = importlib.import_module(f"{package}.runtime.top_level")
    judge = Judge(request)
    with top_level.as_main_module():
        judge.judge()
    Path(request["report"]).write_text(json.dumps(judge.report.as_json()), encoding="utf-8")
    return 0
