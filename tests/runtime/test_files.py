"""Files that nodes write are seen by later nodes, and only as the notebook would see them."""

from __future__ import annotations

import json

import pytest
from projects import Step
from test_guards import stop


def out(name: str, *waits: str, **more) -> dict:
    slots = [{"argument": f"{one}_files", "dataset": f"{one}_files"} for one in waits]
    return {"files_out": f"{name}_files", "files_in": slots, **more}


WRITE = Step(
    "write",
    "open('a.txt', 'w').write('first')\nopen('base.txt', 'a').write('+')",
    more=out("write", file_writes=["a.txt", "base.txt"]),
)
CHANGE = Step(
    "change",
    "import os\nopen('a.txt', 'a').write(' second')\nos.makedirs('d')\nopen('d/b', 'w').close()",
    more=out("change", "write", file_reads=["a.txt"], file_writes=["a.txt", "d/*"]),
)
READ = Step(
    "read",
    "print(open('a.txt').read(), open('base.txt').read())",
    more=out("read", "change", file_reads=["a.txt", "base.txt"]),
)


@pytest.fixture
def project(build):
    made = build(WRITE, CHANGE, READ)
    (made.folder / "workspace/base.txt").write_text("base")
    return made


def test_the_token_tells_what_changed(project):
    project.run().ok()
    token = json.loads((project.folder / "data/02_intermediate/change_files.json").read_text())
    assert sorted(token) == ["a.txt", "d/b"] and len(token["a.txt"]) == 64
    assert json.loads((project.folder / "data/02_intermediate/read_files.json").read_text()) == {}


def test_a_second_run_starts_from_the_notebooks_files(project):
    assert project.run().ok().out("read") == "first second base+\n"
    assert project.run().ok().out("read") == "first second base+\n"


def test_a_node_that_runs_again_finds_the_files_as_it_found_them(project):
    first = project.run().ok()
    carried = first.nodes
    again = project.run(nodes=["change", "read"], cached=["write"], carried=carried).ok()
    assert again.out("read") == "first second base+\n"
    only = project.run(nodes=["read"], cached=["write", "change"], carried=again.nodes).ok()
    assert only.out("read") == "first second base+\n"
    (project.folder / "workspace/a.txt").unlink()
    restored = project.run(nodes=["read"], cached=["write", "change"], carried=again.nodes).ok()
    assert restored.out("read") == "first second base+\n"


def test_a_run_after_a_failure_does_not_find_its_leftovers(build):
    text = "import os\nos.mkdir('lines')\nopen('lines/1', 'w').close()\nif not os.path.exists('/nonexistent'):\n    1 / 0"
    project = build(Step("bad", text, more=out("bad", file_writes=["lines/*"])))
    for _ in range(2):
        assert project.run().error("bad")["type"] == "ZeroDivisionError"


def test_a_new_file_of_the_notebook_is_the_new_start(project):
    project.run().ok()
    (project.folder / "workspace/base.txt").write_text("other")
    assert project.run().ok().out("read") == "first second other+\n"
    assert project.run().ok().out("read") == "first second other+\n"


def _pair(build, write: str, read: str, foreseen: dict, read_foreseen: dict):
    """Two nodes whose order a value gives, but not their files."""
    return build(
        Step("write", f"{write}\nx = 1", gives="x", more=out("write", **foreseen)),
        Step("read", read, takes="x", more=out("read", **read_foreseen)),
    ).run()


def test_an_unforeseen_read_of_what_another_node_writes(build):
    read = "p = 'a' + '.txt'\nprint(open(p).read())"
    run = _pair(build, "open('a.txt', 'w').write('x')", read, {"file_writes": ["a.txt"]}, {})
    assert "read the file 'a.txt', which node 'write' writes" in stop(run, "read")
    assert run.error("read")["line"] == 2


def test_a_file_that_is_not_there_yet(build):
    write = Step(
        "write", "open('a.txt', 'w').write('x')", takes="x", more=out("write", file_writes=["a.txt"])
    )
    read = Step("read", "open('a.txt')\nx = 1", gives="x", more=out("read"))
    assert "read the file 'a.txt', which node 'write' writes" in stop(build(read, write).run(), "read")


def test_an_unforeseen_write_of_what_another_node_reads(build):
    write = "print('w')\nopen('a.txt', 'w').write('x')"
    run = _pair(build, write, "print(open('a.txt').read())", {}, {"file_reads": ["a.txt"]})
    assert "wrote the file 'a.txt', which node 'read' reads or writes" in stop(run, "write")
    assert run.error("write")["line"] == 2


def test_a_subprocess_that_writes_is_seen_by_what_it_leaves(build):
    run = _pair(build, "shell('echo x > a.txt')", "1", {}, {"file_reads": ["a.txt"]})
    assert "wrote the file 'a.txt'" in stop(run, "write")


def test_a_program_may_read_any_file(build):
    write = Step("write", "open('a.dat', 'w').close()", more=out("write", file_writes=["*.dat"]))
    read = Step("read", "print('x')\nn = shell_lines('ls *.dat')", gives="n")
    run = build(write, read).run()
    assert "starts a program, which may read what node 'write' writes" in stop(run, "read")
    assert run.error("read")["line"] == 2


def test_files_that_concern_nobody_else(build):
    steps = [
        Step(n, f"open('{n}.cache', 'w').close()\nprint(open('{n}.cache').read())", more=out(n)) for n in "ab"
    ]
    build(*steps).run().ok()
    build(*steps).run(jobs=2).ok()


def test_classes_of_local_modules_stay_the_same_classes(build):
    text = "BASE = 10\\ndef add(v):\\n    return v + BASE\\nclass K: pass\\n"
    local = {"file_reads": ["helper_y.py"]}
    steps = [
        Step("write", f"write_file('helper_y.py', '{text}')", more=out("write", file_writes=["helper_y.py"])),
        Step(
            "use",
            "import helper_y\nk = helper_y.K()\nprint(helper_y.add(1))",
            gives="k",
            more=out("use", "write", **local),
        ),
        Step(
            "again",
            "import helper_y\nprint(type(k) is helper_y.K)",
            takes="k",
            more=out("again", "write", **local),
        ),
    ]
    run = build(*steps).run().ok()
    assert run.out() == "Writing helper_y.py\n11\nTrue\n"
