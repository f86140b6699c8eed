"""Types whose values stay in the process that made them, even where pickle seems to copy them."""

from __future__ import annotations

import asyncio
import contextlib
import io
import mmap
import subprocess
import sys
import tempfile
import threading
import types
from functools import cache
from typing import Any

from .errors import GuardError

_ALWAYS: tuple[type, ...] = (
    types.GeneratorType,
    types.CoroutineType,
    types.AsyncGeneratorType,
    types.FrameType,
    types.TracebackType,
    io.FileIO,
    io.BufferedReader,
    io.BufferedWriter,
    io.BufferedRandom,
    io.TextIOWrapper,
    tempfile.TemporaryDirectory,
    tempfile._TemporaryFileWrapper,
    tempfile.SpooledTemporaryFile,
    contextlib.ExitStack,
    contextlib.AsyncExitStack,
    threading.Thread,
    threading.Event,
    threading.Condition,
    threading.Semaphore,
    subprocess.Popen,
    asyncio.Future,
    asyncio.AbstractEventLoop,
    mmap.mmap,
    memoryview,
)
_BY_NAME = {
    "socket": ("socket",),
    "sqlite3": ("Connection", "Cursor"),
    "shelve": ("Shelf",),
    "zipfile": ("ZipFile",),
    "tarfile": ("TarFile",),
    "concurrent.futures": ("Executor", "Future"),
    "h5py": ("File",),
    "queue": ("Queue",),
    "_ctypes": ("Structure", "Union", "Array", "_Pointer", "CFuncPtr"),
}
_seen: dict[type, bool] = {}


@cache
def _iterators() -> tuple[type, ...]:
    """Iterators over others, which Python 3.14 no longer pickles."""
    return (map, filter, zip) if sys.version_info >= (3, 14) else ()


def refuse(value: Any) -> None:
    """Raises where `value` is bound to this process."""
    kind = type(value)
    opaque = _seen.get(kind)
    if opaque is None:
        others = [
            getattr(sys.modules[module], name)
            for module, names in _BY_NAME.items()
            if module in sys.modules
            for name in names
            if isinstance(getattr(sys.modules[module], name, None), type)
        ]
        opaque = _seen[kind] = issubclass(kind, (*_ALWAYS, *_iterators(), *others))
    if opaque:
        raise GuardError(
            f"a value of type {kind.__module__}.{kind.__qualname__} cannot be passed to another node"
        )
