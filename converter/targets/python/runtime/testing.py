"""For the tests of a project: a node, run again on its stored inputs, gives its stored outputs."""

from __future__ import annotations

import contextlib
import importlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import journal, namespace
from .compare import difference
from .datasets import AutoDataset
from .facts import PACKAGE, NodeFacts, facts, project_folder, workspace_at, workspace_folder
from .ledger import Ledger


@contextlib.contextmanager
def scratch_workspace(node: str) -> Iterator[None]:
    """The node works in a copy of the workspace, with the files as it found them in the run."""
    with tempfile.TemporaryDirectory(prefix="node-") as folder:
        copy = Path(folder) / workspace_folder().name
        shutil.copytree(workspace_folder(), copy, symlinks=True)
        with workspace_at(copy):
            Ledger().as_found(node)
            yield


def _catalog() -> Any:
    """The project's catalog, as Kedro makes it."""
    from kedro.framework.session import KedroSession
    from kedro.framework.startup import bootstrap_project

    bootstrap_project(project_folder())
    session: Any
    with KedroSession.create(project_folder()) as session:
        return session.load_context().catalog


def check_node(name: str) -> None:
    """Fails where the node does not give what it gave in the last run; skips where there was none.

    What two tries give differently (a clock, an unseeded draw) is not compared.
    """
    import pytest

    node = facts().nodes[name]
    catalog = _catalog()
    lacking = [
        dataset for dataset in (*node.datasets_in, *node.datasets_out) if not _stored(catalog, dataset)
    ]
    if lacking:
        pytest.skip(f"nothing is stored for {', '.join(lacking)}: run the pipeline first")
    found = _run(node, catalog)
    differences = {
        dataset: difference(catalog.load(dataset), value, dataset)
        for dataset, value in zip(node.datasets_out, found, strict=True)
    }
    if not any(differences.values()):
        return
    again = dict(zip(node.datasets_out, _run(node, catalog), strict=True))
    for dataset, value in zip(node.datasets_out, found, strict=True):
        stable = difference(value, again[dataset]) is None
        assert not (differences[dataset] and stable), f"node {name!r} gives another {differences[dataset]}"


def _stored(catalog: Any, dataset: str) -> bool:
    return dataset.startswith("params:") or dataset == "parameters" or bool(catalog.exists(dataset))


def _run(node: NodeFacts, catalog: Any) -> list[Any]:
    namespace.discard()
    journal.activate(None)
    with scratch_workspace(node.name):
        arguments = {argument: catalog.load(dataset) for argument, dataset in node.passed}
        result = getattr(importlib.import_module(f"{PACKAGE}.nodes"), node.name)(**arguments)
    values = [result] if len(node.datasets_out) == 1 else list(result or ())
    return [_kept(value) for value in values]


def _kept(value: Any) -> Any:
    """The value as the next node finds it: files do not keep whether an array is a view of a larger one."""
    with tempfile.TemporaryDirectory(prefix="value-") as folder:
        dataset = AutoDataset(filepath=str(Path(folder) / "value"))
        dataset.save(value)
        return dataset.load()
