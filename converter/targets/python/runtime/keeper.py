"""Gives a node the states it starts with, takes those it leaves, and puts everything back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import states
from .facts import NodeFacts
from .imports import after_import, cancel


class Keeper:
    """The states around one node.

    `base`: what every node starts with; `begun`: with what this node was passed; `ended`: what it left.
    """

    def __init__(self, node: NodeFacts) -> None:
        slots = (*node.state_in, *node.state_out)
        modules = [
            name for name in (*node.touches, *(slot.state for slot in slots)) if name.startswith("module:")
        ]
        self.node = node
        self.names = list(dict.fromkeys([*states.STATES, *modules]))
        self.live = {name: states.live(name) for name in self.names}
        self.base: dict[str, Any] = {}
        self.begun: dict[str, Any] = {}
        self.ended: dict[str, Any] = {}
        self._calls: list[Callable[[], None]] = []
        for name in self.names:
            if self.live[name] is None:
                self._watch(name)

    def _watch(self, name: str) -> None:
        """Takes a state when its library is first imported."""

        def imported() -> None:
            value = states.take(name)
            self.live[name] = value
            for table in (self.base, self.begun):
                if table:
                    table[name] = value

        self._calls.append(imported)
        after_import(
            name[len("module:") :] if name.startswith("module:") else states.find(name).library, imported
        )

    def make_pristine(self) -> None:
        """Like a fresh interpreter, which the project's setup then runs in."""
        for name in self.names:
            state = states.find(name)
            if state.pristine is not None and (self.live[name] is not None or not state.library):
                state.pristine()

    def begin(self, arguments: dict[str, Any]) -> None:
        """Sets the states that the node was passed."""
        self.base = {name: states.take(name) for name in self.names}
        for slot in self.node.state_in:
            value = arguments[slot.argument]
            if value is not None:
                states.find(slot.state).apply(states.unpacked(slot.state, states.take(slot.state), value))
        self.begun = (
            {name: states.take(name) for name in self.names} if self.node.state_in else dict(self.base)
        )

    def end(self) -> list[Any]:
        """The states that the node passes on."""
        self.ended = {name: states.take(name) for name in self.names}
        return [states.packed(s.state, self.base[s.state], self.ended[s.state]) for s in self.node.state_out]

    def changed(self) -> list[str]:
        """The states that are not as the node began."""
        return [
            name
            for name in self.names
            if self.begun.get(name) is not None and not states.same(self.begun[name], self.ended[name])
        ]

    def put_back(self) -> None:
        for call in self._calls:
            cancel(call)
        for name in self.names:
            if name != "cwd":
                states.put_back(name, self.live[name])
