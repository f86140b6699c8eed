"""For the tests of a project: a node, run again on its stored inputs, gives its stored outputs."""

from __future__ import annotations

import contextlib
import importlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import facts as place
from . import journal, namespace
from .compare import difference
from .facts import PACKAGE, NodeFacts, facts, project_folder, workspace_folder
from .ledger import Ledger


@contextlib.contextmanager
def scratch_workspace(node: str) -> Iterator[None]:
    """The node works in a copy of the workspace, with the files as it found them."""
    with tempfile.TemporaryDirectory(prefix="node-") as folder:
        copy = Path(folder) / "workspace"
        shutil.copytree(workspace_folder(), copy, symlinks=True)
        real, place.working_folder = (
            place.working_folder,
            lambda: copy.joinpath(*Path(facts().directory).parts[1:]),
        )
        yield
        place.working_folder = real


def _catalog() -> Any:
    """The project's catalog, as Kedro makes it."""
    from kedro.framework.session import KedroSession
    from kedro.framework.startup import bootstrap_project

    bootstrap_project(project_folder())
    with KedroSession.create(project_folder()) as session:
        return session.load_context().catalog


def check_node(name: str) -> None:
    """Fails where the node does not give what it gave in the last run; skips where there was none."""
    import pytest

    node = facts().nodes[name]
    catalog = _catalog()
    lacking = [
        dataset for dataset in (*node.datasets_in, *node.datasets_out) if not _stored(catalog, dataset)
    ]
    if lacking:
        pytest.skip(f"nothing is stored for {', '.join(lacking)}: run the pipeline first")
    found = _run(node, catalog)
    for dataset, value in zip(node.datasets_out, found, strict=True):
        differs = difference(_stable(catalog.load(dataset)), _stable(value), dataset)
        assert differs is None, f"node {name!r} gives another {differs}"


def _stored(catalog: Any, dataset: str) -> bool:
    return dataset.startswith("params:") or dataset == "parameters" or bool(catalog.exists(dataset))


def _run(node: NodeFacts, catalog: Any) -> list[Any]:
    namespace.discard()
    arguments = {
        slot.argument: catalog.load(slot.dataset) for slot in (*node.inputs, *node.state_in, *node.files_in)
    }
    function = getattr(importlib.import_module(f"{PACKAGE}.nodes"), node.name)
    journal.activate(None)
    with scratch_workspace(node.name):
        result = function(**arguments)
    return [result] if len(node.datasets_out) == 1 else list(result or ())


def _stable(value: Any) -> Any:
    return value


__all__ = ["check_node", "Ledger"]
