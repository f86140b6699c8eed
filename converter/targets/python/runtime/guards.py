"""Stops a node that did what the pipeline was not made for, before a wrong value can reach another node."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .errors import GuardError
from .facts import NodeFacts, facts, module
from .files import Workspace
from .fingerprint import fingerprint
from .imports import imported_names
from .journal import active
from .keeper import Keeper
from .labels import Names, check_renamed, names_of
from .order import later
from .own_modules import OwnModules
from .sharing import MOST_CHEAP, check_bundles, check_sharing

if TYPE_CHECKING:
    from .context import NodeContext

# Libraries set these variables when they are used.
_IGNORED_VARIABLES = (
    "KMP_",
    "OMP_",
    "MKL_",
    "OPENBLAS_",
    "NUMEXPR_",
    "TF_",
    "LOKY_",
    "JOBLIB_",
    "TORCH",
    "CUDA",
)
_DRAW_AT_IMPORT = frozenset({"rich"})
# Variables that modules of the standard library fill when they are first needed.
_FILLED_LATER = {
    "tempfile": {"tempdir"},
    "mimetypes": {"inited", "types_map", "common_types", "encodings_map", "suffix_map"},
}
_LIBRARIES_CHANGE = ("warnings", "logging", "environ", "sys.path", "locale")


def level() -> str:
    """`full`, `cheap` or `off`, as the run was asked for."""
    journal = active()
    return str(journal.request.get("guards", "cheap")) if journal is not None else "cheap"


class Watch:
    """What is looked at before and after a node."""

    def __init__(self, context: NodeContext, arguments: dict[str, Any]) -> None:
        self.node = context.facts
        self.main = context.main
        self.arguments = arguments
        self.level = level()
        self.keeper = Keeper(self.node)
        self.workspace = Workspace(self.node, guarded=self.level != "off")
        self.kept: dict[str, str | None] = {}
        self.modules: dict[str, dict[str, int]] = {}
        self.loaded: set[str] = set()
        self.own = OwnModules(self.node, self.level == "full")
        self.helpers: dict[str, str] = {}
        self.indexes: Names = {}
        self.over = False

    def start(self, names: dict[str, Any]) -> None:
        """Just before the node's own code."""
        self.keeper.begin(self.arguments)
        if self.level != "off":
            for name in set(self.node.reads_only) & set(self.node.shared_later) & set(names):
                self.kept[name] = fingerprint(names[name], self.level == "full")
            if self.node.relabels is not None:
                self.indexes = names_of(names, None if self.level == "full" else MOST_CHEAP)
            self.modules = {name: _public(sys.modules[name]) for name in self._watched_modules()}
            self.loaded = set(sys.modules)
            self.own.begin()
            self.helpers = self._helpers()
        self.workspace.begin()

    def finish(self, names: dict[str, Any], values: dict[str, Any]) -> list[Any]:
        """The values of the node's other datasets: states, and the files it changed."""
        self.over = True
        changed = self.workspace.end()
        states = self.keeper.end()
        if self.level != "off":
            self.workspace.check()
            self._check_inputs(names)
            self._check_states()
            self._check_modules()
            self.own.check()
            self._check_helpers()
            check_renamed(self.node, self.indexes)
            check_sharing(self.node, names, values, self.level == "full")
            check_bundles(self.node, values, self.level == "full")
        return [*states, *([dict(changed)] if self.node.files_out else [])]

    def explain(self, error: Exception) -> None:
        """A node may fail because a file is not what the notebook would find there."""
        if self.level != "off":
            self.workspace.check_reads(error)

    def close(self) -> None:
        """However the node ended."""
        self.own.end()
        if not self.over and hasattr(self.workspace, "access"):
            self.workspace.end()
        self.workspace.close()
        self.keeper.put_back()

    def _check_inputs(self, names: dict[str, Any]) -> None:
        for name, before in self.kept.items():
            if before is not None and fingerprint(names[name], self.level == "full") != before:
                readers = [
                    one.name for one in later(self.node) if any(name in slot.names for slot in one.inputs)
                ]
                who = f"; {readers[0]!r} reads it later" if readers else ""
                raise GuardError(
                    f"node {self.node.name!r} changed {name!r}, which the pipeline only reads{who}; "
                    "declare it as an output, or make them one node"
                )

    def _check_states(self) -> None:
        foreseen = {*self.node.touches, *(slot.state for slot in self.node.state_out)}
        loaded = {name.split(".")[0] for name in set(sys.modules) - self.loaded}
        beside = {name.split(".")[0] for name in self.own.seen}
        imported = bool(loaded - _own_names() - beside)
        for name in self.keeper.changed():
            if name in foreseen:
                continue
            if not loaded & _DRAW_AT_IMPORT and _seeded_before(name, self.node):
                raise GuardError(
                    f"node {self.node.name!r} draws from the generator {name!r}, which the pipeline does not "
                    "expect, and an earlier node seeds it; declare it, or make them one node"
                )
            if not _felt_later(name, self.node):
                continue
            if name in _LIBRARIES_CHANGE and (imported or self._only_ignored(name)):
                continue
            raise GuardError(
                f"node {self.node.name!r} changed the state {name!r}, which the pipeline does not expect, "
                "and later nodes can feel it; declare it, or make them one node"
            )

    def _only_ignored(self, name: str) -> bool:
        """Whether only libraries look at what has changed: their own loggers and variables."""
        if name not in ("environ", "logging"):
            return False
        before, after = self.keeper.begun[name], self.keeper.ended[name]
        keys = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
        if name == "environ":
            return all(key.startswith(_IGNORED_VARIABLES) for key in keys)
        return all(key.split(".")[0] in sys.modules for key in keys)

    def _watched_modules(self) -> set[str]:
        """The modules that the code names, without our own."""
        places = [
            vars(self.main),
            *(vars(found) for found in map(module, ("nodes", "helpers")) if found is not None),
        ]
        kind = type(sys)
        found = {
            getattr(v, "__name__", "") for place in places for v in list(place.values()) if type(v) is kind
        }
        declared = {name.removeprefix("module:") for name in self.node.touches if name.startswith("module:")}
        return {
            name
            for name in found - declared
            if name in sys.modules and name.split(".")[0] not in _own_names()
        }

    def _helpers(self) -> dict[str, str]:
        """What every node imports of the notebook's own, but for what is passed on as data."""
        found = module("helpers")
        if found is None:
            return {}
        passed = {name for one in facts() for slot in one.outputs for name in slot.names}
        known = {k: v for k, v in vars(found).items() if k[0] != "_" and k not in passed}
        others = imported_names(str(found.__file__))
        digests = {
            name: fingerprint(value, self.level == "full")
            for name, value in known.items()
            if name not in others
        }
        return {name: digest for name, digest in digests.items() if digest is not None}

    def _check_helpers(self) -> None:
        now = self._helpers() if later(self.node) else {}
        for name, before in self.helpers.items():
            if now.get(name, before) != before:
                raise GuardError(
                    f"node {self.node.name!r} changed {name!r}, which later nodes import as it was defined; "
                    "declare it as an output, or make them one node"
                )

    def _check_modules(self) -> None:
        for name, before in self.modules.items():
            now = _public(sys.modules[name]) if name in sys.modules else before
            for key, identity in before.items():
                if now.get(key) != identity and later(self.node):
                    raise GuardError(
                        f"node {self.node.name!r} changed {name}.{key}, which the pipeline does not expect, "
                        "and later nodes can feel it; declare it, or make them one node"
                    )


