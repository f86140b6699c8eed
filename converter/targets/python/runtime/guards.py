"""Stops a node that did what the pipeline was not made for, before a wrong value can reach another node."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from . import files
from .keeper import Keeper

if TYPE_CHECKING:
    from .context import NodeContext


class Watch:
    """What is looked at before and after a node."""

    def __init__(self, context: NodeContext, arguments: dict[str, Any]) -> None:
        self.node = context.facts
        self.arguments = arguments
        self.keeper = Keeper(self.node)
        self.keeper.make_pristine()
        self.workspace = files.Changes(self.node)

    def start(self, names: dict[str, Any]) -> None:
        self.keeper.begin(self.arguments)

    def finish(self, names: dict[str, Any], values: dict[str, Any]) -> list[Any]:
        """The values of the node's other datasets: states, and the files it changed."""
        states = self.keeper.end()
        changed = self.workspace.end()
        return [*states, *([changed] if self.node.files_out else [])]


@contextlib.contextmanager
def watching(context: NodeContext, arguments: dict[str, Any]) -> Iterator[Watch]:
    watch = Watch(context, arguments)
    try:
        yield watch
    finally:
        watch.keeper.put_back()
