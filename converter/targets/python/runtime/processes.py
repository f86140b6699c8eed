"""Runs commands as a notebook does, with their output passed on as it comes."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import subprocess
import sys
import threading
from typing import IO, Any

ROWS, COLUMNS = 24, 80


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def _shell(command: str) -> list[str]:
    if command.rstrip().endswith("&"):
        raise OSError("Background processes not supported.")
    return [os.environ.get("SHELL", "sh"), "-c", command]


def _code(code: int) -> int:
    """Shells report a signal as 128 more."""
    return -(code - 128) if code > 128 else code


def at_terminal(command: str) -> int:
    """Runs a shell command at a terminal, where programs print as they do for people; gives its code."""
    if sys.platform == "win32":
        return with_input(_shell(command), "", sys.stdout, sys.stdout)
    import fcntl
    import struct
    import termios

    _flush()
    ours, theirs = os.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        settings = termios.tcgetattr(theirs)
        settings[3] &= ~termios.ECHO
        termios.tcsetattr(theirs, termios.TCSANOW, settings)
        os.write(ours, b"\x04")  # nobody is there to type
        streams: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
        process = subprocess.Popen(_shell(command), start_new_session=True, **streams)
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    try:
        _pass_on(process, ours)
    except BaseException:
        process.kill()
        raise
    finally:
        os.close(ours)
        process.wait()
    return _code(process.returncode)


def _pass_on(process: subprocess.Popen[bytes], descriptor: int) -> None:
    """Prints until the command ends; what it leaves running in the background is not waited for."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    while True:
        ended = process.poll() is not None
        if select.select([descriptor], [], [], 0 if ended else 0.02)[0]:
            data = b""
            with contextlib.suppress(OSError):
                data = os.read(descriptor, 65536)
            if data:
                sys.stdout.write(decoder.decode(data))
                sys.stdout.flush()
                continue
            process.wait()
            return
        if ended:
            return


def output_of(command: str) -> str:
    """What a shell command prints, errors included."""
    _flush()
    done = subprocess.run(
        _shell(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8", "replace")


def with_input(command: list[str], text: str, out: IO[str], err: IO[str]) -> int:
    """Runs a program that reads `text`; its output goes to two streams as it comes; gives its code."""
    _flush()
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
    assert process.stdin and process.stdout and process.stderr
    copiers = [
        threading.Thread(target=_copy, args=pair, daemon=True)
        for pair in ((process.stdout, out), (process.stderr, err))
    ]
    for copier in copiers:
        copier.start()
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write((text if text.endswith("\n") else text + "\n").encode("utf-8", "replace"))
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        for copier in copiers:
            copier.join()
        return process.wait()
    except BaseException:
        process.kill()
        raise


def _copy(source: IO[bytes], target: IO[str]) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    while data := os.read(source.fileno(), 65536):
        target.write(decoder.decode(data))
        target.flush()
    source.close()
