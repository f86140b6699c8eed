"""Watches which names cells write and change while the user works. It never stands in the way of a cell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from time import perf_counter
from typing import Any

from .describe import describe
from .snapshot import Difference, Snapshot, compare, take

RECORDS = 1000  # executions that are remembered
VALUES = 200  # names of one cell that are described

_WORD = re.compile(r"[^\W\d]\w*")


class Witness:
    """Records of executed cells, as `schema/formats/witness.schema.json` has them, in order."""

    def __init__(self, shell: Any) -> None:
        self.records: list[dict[str, Any]] = []
        self.listeners: list[Callable[[dict[str, Any]], None]] = []
        self._shell = shell
        self._depth = 0
        self._before: Snapshot | None = None
        self._mentioned: set[str] = set()
        self._started = 0.0

    def start(self) -> None:
        self._shell.events.register("pre_run_cell", self._begin)
        self._shell.events.register("post_run_cell", self._end)

    def stop(self) -> None:
        self._shell.events.unregister("pre_run_cell", self._begin)
        self._shell.events.unregister("post_run_cell", self._end)

    def _begin(self, info: Any) -> None:
        self._depth += 1
        if self._depth > 1:
            return
        self._mentioned = set(_WORD.findall(info.raw_cell or ""))
        self._before = take(self._shell.user_ns, self._shell.user_ns_hidden, self._mentioned)
        self._started = perf_counter()

    def _end(self, result: Any) -> None:
        if self._depth == 0:  # The cell that loaded us.
            return
        self._depth -= 1
        if self._depth > 0 or self._before is None:
            return
        duration = perf_counter() - self._started
        before, self._before = self._before, None
        difference = compare(before, self._shell.user_ns, self._shell.user_ns_hidden, self._mentioned)
        if result.info is None or not result.info.store_history:
            return
        self._tell(self._record(result, difference, duration))

    def _record(self, result: Any, difference: Difference, duration: float) -> dict[str, Any]:
        names = self._shell.user_ns
        source = result.info.raw_cell or ""
        return {
            "cell": getattr(result.info, "cell_id", None),
            "execution": result.execution_count,
            "digest": hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
            "status": status_of(result),
            "seconds": round(duration, 6),
            "wrote": [describe(name, names[name]) for name in difference.wrote[:VALUES]],
            "changed": [describe(name, names[name]) for name in difference.changed[:VALUES]],
            "deleted": difference.deleted[:VALUES],
            "complete": difference.is_complete
            and max(map(len, (difference.wrote, difference.changed))) <= VALUES,
        }

    def _tell(self, record: dict[str, Any]) -> None:
        self.records.append(record)
        del self.records[:-RECORDS]
        for listener in self.listeners:
            listener(record)


def status_of(result: Any) -> str:
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return "ok"
    return "interrupted" if isinstance(error, KeyboardInterrupt) else "error"