def _own_names() -> set[str]:
    return {facts().package, "builtins", "__main__", "sys", "os"}


def _public(found: Any) -> dict[str, int]:
    kind = type(sys)
    filled = _FILLED_LATER.get(found.__name__, ())
    return {
        key: id(value)
        for key, value in vars(found).items()
        if key[0] != "_" and key not in filled and type(value) is not kind
    }


def _seeded_before(state: str, node: NodeFacts) -> bool:
    """Whether the notebook would go on with numbers that it seeded in an earlier node."""
    names = list(facts().nodes)
    return any(state in facts().nodes[name].seeds for name in names[: names.index(node.name)])


def _felt_later(state: str, node: NodeFacts) -> bool:
    """Whether a change of this state can matter: generators only to those who draw, the rest to all later."""
    if state.startswith("random."):
        return any(
            state in (*one.touches, *(slot.state for slot in (*one.state_in, *one.state_out)))
            for one in later(node)
        )
    return bool(later(node))


@contextlib.contextmanager
def watching(context: NodeContext, arguments: dict[str, Any]) -> Iterator[Watch]:
    """Watches a node; whatever happens, the process is afterwards as it was."""
    watch = Watch(context, arguments)
    try:
        watch.keeper.make_pristine()
        yield watch
    finally:
        watch.close()
