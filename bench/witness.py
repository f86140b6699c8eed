"""What the witness costs per cell, by the number of names in the notebook, as JSON, in milliseconds."""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path
from time import process_time

import numpy as np
import pandas as pd
from IPython.core.interactiveshell import InteractiveShell

sys.path.insert(0, str(Path(__file__).parents[1] / "python"))

CELLS = 60
CODE = {
    "nothing": "pass",
    "one assignment": "x = 1",
    "a new column": "frame0['b'] = frame0['a'] * 2",
    "a large array in place": "array0 += 1",
    "300 ms of work": "import time; time.sleep(0.3)",
}


def fill(names: dict[str, object], count: int) -> None:
    """What notebooks hold: tables, arrays, lists, settings, many numbers and texts."""
    makers = (
        lambda: pd.DataFrame({"a": np.arange(10_000.0), "c": ["u", "v"] * 5_000}),
        lambda: np.zeros(1_000_000),
        lambda: list(range(1000)),
        lambda: {"a": {"b": [1, 2, 3]}},
        lambda: 3.5,
        lambda: "text",
    )
    kinds = ("frame", "array", "list", "settings", "number", "text")
    for index in range(count):
        kind = index % 40 if index < 12 else 2 + index % 4
        kind = kind % 6
        names[f"{kinds[kind]}{index // 6 if index < 12 else index}"] = makers[kind]()


def seconds_per_cell(code: str, count: int, with_extension: bool) -> float:
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(user_ns={})
    fill(shell.user_ns, count)
    if with_extension:
        shell.extension_manager.load_extension("jupyterlab_espalier")
    times = []
    for _ in range(CELLS if "sleep" not in code else 5):
        started = process_time()
        shell.run_cell(code, store_history=True)
        times.append(process_time() - started)
    if with_extension:
        shell.extension_manager.unload_extension("jupyterlab_espalier")
    return statistics.median(times)


def main() -> None:
    rows = []
    for cell, code in CODE.items():
        for count in (20, 200, 2000):
            without, watched = (1000 * seconds_per_cell(code, count, each) for each in (False, True))
            rows.append({"cell": cell, "names": count, "without": without, "watched": watched})
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
