"""Answers the notebook's sidebar from a kernel of its own, as JSON. What takes long runs in a thread, so that the kernel can always be asked."""

from __future__ import annotations

import atexit
import contextvars
import json
import os
import threading
import traceback
from collections.abc import Callable
from typing import Any

from . import disk, environment, javascript, runs
from .tasks import Task

MIME = "application/vnd.espalier.answer+json"

QUESTIONS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "look": disk.look,
    "write": disk.write,
    "copy": disk.copy,
    "rewind": disk.rewind,
    "environment": environment.environment,
    "programs": javascript.programs,
    "runs": runs.runs,
    "journal": runs.journal,
    "record": runs.record,
    "end": runs.end,
    "tasks": lambda _: {"tasks": [task.told for task in _tasks.values()]},
    "stop": lambda _: _stop(),
}
TASKS: dict[str, Callable[[dict[str, Any], Task], Any]] = {
    "install": environment.install,
    "install_packages": javascript.install_packages,
    "start": runs.start,
}

_tasks: dict[str, Task] = {}


def _stop() -> dict[str, Any]:
    for task in _tasks.values():
        task.stop()
    return {}


def _publish(message: dict[str, Any]) -> None:
    from IPython.display import publish_display_data

    publish_display_data({MIME: message, "text/plain": ""})  # type: ignore[no-untyped-call]


def answer(source: str) -> None:
    """Publishes one answer or one error; for a task also what it tells before."""
    asked = json.loads(source)
    os.chdir(disk.FOLDER)
    identity, question, ask = asked["id"], asked["question"], asked["ask"]
    if question not in TASKS:
        _answer(identity, lambda: QUESTIONS[question](ask))
        return
    task = Task(identity, question, lambda told: _publish({"id": identity, "told": told}))
    _tasks[identity] = task

    def work() -> None:
        try:
            _answer(identity, lambda: TASKS[question](ask, task))
        finally:
            _tasks.pop(identity, None)

    threading.Thread(target=contextvars.copy_context().run, args=(work,), daemon=True).start()


def _answer(identity: str, find: Callable[[], Any]) -> None:
    try:
        _publish({"id": identity, "answer": find()})
    except Exception as error:
        words = str(error) or type(error).__name__
        _publish({"id": identity, "error": words, "detail": traceback.format_exc()})


@atexit.register
def _end_all() -> None:
    """A kernel that is shut down takes along what it started."""
    for task in list(_tasks.values()):
        task.end()
