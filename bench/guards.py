"""Runs an emitted project in this process and prints, as JSON, what its guards cost: python guards.py PROJECT PACKAGE."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

PARTS = {
    "inputs": [("guards", "fingerprint"), ("guards.Watch", "_check_inputs")],
    "sharing": [("guards", "check_sharing")],
    "states": [("guards.Watch", "_check_states")],
    "modules": [
        ("guards", "_public"),
        ("guards.Watch", "_watched_modules"),
        ("guards.Watch", "_check_modules"),
    ],
    "files": [("files.Workspace", "check"), ("access", "_hook")],
}
spent: Counter[str] = Counter()
running: list[str] = []


def timed(function: Callable[..., Any], part: str) -> Callable[..., Any]:
    """`function`, whose time counts for `part`, but not twice where guards call each other."""

    def call(*positional: Any, **named: Any) -> Any:
        if running:
            return function(*positional, **named)
        running.append(part)
        started = time.perf_counter()
        try:
            return function(*positional, **named)
        finally:
            spent[part] += time.perf_counter() - started
            running.pop()

    return call


def main(project: str, package: str) -> None:
    os.chdir(project)
    sys.path.insert(0, os.path.join(project, "src"))
    runtime = {
        name: importlib.import_module(f"{package}.runtime.{name}")
        for name in ("guards", "files", "access", "node", "launch")
    }
    for part, functions in PARTS.items():
        for place, name in functions:
            module, _, inner = place.partition(".")
            owner = getattr(runtime[module], inner) if inner else runtime[module]
            setattr(owner, name, timed(getattr(owner, name), part))
    once = runtime["node"]._once
    nodes: list[float] = []

    def counted(*arguments: Any) -> Any:
        started = time.perf_counter()
        try:
            return once(*arguments)
        finally:
            nodes.append(time.perf_counter() - started)

    runtime["node"]._once = counted
    started = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        runtime["launch"].run({"jobs": 1})
    whole = time.perf_counter() - started
    print(json.dumps({"run": whole, "nodes": sum(nodes), "count": len(nodes), "guards": dict(spent)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
