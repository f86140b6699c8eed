"""Runs the text of a script node at the level of a module."""

from __future__ import annotations
import __future__

import ast
import asyncio
import functools
import inspect
import operator
from typing import Any

from .errors import Missing
from .facts import PACKAGE_FOLDER
from .namespace import Main

# What `from __future__ import …` leaves in compiled code.
FUTURE = functools.reduce(
    operator.or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
)


def run_script(name: str, main: Main, names: dict[str, Any]) -> dict[str, Any]:
    """Runs `scripts/<name>.py` in the namespace `main`, which holds `names`, and returns its names."""
    path = PACKAGE_FOLDER / "scripts" / f"{name}.py"
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    text = path.read_text(encoding="utf-8")
    code = compile(text, str(path), "exec", flags=flags, dont_inherit=True)
    variables = vars(main)
    variables.update({key: value for key, value in names.items() if value is not Missing})
    if not code.co_flags & inspect.CO_COROUTINE:
        # As notebooks do: equal constants of two statements are two objects.
        future = code.co_flags & FUTURE
        for statement in ast.parse(text, str(path)).body:
            exec(
                compile(ast.Module([statement], []), str(path), "exec", flags=future, dont_inherit=True),
                variables,
            )
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
