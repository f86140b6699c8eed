"""Runs notebook code as the nodes of a pipeline."""

from . import figures, interactive
from .captured import begin_capture, end_capture
from .context import current
from .display import display, echo, show
from .interactive import get_ipython
from .node import node, script
from .shell import (
    change_directory,
    run_file,
    set_environment,
    set_precision,
    shell,
    shell_lines,
    shell_script,
    toggle_pprint,
    write_file,
)

__all__ = [
    "begin_capture",
    "change_directory",
    "current",
    "display",
    "echo",
    "end_capture",
    "get_ipython",
    "node",
    "run_file",
    "script",
    "set_environment",
    "set_precision",
    "shell",
    "shell_lines",
    "shell_script",
    "show",
    "toggle_pprint",
    "write_file",
]

interactive.watch()
figures.watch()
