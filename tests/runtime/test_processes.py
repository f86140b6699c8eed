"""Runs in several processes, and runs that are ended from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from projects import LOAD, Step


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_independent_nodes_run_in_parallel(build, method):
    text = "import os, time, subprocess\nprint('{0}')\nsubprocess.run('echo child {0}', shell=True)\ntime.sleep(1)\nb = os.getpid()"
    sides = [Step(name, text.format(name), takes="df", gives=f"{name}_pid=b") for name in ("left", "right")]
    for side in sides:
        side.gives = f"{side.name}_pid"
        side.text = side.text.replace("b = ", f"{side.name}_pid = ")
    last = Step("last", "print(left_pid != right_pid)", takes="left_pid right_pid")
    project = build(LOAD, *sides, last)
    run = project.run(jobs=2, env={"KEDRO_MP_CONTEXT": method}).ok()
    assert run.out() == "loading\nleft\nchild left\nright\nchild right\nTrue\n"
    assert [node["status"] for node in run.record["nodes"]] == ["succeeded"] * 4
    assert run.record["nodes"][1]["outputs"][0]["dataset"] == "left_pid"


def test_a_failure_in_parallel(build):
    good = Step("good", "import time\ntime.sleep(.5)\ng = 1", takes="df", gives="g")
    bad = Step("bad", "b = 1\n1 / 0", takes="df", gives="b")
    opaque = Step("after", "print(g, b)", takes="g b")
    run = build(LOAD, good, bad, opaque).run(jobs=2)
    assert run.code == 1
    states = {name: node["status"] for name, node in run.nodes.items()}
    assert states == {"load": "succeeded", "good": "succeeded", "bad": "failed", "after": "aborted"}
    assert (run.error("bad")["line"], run.error("bad")["kind"]) == (2, "exception")


def test_a_value_that_cannot_be_saved_in_parallel(build):
    bad = Step("bad", "b = (i for i in [])", takes="df", gives="b")
    good = Step("good", "g = 1", takes="df", gives="g")
    run = build(LOAD, good, bad, Step("after", "print(g, b)", takes="g b")).run(jobs=2)
    assert run.error("bad")["kind"] == "guard" and "generator" in run.error("bad")["message"]


def test_a_worker_that_is_killed(build):
    bad = Step("bad", "import os\nos.kill(os.getpid(), 9)\nb = 1", takes="df", gives="b")
    good = Step("good", "g = 1", takes="df", gives="g")
    run = build(LOAD, good, bad, Step("after", "print(g, b)", takes="g b")).run(jobs=2)
    assert run.code == 1
    assert run.nodes["bad"]["status"] == "failed" and run.error("bad")["kind"] == "killed"


def _wait(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def _alive(text: str) -> bool:
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    return any(line.startswith(text) for line in found.splitlines())


def _is_running(record: Path, node: int) -> bool:
    return record.exists() and json.loads(record.read_text())["nodes"][node]["status"] == "running"


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_stops_everything(build, jobs, sent, tmp_path):
    nap = f"97.{os.getpid()}{jobs}{int(sent)}"
    text = f"import subprocess\nprint('sleeping')\nsubprocess.run(['sleep', '{nap}'])\nv = 1"
    steps = [Step("nap", text, takes="df", gives="v"), Step("other", "w = 1", takes="df", gives="w")]
    project = build(LOAD, *steps)
    path = project.request(jobs=jobs)
    process = project.start(project.command(path))
    _wait(lambda: _alive(f"sleep {nap}"))
    process.send_signal(sent)
    assert process.wait(20) == 1
    assert not _alive(f"sleep {nap}")
    record = json.loads(Path(path.parent / "run.manifest.json").read_text())
    assert record["status"] == "aborted"
    assert {node["name"]: node["status"] for node in record["nodes"]}["nap"] == "aborted"


def test_a_killed_run_leaves_a_readable_record(build):
    project = build(LOAD, Step("nap", "import time\ntime.sleep(60)\nv = 1", takes="df", gives="v"))
    path = project.request()
    process = project.start(project.command(path))
    record_path = path.parent / "run.manifest.json"
    _wait(lambda: _is_running(record_path, 1))
    process.kill()
    process.wait()
    record = json.loads(record_path.read_text())
    assert record["status"] == "running" and record["nodes"][0]["status"] == "succeeded"


def test_an_interrupt_of_kedros_own_command(build):
    project = build(LOAD, Step("nap", "import time\ntime.sleep(60)\nv = 1", takes="df", gives="v"))
    process = project.start([sys.executable, "-m", "kedro", "run"])
    record_path = project.folder / "runs/latest/run.manifest.json"
    _wait(lambda: _is_running(record_path, 1))
    process.send_signal(signal.SIGINT)
    assert process.wait(20) != 0
    assert json.loads(record_path.read_text())["status"] in ("aborted", "failed")
