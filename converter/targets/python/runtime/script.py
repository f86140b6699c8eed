"""Runs the text of a script node at the level of a module."""

from __future__ import annotations

import ast
import asyncio
import inspect
from typing import Any

from .errors import Missing
from .facts import PACKAGE_FOLDER
from .namespace import Main


def run_script(name: str, main: Main, names: dict[str, Any]) -> dict[str, Any]:
    """Runs `scripts/<name>.py` in the namespace `main`, which holds `names`, and returns its names."""
    path = PACKAGE_FOLDER / "scripts" / f"{name}.py"
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code = compile(path.read_text(encoding="utf-8"), str(path), "exec", flags=flags, dont_inherit=True)
    variables = vars(main)
    variables.update({key: value for key, value in names.items() if value is not Missing})
    if not code.co_flags & inspect.CO_COROUTINE:
        exec(code, variables)
        return variables
    loop = asyncio.new_event_loop()
    try:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(eval(code, variables))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        asyncio.set_event_loop(None)
        loop.close()
    return variables
