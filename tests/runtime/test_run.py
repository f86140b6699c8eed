"""Projects run with Kedro, and leave the record that others read."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Step

LOAD = Step(
    "load",
    "df = pd.DataFrame({'a': [1, 2, 3]})\nprint('loading')\nshow(df)\nreturn df",
    gives="df",
    kind="function",
)
FIT = Step(
    "fit",
    "import subprocess\ntotal = int(df['a'].sum()) * factor\nprint('before', end=' ')\n"
    "subprocess.run(['echo', 'child'])\nprint('after')\nshow(total)\nscores = {'total': total}",
    takes="df params:factor",
    gives="total scores",
    more={"metrics": ["scores"]},
)
SAY = Step(
    "say", "print(total, __name__)\ndisplay({'a': 1}, [2])", takes="total", more={"files_out": "say_files"}
)


@pytest.fixture
def project(build):
    return build(LOAD, FIT, SAY, parameters={"factor": 2})


def test_a_run_with_kedros_own_command(project):
    run = project.kedro().ok()
    assert run.out() == "loading\nbefore child\nafter\n12 __main__\n"
    assert run.record["status"] == "succeeded"
    assert [node["status"] for node in run.record["nodes"]] == ["succeeded"] * 3
    assert run.record["engine"]["name"] == "kedro"


def test_the_record_of_a_run(project):
    run = project.run(fingerprints={"fit": "abc"}, manifest="m", command="c").ok()
    fit = run.nodes["fit"]
    assert fit["metrics"] == {"scores.total": 12.0}
    assert fit["fingerprint"] == "abc"
    assert [one["dataset"] for one in fit["inputs"]] == ["df", "params:factor"]
    assert all(len(one["sha256"]) == 64 for one in fit["inputs"])
    total = fit["outputs"][0]
    assert (total["dataset"], total["path"], total["type"]) == (
        "total",
        "data/02_intermediate/total.json",
        "int",
    )
    assert (project.folder / total["path"]).read_text() == "12"
    assert (run.record["run_id"], run.record["manifest"], run.record["command"]) == ("run-1", "m", "c")
    assert run.record["environment"]["packages"]["kedro"]
    assert os.readlink(project.folder / "runs" / "latest") == "run-1"


def test_displays_have_plain_text_and_html(project):
    run = project.run().ok()
    assert run.shown("load")[0].split() == ["a", "0", "1", "1", "2", "2", "3"]
    assert "<table" in run.shown("load", "text/html")[0]
    assert run.shown("fit") == ["12"]
    assert run.shown("say") == ["{'a': 1}", "[2]"]
    assert [one["mime"] for one in run.nodes["load"]["displays"]] == ["text/plain", "text/html"]


def test_the_journal_tells_the_story_in_order(project):
    run = project.run().ok()
    story = [(e["event"], e.get("node")) for e in run.events if e["event"] not in ("node.phase", "node.log")]
    assert story[:3] == [("run.planned", None), ("run.started", None), ("node.started", "load")]
    assert story[-1] == ("run.succeeded", None)
    phases = [
        (e["phase"], e["dataset"]) for e in run.events if e["event"] == "node.phase" and e["node"] == "fit"
    ]
    loads = [("load", "df"), ("load", "params:factor")]
    assert phases == [*loads, ("run", None), ("save", "total"), ("save", "scores")]
    logged = "".join(e["text"] for e in run.events if e["event"] == "node.log" and e["stream"] == "stdout")
    assert logged == run.out()
    assert {"v", "run_id", "seq", "ts", "pid"} <= set(run.events[0])


def test_a_parameter_of_the_request(project):
    assert project.run(parameters={"factor": 5}).ok().shown("fit") == ["30"]


def test_cached_nodes_keep_their_entry_and_their_log(project):
    first = project.run().ok()
    carried = {name: first.nodes[name] for name in ("load", "fit")}
    second = project.run(nodes=["say"], cached=["load", "fit"], carried=carried).ok()
    assert second.out() == first.out()
    assert second.nodes["fit"]["cached"] and second.nodes["fit"]["outputs"] == carried["fit"]["outputs"]
    assert second.shown("fit") == ["12"]
    third = project.run(nodes=[], cached=["load", "fit", "say"], carried=second.nodes).ok()
    assert third.out() == first.out() and third.record["status"] == "succeeded"


def test_nodes_that_were_not_asked_for_are_skipped(project):
    run = project.run(nodes=["load"]).ok()
    assert [node["status"] for node in run.record["nodes"]] == ["succeeded", "skipped", "skipped"]


def test_a_failure_names_the_cell_and_the_line(build):
    text = "x = 1\n\ndef f(v):\n    return v / 0\n\nf(x)"
    run = build(LOAD, Step("bad", text, takes="df", gives="x"), Step("after", "print(x)", takes="x")).run()
    error = run.error("bad")
    assert run.code == 1 and run.record["status"] == "failed"
    assert (error["kind"], error["type"], error["message"]) == (
        "exception",
        "ZeroDivisionError",
        "division by zero",
    )
    assert (error["cell"], error["line"]) == ("cell-bad", 4)
    assert error["traceback"].startswith("Cell 2, line 4 (node 'bad')\n")
    assert "runtime" not in error["traceback"] and "kedro" not in error["traceback"]
    assert 'File "Cell 2", line 6, in <module>' in error["traceback"]
    assert run.nodes["after"]["status"] == "aborted" and "error" not in run.nodes["after"]


def test_a_failure_in_a_function_node_and_its_output_before(build):
    run = build(
        Step("bad", "print('so far')\nvalue = {}\nreturn value['k']", gives="v", kind="function")
    ).run()
    assert (run.error("bad")["cell"], run.error("bad")["line"]) == ("cell-bad", 3)
    assert run.out("bad") == "so far\n"


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("v = open('f.txt', 'w')", "guard", "_io.TextIOWrapper cannot be passed"),
        ("import sys\nsys.exit(3)\nv = 1", "exception", "SystemExit: 3"),
        ("pass", "guard", "no value to 'v'"),
        ("def f(:", "exception", "invalid syntax"),
    ],
)
def test_what_cannot_go_on(build, text, kind, message):
    run = build(Step("bad", text, gives="v"), Step("after", "print(v)", takes="v")).run()
    assert run.code == 1
    assert run.error("bad")["kind"] == kind
    assert message in run.error("bad")["message"] or message in run.error("bad")["traceback"]


def test_a_save_that_fails_halfway_leaves_no_half_of_a_value(build):
    big = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, -1))\nb = b'x' * 1_000_000"
    project = build(Step("big", big, gives="b"), Step("after", "print(b)", takes="b"))
    run = project.run()
    error = run.error("big")
    assert (error["kind"], error["dataset"], error["type"]) == ("save", "b", "OSError")
    assert error["traceback"].splitlines() == ["node 'big'", f"OSError: {error['message']}"]
    assert list((project.folder / "data" / "02_intermediate").glob("*")) == []


def test_a_value_that_was_changed_on_the_disk_is_not_loaded(project):
    project.run().ok()
    (project.folder / "data/02_intermediate/total.json").write_text("13")
    run = project.run(nodes=["say"])
    assert run.error("say")["kind"] == "guard" and "not the file" in run.error("say")["message"]


def test_a_node_out_of_time_and_a_node_that_is_tried_again(build):
    slow = Step("slow", "import time\ntime.sleep(30)", more={"timeout": 0.2, "files_out": "f"})
    assert "longer than 0.2 s" in build(slow).run().error("slow")["message"]


def test_retries_start_from_the_same_inputs(build):
    make = Step("make", "xs = [1]", gives="xs")
    text = "import os\nxs.append(2)\nprint(xs)\nif not os.path.exists('flag'):\n    open('flag', 'w').close()\n    1 / 0"
    retried = Step("retried", text, takes="xs", more={"retries": 1, "files_out": "f"})
    run = build(make, retried).run().ok()
    assert run.out("retried") == "[1, 2]\n"
    assert [e["reason"] for e in run.events if e["event"] == "node.retried"] == [
        "ZeroDivisionError: division by zero"
    ]


def test_variables_that_a_node_asks_for(build):
    text = "import os\nprint(os.environ.get('REGION'))\nregion = 1"
    asks = Step("asks", text, gives="region", more={"env": {"REGION": "north"}})
    run = build(asks, Step("after", f"region\n{text}", takes="region")).run().ok()
    assert (run.out("asks"), run.out("after")) == ("north\n", "None\n")


def test_versions_that_the_project_was_not_made_for(build):
    run = build(LOAD, assumes={"pandas": ">=99"}).run()
    assert run.code == 1 and run.record["status"] == "failed"
    assert "was made for pandas >=99" in run.said
    assert run.nodes["load"]["status"] == "aborted"


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


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_stops_everything(build, jobs, sent, tmp_path):
    nap = f"97.{os.getpid()}{jobs}{int(sent)}"
    text = f"import subprocess\nprint('sleeping')\nsubprocess.run(['sleep', '{nap}'])\nv = 1"
    steps = [Step("nap", text, takes="df", gives="v"), Step("other", "w = 1", takes="df", gives="w")]
    project = build(LOAD, *steps)
    path = project.request(jobs=jobs)
    process = subprocess.Popen(
        project.command(path),
        cwd=project.folder,
        env=project.environment({}),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
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
    process = subprocess.Popen(
        project.command(path),
        cwd=project.folder,
        env=project.environment({}),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    record_path = path.parent / "run.manifest.json"
    _wait(
        lambda: (
            record_path.exists() and json.loads(record_path.read_text())["nodes"][1]["status"] == "running"
        )
    )
    process.kill()
    process.wait()
    record = json.loads(record_path.read_text())
    assert record["status"] == "running" and record["nodes"][0]["status"] == "succeeded"


def test_a_broken_hook_stops_nothing(project):
    hooks = project.source / "runtime" / "hooks.py"
    hooks.write_text(hooks.read_text().replace("def _digest_in(", "def _digest_in_gone("))
    run = project.run().ok()
    assert "run record: before_node_run: NameError" in run.said


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_kedros_own_parallel_runner(project, monkeypatch, method):
    monkeypatch.setenv("KEDRO_MP_CONTEXT", method)
    run = project.kedro("--runner", "ParallelRunner").ok()
    assert run.out() == "loading\nbefore child\nafter\n12 __main__\n"


def test_an_interrupt_of_kedros_own_command(build):
    project = build(LOAD, Step("nap", "import time\ntime.sleep(60)\nv = 1", takes="df", gives="v"))
    command = [sys.executable, "-m", "kedro", "run"]
    process = subprocess.Popen(
        command,
        cwd=project.folder,
        env=project.environment({}),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    record_path = project.folder / "runs/latest/run.manifest.json"
    _wait(
        lambda: (
            record_path.exists() and json.loads(record_path.read_text())["nodes"][1]["status"] == "running"
        )
    )
    process.send_signal(signal.SIGINT)
    assert process.wait(20) != 0
    assert json.loads(record_path.read_text())["status"] in ("aborted", "failed")
