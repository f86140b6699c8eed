"""The journal of a run: one JSON line per event, and the run record that is folded from it.

Every process of a run appends to the same file. A line is one write, so a killed process leaves whole lines.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from .capture import redirected
from .facts import project_folder, relative

RUN_VARIABLE = "PIPELINE_RUN_FOLDER"
MOST_LOGGED = 64_000
SUFFIXES = {"text/plain": ".txt", "text/html": ".html", "image/png": ".png"}


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Journal:
    """Writes the events of one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "events.ndjson"
        self.run_id = folder.name
        self.sequence = count()
        self._events: list[dict[str, Any]] = []
        self._read = 0

    @cached_property
    def request(self) -> dict[str, Any]:
        """What the caller of the run asked for; empty for a plain `kedro run`."""
        with contextlib.suppress(OSError, ValueError):
            request = json.loads((self.folder / "request.json").read_text(encoding="utf-8"))
            if isinstance(request, dict):
                return request
        return {}

    def emit(self, event: str, **fields: Any) -> None:
        """Appends one event."""
        entry = {"v": 1, "event": event, "run_id": self.run_id, "seq": next(self.sequence), "ts": now()}
        entry |= {"pid": os.getpid(), **fields}
        line = json.dumps(entry, ensure_ascii=False, default=str) + "\n"
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(descriptor, line.encode("utf-8", "backslashreplace"))
        finally:
            os.close(descriptor)

    def events(self) -> list[dict[str, Any]]:
        """All events so far but the logs, which the log files have; a line that was cut off is left out."""
        with contextlib.suppress(FileNotFoundError), self.path.open("rb") as file:
            file.seek(self._read)
            whole, newline, _ = file.read().rpartition(b"\n")
            self._read += len(whole) + len(newline)
            for line in whole.split(b"\n"):
                if line and b'"event": "node.log"' not in line[:40]:
                    with contextlib.suppress(ValueError):
                        self._events.append(json.loads(line))
        return self._events

    @contextlib.contextmanager
    def captured(self, node: str) -> Iterator[Log]:
        """Keeps what the node prints in its log files."""
        log = Log(self, node)
        try:
            with redirected(log.out, log.err):
                yield log
        finally:
            log.emit()

    def displays(self, node: str) -> Displays:
        return Displays(self, node)


class Log:
    """The files with the output of a node, and what of them the journal has already."""

    def __init__(self, journal: Journal, node: str) -> None:
        self.journal = journal
        self.node = node
        logs = journal.folder / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        self.out, self.err = logs / f"{node}.out", logs / f"{node}.err"
        self.told = {"stdout": 0, "stderr": 0}
        for path in (self.out, self.err):
            path.write_bytes(b"")

    def emit(self) -> None:
        """Puts the new part of both streams into the journal; the files have all of it."""
        for stream, path in (("stdout", self.out), ("stderr", self.err)):
            if path.stat().st_size <= self.told[stream] or self.told[stream] > MOST_LOGGED:
                continue
            with path.open("rb") as file:
                file.seek(self.told[stream])
                text = file.read(MOST_LOGGED)
            self.told[stream] += len(text)
            self.journal.emit("node.log", node=self.node, stream=stream, text=text.decode("utf-8", "replace"))


class Displays:
    """Keeps what a node shows as files, one number for each display."""

    def __init__(self, journal: Journal, node: str) -> None:
        self.journal = journal
        self.node = node
        self.folder = project_folder() / "data" / "08_reporting" / node
        shutil.rmtree(self.folder, ignore_errors=True)
        self.number = count(1)

    def keep(self, shown: Mapping[str, Any]) -> None:
        """Writes one display in all its forms."""
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = f"{next(self.number):02d}"
        for mime, content in shown.items():
            path = self.folder / (stem + _suffix(mime))
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(
                    display_text(content), encoding="utf-8", errors="backslashreplace", newline=""
                )
            self.journal.emit("node.display", node=self.node, mime=mime, path=relative(path))


def display_text(content: Any) -> str:
    """One form of a display as text: what is not text already is JSON."""
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, default=str)


def _suffix(mime: str) -> str:
    kind = mime.split("/")[-1].split("+")
    return SUFFIXES.get(mime) or "." + (kind[0] if kind[0].isalnum() else kind[-1])


_journal: Journal | None = None


def active() -> Journal | None:
    """The journal of the run that this process takes part in."""
    global _journal
    folder = os.environ.get(RUN_VARIABLE)
    # A server may have been there before the run, and workers that it forks lack the variable.
    if _journal is None and not folder and multiprocessing.parent_process() is not None:
        folder = str((project_folder() / "runs" / "latest").resolve())
    if folder and (_journal is None or str(_journal.folder) != folder) and Path(folder).is_dir():
        _journal = Journal(Path(folder))
    return _journal


def activate(folder: Path | None) -> None:
    """Makes this process, and those that it starts, take part in the run in `folder`."""
    global _journal
    _journal = Journal(folder) if folder else None
    if folder:
        os.environ[RUN_VARIABLE] = str(folder)
    else:
        os.environ.pop(RUN_VARIABLE, None)


def say(message: str) -> None:
    """A word to whoever started the run."""
    print(message, file=sys.stderr, flush=True)
