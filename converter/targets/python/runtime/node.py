"""The decorators `node` and `script`: a pipeline passes datasets, the code in them sees names."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from . import guards, journal, namespace, packing
from .context import NodeContext, entered, import_again, run_setup, time_limit
from .display import show
from .errors import GuardError, NodeExit
from .facts import NodeFacts, facts
from .failures import raise_for_lost_name
from .pickling import dumps, loads
from .script import run_script
from .top_level import at_top_level

Body = Callable[[NodeContext, dict[str, Any]], dict[str, Any]]
Function = Callable[..., Any]


def node(function: Function) -> Function:
    """Makes a function of named values into a node of the pipeline."""
    described = facts().nodes[function.__name__]
    takes = inspect.signature(function).parameters
    function.__code__ = at_top_level(function.__code__, function.__name__)

    def body(context: NodeContext, names: dict[str, Any]) -> dict[str, Any]:
        vars(context.main).update(names)
        result = function(**{name: value for name, value in names.items() if name in takes})
        return packing.from_result(described, result)

    return _wrapped(function, described, body)


def script(function: Function) -> Function:
    """Makes a function without a body into the node whose text is in `scripts/`."""
    described = facts().nodes[function.__name__]

    def body(context: NodeContext, names: dict[str, Any]) -> dict[str, Any]:
        if described.keeps_names:
            namespace.keep(context.main)
        return run_script(described.name, context.main, names)

    return _wrapped(function, described, body)


def _wrapped(function: Function, described: NodeFacts, body: Body) -> Function:
    given = inspect.signature(function).parameters
    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            annotation=given[name].annotation if name in given else inspect.Parameter.empty,
        )
        for name in described.arguments
    ]
    signature = inspect.Signature(parameters)

    @functools.wraps(function)
    def call(*positional: Any, **named: Any) -> Any:
        return run_node(described, body, signature.bind(*positional, **named).arguments)

    call.__signature__ = signature  # type: ignore[attr-defined]
    return call


def run_node(described: NodeFacts, body: Body, arguments: dict[str, Any]) -> Any:
    """Runs a node on its arguments, as often as it may be tried, and returns the values of its datasets.

    The logs and displays are those of the last try.
    """
    again = dumps(arguments) if described.retries else b""
    for attempt in range(described.retries + 1):
        if attempt:
            arguments = loads(again)
        try:
            return _once(described, body, arguments)
        except Exception as error:
            if attempt == described.retries or isinstance(error, GuardError):
                raise
            if (run := journal.active()) is not None:
                run.emit("node.retried", node=described.name, reason=f"{type(error).__name__}: {error}")
    raise AssertionError("unreachable")


def _once(described: NodeFacts, body: Body, arguments: dict[str, Any]) -> Any:
    names = packing.unpack(described, arguments)
    with entered(described, namespace.take()) as context, guards.watching(context, arguments) as watch:
        run_setup(context)
        import_again(context)
        watch.start(names)
        try:
            with time_limit(described.timeout):
                values = body(context, names)
        except (SystemExit, KeyboardInterrupt) as stop:
            raise NodeExit(f"{type(stop).__name__}: {stop}") from stop
        except NameError as error:
            raise_for_lost_name(described, error)
            raise
        except Exception as error:
            watch.explain(error)
            raise
        show()
        results = [*packing.pack(described, values), *watch.finish(names, values)]
    if not results:
        return None
    return results[0] if len(results) == 1 else tuple(results)
