"""Compares what is printed, line by line, without what magics and addresses make different in every run."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Any

from ..compare import ADDRESS
from .noise import Noise
from .report import Report
from .values import NotebookRun

_TIMINGS = re.compile(r"^((CPU times|Wall time):.*|\d.* per loop.*|The slowest run took.*)(\n|\Z)", re.M)
# Its message may have several lines; the line of code that it came from ends it. Pandas calls one of its warnings an error.
_WARNING = re.compile(
    r"^.*:\d+: (\w*Warning|ChainedAssignmentError): .*(\n|\Z)"
    r"(((?!Traceback).*\n){0,12}?(?= {2}\S))?(^[ \t]+.*(\n|\Z))*",
    re.M,
)
# Where the frames of an error stand is another place in a pipeline.
_FRAMES = re.compile(r"^(Traceback \(most recent call last\):\n)([ \t]+.*(\n|\Z))+", re.M)
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.\d+)?)?\b")
# A terminal adds its own return to the one that a text has.
_ENDS = re.compile(r"\r+\n")
_REDRAWN = re.compile(r"^.*\r(?!\n).*(\n|\Z)", re.M)
# How long a verification may last, in minutes.
_LATELY = 120
STREAMS = {"printed": "stdout", "errors": "stderr"}


def normalised(text: str, kind: str = "printed") -> str:
    """`text` without timings, addresses, frames and terminal line ends; of errors also without warnings and progress bars."""
    text = ADDRESS.sub("0x", _FRAMES.sub(r"\1", _TIMINGS.sub("", _ENDS.sub("\n", text))))
    if kind == "errors":
        text = _REDRAWN.sub("", _WARNING.sub("", text))
    return text


class Lines:
    """The printed lines of some cells, each with its cell."""

    def __init__(self, run: NotebookRun, cells: list[int], kind: str) -> None:
        stream = STREAMS[kind]
        data = (run.folder / stream).read_bytes()
        self.lines: list[str] = []
        self.cells: list[int] = []
        self.text = ""
        for index in cells:
            if index not in run.cells:
                break
            start, end = run.cells[index]["printed"][list(STREAMS).index(kind)]
            part = normalised(data[start:end].decode("utf-8", "replace"), kind)
            self.text += part
            self.cells += [index] * len(part.splitlines(keepends=True))
        self.lines = self.text.splitlines()


def compare_printed(
    runs: list[NotebookRun], node: dict[str, Any], found: str, report: Report, kind: str
) -> None:
    """`found`: all that the node printed."""
    wanted, *others = (Lines(run, node["cells"], kind) for run in runs)
    lines = normalised(found, kind).splitlines()
    place = {"node": node["name"], "kind": kind, "name": STREAMS[kind]}
    start = node["cells"][0]
    report.compared[kind] += bool(wanted.lines)
    if any(len(wanted.lines) != len(again.lines) for again in others):
        report.is_unstable({"cell": start, **place})
        return
    noise = Noise(
        (_CLOCK.sub("", one), _CLOCK.sub("", other))
        for again in others
        for one, other in zip(wanted.lines, again.lines, strict=True)
        if one != other
    )
    for at in range(max(len(wanted.lines), len(lines))):
        one, *again, other = (
            side[at].rstrip() if at < len(side) else None
            for side in (wanted.lines, *(again.lines for again in others), lines)
        )
        cell = wanted.cells[min(at, len(wanted.cells) - 1)] if wanted.cells else start
        if any(line != one for line in again) or (one != other and _may_differ(one, other, noise)):
            report.is_unstable({"cell": cell, **place, "name": f"{STREAMS[kind]} line {at + 1}"})
        elif one != other:
            report.differs({"cell": cell, **place}, f"line {at + 1}", one, other)
            return


def _may_differ(one: str | None, other: str | None, noise: Noise) -> bool:
    """Whether two runs of the notebook may differ so, too, though those that were made do not."""
    return (
        one is not None
        and other is not None
        and (_differ_by_clock(one, other) or noise.explains((one, other)))
    )


def _differ_by_clock(one: str, other: str) -> bool:
    """Whether nothing differs but times of day in the last hours: two runs of a notebook may be within one minute."""
    if _CLOCK.sub("", one) != _CLOCK.sub("", other):
        return False
    pairs = zip(_CLOCK.finditer(one), _CLOCK.finditer(other), strict=False)
    return all(_is_recent(a) and _is_recent(b) for a, b in pairs if a[0] != b[0])


def _is_recent(told: re.Match[str]) -> bool:
    minutes = int(told[1]) * 60 + int(told[2])
    now = [datetime.now(), datetime.now(timezone.utc)]
    return any((one.hour * 60 + one.minute - minutes) % 1440 <= _LATELY for one in now)
