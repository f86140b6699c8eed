"""Takes values out of a running notebook, at once, so that later changes do not reach them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from .. import states
from ..errors import GuardError
from ..opaque import refuse
from ..pickling import dumps

Probe = dict[str, Any]


class Taker:
    """Keeps values in a folder, equal pickles once."""

    def __init__(self, folder: Path, start: str) -> None:
        self.folder = folder
        self.start = start
        self.taken: dict[str, dict[str, Any]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, probe: Probe, names: dict[str, Any]) -> None:
        """Follows `probe`: the names of a dataset that are bound, or a state of the interpreter."""
        if probe.get("state"):
            self.taken[probe["key"]] = self._kept(self._state(probe["state"]))
            return
        found = {name: names[name] for name in probe["names"] if name in names}
        self.taken[probe["key"]] = self._kept(found)

    def _state(self, name: str) -> Any:
        return os.path.relpath(os.getcwd(), self.start) if name == "cwd" else states.take(name)

    def _kept(self, value: Any) -> dict[str, Any]:
        try:
            data = dumps(value)
        except GuardError as error:
            return {"opaque": str(error), "types": _types(value)}
        name = hashlib.sha256(data).hexdigest()
        path = self.folder / f"{name}.pkl"
        if not path.exists():
            path.write_bytes(data)
        return {"file": path.name}


def _types(value: Any) -> dict[str, str]:
    """The types of the values that cannot be taken out."""
    if not isinstance(value, dict):
        return {}
    found = {}
    for name, one in value.items():
        try:
            refuse(one)
            dumps(one)
        except GuardError:
            found[str(name)] = f"{type(one).__module__}.{type(one).__qualname__}"
    return found
