"""The Kedro dataset that keeps any value that a notebook passes from cell to cell."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from kedro.io import AbstractDataset

from . import namespace, store
from .facts import relative, working_folder, workspace_folder


class AutoDataset(AbstractDataset[Any, Any]):
    """Tables as Parquet, arrays as npy, text and plain data as themselves, everything else pickled.

    `filepath` has no suffix: the format follows from the value, and is noted in `<filepath>.meta.json`.
    """

    def __init__(self, *, filepath: str, metadata: dict[str, Any] | None = None) -> None:
        if "://" in filepath and not filepath.startswith("file://"):
            raise ValueError(f"{filepath}: AutoDataset keeps files on this machine only")
        self._filepath = Path(os.path.abspath(filepath.removeprefix("file://")))
        self.metadata = metadata

    def load(self) -> Any:
        namespace.pending()
        with _local_modules():
            return store.load(self._filepath)

    def save(self, data: Any) -> None:
        with _local_modules():
            store.save(self._filepath, data)

    def note(self) -> dict[str, Any] | None:
        """What is kept now: format, type, shape, size, digest and preview, with the project's path."""
        found = store.read_note(self._filepath)
        return found and {**found, "path": relative(self._filepath.with_name(found["file"]))}

    def _describe(self) -> dict[str, Any]:
        return {"filepath": str(self._filepath)}

    def _exists(self) -> bool:
        return self.note() is not None


# Kedro refuses to save None, which is a value like any other here; the plain method does not.
AutoDataset.save = AutoDataset.save.__wrapped__  # type: ignore[attr-defined,method-assign]


class _local_modules:
    """Values can be of classes in the notebook's own modules, beside it or in a folder above."""

    def __enter__(self) -> None:
        top, folder = workspace_folder().resolve(), working_folder().resolve()
        above = [folder, *(parent for parent in folder.parents if parent.is_relative_to(top))]
        self.folders = [str(one) for one in above]
        sys.path[:0] = self.folders

    def __exit__(self, *_: object) -> None:
        for folder in self.folders:
            if folder in sys.path:
                sys.path.remove(folder)
