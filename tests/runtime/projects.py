"""Small projects around the shipped runtime, which really run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RUNTIME = Path(__file__).parents[2] / "converter" / "targets" / "python" / "runtime"
QUIET = {"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "DO_NOT_TRACK": "1"}

PYPROJECT = """
[project]
name = "{package}"
version = "0.1.0"
[tool.kedro]
package_name = "{package}"
project_name = "{package}"
kedro_init_version = "1.7.0"
source_dir = "src"
"""
LOGGING = """
version: 1
disable_existing_loggers: false
handlers: {console: {class: logging.StreamHandler, level: WARNING, stream: ext://sys.stderr}}
root: {handlers: [console], level: WARNING}
"""
SETTINGS = """
DISABLE_HOOKS_FOR_PLUGINS = ("kedro-telemetry",)
CONFIG_LOADER_ARGS = {"base_env": "base", "default_run_env": "local"}
"""
REGISTRY = """
from .pipeline import create_pipeline


def register_pipelines():
    return {"__default__": create_pipeline()}
"""


@dataclass
class Step:
    """A node in a test: its text, and what `nodes.json` says of it beyond the obvious.

    `takes` and `gives` are dataset names, or `dataset=name+name` for a bundle.
    """

    name: str
    text: str
    takes: str = ""
    gives: str = ""
    kind: str = "script"
    more: dict[str, Any] = field(default_factory=dict)


def _slots(words: str) -> list[tuple[str, list[str]]]:
    found = []
    for word in words.split():
        dataset, _, names = word.partition("=")
        found.append((dataset, names.split("+") if names else [dataset.removeprefix("params:")]))
    return found


def _argument(dataset: str) -> str:
    return dataset.replace("params:", "").replace(".", "_")


class Run:
    """The record of one run."""

    def __init__(self, project: Project, code: int, said: str) -> None:
        self.project = project
        self.code = code
        self.said = said
        self.folder = (project.folder / "runs" / "latest").resolve()

    @property
    def record(self) -> dict[str, Any]:
        return json.loads((self.folder / "run.manifest.json").read_text())

    @property
    def nodes(self) -> dict[str, dict[str, Any]]:
        return {node["name"]: node for node in self.record["nodes"]}

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "events.ndjson").read_text().splitlines()]

    def out(self, *names: str) -> str:
        return "".join((self.folder / "logs" / f"{name}.out").read_text() for name in names or self.nodes)

    def err(self, name: str) -> str:
        return (self.folder / "logs" / f"{name}.err").read_text()

    def shown(self, name: str, mime: str = "text/plain") -> list[str]:
        paths = [
            e["path"]
            for e in self.events
            if e["event"] == "node.display" and e["node"] == name and e["mime"] == mime
        ]
        return [(self.project.folder / path).read_text() for path in paths]

    def error(self, name: str) -> dict[str, Any]:
        return self.nodes[name]["error"]

    def ok(self) -> Run:
        errors = [node["error"]["traceback"] for node in self.nodes.values() if node.get("error")]
        assert self.code == 0, self.said + "\n".join(errors)
        return self


class Project:
    """A project on the disk, as it is emitted."""

    def __init__(
        self,
        folder: Path,
        package: str,
        steps: list[Step],
        helpers: str,
        parameters: dict[str, Any],
        more: dict[str, Any],
    ) -> None:
        self.folder, self.package, self.steps = folder, package, steps
        self.source = folder / "src" / package
        self.files = {
            "pyproject.toml": PYPROJECT.format(package=package),
            "requirements.txt": "kedro\npandas>=2\n",
            ".telemetry": "consent: false\n",
            "conf/logging.yml": LOGGING,
            "conf/local/.gitkeep": "",
            "conf/base/parameters.yml": json.dumps(parameters),
            f"src/{package}-0.1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 0.1.0\n",
            f"src/{package}-0.1.0.dist-info/entry_points.txt": f"[kedro.hooks]\n{package} = {package}.runtime.hooks:hooks\n",
            f"src/{package}/__init__.py": f'"""{package}"""\n',
            f"src/{package}/settings.py": SETTINGS,
            f"src/{package}/pipeline_registry.py": REGISTRY,
            f"src/{package}/helpers.py": textwrap.dedent(helpers),
        }
        (folder / "workspace").mkdir(parents=True, exist_ok=True)
        shutil.copytree(
            RUNTIME, self.source / "runtime", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
        )
        self._nodes(more)
        self.write()

    def write(self) -> None:
        for name, text in self.files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def _nodes(self, more: dict[str, Any]) -> None:
        lines = [
            "from .runtime import *",
            "from .helpers import *",
            "import numpy as np",
            "import pandas as pd",
            "",
        ]
        calls, catalog, facts = [], {}, {}
        for index, step in enumerate(self.steps):
            text = textwrap.dedent(step.text).strip("\n")
            takes, gives = _slots(step.takes), _slots(step.gives)
            outputs = [dataset for dataset, _ in gives]
            outputs += [slot["dataset"] for slot in step.more.get("state_out", [])]
            outputs += [step.more["files_out"]] if "files_out" in step.more else []
            extra = [*step.more.get("state_in", []), *step.more.get("files_in", [])]
            inputs = {_argument(dataset): dataset for dataset, _ in takes} | {
                e["argument"]: e["dataset"] for e in extra
            }
            if step.kind == "script":
                lines += ["", "@script", f"def {step.name}({', '.join(inputs)}):", "    '''A script.'''", ""]
                head = f"from {self.package}.runtime import *\n"
                self.files[f"src/{self.package}/scripts/{step.name}.py"] = head + text + "\n"
                file, first, count = f"src/{self.package}/scripts/{step.name}.py", 2, text.count("\n") + 1
            else:
                names = [name for _, names in takes for name in names]
                lines += ["", "@node", f"def {step.name}({', '.join(names)}):"]
                file, first, count = f"src/{self.package}/nodes.py", len(lines) + 1, text.count("\n") + 1
                lines += textwrap.indent(text, "    ").split("\n") + [""]
            facts[step.name] = {
                "kind": step.kind,
                "file": file,
                "cells": [{"id": f"cell-{step.name}", "index": index}],
                "map": [
                    {
                        "from": first,
                        "to": first + count - 1,
                        "cell": f"cell-{step.name}",
                        "index": index,
                        "line": 1,
                    }
                ],
                "inputs": [{"argument": _argument(d), "dataset": d, "names": n} for d, n in takes],
                "outputs": [{"dataset": d, "names": n} for d, n in gives],
                **step.more,
            }
            wanted = outputs[0] if len(outputs) == 1 else outputs
            calls.append(
                f"Node(nodes.{step.name}, inputs={inputs or None!r}, outputs={wanted or None!r}, name={step.name!r})"
            )
            for dataset in outputs:
                catalog[dataset] = {
                    "type": f"{self.package}.runtime.datasets.AutoDataset",
                    "filepath": f"data/02_intermediate/{dataset}",
                }
        pipeline = (
            "from kedro.pipeline import Node, Pipeline\n\nfrom . import nodes\n\n\ndef create_pipeline():\n"
        )
        self.files[f"src/{self.package}/nodes.py"] = "\n".join(lines) + "\n"
        self.files[f"src/{self.package}/pipeline.py"] = (
            pipeline + f"    return Pipeline([{', '.join(calls)}])\n"
        )
        self.files["conf/base/catalog.yml"] = json.dumps(catalog)
        described = {
            "version": 1,
            "package": self.package,
            "directory": "workspace",
            "setup": False,
            "assumes": {},
        }
        described |= {"nodes": facts, "datasets": {}, **more}
        self.files[f"src/{self.package}/nodes.json"] = json.dumps(described, indent=1)

    def environment(self, env: dict[str, str]) -> dict[str, str]:
        return os.environ | QUIET | {"PYTHONPATH": str(self.folder / "src")} | env

    def request(self, **request: Any) -> Path:
        runs = self.folder / "runs"
        name = f"run-{len(list(runs.glob('run-*'))) + 1}"
        path = runs / name / "request.json"
        path.parent.mkdir(parents=True)
        wanted = {"run_id": name, "nodes": [step.name for step in self.steps], "jobs": 1, "guards": "cheap"}
        path.write_text(json.dumps(wanted | request))
        return path

    def command(self, path: Path) -> list[str]:
        return [
            sys.executable,
            "-m",
            f"{self.package}.runtime.launch",
            "--request",
            str(path.relative_to(self.folder)),
        ]

    def start(
        self, command: list[str], env: dict[str, str] | None = None, **options: Any
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment(env or {}),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def _finish(self, command: list[str], env: dict[str, str] | None = None) -> Run:
        process = self.start(command, env, stdout=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=180)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return Run(self, process.returncode, out + err)

    def run(self, env: dict[str, str] | None = None, **request: Any) -> Run:
        return self._finish(self.command(self.request(**request)), env)

    def kedro(self, *arguments: str) -> Run:
        return self._finish([sys.executable, "-m", "kedro", "run", *arguments])


# A first node: a table, something printed and something shown.
LOAD = Step(
    "load",
    "df = pd.DataFrame({'a': [1, 2, 3]})\nprint('loading')\nshow(df)\nreturn df",
    gives="df",
    kind="function",
)


def stop(run: Any, name: str) -> str:
    """What the guard said that stopped this node."""
    error = run.error(name)
    assert (run.code, error["kind"]) == (1, "guard"), error
    return str(error["message"])
