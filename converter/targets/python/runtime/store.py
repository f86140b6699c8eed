"""Files that are whole or not there, and the note beside each that says what it holds."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from . import formats
from .errors import GuardError
from .facts import relative

NOTE_SUFFIX = ".meta.json"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def file_sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def write_whole(path: Path, data: bytes, durable: bool = True) -> None:
    """Writes a file so that a stop at any time leaves the old or the new one; `durable`: also a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def note_path(stem: Path) -> Path:
    return stem.with_name(stem.name + NOTE_SUFFIX)


def read_note(stem: Path) -> dict[str, Any] | None:
    """What was saved last at `stem`."""
    try:
        note = json.loads(note_path(stem).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) else None


def save(stem: Path, value: Any) -> dict[str, Any]:
    """Keeps `value` in the format that keeps it exactly; a failure leaves what was there."""
    name, data = formats.encode(value)
    path = stem.with_name(stem.name + formats.FORMATS[name].suffix)
    old = read_note(stem)
    write_whole(path, data)
    note = {
        "version": 1,
        "format": name,
        "file": path.name,
        **describe(value),
        "bytes": len(data),
        "sha256": sha256(data),
        "mtime_ns": path.stat().st_mtime_ns,
    }
    write_whole(
        note_path(stem), json.dumps(note, indent=1, ensure_ascii=False).encode("utf-8", "backslashreplace")
    )
    image = formats.picture(value)
    if image is not None:
        write_whole(stem.with_name(stem.name + ".png"), image)
    if old and old.get("file") not in (None, path.name):
        with contextlib.suppress(OSError):
            stem.with_name(Path(old["file"]).name).unlink()
    return note


def load(stem: Path) -> Any:
    """The value that was saved last at `stem`; only if the file is the very one that was written."""
    note = read_note(stem)
    if note is None:
        raise FileNotFoundError(f"no value has been saved at {relative(stem)}; run the node that makes it")
    data = stem.with_name(Path(note["file"]).name).read_bytes()
    if sha256(data) != note["sha256"]:
        raise GuardError(
            f"{relative(stem)} is not the file that this project saved; run the node that makes it"
        )
    return formats.FORMATS[note["format"]].read(data)


def describe(value: Any) -> dict[str, Any]:
    """Type, shape and a short preview; of foreign types only what is safe to ask."""
    kind = type(value)
    module = kind.__module__
    name = kind.__qualname__ if module == "builtins" else f"{module}.{kind.__qualname__}"
    family = module.split(".")[0]
    shape: list[int] | None = None
    preview: str | None = None
    with contextlib.suppress(Exception):
        if family in ("pandas", "numpy") and hasattr(value, "shape"):
            shape = list(map(int, value.shape))
        elif kind in (list, tuple, dict, set, frozenset, str, bytes):
            shape = [len(value)]
    with contextlib.suppress(Exception):
        if family == "pandas":
            preview = str(value.head(5))
        elif family == "numpy":
            preview = repr(value) if value.size <= 100 else repr(value.ravel()[:20])
        elif kind in (bool, int, float, complex, str, type(None)):
            preview = repr(value)
        elif kind in (list, tuple, dict) and formats._is_json(value, set()):
            preview = repr(value)
    return {"type": name, "shape": shape, "preview": preview[:400] if preview else preview}
