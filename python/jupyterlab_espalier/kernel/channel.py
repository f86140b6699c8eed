"""The way to the front end, which opens it: it learns what was recorded so far, and then each cell as it ends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from .witness import Witness

TARGET = "espalier-witness"
VERSION = 1


def open_channel(witness: Witness) -> Callable[[dict[str, Any]], None]:
    """Waits for front ends; what is returned tells all of them about a record."""
    open_comms: list[Any] = []

    def opened(comm: Any, _message: Any) -> None:
        open_comms.append(comm)
        comm.on_close(lambda _closing: open_comms.remove(comm))
        comm.send({"version": VERSION, "kind": "history", "cells": witness.records})

    def tell(record: dict[str, Any]) -> None:
        for comm in open_comms:
            with contextlib.suppress(Exception):  # A front end that is gone must not disturb the cell.
                comm.send({"version": VERSION, "kind": "cell", "cell": record})

    manager = _manager()
    if manager is not None:
        manager.register_target(TARGET, opened)
    return tell


def close_channel() -> None:
    manager = _manager()
    if manager is not None:
        manager.targets.pop(TARGET, None)


def _manager() -> Any:
    """None in a terminal, where nobody could open anything."""
    try:
        from comm import get_comm_manager
    except ImportError:
        return None
    return get_comm_manager()
