"""Compares what is displayed: texts, HTML and pictures, one display after the other."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

from ..compare import ADDRESS
from .report import Report
from .values import NotebookRun

_COUNTED = re.compile(r"sk-(container|estimator)-id-\d+")
_TEXTS = {".txt": "text/plain", ".html": "text/html"}
Shown = dict[str, str]


def normalised(shown: Shown) -> Shown:
    """Texts without addresses and without what a library numbers in each process; empty ones are left out."""
    plain = {mime: text if mime.startswith("image/") else _plain(text) for mime, text in shown.items()}
    return {mime: text for mime, text in plain.items() if text != ""}


def _plain(text: str) -> str:
    return _COUNTED.sub("sk-id", ADDRESS.sub("0x", text.replace("\r\n", "\n")))


def of_pipeline(project: Path, displays: list[dict[str, str]]) -> list[Shown]:
    """The displays of a node in its run record; all forms of one display have one number."""
    grouped: dict[str, Shown] = {}
    for one in displays:
        path = project / one["path"]
        forms = grouped.setdefault(path.name.split(".")[0], {})
        if one["mime"].startswith("image/") and one["mime"] != "image/svg+xml":
            forms[one["mime"]] = base64.b64encode(path.read_bytes()).decode()
        else:
            forms[one["mime"]] = path.read_bytes().decode("utf-8", "backslashreplace")
    return [normalised(grouped[number]) for number in sorted(grouped, key=int)]


def of_notebook(run: NotebookRun, cells: list[int]) -> list[tuple[int, Shown]]:
    return [
        (index, normalised(shown))
        for index in cells
        if index in run.cells
        for shown in run.cells[index]["displays"]
    ]


def compare_displays(
    runs: list[NotebookRun], node: dict[str, Any], found: list[Shown], report: Report
) -> None:
    """`found`: what the node displayed."""
    wanted, *others = (of_notebook(run, node["cells"]) for run in runs)
    place = {"cell": node["cells"][0], "node": node["name"], "kind": "displayed", "name": "display"}
    if any(len(wanted) != len(again) for again in others):
        report.is_unstable(place)
        return
    for at in range(max(len(wanted), len(found))):
        if at >= len(wanted):
            report.differs(place, f"display {at + 1}", None, _told(found[at]))
            return
        cell, shown = wanted[at]
        here = {**place, "cell": cell}
        if at >= len(found):
            report.differs(here, f"display {at + 1}", _told(shown), None)
            return
        report.compared["displays"] += 1
        for mime in sorted({*shown, *found[at]}, reverse=True):
            one, other = shown.get(mime), found[at].get(mime)
            if any(again[at][1].get(mime) != one for again in others):
                report.is_unstable({**here, "name": f"{mime} of display {at + 1}"})
            elif one != other:
                texts = [_form(mime, one), _form(mime, other)]
                report.differs(here, f"{mime} of display {at + 1}", *_from_difference(texts))
                return


def _told(shown: Shown) -> str:
    return shown.get("text/plain") or ", ".join(shown)


def _form(mime: str, content: str | None) -> str | None:
    if content is None or not mime.startswith("image/") or mime == "image/svg+xml":
        return content
    return f"a picture of {len(content) * 3 // 4} bytes"


def _from_difference(texts: list[str | None]) -> list[str | None]:
    """Long texts from the line on in which they differ."""
    one, other = texts
    if one is None or other is None or len(one) + len(other) < 400:
        return texts
    pairs = zip(one.split("\n"), other.split("\n"), strict=False)
    at = next((at for at, (a, b) in enumerate(pairs) if a != b), 0)
    return ["\n".join(text.split("\n")[at : at + 3]) for text in (one, other)]
