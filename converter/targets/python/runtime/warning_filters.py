"""The warning filters, as a notebook finds them: without those of the engine."""

from __future__ import annotations

import re
import warnings
from typing import Any

from .facts import PACKAGE

ENGINE_MODULES = frozenset(
    ("dynaconf", "kedro", "kedro_datasets", "kedro_telemetry", "omegaconf", "requests", "urllib3")
)
STARTUP_FILTER = ("default", None, DeprecationWarning, "__main__", 0)
NOTEBOOK_FILTERS = [
    ("default", None, DeprecationWarning, re.compile(rf"__main__|{re.escape(PACKAGE)}\.(nodes|helpers)"), 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]


def current() -> list[Any]:
    return list(warnings.filters)


def apply(wanted: list[Any]) -> None:
    warnings.resetwarnings()
    warnings.filters.extend(wanted)  # type: ignore[attr-defined]


def pristine() -> None:
    """What libraries have added, on top of what an interactive interpreter starts with.

    The engine's own are told by their categories, so that it does not matter when it was imported.
    """
    ours = (STARTUP_FILTER, *NOTEBOOK_FILTERS)
    added = [
        entry
        for entry in warnings.filters
        if entry not in ours and entry[2].__module__.split(".")[0] not in ENGINE_MODULES
    ]
    apply([*added, *NOTEBOOK_FILTERS])
