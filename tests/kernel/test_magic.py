"""`%espalier` asks the command line of this repository."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from jupyterlab_espalier import cli
from jupyterlab_espalier.kernel import magics

ROOT = Path(__file__).parents[2]
PENGUINS = ROOT / "examples" / "penguins" / "notebook.ipynb"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


def test_this_notebook(shell, capsys, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(PENGUINS))
    shell.run("%espalier graph")
    told = capsys.readouterr().out
    assert "train" in told and "evaluate" in told
    shell.run("%espalier explain train")
    assert "neighbours" in capsys.readouterr().out


def test_another_notebook(shell, capsys):
    shell.run(f"%espalier check '{PENGUINS}'")
    assert "notebook.ipynb" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["", "prune", "check --quiet 'open"])
def test_wrong_use_is_answered(shell, capsys, line):
    assert shell.run(f"%espalier {line}").success
    assert "%espalier" in capsys.readouterr().out


def test_asks_for_the_notebook_where_nobody_knows_it(shell, capsys):
    shell.run("%espalier check")
    assert "name it: %espalier check notebook.ipynb" in capsys.readouterr().out


def test_runs_with_this_python():
    assert magics.complete(["run", "--fresh"], "a.ipynb") == [
        "run",
        "a.ipynb",
        "--fresh",
        "--python",
        sys.executable,
    ]
    assert magics.complete(["run", "b.ipynb", "--python", "py"], "a.ipynb") == [
        "run",
        "b.ipynb",
        "--python",
        "py",
    ]
    assert magics.complete(["run", "--help"], None) == ["run", "--help", "--python", sys.executable]


def test_says_what_is_missing(shell, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(cli, "candidates", lambda: iter(["/nowhere/node"]))
    monkeypatch.setenv("PATH", str(tmp_path))
    shell.run(f"%espalier check {PENGUINS}")
    assert 'pip install "jupyterlab-espalier[node]"' in capsys.readouterr().out


def test_finds_a_command_line_installed_otherwise(monkeypatch, tmp_path):
    monkeypatch.setattr(cli, "SCRIPTS", ())
    own = tmp_path / "espalier"
    own.write_text('#!/bin/sh\necho called "$@"\n')
    own.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert magics.find_program() == [str(own)]
