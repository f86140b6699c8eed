"""Runs the cells of a notebook in its own kernel, and keeps what they print, show and leave: `python kernel.py request.json`."""

import json
import os
import queue
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, TypedDict

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

# Deno may say `idle` before the last output of a cell has come.
QUIET_SECONDS = 0.25
START_SECONDS = 60
# Longest wait for timers that nobody awaits, as in the pipeline's own runs.
LATE_SECONDS = 30
TIMERS = "timers left: "
COUNT_TIMERS = (
    f'console.log("\\n{TIMERS}" + Reflect.get(process, "getActiveResourcesInfo").call(process)'
    '.filter((kind) => kind === "Timeout").length)'
)
NO_KERNEL = 4

Process = subprocess.Popen[bytes]


class Failure(TypedDict):
    """What a kernel says of an error."""

    type: str
    message: str


class Published(TypedDict):
    """What a cell published: its streams, the bundles that it showed, and its error."""

    stdout: str
    stderr: str
    shown: list[dict[str, Any]]
    error: Failure | None


def command_of(request: dict[str, Any]) -> list[str]:
    """The kernel as Jupyter knows it, else as it is started by hand."""
    try:
        return list(KernelSpecManager().get_kernel_spec(request["kernel"]).argv)
    except NoSuchKernel:
        return list(request["command"])


def start(request: dict[str, Any]) -> tuple[Process, BlockingKernelClient] | None:
    """The kernel's process and a client that hears what it says; none where it does not start."""
    connection = str(Path(request["out"]) / "connection.json")
    write_connection_file(connection, key=os.urandom(16).hex().encode())
    argv = [part.replace("{connection_file}", connection) for part in command_of(request)]
    if not argv:
        return None
    try:
        process = subprocess.Popen(
            argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except FileNotFoundError:
        return None
    client = BlockingKernelClient(connection_file=connection)
    client.load_connection_file()
    client.start_channels(hb=False)
    client.kernel_info()
    for _ in range(START_SECONDS):
        if process.poll() is not None:
            return None
        try:
            client.get_shell_msg(timeout=1)
            # What a fresh kernel publishes can get lost: it is asked until something arrives.
            client.execute("void 0", silent=True, store_history=False)
            client.get_iopub_msg(timeout=1)
        except queue.Empty:
            continue
        return process, client
    process.kill()
    return None


def execute(process: Process, client: BlockingKernelClient, code: str, silent: bool = False) -> Published:
    """Runs one cell to its end."""
    sent = client.execute(code, silent=silent, store_history=not silent, allow_stdin=False)
    found: Published = {"stdout": "", "stderr": "", "shown": [], "error": None}
    idle = False
    while True:
        try:
            message = client.get_iopub_msg(timeout=QUIET_SECONDS if idle else 1)
        except queue.Empty:
            if idle:
                break
            if process.poll() is not None:
                found["error"] = {"type": "Error", "message": "the kernel ended"}
                return found
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "status":
            idle = idle or (
                content["execution_state"] == "idle" and message["parent_header"].get("msg_id") == sent
            )
        elif kind == "stream":
            if content["name"] == "stderr":
                found["stderr"] += content["text"]
            else:
                found["stdout"] += content["text"]
        elif kind in ("display_data", "execute_result"):
            found["shown"].append(content["data"])
        elif kind == "error":
            found["error"] = {"type": content["ename"], "message": content["evalue"]}
    while (reply := client.get_shell_msg(timeout=START_SECONDS))["parent_header"].get("msg_id") != sent:
        pass
    content = reply["content"]
    if content["status"] != "ok" and found["error"] is None:
        found["error"] = {
            "type": content.get("ename") or "Error",
            "message": content.get("evalue") or found["stderr"].strip(),
        }
    return found


def run(request: dict[str, Any], process: Process, client: BlockingKernelClient) -> dict[str, Any]:
    """Runs the cells one after the other, up to the first error."""
    cells: dict[int, Published] = {}
    usual, _, _ = timers(process, client)
    for cell in request["cells"]:
        take(request, process, client, cell["index"], "before")
        found = execute(process, client, cell["source"])
        cells[cell["index"]] = found
        if found["error"]:
            return {"error": {"cell": cell["index"], **found["error"]}, "cells": cells}
        take(request, process, client, cell["index"], "after")
    if cells:
        wait(process, client, list(cells.values())[-1], usual)
    return {"error": None, "cells": cells}


def timers(process: Process, client: BlockingKernelClient) -> tuple[int, str, str]:
    """How many timers are still to come, and what was printed meanwhile."""
    found = execute(process, client, COUNT_TIMERS)
    before, marker, after = found["stdout"].partition(f"\n{TIMERS}")
    count, _, rest = after.partition("\n")
    return (int(count) if marker and count.isdigit() else 0), before + rest, found["stderr"]


def wait(process: Process, client: BlockingKernelClient, last: Published, usual: int) -> None:
    """Waits for timers; what they print belongs to the last cell."""
    end = time.monotonic() + LATE_SECONDS
    while True:
        left, stdout, stderr = timers(process, client)
        last["stdout"] += stdout
        last["stderr"] += stderr
        if left <= usual or time.monotonic() > end:
            return
        time.sleep(QUIET_SECONDS)


def take(
    request: dict[str, Any], process: Process, client: BlockingKernelClient, cell: int, when: str
) -> None:
    """Keeps the values that are asked for at a place."""
    for probe in request["probes"]:
        if probe["cell"] == cell and probe["when"] == when:
            execute(process, client, probe["code"], silent=True)


def main(path: str) -> int:
    """Writes `result.json`; the exit code says where there is no such kernel."""
    request = json.loads(Path(path).read_text(encoding="utf8"))
    out = Path(request["out"])
    out.mkdir(parents=True, exist_ok=True)
    started = start(request)
    if started is None:
        return NO_KERNEL
    process, client = started
    try:
        result = run(request, process, client)
    finally:
        client.stop_channels()
        process.kill()
        process.wait()
    (out / "result.json").write_text(json.dumps(result), encoding="utf8")
    return 0


sys.exit(main(sys.argv[1]))
