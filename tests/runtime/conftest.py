"""Projects for tests of the runtime."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from projects import Project, Step


@pytest.fixture
def build(tmp_path: Path):
    """Makes a project of steps in a folder of its own."""

    def make(
        *steps: Step, helpers: str = "", parameters: dict[str, Any] | None = None, **more: Any
    ) -> Project:
        return Project(tmp_path / "project", "sample", list(steps), helpers, parameters or {}, more)

    return make


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory):
    """The runtime of a project with two empty nodes, imported into this process; call it with a module's name."""
    folder = tmp_path_factory.mktemp("imported")
    helpers = (
        "class Point:\n    def __init__(self, x):\n        self.x = x\n\n\ndef double(v):\n    return v * 2\n"
    )
    Project(folder, "inprocess", [Step("one", "pass"), Step("two", "pass")], helpers, {}, {})
    sys.path.insert(0, str(folder / "src"))
    importlib.import_module("inprocess.helpers")

    def module(name: str = "") -> ModuleType:
        return importlib.import_module(f"inprocess.runtime.{name}".rstrip("."))

    yield module
    sys.path.remove(str(folder / "src"))


@pytest.fixture
def travel(runtime):
    """Sends a value through the pickler; the receiving node's namespace is fresh."""
    pickling, namespace = runtime("pickling"), runtime("namespace")

    def send(value):
        namespace.discard()
        return pickling.loads(pickling.dumps(value))

    return send
