"""A real IPython shell with the extension, and real kernels."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import ExecutionResult, InteractiveShell

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "python"))

EXTENSION = "jupyterlab_espalier"


class Shell:
    """A shell that runs cells as a notebook does, and what was seen of them."""

    def __init__(self) -> None:
        InteractiveShell.clear_instance()
        self.ip = InteractiveShell.instance(user_ns={})
        self.ip.extension_manager.load_extension(EXTENSION)

    def run(self, code: str, **options: Any) -> ExecutionResult:
        return self.ip.run_cell(code, store_history=True, cell_id=options.get("cell_id", "c1"))

    @property
    def records(self) -> list[dict[str, Any]]:
        return self.ip._espalier_witness.records

    def seen(self, code: str) -> dict[str, Any]:
        """The record of a cell, by names only."""
        self.run(code)
        record = self.records[-1]
        return {key: [each["name"] for each in record[key]] for key in ("wrote", "changed")} | {
            "deleted": record["deleted"]
        }


@pytest.fixture
def shell() -> Iterator[Shell]:
    made = Shell()
    yield made
    made.ip.extension_manager.unload_extension(EXTENSION)
    InteractiveShell.clear_instance()
