"""What notebooks do with the system: `!command`, `%%bash`, `%%writefile`, `%cd`, `%env`, `%run`."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import shlex
import subprocess
import sys
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import interactive, processes
from .context import current
from .errors import NodeExit
from .lines import Lines


def shell(command: str) -> None:
    """`!command`: runs at a terminal of 80 columns, and what it prints belongs to the node."""
    code = processes.at_terminal(command)
    node = current()
    if node is not None:
        vars(node.main)["_exit_code"] = code


def shell_lines(command: str) -> Any:
    """`x = !command`: the lines that it prints, errors included; of IPython's own type where that is installed."""
    lines = processes.output_of(command).splitlines()
    if importlib.util.find_spec("IPython") is None:
        return Lines(lines)
    from IPython.utils.text import SList

    return SList(lines)


def shell_script(
    program: str,
    text: str,
    arguments: str = "",
    *,
    out: bool = False,
    err: bool = False,
    raise_error: bool = True,
) -> Any:
    """`%%bash` and its like: runs `text` with `program`; `out` and `err`: gives these back as text."""
    command = [*shlex.split(program), *shlex.split(arguments)]
    kept_out, kept_err = io.StringIO(), io.StringIO()
    try:
        code = processes.with_input(
            command, text, kept_out if out else sys.stdout, kept_err if err else sys.stderr
        )
    except FileNotFoundError:
        print(f"Couldn't find program: {command[0]!r}")
        return None
    if code and raise_error:
        raise subprocess.CalledProcessError(code, text.encode(), kept_out.getvalue(), kept_err.getvalue())
    texts = [kept.getvalue() for kept, wanted in ((kept_out, out), (kept_err, err)) if wanted]
    return None if not texts else texts[0] if len(texts) == 1 else tuple(texts)


def write_file(path: str | os.PathLike[str], text: str, append: bool = False) -> None:
    """`%%writefile path`."""
    target = Path(path).expanduser()
    verb = "Appending to" if append and target.exists() else "Overwriting" if target.exists() else "Writing"
    print(f"{verb} {target}")
    with target.open("a" if append else "w", encoding="utf-8") as file:
        file.write(text)


def change_directory(path: str | os.PathLike[str] = "~") -> None:
    """`%cd path`."""
    os.chdir(Path(path).expanduser())
    print(os.getcwd())


def set_precision(given: str) -> str:
    """`%precision format`: how numbers are shown at the end of cells, and how exactly numpy prints."""
    return str(interactive.set_precision(given))


def toggle_pprint() -> None:
    """`%pprint`: containers are shown over several lines, or no longer."""
    print("Pretty printing has been turned", "ON" if interactive.toggle_pprint() else "OFF")


def set_environment(name: str, value: Any) -> None:
    """`%env NAME=value`."""
    os.environ[name] = str(value)
    print(f"env: {name}={value}")


def run_file(
    path: str | os.PathLike[str], arguments: str = "", *, interactive: bool = False
) -> dict[str, Any]:
    """`%run path`: runs a Python file, gives the names it binds; `interactive`: it finds the node's own."""
    file = Path(path).expanduser()
    if not file.suffix:
        file = file.with_suffix(".py")
    node = current()
    module = types.ModuleType("__main__")
    if interactive and node is not None:
        vars(module).update(vars(node.main))
    vars(module).update(__file__=str(file), __builtins__=__builtins__)
    before = sys.argv, sys.modules.get("__main__"), sys.path[0]
    sys.argv = [str(file), *shlex.split(arguments)]
    sys.modules["__main__"] = module
    sys.path[0] = str(file.resolve().parent)
    own: Mapping[str, Any] = dict(vars(module))
    try:
        exec(compile(file.read_bytes(), str(file), "exec", dont_inherit=True), vars(module))
    except SystemExit as stop:
        if stop.code not in (None, 0):
            raise NodeExit(f"{file} ended with SystemExit: {stop.code}") from stop
    finally:
        sys.argv = before[0]
        if before[1] is not None:
            sys.modules["__main__"] = before[1]
        with contextlib.suppress(IndexError):
            sys.path[0] = before[2]
    hidden = {"__name__", "__file__", "__builtins__", "__doc__", "__loader__", "__spec__", "__package__"}
    return {
        name: value
        for name, value in vars(module).items()
        if name not in hidden and value is not own.get(name, _NEW)
    }


_NEW = object()
