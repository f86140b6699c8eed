"""Runs the cells of a notebook in this process and tells, in files, what each of them gave.

The request: `cells` (`index`, `source`), `probes` (`key`, `cell`, `when`: before or after, and `names` or
`state`), `out`: the folder for `result.json`, what was printed, and the values.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from ..capture import redirected
from .probes import Taker
from .shell import flush_figures, start, take_displays


def main(request_path: str) -> int:
    """0 where every cell ran, else 3; `result.json` says which one failed."""
    request = json.loads(Path(request_path).read_text(encoding="utf-8"))
    out = Path(request["out"])
    out.mkdir(parents=True, exist_ok=True)
    streams = out / "stdout", out / "stderr"
    sys.argv = ["notebook"]
    with redirected(*streams):
        shell = start()
        result = asyncio.run(_run(shell, request, streams, Taker(out / "values", os.getcwd())))
    (out / "result.json").write_text(json.dumps(result), encoding="utf-8")
    return 3 if result["error"] else 0


async def _run(
    shell: Any, request: dict[str, Any], streams: tuple[Path, Path], taker: Taker
) -> dict[str, Any]:
    """In one task, as in a kernel: what a cell sets in its context holds for the next."""
    cells: list[dict[str, Any]] = []
    result: dict[str, Any] = {"cells": cells, "values": taker.taken, "error": None}
    for cell in request["cells"]:
        probes = [probe for probe in request["probes"] if probe["cell"] == cell["index"]]
        _take(taker, probes, "before", shell)
        begun = _sizes(streams)
        done = await _run_cell(shell, cell["source"])
        flush_figures(shell)
        cells.append(
            {
                "index": cell["index"],
                "printed": list(zip(begun, _sizes(streams), strict=True)),
                "displays": take_displays(),
            }
        )
        error = done.error_before_exec or done.error_in_exec
        if error is not None:
            result["error"] = {
                "cell": cell["index"],
                "type": type(error).__qualname__,
                "message": str(error),
            }
            return result
        _take(taker, probes, "after", shell)
    return result


async def _run_cell(shell: Any, source: str) -> Any:
    """As a kernel does, in which a loop is running also around a cell that awaits nothing."""
    refused = None
    text = source
    try:
        text = shell.transform_cell(source)
    except Exception:
        refused = sys.exc_info()
    prepared = {"transformed_cell": text, "preprocessing_exc_tuple": refused}
    if shell.should_run_async(source, **prepared):
        return await shell.run_cell_async(source, store_history=True, **prepared)
    return shell.run_cell(source, store_history=True)


def _take(taker: Taker, probes: list[dict[str, Any]], when: str, shell: Any) -> None:
    for probe in probes:
        if probe["when"] == when:
            taker.take(probe, shell.user_ns)


def _sizes(streams: tuple[Path, Path]) -> list[int]:
    sys.stdout.flush()
    sys.stderr.flush()
    return [path.stat().st_size for path in streams]
