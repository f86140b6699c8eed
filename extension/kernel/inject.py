"""Brings the extension into a kernel where it is not installed."""

import importlib.abc
import importlib.util
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Modules from texts, by their full names."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.sources = sources

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name not in self.sources:
            return None
        is_package = any(other.startswith(name + ".") for other in self.sources)
        return importlib.util.spec_from_loader(name, self, is_package=is_package, origin="espalier")

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.sources[module.__name__], f"<{module.__name__}>", "exec"), module.__dict__)


def inject(sources: dict[str, str], shell: Any) -> None:
    """Loads the extension, from where it is installed or else from the sources."""
    if importlib.util.find_spec("jupyterlab_espalier") is None:
        sys.meta_path.append(Loader(sources))
    shell.extension_manager.load_extension("jupyterlab_espalier")
