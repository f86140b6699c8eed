"""How errors are passed between nodes: with the errors that led to them, and as the notebook made them.

Pickle leaves out the former, and makes an error by calling its class with its arguments: a constructor of the
notebook would run a second time, and with other arguments than it was given.
"""

from __future__ import annotations

from typing import Any

from .class_shells import OURS


def must_keep(error: BaseException) -> bool:
    """Whether pickle would lose something of the error, or run code of the notebook."""
    return bool(error.__cause__ or error.__context__) or _has_own_constructor(type(error))


def reduce_error(error: BaseException, protocol: int) -> Any:
    """What pickle makes the error of; as pickle itself says where the error's class has its own way."""
    reduced = error.__reduce_ex__(protocol)
    if not isinstance(reduced, tuple) or len(reduced) > 3:
        return reduced
    function, arguments, *state = reduced
    if function is type(error) and _has_own_constructor(function):
        function, arguments = _without_constructor, (function, arguments)
    chain = (error.__cause__, error.__context__, error.__suppress_context__)
    return (function, arguments, (*chain, *state), None, None, _set_error)


def _has_own_constructor(kind: type) -> bool:
    """Whether the notebook says how errors of this class are made, and there is nothing to an error but arguments and attributes."""
    if kind.__module__ not in OURS:
        return False
    builtin = next(one for one in kind.__mro__ if one.__module__ == "builtins")
    own = [vars(one) for one in kind.__mro__[: kind.__mro__.index(builtin)]]
    is_plain = builtin.__basicsize__ == BaseException.__basicsize__
    return is_plain and any("__init__" in one for one in own) and not any("__new__" in one for one in own)


def _without_constructor(kind: type[BaseException], arguments: tuple[Any, ...]) -> BaseException:
    return kind.__new__(kind, *arguments)


def _set_error(error: BaseException, state: tuple[Any, ...]) -> None:
    error.__cause__, error.__context__, error.__suppress_context__, *rest = state
    for inner in rest:
        error.__setstate__(inner)
