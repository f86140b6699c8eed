"""Which files of the workspace the running node opens, as the interpreter's audit events tell."""

from __future__ import annotations

import os
import sys
import sysconfig
from types import FrameType
from typing import Any

from .facts import working_folder, workspace_folder

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    "os.remove": 1,
    "os.rmdir": 1,
    "os.mkdir": 1,
    "os.truncate": 1,
    "os.rename": 2,
    "os.link": 2,
    "os.symlink": 2,
    "sqlite3.connect": 1,
}
# Where libraries are: imports open thousands of files there, and none of them is a node's.
_LIBRARIES = {sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")}
_PROCESSES = ("subprocess.Popen", "os.system")


class Access:
    """Paths relative to the working folder, with the line of the node's file that first used them."""

    def __init__(self, file: str) -> None:
        self.file = os.path.realpath(file)
        self.reads: dict[str, int | None] = {}
        self.writes: dict[str, int | None] = {}
        self.processes: list[int | None] = []
        self._top = os.path.join(os.path.realpath(workspace_folder()), "")
        self._here = os.path.realpath(working_folder())
        folders = [os.path.join(folder, "") for folder in _LIBRARIES]
        self._libraries = tuple(
            folder
            for folder in folders
            if not self._top.startswith(os.path.join(os.path.realpath(folder), ""))
        )

    def note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = isinstance(flags, int) and flags & _WRITING
            if not writes or (isinstance(mode, str) and "+" in mode):
                self._add(self.reads, path)
            if writes:
                self._add(self.writes, path)
        elif event in _PROCESSES:
            if not reads_no_files(arguments[0] if event == "os.system" else arguments[1]):
                self.processes.append(self._line(sys._getframe(2)))
        else:
            for path in arguments[: _CHANGES[event]]:
                self._add(self.writes, path)

    def _add(self, table: dict[str, int | None], path: Any) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return
        if isinstance(path, str) and path.startswith(self._libraries):
            return
        full = os.path.realpath(os.fsdecode(path))
        if full.startswith(self._top) and "__pycache__" not in full:
            name = os.path.relpath(full, self._here).replace(os.sep, "/")
            if name not in table and (table is self.writes or name not in self.writes):
                table[name] = self._line(sys._getframe(2))

    def _line(self, frame: FrameType | None) -> int | None:
        while frame is not None:
            if frame.f_code.co_filename == self.file:
                return frame.f_lineno
            frame = frame.f_back
        return None


# Programs that print what they are given, or tell of the machine.
_HARMLESS = frozenset(
    (
        "echo",
        "printf",
        "date",
        "whoami",
        "uname",
        "hostname",
        "which",
        "nvidia-smi",
        "free",
        "lscpu",
        "nproc",
        "sleep",
        "true",
    )
)
_SHELLS = frozenset(("sh", "bash", "dash", "zsh"))
# What a shell makes files, variables or further commands of.
_SHELL_SIGNS = frozenset("<>|&;`$*?[]{}~\n")


def reads_no_files(command: Any) -> bool:
    """Whether a program surely opens none of the workspace's files; `command`: what starts it, a text for a shell."""
    if isinstance(command, (list, tuple)):
        words = [os.fsdecode(word) for word in command]
        if len(words) == 3 and os.path.basename(words[0]) in _SHELLS and words[1] == "-c":
            return reads_no_files(words[2])
    else:
        text = os.fsdecode(command)
        words = [] if _SHELL_SIGNS & set(text) else text.split()
    return (
        bool(words)
        and os.path.basename(words[0]) in _HARMLESS
        and not (words[0] == "date" and len(words) > 2)
    )


_EVENTS = frozenset(("open", *_CHANGES, *_PROCESSES))
_access: Access | None = None
_installed = False


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    global _access
    if _access is None or event not in _EVENTS:
        return
    watching, _access = _access, None  # what the note itself does is not noted
    try:
        watching.note(event, arguments)
    except Exception:
        return
    finally:
        _access = watching


def begin(file: str) -> Access:
    """Notes accesses from now on; there can be no more than one audit hook, because none can be removed."""
    global _access, _installed
    if not _installed:
        sys.addaudithook(_hook)
        _installed = True
    _access = Access(file)
    return _access


def end() -> None:
    global _access
    _access = None
