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

from . import disk, environment, javascript, project, runs
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
    "folder": project.folder,
    "remove_run": project.remove_run,
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
        _publish({"id": identity, "error": _words(error), "detail": traceback.format_exc()})


def _words(error: Exception) -> str:
    """For people: `No space left on device: /home/me/project/data`."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return str(error) or type(error).__name__


@atexit.register
def _end_all() -> None:
    """A kernel that is shut down takes along what it started."""
    for task in list(_tasks.values()):
        task.end()
