"""Compares files that a notebook and its pipeline wrote: byte by byte, else by what they hold."""

from __future__ import annotations

import contextlib
import gzip
import io
import pickle
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..compare import ADDRESS, difference
from .report import Report


def _pickles(path: Path) -> list[Any]:
    """All that one file has, one after the other. Those of joblib hold arrays in its own way."""
    try:
        from joblib import load
    except ImportError:
        from pickle import load
    found = []
    with path.open("rb") as file:
        while file.peek(1):
            found.append(load(file))
    return found


def _numpy(path: Path) -> Any:
    import numpy

    found = numpy.load(path, allow_pickle=True)
    return {name: found[name] for name in found.files} if hasattr(found, "files") else found


def _pandas(reader: str) -> Callable[[Path], Any]:
    def read(path: Path) -> Any:
        import pandas

        return getattr(pandas, reader)(path)

    return read


def _zip(path: Path) -> Any:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


def _database(path: Path) -> Any:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


READERS: dict[str, Callable[[Path], Any]] = {
    ".pkl": _pickles,
    ".pickle": _pickles,
    ".joblib": _pickles,
    ".npy": _numpy,
    ".npz": _numpy,
    ".parquet": _pandas("read_parquet"),
    ".feather": _pandas("read_feather"),
    ".gz": lambda path: gzip.decompress(path.read_bytes()),
    ".zip": _zip,
    ".xlsx": _zip,
    ".db": _database,
    ".sqlite": _database,
    ".sqlite3": _database,
}


def compare_files(request: dict[str, Any], report: Report, is_stopped: bool) -> None:
    """`folders`: where the files are, of the `runs` and the `pipeline`; `writers`: by path, which node.

    Where a guard stopped the pipeline, nodes that did not run would have written what is not there.
    """
    folders, writers = request["folders"], request["writers"]
    for path in request["written"]:
        first, *others, found = (Path(folder, path) for folder in (*folders["runs"], folders["pipeline"]))
        place = {"cell": None, "node": writers.get(path), "kind": "file", "name": path}
        if is_stopped and not found.is_file():
            continue
        report.compared["files"] += 1
        if _difference(first, found) is None:
            continue
        is_new = request["hasMovingNames"] and not any(run.is_file() for run in (first, *others))
        if is_new or any(_difference(first, again) is not None for again in others):
            report.is_unstable(place)
            continue
        where = _difference(first, found)
        if where is not None:
            report.differs(place, *where)


def _difference(one: Path, other: Path) -> tuple[str, str | None, str | None] | None:
    if one.is_file() != other.is_file():
        texts = ["a file" if path.is_file() else None for path in (one, other)]
        return (one.name, texts[0], texts[1])
    if not one.is_file() or one.read_bytes() == other.read_bytes():
        return None
    read = READERS.get(one.suffix.lower()) or (_pickles if one.read_bytes()[:1] == pickle.PROTO else None)
    if read is not None:
        with contextlib.suppress(Exception):
            found = difference(_silently(read, one), _silently(read, other), one.name)
            return None if found is None else (found.path, found.one, found.other)
    return _text_difference(one, other)


def _silently(read: Callable[[Path], Any], path: Path) -> Any:
    with contextlib.redirect_stdout(io.StringIO()):
        return read(path)


def _text_difference(one: Path, other: Path) -> tuple[str, str | None, str | None] | None:
    try:
        texts = [ADDRESS.sub("0x", path.read_text(encoding="utf-8")) for path in (one, other)]
    except UnicodeDecodeError:
        sizes = [f"{path.stat().st_size} bytes" for path in (one, other)]
        return (one.name, sizes[0], sizes[1] + ", others")
    if texts[0] == texts[1]:
        return None
    sides = [text.split("\n") for text in texts]
    for at in range(max(map(len, sides))):
        lines = [side[at] if at < len(side) else None for side in sides]
        if lines[0] != lines[1]:
            return (f"{one.name}, line {at + 1}", lines[0], lines[1])
    return None
