"""What `nodes.json` says about the nodes of this project, and where the project lies."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE_FOLDER = Path(__file__).resolve().parents[1]
PACKAGE = __name__.rsplit(".", 2)[0]


@dataclass(frozen=True)
class Input:
    """One argument of a node: the dataset that is passed, and the names of the values in it."""

    argument: str
    dataset: str
    names: tuple[str, ...] = ()
    takes: tuple[str, ...] | None = None
    type: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Output:
    """One dataset that a node gives, and the names of the values in it."""

    dataset: str
    names: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


@dataclass(frozen=True)
class StateSlot:
    """A dataset that carries a state of the interpreter: `random.numpy`, `options.pandas`, …"""

    dataset: str
    state: str
    argument: str = ""


@dataclass(frozen=True)
class Span:
    """Lines of a file that came from one notebook cell."""

    first: int
    last: int
    cell: str
    index: int
    line: int


@dataclass(frozen=True)
class NodeFacts:
    """One node."""

    name: str
    kind: str = "function"
    file: str = ""
    cells: tuple[Mapping[str, Any], ...] = ()
    map: tuple[Span, ...] = ()
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    state_in: tuple[StateSlot, ...] = ()
    state_out: tuple[StateSlot, ...] = ()
    files_in: tuple[Input, ...] = ()
    files_out: str | None = None
    reads_only: tuple[str, ...] = ()
    shared_later: tuple[str, ...] = ()
    harmless: tuple[tuple[str, str], ...] = ()
    relabels: tuple[str, ...] | None = None
    touches: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    imported: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    needs_own: bool = False
    file_reads: tuple[str, ...] = ()
    file_writes: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    keeps_names: bool = False
    timeout: float | None = None
    retries: int = 0
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def arguments(self) -> list[str]:
        """The parameters that the pipeline passes, in order."""
        return list(dict.fromkeys(argument for argument, _ in self.passed))

    @property
    def datasets_out(self) -> list[str]:
        """The datasets that the node returns, in order."""
        last = [self.files_out] if self.files_out else []
        return [*(o.dataset for o in self.outputs), *(s.dataset for s in self.state_out), *last]

    @property
    def passed(self) -> list[tuple[str, str]]:
        """Every argument with its dataset, in order."""
        pairs = [(slot.argument, slot.dataset) for slot in (*self.inputs, *self.files_in)]
        states = [(slot.argument, slot.dataset) for slot in self.state_in]
        return [*pairs[: len(self.inputs)], *states, *pairs[len(self.inputs) :]]

    @property
    def datasets_in(self) -> list[str]:
        return [dataset for _, dataset in self.passed]


@dataclass(frozen=True)
class Facts:
    """The whole project."""

    package: str
    directory: str
    setup: str | None
    assumes: Mapping[str, str]
    nodes: Mapping[str, NodeFacts]
    datasets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    texts: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """By file below the project: what of it came from the notebook."""

    def __iter__(self) -> Iterator[NodeFacts]:
        return iter(self.nodes.values())


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _pick(cls: Any, data: Mapping[str, Any]) -> Any:
    known = {f.name for f in fields(cls)}
    return cls(**{key: _tuples(value) for key, value in data.items() if key in known})


def _spans(lines: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(m["from"], m["to"], m["cell"], m.get("index", 0), m.get("line", 1)) for m in lines)


def read_node(name: str, data: Mapping[str, Any]) -> NodeFacts:
    """The facts of one node, from their JSON form."""
    spans = _spans(data.get("map", ()))
    slots = {
        key: tuple(_pick(cls, entry) for entry in data.get(key, ()))
        for key, cls in (
            ("inputs", Input),
            ("outputs", Output),
            ("state_in", StateSlot),
            ("state_out", StateSlot),
            ("files_in", Input),
        )
    }
    given = {key: value for key, value in data.items() if value is not None}
    pairs = tuple((one, other) for one, other in data.get("harmless", ()))
    node: NodeFacts = _pick(NodeFacts, {**given, **slots, "harmless": pairs, "map": spans, "name": name})
    return node


@cache
def facts() -> Facts:
    """The facts of this project."""
    data = json.loads((PACKAGE_FOLDER / "nodes.json").read_text(encoding="utf-8"))
    texts: dict[str, tuple[Span, ...]] = {}
    for text in (*data.get("nodes", {}).values(), data.get("helpers")):
        if text and text.get("file"):
            texts[text["file"]] = (*texts.get(text["file"], ()), *_spans(text.get("map", ())))
    return Facts(
        package=PACKAGE,
        directory=data.get("directory", "workspace"),
        setup=data.get("setup") or None,
        assumes=data.get("assumes", {}),
        nodes={name: read_node(name, entry) for name, entry in data.get("nodes", {}).items()},
        datasets=data.get("datasets", {}),
        texts=texts,
    )


@cache
def project_folder() -> Path:
    """The folder with `pyproject.toml`: above this package, or where an installed package is run."""
    starts = (PACKAGE_FOLDER, Path.cwd())
    for start in starts:
        for folder in (start, *start.parents):
            if (folder / "pyproject.toml").is_file() and (folder / "conf").is_dir():
                return folder
    return Path.cwd()


_elsewhere: Path | None = None


def workspace_folder() -> Path:
    """The top of the files that nodes may use; the working folder can lie deeper."""
    return _elsewhere or project_folder() / Path(facts().directory).parts[0]


def working_folder() -> Path:
    """The folder that nodes run in: what the notebook's own folder is to the notebook."""
    folder = workspace_folder().joinpath(*Path(facts().directory).parts[1:])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def workspace_at(folder: Path) -> Iterator[None]:
    """Nodes use the files in `folder` instead, to try something."""
    global _elsewhere
    before, _elsewhere = _elsewhere, folder
    try:
        yield
    finally:
        _elsewhere = before


def relative(path: str | os.PathLike[str]) -> str:
    """`path` relative to the project with `/` between parts, else as it is."""
    try:
        return Path(path).resolve().relative_to(project_folder().resolve()).as_posix()
    except ValueError:
        return str(path)


def module(name: str) -> Any | None:
    """This package's module `nodes` or `helpers`, if it has been imported."""
    return sys.modules.get(f"{PACKAGE}.{name}")
