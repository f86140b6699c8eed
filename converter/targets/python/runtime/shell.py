"""What notebooks do with the system: `!command`, `%%bash`, `%%writefile`, `%cd`, `%run`, `%%capture`."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .context import current
from .errors import NodeExit


class Lines(list[str]):
    """The lines that a command printed, as IPython gives them."""

    @property
    def l(self) -> list[str]:  # noqa: E743
        return list(self)

    list = l

    @property
    def n(self) -> str:
        return "\n".join(self)

    nlstr = n

    @property
    def s(self) -> str:
        return " ".join(self)

    spstr = s

    @property
    def p(self) -> Any:
        return [Path(line) for line in self if os.path.exists(line)]

    paths = p

    def fields(self, *numbers: int) -> Any:
        """The words of each line, or those with the given numbers."""
        rows = [line.split() for line in self]
        if not numbers:
            return rows
        chosen = Lines(" ".join(row[i] for i in numbers if -len(row) <= i < len(row)) for row in rows)
        return Lines(line for line in chosen if line)

    def grep(self, pattern: Any, prune: bool = False, field: int | None = None) -> Lines:
        """The lines that a regular expression or a function accepts."""
        import re

        accepts = pattern if callable(pattern) else re.compile(pattern, re.IGNORECASE).search

        def target(line: str) -> str:
            words = line.split()
            return line if field is None else words[field] if -len(words) <= field < len(words) else ""

        return Lines(line for line in self if bool(accepts(target(line))) is not prune)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def shell(command: str) -> None:
    """`!command`: what it prints belongs to the node."""
    _flush()
    code = subprocess.call(
        command, shell=True, executable=os.environ.get("SHELL") or None, stdin=subprocess.DEVNULL
    )
    node = current()
    if node is not None:
        vars(node.main)["_exit_code"] = -code if code < 0 else code


def shell_lines(command: str) -> Lines:
    """`x = !command`: the lines that it prints; errors go where the node's go."""
    _flush()
    shell_program = os.environ.get("SHELL") or None
    done = subprocess.run(
        command,
        shell=True,
        executable=shell_program,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    return Lines(done.stdout.decode("utf-8", "replace").replace("\r\n", "\n").splitlines())


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
    import shlex

    _flush()
    done = subprocess.run(
        [*shlex.split(program), *shlex.split(arguments)],
        input=text.encode("utf-8"),
        stdout=subprocess.PIPE if out else None,
        stderr=subprocess.PIPE if err else None,
        check=False,
    )
    if done.returncode and raise_error:
        raise subprocess.CalledProcessError(done.returncode, text, done.stdout, done.stderr)
    texts = [s.decode("utf-8", "replace") for s in (done.stdout, done.stderr) if s is not None]
    return None if not texts else texts[0] if len(texts) == 1 else tuple(texts)


class CapturedOutput:
    """What `%%capture name` binds: the texts, and what was displayed."""

    def __init__(self, stdout: str, stderr: str, outputs: list[dict[str, Any]]) -> None:
        self.stdout, self.stderr = stdout, stderr
        self._outputs = outputs

    def __str__(self) -> str:
        return self.stdout

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return self._outputs

    def show(self) -> None:
        """Prints and shows all of it again."""
        from .display import publish

        sys.stdout.write(self.stdout)
        sys.stderr.write(self.stderr)
        sys.stdout.flush()
        for shown in self._outputs:
            publish(shown)

    __call__ = show


class _Kept:
    """Takes displays in place of the node."""

    def __init__(self) -> None:
        self.shown: list[dict[str, Any]] = []

    def keep(self, shown: dict[str, Any]) -> None:
        self.shown.append(shown)


class Capture:
    """The output between `begin_capture()` and `end_capture()`."""

    def __init__(self, stdout: bool = True, stderr: bool = True, displays: bool = True) -> None:
        self.wanted = stdout, stderr
        self.before = sys.stdout, sys.stderr
        self.texts = io.StringIO(), io.StringIO()
        self.kept = _Kept()
        self.node = current() if displays else None
        if stdout:
            sys.stdout = self.texts[0]
        if stderr:
            sys.stderr = self.texts[1]
        if self.node is not None:
            self.displays, self.node.displays = self.node.displays, self.kept

    def end(self) -> CapturedOutput:
        sys.stdout, sys.stderr = self.before
        if self.node is not None:
            self.node.displays = self.displays
        return CapturedOutput(self.texts[0].getvalue(), self.texts[1].getvalue(), self.kept.shown)


def begin_capture(*, stdout: bool = True, stderr: bool = True, displays: bool = True) -> Capture:
    """The start of a `%%capture` cell."""
    return Capture(stdout, stderr, displays)


def end_capture(capture: Capture) -> CapturedOutput:
    """The end of a `%%capture` cell: what it would have printed and shown."""
    return capture.end()


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


def set_environment(name: str, value: Any) -> None:
    """`%env NAME=value`."""
    os.environ[name] = str(value)
    print(f"env: {name}={value}")


def run_file(
    path: str | os.PathLike[str], arguments: str = "", *, interactive: bool = False
) -> dict[str, Any]:
    """`%run path`: runs a Python file, gives the names it binds; `interactive`: it finds the node's own."""
    import shlex
    import types

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
