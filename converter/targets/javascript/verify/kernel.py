"""Runs the cells of a notebook in its own kernel, and keeps what they print, show and leave: `python kernel.py request.json`."""

import json
import os
import queue
import subprocess
import sys
from pathlib import Path

from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

# Deno may say `idle` before the last output of a cell has come.
QUIET_SECONDS = 0.25
START_SECONDS = 60
NO_KERNEL = 4


def command_of(request):
    """The kernel as Jupyter knows it, else as it is started by hand."""
    try:
        return KernelSpecManager().get_kernel_spec(request["kernel"]).argv
    except NoSuchKernel:
        return request["command"]


def start(request):
    """The kernel's process and a client that hears what it says."""
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


def execute(process, client, code, silent=False):
    """What a cell publishes: streams, bundles that it shows, and an error."""
    sent = client.execute(code, silent=silent, store_history=not silent, allow_stdin=False)
    found = {"stdout": "", "stderr": "", "shown": [], "error": None}
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
            found[content["name"]] += content["text"]
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


def run(request, process, client):
    cells = {}
    for cell in request["cells"]:
        take(request, process, client, cell["index"], "before")
        found = execute(process, client, cell["source"])
        cells[cell["index"]] = found
        if found["error"]:
            return {"error": {"cell": cell["index"], **found["error"]}, "cells": cells}
        take(request, process, client, cell["index"], "after")
    return {"error": None, "cells": cells}


def take(request, process, client, cell, when):
    for probe in request["probes"]:
        if probe["cell"] == cell and probe["when"] == when:
            execute(process, client, probe["code"], silent=True)


def main(path):
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
