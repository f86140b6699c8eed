"""What the sidebar's kernel finds to run JavaScript nodes with: real programs, in places where they may lie."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "extension" / "run" / "kernel"
NODE = shutil.which("node") or ""
DENO = ROOT / "node_modules" / ".bin" / "deno"


def _script(path: Path, says: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {says}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def javascript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module as a kernel has it that works in an empty folder."""
    monkeypatch.chdir(tmp_path)
    names = ("disk", "tasks", "environment", "javascript", "runs", "project", "agent")
    namespace: dict[str, Any] = {}
    exec((SOURCES / "load.py").read_text(), namespace)
    namespace["_espalier_load"]({name: (SOURCES / f"{name}.py").read_text() for name in names})
    yield sys.modules["_espalier.javascript"]
    for name in [name for name in sys.modules if name.split(".")[0] == "_espalier"]:
        del sys.modules[name]


@pytest.fixture
def look(javascript: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    def ask(kernel: str, path: Path | None = None, **asked: Any) -> Any:
        monkeypatch.setenv("PATH", str(path or tmp_path / "nowhere"))
        return javascript.programs({"project": "p", "kernel": kernel, "packages": [], **asked})

    return ask


def _add_package(folder: Path, name: str, **fields: Any) -> None:
    package = folder / "node_modules" / name / "package.json"
    package.parent.mkdir(parents=True)
    package.write_text(json.dumps({"name": name, "version": "1.2.3", **fields}))


def test_deno_needs_no_node(look: Callable[..., Any]) -> None:
    found = look("deno", argv=[str(DENO), "jupyter"])
    assert found["command"][:2] == [str(DENO), "run"]
    assert found["program"] == str(DENO)
    assert found["missing"] == [] and found["npm"] is False
    assert found["versions"]["deno"].startswith("2.")


def test_a_kernel_without_its_program_names_it(look: Callable[..., Any]) -> None:
    node = Path(NODE).parent
    assert look("tslab", node)["missing"] == ["tsx"]
    found = look("ijavascript", node, packages=["lodash"])
    assert found["command"] == [NODE] and found["missing"] == ["lodash"] and found["npm"]


def test_packages_are_found_above_the_notebook_and_in_the_project(
    look: Callable[..., Any], tmp_path: Path
) -> None:
    _add_package(tmp_path / "p", "tsx", exports={".": "./dist/loader.mjs"})
    _add_package(tmp_path, "lodash")
    found = look("tslab", Path(NODE).parent, packages=["lodash"])
    assert found["program"] == str(tmp_path / "p" / "node_modules" / "tsx" / "./dist/loader.mjs")
    assert found["missing"] == [] and found["versions"]["lodash"] == "1.2.3"


def test_an_old_node_starts_nothing(look: Callable[..., Any], tmp_path: Path) -> None:
    _script(tmp_path / "old" / "node", "v16.20.2")
    found = look("ijavascript", tmp_path / "old")
    assert found["command"] is None and found["node"] == "16.20.2"


def test_node_beside_the_kernel_comes_first(look: Callable[..., Any], tmp_path: Path) -> None:
    own = _script(tmp_path / "own" / "node", "v22.1.0")
    found = look(
        "ijavascript", Path(NODE).parent, argv=[str(tmp_path / "own" / "ijskernel"), "{connection_file}"]
    )
    assert found["command"] == [str(own)] and found["versions"] == {"node": "22.1.0"}


def test_what_npm_cannot_install_is_told_in_its_words(
    javascript: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "package.json").write_text('{"dependencies": }')
    told: list[Any] = []
    task = sys.modules["_espalier.tasks"].Task("t", "install_packages", told.append)
    answer = javascript.install_packages({"project": "p"}, task)
    assert answer["stopped"] is False and "npm could not install" in answer["error"]
    assert "package.json" in answer["words"] and any("installing" in each for each in told)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "no npm" in javascript.install_packages({"project": "p"}, task)["error"]
