"""Projects run with Kedro, and leave the record that others read."""

from __future__ import annotations

import os

import pytest
from projects import LOAD, Step

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
