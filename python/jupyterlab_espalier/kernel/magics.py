"""`%espalier check|graph|run|explain`, where there is no sidebar."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

COMMANDS = ("check", "graph", "run", "explain")
USAGE = """%espalier check [NOTEBOOK]          what would go wrong, and where
%espalier graph [NOTEBOOK]          the nodes and what passes between them
%espalier run [NOTEBOOK]            write the project and run it, with this Python
%espalier explain [NOTEBOOK] NAME   why a node, a variable or an edge is in the pipeline

The notebook is this one, as it was saved last. Options are those of the command line: %espalier run --help"""


def register(shell: Any) -> None:
    def espalier(line: str) -> None:
        answer(line, shell.user_ns)

    espalier.__doc__ = USAGE
    shell.register_magic_function(espalier, "line", "espalier")


def unregister(shell: Any) -> None:
    del shell.magics_manager.magics["line"]["espalier"]


def answer(line: str, names: Mapping[str, Any]) -> None:
    """Runs the command line, or says what is missing."""
    try:
        words = shlex.split(line)
    except ValueError as error:
        print(f"%espalier {line}: {error}")
        return
    if not words or words[0] not in COMMANDS:
        print(USAGE)
        return
    program = find_program()
    arguments = complete(words, find_notebook(names))
    if isinstance(program, str):
        print(program)
    elif isinstance(arguments, str):
        print(arguments)
    else:
        run([*program, *arguments])


def find_program() -> list[str] | str:
    """The command line that this Python has, else the one on the PATH; or what to do to have one."""
    from ..cli import HELP, OLDEST, command, find_on_path

    own = command()
    if own is not None:
        return own
    return find_on_path() or HELP.format(*OLDEST)


def find_notebook(names: Mapping[str, Any]) -> str | None:
    """Where the front end says that this notebook lies: VS Code in a name, Jupyter Server in the environment."""
    told = names.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME")
    return told if isinstance(told, str) and Path(told).is_file() else None


def complete(words: list[str], notebook: str | None) -> list[str] | str:
    command, *rest = words
    is_named = any(word.endswith(".ipynb") for word in rest) or "--help" in rest or "-h" in rest
    if not is_named and notebook is None:
        return f"Where this notebook lies is not known here; name it: %espalier {command} notebook.ipynb"
    own_python = ["--python", sys.executable] if command == "run" and "--python" not in rest else []
    return [command, *([] if is_named or notebook is None else [notebook]), *rest, *own_python]


def run(command: list[str]) -> None:
    """Shows what the command says as it says it; an interrupted cell ends it."""
    # A group of its own: a key in the terminal would reach it as well, and it could not tidy up.
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            print(line, end="", flush=True)
    except KeyboardInterrupt:
        process.send_signal(signal.SIGTERM)
        print(process.stdout.read(), end="")
        raise
    finally:
        process.wait()
