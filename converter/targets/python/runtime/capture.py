"""Keeps what a node prints, its subprocesses included, in files."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

STREAMS = ("stdout", "stderr")


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(Exception):
            if stream is not None:
                stream.flush()


def _text(descriptor: int) -> IO[str]:
    raw = open(descriptor, "wb", buffering=0, closefd=False)
    import io

    return io.TextIOWrapper(
        raw, encoding="utf-8", errors="backslashreplace", newline="\n", write_through=True
    )


@contextlib.contextmanager
def redirected(out: Path | None, err: Path | None) -> Iterator[None]:
    """Descriptors 1 and 2 write to these files; `None` drops the text. Order with subprocesses is kept."""
    _flush()
    saved = [_duplicate(1), _duplicate(2)]
    streams = sys.stdout, sys.stderr
    try:
        for descriptor, path in ((1, out), (2, err)):
            flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if path is None else os.O_APPEND)
            target = os.open(os.devnull if path is None else path, flags, 0o644)
            os.dup2(target, descriptor, inheritable=True)
            if target != descriptor:
                os.close(target)
        sys.stdout, sys.stderr = _text(1), _text(2)
        yield
    finally:
        _flush()
        sys.stdout, sys.stderr = streams
        for descriptor, copy in zip((1, 2), saved, strict=True):
            if copy is None:
                os.close(descriptor)
            else:
                os.dup2(copy, descriptor, inheritable=True)
                os.close(copy)


def _duplicate(descriptor: int) -> int | None:
    try:
        return os.dup(descriptor)
    except OSError:
        return None
