"""Cells with `%%node` run as if the line were a comment."""

from __future__ import annotations

import pytest
from jupyterlab_espalier.kernel.directive import without_directive


@pytest.mark.parametrize(
    "code",
    [
        "%%node train\nx = 1",
        "%%node train --outputs x\nx = 1",
        "\n%%node train\n\nx = 1",
        "%%node train\n%%time\nx = 1",
        "%%node train\n\n%%time\nx = 1",
        "%%node\nx = 1",
    ],
)
def test_runs(shell, code):
    assert shell.run(code).success
    assert shell.ip.user_ns["x"] == 1
    assert len(shell.records) == 1


def test_keeps_line_numbers(shell, capsys):
    shell.run("%%node train\nx = 1\n1 / 0")
    assert "line 3" in capsys.readouterr().out.replace("----> 3", "line 3")


@pytest.mark.parametrize("code", ["x = 1\n%%node train", "%%nodes\nx = 1", "s = '''\n%%node a\n'''"])
def test_only_at_the_top(shell, code):
    lines = code.splitlines(keepends=True)
    assert without_directive(list(lines)) == lines


def test_empty_cell(shell):
    assert shell.run("").success
    assert shell.run("%%node train").success


def test_unload_leaves_nothing(shell):
    assert without_directive in shell.ip.input_transformers_cleanup
    shell.ip.extension_manager.unload_extension("jupyterlab_espalier")
    assert without_directive not in shell.ip.input_transformers_cleanup
    assert "node" not in shell.ip.magics_manager.magics["cell"]
    assert "espalier" not in shell.ip.magics_manager.magics["line"]
    assert shell.ip.events.callbacks["pre_run_cell"] == []
    shell.ip.extension_manager.load_extension("jupyterlab_espalier")
