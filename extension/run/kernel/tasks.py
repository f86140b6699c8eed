"""A program that was started for somebody, and that can be stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 8.0
SHORT_PATIENCE = 2.0
LAST_WORDS = 12
LONGEST_LINE = 500


class Task:
    """One program after the other; who asks to stop it once more ends it at once."""

    def __init__(self, identity: str, question: str, tell: Callable[[Any], None]) -> None:
        self.told: dict[str, Any] = {"id": identity, "question": question}
        self.tell = tell
        self.stops = 0
        self._deadline = 0.0
        self._child: subprocess.Popen[Any] | None = None

    def watch(self, child: subprocess.Popen[Any]) -> None:
        """From now on `stop` is about this program."""
        self._child = child
        if self.stops:
            self._interrupt()

    def stop(self) -> None:
        """Asks the program to stop."""
        self.stops += 1
        self._deadline = time.monotonic() + (PATIENCE if self.stops == 1 else 0)
        if self.stops == 1:
            self._interrupt()
        else:
            self.kill()

    def enforce(self) -> None:
        """Ends a program that was asked to stop and does not."""
        if self.stops and time.monotonic() > self._deadline:
            self.kill()

    def _interrupt(self) -> None:
        if self._child and self._child.poll() is None:
            with contextlib.suppress(OSError):
                self._child.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)

    def kill(self) -> None:
        """Ends the program and all that it started."""
        child = self._child
        if not child or child.poll() is not None:
            return
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()

    def end(self) -> None:
        """Stops it and waits for a moment."""
        self._interrupt()
        until = time.monotonic() + SHORT_PATIENCE
        while self._child and self._child.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        self.kill()


def run_telling(command: list[str], folder: Path, task: Task, env: dict[str, str]) -> tuple[int, str]:
    """Runs a command and tells its words line by line; its exit code and its last words."""
    last: deque[str] = deque(maxlen=LAST_WORDS)
    child = subprocess.Popen(
        command,
        cwd=folder,
        env={**env, "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=sys.platform != "win32",
    )
    task.watch(child)
    for line in child.stdout or []:
        words = line.rstrip()[:LONGEST_LINE]
        if words:
            last.append(words)
            task.tell({"installing": words})
    return child.wait(), "\n".join(last)
