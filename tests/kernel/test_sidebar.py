"""What the sidebar's kernel does to the project's folder, also where that is in a bad state."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

SOURCES = Path(__file__).parents[2] / "extension" / "run" / "kernel"
NAMES = ("disk", "tasks", "environment", "javascript", "runs", "project", "agent")


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """The modules as a kernel has them that works in an empty folder."""
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {}
    exec((SOURCES / "load.py").read_text(), namespace)
    namespace["_espalier_load"]({name: (SOURCES / f"{name}.py").read_text() for name in NAMES})
    yield SimpleNamespace(**{name: sys.modules[f"_espalier.{name}"] for name in NAMES})
    for name in [name for name in sys.modules if name.split(".")[0] == "_espalier"]:
        del sys.modules[name]


def _obstacle(agent: SimpleNamespace) -> Any:
    return agent.project.folder({"project": "p"})["obstacle"]


def test_a_place_for_the_project(agent: SimpleNamespace, tmp_path: Path) -> None:
    assert _obstacle(agent) is None
    (tmp_path / "p").mkdir()
    assert _obstacle(agent) is None
    (tmp_path / "p" / "thesis.tex").write_text("")
    assert _obstacle(agent) == "foreign"
    (tmp_path / "p" / "pipeline.manifest.json").write_text("{}")
    assert _obstacle(agent) is None


@pytest.mark.parametrize("kind", ["file", "link"])
def test_something_else_in_the_place_of_the_project(
    agent: SimpleNamespace, tmp_path: Path, kind: str
) -> None:
    if kind == "file":
        (tmp_path / "p").write_text("")
    else:
        (tmp_path / "p").symlink_to(tmp_path)
    assert _obstacle(agent) == kind


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_not_to_be_written(agent: SimpleNamespace, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert _obstacle(agent) == "unwritable"
    finally:
        tmp_path.chmod(0o700)


def _make_run(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "p" / "runs" / name
    (folder / "logs").mkdir(parents=True)
    (folder / "run.manifest.json").write_text("{}")


def test_a_run_is_taken_out(agent: SimpleNamespace, tmp_path: Path) -> None:
    older, newer = "20260101T000000-aaaaaa", "20260102T000000-bbbbbb"
    _make_run(tmp_path, older)
    _make_run(tmp_path, newer)
    agent.runs.point_latest("p", newer)
    agent.project.remove_run({"project": "p", "run": newer})
    latest = tmp_path / "p" / "runs" / "latest"
    assert os.readlink(latest) == older and not (tmp_path / "p" / "runs" / newer).exists()
    agent.project.remove_run({"project": "p", "run": older})
    assert os.listdir(tmp_path / "p" / "runs") == []


@pytest.mark.parametrize("name", ["..", "latest", "../../data", ".", "20260101T000000/../.."])
def test_nothing_else_is_taken_out(agent: SimpleNamespace, tmp_path: Path, name: str) -> None:
    _make_run(tmp_path, "20260101T000000-aaaaaa")
    with pytest.raises(agent.disk.Refused):
        agent.project.remove_run({"project": "p", "run": name})


def test_where_a_file_finds_no_room_the_old_one_stays(agent: SimpleNamespace, tmp_path: Path) -> None:
    """As on a full disk, in a process that may write little."""
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.txt").write_text("old")
    code = f"""
import resource, sys
sys.path[:0] = []
namespace = {{}}
exec(open({str(SOURCES / "load.py")!r}).read(), namespace)
names = {NAMES!r}
namespace["_espalier_load"]({{name: open({str(SOURCES)!r} + "/" + name + ".py").read() for name in names}})
disk, agent = sys.modules["_espalier.disk"], sys.modules["_espalier.agent"]
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, {resource.RLIM_INFINITY}))
try:
    disk.write({{"project": "p", "changes": [{{"path": "a.txt", "text": "x" * 5000}}]}})
except OSError as error:
    print(agent._words(error))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "too large" in done.stdout.lower() and "Errno" not in done.stdout
    assert (tmp_path / "p" / "a.txt").read_text() == "old"
    assert os.listdir(tmp_path / "p") == ["a.txt"]


def test_of_long_words_only_the_end_is_sent(agent: SimpleNamespace, tmp_path: Path) -> None:
    journal = tmp_path / "events.ndjson"
    events = [
        {"event": "node.log", "text": "x" * 5_000_000 + "end"},
        {"event": "node.succeeded", "node": "a"},
    ]
    journal.write_text("".join(f"{json.dumps(event)}\n" for event in events) + '{"event": "torn')
    piece, position = agent.runs._piece(journal, 0)
    assert len(piece) < 200_000
    sent = [json.loads(line) for line in piece.splitlines()]
    assert sent[0]["text"].endswith("xend") and sent[1] == events[1]
    assert position == journal.stat().st_size - len('{"event": "torn')


def test_what_cannot_be_installed_is_told_in_words(agent: SimpleNamespace, tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "requirements.txt").write_text("no name === of a distribution\n")
    told: list[Any] = []
    task = agent.tasks.Task("t", "install", told.append)
    answer = agent.environment.install({"project": "p", "requirements": "requirements.txt"}, task)
    assert "could not install what requirements.txt names" in answer["error"]
    assert "no name" in answer["words"] and answer["stopped"] is False
