"""Compares the values of a pipeline's datasets with those that the notebook has at the same places."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ..compare import difference
from ..pickling import loads
from .report import Report

Names = dict[str, Any]


class NotebookRun:
    """What one run of the notebook left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
        self.cells: dict[int, dict[str, Any]] = {cell["index"]: cell for cell in result["cells"]}
        self.values: dict[str, dict[str, Any]] = result["values"]
        self.error: dict[str, Any] | None = result["error"]

    def value(self, key: str) -> Any:
        return loads((self.folder / "values" / self.values[key]["file"]).read_bytes())

    def has(self, key: str) -> bool:
        """Whether the notebook got as far as this probe, and its value can be kept."""
        return "file" in self.values.get(key, {})


class Values:
    """`load` gives the value of a dataset as the pipeline kept it."""

    def __init__(self, runs: list[NotebookRun], load: Any, report: Report) -> None:
        self.first, *self.others = runs
        self.load, self.report = load, report

    def dataset(self, slot: dict[str, Any], node: str, kind: str) -> None:
        """Compares the names of one dataset, together, so that sharing is compared too."""
        place = {"cell": slot["cell"], "node": node, "kind": kind}
        if not self.first.has(slot["key"]):
            self._unseen(slot, place)
            return
        try:
            wanted: Names = self.first.value(slot["key"])
        except Exception as error:
            told = f"cannot be loaded elsewhere: {type(error).__name__}: {error}"
            self.report.unseen.append({**place, "name": ", ".join(slot["names"]), "why": told})
            return
        for name in self._unstable(slot["key"], wanted):
            self.report.is_unstable({**place, "name": name})
            del wanted[name]
        found = self._found(slot, place)
        if found is None:
            return
        self.report.compared["values"] += len(slot["names"])
        for name in slot["names"]:
            if (name in wanted) != (name in found) and (name in wanted or name not in self._dropped):
                texts = [_text(side, name) for side in (wanted, found)]
                self.report.differs({**place, "name": name}, name, *texts)
                return
        names = [name for name in slot["names"] if name in wanted]
        where = difference({n: wanted[n] for n in names}, {n: found[n] for n in names}, "")
        if where is not None:
            name, path = _by_name(where.path)
            self.report.differs({**place, "name": name}, path, where.one, where.other)

    def _unstable(self, key: str, wanted: Names) -> list[str]:
        """The names that not all runs of the notebook bind to the same value."""
        self._dropped: list[str] = []
        for other in self.others:
            if not other.has(key):
                self._dropped = list(wanted)
                break
            if self.first.values[key] == other.values[key]:
                continue
            again: Names = other.value(key)
            fresh: Names = self.first.value(key)
            self._dropped += [
                n
                for n in wanted
                if n not in self._dropped and (n not in again or difference(fresh[n], again[n], n))
            ]
        return self._dropped

    def _found(self, slot: dict[str, Any], place: dict[str, Any]) -> Names | None:
        try:
            value = self.load(slot["dataset"])
        except FileNotFoundError:
            return None
        except Exception as error:
            told = f"cannot be loaded: {type(error).__name__}: {error}"
            self.report.differs({**place, "name": slot["dataset"]}, slot["dataset"], "a value", told)
            return None
        members = slot["members"]
        table = value if len(members) > 1 else {members[0]: value}
        return {name: one for name, one in table.items() if type(one).__name__ != "MissingType"}

    def _unseen(self, slot: dict[str, Any], place: dict[str, Any]) -> None:
        taken = self.first.values.get(slot["key"])
        if taken is not None:
            told = {"name": ", ".join(taken["types"]) or slot["dataset"], "why": taken["opaque"]}
            self.report.unseen.append({**place, **told})

    def state(self, slot: dict[str, Any], node: str, same: Any) -> None:
        """Compares what the pipeline passes on of a state with the notebook's."""
        place = {"cell": slot["cell"], "node": node, "kind": "state", "name": slot["state"]}
        if not all(run.has(slot["key"]) for run in (self.first, *self.others)):
            return
        wanted = self.first.value(slot["key"])
        if not all(same(wanted, other.value(slot["key"])) for other in self.others):
            self.report.is_unstable(place)
            return
        try:
            found = self.load(slot["dataset"])
        except FileNotFoundError:
            return
        self.report.compared["states"] += 1
        if isinstance(found, dict) and set(found) == {"set", "deleted"}:
            wanted = {key: value for key, value in (wanted or {}).items() if key in found["set"]}
            found = found["set"]
        if not same(wanted, found):
            self.report.differs(place, slot["state"], _short(wanted), _short(found))


def _by_name(path: str) -> tuple[str, str]:
    """A path into the table of names, as the name and a path that begins with it."""
    name = match[1] if (match := _MEMBER.search(path)) else path
    return name, _MEMBER.sub(r"\1", path, count=1)


_MEMBER = re.compile(r"\['(\w+)'\]")


def _text(names: Names, name: str) -> str | None:
    return _short(names[name]) if name in names else None


def _short(value: Any) -> str:
    try:
        text = repr(value)
    except Exception:
        text = f"a {type(value).__name__}"
    return text if len(text) <= 300 else text[:297] + "..."
