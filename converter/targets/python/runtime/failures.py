"""Where an error happened, in the words of the notebook: cell and line, without the frames of the runtime."""

from __future__ import annotations

import os
import traceback
from types import TracebackType
from typing import Any

from .errors import GuardError, NodeExit
from .facts import PACKAGE_FOLDER, NodeFacts, Span, facts, project_folder, relative

_OWN = os.path.join(str(PACKAGE_FOLDER), "runtime", "")
# Errors of the engine and of this runtime, whose frames say nothing to the author of the notebook.
_TRANSFERS = ("load", "save")


def span_at(node: NodeFacts, line: int | None) -> Span | None:
    """The lines of a cell that line `line` of the node's file came from."""
    if line is None:
        return None
    return next((span for span in node.map if span.first <= line <= span.last), None)


def raise_for_lost_name(node: NodeFacts, error: NameError) -> None:
    """Stops with the reason where the name is one that other nodes have, and this one was not passed."""
    name = getattr(error, "name", None)
    givers = [one.name for one in facts() if any(name in output.names for output in one.outputs)]
    passed = any(name in (slot.takes or slot.names) for slot in node.inputs)
    if name and givers and not passed and node.name not in givers:
        lines = [one for one in _lines_of(node, error.__traceback__) if span_at(node, one)]
        raise GuardError(
            f"node {node.name!r} uses {name!r} of node {givers[-1]!r}, which the pipeline does not pass on",
            lines[-1] if lines else None,
        ) from error


def _in_node(node: NodeFacts, file: str) -> bool:
    return os.path.realpath(file) == os.path.realpath(project_folder() / node.file)


def _lines_of(node: NodeFacts, trace: TracebackType | None) -> list[int]:
    frames = traceback.extract_tb(trace)
    return [frame.lineno for frame in frames if frame.lineno and _in_node(node, frame.filename)]


def describe(
    error: BaseException, node: NodeFacts, kind: str | None = None, dataset: str | None = None
) -> dict[str, Any]:
    """The `error` of a journal event; `dataset` is what was loaded or saved."""
    cause = error.__cause__ if isinstance(error, NodeExit) and error.__cause__ else error
    if kind is None:
        kind = "guard" if isinstance(error, GuardError) else "exception"
    line = getattr(error, "line", None) if isinstance(error, GuardError) else None
    if line is None:
        lines = [one for one in _lines_of(node, cause.__traceback__) if span_at(node, one)]
        line = lines[-1] if lines else None
    if line is None and isinstance(cause, SyntaxError) and cause.filename and _in_node(node, cause.filename):
        line = cause.lineno
    span = span_at(node, line)
    cell = span.cell if span else (node.cells[0]["id"] if node.cells else None)
    return {
        "kind": kind,
        "type": type(cause).__name__,
        "message": _message(cause),
        "traceback": text(cause, node, span, line, kind),
        "cell": cell,
        "line": span.line + (line - span.first) if span and line is not None else None,
        **({"dataset": dataset} if dataset and kind in _TRANSFERS else {}),
    }


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return f"({type(error).__name__} without a message)"


def text(
    error: BaseException, node: NodeFacts, span: Span | None, line: int | None, kind: str | None = None
) -> str:
    """The traceback as a notebook would show it, beginning with the cell."""
    head = f"node {node.name!r}"
    if span is not None and line is not None:
        head = f"Cell {span.index + 1}, line {span.line + line - span.first} (node {node.name!r})"
    try:
        report = traceback.TracebackException.from_exception(error)
        _clean(report, node, set(), kind in _TRANSFERS)
        body = "".join(report.format())
    except Exception:
        body = f"{type(error).__name__}: {_message(error)}\n"
    return f"{head}\n{body}".rstrip("\n")


def _clean(report: traceback.TracebackException, node: NodeFacts, seen: set[int], transfers: bool) -> None:
    if id(report) in seen:
        return
    seen.add(id(report))
    kept: list[traceback.FrameSummary] = []
    started = any(_in_node(node, frame.filename) for frame in report.stack)
    strange = (
        not started
        and not transfers
        and not any(name in str(report.exc_type) for name in ("Guard", "NodeExit"))
    )
    for frame in report.stack:
        if _in_node(node, frame.filename):
            started = False
            kept.append(_as_cell(frame, span_at(node, frame.lineno), node))
        elif not started and (span := _elsewhere(frame)):
            kept.append(_as_cell(frame, span, node))
        elif not started and (strange or not _is_engine(frame.filename)):
            kept.append(frame)
    report.stack = traceback.StackSummary.from_list(kept)
    for other in (report.__cause__, report.__context__):
        if other is not None:
            _clean(other, node, seen, transfers)


def _is_engine(file: str) -> bool:
    return file.startswith(_OWN) or f"{os.sep}kedro{os.sep}" in file


def _elsewhere(frame: traceback.FrameSummary) -> Span | None:
    """The lines of a cell that a frame of the helpers, or of another node's functions, came from."""
    spans = facts().texts.get(relative(frame.filename), ())
    return next((span for span in spans if span.first <= (frame.lineno or 0) <= span.last), None)


def _as_cell(frame: traceback.FrameSummary, span: Span | None, node: NodeFacts) -> traceback.FrameSummary:
    if span is None or frame.lineno is None:
        return frame
    line = span.line + frame.lineno - span.first
    name = "<module>" if frame.name == node.name else frame.name
    return traceback.FrameSummary(f"Cell {span.index + 1}", line, name, lookup_line=False, line=frame.line)
