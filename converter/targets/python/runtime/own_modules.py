"""The workspace's own modules: each node imports them anew, so what one node changes in them no other finds."""

from __future__ import annotations

import sys
from types import FunctionType, ModuleType

from .errors import GuardError
from .facts import NodeFacts
from .fingerprint import fingerprint
from .imports import kept_modules, local_modules, on_local_import
from .order import earlier, later


class OwnModules:
    """What they have before and after a node."""

    def __init__(self, node: NodeFacts, full: bool) -> None:
        self.node = node
        self.full = full
        self.seen: dict[str, dict[str, str]] = {}

    def begin(self) -> None:
        """Before the node's own code, which may import more of them."""
        for name in local_modules():
            self._note(sys.modules[name])
        on_local_import(self._note)

    def end(self) -> None:
        """However the node ended."""
        on_local_import(None)

    def check(self) -> None:
        """A change that the pipeline foresees is let be where no later node should import the module."""
        for name in self.seen:
            kept = name in kept_modules()
            changer = next((one.name for one in earlier(self.node) if _foresees(one, name)), None)
            if changer is not None and not self.node.needs_own and not kept:
                raise GuardError(
                    f"node {self.node.name!r} imports {name} anew, which node {changer!r} has changed; "
                    "make them one node"
                )
            known = _foresees(self.node, name) and not kept
            feeling = [one for one in later(self.node) if one.needs_own or not known]
            changed = self._changed(name) if feeling else None
            if changed is not None:
                raise GuardError(
                    f"node {self.node.name!r} changed {name}.{changed}, which later nodes import anew; "
                    "declare it, or make them one node"
                )

    def _changed(self, name: str) -> str | None:
        before = self.seen[name]
        now = self._data(sys.modules[name]) if name in sys.modules else before
        return next((key for key in before if key in now and now[key] != before[key]), None)

    def _note(self, found: ModuleType) -> None:
        self.seen[found.__name__] = self._data(found)

    def _data(self, found: ModuleType) -> dict[str, str]:
        """The public variables of a module, as far as they can be told apart from changed ones."""
        digests = {
            name: fingerprint(value, self.full)
            for name, value in list(vars(found).items())
            if name[0] != "_" and not isinstance(value, (type, ModuleType, FunctionType))
        }
        return {name: digest for name, digest in digests.items() if digest is not None}


def _foresees(node: NodeFacts, name: str) -> bool:
    return any(path == name or path.startswith(f"{name}.") for path in node.changes)
