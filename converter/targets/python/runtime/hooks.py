"""Tells the story of a run: Kedro calls these hooks, they write the journal and the run record."""

from __future__ import annotations

import functools
import hashlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kedro.framework.hooks import hook_impl

from . import namespace, record, runs
from .facts import NodeFacts, facts, relative
from .failures import describe
from .journal import active, say
from .store import file_sha256

Hook = TypeVar("Hook", bound=Callable[..., Any])


def _careful(hook: Hook) -> Hook:
    """A mistake in here must not stop a run that would succeed."""

    @functools.wraps(hook)
    def call(*arguments: Any, **named: Any) -> None:
        try:
            hook(*arguments, **named)
        except (runs.Refused, KeyboardInterrupt):
            raise
        except Exception as error:
            say(f"run record: {hook.__name__}: {type(error).__name__}: {error}")

    call.__signature__ = None  # type: ignore[attr-defined]
    del call.__signature__  # type: ignore[attr-defined]
    return call  # type: ignore[return-value]


class RunHooks:
    """One object per process. `_running`: the node that this process is at, with the time it started."""

    def __init__(self) -> None:
        self._running: str | None = None
        self._since = 0.0
        self._unsaved: set[str] = set()
        self._metrics: dict[str, float] = {}
        self._phase: tuple[str, str | None] = ("load", None)

    @hook_impl
    @_careful
    def before_pipeline_run(self, run_params: dict[str, Any], pipeline: Any, catalog: Any) -> None:
        runs.begin(run_params, [node.name for node in pipeline.nodes])

    @hook_impl
    @_careful
    def before_dataset_loaded(self, dataset_name: str, node: Any) -> None:
        self._start(node.name)
        self._enter("load", dataset_name)

    @hook_impl
    @_careful
    def before_node_run(self, node: Any, catalog: Any, inputs: dict[str, Any]) -> None:
        self._start(node.name)
        self._unsaved = set(node.outputs)
        self._enter("run", None, inputs=[_digest_in(name, value, catalog) for name, value in inputs.items()])

    @hook_impl
    @_careful
    def after_node_run(self, node: Any, catalog: Any, outputs: dict[str, Any]) -> None:
        self._metrics = _metrics(facts().nodes.get(node.name), outputs)
        self._catalog = catalog
        if not self._unsaved:
            self._succeed(node.name)

    @hook_impl
    @_careful
    def before_dataset_saved(self, dataset_name: str, node: Any) -> None:
        self._enter("save", dataset_name)

    @hook_impl
    @_careful
    def after_dataset_saved(self, dataset_name: str, node: Any) -> None:
        journal = active()
        if journal is not None:
            journal.emit(
                "node.output", node=node.name, dataset=dataset_name, **_note(self._catalog, dataset_name)
            )
        self._unsaved.discard(dataset_name)
        if not self._unsaved:
            self._succeed(node.name)

    @hook_impl
    @_careful
    def on_node_error(self, error: Exception, node: Any) -> None:
        journal = active()
        described = facts().nodes.get(node.name)
        if journal is not None and described is not None:
            journal.emit("node.failed", node=node.name, ms=self._ms(), error=describe(error, described))
            record.write(journal)
        self._running = None
        namespace.discard()

    @hook_impl
    @_careful
    def after_pipeline_run(self, run_params: dict[str, Any]) -> None:
        runs.end("succeeded")

    @hook_impl
    @_careful
    def on_pipeline_error(self, error: Exception) -> None:
        runs.fail(error)

    def _start(self, name: str) -> None:
        if self._running == name:
            return
        self._running, self._since = name, time.perf_counter()
        journal = active()
        if journal is not None:
            journal.emit("node.started", node=name)
            record.write(journal)

    def _enter(self, phase: str, dataset: str | None, **more: Any) -> None:
        journal = active()
        if journal is not None and self._running is not None:
            journal.emit("node.phase", node=self._running, phase=phase, dataset=dataset, **more)

    def _ms(self) -> int:
        return round((time.perf_counter() - self._since) * 1000)

    def _succeed(self, name: str) -> None:
        journal = active()
        if journal is not None:
            runs.touch_logs(journal, name)
            journal.emit(
                "node.succeeded",
                node=name,
                ms=self._ms(),
                cached=False,
                metrics=self._metrics,
                fingerprint=runs.fingerprint(journal, name),
                log=relative(journal.folder / "logs" / f"{name}.out"),
            )
            record.write(journal)
        self._running = None


def _note(catalog: Any, name: str) -> dict[str, Any]:
    """What is known of a saved dataset, also of those that are not ours."""
    dataset = catalog.get(name)
    if hasattr(dataset, "note"):
        found = dataset.note() or {}
        keys = ("path", "format", "type", "shape", "bytes", "sha256", "mtime_ns", "preview")
        return {key: found.get(key) for key in keys}
    place = Path(str(getattr(dataset, "_filepath", "")))
    known: dict[str, Any] = {"format": type(dataset).__name__}
    if place.is_file():
        stat = place.stat()
        known |= {"path": relative(place), "bytes": stat.st_size, "sha256": file_sha256(place)}
        known |= {"mtime_ns": stat.st_mtime_ns}
    return known


def _digest_in(name: str, value: Any, catalog: Any) -> dict[str, Any]:
    if name == "parameters" or name.startswith("params:"):
        text = json.dumps(value, sort_keys=True, default=str)
        return {"dataset": name, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return {"dataset": name, "sha256": _note(catalog, name).get("sha256")}


def _metrics(node: NodeFacts | None, outputs: dict[str, Any]) -> dict[str, float]:
    """The numbers among the values that the node declares as metrics."""
    if node is None or not node.metrics:
        return {}
    found: dict[str, float] = {}
    for output in node.outputs:
        value = outputs.get(output.dataset)
        values = value if len(output.names) > 1 and isinstance(value, dict) else {output.names[0]: value}
        for name in node.metrics:
            _collect(name, values.get(name), found)
    return found


def _collect(name: str, value: Any, found: dict[str, float]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _collect(f"{name}.{key}", inner, found)
    elif not isinstance(value, bool) and type(value).__module__ in ("builtins", "numpy"):
        try:
            found[name] = float(value)
        except (TypeError, ValueError):
            print(f"metric {name} is not a number", file=sys.stderr)


hooks = RunHooks()
