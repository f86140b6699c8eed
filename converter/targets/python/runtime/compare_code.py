"""Whether two functions say the same, wherever their text stands.

A function that stands at top level in the notebook can stand inside a node's function here: what was a
global name there is a variable of the enclosing function here.
"""

from __future__ import annotations

import dis
import inspect
import re
import types
from typing import Any

_LOCALS = re.compile(r"[\w.]+\.<locals>\.")
_NAME = re.compile(
    r"(LOAD|STORE|DELETE)_(GLOBAL|NAME|DEREF|CLASSDEREF|FROM_DICT_OR_DEREF|FROM_DICT_OR_GLOBALS)"
)
_NOTHING = {
    "CACHE",
    "COPY_FREE_VARS",
    "EXTENDED_ARG",
    "LOAD_LOCALS",
    "MAKE_CELL",
    "NOP",
    "PUSH_NULL",
    "RESUME",
}
# What is imported in the same text is called in another way than what is imported elsewhere.
_SAME = {"LOAD_METHOD": "LOAD_ATTR", "CALL_METHOD": "CALL_FUNCTION"}
_WITH_CLOSURE = 8
# Of the flags, what calls and results are; the others tell how the text was compiled.
_KINDS = (
    inspect.CO_VARARGS
    | inspect.CO_VARKEYWORDS
    | inspect.CO_GENERATOR
    | inspect.CO_COROUTINE
    | inspect.CO_ITERABLE_COROUTINE
    | inspect.CO_ASYNC_GENERATOR
)


def same_code(one: types.CodeType, other: types.CodeType) -> bool:
    """Compares arguments, names, constants and steps, those of functions inside included."""
    kept = ("co_varnames", "co_argcount", "co_kwonlyargcount", "co_posonlyargcount", "co_flags")
    if any(_kept(one, name) != _kept(other, name) for name in kept):
        return False
    inner = [[const for const in code.co_consts if _is_code(const)] for code in (one, other)]
    return (
        _steps(one) == _steps(other)
        and len(inner[0]) == len(inner[1])
        and all(same_code(a, b) for a, b in zip(*inner, strict=True))
    )


def captured(function: types.FunctionType) -> dict[str, Any]:
    """The variables of enclosing functions that the function uses, by name."""
    found = {}
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=False):
        try:
            found[name] = cell.cell_contents
        except ValueError:
            found[name] = None
    return found


def _is_code(value: Any) -> bool:
    return isinstance(value, types.CodeType)


def _text(value: Any) -> str:
    return _LOCALS.sub("", repr(value))


def _kept(code: types.CodeType, name: str) -> Any:
    value = getattr(code, name)
    return value & _KINDS if name == "co_flags" else value


def _steps(code: types.CodeType) -> list[tuple[str, Any]]:
    """What the code does, without how it finds its names and how far its jumps are."""
    found: list[tuple[str, Any]] = []
    for step in dis.get_instructions(code):
        if step.opname in _NOTHING:
            continue
        if step.opname == "STORE_NAME" and step.argval == "__firstlineno__":
            found.pop()
        elif match := _NAME.fullmatch(step.opname):
            found.append((match[1], step.argval))
        elif "JUMP" in step.opname or step.opname in ("FOR_ITER", "SEND"):
            found.append((step.opname, None))
        elif step.opname == "MAKE_FUNCTION":
            found.append((step.opname, (step.arg or 0) & ~_WITH_CLOSURE))
        elif step.opname == "SET_FUNCTION_ATTRIBUTE" and step.arg == _WITH_CLOSURE:
            continue
        elif _is_code(step.argval):
            _drop_closure(found, len(step.argval.co_freevars))
            found.append((step.opname, step.argval.co_name))
        else:
            found.append((_SAME.get(step.opname, step.opname), _text(step.argval)))
    return found


def _drop_closure(found: list[tuple[str, Any]], size: int) -> None:
    """Takes away the steps that gather the variables which the function to be made captures."""
    if size > 0:
        found.pop()
    while size > 0:
        # Newer versions load two at once.
        size -= 2 if re.search(r"LOAD\w+LOAD", found.pop()[0]) else 1
